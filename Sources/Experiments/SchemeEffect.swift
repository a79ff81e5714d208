import CustomerExperience

/// What a loyalty scheme does, beside what it seems to do (M21): the world as it is, against the same customers with the
/// same luck who have no scheme from the start on.
public struct SchemeEffect: Sendable {
  /// Months that are looked at.
  public static let months = 12
  /// Visits of a member over those of a customer who is none: who joins came more often before.
  public var naive: Estimate?
  /// Purchases of the year over those without the scheme, less 1.
  public var purchases: Estimate?
  /// Revenue of the year over that without the scheme, less 1.
  public var revenue: Estimate?
  /// Profit of the year, less that without the scheme, in money.
  public var profit: Estimate?
}

extension Probe {
  /// The world without its loyalty schemes.
  static let scheme = Probe(id: .scheme, months: SchemeEffect.months, most: 8) {
    scenario, options in
    guard options.runsGrowth, scenario.clock.horizonMonths >= Double(SchemeEffect.months),
      scenario.hasScheme
    else { return [] }
    return [scenario.withoutSchemes]
  } conclude: { _, _ in
  }
}

extension Scenario {
  /// Whether there is a loyalty scheme that somebody can join from the start on.
  fileprivate var hasScheme: Bool {
    (loyalty.stampCard != nil || loyalty.membership != nil)
      && customers.relationship.bond.isChosenOnOccasions
  }

  /// The scenario without loyalty schemes, in its phases too.
  var withoutSchemes: Scenario {
    var copy = self
    (copy.loyalty.stampCard, copy.loyalty.membership) = (nil, nil)
    for index in copy.phases.indices {
      copy.phases[index].settings.loyalty.stampCard = nil
      copy.phases[index].settings.loyalty.membership = nil
    }
    return copy
  }
}

extension Aggregation {
  /// What the scheme does, by replication, against the world as it is.
  ///
  /// - Parameters:
  ///   - results: without the scheme, by replication.
  ///   - base: the world as it is, by replication.
  func scheme(of results: [[ReplicationResult]], base: [ReplicationResult]) -> SchemeEffect? {
    guard results.first?.count == 1 else { return nil }
    let months = 0..<SchemeEffect.months
    func paired(_ change: (ReplicationResult, ReplicationResult) -> Double) -> Estimate? {
      Self.estimate(zip(base, results).map { change($0, $1[0]) })
    }
    let (member, other) =
      scenario.loyalty.membership != nil
      ? ("member_visits", "other_visits") : ("stamp_visits_member", "stamp_visits_other")
    return SchemeEffect(
      naive: Self.estimate(
        base.prefix(results.count).map {
          $0.mean(member, of: months) / $0.mean(other, of: months)
        }),
      purchases: paired { $0.sum("purchases", of: months) / $1.sum("purchases", of: months) - 1 },
      revenue: paired { $0.revenue(of: months.count) / $1.revenue(of: months.count) - 1 },
      profit: paired { $0.sum("profit", of: months) - $1.sum("profit", of: months) })
  }
}

extension ReplicationResult {
  /// Sum of some months of a figure about everything together; NaN where it has no value in any.
  fileprivate func sum(_ metric: String, of months: Range<Int>) -> Double {
    mean(metric, of: months) * Double(months.count)
  }
}
