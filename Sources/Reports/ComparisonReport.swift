import CustomerExperience
public import Experiments

/// Writes the folder of a comparison.
public enum ComparisonReport {
  /// Writes tables, charts, the page and the manifest of a comparison.
  ///
  /// - Parameters:
  ///   - outcome: What the comparison showed.
  ///   - context: How it came about.
  ///   - stem: The folder's name.
  ///   - out: The folder above it.
  /// - Returns: The paths of the files written.
  /// - Throws: ``OutputError``; what was there before is then still there.
  @discardableResult
  public static func write(
    _ outcome: ComparisonOutcome, context: ReportContext, folder stem: String, out: String
  ) throws(OutputError) -> [String] {
    var folder = try OutputFolder(name: stem, in: out)
    let tables = ComparisonTables.all(outcome, baseline: context.scenarioName)
    for table in tables { folder.add(table.file, table.csv) }
    let metrics = ColumnsFile.present(
      outcome.variants.flatMap { variant in
        variant.differences.map(\.metric.id) + variant.timeline.map(\.metric.id)
      })
    folder.add(
      "columns.json",
      ColumnsFile.text(
        tables.map { .init($0) }, metrics: metrics, currency: outcome.baseline.scenario.currency))
    let charts = ComparisonCharts.all(outcome)
    let drawings = ChartFiles.add(charts, to: &folder, context: context)
    folder.add(
      "report.html",
      ComparisonPage.text(outcome, charts: charts, drawings: drawings, context: context))
    folder.add(
      "manifest.json",
      Manifest.text(
        context: context, seed: outcome.baseline.seed, replications: outcome.pairs,
        files: folder.files))
    return try folder.commit()
  }
}
