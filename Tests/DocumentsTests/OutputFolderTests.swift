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
      let alive = "/.cafe.partial-1@\(host)"
      let elsewhere = "/.cafe.partial-2147483647@another-\(host)"
      for name in [dead, alive, elsewhere] {
        try FileManager.default.createDirectory(
          atPath: out + name + "/charts", withIntermediateDirectories: true)
        try "x".write(toFile: out + name + "/charts/a", atomically: true, encoding: .utf8)
      }
      try folder(["manifest.json": "1"], in: out).commit()
      let left = try names(out).map { "/" + $0 }
      #expect(!left.contains(dead))
      #expect(left.contains(alive) && left.contains(elsewhere) && left.contains("/cafe"))
    }
  }

  @Test func theSlowWayOfSwappingKeepsTheOldFolderWhenItFails() throws {
    try Fixture.withFolder { out in
      #expect(!FileSystem.exchange(out + "/nothing", out + "/nowhere"))
    }
  }
}
