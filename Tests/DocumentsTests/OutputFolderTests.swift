import Foundation
import Testing

@testable import Documents

@Suite struct OutputFolderTests {
  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func folder(_ files: [String: String], in out: String) throws(OutputError)
    -> OutputFolder
  {
    var folder = try OutputFolder(name: "cafe", in: out)
    for (name, text) in files { folder.add(name, text) }
    return folder
  }

  @Test func aFolderAppearsWholeAndItsPathsAreReported() throws {
    try Fixture.withFolder { out in
      let paths = try folder(
        ["manifest.json": "{}", "charts/a.svg": "<svg/>"], in: out + "/deep/er"
      )
      .commit()
      #expect(
        paths.map { $0.dropFirst(out.count) } == [
          "/deep/er/cafe/charts/a.svg", "/deep/er/cafe/manifest.json",
        ])
      #expect(try Fixture.text(out + "/deep/er/cafe/charts/a.svg") == "<svg/>")
      #expect(try names(out + "/deep/er") == ["cafe"])
    }
  }

  @Test func aSecondRunReplacesAllOfTheFirst() throws {
    try Fixture.withFolder { out in
      try folder(["manifest.json": "1", "old.csv": "x"], in: out).commit()
      try folder(["manifest.json": "2", "new.csv": "y"], in: out).commit()
      #expect(try names(out + "/cafe") == ["manifest.json", "new.csv"])
      #expect(try Fixture.text(out + "/cafe/manifest.json") == "2")
      #expect(try names(out) == ["cafe"])
    }
  }

  @Test func aFailureInTheMiddleLeavesWhatWasThere() throws {
    try Fixture.withFolder { out in
      try folder(["manifest.json": "1", "old.csv": "x"], in: out).commit()
      // A name that no file can have: the second file fails when the first is written already.
      let broken = try folder(
        ["a.csv": "fine", "b" + String(repeating: "x", count: 300): "", "manifest.json": "2"],
        in: out)
      #expect(throws: OutputError.self) { try broken.commit() }
      #expect(try names(out + "/cafe") == ["manifest.json", "old.csv"])
      #expect(try names(out) == ["cafe"])
    }
  }

  @Test func aFileInTheWayIsNamed() throws {
    try Fixture.withFolder { out in
      try "mine".write(toFile: out + "/cafe", atomically: true, encoding: .utf8)
      let error = #expect(throws: OutputError.self) { try OutputFolder(name: "cafe", in: out) }
      #expect(error?.message.contains("is a file, not a folder") == true)
      let above = #expect(throws: OutputError.self) {
        try OutputFolder(name: "run", in: out + "/cafe")
      }
      #expect(above?.message == "\(out)/cafe is a file, not a folder")
      #expect(try Fixture.text(out + "/cafe") == "mine")
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func aFolderThatCannotBeWrittenIsRefusedAtOnce() throws {
    try Fixture.withFolder { out in
      chmod(out, 0o555)
      let error = #expect(throws: OutputError.self) { try OutputFolder(name: "cafe", in: out) }
      #expect(error?.message.contains("permission denied (choose another place") == true)
    }
  }

  @Test func aFullDiskLeavesNothingBehind() throws {
    // Writing to /dev/full fails as a full disk does.
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let error = #expect(throws: OutputError.self) {
      try FileSystem.write([1, 2, 3], to: "/dev/full")
    }
    #expect(error?.message.contains("free some space") == true)
  }

  @Test func somebodyElsesFolderIsNeverReplaced() throws {
    try Fixture.withFolder { out in
      try FileManager.default.createDirectory(
        atPath: out + "/cafe", withIntermediateDirectories: true)
      try "thesis".write(toFile: out + "/cafe/thesis.txt", atomically: true, encoding: .utf8)
      let error = #expect(throws: OutputError.self) { try OutputFolder(name: "cafe", in: out) }
      #expect(error?.message.contains("cxlab did not write") == true)
      #expect(try Fixture.text(out + "/cafe/thesis.txt") == "thesis")
    }
  }

  @Test(arguments: ["", ".", "..", "a/b"]) func namesThatAreNoFolder(name: String) {
    #expect(throws: OutputError.self) { try OutputFolder(name: name, in: ".") }
  }

  @Test func whatADeadProcessLeftIsRemovedAndALivingOneIsLeftAlone() throws {
    try Fixture.withFolder { out in
      let host = FileSystem.hostName
      let dead = "/.cafe.partial-2147483647@\(host)"
      // Its number is not that of a process of this container: the lock tells.
      let alive = "/.cafe.partial-2147483646.12ab@\(host)"
      let elsewhere = "/.cafe.partial-2147483647@another-\(host)"
      let foreign = "/.cafe.partial-mine"
      for name in [dead, alive, elsewhere, foreign] {
        try FileManager.default.createDirectory(
          atPath: out + name + "/charts", withIntermediateDirectories: true)
        try "x".write(toFile: out + name + "/charts/a", atomically: true, encoding: .utf8)
      }
      let lock = try #require(FileSystem.lock(out + alive, flags: O_RDONLY | O_DIRECTORY))
      defer { close(lock) }
      try folder(["manifest.json": "1"], in: out).commit()
      let left = try names(out).map { "/" + $0 }
      #expect(!left.contains(dead))
      #expect(left.contains(alive) && left.contains(elsewhere) && left.contains("/cafe"))
      #expect(left.contains(foreign))
    }
  }

  @Test func aTemporaryFolderIsHisWhoMadeItAndGoesWithHim() throws {
    try Fixture.withFolder { out in
      var mine: TemporaryFolder? = try TemporaryFolder("try-", in: out)
      let other = try TemporaryFolder("try-", in: out)
      let path = try #require(mine?.path)
      #expect(path != other.path)
      let name = path.dropFirst(out.count + 1)
      #expect(name.hasPrefix("try-\(getpid()).") && name.hasSuffix("@" + FileSystem.hostName))
      // Nobody else takes it, and no cleaner.
      #expect(FileSystem.lockOfStale(path, flags: O_RDONLY | O_DIRECTORY) == nil)
      TemporaryFolder.removeStale("try-", in: out, start: "try-")
      #expect(try names(out).count == 2)
      mine = nil
      #expect(try names(out) == [String(other.path.dropFirst(out.count + 1))])
      other.remove()
      other.remove()
      #expect(try names(out).isEmpty)
    }
  }

  @Test func aPlantedLinkIsNotFollowed() throws {
    try Fixture.withFolder { out in
      try "victim".write(toFile: out + "/victim", atomically: true, encoding: .utf8)
      // The name that it once had, which anybody could foresee.
      #expect(symlink(out + "/victim", out + "/plan.jsonl.partial-\(getpid())") == 0)
      try FileSystem.replace(out + "/plan.jsonl", with: Array("new".utf8))
      #expect(try Fixture.text(out + "/plan.jsonl") == "new")
      #expect(try Fixture.text(out + "/victim") == "victim")
      // In place of a file that is to be made.
      #expect(symlink(out + "/victim", out + "/fresh") == 0)
      #expect(throws: OutputError.self) { try FileSystem.writeNew([1], to: out + "/fresh") }
      #expect(try Fixture.text(out + "/victim") == "victim")
    }
  }

  @Test func whatAKilledProcessLeftBesideAFileIsRemovedByTheNext() throws {
    try Fixture.withFolder { out in
      let left = out + "/plan.jsonl.partial-2147483647.1a@\(FileSystem.hostName)"
      let alive = out + "/plan.jsonl.partial-2147483647.2b@\(FileSystem.hostName)"
      for path in [left, alive] {
        try "x".write(toFile: path, atomically: true, encoding: .utf8)
      }
      let lock = try #require(FileSystem.lock(alive, flags: O_RDONLY))
      defer { close(lock) }
      try FileSystem.replace(out + "/plan.jsonl", with: [0x61])
      #expect(try names(out) == ["plan.jsonl", String(alive.dropFirst(out.count + 1))])
    }
  }

  @Test func theSlowWayOfSwappingKeepsTheOldFolderWhenItFails() throws {
    try Fixture.withFolder { out in
      #expect(!FileSystem.exchange(out + "/nothing", out + "/nowhere"))
    }
  }
}
