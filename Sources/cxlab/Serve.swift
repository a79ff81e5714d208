import ArgumentParser
import Documents
import Foundation
import LabServer

/// Serves the lab to a browser on this machine, or to those of a class.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the lab in a browser: move levers, and see at once what it does to customers.",
    usage: "cxlab serve [FILE ...] [OPTIONS]",
    discussion: """
      It answers this machine alone, until Ctrl-C; with --class, whoever in its network joins with the code \
      that it prints. Without files it serves those in Scenarios/. Each change \
      meets the same customers with the same luck, pair after pair of worlds; results appear from the first \
      pair on.
      """)

  @Argument(
    help: ArgumentHelp(
      "Scenario files (default: Scenarios/*.yaml in the current folder).", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The port; 0 for one that is free.", valueName: "n"))
  var port = 8077

  @Flag(help: "Open the page in the browser.")
  var open = false

  @Flag(
    name: .customLong("class"),
    help: ArgumentHelp(
      "Hold a class: others in this network may join with a code.",
      discussion: "It goes on for a day in the same --state folder."))
  var isClass = false

  @Option(
    help: ArgumentHelp(
      "The folder that snapshots, scenarios written in the browser and a class are kept in.",
      valueName: "folder"),
    completion: .directory)
  var state = "Outputs/lab"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Pairs of worlds that each change is tried in.", valueName: "n"))
  var pairs = 30

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed: the same seed gives the same results.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Simulations to run at the same time (default: one a processor core).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is a whole number from 1 to 65535, or 0 for one that is free.")
    }
    if state.isEmpty { throw ValidationError("--state names a folder; '.' is the current one.") }
    guard (1...1_000).contains(pairs) else {
      throw ValidationError("--pairs is a whole number from 1 to 1000.")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a whole number from 1 to 1024.")
    }
  }

  func run() async throws {
    do {
      try await serve()
    } catch {
      throw Failure.exitCode(for: error, outcome: "the lab was not started")
    }
  }

  private func serve() async throws {
    let files = files.isEmpty ? Self.shipped() : files
    guard !files.isEmpty else {
      throw Failure.end(
        ExitStatus.badUsage,
        "there are no scenario files in Scenarios/; name some: cxlab serve my-cafe.yaml")
    }
    Interrupt.exitsCleanly {
      LabServer.finishWriting()
    } message: {
      [isClass] in
      isClass
        ? "the class has ended; all is kept for a day"
        : "the lab has ended; what you kept in it is there"
    }
    let options = LabOptions(
      files: files, port: port, state: state, pairs: pairs, seed: seed,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, version: CXLab.version,
      isClass: isClass)
    try await LabServer.run(options) { [open] address, invitation in
      if let invitation {
        print(Self.told(invitation))
      } else {
        print("cxlab: the lab is at \(address)  (Ctrl-C ends it)")
      }
      Terminal.flush()
      if open { Self.show(invitation?.trainer ?? address) }
    }
  }

  /// What a trainer needs to know of a class, as lines for the terminal.
  private static func told(_ invitation: ClassInvitation) -> String {
    let several = invitation.rooms.count > 1
    let rooms = invitation.rooms.map { room in
      "  join     \(room.address)\(several ? "  (network \(room.network))" : "")"
    }
    let places =
      rooms.isEmpty
      ? ["  join     this machine is in no network: nobody else can join"] : rooms
    return
      (["cxlab: the class is open to this network  (Ctrl-C ends it)"] + places + [
        "  code     \(invitation.spelled)",
        "  trainer  \(invitation.trainer)  (for the trainer alone)",
      ] + invitation.notes.map { "  note     \($0)" }).joined(separator: "\n")
  }

  /// The scenario files of the current folder.
  private static func shipped() -> [String] {
    FileSystem.names(in: "Scenarios").filter { $0.hasSuffix(".yaml") }.map { "Scenarios/" + $0 }
      .filter { FileSystem.isPlain($0) }
  }

  /// Opens an address in the browser, where there is a program for that.
  private static func show(_ address: String) {
    let folders = (FileSystem.environment("PATH") ?? "").split(separator: ":")
    // Never from the current folder, which may be somebody else's.
    let programs = folders.filter { $0.hasPrefix("/") }.map { String($0) + "/xdg-open" }
    guard let program = programs.first(where: FileSystem.canExecute) else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // The address stands on the screen for whoever has no browser here.
    try? process.run()
  }
}
