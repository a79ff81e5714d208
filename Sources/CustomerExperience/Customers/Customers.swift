public import RandomVariates

/// When the scenario starts, how long it runs and how long it settles before.
public struct Clock: Sendable, Equatable {
  /// The first day, as days since 1970-01-01 (default 2026-01-05, a Monday).
  public var start = 20_458
  /// Months simulated.
  public var horizonMonths = 36.0
  /// Months the base world runs before the start, with the plan off.
  public var settleMonths = 60.0
  /// Days with opening hours of their own.
  public var holidays: [Holiday] = []

  /// The defaults.
  public init() {}
}

/// What binds customers to the firm.
public enum Relationship: String, Sendable, CaseIterable {
  /// They have signed: they stay until they leave.
  case contract
  /// They choose afresh among several providers on each occasion.
  case repertoire
}

/// Who the customers are and what binds them.
public struct Customers: Sendable, Equatable {
  /// What binds them.
  public var relationship = Relationship.contract
  /// Customers at the start in all, where segments give shares instead of numbers.
  public var total: Int?
  /// The terms of the contract (relationship `contract` only).
  public var contract = Contract()
  /// The segments, in the author's order.
  public var segments: [Segment] = []
  /// Kinds of customers by what they need, which no record tells; none where empty.
  public var needs: [NeedsClass] = []
  /// Where new customers come from.
  public var acquisition = Acquisition()

  /// No customers yet.
  public init() {}
}

/// The terms of a contract.
public struct Contract: Sendable, Equatable {
  /// Months a contract binds; 0 for none.
  public var termMonths = 0.0
  /// Price a month.
  public var price = 30.0
  /// Whether a customer within the term pays the price signed for.
  public var holdsPrice = false
  /// Chance that a customer who stays past the end signs again there and then.
  public var renewAtEnd = 0.5
  /// Chance a month that a customer out of contract signs again.
  public var renewLater = 0.04

  /// The defaults.
  public init() {}
}

/// A group of customers who are alike.
public struct Segment: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// Customers at the start.
  public var initial: Int?
  /// Share of `customers.total`, where `initial` is not given.
  public var share: Double?
  /// What the people are like: attributes, each with the shares of its values.
  ///
  /// Recorded with each customer; they act on nothing by themselves.
  public var people: [Attribute] = []
  /// How attributes go together: shares that depend on other attributes.
  public var given: [GivenShares] = []
  /// What follows from them, where something does.
  public var effects: [TraitEffect] = []
  /// What each of the five dimensions of service weighs; adds up to 1.
  public var weights = Weights()
  /// Occasions a year on which a customer wants the category, from anybody (repertoire); drawn once a
  /// customer.
  public var occasions: Law?
  /// When in the week they come (repertoire) or have needs (contract): at any hour alike where empty.
  public var rhythm: [Rush] = []
  /// When in the year they come (repertoire) or have needs (contract): in any month alike where nil.
  public var season: Season?
  /// Money spent on a visit (repertoire); drawn each time.
  public var spend: Law?
  /// How much people of the segment differ in what they usually spend (repertoire): the coefficient of variation
  /// of their own means.
  public var spendSpread = 0.3
  /// Minutes a customer waits in line before giving up; drawn each time.
  public var patience = Law.lognormal(mean: 25, sd: 25)
  /// How strongly prices act on this segment, as a multiple of `market.price_response`.
  public var priceSensitivity = 1.0
  /// How many persons stand behind a customer; one where nil.
  public var household: Household?
  /// What they pay of the list price.
  public var priceShare = 1.0
  /// What they pay beside the price (contract); nothing where nil.
  public var fees: Fees?
  /// Moving away.
  public var moves = Moves()
  /// How long it takes to get to us and to each rival; no matter where empty.
  public var travel: [Travel] = []

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }

  /// Customers at the start, from the number or from the share of a total.
  public func initialCustomers(of total: Int?) -> Int {
    initial ?? Int((Double(total ?? 0) * (share ?? 0)).rounded())
  }
}

