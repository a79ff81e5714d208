import Experiments
import Foundation

/// Draws Vega-Lite charts as SVG with the Python package `vl-convert-python`, one process for all
/// charts of a run and no network.
public struct ChartRenderer: Sendable {
  /// The Python that has the package; nil where there is none.
  public var python: String?

  /// What to tell a user where charts cannot be drawn.
  public static let missingMessage =
    "charts are not drawn: the Python package vl-convert-python was not found; 'make setup' installs "
    + "it (tables and Vega-Lite files are written all the same)"

  /// Names the Python to use; nil for none.
  public init(python: String?) { self.python = python }

  /// Looks for the virtual environment: in `CXLAB_VENV` alone where that is set, else in `.venv` of
  /// the current folder, else beside the program or above it.
  public static func find() -> ChartRenderer {
    var folders = [".venv"]
    if let named = FileSystem.environment("CXLAB_VENV"), !named.isEmpty {
      folders = [named]
    } else if var place = FileSystem.realPath("/proc/self/exe") ?? Bundle.main.executablePath {
      while place != "/" && place != "." {
        place = FileSystem.parent(of: place)
        folders.append(place + "/.venv")
        folders.append(place + "/share/cxlab/venv")
      }
    }
    let python = folders.lazy.map { $0 + "/bin/python" }.first(where: FileSystem.canExecute)
    return ChartRenderer(python: python)
  }

  /// Draws charts.
  ///
  /// - Parameter specs: Each chart's name and its Vega-Lite specification.
  /// - Returns: The SVG of each chart by name; and, where something is missing or failed, what to tell
  ///   the user.
  public func render(
    _ specs: [(name: String, spec: JSONValue)]
  ) -> (charts: [String: String], problem: String?) {
    guard let python else { return ([:], Self.missingMessage) }
    guard !specs.isEmpty else { return ([:], nil) }
    let request = JSONValue.object(specs.map { .init(key: $0.name, value: $0.spec) })
    let input =
      Self.script + "\nspecs = json.loads(" + Self.pythonString(request.compact)
      + ")\nrender(specs)\n"
    do {
      let answer = try Self.run(python, input: input)
      return (try JSONDecoder().decode([String: String].self, from: answer), nil)
    } catch let failure as Failure {
      return ([:], "charts are not drawn: \(failure.message); 'make setup' repairs it")
    } catch {
      return ([:], "charts are not drawn: the answer of \(python) could not be read")
    }
  }

  private struct Failure: Error { var message: String }

  /// The program that Python reads from its standard input.
  private static let script = """
    import json, sys
    def render(specs):
        import vl_convert
        charts = {name: vl_convert.vegalite_to_svg(spec, vl_version='5.20', allowed_base_urls=[])
                  for name, spec in specs.items()}
        sys.stdout.buffer.write(json.dumps(charts).encode())
    """

  /// A Python string literal: JSON escapes are Python escapes too.
  private static func pythonString(_ text: String) -> String { JSONValue.string(text).compact }

  /// Runs Python.
  ///
  /// Its input and output are files, so neither side can wait for the other.
  private static func run(_ python: String, input: String) throws -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cxlab-charts-\(UUID().uuidString)")
    OutputFolder.keepTrack(of: folder.path)
    defer { OutputFolder.forget(folder.path) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let program = folder.appendingPathComponent("input.py")
    let answer = folder.appendingPathComponent("answer")
    let complaint = folder.appendingPathComponent("complaint")
    try Data(input.utf8).write(to: program)
    try Data().write(to: answer)
    try Data().write(to: complaint)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-I", "-"]
    process.standardInput = try FileHandle(forReadingFrom: program)
    process.standardOutput = try FileHandle(forWritingTo: answer)
    process.standardError = try FileHandle(forWritingTo: complaint)
    do { try process.run() } catch { throw Failure(message: "\(python) does not start") }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: try Data(contentsOf: complaint), as: UTF8.self)
      let last = text.split(separator: "\n").last.map(String.init) ?? "no reason given"
      throw Failure(message: last)
    }
    return try Data(contentsOf: answer)
  }
}
