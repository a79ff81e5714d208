/// The files of charts.
package enum ChartFiles {
  /// Adds each chart's specification and, where they can be drawn, its SVG.
  ///
  /// - Returns: The SVG of each chart by name.
  package static func add(
    _ charts: [Chart], to folder: inout OutputFolder, context: ReportContext
  ) -> [String: String] {
    let (drawings, problem) = context.renderer.render(charts.map { ($0.name, $0.spec) })
    if let problem { context.warn(problem) }
    for chart in charts {
      folder.add("charts/\(chart.name).vl.json", chart.spec.pretty)
      if let drawing = drawings[chart.name] { folder.add("charts/\(chart.name).svg", drawing) }
    }
    return drawings
  }
}
