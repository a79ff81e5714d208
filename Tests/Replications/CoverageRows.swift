import CustomerExperience
import DiscreteEvents
import RandomVariates
import ScenarioFiles
import Testing

/// A key, two values of it, and the way in which an output is to move from the first to the second.
struct CoverageRow: Sendable, CustomTestStringConvertible {
  /// What of customer experience the key stands for.
  let subject: String
  let key: String
  let values: (Double, Double)
  /// The figure, and whom it is about.
  let figure: (id: String, of: String)
  let rises: Bool
  /// Whether nothing moves at all with the mechanism off; where there is no telling, it has no switch.
  let hasSwitch: Bool
  /// The scenario with a value of the key, and with the mechanism that it belongs to on or off.
  let scenario: @Sendable (_ value: Double, _ isOn: Bool) -> Scenario

  init(
    _ subject: String, _ key: String, _ values: (Double, Double), _ figure: String,
    of whom: String = "all", rises: Bool, hasSwitch: Bool = true,
    _ scenario: @escaping @Sendable (_ value: Double, _ isOn: Bool) -> Scenario
  ) {
    (self.subject, self.key, self.values, self.rises) = (subject, key, values, rises)
    (self.figure, self.hasSwitch, self.scenario) = ((figure, whom), hasSwitch, scenario)
  }

  var testDescription: String {
    "\(subject): \(key) from \(values.0) to \(values.1) \(rises ? "raises" : "lowers") \(figure.id)"
  }
}

/// Each key moves its output as the literature has it, under the same luck.
///
/// With its mechanism off it moves nothing. What has a test of its own elsewhere is not here.
@Suite("Keys of customer experience move what they should")
struct CoverageRows {
  /// The interval of the difference between the second value and the first, of five pairs.
  private func difference(_ row: CoverageRow, isOn: Bool) throws -> ConfidenceInterval {
    let found = try [row.values.0, row.values.1].map { value in
      let runs = try replicate(row.scenario(value, isOn), 5)
      #expect(runs.conserve)
      return try runs.values(row.figure.id, row.figure.of)
    }
    return .ofPairedDifference(found[1], found[0], level: 0.99)
  }

  @Test(
    "a key moves its output in the direction that the literature gives",
    arguments: CoverageRows.rows)
  func moves(_ row: CoverageRow) throws {
    let found = try difference(row, isOn: true)
    if row.rises {
      #expect(found.lower > 0, "\(found)")
    } else {
      #expect(found.upper < 0, "\(found)")
    }
    guard row.hasSwitch else { return }
    let off = try difference(row, isOn: false)
    #expect(abs(off.mean) <= 1e-9 * abs(found.mean), "\(off) with the mechanism off")
  }

  @Test("each row names a key that there is")
  func keys() {
    let paths = Set(KeyReference.allPaths)
    for row in Self.rows { #expect(paths.contains(row.key), "\(row.key)") }
  }

  @Test("a need is missed where it is lacking, a want is enjoyed where it is there (Kano 1984)")
  func kano() throws {
    func satisfaction(_ kind: Feature.Kind?, present: Double = 1) throws -> Double {
      let scenario = Self.contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        guard let kind else { return }
        var feature = Feature()
        (feature.id, feature.kind, feature.points, feature.present) = ("it", kind, 10, present)
        feature.cost = 0
        s.features = [feature]
      }
      return try replicate(scenario, 1).values("satisfaction_mean")[0]
    }
    let plain = try satisfaction(nil)
    #expect(try satisfaction(.needed) == plain)
    #expect(try satisfaction(.needed, present: 0) < plain - 3)
    #expect(try satisfaction(.wanted, present: 0) == plain)
    #expect(try satisfaction(.wanted) > plain + 2)
    let (with, without) = (try satisfaction(.welcome), try satisfaction(.welcome, present: 0))
    #expect(with > plain + 1 && without < plain - 1)
    // What is lost weighs twice as much as what is won.
    #expect(plain - without > 1.3 * (with - plain))
  }

