public import CustomerExperience

/// An entry of a scenario's plan, as its file has it.
public struct PlanLine: Sendable, Equatable {
  /// When it takes effect, in months after the start.
  public var month: Double
  /// The entry in YAML's flow style, as a setting takes it.
  public var text: String
  /// The team that takes a course, and the course; nil where it is none.
  public var train, course: String?
  /// How often the course comes again, and until when, as written; nil where nothing is said.
  public var every, until: String?
  /// The id of the item that it is part of; nil where it is of none.
  public var item: String?
  /// What it sets.
  public var set: [Setting]
}

extension LoadedScenario {
  /// The entries of the plan, in the order of the file: the number of each is that by which a setting names it.
  public var planLines: [PlanLine] {
    (tree["plan"]?.items ?? []).map { planLine(of: $0) }
  }

  /// An entry of a plan.
  func planLine(of entry: Tree) -> PlanLine {
    func text(_ key: String) -> String? { entry[key]?.text }
    return PlanLine(
      month: months(until: text("at") ?? ""), text: FlowText.text(entry), train: text("train"),
      course: text("course"), every: text("every"), until: text("until"), item: text("item"),
      set: (entry["set"]?.entries ?? []).map {
        Setting(path: $0.key, value: FlowText.text($0.value))
      })
  }

  /// Months from the start to a moment.
  public func months(until moment: Moment) -> Double {
    switch moment {
    case .month(let month): month
    case .day(let day):
      Decimal.rounded(Double(day - scenario.clock.start) / 365.25 * 12, digits: 4)
    }
  }

  private func months(until text: String) -> Double {
    let reader = ValueReader(path: "plan.at", measuring: measuring)
    return (try? reader.moment(text)).map { months(until: $0) } ?? 0
  }

  /// The keys that a plan changes most often, as far as the scenario has numbers there: prices, staff and what is spent on
  /// marketing.
  public var plannedKeys: [LeverDescription] {
    let wanted = [
      "customers.contract.price", "market.price", "teams.staff",
      "customers.acquisition.marketing.spend",
    ]
    let keys = ScenarioKeys(of: self)
    return wanted.flatMap { path in keys.called(path) }.map { description(of: $0) }
      .filter { $0.canBeDated && $0.number != nil }
  }
}
