import CustomerExperience
import Documents
import Experiments

extension Sentences {
  /// Whose spread it is, in words.
  static func name(of source: SpreadSource) -> String {
    switch source {
    case .all: "all of it"
    case .betweenStaff: "between staff"
    case .withinStaff: "from one encounter to the next"
    case .process: "systems and processes"
    }
  }

  /// What uneven service costs, in a sentence; nil where it is not known.
  func consistency(_ outcome: RunOutcome) -> String? {
    let all = outcome.consistency.filter { $0.source == .all }
    guard let even = all.first, let sales = even.salesChange else { return nil }
    let gain = Self.isClear(sales)
    var text =
      "Were there no differences by person, by day and by process, sales of two years would "
      + (gain
        ? "change by \(signedPercent(sales)) \(interval(sales, .fraction))"
        : "hardly be others than they are \(interval(sales, .fraction)): we cannot tell a difference")
    if let kept = even.retentionChange, Self.isClear(kept) {
      text += ", and the share of customers kept would change by \(change(kept, .fraction))"
    }
    return text + "."
  }

  /// The mean of the service as it is and with no differences, and whose luck it is in small teams; nil where it is not
  /// known.
  func sameMean(_ outcome: RunOutcome) -> String? {
    let all = outcome.consistency.filter { $0.source == .all }
    guard let even = all.first?.quality, let usual = all.first(where: { $0.times == 1 })?.quality
    else { return nil }
    var text =
      "The mean of encounters with staff is \(NumberText.fixed(usual.mean, 1)) points as it is "
      + "\(interval(usual, .points)), and \(NumberText.fixed(even.mean, 1)) with no differences "
      + "\(interval(even, .points))."
    let small = outcome.scenario.servingTeams.filter { $0.staff < Self.fewPeople }
    if !small.isEmpty {
      text +=
        " \(Display.list(small.map(\.displayName))) \(small.count == 1 ? "has" : "have") fewer than five people: with so "
        + "few, who they happen to be moves the mean too, and the intervals are wide."
    }
    return text
  }

  /// So few people in a team that their mean is a matter of who they are.
  private static let fewPeople = 5

  /// What each source of the spread does: its part of the variance, and what would follow without it.
  func spreadSources(_ outcome: RunOutcome) -> [(name: String, value: String)] {
    guard let whole = outcome.consistency.first(where: { $0.source == .all && $0.times == 1 }),
      whole.spread > 0
    else { return [] }
    let rest = outcome.consistency.first { $0.source == .all && $0.times == 0 }.map { point in
      (
        name: "The rest",
        value:
          "\(display.percent(point.spread * point.spread / (whole.spread * whole.spread))) of the variance: who "
          + "the customers are, waits, and needs that are not resolved"
      )
    }
    return outcome.consistency.filter { $0.source != .all }.map { point in
      let share = max(0, 1 - point.spread * point.spread / (whole.spread * whole.spread))
      var value = "\(display.percent(share)) of the variance between encounters"
      if let sales = point.salesChange {
        value +=
          "; without it sales change by \(signedPercent(sales)) \(interval(sales, .fraction))"
      }
      return (name: Display.capitalised(Self.name(of: point.source)), value: value)
    } + (rest.map { [$0] } ?? [])
  }

  private static func isClear(_ estimate: Estimate) -> Bool {
    estimate.lower > 0 || estimate.upper < 0
  }

  private func signedPercent(_ estimate: Estimate) -> String {
    RunCharts.signed(100 * estimate.mean, 2) + "%"
  }
}

extension Scenario {
  /// The teams that serve somewhere, in place of others at a site or by themselves.
  fileprivate var servingTeams: [Team] {
    let named = Set(journeys.flatMap(\.touchpoints).compactMap(\.team))
    return teams.filter { !named.isDisjoint(with: teamsServed(by: $0.id)) }
  }
}
