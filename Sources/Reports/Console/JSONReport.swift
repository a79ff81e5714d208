import CustomerExperience
import Documents
public import Experiments

/// Results as JSON for programs: the rows of the tables under the same names.
public enum JSONReport {
  /// The summary and the evidence of a run.
  ///
  /// - Parameter outcome: What the run showed.
  /// - Returns: One JSON object, ended by a newline.
  public static func run(_ outcome: RunOutcome) -> String {
    let value: JSONValue = [
      "scenario": .string(outcome.scenario.title), "seed": .unsigned(outcome.seed),
      "replications": .integer(outcome.replications), "months": .integer(outcome.months),
      "events": .integer(outcome.events), "summary": RunTables.summary(outcome).objects,
      "evidence": RunTables.evidence(outcome).objects,
    ]
    return value.pretty
  }

  /// The rows of `comparison.csv` under `comparisons`, those of `customers_changed.csv`, and those of
  /// `best.csv` where the best was asked for.
  ///
  /// - Parameters:
  ///   - outcome: What the comparison showed.
  ///   - baseline: The baseline's name, as in the table.
  /// - Returns: One JSON object, ended by a newline.
  public static func comparison(_ outcome: ComparisonOutcome, baseline: String = "baseline")
    -> String
  {
    var value: JSONValue = [
      "scenario": .string(outcome.baseline.scenario.title),
      "seed": .unsigned(outcome.baseline.seed), "pairs": .integer(outcome.pairs),
      "variance_reduction": outcome.typicalVarianceReduction.map { .number($0) } ?? .null,
      "comparisons": ComparisonTables.comparison(outcome, baseline: baseline).objects,
      "customers_changed": ComparisonTables.customersChanged(outcome).objects,
    ]
    if let table = ComparisonTables.best(outcome, baseline: baseline) {
      value = value.merging(["best": table.objects])
    }
    return value.pretty
  }
}
