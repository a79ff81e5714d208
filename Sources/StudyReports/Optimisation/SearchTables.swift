import CustomerExperience
import DiscreteEvents
import Documents
import Experiments
import Reports
import ScenarioFiles
import Studies

/// The tables of a search for the best setting.
enum SearchTables {
  static func all(_ outcome: SearchOutcome) -> [Table] { [settings(outcome), results(outcome)] }

  /// A row a setting: its values and what became of it.
  static func settings(_ outcome: SearchOutcome) -> Table {
    var table = Table(
      "settings.csv", "The settings that were simulated; setting 0 is the scenario as it is.",
      [Column("setting", "", "The setting's number.")]
        + outcome.factors.map {
          Column($0.path, "", "The key's value as the scenario language writes it.")
        } + [
          Column("replications", "count", "Replications it was simulated in."),
          Column(
            "difference", "the metric's unit",
            "Of what was sought, from the scenario as it is: the mean over pairs."),
          Column("lower", "as difference", "The lower end of its 95% interval."),
          Column("upper", "as difference", "The upper end of its 95% interval."),
          Column(
            "limits", "",
            "fits: by its whole interval; breaks: not even by its interval; else unclear."),
          Column("allowed", "0 or 1", "1 where its means keep the limits and the budget."),
          Column(
            "on_front", "0 or 1",
            "1 where no other allowed setting is better in what is sought, or in profit, satisfaction or "
              + "engagement of staff, and no worse in the others (of what is not sought, less than 1% of "
              + "today's profit, 0.1 points and 0.01 count as nothing); the best is always on it."),
          Column(
            "screened_after", "replications",
            "When the selection dropped it; empty where it was not in the running, or was left."),
          Column("best", "0 or 1", "1 for the best."),
        ])
    for (number, option) in outcome.options.enumerated() {
      table.append(
        [.whole(number)]
          + outcome.factors.indices.map {
            .text(option.setting[$0] ?? outcome.factors[$0].base)
          } + [
            .whole(option.estimates.first?.replications ?? 0), .number(option.gain.mean),
            .number(option.gain.lower), .number(option.gain.upper), .text(option.fit.rawValue),
            .whole(option.isAllowed ? 1 : 0), .whole(option.isOnFront ? 1 : 0),
            option.screenedAfter.map(Cell.whole) ?? .none,
            .whole(outcome.best == number ? 1 : 0),
          ])
    }
    return table
  }

  /// A row a setting and metric.
  static func results(_ outcome: SearchOutcome) -> Table {
    let currency = outcome.file.scenario.scenario.currency
    var table = Table(
      "results.csv", "What each setting showed.",
      [
        Column("setting", "", "The setting's number, as in settings.csv."), Shared.metric,
        Shared.subject, Shared.unit, Shared.mean, Shared.lower, Shared.upper,
        Column("replications", "count", "Replications it rests on."),
      ])
    for (number, option) in outcome.options.enumerated() {
      for (key, estimate) in zip(outcome.outcomes, option.estimates) {
        let unit = Metric.named(key.metric).map { tableUnit($0, currency: currency) } ?? ""
        table.append([
          .whole(number), .text(key.metric), .text(key.subject), .text(unit),
          .number(estimate.mean), .number(estimate.lower), .number(estimate.upper),
          .whole(estimate.replications),
        ])
      }
    }
    return table
  }
}
