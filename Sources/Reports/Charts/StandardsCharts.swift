import CustomerExperience
import Documents
import Experiments

/// How well teams keep to their standards, beside how satisfied customers are with them.
extension RunCharts {
  /// Compliance and satisfaction of each team that has a standard.
  static func standards(_ outcome: RunOutcome) -> Chart? {
    let display = Display(outcome.scenario)
    var table = Table(
      "", "",
      [
        "team", "encounters to standard", "95% CI", "satisfaction with them", "95% CI",
        "standard against what is expected",
      ].map { Column($0, "", "") })
    var bars: [NamedBar] = []
    for team in outcome.scenario.teams {
      let subject = SubjectKind.team.subject(team.id)
      guard let share = outcome.estimate("standard_compliance", subject),
        let satisfaction = outcome.estimate("standard_satisfaction", subject)
      else { continue }
      let distance = outcome.estimate("standard_against_expected", subject)
      table.append([
        .text(team.displayName), .text(percent(share.mean)), .text(percentInterval(share)),
        .text(NumberText.fixed(satisfaction.mean, 1)),
        .text(display.interval(satisfaction, .points)),
        .text(distance.map { signed($0.mean, 1) } ?? ""),
      ])
      bars.append(
        NamedBar(
          name: "\(team.displayName): to standard", value: 100 * share.mean,
          label: "\(NumberText.fixed(100 * share.mean, 0)) of 100"))
      bars.append(
        NamedBar(
          name: "\(team.displayName): satisfaction", value: satisfaction.mean,
          label: "\(NumberText.fixed(satisfaction.mean, 0)) points"))
    }
    guard !bars.isEmpty, let share = outcome.estimate("standard_compliance"),
      let satisfaction = outcome.estimate("standard_satisfaction")
    else { return nil }
    return Chart(
      "standards",
      title: "\(NumberText.fixed(100 * share.mean, 0)) of 100 encounters are to standard, and "
        + "customers are satisfied at \(NumberText.fixed(satisfaction.mean, 0)) points of 100",
      subtitle:
        "By team, the encounters that are to its standard and the satisfaction of customers with all of them. A standard "
        + "that is kept helps only as far as it asks for what customers want.", data: table
    ) { frame in Self.bars(bars, axis: "of 100 encounters; points of 100", in: frame) }
  }
}
