/// The files of charts.
package enum ChartFiles {
  /// What is drawn: every chart, and the same for a phone.
  package static func specs(_ charts: [Chart]) -> [(name: String, spec: JSONValue)] {
    charts.flatMap { [($0.name, $0.spec), (narrow($0.name), $0.narrow)] }
  }

  /// The name that a chart's drawing for a phone goes by; it has no file of its own.
  package static func narrow(_ name: String) -> String { name + " on a phone" }

  /// Adds each chart's specification and, where they can be drawn, its SVG.
  ///
  /// - Returns: The SVG of each chart by name, and by ``narrow(_:)``.
  package static func add(
    _ charts: [Chart], to folder: inout OutputFolder, context: ReportContext
  ) -> [String: String] {
    let (drawings, problem) = context.renderer.render(specs(charts))
    if let problem { context.warn(problem) }
    for chart in charts {
      folder.add("charts/\(chart.name).vl.json", chart.spec.pretty)
      if let drawing = drawings[chart.name] { folder.add("charts/\(chart.name).svg", drawing) }
    }
    return drawings
  }
}
