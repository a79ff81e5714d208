import CustomerExperience
import Dispatch
import Documents
import Reports
import ScenarioFiles
import Studies
import Synchronization

/// Writes the results of a sweep.
public struct SweepReport {
  /// What goes to standard output, as text.
  public let text: String
  /// The same as JSON.
  public var json: String { Self.json(view) }
  private let view: SweepView

  /// Writes tables, the database, charts, the page and the manifest beside the plan, unless they are
  /// there already.
  ///
  /// The same results give the same bytes, whoever worked on them in whatever order.
  ///
  /// - Parameters:
  ///   - programVersion: The program's version, for the manifest.
  ///   - renderer: Draws the charts.
  /// - Throws: ``OutputError``, and then what was there before is still there; ``SweepError`` where the
  ///   plan cannot be understood.
  public static func write(
    _ sweep: PlannedSweep, _ results: SweepResults, programVersion: String,
    renderer: ChartRenderer
  ) throws -> SweepReport {
    let view = try SweepView(sweep, results)
    let text = text(view)
    let known = SweepStamp(of: sweep, programVersion: programVersion)
    if known?.satisfies(renderer) != true {
      let (isDrawn, placed): (Bool, [String: UInt64])
      do {
        (isDrawn, placed) = try write(view, programVersion, renderer)
      } catch let error as OutputError {
        throw SweepStage.naming(error)
      }
      SweepStamp(
        text: text, isWhole: results.missing == 0, isDrawn: isDrawn, failed: results.failed
      ).write(for: sweep, results, placed: placed, programVersion: programVersion)
    }
    return SweepReport(text: text + lastLines(of: sweep), view: view)
  }

  /// The text of a sweep whose results are in place.
  public static func text(of stamp: SweepStamp, _ sweep: PlannedSweep) -> String {
    stamp.text + lastLines(of: sweep)
  }

  private static func lastLines(of sweep: PlannedSweep) -> String {
    "\n\(sweep.folder)/report.html   (results.csv results.sqlite settings.csv)\n"
  }

  /// - Returns: Whether the charts are drawn, and the files put in place with their numbers.
  private static func write(
    _ view: SweepView, _ programVersion: String, _ renderer: ChartRenderer
  ) throws -> (isDrawn: Bool, placed: [String: UInt64]) {
    let stage = try SweepStage(in: view.sweep.folder)
    let charts = SweepCharts(view: view).all()
    // Python draws while the large files are written.
    let drawing = renderer.begin(ChartFiles.specs(charts))
    try writeData(view, to: stage)
    let context = context(view, programVersion, renderer)
    let (drawings, problem) = drawing.finish()
    if let problem { context.warn(problem) }
    for chart in charts {
      try stage.add("charts/\(chart.name).vl.json", chart.spec.pretty)
      if let drawing = drawings[chart.name] {
        try stage.add("charts/\(chart.name).svg", drawing)
      }
    }
    try stage.add(
      "report.html",
      SweepPage.text(view, charts: charts, drawings: drawings, context: context))
    try stage.add(
      SweepFolder.manifest,
      Manifest.text(
        context: context, seed: view.plan.seed, replications: view.plan.replications,
        hashes: stage.hashes.merging(["plan.jsonl": view.sweep.hash]) { $1 }, more: mark(view)))
    SweepStamp.remove(of: view.sweep)
    return (problem == nil, try stage.commit())
  }

  /// Writes the tables, those of many rows side by side, the longest first.
  private static func writeData(_ view: SweepView, to stage: SweepStage) throws(OutputError) {
    let tables = SweepTables(view: view)
    try atOnce(3) { part throws(OutputError) in
      switch part {
      case 0:
        try stage.stream("settings.csv") { stream throws(OutputError) in
          try tables.writeSettings(to: &stream)
        }
      case 1:
        try SweepDatabase.write(view, to: stage.path("results.sqlite"))
        try stage.adopt("results.sqlite")
      default:
        try stage.stream("results.csv") { stream throws(OutputError) in
          try tables.writeResults(to: &stream)
        }
      }
    }
    var descriptions = [
      ColumnsFile.Description(
        file: "results.csv", about: "One row a point, outcome and statistic.",
        columns: tables.resultColumns),
      ColumnsFile.Description(tables.settingsTable),
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
    try stage.add(DataPackage.file, DataPackage.text(descriptions, name: view.plan.stem))
  }

  /// Does the parts of something at the same time, as many as there are processor cores.
  private static func atOnce(
    _ parts: Int, _ body: @Sendable (_ part: Int) throws(OutputError) -> Void
  ) throws(OutputError) {
    let problems = Mutex<[OutputError?]>(Array(repeating: nil, count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      do throws(OutputError) {
        try body(part)
      } catch {
        problems.withLock { $0[part] = error }
      }
    }
    if let problem = problems.withLock({ $0.compactMap { $0 }.first }) { throw problem }
  }

  /// How the results came about; nothing in it depends on who did which part.
  private static func context(
    _ view: SweepView, _ programVersion: String, _ renderer: ChartRenderer
  ) -> ReportContext {
    var context = ReportContext(
      scenarioName: view.plan.stem, programVersion: programVersion,
      modelVersion: view.plan.modelVersion,
      command: ["cxlab", "sweep", "run", view.plan.files.first?.path ?? view.plan.stem],
      inputs: view.plan.files.map { Documents.InputFile(path: $0.path, bytes: $0.bytes) },
      renderer: renderer)
    context.warnings = view.notes
    return context
  }

  /// What in the manifest says of which plan and which work the results are, and of how many points.
  private static func mark(_ view: SweepView) -> JSONValue {
    [
      "plan": .string(view.sweep.hash),
      "work_sha256": .string(view.results.workHash(plan: view.sweep.hash)),
      "points": .integer(view.plan.points.count),
      "points_done": .integer(view.results.done), "points_failed": .integer(view.results.failed),
    ]
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
    return lines.map { ConsoleReport.trimmed($0) + "\n" }.joined()
  }

  private static func json(_ view: SweepView) -> String {
    let value: JSONValue = [
      "plan": .string(view.sweep.hash), "folder": .string(view.sweep.folder),
      "points": .integer(view.plan.points.count), "done": .integer(view.results.done),
      "failed": .integer(view.results.failed), "missing": .integer(view.results.missing),
      "settings": SweepTables(view: view).settings().objects,
    ]
    return value.pretty
  }
}