/// An attribute of people with the shares of its values.
public struct Attribute: Sendable, Equatable {
  /// The attribute, such as `age`.
  public var name: String
  /// Its values with their shares, which add up to 1.
  public var values: [(value: String, share: Double)] {
    get { zip(labels, shares).map { ($0, $1) } }
    set {
      labels = newValue.map(\.value)
      shares = newValue.map(\.share)
    }
  }
  private var labels: [String] = []
  private var shares: [Double] = []

  /// Makes an attribute.
  public init(name: String, values: [(value: String, share: Double)]) {
    self.name = name
    self.values = values
  }
}

/// A number for each of the five dimensions of service quality (Parasuraman, Zeithaml & Berry 1988).
public struct Dimensions: Sendable, Equatable {
  /// Doing what was promised, right the first time.
  public var reliability: Double
  /// Helping promptly.
  public var responsiveness: Double
  /// Knowing the job and earning confidence.
  public var assurance: Double
  /// Caring for the person.
  public var empathy: Double
  /// What can be seen and touched.
  public var tangibles: Double

  /// The same number for all five.
  public init(all value: Double = 0) {
    (reliability, responsiveness, assurance, empathy, tangibles) =
      (value, value, value, value, value)
  }

  /// Five numbers.
  public init(
    reliability: Double, responsiveness: Double, assurance: Double, empathy: Double,
    tangibles: Double
  ) {
    self.reliability = reliability
    self.responsiveness = responsiveness
    self.assurance = assurance
    self.empathy = empathy
    self.tangibles = tangibles
  }

  /// The five numbers in order.
  public var vector: SIMD8<Double> {
    SIMD8(reliability, responsiveness, assurance, empathy, tangibles, 0, 0, 0)
  }

  /// The names of the five dimensions in order.
  public static let names = [
    "reliability", "responsiveness", "assurance", "empathy", "tangibles",
  ]
}

/// What each dimension of service weighs for a segment.
public struct Weights: Sendable, Equatable {
  /// The five weights, which add up to 1.
  public var of = Dimensions(
    reliability: 0.32, responsiveness: 0.22, assurance: 0.19, empathy: 0.16, tangibles: 0.11)

  /// The defaults.
  public init() {}
}

/// Moving away: leaving that no service could prevent.
public struct Moves: Sendable, Equatable {
  /// Moves a customer and year.
  public var rate = 0.0
  /// Chance that a move loses the customer.
  public var lost = 1.0

  /// Nobody moves.
  public init() {}
}

/// Where new customers come from.
public struct Acquisition: Sendable, Equatable {
  /// Customers won by marketing.
  public var marketing = Marketing()
  /// Customers won by word of mouth.
  public var wordOfMouth = WordOfMouth()
  /// What is done for a while to win customers.
  public var campaigns: [Campaign] = []
  /// People who may ever become customers, those at the start among them; no end of them where nil.
  public var pool: Int?

  /// No acquisition.
  public init() {}
}

/// Customers won by marketing.
public struct Marketing: Sendable, Equatable {
  /// Money spent a month.
  public var spend = 0.0
  /// Money it takes to win a customer.
  public var cost = 75.0
  /// How strongly what is promised draws prospects: the logarithm of how many times as many come for ten points more.
  public var promiseDraws = 0.0

  /// No marketing.
  public init() {}
}

/// What customers say to others.
public struct WordOfMouth: Sendable, Equatable {
  /// Whether customers talk.
  public var enabled = false
  /// Referrals a month of a wholly satisfied customer.
  public var rate = 0.016
  /// How many prospects won by marketing one warning turns away.
  public var harm = 1.0
  /// Acquaintances among the customers whom one of extreme opinion tells in a month.
  public var contacts = 4
  /// Points by which a remark moves what such an acquaintance thinks, if undecided.
  public var sway = 0.0

  /// The defaults.
  public init() {}
}
