import CustomerExperience
import RandomVariates
import Testing

@testable import ScenarioFiles

@Suite struct ReferenceTests {
  private var leaves: [(path: String, node: KeyNode)] { leaves(KeyNode.scenario, "") }

  private func leaves(_ nodes: [KeyNode], _ path: String) -> [(path: String, node: KeyNode)] {
    nodes.flatMap { node -> [(path: String, node: KeyNode)] in
      let here = path.isEmpty ? node.name : "\(path).\(node.name)"
      return [(here, node)] + leaves(node.children, here)
    }
  }

  @Test func everyKeyHasOnePlainLineOfHelp() {
    #expect(leaves.count > 180)
    for (path, node) in leaves {
      #expect(node.help.hasSuffix("."), "\(path)")
      #expect(!node.help.contains("\n"), "\(path)")
      #expect((8...180).contains(node.help.count), "\(path): \(node.help.count)")
      #expect(node.name.allSatisfy { $0.isLowercase || $0 == "-" || $0 == "_" }, "\(path)")
    }
  }

  @Test func noNameIsDeclaredTwice() {
    func check(_ nodes: [KeyNode]) {
      let names = nodes.map { canonical($0.name) }
      #expect(Set(names).count == names.count)
      for node in nodes { check(node.children) }
    }
    check(KeyNode.scenario)
    #expect(Set(KeyReference.allPaths).count == KeyReference.allPaths.count)
  }

  @Test func everyDefaultLiesInItsRange() throws {
    let reader = ValueReader(path: "key", measuring: Measuring())
    for (path, node) in leaves {
      guard let leaf = node.leaf, let text = leaf.standard, text != leaf.word else { continue }
      switch leaf.form {
      case .number(let unit, let range): _ = try reader.number(text, unit, in: range)
      case .integer(let unit, let range): _ = try reader.integer(text, unit, in: range)
      case .law(let unit, let range, _):
        _ = try reader.law(text, unit, in: range) { _, _ in [] }
      case .choice(let words): #expect(words.contains(text), "\(path)")
      default: break
      }
    }
  }