  @Test("customers who make more of the same service than others go on doing so, unsurprised")
  func likings() throws {
    func end(_ spread: Double) throws -> (journey: Double, spread: Double) {
      let scenario = Self.contract(customers: 2_000) { s in
        s.journeys = [.need("use", perYear: 24, at: .machine())]
        s.quality.betweenCustomers = spread
      }
      let run = try #require(try replicate(scenario, 1).first)
      return (
        try #require(run.summary[SeriesKey("journey_satisfaction", "journey:use")]),
        try #require(run.timeline[SeriesKey("satisfaction_spread", "all")])[11]
      )
    }
    let (alike, different) = (try end(0), try end(12))
    #expect(abs(alike.journey - 62) < 1e-6 && alike.spread < 1e-6)
    // 0.7 times 12 of satisfaction between 2,000 customers; what they expect differs likewise.
    #expect(abs(different.journey - 62) < 4 * 8.4 / 2_000.0.squareRoot())
    #expect(abs(different.spread - 8.4) < 4 * 8.4 / 4_000.0.squareRoot())
  }

  @Test("broken promises are forgiven with time, not at once")
  func forgiven() throws {
    // Nobody leaves for it: who is left would trust us the more.
    var s = Self.promised(60, false)
    var silent = s
    silent.journeys[0].need.rate = .constant(0)
    s.phases = [Phase(at: .month(4), settings: silent, changes: [])]
    let run = try #require(try replicate(s, 1).first)
    let trust = try #require(run.timeline[SeriesKey("trust_mean", "all")])
    #expect(trust[3] < 0.7 && trust[5] < 0.75 && trust[11] < 0.8)
    for month in 5..<12 { #expect(trust[month] > trust[month - 1] + 0.0005, "\(trust)") }
  }

  @Test("an added value pleases while it is new, and fades as it comes to be expected")
  func addedValueFades() throws {
    func months(learning: Double) throws -> [Double] {
      var s = Self.contract(months: 24) { s in
        s.journeys = [.need("use", perYear: 24, at: .machine())]
        s.expectations.learning = learning
        var extra = Feature()
        (extra.id, extra.kind, extra.points, extra.present) = ("extra", .wanted, 10, 0)
        s.features = [extra]
      }
      var later = s
      later.features[0].present = 1
      s.phases = [Phase(at: .month(4), settings: later, changes: [])]
      let run = try #require(try replicate(s, 1).first)
      return try #require(run.timeline[SeriesKey("journey_satisfaction", "journey:use")])
    }
    let learned = try months(learning: 0.1)
    // 11.5 points on the first day; in the end what performance and expectation weigh of ten: 7.
    #expect(learned[4] > learned[3] + 9 && learned[23] < learned[4] - 2)
    #expect(abs(learned[23] - learned[3] - 7) < 0.5)
    let never = try months(learning: 0)
    #expect(abs(never[4] - never[3] - 11.5) < 1e-6 && abs(never[23] - never[4]) < 1e-6)
  }
}

// MARK: - The rows

extension CoverageRows {
  /// Customers under a contract, to whom nothing happens but what is put in.
  static func contract(
    customers: Int = 1_000, months: Double = 12, _ change: (inout Scenario) -> Void
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: months)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    change(&s)
    return s
  }

  /// Leavers whose chance of leaving follows from what they think, if that is on.
  private static func leavers(_ isOn: Bool, _ change: (inout Scenario) -> Void) -> Scenario {
    contract(customers: 2_000) { s in
      s.journeys = [.need("use", perYear: 12, at: .machine())]
      s.loyalty.churn = .constant(0.03)
      if isOn { (s.loyalty.satisfaction, s.loyalty.trust, s.loyalty.failure) = (0.8, 3, 1.2) }
      change(&s)
    }
  }

