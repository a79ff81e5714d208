import Foundation
import Testing

/// The built program, run as a user runs it.
enum Program {
  /// The binary: in the folder of the test bundle, or above it.
  static let path: String? = {
    let bundles = [Bundle.main] + Bundle.allBundles
    let starts = bundles.flatMap { [$0.executableURL, $0.bundleURL] }.compactMap { $0 }
    for start in starts {
      var folder = start.resolvingSymlinksInPath()
      for _ in 0..<5 {
        folder.deleteLastPathComponent()
        let candidate = folder.appendingPathComponent("cxlab").path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
        {
          return candidate
        }
      }
    }
    return nil
  }()

  /// The folder of the package.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a command and waits for its end.
  ///
  /// - Parameters:
  ///   - words: The command's words, such as `["run", "cafe.yaml"]`.
  ///   - folder: The current folder.
  ///   - drawsCharts: Whether charts may be drawn, which takes a second.
  ///   - environment: What is other than in the environment of the tests.
  static func run(
    _ words: [String], in folder: URL, drawsCharts: Bool = false,
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await inTurn {
      try await start(words, in: folder, drawsCharts: drawsCharts, environment: environment).end()
    }
  }

  /// Runs another program and waits for its end.
  static func run(_ words: [String], in folder: URL, of program: String) async throws -> Outcome {
    try await inTurn {
      try await Running(program, words, in: folder, drawsCharts: false, environment: [:]).end()
    }
  }

  /// Waits for a slot, and gives it back whatever happens.
  private static func inTurn(_ run: () async throws -> Outcome) async throws -> Outcome {
    await slots.take()
    do {
      let outcome = try await run()
      await slots.give()
      return outcome
    } catch {
      await slots.give()
      throw error
    }
  }

  /// As many commands run at a time as there are processor cores, however many tests do.
  private static let slots = Slots(max(1, ProcessInfo.processInfo.activeProcessorCount))

  /// Starts a command.
  static func start(
    _ words: [String], in folder: URL, drawsCharts: Bool = false,
    environment: [String: String] = [:]
  ) throws -> Running {
    let path = try #require(path, "the program is not built")
    return try Running(path, words, in: folder, drawsCharts: drawsCharts, environment: environment)
  }
}

/// Places for those who may go on at the same time; the others wait in line.
actor Slots {
  private var free: Int
  private var line: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  /// Takes a place, when there is one.
  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { line.append($0) }
    }
  }

  /// Gives a place back.
  func give() {
    if line.isEmpty {
      free += 1
    } else {
      line.removeFirst().resume()
    }
  }
}

/// How a command ended.
struct Outcome: Equatable {
  /// The exit status; the number of the signal where one ended it.
  var status: Int32
  /// Whether a signal ended it.
  var wasKilled: Bool
  /// What it printed on standard output.
  var out: String
  /// What it printed on standard error.
  var err: String
}

/// A command that runs.
final class Running {
  private let process = Process()
  private let ends: AsyncStream<Void>
  private let folder: URL

  /// Starts it; its output goes to files, so that it never waits for a reader.
  init(
    _ path: String, _ words: [String], in current: URL, drawsCharts: Bool,
    environment changes: [String: String]
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    ends = stream
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.currentDirectoryURL = current
    var environment = ProcessInfo.processInfo.environment.merging(changes) { $1 }
    if !drawsCharts { environment["CXLAB_VENV"] = "/nowhere" }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let sinks = [try sink("out"), try sink("err")]
    (process.standardOutput, process.standardError) = (sinks[0], sinks[1])
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
    // The command has its own. With a thousand files open Foundation does not hear of a command's end any more.
    for sink in sinks { try sink.close() }
    // A command that hangs fails its test and not the whole run.
    let process = process
    DispatchQueue.global().asyncAfter(deadline: .now() + 300) {
      if process.isRunning { _ = Foundation.kill(process.processIdentifier, SIGKILL) }
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Presses Ctrl-C.
  func interrupt() { _ = Foundation.kill(process.processIdentifier, SIGINT) }

  /// Kills it.
  func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Asks it to terminate.
  func terminate() { _ = Foundation.kill(process.processIdentifier, SIGTERM) }

  /// Closes its terminal.
  func hangUp() { _ = Foundation.kill(process.processIdentifier, SIGHUP) }

  /// Whether it still runs.
  var isRunning: Bool { process.isRunning }

  /// Waits until it is at work: from then on it answers a signal itself.
  func untilItListens() async throws {
    while isRunning, !listens { try await Task.sleep(for: .milliseconds(20)) }
    try await Task.sleep(for: .milliseconds(200))
  }

  /// Waits until it has printed some words on standard output.
  func untilItSays(_ words: String) async throws {
    while isRunning, !printed.contains(words) { try await Task.sleep(for: .milliseconds(20)) }
  }

  /// What it has printed on standard output so far.
  var printed: String { (try? text("out")) ?? "" }

  /// Whether it catches the signals of Ctrl-C and of a request to terminate; true where nobody tells.
  private var listens: Bool {
    let path = "/proc/\(process.processIdentifier)/status"
    guard let status = try? String(contentsOfFile: path, encoding: .utf8) else { return true }
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
    let caught = line.flatMap { UInt64($0.dropFirst(7).drop { $0.isWhitespace }, radix: 16) } ?? 0
    return [SIGINT, SIGTERM, SIGHUP].allSatisfy { caught >> ($0 - 1) & 1 == 1 }
  }

  /// Waits for its end.
  func end() async throws -> Outcome {
    for await _ in ends {}
    return Outcome(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      out: try text("out"), err: try text("err"))
  }

  private func sink(_ name: String) throws -> FileHandle {
    let file = folder.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }
}