  /// Numbers with a default of our own that are no assumptions, each with the reason.
  ///
  /// Money and heads need none: a business decides them or looks them up.
  private static let facts: [String: String] = {
    let decided = "the business decides it"
    let known = "the business knows it or can measure it"
    let experiment = "how the experiment is made"
    let seasons = Season.names.map { ("customers.segments.season." + $0, known) }
    let reactions = ["elsewhere", "nothing", "later", "same_brand", "other_brand"].map {
      ("stock.categories.reactions." + $0, "one of five that total 100%: it cannot move alone")
    }
    let facts = [
      "customers.needs.share": "one of several that total 100%: it cannot move alone",
      "stock.categories.share": "one of several that total 100%: it cannot move alone",
      "segmentation.segments": decided, "segmentation.known": known,
      "segmentation.sample": decided, "segmentation.target": decided,
      "segmentation.resamples": experiment,
      "suggestions.ease": known, "suggestions.adopted": decided, "suggestions.lag": decided,
      "suggestions.answered": decided,
      "clock.horizon": experiment, "growth.from": experiment, "growth.to": experiment,
      "growth.doses": experiment, "growth.replications": experiment,
      "customers.contract.term": decided,
      "customers.segments.share": known,
      "customers.segments.moves.rate": "a statistic of the place",
      "customers.segments.moves.lost": "how far the business reaches",
      "journeys.need.peak.day": known, "journeys.need.peak.factor": known,
      "journeys.remembers.mean": "one of three that total 100%: it cannot move alone",
      "journeys.remembers.worst": "one of three that total 100%: it cannot move alone",
      "journeys.remembers.end": "one of three that total 100%: it cannot move alone",
      "journeys.touchpoints.service": known, "journeys.touchpoints.resolves": known,
      "journeys.touchpoints.saves": known, "journeys.touchpoints.promise.within": decided,
      "journeys.touchpoints.next.share": known, "journeys.touchpoints.next.after": known,
      "journeys.touchpoints.unresolved.share": known,
      "journeys.touchpoints.unresolved.after": known,
      "journeys.touchpoints.appointment.slots": decided,
      "journeys.touchpoints.appointment.ahead": decided,
      "journeys.touchpoints.appointment.overbooked": decided, "loyalty.outreach.rate": decided,
      "journeys.touchpoints.offer.discount": decided, "journeys.touchpoints.offer.for": decided,
      "teams.week": decided, "teams.absence": known, "teams.turnover": known,
      "teams.capacity": known, "teams.background.rate": known,
      "teams.background.daily": known, "teams.answer_within": decided,
      "teams.background.peaks.factor": known, "teams.training.hours": decided,
      "teams.training.every": decided, "teams.replacement.hiring": known,
      "teams.standards.tolerance": decided, "teams.standards.checks": decided,
      "teams.standards.takes": decided,
      "teams.replacement.induction": decided, "expectations.promised": decided,
      "market.rivals.promotions.for": known, "measurement.survey.every": decided,
      "measurement.survey.satisfied_from": "a convention of the survey",
      "economics.margin": known, "economics.discount_rate": "how the business values the future",
      "plan.every": decided,
      "journeys.need.share": known, "journeys.need.after": known,
      "journeys.starts.share": known, "journeys.starts.after": known,
      "loyalty.stamp_card.stamps": decided, "loyalty.stamp_card.given": decided,
      "loyalty.stamp_card.enrolment": known,
      "loyalty.membership.enrolment": known, "loyalty.membership.earn": decided,
      "loyalty.membership.lapse": decided, "loyalty.membership.discount": decided,
      "loyalty.membership.tier.discount": decided,
      "loyalty.win_back.after": decided, "loyalty.win_back.discount": decided,
      "loyalty.win_back.for": decided, "loyalty.win_back.upgrade": decided,
      "loyalty.strategy.rules.below": decided, "loyalty.strategy.rules.within": decided,
      "loyalty.strategy.rules.silent_for": decided, "loyalty.strategy.rules.top": decided,
      "loyalty.strategy.rules.target": decided, "loyalty.strategy.rules.discount": decided,
      "loyalty.strategy.rules.for": decided,
      "measurement.survey.close_loop.below": decided,
      "measurement.survey.close_loop.within": decided,
      "measurement.mystery_shopper.visits": decided, "features.present": decided,
      "economics.tenure.growth": known, "economics.tenure.price_premium": known,
      "economics.tenure.cost_saving": known, "economics.tenure.years": known,
      "customers.acquisition.campaigns.for": decided,
      "customers.acquisition.campaigns.promises": decided,
      "customers.acquisition.campaigns.discount": decided,
      "customers.acquisition.campaigns.discount_for": decided,
      "customers.segments.travel.time": known, "customers.segments.price_share": decided,
      "customers.segments.household.family.discount": decided,
      "customers.segments.household.family.share": known, "sites.attraction": known,
      "sites.time": known, "sites.segments.time": known,
      "market.rivals.answers_after": "a number of whole months, and idle where nobody answers",
      "customers.acquisition.campaigns.fickle": "acts in promotions only, and is refused elsewhere",
      "customers.segments.effects.channel_times":
        "acts where a channel is named, and is refused elsewhere",
      "customers.needs.channel_times": "acts where a channel is named, and is refused elsewhere",
      "market.rivals.spread": known,
      "market.rivals.capacity": known,
      "market.repertoires": "which law of tastes: studies vary the spread of tastes",
    ]
    let sizes = ["one", "two", "three", "four", "five"].map {
      ("customers.segments.household.sizes." + $0, known)
    }
    return facts.merging(seasons + reactions + sizes) { first, _ in first }
  }()

  @Test func everyAssumptionHasAPlausibleRange() {
    var unused = Set(Self.facts.keys)
    for (path, node) in leaves {
      guard let leaf = node.leaf else { continue }
      guard let (unit, _, _) = leaf.numbers, leaf.standard != nil,
        node.provenance == .designDefault, node.plausible == nil
      else { continue }
      switch unit {
      case .money, .moneyPerHour, .moneyPerMonth, .price, .people, .customers: continue
      default: #expect(unused.remove(path) != nil, "\(path) has neither a range nor a reason")
      }
    }
    #expect(unused.isEmpty, "no numbers without a range: \(unused.sorted())")
  }

