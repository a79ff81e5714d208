import CustomerExperience

/// What contacting customers more or less often does (row 37, after Godfrey, Seiders & Voss 2011): a world in which the firm
/// contacts them so many times as often of its own accord, against the world as it is.
public struct ContactPoint: Sendable {
  /// Months that are looked at.
  public static let months = 12
  /// How many times as often as in the world as it is: 1.
  public var times: Double
  /// Contacts made a customer on the books and month, as they came about: those who have opted out have none, and those
  /// who left a repertoire market without a word still have theirs.
  public var contacts: Double
  /// Share of the customers on the books who are contacted more than they tolerate.
  public var irritated: Double
  /// Share of the customers at the start who are customers 12 months later; nil where there were none.
  public var retention: Estimate?
  /// The same, less that of the world as it is with the same luck.
  public var retentionChange: Estimate?
  /// Profit of the year, less that of the world as it is with the same luck, in money.
  public var profitChange: Estimate?
}

extension Probe {
  /// How many times as often customers are contacted, and which of them is the world as it is.
  static let contactTimes = [0, 0.5, 1, 2, 4]
  static let contactsAsTheyAre = 2

  /// What contacting customers more or less often does.
  static let outreach = Probe(id: .outreach, months: ContactPoint.months, most: 8) {
    scenario, options in
    guard options.runsGrowth, scenario.contactsCustomers,
      scenario.clock.horizonMonths >= Double(ContactPoint.months)
    else { return [] }
    return contactTimes.map { $0 == 1 ? nil : scenario.contacting(times: $0) }
  } conclude: { _, _ in
  }
}

extension Scenario {
  /// Whether the firm contacts customers of its own accord, at the start or later by the plan.
  var contactsCustomers: Bool {
    (loyalty.outreach?.rate ?? 0) > 0
      || phases.contains { ($0.settings.loyalty.outreach?.rate ?? 0) > 0 }
  }

  /// The scenario with customers contacted so many times as often, in its phases too.
  func contacting(times: Double) -> Scenario {
    var copy = self
    copy.loyalty.outreach?.rate *= times
    for index in copy.phases.indices {
      copy.phases[index].settings.loyalty.outreach?.rate *= times
    }
    return copy
  }
}

extension Aggregation {
  /// What each frequency does, against the world as it is in the same replications.
  ///
  /// - Parameter results: by replication, then by frequency.
  func contactResponse(of results: [[ReplicationResult]]) -> [ContactPoint] {
    guard results.first?.count == Probe.contactTimes.count else { return [] }
    let months = 0..<ContactPoint.months
    return Probe.contactTimes.enumerated().map { number, times in
      let pairs = results.map { (here: $0[number], before: $0[Probe.contactsAsTheyAre]) }
      func mean(_ value: (ReplicationResult) -> Double) -> Double {
        Self.estimate(pairs.map { value($0.here) })?.mean ?? .nan
      }
      func paired(_ change: (ReplicationResult, ReplicationResult) -> Double) -> Estimate? {
        Self.estimate(pairs.map { change($0.here, $0.before) })
      }
      func kept(_ result: ReplicationResult) -> Double {
        result.summary[SeriesKey("retention_12m", "all")] ?? .nan
      }
      return ContactPoint(
        times: times,
        contacts: mean {
          $0.sum("outreach_contacts", of: months) / $0.sum("customers", of: months)
        },
        irritated: mean { $0.mean("irritated_share", of: months) },
        retention: Self.estimate(pairs.map { kept($0.here) })?.held(in: 0...1),
        retentionChange: paired { kept($0) - kept($1) },
        profitChange: paired { $0.sum("profit", of: months) - $1.sum("profit", of: months) })
    }
  }
}
