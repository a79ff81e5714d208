import CustomerExperience
import Testing

@testable import ScenarioFiles

/// What is told about a file that can be used: keys that do nothing.
@Suite struct WarningTests {
  private func warnings(_ text: String, settings: [String] = [], ofRosters: Bool = false) throws
    -> [String]
  {
    let loaded = try Workbench(["test.yaml": text]).load("test.yaml", settings: settings)
    // The small scenarios are open day and night, with few people.
    return loaded.warnings.filter { $0.message.contains("nobody is on duty") == ofRosters }
      .map { "\($0.line):\($0.column) \($0.message)" }
  }

  @Test func aKeyOfTheOtherRelationshipIsTold() throws {
    #expect(
      try warnings(cafe() + "\nloyalty: {churn: 3% per month, inertia: 2}") == [
        "20:11 loyalty.churn does nothing in a repertoire: it acts only under a contract"
      ])
    #expect(
      try warnings(broadband() + "\nloyalty: {churn: 3% per month, inertia: 2}") == [
        "15:32 loyalty.inertia does nothing under a contract: it acts only in a repertoire"
      ])
  }

  @Test func aRosterWithGapsIsTold() throws {
    #expect(
      try warnings(broadband("staff: 5", "staff: 1, hours: always"), ofRosters: true) == [
        "14:3 teams.desk: nobody is on duty in 130.5 of its 168 opening hours a week: 1 person works "
          + "37.5 hours each; who comes then waits"
      ])
    let stated = broadband("staff: 5", "staff: 1, on_duty: 1, hours: always")
    #expect(try warnings(stated, ofRosters: true).isEmpty)
  }

  @Test func complaintsThatRaiseComplaintsAreTold() throws {
    let raised = broadband(
      "teams:",
      "  a: {need: {when: complains}, touchpoints: {x: {service: 1 min}}}\n"
        + "  b: {need: {when: complains, share: 50%}, touchpoints: {x: {service: 1 min}}}\nteams:")
    #expect(
      try warnings(raised) == [
        "13:7 each complaint raises 1.5 needs (a, b), which can be complained about in their turn: "
          + "they may multiply without end"
      ])
    #expect(try warnings(raised.replacing("{when: complains}", with: "{rate: 1 per year}")).isEmpty)
  }

  @Test func effectsThatChangeNothingAreTold() throws {
    let who = "people: {age: {young: 40%, old: 60%}}"
    let two = "initial: 500, \(who), effects: [{of: age, is: old}]"
    #expect(
      try warnings(broadband("initial: 500", two)) == [
        "7:76 customers.segments.homes.effects[0] changes nothing: give it patience, price, needs or spend"
      ])
    let visits = cafe(
      "initial: 300", "initial: 300\n      \(who)\n      effects: [{of: age, is: old, needs: 2}]")
    #expect(
      try warnings(visits) == [
        "9:36 customers.segments.regulars.effects[0].needs does nothing: no journey has a need with a "
          + "'rate' (how often people come to buy is 'occasions')"
      ])
  }

  /// Keys that act in other scenarios, and not in one like this.
  @Test func whatCannotActIsTold() throws {
    func told(_ text: String, _ settings: String...) throws -> [String] {
      try Workbench(["test.yaml": text]).load("test.yaml", settings: settings).warnings.map(
        \.message
      )
      .filter { !$0.contains("nobody is on duty") }
    }
    let kinds =
      "relationship: contract\n  needs: {keen: {share: 40%, spend: 2, occasions: 3}, cool: {share: 60%}}"
    let onlyThere = "does nothing under a contract: it acts only in a repertoire"
    #expect(
      Set(try told(broadband("relationship: contract", kinds))) == [
        "customers.needs.keen.spend \(onlyThere)", "customers.needs.keen.occasions \(onlyThere)",
      ])
    #expect(
      try told(broadband("initial: 500", "initial: 500, spend_spread: 50%")) == [
        "customers.segments.homes.spend_spread \(onlyThere)"
      ])
    #expect(
      try told(cafe() + "\nmarket: {taste: 1.1, repertoires: 0.9}") == [
        "market.taste does nothing: 'repertoires' stands beside it, and draws tastes instead"
      ])
    #expect(try told(cafe() + "\nmarket: {taste: 1.1}").isEmpty)
    for (key, reason) in [
      ("market.awareness=12 months", "it is about new rivals, and none 'enters'"),
      (
        "market.travel_response=1.5",
        "no segment says by 'travel' how long it takes to whom, and there are no sites"
      ),
      (
        "market.switching.ripens=12 months",
        "there is no 'relational' switching cost that could grow"
      ),
      (
        "customers.total=300",
        "each segment says by 'initial' how many there are, and none gives a 'share'"
      ),
      (
        "customers.acquisition.word-of-mouth.rate=0.5 per month",
        "customers do not talk ('enabled')"
      ),
      (
        "expectations.promise-pull=30%",
        "nothing is promised (expectations.promised, or a campaign that promises)"
      ),
      ("expectations.rival-pull=2%", "there is no rival"),
      ("satisfaction.within-zone=30%", "there is no zone of tolerance ('zone')"),
    ] {
      let path = key.split(separator: "=")[0]
      #expect(try told(cafe(), key) == ["\(path) does nothing: \(reason)"])
    }
    // Where what they act on is there, or comes with the plan, nothing is told.
    let zone = "{reliability: 3, responsiveness: 3, assurance: 3, empathy: 3, tangibles: 3}"
    #expect(
      try told(cafe() + "\nsatisfaction: {zone: \(zone)}", "satisfaction.within-zone=30%").isEmpty)
    #expect(try told(cafe(), "expectations.promise-pull=30%", "expectations.promised=80").isEmpty)
    let later = "\nplan:\n- {at: month 3, set: {expectations.promised: 85}}"
    #expect(try told(cafe() + later, "expectations.promise-pull=30%").isEmpty)
    let free = broadband("term: 18 months", "term: 0 months, renew_later: 10% per month")
    #expect(
      try told(free) == [
        "customers.contract.renew_later does nothing: the contract binds for no time ('term')"
      ])
  }

  @Test func datesOnWhichNothingCanHappenAreTold() throws {
    func told(_ rest: String, _ settings: String...) throws -> [String] {
      try Workbench(["test.yaml": cafe() + rest]).load("test.yaml", settings: settings).warnings
        .map(\.message).filter { !$0.contains("nobody is on duty") }
    }
    func rival(_ keys: String) -> String {
      "\nmarket: {rivals: {other: {price: 5% below ours, quality: 74, \(keys)}}}"
    }
    let end = "it is after the end; the scenario runs for 24 months"
    let enters = "market.rivals.other.enters"
    #expect(try told(rival("enters: month 12")).isEmpty)
    #expect(try told(rival("enters: month 24")) == ["\(enters): the rival never enters, \(end)"])
    #expect(
      try told(rival("enters: 2025-06-01")) == [
        "\(enters) is before the start: the rival is there when the run begins; leave it out for one that has always "
          + "been there"
      ])
    // A shorter run is told of what lies beyond it.
    #expect(
      try told(rival("enters: month 18"), "clock.horizon=12 months").first?
        .hasPrefix("\(enters): the rival never enters") == true)
    func promotion(_ at: String) -> String {
      rival("promotions: [{at: \(at), price: 20% below ours, for: 2 months}]")
    }
    let at = "market.rivals.other.promotions[0].at"
    #expect(try told(promotion("month 6")).isEmpty)
    #expect(try told(promotion("month 30")) == ["\(at) does nothing: \(end)"])
    #expect(
      try told(promotion("2025-06-01")) == ["\(at) shows nowhere: it is over before the start"])
    #expect(
      try told(promotion("2025-12-20")) == [
        "\(at) is before the start: only what lasts beyond that is seen"
      ])
    // A campaign, with a name of its own.
    let campaigns = "customers.acquisition.campaigns.leaflets"
    for (from, what) in [
      ("month 1", nil), ("month 24", "does nothing: \(end)"),
      ("2025-01-05", "shows nowhere: it is over before the start"),
      ("2025-12-20", "is before the start: only what lasts beyond that is seen"),
    ] as [(String, String?)] {
      let text = cafe(
        "journeys:",
        "  acquisition:\n    campaigns:\n      leaflets: {type: promotion, from: \(from), for: 3 months}\n"
          + "journeys:")
      let warnings = try Workbench(["test.yaml": text]).load("test.yaml").warnings.map(\.message)
        .filter { $0.contains("leaflets") }
      #expect(warnings == (what.map { ["\(campaigns).from \($0)"] } ?? []), "\(from)")
    }
  }

  @Test func aStandardThatIsNeverCheckedIsTold() throws {
    #expect(
      try warnings(broadband("staff: 5", "staff: 5, standards: {checks: 0 per month, cost: £5}"))
        .map { $0.drop { $0 != " " } } == [
          " teams.desk.standards.cost does nothing: there are no 'checks'"
        ])
    let nobody = broadband("teams:", "teams:\n  back: {staff: 1, standards: {}}")
    #expect(
      try warnings(nobody).contains {
        $0.hasSuffix("teams.back.standards does nothing: customers meet back at no touchpoint")
      })
  }

  /// Who stands in for a team at a site is met; where another stands in for it at every site it is not.
  @Test func aStandardAtASiteIsMet() throws {
    func told(_ held: String, _ sites: String) throws -> Bool {
      let text = broadband("teams:", "teams:\n  back: {staff: 5}")
        .replacing("  \(held): {staff: 5}", with: "  \(held): {staff: 5, standards: {}}")
      return try warnings(text + "\nsites: {\(sites)}").contains {
        $0.hasSuffix(
          "teams.\(held).standards does nothing: customers meet \(held) at no touchpoint")
      }
    }
    let (near, far) = ("near: {time: 5 min}", "far: {teams: {desk: {by: back}}}")
    #expect(try !told("back", "\(near), \(far)"))
    #expect(try !told("desk", "\(near), \(far)"))
    #expect(try told("desk", far))
    #expect(try told("back", near))
  }

  /// What the plan brings to life does something.
  @Test func whatThePlanBeginsIsNotTold() throws {
    for (piece, other, set) in [
      (
        "staff: 5", "staff: 5, standards: {checks: 0 per month, cost: £5}",
        "teams.desk.standards.checks: 2 per month"
      ),
      (
        "title: Broadband", "title: Broadband\nsuggestions: {adopted: 0%, cost: £10}",
        "suggestions.adopted: 20%"
      ),
      (
        "title: Broadband", "title: Broadband\nloyalty: {outreach: {rate: 0 per month}}",
        "loyalty.outreach.rate: 1 per month"
      ),
    ] {
      let idle = broadband(piece, other)
      #expect(try warnings(idle).contains { $0.contains("does nothing") }, "\(set)")
      let planned = idle + "\nplan:\n- {at: month 3, set: {\(set)}}"
      #expect(try !warnings(planned).contains { $0.contains("does nothing") }, "\(set)")
    }
  }

  @Test func aStrategyThatKeepsNobodyIsTold() throws {
    func told(_ strategy: String) throws -> [String] {
      try warnings(broadband() + "\nloyalty: {strategy: \(strategy)}").map {
        String($0.drop { $0 != " " }.dropFirst())
      }
    }
    #expect(
      try told("{budget: £100/month}") == [
        "loyalty.strategy does nothing: name a rule in 'rules'"
      ])
    #expect(
      try told("{rules: {a: {when: complains, top: 20%}}}") == [
        "loyalty.strategy.rules.a.top does nothing: it is for 'when: at-risk'"
      ])
    #expect(
      try told("{rules: {a: {care: 0}}}") == [
        "loyalty.strategy.rules.a keeps nobody: give it 'care', a 'gift' or a 'discount'"
      ])
    #expect(try told("{rules: {a: {when: contract-ends, within: 3 months}}}").isEmpty)
  }

  @Test func suggestionsThatNobodyDoesAreTold() throws {
    #expect(
      try warnings(broadband() + "\nsuggestions: {adopted: 0%, cost: £10}") == [
        "15:28 suggestions.cost does nothing: 'adopted' is 0%"
      ])
    #expect(try warnings(broadband() + "\nsuggestions: {}").isEmpty)
    #expect(
      try warnings(broadband() + "\nsuggestions: {ease: 0%, step: 8}") == [
        "15:25 suggestions.step does nothing: 'ease' is 0%"
      ])
    #expect(
      try warnings(broadband() + "\nsuggestions: {rate: 0 per year, step: 8}") == [
        "15:1 suggestions does nothing: nobody has an idea ('rate' is 0)"
      ])
    #expect(
      try problems(broadband() + "\nsuggestions: {ease: 120%}").first
        == "15:21 suggestions.ease must be 0% to 100%; found '120%'")
  }

  @Test func theDefaultSurprisesNobody() throws {
    let standard = try #require(KeyReference.find(["loyalty", "inertia"])?.node.leaf?.standard)
    #expect(try warnings(broadband() + "\nloyalty: {inertia: \(standard)}").isEmpty)
  }

  @Test func aPlanAndLeversAreLookedAtToo() throws {
    let plan = "\nplan:\n- {at: month 3, set: {loyalty.churn: 2% per month}}"
    #expect(try problems(cafe() + plan).count == 1)
    #expect(
      try warnings(cafe() + plan.replacing("churn: 2% per month", with: "trust: 2")) == [
        "21:23 loyalty.trust does nothing in a repertoire: it acts only under a contract"
      ])
    #expect(
      try warnings(cafe() + "\nlevers: {loyalty.trust: {from: 1, to: 2}}") == [
        "20:10 loyalty.trust does nothing in a repertoire: it acts only under a contract"
      ])
  }

  @Test func aSettingIsShownAsItWasTyped() throws {
    let loaded = try Workbench(["test.yaml": cafe("staff: 3", "on_duty: 3")])
      .load("test.yaml", settings: ["loyalty.trust=2"])
    #expect(
      loaded.warnings.map(\.rendered) == [
        """
        --set: warning: loyalty.trust does nothing in a repertoire: it acts only under a contract
              | loyalty.trust=2
              | ^~~~~~~~~~~~~
        """
      ])
  }

  @Test func aSweepTellsItOfItsScenarioAndOfItself() throws {
    let bench = try Workbench([
      "shop.yaml": cafe("staff: 3", "on_duty: 3") + "\nloyalty: {pull: 2}",
      "s.yaml": """
      scenario: shop.yaml
      outcomes: [profit]
      experiments:
        a: {uncertainties: {loyalty.trust: uniform 1 to 2}, design: {points: 2}}
        b: {points: [{loyalty.trust: 1}, {loyalty.trust: 2}]}
      """,
    ])
    let sweep = try SweepLoader.load(bench.path("s.yaml"))
    #expect(
      sweep.warnings.map { "\($0.line) \($0.message)" } == [
        "20 loyalty.pull does nothing in a repertoire: it acts only under a contract",
        "4 loyalty.trust does nothing in a repertoire: it acts only under a contract",
      ])
  }

  @Test(arguments: [
    cafe(), broadband(), Examples.broadband, Examples.firstSteps,
    ScenarioTemplate.starter(named: "Shop"),
    ScenarioTemplate.starter(named: "Shop", relationship: .contract),
  ])
  func thereIsNothingToTellOfAGoodFile(_ text: String) throws {
    #expect(try warnings(text).isEmpty)
    // Nor of the same file with every value filled in.
    let bench = try Workbench(["test.yaml": text])
    try bench.write(ResolvedScenario.text(of: bench.load("test.yaml")), to: "resolved.yaml")
    let resolved = try bench.load("resolved.yaml").warnings
    #expect(resolved.allSatisfy { $0.message.contains("nobody is on duty") })
  }
}