  @Test func aPlausibleRangeLiesInWhatIsAllowedAndHoldsTheDefault() throws {
    let reader = ValueReader(path: "key", measuring: Measuring())
    for (path, node) in leaves {
      guard let plausible = node.plausible else { continue }
      let leaf = try #require(node.leaf, "\(path)")
      let (unit, allowed, _) = try #require(leaf.numbers, "\(path)")
      #expect(plausible.low < plausible.high, "\(path)")
      switch plausible.form {
      case .between:
        let range = plausible.low...plausible.high
        #expect(allowed.contains(range.lowerBound) && allowed.contains(range.upperBound), "\(path)")
        #expect(range != allowed, "\(path)")
      case .times: #expect(plausible.low >= 0 && plausible.low < 1 && plausible.high > 1, "\(path)")
      case .within: #expect(plausible.low < 0 && plausible.high > 0, "\(path)")
      }
      guard let text = leaf.standard, text != leaf.word else { continue }
      let value = try reader.law(text, unit, in: allowed) { _, _ in [] }.mean
      let range = plausible.range(around: value)
      #expect(allowed.contains(range.lowerBound) && allowed.contains(range.upperBound), "\(path)")
      #expect(range.lowerBound < range.upperBound, "\(path)")
      if plausible.form == .between {
        #expect((plausible.low...plausible.high).contains(value), "\(path)")
      }
    }
  }

  @Test func aRangeHoldsWhatTheScenarioSays() {
    #expect(Plausible.between(1, 3).range(around: 2) == 1...3)
    #expect(Plausible.between(1, 3).range(around: 5) == 1...5)
    #expect(Plausible.between(1, 3).range(around: -1) == -1...3)
    #expect(Plausible.times(0.5, 2).range(around: -4) == -8...(-2))
    #expect(Plausible.within(3).range(around: 10) == 7...13)
  }

