import CustomerExperience
import Testing

@testable import ScenarioFiles

/// Sweeps whose uncertainties are drawn from the plausible ranges of the key reference.
@Suite struct PlausibleTests {
  private func load(_ text: String, scenario: String = cafe()) throws -> SweepFile {
    let bench = try Workbench([
      "shop.yaml": scenario, "s.yaml": "scenario: shop.yaml\noutcomes: [profit]\n" + text,
    ])
    return try SweepLoader.load(bench.path("s.yaml"))
  }

  /// The laws of the worlds, by key.
  private func laws(_ text: String, scenario: String = cafe()) throws -> [String: String] {
    let factors = try load(text, scenario: scenario).experiments[0].uncertainties.factors
    return Dictionary(
      uniqueKeysWithValues: factors.map { ($0.path, $0.law ?? "") })
  }

  /// Why a key has no plausible law.
  private func problem(_ key: String, scenario: String) throws -> String {
    do {
      _ = try load("uncertainties: {\(key): plausible}", scenario: scenario)
      return ""
    } catch let error as ScenarioError {
      return error.diagnostics.map(\.message).joined(separator: "\n")
    }
  }

  @Test func itIsATriangleAroundWhatTheScenarioSays() throws {
    let laws = try laws(
      """
      uncertainties:
        loyalty.inertia: plausible
        market.price_response: plausible
        market.nothing: plausible
        expectations.rival-pull: plausible
        quality.mean: plausible
        loyalty.dropout: plausible
      """)
    #expect(
      laws == [
        "loyalty.inertia": "triangular 0.5 to 1 to 2",
        // Left to the program: what it takes in a repertoire market.
        "market.price_response": "triangular 1.56 to 2.6 to 3.9",
        "market.nothing": "triangular -1 to 0 to 1",
        "expectations.rival-pull": "triangular 0% to 0% to 2%",
        "quality.mean": "triangular 71 to 75 to 79",
        "loyalty.dropout": "triangular 0.1% to 0.2% to 0.4%",
      ])
  }

  @Test(arguments: [
    ("satisfaction: {loss-aversion: 3.5}", "triangular 1.3 to 3.5 to 3.5"),
    ("satisfaction: {loss-aversion: 1}", "triangular 1 to 1 to 3"),
    ("satisfaction: {loss-aversion: 1.3}", "triangular 1.3 to 1.3 to 3"),
  ])
  func anEndMovesOutToTheScenario(_ section: String, _ law: String) throws {
    let found = try laws(
      "uncertainties: {satisfaction.loss-aversion: plausible}", scenario: cafe() + "\n" + section)
    #expect(found == ["satisfaction.loss-aversion": law])
  }

  @Test func aRangeNeverLeavesWhatIsAllowed() throws {
    let found = try laws(
      "uncertainties: {quality.mean: plausible}", scenario: cafe() + "\nquality: {mean: 98}")
    #expect(found == ["quality.mean": "triangular 94 to 98 to 100"])
  }

  @Test func ofALawTheMeanIsDrawnAndTheShapeKept() throws {
    let key = "customers.segments.regulars.patience"
    func ends(_ patience: String) throws -> [String] {
      let scenario = cafe(
        "initial: 300",
        patience.isEmpty ? "initial: 300" : "initial: 300\n      patience: \(patience)")
      let factor = try #require(
        try load("uncertainties: {\(key): plausible}", scenario: scenario)
          .experiments[0].uncertainties.factors.first)
      return [factor.law ?? ""] + [0.0, 1].map { factor.value(at: $0) }
    }
    #expect(
      try ends("") == [
        "triangular 10 min to 25 min to 40 min, as the mean of lognormal 25 min cv 1",
        "lognormal 10 min cv 1", "lognormal 40 min cv 1",
      ])
    #expect(
      try ends("5 min") == ["triangular 2 min to 5 min to 8 min", "2 min", "8 min"])
    #expect(
      try ends("uniform 3 min to 6 min")[1...] == [
        "uniform 72 s to 144 s", "uniform 288 s to 576 s",
      ])
    #expect(try ends("exponential 10 min")[2] == "exponential 16 min")
    #expect(try ends("gamma 5 min sd 2 min")[2] == "gamma 8 min cv 0.4")
  }

  @Test func theWordAloneStandsForAllThatTheScenarioUses() throws {
    let laws = try laws("uncertainties: plausible")
    #expect(laws.count > 50)
    for key in [
      "loyalty.inertia", "quality.between-staff", "teams.baristas.engagement.mean",
      "teams.baristas.training.basics.gain", "customers.segments.regulars.patience",
    ] { #expect(laws[key]?.contains("triangular") == true, "\(key)") }
    for key in [
      // Nothing to do without a contract; a section that is not given; what is no assumption.
      "loyalty.churn", "quality.usage.spread", "teams.baristas.background.patience",
      "teams.baristas.pay", "teams.baristas.staff",
    ] { #expect(laws[key] == nil, "\(key)") }
    let contract = try self.laws("uncertainties: plausible", scenario: broadband())
    #expect(contract["loyalty.churn"] != nil && contract["loyalty.inertia"] == nil)
    #expect(contract["quality.usage.mean"] == nil, "it follows quality.mean")
  }

  @Test func eachIDIsAKeyOfItsOwn() throws {
    let two = cafe(
      "    training:", "  waiters: {staff: 2}\n  baristas-too:\n    training:")
    let laws = try laws("uncertainties: plausible", scenario: two)
    for team in ["baristas", "waiters", "baristas-too"] {
      #expect(laws["teams.\(team).skill.mean"] != nil, "\(team)")
    }
    #expect(laws["teams.baristas-too.training.basics.gain"] != nil)
  }

  @Test func leversAndWrittenLawsGoBefore() throws {
    let all = try laws("uncertainties: plausible")
    let beside = try laws(
      "levers: {quality.between-staff: [0, 6]}\nuncertainties: plausible")
    #expect(Set(all.keys).subtracting(beside.keys) == ["quality.between-staff"])
    let mixed = try laws(
      """
      levers: {quality.between-staff: [0, 6]}
      uncertainties:
        others: plausible
        teams.baristas.pay: uniform £10/h to £12/h
        quality.mean: uniform 70 to 80
      """)
    #expect(mixed["quality.mean"] == "uniform 70 to 80")
    #expect(Set(mixed.keys) == Set(beside.keys).union(["teams.baristas.pay"]))
  }

  @Test(arguments: [cafe(), broadband()]) func theEndsOfAllRangesAreGoodAtOnce(
    _ scenario: String
  ) throws {
    let bench = try Workbench([
      "shop.yaml": scenario,
      "s.yaml": "scenario: shop.yaml\noutcomes: [profit]\nuncertainties: plausible\n",
    ])
    let factors = try SweepLoader.load(bench.path("s.yaml")).experiments[0].uncertainties.factors
    let base = try bench.load("shop.yaml").scenario
    for coordinate in [0, 0.5, 1] {
      let settings = factors.map { "\($0.path)=\($0.value(at: coordinate))" }
      #expect(try bench.load("shop.yaml", settings: settings).scenario != base)
    }
  }

  @Test func itIsToldWhyThereIsNone() throws {
    let never = cafe("basics: {hours: 8 h}", "basics: {hours: 8 h, half_life: never}")
    #expect(
      try problem("teams.baristas.training.basics.half_life", scenario: never).hasPrefix(
        "teams.baristas.training.basics.half_life is 'never' in the scenario, which leaves no number"
      ))
    let nobody = cafe() + "\nloyalty: {dropout: 0%}"
    #expect(
      try problem("loyalty.dropout", scenario: nobody).hasPrefix(
        "loyalty.dropout is 0% in the scenario, of which no share is another number; write a law"))
    let beta = cafe() + "\nloyalty: {dropout: beta 40% sd 40%}"
    #expect(
      try problem("loyalty.dropout", scenario: beta).contains("a law that cannot be moved so far"))
  }
}
