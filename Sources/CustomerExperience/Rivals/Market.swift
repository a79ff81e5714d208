/// Rivals, prices and the response to them.
public struct Market: Sendable, Equatable {
  /// Our price for what rivals' prices are compared with: by default the contract's price a month, or
  /// the mean money spent on a visit.
  public var price: Double?
  /// Utility lost when a price is higher by the whole of ours; by default 2 for contracts and 2.6
  /// for a repertoire.
  public var priceResponse: Double?
  /// Utility of a point of quality; by default 0.04 for contracts and 0.008 for a repertoire.
  public var qualityResponse: Double?
  /// Utility lost by going to somebody else than last time.
  public var switchingCost = 0.0
  /// Utility of going without, against a rival of our price and quality; by default -3 for contracts and
  /// 0 for an occasion in a repertoire market.
  public var nothing: Double?
  /// How much customers differ in their taste for each provider (standard deviation of utility).
  public var taste = 0.7
  /// Months in which about two thirds of the customers get to know a new rival.
  public var awarenessMonths = 24.0
  /// What it costs to switch, by kind.
  public var switching = SwitchingCosts()
  /// What customers hold prices against beside those of rivals; nothing where nil.
  public var referencePrice: ReferencePrice?
  /// How much customers mind risk: points of quality that a squared point of spread is worth, times two.
  public var riskAversion = 0.02
  /// How strongly the way to a provider acts: the exponent of travel time in Huff's law.
  public var travelResponse = 2.0
  /// The sum of the Dirichlet law of customers' repertoires (repertoire); normal tastes where nil.
  public var repertoires: Double?
  /// The rivals, in the author's order.
  public var rivals: [Rival] = []

  /// No rivals.
  public init() {}

  /// The utilities of price, of a point of quality and of going without, as they act: what the scenario
  /// leaves open follows from what binds customers.
  public func utilities(
    for relationship: Relationship
  ) -> (price: Double, quality: Double, nothing: Double) {
    let contract = !relationship.bond.isChosenOnOccasions
    return (
      priceResponse ?? (contract ? 2 : 2.6), qualityResponse ?? (contract ? 0.04 : 0.008),
      nothing ?? (contract ? -3 : 0)
    )
  }
}

/// A price: money, or a share of ours.
public enum Price: Sendable, Equatable {
  /// Money (a month, or a visit).
  case money(Double)
  /// A multiple of our own price.
  case relative(Double)
}

/// A rival.
public struct Rival: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// The price.
  public var price = Price.relative(1)
  /// The quality, in points.
  public var quality = 75.0
  /// Standard deviation of its quality, in points; as ours where nil.
  public var spread: Double?
  /// Customers (contract) or purchases (repertoire) that it takes in a month at most; no limit where nil.
  public var capacity: Int?
  /// The share of a price cut of ours that it answers with one of its own.
  public var answers = 0.0
  /// Months until it does.
  public var answersAfter = 2.0
  /// When it enters the market; from the beginning where nil.
  public var enters: Moment?
  /// Dated promotions.
  public var promotions: [Promotion] = []

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// A rival's lower price for a while.
public struct Promotion: Sendable, Equatable {
  /// When it starts.
  public var at = Moment.month(0)
  /// The price while it lasts.
  public var price = Price.relative(1)
  /// Months it lasts.
  public var months = 1.0

  /// The defaults.
  public init() {}
}
