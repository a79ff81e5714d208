import CustomerExperience
import Documents
import Experiments

/// The tables of a comparison.
package enum ComparisonTables {
  static func all(_ outcome: ComparisonOutcome, baseline: String) -> [Table] {
    [
      comparison(outcome, baseline: baseline), difference(outcome), customersChanged(outcome),
      best(outcome, baseline: baseline),
    ].compactMap(\.self)
  }

  /// The selection of the best; nil where it was not asked for.
  static func best(_ outcome: ComparisonOutcome, baseline: String) -> Table? {
    guard let selection = outcome.best else { return nil }
    let rule = selection.rule
    var table = Table(
      "best.csv", "The baseline and the variants in the selection of the best (Kim and Nelson).",
      [
        Column("scenario", "", "The baseline's or the variant's name."),
        Shared.metric, Shared.unit,
        Column("better", "", "Which direction is better: up or down."),
        Column(
          "mean", "see unit", "The mean over the replications in which it was in the running."),
        Column("replications", "count", "How many these were.", .integer),
        Column(
          "verdict", "",
          "best: selected; out: screened out; running: not told from the others yet."),
        Column(
          "indifference", "see unit", "The smallest difference that was said to matter."),
        Column(
          "confidence", "probability",
          "The probability of selecting the best if it leads by the indifference or more."),
      ])
    for (name, candidate) in zip([baseline] + outcome.variants.map(\.name), selection.candidates) {
      table.append([
        .text(name), .text(rule.metric.id),
        .text(tableUnit(rule.metric, currency: outcome.baseline.scenario.currency)),
        .text(rule.metric.better.rawValue), .number(candidate.mean),
        .whole(candidate.replications), .text(candidate.verdict.rawValue),
        .number(rule.indifference), .number(rule.confidence),
      ])
    }
    return table
  }

  package static func comparison(_ outcome: ComparisonOutcome, baseline: String) -> Table {
    var table = Table(
      "comparison.csv",
      "Each metric of each variant against the baseline, over pairs of replications.",
      [
        Shared.metric, Shared.subject, Shared.unit,
        Column("baseline", "", "The baseline's name."),
        variant,
        Column("mean_baseline", "see unit", "The baseline's mean."),
        Column("mean_variant", "see unit", "The variant's mean."),
        differenceColumn, lower, upper,
        Column(
          "adjusted_lower", "as difference",
          "The lower end, widened for the number of variants (Bonferroni)."),
        Column(
          "adjusted_upper", "as difference",
          "The upper end, widened for the number of variants (Bonferroni)."),
        Column("pairs", "count", "Pairs of replications.", .integer),
        Column(
          "variance_reduction", "ratio",
          "Variance of the difference under independent runs over its variance here; empty where the "
            + "difference never varies."),
        Column(
          "verdict", "",
          "small: the whole adjusted interval is within the smallest difference worth mentioning; clear: it "
            + "excludes zero; same: no difference in any pair; else unclear."),
        Column(
          "smallest", "as difference",
          "The smallest difference worth mentioning, at the baseline's mean."),
      ])
    for variant in outcome.variants {
      for row in variant.differences {
        table.append([
          .text(row.metric.id), .text(row.subject),
          .text(tableUnit(row.metric, currency: outcome.baseline.scenario.currency)),
          .text(baseline), .text(variant.name), .number(row.meanBaseline),
          .number(row.meanVariant), .number(row.difference.mean), .number(row.difference.lower),
          .number(row.difference.upper), .number(row.adjustedLower), .number(row.adjustedUpper),
          .whole(outcome.pairs), .number(row.varianceReduction), .text(row.verdict.rawValue),
          .number(row.smallest),
        ])
      }
    }
    return table
  }

  static func difference(_ outcome: ComparisonOutcome) -> Table {
    var table = Table(
      "difference.csv", "Differences month by month, variant less baseline.",
      [
        Shared.month, Shared.metric, Shared.subject, variant, differenceColumn, lower, upper,
      ])
    for variant in outcome.variants {
      for series in variant.timeline {
        for (month, estimate) in series.estimates.enumerated() {
          guard let estimate else { continue }
          table.append([
            .whole(month), .text(series.metric.id), .text(series.subject), .text(variant.name),
            .number(estimate.mean), .number(estimate.lower), .number(estimate.upper),
          ])
        }
      }
    }
    return table
  }

  static func customersChanged(_ outcome: ComparisonOutcome) -> Table {
    var table = Table(
      "customers_changed.csv",
      "Customers at the start by what the variant changed for them: the same customer, with the same "
        + "luck, in both worlds.",
      [
        variant, Column("segment", "", "The segment's id, or all."),
        Column(
          "saved", "customers",
          "No customer at the end in the baseline, one in the variant; who was won back is one."),
        Column("lost", "customers", "A customer at the end in the baseline, none in the variant."),
        Column("stayed_anyway", "customers", "A customer at the end in both."),
        Column("left_anyway", "customers", "None at the end in both."),
      ])
    for variant in outcome.variants {
      for row in variant.changed {
        table.append([
          .text(row.variant), .text(row.segment), .number(row.saved), .number(row.lost),
          .number(row.stayedAnyway), .number(row.leftAnyway),
        ])
      }
    }
    return table
  }

  private static let variant = Column("variant", "", "The variant's name.")
  private static let differenceColumn = Column(
    "difference", "the metric's unit", "Variant less baseline: the mean over pairs.")
  private static let lower = Column(
    "lower", "as difference", "The lower end of the 95% paired-t interval of the difference.")
  private static let upper = Column(
    "upper", "as difference", "The upper end of the 95% paired-t interval of the difference.")
}
