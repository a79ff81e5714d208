import Foundation

/// Charts that are being drawn.
package struct ChartDrawing {
  private let run: Result<PythonRun?, any Error>
  private let problem: String?

  /// Begins to draw charts.
  ///
  /// - Parameters:
  ///   - specs: Each chart's name and its Vega-Lite specification.
  ///   - python: The Python that draws; nil where there is none.
  init(_ specs: [(name: String, spec: JSONValue)], python: String?) {
    problem = python == nil ? ChartRenderer.missingMessage : nil
    run = Result {
      guard let python, !specs.isEmpty else { return nil }
      let request = JSONValue.object(specs.map { .init(key: $0.name, value: $0.spec) })
      return try PythonRun(
        python,
        input: Self.script + "\nspecs = json.loads(" + Self.pythonString(request.compact)
          + ")\nrender(specs)\n", limit: 60 + 10 * specs.count)
    }
  }

  /// Waits for the drawings.
  ///
  /// - Returns: The SVG of each chart by name; and, where something is missing or failed, what to tell
  ///   the user.
  package func finish() -> (charts: [String: String], problem: String?) {
    do {
      guard let run = try run.get() else { return ([:], problem) }
      let answer = try JSONDecoder().decode(Answer.self, from: run.answer())
      return (answer.charts, Self.problem(of: answer.failed))
    } catch let failure as PythonRun.Failure {
      return ([:], "charts are not drawn: \(failure.message); 'make setup' repairs it")
    } catch {
      return ([:], "charts are not drawn: Python could not be asked or its answer not be read")
    }
  }

  /// What Python answers.
  private struct Answer: Decodable {
    var charts: [String: String]
    /// What is wrong with each chart that it cannot draw.
    var failed: [String: String]
  }

  private static func problem(of failed: [String: String]) -> String? {
    guard let first = failed.min(by: { $0.key < $1.key }) else { return nil }
    let others = failed.count > 1 ? " and \(failed.count - 1) more" : ""
    return "the chart \(first.key)\(others) could not be drawn: \(first.value)"
  }

  /// The program that Python reads from its standard input.
  private static let script = """
    import json, sys
    def render(specs):
        import vl_convert
        charts, failed = {}, {}
        for name, spec in specs.items():
            try:
                charts[name] = vl_convert.vegalite_to_svg(
                    spec, vl_version='5.20', allowed_base_urls=[])
            except Exception as problem:
                failed[name] = (str(problem).strip().splitlines() or ['no reason given'])[0]
        sys.stdout.buffer.write(json.dumps({'charts': charts, 'failed': failed}).encode())
    """

  /// A Python string literal: JSON escapes are Python escapes too.
  private static func pythonString(_ text: String) -> String { JSONValue.string(text).compact }
}

/// A program that Python runs.
///
/// Its input and output are files, so neither side can wait for the other.
private final class PythonRun {
  struct Failure: Error { var message: String }

  private let folder: TemporaryFolder
  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  /// The seconds it is waited for.
  private let limit: Int

  /// Starts it.
  init(_ python: String, input: String, limit: Int) throws {
    self.limit = limit
    let (temporary, prefix) = (FileManager.default.temporaryDirectory.path, "cxlab-charts-")
    TemporaryFolder.removeStale(prefix, in: temporary, start: prefix)
    folder = try TemporaryFolder(prefix, in: temporary, mode: 0o700)
    for (name, bytes) in [("program", Data(input.utf8)), ("answer", Data()), ("complaint", Data())]
    {
      try bytes.write(to: file(name))
    }
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-I", "-"]
    let program = try FileHandle(forReadingFrom: file("program"))
    let outputs = try ["answer", "complaint"].map { try FileHandle(forWritingTo: file($0)) }
    // Python has them by itself then. Foundation would keep them open, and a server that draws report after report
    // would have no file left.
    defer { for handle in [program] + outputs { try? handle.close() } }
    process.standardInput = program
    (process.standardOutput, process.standardError) = (outputs[0], outputs[1])
    let ended = ended
    process.terminationHandler = { _ in ended.signal() }
    do { try process.run() } catch { throw Failure(message: "\(python) does not start") }
  }

  deinit {
    // Nobody waits for it any more.
    if process.isRunning { process.terminate() }
    folder.remove()
  }

  /// Waits for what it writes.
  func answer() throws -> Data {
    guard ended.wait(timeout: .now() + .seconds(limit)) == .success else {
      kill(process.processIdentifier, SIGKILL)
      throw Failure(message: "Python did not answer within \(limit) seconds")
    }
    guard process.terminationStatus == 0 else {
      let text = String(decoding: try Data(contentsOf: file("complaint")), as: UTF8.self)
      throw Failure(
        message: text.split(separator: "\n").last.map(String.init) ?? "no reason given")
    }
    return try Data(contentsOf: file("answer"))
  }

  private func file(_ name: String) -> URL {
    URL(fileURLWithPath: folder.path + "/" + name)
  }
}
