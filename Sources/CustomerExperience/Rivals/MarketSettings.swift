import RandomVariates

/// Our price where the scenario does not state one.
public enum MarketPrice {
  /// The contract's price a month, or the mean money spent on a visit, over the initial customers.
  public static func byDefault(_ scenario: Scenario) -> Double {
    guard scenario.customers.relationship.bond.isChosenOnOccasions else {
      return scenario.customers.contract.price
    }
    var (money, heads) = (0.0, 0.0)
    for segment in scenario.customers.segments {
      guard let spend = segment.spend else { continue }
      let customers = Double(max(1, segment.initialCustomers(of: scenario.customers.total)))
      money += spend.mean * customers
      heads += customers
    }
    return heads > 0 ? money / heads : 1
  }
}

extension Scenario {
  /// Whether it costs customers something to switch, by kind: all, or those with a family account.
  public var hasSwitchingCosts: Bool {
    market.switching.isThere
      || customers.segments.contains { ($0.household?.family?.switching ?? 0) > 0 }
  }
}

/// Rivals and prices made ready to run.
final class MarketSettings: Sendable {
  /// Our price at the start of the scenario: what prices are multiples of.
  let price: Double
  let priceResponse: Double
  let qualityResponse: Double
  let nothing: Double
  let switchingCost: Double
  let taste: Double
  let awarenessRamp: Double
  let rivals: [Rival]
  let bestQuality: Double
  /// The rivals' qualities as customers weigh them: less what they mind about an uneven service.
  let qualities: [Double]
  let switching: SwitchingCosts
  let hasSwitchingCosts: Bool
  let reference: ReferencePrice?
  let repertoires: Double?
  let hasCapacities: Bool
  let hasAnswers: Bool
  /// Utility of the way to each provider: segment × providers + provider; empty where no segment says how long it
  /// takes.
  let ways: [Double]
  /// Whether prices, qualities and habit are all that a choice depends on.
  let isPlain: Bool

  init(_ scenario: Scenario) throws(ModelError) {
    let market = scenario.market
    let utilities = market.utilities(for: scenario.customers.relationship)
    price = market.price ?? MarketPrice.byDefault(scenario)
    priceResponse = utilities.price
    qualityResponse = utilities.quality
    nothing = utilities.nothing
    switchingCost = market.switchingCost
    taste = market.taste
    awarenessRamp = market.awarenessMonths
    rivals = market.rivals
    bestQuality = market.rivals.map(\.quality).max() ?? 0
    let ourVariance = scenario.quality.varianceOfEncounters
    qualities = market.rivals.map { rival in
      guard let spread = rival.spread else { return rival.quality }
      return rival.quality - market.riskAversion / 2 * (spread * spread - ourVariance)
    }
    switching = market.switching
    hasSwitchingCosts = scenario.hasSwitchingCosts
    reference = market.referencePrice
    repertoires = market.repertoires
    hasCapacities = market.rivals.contains { $0.capacity != nil }
    hasAnswers = market.rivals.contains { $0.answers > 0 }
    ways = try Self.ways(scenario)
    isPlain =
      ways.isEmpty && reference == nil && !hasSwitchingCosts && !hasCapacities
      && scenario.sites.isEmpty
  }

  private static func ways(_ scenario: Scenario) throws(ModelError) -> [Double] {
    let (market, segments) = (scenario.market, scenario.customers.segments)
    guard segments.contains(where: { !$0.travel.isEmpty }) else { return [] }
    let providers = [Travel.us] + market.rivals.map(\.id)
    var ways: [Double] = []
    for segment in segments {
      for provider in providers {
        guard !segment.travel.isEmpty else {
          ways.append(0)
          continue
        }
        guard let travel = segment.travel[id: provider] else {
          throw ModelError("segment '\(segment.id)' does not say how long it takes to \(provider)")
        }
        ways.append(Gravity.utility(minutes: travel.minutes, exponent: market.travelResponse))
      }
    }
    return ways
  }

  /// Utility of the way of a segment's customers to a provider: 0 is us.
  @inline(__always)
  func way(of segment: Int, to provider: Int) -> Double {
    ways.isEmpty ? 0 : ways[segment * (rivals.count + 1) + provider]
  }

  /// A rival's price at a time, in money.
  ///
  /// A price stated against ours stays what it was when ours moves.
  ///
  /// - Parameter ours: our price at the start.
  func price(of rival: Int, at time: Double, grid: TimeGrid, ours: Double) -> Double {
    let r = rivals[rival]
    var result = r.price
    for promotion in r.promotions {
      let from = grid.minute(of: promotion.at)
      let end = grid.end(of: promotion.at, lasting: promotion.months)
      if time >= from, time < end { result = promotion.price }
    }
    switch result {
    case .money(let money): return money
    case .relative(let share): return share * ours
    }
  }

  /// Months since a rival entered; infinite for one that was always there.
  func monthsInMarket(_ rival: Int, at time: Double, grid: TimeGrid) -> Double {
    guard let enters = rivals[rival].enters else { return .infinity }
    return (time - grid.minute(of: enters)) / TimeGrid.month
  }
}
