import CustomerExperience
import Designs
import DiscreteEvents
import Documents
import Experiments
import Reports
import ScenarioFiles
import Studies

/// The tables of a study of sensitivity.
enum SensitivityTables {
  static func all(_ outcome: SensitivityOutcome) -> [Table] {
    [curves(outcome), screening(outcome), indices(outcome)]
  }

  private static let key = Column("key", "", "The scenario's key that is varied.")
  private static let lower = Column(
    "lower", "as its estimate", "The lower end of its 95% confidence interval.")
  private static let upper = Column(
    "upper", "as its estimate", "The upper end of its 95% confidence interval.")

  static func curves(_ outcome: SensitivityOutcome) -> Table {
    var table = Table(
      "one_at_a_time.csv",
      "Each key over its values by itself, all others as in the scenario.",
      [
        Shared.metric, Shared.subject, Shared.unit, key,
        Column("value", "", "The key's value as the scenario language writes it."),
        Column("number", "the key's unit", "The value as a number; empty for a word."),
        Shared.mean,
        Column(
          "difference", "the metric's unit",
          "From the scenario as it is, in the same replications: the mean over pairs."),
        lower, upper, Column("replications", "count", "Pairs of replications."),
      ])
    for result in outcome.outcomes {
      for (f, levels) in result.curves.enumerated() {
        for level in levels {
          table.append(
            head(result, outcome) + [
              .text(outcome.factors[f].path), .text(level.value),
              level.number.map(Cell.number) ?? .none, .number(level.mean),
              .number(level.difference.mean), .number(level.difference.lower),
              .number(level.difference.upper), .whole(level.difference.replications),
            ])
        }
      }
    }
    return table
  }

  static func screening(_ outcome: SensitivityOutcome) -> Table {
    var table = Table(
      "screening.csv",
      "Morris's elementary effects: what a key does over its whole range, wherever the others stand.",
      [
        Shared.metric, Shared.subject, Shared.unit, key,
        Column("mean_effect", "the metric's unit", "The mean effect with its sign."),
        Column("size", "the metric's unit", "The mean size of the effects, whatever their sign."),
        lower, upper,
        Column(
          "deviation", "the metric's unit",
          "The standard deviation of the effects: 0 for a straight line without interactions."),
        Column("walks", "count", "Effects it rests on."),
        Column("kept", "0 or 1", "1 where indices were worked out for the key."),
      ])
    for result in outcome.outcomes {
      for (f, effect) in result.screening.factors.enumerated() {
        table.append(
          head(result, outcome) + [
            .text(outcome.factors[f].path), .number(effect.mean), .number(effect.size.mean),
            .number(effect.size.lower), .number(effect.size.upper), .number(effect.deviation),
            .whole(effect.size.count), .whole(outcome.kept.contains(f) ? 1 : 0),
          ])
      }
    }
    return table
  }

  static func indices(_ outcome: SensitivityOutcome) -> Table {
    var table = Table(
      "indices.csv",
      "Sobol's indices: shares of an outcome's variance when all keys vary at once over their ranges.",
      [
        Shared.metric, Shared.subject, key,
        Column("with", "", "The other key of an interaction; else empty."),
        Column(
          "order", "",
          "first: by the key alone; total: with all its interactions; second: by two together beyond each."
        ),
        Column("index", "share of variance", "The index."), lower, upper,
      ])
    for result in outcome.outcomes {
      guard let indices = result.indices else { continue }
      func add(_ order: String, _ factors: [Int], _ index: SobolIndices.Index) {
        let paths = factors.map { outcome.factors[outcome.kept[$0]].path }
        table.append([
          .text(result.key.metric), .text(result.key.subject), .text(paths[0]),
          .text(paths.count > 1 ? paths[1] : ""), .text(order), .number(index.value),
          .number(index.lower), .number(index.upper),
        ])
      }
      for (k, index) in indices.first.enumerated() { add("first", [k], index) }
      for (k, index) in indices.total.enumerated() { add("total", [k], index) }
      for pair in indices.interactions { add("second", pair.factors, pair.index) }
    }
    return table
  }

  private static func head(
    _ result: OutcomeSensitivity, _ outcome: SensitivityOutcome
  ) -> [Cell] {
    let currency = outcome.file.scenario.scenario.currency
    let unit = Metric.named(result.key.metric).map { tableUnit($0, currency: currency) } ?? ""
    return [.text(result.key.metric), .text(result.key.subject), .text(unit)]
  }
}
