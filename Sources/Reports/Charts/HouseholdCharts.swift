import CustomerExperience
import Documents
import Experiments

/// The persons behind customers, and the accounts that they hold together.
extension RunCharts {
  /// Who stays: family accounts beside all others.
  static func accounts(_ outcome: RunOutcome) -> Chart? {
    let lines = SubjectKind.account.ids(in: outcome.scenario).enumerated().compactMap {
      number, id -> LineSeries? in
      let subject = SubjectKind.account.subject(id)
      return outcome.series("account_retention", subject).map {
        LineSeries.monthly(
          SubjectKind.account.name(of: id, in: outcome.scenario), $0, .atEnd,
          color: Palette.line(number), dash: Palette.dash(number))
      }
    }
    guard lines.count == 2, let family = lines[0].points.last, let other = lines[1].points.last
    else { return nil }
    return Chart(
      "accounts",
      title:
        "At the end \(NumberText.fixed(100 * family.mean, 0)) of 100 family accounts are still there, and "
        + "\(NumberText.fixed(100 * other.mean, 0)) of 100 others",
      subtitle: bands(
        "Share of the customers at the start who are still customers, by account. Households with a family account are "
          + "larger: what differs is not due to the account alone.", "Band: 95% CI of the mean.",
        of: lines),
      data: monthlyTable(lines, every: outcome.months <= 12 ? 1 : 3, decimals: 3)
    ) { frame in
      LineChart(
        series: lines, x: .months(outcome.months),
        y: .fit(
          lines.flatMap(\.extent), title: "still customers", format: .percent, including: [1],
          within: 0...1), in: frame, width: 520
      ).json
    }
  }
}

extension Sentences {
  /// How many persons stand behind customers, and what becomes of family accounts; nil where it is not said.
  func households(_ outcome: RunOutcome) -> String? {
    guard let persons = outcome.estimate("persons_per_customer"),
      let spend = outcome.estimate("spend_per_person")
    else { return nil }
    var text =
      "Behind 100 customers stand \(NumberText.fixed(100 * persons.mean, 0)) persons, each of whom brings "
      + "\(display.money(spend.mean)) a month \(interval(spend, .money))."
    func kept(_ id: String) -> Estimate? {
      outcome.estimate("account_retention_12m", SubjectKind.account.subject(id))
    }
    if let family = kept("family"), let other = kept("other") {
      text +=
        " Of 100 family accounts \(NumberText.fixed(100 * family.mean, 0)) are customers a year later "
        + "\(interval(family, .fraction)), of 100 others \(NumberText.fixed(100 * other.mean, 0)) "
        + "\(interval(other, .fraction)). To know what the account does, compare the scenario with one in which nobody "
        + "has one."
    }
    return text
  }
}