  /// Visits of a team that is there in office hours, promised within so many minutes round the clock.
  fileprivate static func promised(_ minutes: Double, _ isOn: Bool) -> Scenario {
    leavers(isOn) { s in
      var team = Team.steady("fitters", onDuty: 200)
      team.hours = WeeklyHours(intervals: (0..<5).map { $0 * 1440 + 540..<$0 * 1440 + 1_020 })
      s.teams = [team]
      var visit = Touchpoint.phone(team: "fitters", service: .constant(10))
      visit.channel = .visit
      visit.promise = Promise()
      visit.promise?.within = minutes
      s.journeys = [.need("repair", perYear: 4, at: visit)]
      (s.loyalty.satisfaction, s.loyalty.failure) = (0, 0)
    }
  }

  /// A rival, and our leavers, who feel its pull if that is on.
  private static func rivalry(_ isOn: Bool, _ change: (inout Scenario) -> Void) -> Scenario {
    contract(customers: 3_000) { s in
      s.loyalty.churn = .constant(0.03)
      s.loyalty.pull = isOn ? 1 : 0
      s.market.priceResponse = 4
      s.market.qualityResponse = 0.08
      var rival = Rival()
      (rival.id, rival.price, rival.quality) = ("rival", .money(30), 75)
      s.market.rivals = [rival]
      change(&s)
    }
  }

  /// We and a rival in a repertoire market, from whom everybody buys.
  private static func shops(_ change: (inout Scenario) -> Void) -> Scenario {
    var s = Scenario.atRest(.repertoire, customers: 500, months: 12)
    s.customers.segments[0].occasions = .constant(50)
    (s.market.price, s.market.priceResponse, s.market.nothing) = (10, 2, -20)
    var rival = Rival()
    (rival.id, rival.price, rival.quality) = ("rival", .money(10), 75)
    s.market.rivals = [rival]
    // As satisfied as a rival's 75 points.
    s.satisfaction.constant = 33
    change(&s)
    return s
  }

  /// What follows from being one of half of the customers.
  private static func half(_ s: inout Scenario, _ change: (inout Leaning) -> Void) {
    s.customers.segments[0].people = [
      Attribute(name: "kind", values: [("one", 0.5), ("other", 0.5)])
    ]
    var effect = TraitEffect()
    (effect.attribute, effect.value) = ("kind", "one")
    change(&effect.leaning)
    s.customers.segments[0].effects = [effect]
  }

  /// Two steps that everybody takes, of uneven quality, the second after a day.
  private static func twoSteps(_ change: (inout Journey) -> Void) -> Scenario {
    contract(customers: 300) { s in
      var (first, second) = (Touchpoint.machine(), Touchpoint.machine())
      (first.id, second.id) = ("first", "second")
      var on = Route()
      (on.to, on.after) = ("second", .constant(1_440))
      (first.next, first.unresolved) = ([on], [on])
      s.journeys = [.need("use", perYear: 12, at: first)]
      s.journeys[0].touchpoints = [first, second]
      s.journeys[0].recontact = 1
      s.quality.process = 12
      s.quality.unresolved = 20
      change(&s.journeys[0])
    }
  }

  static let rows: [CoverageRow] = needsAndPeople + journeysAndPromises + marketAndLoyalty

