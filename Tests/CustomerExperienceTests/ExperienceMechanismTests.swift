import RandomVariates
import Testing

@testable import CustomerExperience

/// What customers go through: zone of tolerance, waits as they feel, features, updates, promises and gaps.
///
/// Each mechanism is moved by its key, and its output moves as the literature has it.
@Suite struct ExperienceMechanismTests {
  private func run(_ scenario: Scenario, replications: Int = 4) throws -> [ReplicationResult] {
    let model = try Model(scenario)
    return try (1...replications).map { number in
      let result = try model.settledWorld(seed: 7, replication: number).run(model)
      #expect(result.violations.isEmpty, "\(result.violations)")
      return result
    }
  }

  private func mean(_ results: [ReplicationResult], _ metric: String, _ subject: String = "all")
    throws -> Double
  {
    let values = try results.map {
      try #require($0.summary[SeriesKey(metric, subject)], "\(metric)")
    }
    return values.reduce(0, +) / Double(values.count)
  }

  private func changed(
    _ relationship: Relationship = .contract, change: (inout Scenario) -> Void
  ) -> Scenario {
    var scenario = Scenario.everything(relationship)
    // What would mend what is moved here, or hold it to a standard.
    (scenario.suggestions, scenario.loyalty.strategy) = (nil, nil)
    for team in scenario.teams.indices { scenario.teams[team].standards = nil }
    change(&scenario)
    return scenario
  }

  // MARK: - Zone of tolerance

  @Test func theZoneBendsTheValueOfSurprises() {
    func value(_ surprise: Double) -> Double {
      ToleranceZone.value(.all(surprise), width: .all(8), within: 0.5)[0]
    }
    #expect(value(4) == 2 && value(-4) == -2)
    #expect(value(8) == 4 && value(-8) == -4)
    #expect(value(18) == 14 && value(-18) == -14)
    #expect(ToleranceZone.value(.all(5), width: .zero, within: 0.5)[0] == 5)
  }

  @Test("R15: a shock down moves satisfaction 1.52 times as much as one up; within the zone less")
  func negativityAsymmetry() {
    var law = Satisfaction()
    let weights = Dimensions(
      reliability: 1, responsiveness: 0, assurance: 0, empathy: 0, tangibles: 0
    ).vector
    func moved(_ points: Double) -> Double {
      let level = Disconfirmation.satisfaction(
        law, performance: .all(60), expectation: .all(60), weights: weights)
      let after = Disconfirmation.satisfaction(
        law, performance: .all(60 + points), expectation: .all(60), weights: weights)
      return after - level
    }
    #expect(abs(-moved(-10) / moved(10) - 1.52) < 0.03)
    let before = -moved(-10)
    law.lossAversion = 3
    #expect(-moved(-10) / moved(10) > 1.6)
    law.lossAversion = 2
    law.zone = Dimensions(all: 8)
    #expect(-moved(-10) < before)
    #expect(abs(moved(5) - (0.55 * 5 + 0.6 * 2.5)) < 1e-9)
  }

  @Test func aWiderZoneForgivesMore() throws {
    let narrow = try run(changed { $0.satisfaction.zone = Dimensions(all: 1) })
    let wide = try run(changed { $0.satisfaction.zone = Dimensions(all: 15) })
    #expect(try mean(wide, "satisfaction_mean") > mean(narrow, "satisfaction_mean") + 0.5)
    #expect(try mean(wide, "below_tolerance") < mean(narrow, "below_tolerance"))
    #expect(try mean(wide, "above_tolerance") < mean(narrow, "above_tolerance"))
    let off = try run(changed { $0.satisfaction.zone = Dimensions(all: 0) }, replications: 1)
    #expect(off[0].summary[SeriesKey("below_tolerance", "all")] == nil)
  }

  // MARK: - Waits

  @Test func circumstancesMultiply() {
    var waiting = Waiting()
    #expect(WaitingLaw.multiple(waiting) == 1)
    (waiting.occupied, waiting.told) = (true, true)
    // What is left of "unoccupied" and "uncertain" in wait-feels.
    #expect(abs(WaitingLaw.multiple(waiting) * 1.56 - 1) < 1e-12)
    (waiting.explained, waiting.fair, waiting.anxious) = (false, false, true)
    #expect(abs(WaitingLaw.multiple(waiting) - 1.25 * 1.5 * 1.3 / 1.56) < 1e-12)
  }

