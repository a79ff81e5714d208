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

  /// Looks for the virtual environment: in `CXLAB_VENV` alone where that is set, else where the program was
  /// built or installed.
  ///
  /// Never in the current folder, which may be somebody else's: what lies there as `.venv/bin/python` would
  /// be run.
  public static func find() -> ChartRenderer {
    let python = environments.lazy.map { $0 + "/bin/python" }.first(where: FileSystem.canExecute)
    return ChartRenderer(python: python)
  }

  /// Vega and Vega-Lite as one JavaScript file, for pages that draw charts themselves; nil where it is not
  /// installed.
  package static func bundle() -> String? {
    environments.lazy.map { $0 + "/share/cxlab/vega.js" }.first(where: FileSystem.isPlain)
  }

  /// The virtual environments to look in.
  private static var environments: [String] {
    if let named = FileSystem.environment("CXLAB_VENV"), !named.isEmpty { return [named] }
    let program = FileSystem.realPath("/proc/self/exe") ?? Bundle.main.executablePath
    return program.map(folders) ?? []
  }

  /// The virtual environments that belong to a program: beside it, under the prefix that it is installed in,
  /// and in the checkout in whose `.build` it lies.
  static func folders(of program: String) -> [String] {
    guard program.hasPrefix("/") else { return [] }
    let beside = FileSystem.parent(of: program)
    var folders = [beside + "/.venv", FileSystem.parent(of: beside) + "/share/cxlab/venv"]
    if let build = program.range(of: "/.build/", options: .backwards) {
      folders.append(String(program[..<build.lowerBound]) + "/.venv")
    }
    return folders
  }

  /// Draws charts.
  ///
  /// - Parameter specs: Each chart's name and its Vega-Lite specification.
  /// - Returns: The SVG of each chart by name; and, where something is missing or failed, what to tell
  ///   the user.
  public func render(
    _ specs: [(name: String, spec: JSONValue)]
  ) -> (charts: [String: String], problem: String?) {
    begin(specs).finish()
  }

  /// Begins to draw charts, so that other work can go on meanwhile.
  ///
  /// - Parameter specs: Each chart's name and its Vega-Lite specification.
  package func begin(_ specs: [(name: String, spec: JSONValue)]) -> ChartDrawing {
    ChartDrawing(specs, python: python)
  }
}
