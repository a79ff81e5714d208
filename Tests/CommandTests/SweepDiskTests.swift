import Foundation
import Testing

/// A disk that is full or cannot be written: one line that says so, nothing half written, nothing lost.
@Suite struct SweepDiskTests {
  /// A command, what is taken away from a finished sweep before it, and what it cannot write.
  struct Attempt: Sendable, CustomTestStringConvertible {
    var command: String
    var without: String
    var file: String
    var testDescription: String { command }

    static let all = [
      Attempt(command: "sweep plan s.yaml --out Disk", without: "s", file: "s"),
      Attempt(command: "sweep run s.yaml --out Disk --quiet", without: "s/work-*", file: "s/work-"),
      Attempt(
        command: "sweep work --plan Disk/s/plan.jsonl", without: "s/work-*/*", file: "s/work-"),
      Attempt(
        command: "sweep gather --plan Disk/s/plan.jsonl", without: "s/work-*/gathered", file: "s"),
      Attempt(command: "sweep run Disk/s/plan.jsonl --quiet", without: "s/results.csv", file: "s"),
    ]
  }

  /// Runs a command with a disk of its own in place of a folder.
  ///
  /// The system lets root have one and, in a user namespace, mostly anybody. It ends with the command.
  private static func onDisk(
    _ disk: String, _ attempt: Attempt, in workshop: Workshop
  ) async throws -> Outcome {
    let list = "(cd Disk && find . -type f ! -name filler -exec cksum {} + | sort)"
    let script = """
      mkdir -p Disk && mount -t tmpfs -o size=2m none Disk || exit 99
      [ -d Base ] && cp -r Base/. Disk && rm -rf Disk/\(attempt.without)
      \(disk)
      \(list) >before
      "$@"
      status=$?
      \(list) >after
      exit $status
      """
    let program = try #require(Program.path)
    return try await Program.run(
      ["-rm", "sh", "-c", script, "sh", program]
        + attempt.command.split(separator: " ").map(String.init),
      in: workshop.folder, of: unshare)
  }

  /// Whether ``onDisk(_:_:in:)`` can do so here.
  private static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: unshare)
    process.arguments = ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
  private static let unshare = "/usr/bin/unshare"

  private static func finished() async throws -> Workshop {
    let workshop = try SweepTests.workshop()
    try await workshop.succeed("sweep run s.yaml --out Base")
    return workshop
  }

  @Test(
    arguments: Attempt.all,
    ["head -c 8m /dev/zero >Disk/filler 2>/dev/null", "mount -o remount,ro Disk"])
  func itIsToldAndNothingIsLost(_ attempt: Attempt, _ disk: String) async throws {
    let workshop = try await Self.finished()
    let outcome = try await Self.onDisk(disk, attempt, in: workshop)
    #expect(outcome.status == 73 && outcome.out.isEmpty, "\(outcome)")
    let reason = disk.hasPrefix("mount") ? "read-only file system" : "no space left on device"
    #expect(outcome.err.contains("Disk/\(attempt.file)") && outcome.err.contains(reason))
    #expect(outcome.err.split(separator: "\n").count == 1, "\(outcome.err)")
    #expect(!outcome.err.contains("partial"))
    #expect(try workshop.text("before") == workshop.text("after"))
  }

  /// However much there is room for, results are there whole or as they were.
  @Test(arguments: [1, 4, 8, 12, 16, 24, 32, 48, 64]) func aLimitedSizeIsToldToo(
    _ kilobytes: Int
  ) async throws {
    let workshop = try await Self.finished()
    let whole = try SweepTests.results(workshop, "Base/s")
    let work = try #require(try workshop.names("Base/s").first { $0.hasPrefix("work-") })
    let stamp = workshop.folder.appendingPathComponent("Base/s/\(work)/gathered")
    try workshop.write("as it was", to: "Base/s/settings.csv")
    let old = try SweepTests.results(workshop, "Base/s")
    let program = try #require(Program.path)
    let outcome = try await Program.run(
      [
        "-c", "ulimit -f \(kilobytes) && exec \"$@\"", "bash", program, "sweep", "gather",
        "--plan",
        "Base/s/plan.jsonl",
      ], in: workshop.folder, of: "/bin/bash")
    let now = try SweepTests.results(workshop, "Base/s")
    if outcome.status == 0 {
      #expect(now == whole)
    } else {
      #expect(outcome.status == 73 && !outcome.wasKilled, "\(outcome)")
      #expect(outcome.err.contains("error: cannot write Base/s/"), "\(outcome.err)")
      #expect(now == old)
      #expect(FileManager.default.fileExists(atPath: stamp.path))
    }
  }
}