  @Test("a wait feels longer by its circumstances and satisfies less, at the same minutes")
  func circumstancesAct() throws {
    func world(_ change: (inout Waiting) -> Void) throws -> [ReplicationResult] {
      try run(
        changed { scenario in
          // Waits are short where patience is, so they have to count for much.
          scenario.quality.waiting = 60
          var waiting = Waiting()
          change(&waiting)
          for j in scenario.journeys.indices {
            for t in scenario.journeys[j].touchpoints.indices {
              scenario.journeys[j].touchpoints[t].waiting = waiting
            }
          }
        })
    }
    let plain = try world { _ in }
    let base = try mean(plain, "felt_wait", "team:desk")
    let satisfaction = try mean(plain, "journey_satisfaction", "journey:fault")
    let worse: [(String, (inout Waiting) -> Void)] = [
      ("greeted", { $0.greeted = false }), ("explained", { $0.explained = false }),
      ("fair", { $0.fair = false }), ("anxious", { $0.anxious = true }),
      ("alone", { $0.alone = true }), ("worthwhile", { $0.worthwhile = false }),
    ]
    for (name, change) in worse {
      let results = try world(change)
      #expect(try mean(results, "felt_wait", "team:desk") > base, "\(name)")
      #expect(
        try mean(results, "journey_satisfaction", "journey:fault") < satisfaction, "\(name)")
    }
    let occupied = try world { $0.occupied = true }
    #expect(try mean(occupied, "felt_wait", "team:desk") < base)
  }

  @Test("what is told of a wait is a promise")
  func toldIsPromised() throws {
    func promises(_ told: Bool) throws -> Double {
      let results = try run(
        changed { scenario in
          scenario.journeys = scenario.journeys.filter { $0.id == "fault" }
          for t in scenario.journeys[0].touchpoints.indices {
            scenario.journeys[0].touchpoints[t].promise = nil
            scenario.journeys[0].touchpoints[t].waiting?.told = told
          }
        }, replications: 1)
      return results[0].summary[SeriesKey("promises_kept", "journey:fault")] ?? .nan
    }
    #expect(try promises(false).isNaN)
    let kept = try promises(true)
    #expect(kept > 0.2 && kept < 1, "\(kept)")
  }

  // MARK: - The journey

  @Test func theWorstMomentsAddUp() throws {
    let scenario = Scenario.everything(.contract)
    let results = try run(scenario)
    let shares = SubjectKind.touchpoint.ids(in: scenario).compactMap { id -> Double? in
      results[0].summary[SeriesKey("weakest_link", "touchpoint:" + id)]
    }.reduce(0, +)
    #expect(abs(shares - 1) < 1e-9)
    #expect(try mean(results, "touchpoint_satisfaction", "touchpoint:fault.call") > 0)
  }

  // MARK: - Needs and wants

  @Test func needsAreMissedAndWantsDelight() {
    #expect(KanoLaw.points(.needed, worth: 8, isPresent: true) == 0)
    #expect(KanoLaw.points(.needed, worth: 8, isPresent: false) == -8)
    #expect(KanoLaw.points(.wanted, worth: 8, isPresent: true) == 8)
    #expect(KanoLaw.points(.wanted, worth: 8, isPresent: false) == 0)
    #expect(KanoLaw.points(.welcome, worth: 8, isPresent: true) == 4)
    #expect(KanoLaw.points(.welcome, worth: 8, isPresent: false) == -4)
  }

  @Test("meeting a need costs money and satisfies; those without the feature keep their luck")
  func featuresAct() throws {
    func world(_ present: Double) throws -> [ReplicationResult] {
      try run(changed { $0.features[0].present = present })
    }
    let (seldom, always) = (try world(0.1), try world(1))
    #expect(try mean(always, "satisfaction_mean") > mean(seldom, "satisfaction_mean") + 0.5)
    #expect(
      try mean(always, "feature_cost", "feature:seat")
        > mean(seldom, "feature_cost", "feature:seat"))
    #expect(try mean(always, "feature_share", "feature:seat") == 1)
    #expect(
      try mean(seldom, "feature_satisfaction_with", "feature:seat")
        > mean(seldom, "feature_satisfaction_without", "feature:seat") + 3)
    let parts = try ["seat", "biscuit", "words"].map {
      try mean(always, "feature_cost", "feature:" + $0)
    }.reduce(0, +)
    #expect(abs(try mean(always, "feature_cost") - parts) < 0.01)
  }

  @Test(
    "R19: a lasting lift of ten points fades into what is expected: half of it in 6.6 encounters")
  func treadmill() {
    var law = Expectations()
    law.learning = 0.1
    var expected = Dimensional.all(60)
    var surprises: [Double] = []
    for _ in 0..<30 {
      surprises.append(70 - expected[0])
      expected = AdaptiveExpectations.afterEncounter(expected, performance: .all(70), law: law)
    }
    for (n, surprise) in surprises.enumerated() {
      var left = 10.0
      for _ in 0..<n { left *= 0.9 }
      #expect(abs(surprise - left) < 1e-9)
    }
    // Half of ten between the sixth and the seventh.
    #expect(surprises[6] > 5 && surprises[7] < 5)
  }

  // MARK: - Keeping customers informed

  @Test("each kind of news avoids chasing and complaints, and costs")
  func updatesAct() throws {
    func world(_ change: (inout Updates) -> Void) throws -> [ReplicationResult] {
      try run(
        changed { scenario in
          var updates = Updates()
          updates.cost = 1
          change(&updates)
          scenario.journeys[0].updates = updates
          // Every second call leads to another after three days, in which they may ask.
          var again = Route()
          (again.to, again.after) = ("call", .constant(3 * 1440))
          scenario.journeys[0].touchpoints[1].resolves = 0.5
          scenario.journeys[0].touchpoints[1].next = []
          scenario.journeys[0].touchpoints[1].unresolved = [again]
          scenario.journeys[0].chases?.rate = 0.3
        }, replications: 6)
    }
    let silent = try world { _ in }
    let chasing = try mean(silent, "chasing_contacts", "journey:fault")
    #expect(chasing > 0)
    #expect(silent[0].summary[SeriesKey("update_cost", "all")] == nil)
    let kinds: [(String, (inout Updates) -> Void)] = [
      ("progress", { $0.progress = true }), ("problem", { $0.problem = true }),
      ("action", { $0.action = true }), ("time", { $0.time = true }),
    ]
    for (name, change) in kinds {
      let told = try world(change)
      #expect(
        try mean(told, "chasing_contacts", "journey:fault") < 0.95 * chasing, "\(name)")
      #expect(try mean(told, "update_cost") > 0, "\(name)")
    }
    let all = try world {
      ($0.progress, $0.problem, $0.action, $0.time) = (true, true, true, true)
      $0.calms = 0.5
    }
    // 0.8⁴ = 0.41 of the asking; those whom the night holds back ask in the morning all the same.
    let left = try mean(all, "chasing_contacts", "journey:fault") / chasing
    #expect(left > 0.36 && left < 0.6, "\(left)")
    #expect(try mean(all, "complaints") < 0.8 * mean(silent, "complaints"))
    #expect(abs(UpdatesLaw.left(avoiding: 0.2, kinds: 4) - 0.4096) < 1e-12)
  }

  // MARK: - Promises and gaps

  @Test("promising more draws customers and disappoints them")
  func overPromising() throws {
    func world(_ promised: Double) throws -> [ReplicationResult] {
      try run(
        changed {
          $0.expectations.promised = promised
          $0.expectations.promisePull = 0.3
          // Campaigns and friends bring others, whatever is promised.
          $0.customers.acquisition.campaigns = []
          $0.customers.acquisition.wordOfMouth.enabled = false
        }, replications: 6)
    }
    let (modest, loud) = (try world(62), try world(90))
    #expect(try mean(loud, "joined") > 1.2 * mean(modest, "joined"))
    #expect(try mean(loud, "satisfaction_mean") < mean(modest, "satisfaction_mean") - 2)
    #expect(PromiseLaw.multiple(draws: 0, promised: 90, mean: 62) == 1)
    #expect(abs(PromiseLaw.multiple(draws: 0.2, promised: 72, mean: 62) - 1.2214) < 1e-4)
  }

  @Test("what each gap costs is missing from what is received")
  func gapsAct() throws {
    let gaps: [(String, (inout ServiceGaps) -> Void)] = [
      ("listening", { $0.listening = Dimensions(all: 0) }),
      ("standards", { $0.standards = Dimensions(all: 0) }),
      ("delivery", { $0.delivery = Dimensions(all: 0) }),
    ]
    let wide = { (scenario: inout Scenario) in
      scenario.quality.gaps.listening = Dimensions(all: 3)
      scenario.quality.gaps.standards = Dimensions(all: 3)
      scenario.quality.gaps.delivery = Dimensions(all: 3)
    }
    let base = try run(changed(change: wide))
    for (name, close) in gaps {
      let closed = try run(
        changed {
          wide(&$0)
          close(&$0.quality.gaps)
        })
      #expect(
        try mean(closed, "satisfaction_mean") > mean(base, "satisfaction_mean"), "\(name)")
      let dimension =
        name == "listening" ? "empathy" : name == "standards" ? "assurance" : "reliability"
      let subject = "gap:homes.\(dimension)"
      #expect(
        try mean(closed, "received_quality", subject) > mean(base, "received_quality", subject)
          + 0.5,
        "\(name)")
    }
    let result = base[0]
    let subject = "gap:homes.reliability"
    let difference =
      try #require(result.summary[SeriesKey("received_quality", subject)])
      - (try #require(result.summary[SeriesKey("expected_quality", subject)]))
    #expect(
      abs(try #require(result.summary[SeriesKey("service_gap", subject)]) - difference) < 1e-9)
  }
}
