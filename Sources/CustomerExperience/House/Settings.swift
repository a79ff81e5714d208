import DiscreteEvents
import RandomVariates

/// A scenario made ready to run: names resolved to numbers, laws to samplers, money to integers.
///
/// Immutable and shared by every replication. A plan's phases and a comparison's variants are further
/// settings over the same structure.
final class Settings: Sendable {
  let scenario: Scenario
  /// Where the numbers of each figure are kept.
  let layout: FigureLayout
  // The parts of the scenario that handlers read all the time, so that nobody copies the whole.
  let quality: Quality
  let expectations: Expectations
  let satisfaction: Satisfaction
  let complaints: Complaints
  let loyalty: Loyalty
  let loyalFrom: LoyalFrom
  /// Whom the firm approaches to keep them; nil where nobody is.
  let strategy: RetentionStrategy?
  let hasStrategy: Bool
  /// Whether customers who come back have something off their visits (repertoire).
  let hasVisitOffers: Bool
  /// Log-odds of leaving or coming back that a unit of pull adds where an offer is weighed (β_C); in a repertoire
  /// market, where nobody weighs leaving against a rival, price acts as at any choice.
  let offerPull: Double
  let contract: Contract
  let economics: Economics
  let wordOfMouth: WordOfMouth
  let campaigns: [Campaign]
  let bond: Bond
  let segments: [SegmentSettings]
  /// Whether some segment pays fees.
  let hasFees: Bool
  let journeys: [JourneySettings]
  let touchpoints: [TouchpointSettings]
  let teams: [TeamSettings]
  /// Whether any team is held to a standard.
  let hasStandards: Bool
  let sites: [SiteSettings]
  /// Whether a team serves at some sites only; all do where each serves at every site.
  let differsBySite: [Bool]
  let features: [FeatureSettings]
  // Whether mechanisms are there at all, by themselves: to look at the mechanism would copy it.
  let hasFeatures: Bool
  let hasReturns: Bool
  let hasStampCard: Bool
  let hasMembership: Bool
  let hasWinBack: Bool
  let hasOutreach: Bool
  /// What becomes of customers' ideas; nil where nobody asks for them.
  let suggestions: Suggestions?
  let hasSuggestions: Bool
  /// Whether no room takes part when customers choose on an occasion.
  let choicesArePlain: Bool
  /// Whether no room goes by what a visit costs.
  let visitsArePlain: Bool
  /// Whether nothing but the hazard of leaving itself counts when customers under contract decide.
  let decisionsArePlain: Bool
  /// Whether no room takes part in encounters.
  let encountersArePlain: Bool
  let market: MarketSettings
  /// Whether treatment is compared by the attributes of people.
  let isFairnessMeasured: Bool
  /// Whether customers are divided into segments by what is on record.
  let isSegmented: Bool
  /// What may be out of stock, and when those come back who buy later.
  let stock: Stock
  let hasStock: Bool
  let stockLater: Sampler
  /// What comes back, and when.
  let returns: Returns?
  let returnAfter: Sampler
  /// How many contacts of the firm's own accord a customer tolerates, a month.
  let outreachTolerance: Sampler
  /// The journey of those who intend to leave.
  let leavingJourney: Int?
  /// The journey of a visit to buy.
  let purchaseJourney: Int?
  /// The journeys that begin when a customer has bought, or has complained.
  let afterPurchase: [Int]
  let afterComplaint: [Int]
  /// Whether the firm starts any journey by itself.
  let hasCasesBeside: Bool
  /// Whether any touchpoint takes appointments.
  let takesAppointments: Bool
  /// When a visit to buy can be made, and the share of the week that this is.
  let visitHours: DatedHours
  let visitOpenShare: Double
  /// Distribution of the base chance of leaving and of drop-out, drawn once a customer.
  let churn: Sampler
  let dropout: Sampler
  /// Standard deviations within and by process of an encounter with staff, and by process alone.
  let encounterSpread: Double
  let selfServiceSpread: Double
  /// What chance adds to all dimensions of an encounter alike, and to each by itself: the roots of their
  /// shares of its variance.
  let commonChance: Double
  let ownChance: Double
  let usageMean: Double
  /// Quality that is delivered where no employee serves, in points.
  let deliveredByNobody: Dimensional
  let meanStateFactor: Double

