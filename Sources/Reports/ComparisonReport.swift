import CustomerExperience
import Documents
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
  ///   - spool: Who took the paired records; nil where there are none.
  /// - Returns: The paths of the files written.
  /// - Throws: ``OutputError``; what was there before is then still there.
  @discardableResult
  public static func write(
    _ outcome: ComparisonOutcome, context: ReportContext, folder stem: String, out: String,
    records spool: RecordSpool? = nil
  ) throws(OutputError) -> [String] {
    var folder = try OutputFolder(name: stem, in: out)
    let others = try spool?.finish(into: &folder) ?? []
    let charts = ComparisonCharts.all(outcome)
    return try folder.finish(
      ResultParts(
        tables: ComparisonTables.all(outcome, baseline: context.scenarioName), others: others,
        metrics: outcome.variants.flatMap { variant in
          variant.differences.map(\.metric.id) + variant.timeline.map(\.metric.id)
        }, currency: outcome.baseline.scenario.currency, charts: charts,
        seed: outcome.baseline.seed, replications: outcome.pairs
      ) {
        ComparisonPage.text(outcome, charts: charts, drawings: $0, context: context)
      }, context: context)
  }

  /// The page of a comparison alone, as ``write(_:context:folder:out:records:)`` writes it.
  public static func page(_ outcome: ComparisonOutcome, context: ReportContext) -> String {
    let charts = ComparisonCharts.all(outcome)
    return ComparisonPage.text(
      outcome, charts: charts, drawings: context.drawings(of: charts), context: context)
  }
}
