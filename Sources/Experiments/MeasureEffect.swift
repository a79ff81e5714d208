import CustomerExperience

/// What a firm does to keep customers.
public enum RetentionMeasure: String, Sendable, CaseIterable {
  /// Loyalty schemes: a stamp card, a membership.
  case scheme
  /// Approaching those who left.
  case winBack = "win-back"
  /// Calling back those who answered the survey badly.
  case closeLoop = "close-loop"
  /// Approaching customers before they leave, by rules and within a budget.
  case strategy
  /// Doing what customers suggest: against a world in which they suggest as much and nothing is done.
  case suggestions

  /// The figures that say what is spent on it, besides what it takes off prices where they do not.
  var spending: [String] {
    switch self {
    case .scheme: ["stamp_card_cost", "stamp_rewards", "membership_cost", "member_rewards"]
    case .winBack: ["winback_cost"]
    case .closeLoop: ["close_loop_cost"]
    case .strategy: ["strategy_spend"]
    case .suggestions: ["suggestion_cost"]
    }
  }
}

/// What a measure to keep customers does, beside what it seems to do (M21, rows 76 and 79): the world as it is, against
/// the same customers with the same luck without the measure from the start on.
public struct MeasureEffect: Sendable {
  /// Months that are looked at.
  public static let months = 12
  /// Which measure.
  public var measure: RetentionMeasure
  /// Share of the customers at the start who are customers after the year, those won back included, less that without
  /// the measure.
  public var retention: Estimate?
  /// Purchases of the year over those without the measure, less 1.
  public var purchases: Estimate?
  /// Profit of the year, less that without the measure, in money.
  public var profit: Estimate?
  /// Of a scheme: visits of a member over those of a customer who is none; who joins came more often before.
  public var naive: Estimate?
  /// What is spent on it in the year, in money; nil where a discount belongs to it that no account shows.
  public var spent: Estimate?
  /// The difference in profit, in which what is spent is paid for, over what is spent; nil where nothing is.
  public var returnOnSpend: Estimate?
}

extension Probe {
  /// The world without each of its measures to keep customers.
  static let measures = Probe(id: .measures, months: MeasureEffect.months, most: 8) {
    scenario, options in
    guard options.runsGrowth, scenario.clock.horizonMonths >= Double(MeasureEffect.months) else {
      return []
    }
    return scenario.retentionMeasures.map { scenario.without($0) }
  } conclude: { _, _ in
  }
}

extension Scenario {
  /// The measures that are taken at the start.
  var retentionMeasures: [RetentionMeasure] {
    let bond = customers.relationship.bond
    return RetentionMeasure.allCases.filter { measure in
      switch measure {
      case .scheme:
        bond.isChosenOnOccasions && (loyalty.stampCard != nil || loyalty.membership != nil)
      case .winBack: loyalty.winBack != nil
      case .closeLoop: measurement.survey.closeLoop != nil
      case .strategy: loyalty.strategy?.rules.isEmpty == false
      case .suggestions: (suggestions?.adopted ?? 0) > 0
      }
    }
  }

  /// The scenario without a measure, in its phases too.
  func without(_ measure: RetentionMeasure) -> Scenario {
    var copy = self
    copy.drop(measure)
    for index in copy.phases.indices { copy.phases[index].settings.drop(measure) }
    return copy
  }

  private mutating func drop(_ measure: RetentionMeasure) {
    switch measure {
    case .scheme: (loyalty.stampCard, loyalty.membership) = (nil, nil)
    case .winBack: loyalty.winBack = nil
    case .closeLoop: measurement.survey.closeLoop = nil
    case .strategy: loyalty.strategy = nil
    case .suggestions: suggestions?.adopted = 0
    }
  }
}

extension Aggregation {
  /// What each measure does, by replication, against the world as it is.
  ///
  /// - Parameters:
  ///   - results: by replication, then by the measure that is left out.
  ///   - base: the world as it is, by replication.
  func measures(of results: [[ReplicationResult]], base: [ReplicationResult]) -> [MeasureEffect] {
    let measures = scenario.retentionMeasures
    guard let count = results.first?.count, count == measures.count else { return [] }
    let months = 0..<MeasureEffect.months
    return measures.enumerated().map { number, measure in
      func paired(_ change: (ReplicationResult, ReplicationResult) -> Double) -> Estimate? {
        Self.estimate(zip(base, results).map { change($0, $1[number]) })
      }
      func kept(_ result: ReplicationResult) -> Double {
        // Those who left and were won back are kept as well; without winning back there are none of them.
        result.summary[SeriesKey("standing_share_12m", "all")]
          ?? result.summary[SeriesKey("retention_12m", "all")] ?? .nan
      }
      func spent(_ result: ReplicationResult) -> Double {
        // What there is nothing of in a scenario is not spent.
        measure.spending.map { result.sum($0, of: months) }.filter { !$0.isNaN }.reduce(0, +)
      }
      func profit(_ with: ReplicationResult, _ without: ReplicationResult) -> Double {
        with.sum("profit", of: months) - without.sum("profit", of: months)
      }
      // A discount to those who are back is no cost in the books: what winning back costs is then not known whole.
      let isWhole = measure != .winBack || (scenario.loyalty.winBack?.discount ?? 0) == 0
      return MeasureEffect(
        measure: measure,
        retention: paired { kept($0) - kept($1) },
        purchases: paired { $0.sum("purchases", of: months) / $1.sum("purchases", of: months) - 1 },
        profit: paired { profit($0, $1) },
        naive: measure == .scheme ? naive(of: Array(base.prefix(results.count))) : nil,
        spent: isWhole ? paired { with, _ in spent(with) } : nil,
        returnOnSpend: isWhole ? paired { spent($0) > 0 ? profit($0, $1) / spent($0) : .nan } : nil)
    }
  }

  /// Visits of a member over those of others.
  private func naive(of base: [ReplicationResult]) -> Estimate? {
    let (member, other) =
      scenario.loyalty.membership != nil
      ? ("member_visits", "other_visits") : ("stamp_visits_member", "stamp_visits_other")
    let months = 0..<MeasureEffect.months
    return Self.estimate(
      base.map { result -> Double in
        let others = result.mean(other, of: months)
        return others > 0 ? result.mean(member, of: months) / others : .nan
      })
  }
}

extension ReplicationResult {
  /// Sum of some months of a figure about everything together; NaN where it has no value in any.
  func sum(_ metric: String, of months: Range<Int>) -> Double {
    mean(metric, of: months) * Double(months.count)
  }
}