  /// Resolves a scenario.
  ///
  /// - Throws: ``ModelError`` when a name leads nowhere or a number cannot be used.
  init(_ scenario: Scenario) throws(ModelError) {
    self.scenario = scenario
    layout = FigureLayout(scenario)
    quality = scenario.quality
    expectations = scenario.expectations
    satisfaction = scenario.satisfaction
    complaints = scenario.complaints
    loyalty = scenario.loyalty
    loyalFrom = scenario.measurement.loyalty
    strategy = scenario.loyalty.strategy.flatMap { $0.rules.isEmpty ? nil : $0 }
    hasStrategy = strategy != nil
    contract = scenario.customers.contract
    economics = scenario.economics
    wordOfMouth = scenario.customers.acquisition.wordOfMouth
    campaigns = scenario.customers.acquisition.campaigns
    bond = scenario.customers.relationship.bond
    hasVisitOffers = scenario.loyalty.winBack != nil && bond.isChosenOnOccasions
    offerPull = bond.isEndedByNotice ? scenario.loyalty.pull : 1
    guard !scenario.customers.segments.isEmpty else { throw ModelError("there is no segment") }
    guard !scenario.journeys.isEmpty else { throw ModelError("there is no journey") }
    if let excess = Limits.exceeded(by: scenario).first {
      throw ModelError(
        "\(excess.path.joined(separator: ".")) has \(excess.count) \(excess.things); at most \(excess.most)"
      )
    }

    var first: [String: Int] = [:]
    var firstTouchpoint: [Int] = []
    var count = 0
    for journey in scenario.journeys {
      guard !journey.touchpoints.isEmpty else {
        throw ModelError("journey '\(journey.id)' has no touchpoint")
      }
      firstTouchpoint.append(count)
      first[journey.id] = count
      count += journey.touchpoints.count
    }

    var touchpoints: [TouchpointSettings] = []
    var journeys: [JourneySettings] = []
    for (j, journey) in scenario.journeys.enumerated() {
      let base = firstTouchpoint[j]
      for touchpoint in journey.touchpoints {
        touchpoints.append(
          try TouchpointSettings(
            touchpoint, in: journey, number: j, base: base, scenario: scenario))
      }
      var start = base
      if let id = journey.start {
        guard let index = journey.touchpoints.index(of: id) else {
          throw ModelError("journey '\(journey.id)' starts at an unknown touchpoint '\(id)'")
        }
        start = base + index
      }
      journeys.append(try JourneySettings(journey, start: start, base: base))
    }
    self.touchpoints = touchpoints
    takesAppointments = touchpoints.contains { $0.takesAppointments }
    self.journeys = journeys
    leavingJourney = scenario.journeys.firstIndex { $0.need.trigger == .intendsToLeave }
    func raised(by trigger: Need.Trigger) -> [Int] {
      scenario.journeys.indices.filter { scenario.journeys[$0].need.trigger == trigger }
    }
    afterPurchase = raised(by: .buys)
    afterComplaint = raised(by: .complains)
    hasCasesBeside = scenario.journeys.contains { $0.need.startedBy == .firm }
    purchaseJourney =
      bond.isChosenOnOccasions
      ? scenario.journeys.firstIndex { $0.need.rate == nil && $0.need.trigger == nil } : nil
    if bond.isChosenOnOccasions, purchaseJourney == nil {
      throw ModelError("a repertoire market needs a journey without a need: the visit to buy")
    }

    var segments: [SegmentSettings] = []
    for segment in scenario.customers.segments {
      segments.append(try SegmentSettings(segment, scenario: scenario))
    }
    self.segments = segments
    hasFees = segments.contains { $0.joiningFee > 0 || $0.yearlyFee > 0 }
    var teams: [TeamSettings] = []
    for (t, team) in scenario.teams.enumerated() {
      teams.append(TeamSettings(team, number: t, scenario: scenario, touchpoints: touchpoints))
    }
    self.teams = teams
    hasStandards = teams.contains { $0.standards != nil }
    var sites: [SiteSettings] = []
    for site in scenario.sites { sites.append(try SiteSettings(site, scenario: scenario)) }
    guard sites.isEmpty || sites.contains(where: \.isOpen) else {
      throw ModelError("no site is open", key: "sites")
    }
    self.sites = sites
    let isElsewhere = teams.indices.map { team in
      sites.contains { site in
        site.teams.indices.contains { (($0 == team) != (site.teams[$0] == team)) }
      }
    }
    differsBySite = isElsewhere.contains(true) ? isElsewhere : isElsewhere.map { _ in true }
    let counter = purchaseJourney.map { touchpoints[journeys[$0].start].team } ?? -1
    visitHours = counter >= 0 ? teams[counter].opening : DatedHours(.always)
    visitOpenShare = Double(visitHours.weekly.minutesPerWeek) / TimeGrid.week
    var features: [FeatureSettings] = []
    for feature in scenario.features {
      features.append(try FeatureSettings(feature, scenario: scenario))
    }
    self.features = features
    hasFeatures = !features.isEmpty
    hasStampCard = scenario.loyalty.stampCard != nil
    hasMembership = scenario.loyalty.membership != nil
    hasWinBack = scenario.loyalty.winBack != nil
    hasOutreach = scenario.loyalty.outreach != nil
    suggestions = scenario.suggestions
    hasSuggestions = suggestions != nil
    market = try MarketSettings(scenario)
    stock = scenario.stock ?? Stock()
    hasStock = !stock.categories.isEmpty && bond.isChosenOnOccasions
    stockLater = Sampler(stock.later)
    returns = bond.isChosenOnOccasions ? scenario.returns : nil
    hasReturns = returns != nil
    returnAfter = Sampler((scenario.returns ?? Returns()).after)
    outreachTolerance = Sampler((scenario.loyalty.outreach ?? Outreach()).tolerance)
    isSegmented = scenario.segmentation != nil && !scenario.customers.needs.isEmpty
    isFairnessMeasured = scenario.measurement.fairness && !scenario.groups.isEmpty
    choicesArePlain =
      !(hasOutreach || hasStampCard || hasMembership || hasStrategy || hasVisitOffers)
    visitsArePlain = choicesArePlain && !hasStock && !hasReturns && !isSegmented
    decisionsArePlain =
      !(hasOutreach || hasStrategy || market.hasSwitchingCosts || market.reference != nil
      || !sites.isEmpty)
    encountersArePlain =
      !(hasFeatures || hasStock || hasReturns || hasStandards || hasSuggestions
      || isFairnessMeasured)
    churn = Sampler(scenario.loyalty.churn)
    dropout = Sampler(scenario.loyalty.dropout)
    let q = scenario.quality
    encounterSpread = (q.withinStaff * q.withinStaff + q.process * q.process).squareRoot()
    selfServiceSpread = q.process
    commonChance = q.shared.squareRoot()
    ownChance = (1 - q.shared).squareRoot()
    usageMean = q.usage.mean ?? q.mean
    deliveredByNobody = q.deliveredByNobody
    meanStateFactor = ChurnHazard.meanStateFactor(scenario.loyalty, scenario.customers.contract)
  }

  /// Whether another scenario's world can go on under these settings: of the same structure, so that only
  /// numbers differ.
  func hasSameStructure(as other: Settings) -> Bool {
    House.rooms.allSatisfy { $0.isContinued(by: self, from: other) }
  }
}

/// Why a scenario cannot be simulated.
public struct ModelError: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String
  /// The dotted path of the key that causes it, or the figure that grew; nil where there is no such.
  public let key: String?

  /// Makes an error.
  public init(_ description: String, key: String? = nil) {
    self.description = description
    self.key = key
  }
}
