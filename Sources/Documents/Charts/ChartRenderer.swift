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
    begin(specs).finish()
  }

  /// Begins to draw charts, so that other work can go on meanwhile.
  ///
  /// - Parameter specs: Each chart's name and its Vega-Lite specification.
  package func begin(_ specs: [(name: String, spec: JSONValue)]) -> ChartDrawing {
    ChartDrawing(specs, python: python)
  }
}
