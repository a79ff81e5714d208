import CustomerExperience
import Documents
public import Experiments

/// Writes the folder of a run.
public enum RunReport {
  /// Writes tables, charts, the page and the manifest of a run.
  ///
  /// - Parameters:
  ///   - outcome: What the run showed.
  ///   - context: How it came about.
  ///   - stem: The folder's name.
  ///   - out: The folder above it.
  ///   - spool: Who took the records; nil where the outcome has them, or there are none.
  /// - Returns: The paths of the files written.
  /// - Throws: ``OutputError``; what was there before is then still there.
  @discardableResult
  public static func write(
    _ outcome: RunOutcome, context: ReportContext, folder stem: String, out: String,
    records spool: RecordSpool? = nil
  ) throws(OutputError) -> [String] {
    var folder = try OutputFolder(name: stem, in: out)
    var others: [ColumnsFile.Description] = []
    if let spool {
      others += try spool.finish(into: &folder)
    } else if let records = outcome.records {
      let files = RecordTables.files(
        records, scenario: context.scenarioName, clock: outcome.scenario.clock)
      for file in files {
        folder.add(file.description.file, file.bytes)
        others.append(file.description)
      }
    }
    if let trace = outcome.trace {
      folder.add("trace.txt", TraceText.text(trace, startDay: outcome.scenario.clock.start))
    }
    let charts = RunCharts.all(outcome)
    return try folder.finish(
      ResultParts(
        tables: RunTables.all(outcome), others: others,
        metrics: outcome.summary.map(\.metric.id) + outcome.timeline.map(\.metric.id),
        currency: outcome.scenario.currency, charts: charts, seed: outcome.seed,
        replications: outcome.replications
      ) {
        RunPage.text(outcome, charts: charts, drawings: $0, context: context)
      }, context: context)
  }

  /// The page of a run alone, as ``write(_:context:folder:out:records:)`` writes it.
  public static func page(_ outcome: RunOutcome, context: ReportContext) -> String {
    let charts = RunCharts.all(outcome)
    return RunPage.text(
      outcome, charts: charts, drawings: context.drawings(of: charts), context: context)
  }
}

extension ReportContext {
  /// The SVG of charts by name, where they can be drawn.
  func drawings(of charts: [Chart]) -> [String: String] {
    let (drawings, problem) = renderer.render(ChartFiles.specs(charts))
    if let problem { warn(problem) }
    return drawings
  }
}