  @Test func theRangeIsExplainedWithItsSource() {
    #expect(
      KeyReference.explain("satisfaction.loss-aversion")?.contains(
        "\nPlausibly 1.3 to 3." + String(repeating: " ", count: 67) + "[design range]") == true)
    #expect(
      KeyReference.explain("teams.training.half_life")?.contains(
        "\nPlausibly 6.5 months to 18.2 months.\n[computed: 6.5 months for accuracy") == true)
    #expect(
      KeyReference.explain("market.rivals.quality")?.contains(
        "Plausibly within 5 of what the scenario says.") == true)
    #expect(
      KeyReference.explain("loyalty.churn")?.contains(
        "Plausibly 0.7 to 1.4 times what the scenario says.") == true)
    #expect(KeyReference.explain("teams.pay")?.contains("Plausibly") == false)
    #expect(KeyReference.markdown().contains("| 2 | 1.3 to 3 | How many times as heavily"))
    #expect(KeyReference.jsonSchema().contains("factor (1 to 5), default 2, plausibly 1.3 to 3"))
  }

  @Test func everyPropertyOfTheScenarioHasAKey() {
    func count<Value: Declared>(_ value: Value, less: Int = 0) {
      let properties = Mirror(reflecting: value).children.map { $0.label ?? "" }
        .filter { $0 != "id" }
      #expect(properties.count - less == Value.keys.count, "\(Value.self): \(properties)")
    }
    // `extends` is a key without a property; `planItems`, `courses` and `phases` are all `plan`.
    count(Scenario(), less: 1)
    count(Clock())
    count(Customers())
    count(Contract())
    count(Segment())
    count(Moves())
    count(Fees())
    count(Site())
    count(SiteTime())
    count(SiteTeam())
    count(Household())
    count(HouseholdSizes())
    count(FamilyAccount())
    count(Acquisition())
    count(Marketing())
    count(WordOfMouth())
    count(Journey())
    count(Need())
    count(Peak())
    count(JourneyMemory())
    count(Touchpoint())
    count(Route())
    count(Promise())
    count(Offer())
    count(Team())
    count(ServiceStandards())
    count(Trait())
    count(Novice())
    count(Replacement())
    count(Course())
    count(Background())
    count(DayPeak())
    // What an experiment holds the mean with is no key, nor is what follows from `zone`.
    count(Quality(), less: 1)
    count(Usage())
    count(Expectations())
    count(Satisfaction(), less: 1)
    count(Complaints())
    count(Handling())
    count(Loyalty())
    count(Measurement())
    count(Survey())
    count(CloseLoop())
    count(LoyalFrom())
    count(WinBack())
    count(Membership())
    count(Outreach())
    count(Appointment())
    count(Reminder())
    count(RetentionStrategy())
    count(RetentionRule())
    count(MemberTier())
    count(Economics())
    count(TenureEffects())
    count(Market())
    count(Rival())
    count(Promotion())
    count(SwitchingCosts())
    count(ReferencePrice())
    count(Travel())
    count(Campaign())
    count(Evidence())
    count(GrowthCurve())
    count(Likelier())
    count(Rush())
    count(OwnWorth())
    count(GivenShares())
    count(Season())
    count(Stock())
    count(StockCategory())
    count(Reactions())
    count(Returns())
    count(ReturnReasons())
    count(Segmentation())
    count(Suggestions())
    count(PlanEntry())
  }

  @Test func everyPathIsExplained() {
    for path in KeyReference.allPaths {
      let text = KeyReference.explain(path)
      #expect(text?.hasPrefix(path + "  ") == true, "\(path)")
      #expect(text?.split(separator: "\n").allSatisfy { $0.count <= 100 } == true, "\(path)")
    }
  }

  @Test func aKeyIsExplainedOnAPage() {
    #expect(
      KeyReference.explain("quality.between_staff") == """
        quality.between-staff     points (0 to 30), default 6                               [design default]
        How much employees differ beyond skill and engagement (standard deviation).
        Plausibly 0 to 12 points.                                                             [design range]
        See: Rust, Inman, Jia & Zahorik 1999
        """)
    #expect(
      KeyReference.explain("teams")?.contains("\n  turnover       Share of the staff") == true)
  }

  @Test func whatEachWordOfAChoiceDoesIsExplained() throws {
    for (path, node) in leaves where !node.meanings.isEmpty {
      guard case .choice(let words) = node.leaf?.form else {
        Issue.record("\(path) is no choice")
        continue
      }
      #expect(node.meanings.map(\.word) == words, "\(path)")
      let page = try #require(KeyReference.explain(path))
      for word in words { #expect(page.contains("\n  \(word) "), "\(path): \(word)") }
    }
    #expect(leaves.count { !$0.node.meanings.isEmpty } >= 2)
  }

  @Test func idsMayStandInAPathOrBeLeftOut() {
    let plain = KeyReference.explain("teams.training.gain")
    #expect(plain != nil)
    #expect(KeyReference.explain("teams.first-line.training.x.gain") == plain)
    #expect(KeyReference.explain("teams.first-line.training.gain") == plain)
    #expect(KeyReference.explain("teams.training.x.gain") == plain)
    #expect(KeyReference.explain("teams.staff") == KeyReference.explain("teams.staff.staff"))
    #expect(KeyReference.explain("customers.segments.x.weights.empathy") != nil)
    #expect(KeyReference.explain("journeys.fault.touchpoints.call.unresolved[0].share") != nil)
    #expect(KeyReference.explain("zebra") == nil)
    #expect(KeyReference.explain("quality.mean.x") == nil)
    #expect(KeyReference.explain("") == nil)
  }

  @Test func theNearestPathIsOffered() {
    #expect(KeyReference.nearest(to: "quality.betwen-staff") == "quality.between-staff")
    #expect(KeyReference.nearest(to: "qualty") == "quality")
    #expect(KeyReference.nearest(to: "qualty.mean") == "quality.mean")
    #expect(KeyReference.nearest(to: "turnover") == "teams.turnover")
    #expect(KeyReference.nearest(to: "xyzzy") == nil)
  }

  @Test func theReferencePageHoldsEveryKey() {
    let page = KeyReference.markdown()
    for (path, node) in leaves { #expect(page.contains("| `\(node.name)`"), "\(path)") }
    #expect(page.contains("## `teams.<team>`"))
    #expect(page.contains("### `teams.<team>.training.<course>`"))
  }
}