  private static let needsAndPeople: [CoverageRow] = [
    CoverageRow(
      "needs and wants understood", "quality.gaps.listening", (0, 8), "satisfaction_mean",
      rises: false, hasSwitch: false
    ) { value, _ in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        // What is expected was learned before the gap opened.
        var later = s
        later.quality.gaps.listening = Dimensions(all: value)
        s.phases = [Phase(at: .month(1), settings: later, changes: [])]
      }
    },
    CoverageRow(
      "demographics", "customers.segments.effects.price", (0.5, 3), "retention_12m", rises: false
    ) { value, isOn in
      rivalry(isOn) { s in
        half(&s) { $0.price = value }
        var dearer = s
        dearer.customers.contract.price = 36
        s.phases = [Phase(at: .month(1), settings: dearer, changes: [])]
      }
    },
    CoverageRow(
      "lifestyle", "customers.segments.effects.occasions", (1, 2), "purchases", rises: true,
      hasSwitch: false
    ) { value, _ in shops { half(&$0) { $0.occasions = value } } },
    CoverageRow(
      "employment", "customers.segments.rhythm.times", (1, 8), "mean_wait", of: "team:counter",
      rises: true, hasSwitch: false
    ) { value, _ in
      shops { s in
        s.clock.horizonMonths = 3
        s.market.rivals = []
        var rush = Rush()
        rush.hours = WeeklyHours(intervals: (0..<5).map { $0 * 1440 + 720..<$0 * 1440 + 840 })
        rush.times = value
        s.customers.segments[0].rhythm = [rush]
        s.teams = [.steady("counter", onDuty: 1)]
        var counter = Touchpoint.phone(team: "counter", service: .exponential(mean: 5))
        counter.channel = .counter
        s.journeys[0].touchpoints = [counter]
      }
    },
    CoverageRow(
      "kinds of needs", "customers.needs.occasions", (1, 2), "purchases", rises: true,
      hasSwitch: false
    ) { value, _ in
      shops { s in
        var keen = NeedsClass()
        (keen.id, keen.share, keen.leaning.occasions) = ("keen", 0.5, value)
        var calm = NeedsClass()
        (calm.id, calm.share) = ("calm", 0.5)
        s.customers.needs = [keen, calm]
      }
    },
    CoverageRow(
      "wants of a segment", "features.segments.points", (2, 12), "satisfaction_mean",
      of: "segment:other", rises: true
    ) { value, isOn in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        s.customers.segments.append(.atRest(id: "other", customers: 500))
        var worth = FeatureWorth()
        (worth.id, worth.points) = ("other", value)
        var want = Feature()
        (want.id, want.kind, want.points, want.segments) = ("want", .wanted, 2, [worth])
        want.present = isOn ? 1 : 0
        s.features = [want]
      }
    },
    CoverageRow(
      "home ownership", "customers.segments.effects.needs", (1, 2), "needs", rises: true,
      hasSwitch: false
    ) { value, _ in
      contract { s in
        s.journeys = [.need("use", perYear: 6, at: .machine())]
        half(&s) { $0.needs = value }
      }
    },
    CoverageRow(
      "buying motives, price", "customers.segments.price_sensitivity", (0.5, 2), "market_share",
      rises: false
    ) { value, isOn in
      shops {
        $0.customers.segments[0].priceSensitivity = value
        $0.market.rivals[0].price = .money(8)
        if !isOn { $0.market.priceResponse = 0 }
      }
    },
    CoverageRow(
      "buying motives, quality", "market.quality_response", (0.01, 0.08), "market_share",
      rises: false
    ) { value, isOn in
      shops {
        $0.market.qualityResponse = value
        if isOn { $0.market.rivals[0].quality = 90 }
      }
    },
    CoverageRow(
      "buying motives, convenience", "market.travel_response", (0.5, 2), "market_share",
      rises: true
    ) { value, isOn in
      shops { s in
        s.market.travelResponse = value
        guard isOn else { return }
        s.customers.segments[0].travel = [("us", 5.0), ("rival", 10)].map { id, minutes in
          var travel = Travel()
          (travel.id, travel.minutes) = (id, minutes)
          return travel
        }
      }
    },
  ]

  private static let journeysAndPromises: [CoverageRow] = [
    CoverageRow(
      "trust", "loyalty.trust", (0, 3), "retention_12m", rises: false
    ) { value, isOn in
      // Promises are broken, or there are none.
      var s = promised(60, true)
      s.loyalty.trust = value
      if !isOn { s.journeys[0].touchpoints[0].promise = nil }
      return s
    },
    CoverageRow(
      "promises kept", "journeys.touchpoints.promise.within", (60, 10_080), "promises_kept",
      rises: true, hasSwitch: false
    ) { value, isOn in promised(value, isOn) },
    CoverageRow(
      "promises kept, and trusted", "journeys.touchpoints.promise.within", (60, 10_080),
      "trust_mean", rises: true, hasSwitch: false
    ) { value, isOn in promised(value, isOn) },
    CoverageRow(
      "promises kept, and stayed for", "journeys.touchpoints.promise.within", (60, 10_080),
      "retention_12m", rises: true
    ) { value, isOn in promised(value, isOn) },
    CoverageRow(
      "the worst moment", "journeys.remembers.worst", (0, 0.6), "journey_satisfaction",
      of: "journey:use", rises: false, hasSwitch: false
    ) { value, _ in
      twoSteps { ($0.memory.mean, $0.memory.worst, $0.memory.end) = (1 - value, value, 0) }
    },
    CoverageRow(
      "the end", "journeys.remembers.end", (0, 0.6), "journey_satisfaction", of: "journey:use",
      rises: true, hasSwitch: false
    ) { value, _ in
      // It begins badly and ends well.
      twoSteps {
        ($0.memory.mean, $0.memory.worst, $0.memory.end) = (1 - value, 0, value)
        $0.touchpoints[0].resolves = 0
      }
    },
    CoverageRow(
      "the weakest link", "journeys.touchpoints.resolves", (1, 0.2), "weakest_link",
      of: "touchpoint:use.second", rises: true, hasSwitch: false
    ) { value, _ in twoSteps { $0.touchpoints[1].resolves = value } },
    CoverageRow(
      "dimensions that fail one by one", "quality.shared", (0, 1), "journey_satisfaction",
      of: "journey:use", rises: true
    ) { value, isOn in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        s.quality.shared = value
        s.quality.process = isOn ? 8 : 0
      }
    },
    CoverageRow(
      "experience and satisfaction", "quality.mean", (55, 70), "satisfaction_mean", rises: true,
      hasSwitch: false
    ) { value, isOn in leavers(isOn) { $0.quality.mean = value } },
    CoverageRow(
      "experience and loyalty", "quality.mean", (55, 70), "retention_12m", rises: true
    ) { value, isOn in leavers(isOn) { $0.quality.mean = value } },
    CoverageRow(
      "experience and income", "quality.mean", (55, 70), "revenue", rises: true
    ) { value, isOn in leavers(isOn) { $0.quality.mean = value } },
    CoverageRow(
      "changing expectations", "expectations.rival-pull", (0, 0.1), "expectation_mean", rises: true
    ) { value, isOn in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        s.expectations.rivalPull = value
        var rival = Rival()
        (rival.id, rival.quality) = ("rival", isOn ? 85 : 40)
        s.market.rivals = [rival]
      }
    },
    CoverageRow(
      "the gap of expectation and reality", "expectations.rival-pull", (0, 0.1), "service_gap",
      of: "gap:all.reliability", rises: false
    ) { value, isOn in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        s.expectations.rivalPull = value
        var rival = Rival()
        (rival.id, rival.quality) = ("rival", isOn ? 85 : 40)
        s.market.rivals = [rival]
      }
    },
    CoverageRow(
      "promising too much", "expectations.promised", (60, 85), "satisfaction_mean", rises: false
    ) { value, isOn in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        s.expectations.promised = 60
        s.expectations.promisePull = isOn ? 0.2 : 0
        var louder = s
        louder.expectations.promised = value
        s.phases = [Phase(at: .month(1), settings: louder, changes: [])]
      }
    },
    CoverageRow(
      "what use teaches to expect", "expectations.usage-learning", (0, 0.1), "expectation_mean",
      rises: true
    ) { value, isOn in
      contract { s in
        s.expectations.usageLearning = value
        s.quality.usage.mean = isOn ? 80 : 60
      }
    },
    CoverageRow(
      "what use pleases", "satisfaction.usage-gain", (0, 0.2), "satisfaction_mean", rises: true
    ) { value, isOn in
      contract { s in
        s.satisfaction.usageGain = value
        s.quality.usage.mean = isOn ? 80 : 60
      }
    },
    CoverageRow(
      "goodwill towards complainants", "complaints.goodwill", (0, 30), "recovery_change",
      rises: true
    ) { value, isOn in
      contract { s in
        var machine = Touchpoint.machine()
        machine.resolves = 0
        s.journeys = [.need("use", perYear: 6, at: machine)]
        s.quality.unresolved = 12
        (s.complaints.tolerance, s.complaints.base) = (8, 5)
        (s.complaints.handling.mean, s.complaints.handling.spread) = (0.7, 0)
        (s.complaints.restores, s.complaints.goodwill) = (0.9, value)
        // What costs nothing is no measure of goodwill.
        s.customers.contract.price = isOn ? 30 : 0
      }
    },
  ]

  private static let marketAndLoyalty: [CoverageRow] = [
    CoverageRow(
      "price", "customers.contract.price", (30, 40), "retention_12m", rises: false
    ) { value, isOn in
      rivalry(isOn) { s in
        var dearer = s
        dearer.customers.contract.price = value
        s.phases = [Phase(at: .month(1), settings: dearer, changes: [])]
      }
    },
    CoverageRow(
      "level of service", "quality.unresolved", (0, 25), "retention_12m", rises: false
    ) { value, isOn in
      leavers(isOn) {
        $0.quality.unresolved = value
        $0.journeys[0].touchpoints[0].resolves = 0.5
        // Open failures drive away by themselves.
        $0.loyalty.failure = 0
      }
    },
    CoverageRow(
      "competition, by price", "market.rivals.promotions.price", (30, 20), "retention_12m",
      rises: false
    ) { value, isOn in
      rivalry(isOn) {
        var promotion = Promotion()
        (promotion.at, promotion.price, promotion.months) = (.month(1), .money(value), 6)
        $0.market.rivals[0].promotions = [promotion]
      }
    },
    CoverageRow(
      "competition, by entry", "market.rivals.enters", (10, 1), "retention_12m", rises: false
    ) { value, isOn in
      rivalry(isOn) {
        $0.market.rivals[0].enters = .month(value)
        $0.market.rivals[0].quality = 85
      }
    },
    CoverageRow(
      "competition, by awareness", "market.awareness", (24, 1), "competitor_pull", rises: true
    ) { value, isOn in
      rivalry(true) {
        $0.market.awarenessMonths = value
        if isOn { $0.market.rivals[0].enters = .month(1) }
      }
    },
    CoverageRow(
      "service that attracts", "quality.mean", (60, 75), "referred", rises: true
    ) { value, isOn in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        s.quality.mean = value
        s.customers.acquisition.wordOfMouth.enabled = isOn
        s.customers.acquisition.wordOfMouth.rate = 0.2
      }
    },
    CoverageRow(
      "warnings", "customers.acquisition.word-of-mouth.harm", (0, 10), "joined", rises: false
    ) { value, isOn in
      contract { s in
        s.satisfaction.constant = isOn ? -32 : 28
        s.customers.acquisition.marketing.spend = 3_000
        s.customers.acquisition.wordOfMouth.enabled = true
        s.customers.acquisition.wordOfMouth.rate = 0.05
        s.customers.acquisition.wordOfMouth.harm = value
      }
    },
    CoverageRow(
      "developing the offer", "plan.at", (11, 1), "satisfaction_mean", rises: true
    ) { value, isOn in
      contract { s in
        s.journeys = [.need("use", perYear: 12, at: .machine())]
        var extra = Feature()
        (extra.id, extra.kind, extra.points, extra.present) = ("extra", .wanted, isOn ? 10 : 0, 0)
        s.features = [extra]
        var later = s
        later.features[0].present = 1
        s.phases = [Phase(at: .month(value), settings: later, changes: [])]
      }
    },
    CoverageRow(
      "the term of a contract", "loyalty.in_term", (1, 0.2), "retention_12m", rises: true
    ) { value, isOn in
      leavers(true) {
        $0.loyalty.inTerm = value
        $0.customers.contract.termMonths = isOn ? 6 : 0
        $0.customers.contract.renewAtEnd = 1
      }
    },
    CoverageRow(
      "the end of a term", "loyalty.at_end", (1, 6), "retention_12m", rises: false
    ) { value, isOn in
      leavers(true) {
        $0.loyalty.atEnd = value
        $0.customers.contract.termMonths = isOn ? 6 : 0
        $0.customers.contract.renewAtEnd = 1
      }
    },
    CoverageRow(
      "strong feelings", "measurement.survey.strong_feelings", (0, 1.5), "survey_response",
      rises: true
    ) { value, isOn in
      contract { s in
        // All are content, or of no opinion.
        s.satisfaction.constant = isOn ? 38 : 8
        var survey = Survey()
        (survey.everyMonths, survey.sample, survey.response) = (3, 500, 0.2)
        (survey.strongFeelings, survey.goodwill, survey.noise) = (value, 0, 0)
        s.measurement.survey = survey
      }
    },
    CoverageRow(
      "opinions that stay open", "satisfaction.gain-floor", (0.01, 0.3), "satisfaction_mean",
      rises: true
    ) { value, isOn in
      contract(customers: 300, months: 24) { s in
        s.journeys = [.need("use", perYear: 24, at: .machine())]
        s.satisfaction.gainFloor = value
        var better = s
        better.quality.mean = isOn ? 75 : 60
        s.phases = [Phase(at: .month(12), settings: better, changes: [])]
      }
    },
    CoverageRow(
      "repeated stock-outs", "stock.escalates", (1, 5), "purchases", rises: false
    ) { value, isOn in
      shops {
        var goods = StockCategory()
        (goods.id, goods.share, goods.out) = ("goods", 1, isOn ? 0.4 : 0)
        var stock = Stock()
        (stock.categories, stock.loss, stock.escalates) = ([goods], 0, value)
        $0.stock = stock
      }
    },
    CoverageRow(
      "the time after a reward", "loyalty.stamp_card.after_reward", (1, 0.2), "purchases",
      rises: false
    ) { value, isOn in
      shops {
        guard isOn else { return }
        var card = StampCard()
        (card.stamps, card.given, card.enrolment, card.shown) = (4, 0, 1, 1)
        (card.pull, card.afterReward, card.reward, card.cost) = (0.2, value, 1, 0)
        $0.loyalty.stampCard = card
      }
    },
    CoverageRow(
      "visits for nothing", "loyalty.dropout_walkout", (0, 0.5), "retention_12m", rises: false
    ) { value, isOn in
      shops {
        $0.loyalty.dropout = .constant(0.01)
        $0.loyalty.dropoutWalkout = value
        if isOn { $0.journeys[0].touchpoints[0].resolves = 0.5 }
      }
    },
    CoverageRow(
      "satisfaction with visits", "loyalty.dropout_satisfaction", (0, 1), "retention_12m",
      rises: true
    ) { value, isOn in
      shops {
        $0.loyalty.dropout = .constant(0.02)
        $0.loyalty.dropoutSatisfaction = value
        // Ten points more than the reference, or the reference itself.
        $0.satisfaction.constant = isOn ? 38 : 28
      }
    },
    CoverageRow(
      "failures that stay open", "loyalty.failure", (0, 2), "retention_12m", rises: false
    ) { value, isOn in
      leavers(true) {
        $0.loyalty.failure = value
        if isOn { $0.journeys[0].touchpoints[0].resolves = 0.7 }
      }
    },
  ]
}
