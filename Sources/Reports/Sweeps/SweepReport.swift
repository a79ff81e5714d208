import CustomerExperience
public import Experiments
import ScenarioFiles

/// Writes the results of a sweep.
public struct SweepReport {
  /// What goes to standard output, as text.
  public let text: String
  /// The same as JSON.
  public var json: String { Self.json(view, settings) }
  private let view: SweepView
  private let settings: Table

  /// Writes tables, the database, charts, the page and the manifest beside the plan.
  ///
  /// The same results give the same bytes, whoever worked on them in whatever order.
  ///
  /// - Parameters:
  ///   - programVersion: The program's version, for the manifest.
  ///   - renderer: Draws the charts.
  ///   - keepsCurrent: Whether results that are there already, of this plan and as many points, are
  ///     left as they are.
  /// - Throws: ``OutputError``, and then what was there before is still there; ``SweepError`` where the
  ///   plan cannot be understood.
  public static func write(
    _ sweep: PlannedSweep, _ results: SweepResults, programVersion: String,
    renderer: ChartRenderer, keepsCurrent: Bool = false
  ) throws -> SweepReport {
    let view = try SweepView(sweep, results)
    let settings = SweepTables(view: view).settings()
    if !(keepsCurrent && isCurrent(view, renderer)) {
      try write(view, settings, programVersion, renderer)
    }
    return SweepReport(text: text(view), view: view, settings: settings)
  }

  private static func write(
    _ view: SweepView, _ settings: Table, _ programVersion: String, _ renderer: ChartRenderer
  ) throws {
    let stage = try SweepStage(in: view.sweep.folder)
    let tables = SweepTables(view: view)
    try stage.stream("results.csv") { stream throws(OutputError) in
      try tables.writeResults(to: &stream)
    }
    try SweepDatabase.write(view, to: stage.path("results.sqlite"))
    try stage.adopt("results.sqlite")
    try stage.add(settings.file, settings.csv)
    var descriptions = [
      ColumnsFile.Description(
        file: "results.csv", about: "One row a point, outcome and statistic.",
        columns: tables.resultColumns),
      ColumnsFile.Description(settings),
    ]
    if let failures = tables.failures() {
      try stage.add(failures.file, failures.csv)
      descriptions.append(ColumnsFile.Description(failures))
    }
    try stage.add(
      "columns.json",
      ColumnsFile.text(
        descriptions, metrics: ColumnsFile.present(view.metrics.map(\.id)),
        currency: view.scenario.currency))
    let context = context(view, programVersion, renderer)
    let charts = SweepCharts(view: view).all()
    let (drawings, problem) = renderer.render(charts.map { ($0.name, $0.spec) })
    if let problem { context.warn(problem) }
    for chart in charts {
      try stage.add("charts/\(chart.name).vl.json", chart.spec.pretty)
      if let drawing = drawings[chart.name] {
        try stage.add("charts/\(chart.name).svg", drawing)
      }
    }
    try stage.add(
      "report.html",
      SweepPage.text(view, settings: settings, charts: charts, drawings: drawings, context: context)
    )
    try stage.add(
      "manifest.json",
      Manifest.text(
        context: context, seed: view.plan.seed, replications: view.plan.replications,
        hashes: stage.hashes, more: mark(view)))
    _ = try stage.commit()
  }

  /// How the results came about; nothing in it depends on who did which part.
  private static func context(
    _ view: SweepView, _ programVersion: String, _ renderer: ChartRenderer
  ) -> ReportContext {
    ReportContext(
      scenarioName: view.plan.stem, programVersion: programVersion,
      modelVersion: view.plan.modelVersion,
      command: ["cxlab", "sweep", "run", view.plan.files.first?.path ?? view.plan.stem],
      inputs: view.plan.files.map { Reports.InputFile(path: $0.path, bytes: $0.bytes) },
      renderer: renderer)
  }

  /// What in the manifest says of which plan the results are, and of how many points.
  private static func mark(_ view: SweepView) -> JSONValue {
    [
      "plan": .string(view.sweep.hash), "points": .integer(view.plan.points.count),
      "points_done": .integer(view.results.done), "points_failed": .integer(view.results.failed),
    ]
  }

  /// Whether the folder holds these results, with drawings where they can be drawn.
  private static func isCurrent(_ view: SweepView, _ renderer: ChartRenderer) -> Bool {
    let folder = view.sweep.folder
    guard let bytes = FileSystem.read(folder + "/manifest.json"),
      let text = String(validating: bytes, as: UTF8.self)
    else { return false }
    // The manifest is our own: its members are known to the letter.
    guard case .object(let members) = mark(view),
      members.allSatisfy({ text.contains("\"\($0.key)\": \($0.value.compact)") })
    else { return false }
    let isDrawn = renderer.python == nil || text.contains(".svg\": \"")
    return isDrawn
      && SweepFolder.names.allSatisfy { name in
        let isListed = text.contains("\"\(name)\": \"") || text.contains("\"\(name)/")
        return name == "manifest.json" || !isListed
          || FileSystem.kind(folder + "/" + name) != .missing
      }
  }

  private static func text(_ view: SweepView) -> String {
    var lines: [String] = []
    let total = view.plan.points.count
    if view.results.missing > 0 {
      lines.append("partial: \(view.results.missing) of \(total) points are missing")
    }
    if view.results.failed > 0, let first = view.results.failures.min(by: { $0.key < $1.key }) {
      lines.append(
        "\(view.results.failed) of \(total) points failed, such as point \(first.key + 1): "
          + "\(first.value)")
    }
    lines += SweepConsole.extremes(view)
    let folder = view.sweep.folder
    lines += [
      "", "\(folder)/report.html   (results.csv results.sqlite settings.csv)",
    ]
    return lines.map { ConsoleReport.trimmed($0) + "\n" }.joined()
  }

  private static func json(_ view: SweepView, _ settings: Table) -> String {
    let value: JSONValue = [
      "plan": .string(view.sweep.hash), "folder": .string(view.sweep.folder),
      "points": .integer(view.plan.points.count), "done": .integer(view.results.done),
      "failed": .integer(view.results.failed), "missing": .integer(view.results.missing),
      "settings": settings.objects,
    ]
    return value.pretty
  }
}
