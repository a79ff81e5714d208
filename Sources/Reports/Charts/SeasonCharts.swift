import CustomerExperience
import Documents
import Experiments

/// When customers under a contract need the firm.
extension RunCharts {
  /// Needs by month, where a season or a rhythm moves them.
  static func needsByMonth(_ outcome: RunOutcome) -> Chart? {
    let scenario = outcome.scenario
    guard scenario.hasNeedRhythms else { return nil }
    let moved = scenario.journeys.filter { $0.need.rate != nil && $0.need.times.isEmpty }
    let lines = moved.prefix(6).enumerated().compactMap { number, journey -> LineSeries? in
      outcome.series("needs", SubjectKind.journey.subject(journey.id)).map {
        LineSeries.monthly(
          journey.displayName, $0, .during, color: Palette.line(number), dash: Palette.dash(number))
      }
    }
    guard !lines.isEmpty, let span = NeedSpan(outcome) else { return nil }
    return Chart(
      "needs_by_month",
      title:
        "Most needs come in month \(span.most.month), \(Display.count(span.most.needs)), fewest in month "
        + "\(span.least.month), \(Display.count(span.least.needs))",
      subtitle: bands(
        "Needs with a rate that arise in each month, mean of the runs.",
        "Band: 95% CI of the mean.", of: lines),
      data: monthlyTable(lines, every: 1, decimals: 0)
    ) { frame in
      LineChart(
        series: lines, x: .months(outcome.months),
        y: .fit(lines.flatMap(\.extent), title: "needs a month", including: [0]), in: frame,
        width: 520
      ).json
    }
  }
}

extension Scenario {
  /// Whether needs follow the week or the year: under a contract, where people say when they have them.
  var hasNeedRhythms: Bool {
    guard customers.relationship == .contract else { return false }
    return customers.needs.contains { !$0.rhythm.isEmpty }
      || customers.segments.contains { segment in
        !segment.rhythm.isEmpty || segment.season != nil
          || segment.effects.contains { !$0.rhythm.isEmpty }
      }
  }
}

/// The months with the most and the fewest needs that have a rate, a day as long as any.
struct NeedSpan {
  let most: (month: Int, needs: Double)
  let least: (month: Int, needs: Double)

  /// Reads it from a run; nil where there are no such needs, or not two months.
  init?(_ outcome: RunOutcome) {
    var sums = [Double](repeating: 0, count: outcome.months)
    for journey in outcome.scenario.journeys
    where journey.need.rate != nil && journey.need.times.isEmpty {
      let series = outcome.series("needs", SubjectKind.journey.subject(journey.id)) ?? []
      for (month, estimate) in series.enumerated() where month < sums.count {
        sums[month] += estimate?.mean ?? 0
      }
    }
    guard sums.count > 1, let most = sums.enumerated().max(by: { $0.element < $1.element }),
      let least = sums.enumerated().min(by: { $0.element < $1.element }), most.element > 0
    else { return nil }
    self.most = (most.offset, most.element)
    self.least = (least.offset, least.element)
  }
}

extension Sentences {
  /// How needs are spread over the year, and what the busiest team makes of it; nil where they are spread evenly.
  func season(_ outcome: RunOutcome) -> String? {
    guard outcome.scenario.hasNeedRhythms, let span = NeedSpan(outcome) else { return nil }
    var text =
      "Needs follow the week and the year of the people who have them; how many there are in a year stays what the rates "
      + "say. "
      + (span.least.needs > 0
        ? "From the quietest month to the busiest they grow by "
          + "\(Display.roundPercent(span.most.needs / span.least.needs - 1))."
        : "In some months nobody needs anything.")
    let waits = outcome.scenario.teams.compactMap {
      team -> (name: String, low: Double, high: Double)? in
      guard let series = outcome.series("mean_wait", SubjectKind.team.subject(team.id)),
        series.indices.contains(span.most.month), series.indices.contains(span.least.month),
        let high = series[span.most.month]?.mean, let low = series[span.least.month]?.mean
      else { return nil }
      return (team.displayName, low, high)
    }
    if let worst = waits.max(by: { $0.high - $0.low < $1.high - $1.low }), worst.high > worst.low {
      text +=
        " \(Display.capitalised(worst.name)): a wait of \(display.value(worst.low, .seconds)) in the quietest month, "
        + "\(display.value(worst.high, .seconds)) in the busiest."
    }
    return text
  }
}
