import CustomerExperience
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
  /// - Returns: The paths of the files written.
  /// - Throws: ``OutputError``; what was there before is then still there.
  @discardableResult
  public static func write(
    _ outcome: RunOutcome, context: ReportContext, folder stem: String, out: String
  ) throws(OutputError) -> [String] {
    var folder = try OutputFolder(name: stem, in: out)
    let tables = RunTables.all(outcome)
    var descriptions = tables.map { ColumnsFile.Description($0) }
    for table in tables { folder.add(table.file, table.csv) }
    if let records = outcome.records {
      let files = RecordTables.files(
        records, scenario: context.scenarioName, startDay: outcome.scenario.clock.start)
      for file in files {
        folder.add(file.description.file, file.bytes)
        descriptions.append(file.description)
      }
    }
    if let trace = outcome.trace {
      folder.add("trace.txt", TraceText.text(trace, startDay: outcome.scenario.clock.start))
    }
    let metrics = ColumnsFile.present(
      outcome.summary.map(\.metric.id) + outcome.timeline.map(\.metric.id))
    folder.add(
      "columns.json",
      ColumnsFile.text(descriptions, metrics: metrics, currency: outcome.scenario.currency))
    let charts = RunCharts.all(outcome)
    let drawings = ChartFiles.add(charts, to: &folder, context: context)
    folder.add(
      "report.html",
      RunPage.text(outcome, charts: charts, drawings: drawings, context: context))
    folder.add(
      "manifest.json",
      Manifest.text(
        context: context, seed: outcome.seed, replications: outcome.replications,
        files: folder.files))
    return try folder.commit()
  }
}
