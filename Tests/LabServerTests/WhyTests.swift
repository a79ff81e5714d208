import CustomerExperience
import Documents
import Foundation
import ScenarioFiles
import Testing

@testable import LabServer

/// The causal diagram.
@Suite struct WhyTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  private func lab(_ names: String...) throws -> Laboratory {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    return try Laboratory(
      files: names.map { Self.root.appending(path: "Scenarios/\($0).yaml").path() }, seed: 1,
      pairs: 1, jobs: 1, keptBytes: 0, drafts: try DraftStore(folder: folder.path()), version: "1")
  }

  private func items(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let items) = value { items } else { [] }
  }

  // MARK: - What is declared

  @Test("arrows lead from quantities to quantities, and every quantity has one")
  func nodes() {
    let ids = CausalDiagram.nodes.map(\.id)
    #expect(Set(ids).count == ids.count)
    let arrows = CausalDiagram.arrows
    #expect(Set(arrows.map(\.id)).count == arrows.count)
    for arrow in arrows {
      #expect(ids.contains(arrow.from) && ids.contains(arrow.to), "\(arrow.id)")
      #expect(
        !arrow.title.isEmpty && !arrow.equation.isEmpty && !arrow.source.isEmpty, "\(arrow.id)")
    }
    for id in ids {
      #expect(arrows.contains { $0.from == id || $0.to == id }, "\(id)")
    }
    // No two stand on one another.
    let places = CausalDiagram.nodes.map { "\($0.group) \($0.row)" }
    #expect(Set(places).count == places.count)
    for (a, b) in zip(CausalDiagram.nodes, CausalDiagram.nodes.dropFirst()) where a.group == b.group
    {
      #expect(b.row - a.row >= 1, "\(a.id) \(b.id)")
    }
  }

  @Test("every key is one of scenario files with a help, and every figure is one of results")
  func keys() {
    let paths = Set(KeyReference.allPaths)
    for arrow in CausalDiagram.arrows {
      #expect(!arrow.keys.isEmpty, "\(arrow.id)")
      for key in arrow.keys {
        #expect(paths.contains(key), "\(arrow.id): \(key)")
        #expect(KeyReference.explain(key)?.isEmpty == false)
      }
    }
    for figure in CausalDiagram.nodes.compactMap(\.figure) {
      #expect(MetricReference.ids.contains(figure), "\(figure)")
    }
  }

  @Test("every law is declared in the model")
  func laws() throws {
    let folder = Self.root.appending(path: "Sources")
    var text = ""
    for part in ["CustomerExperience", "DiscreteEvents"] {
      let files = FileManager.default.enumerator(
        at: folder.appending(path: part), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        if file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
      }
    }
    for law in Set(CausalDiagram.arrows.map(\.law)) {
      let isDeclared = ["enum", "struct", "class"].contains { kind in
        ["", ":", " ", "<", "\n"].contains { text.contains("\(kind) \(law)\($0)") }
      }
      #expect(isDeclared, "\(law)")
    }
  }

  @Test("loops follow arrows, and work the way their signs say")
  func loops() {
    for loop in CausalDiagram.loops {
      var isUp = true
      for (from, to) in zip(loop.nodes, loop.nodes.dropFirst() + loop.nodes.prefix(1)) {
        let signs = Set(
          CausalDiagram.arrows.filter { $0.from == from && $0.to == to }.map(\.sign))
        #expect(signs.count == 1, "\(loop.id): \(from) to \(to)")
        if signs == [.less] { isUp.toggle() }
      }
      #expect(isUp == loop.isReinforcing, "\(loop.id)")
    }
  }

  // MARK: - Signs

  private static func points(_ value: Double) -> SIMD8<Double> { Dimensions(all: value).vector }

  /// What a law gives at a lower and at a higher value of what an arrow comes from.
  private static let ends: [(arrow: String, low: Double, high: Double)] = {
    let (quality, law, complaints) = (Quality(), Satisfaction(), Complaints())
    func brings(
      skill: Double = 0.5, engagement: Double = 0.5, burnout: Double = 0, workload: Double = 0.5
    ) -> Double {
      EncounterQuality.byEmployee(
        quality, skill: points(skill), engagement: engagement, burnout: burnout, workload: workload,
        personal: 0)[0]
    }
    func satisfaction(quality: Double, expectation: Double) -> Double {
      Disconfirmation.satisfaction(
        law, performance: points(quality), expectation: points(expectation),
        weights: Weights().of.vector)
    }
    /// What counts besides the surprise.
    func level(quality: Double, expectation: Double) -> Double {
      var law = Satisfaction()
      law.disconfirmation = 0
      return Disconfirmation.satisfaction(
        law, performance: points(quality), expectation: points(expectation),
        weights: Weights().of.vector)
    }
    func bond(trust: Double) -> Double {
      var law = SwitchingCosts()
      law.relational = 1
      return law.bond(trust: trust, months: 24)
    }
    func engagement(workload: Double = 0.5, burnout: Double = 0, trained: Bool = false) -> Double {
      EngagementLaw.afterWeek(
        0.5, natural: 0.55, workload: workload, threshold: 0.85, burnout: burnout,
        recentlyTrained: trained)
    }
    func quits(engagement: Double = 0.5, burnout: Double = 0) -> Double {
      TurnoverLaw.weeklyChance(
        base: 0.005, engagement: engagement, burnout: burnout, tenureMonths: 24)
    }
    func leaving(
      satisfaction: Double = 70, trust: Double = 0.8, open: Bool = false, pull: Double = 0
    )
      -> Double
    {
      ChurnHazard.chance(
        base: -4, stateFactor: 1,
        terms: ChurnHazard.terms(
          Loyalty(), satisfaction: satisfaction, trust: trust, openFailure: open, pricePull: pull,
          otherPull: 0))
    }
    let recovered = { (justice: Double) in
      Recovery.satisfaction(complaints, before: 70, severity: 0.6, justice: justice)
    }
    return [
      ("skill-quality-EncounterQuality", brings(skill: 0.4), brings(skill: 0.6)),
      ("engagement-quality-EncounterQuality", brings(engagement: 0.4), brings(engagement: 0.6)),
      ("burnout-quality-EncounterQuality", brings(burnout: 0), brings(burnout: 0.5)),
      ("workload-quality-EncounterQuality", brings(workload: 0.5), brings(workload: 1)),
      ("waiting-quality-EncounterQuality", 0, -EncounterQuality.lossByWaiting(quality, minutes: 5)),
      ("workload-engagement-EngagementLaw", engagement(), engagement(workload: 1)),
      ("burnout-engagement-EngagementLaw", engagement(), engagement(burnout: 0.5)),
      ("training-engagement-EngagementLaw", engagement(), engagement(trained: true)),
      ("burnout-turnover-TurnoverLaw", quits(), quits(burnout: 0.5)),
      ("engagement-turnover-TurnoverLaw", quits(), quits(engagement: 0.7)),
      (
        "workload-burnout-BurnoutLaw",
        BurnoutLaw.afterWeek(0.1, workload: 0.5, threshold: 0.85, abuse: 0),
        BurnoutLaw.afterWeek(0.1, workload: 1, threshold: 0.85, abuse: 0)
      ),
      (
        "skill-resolution-Resolution", Resolution.shift(competence: 0.4, burnout: 0),
        Resolution.shift(competence: 0.6, burnout: 0)
      ),
      (
        "burnout-resolution-Resolution", Resolution.shift(competence: 0.5, burnout: 0),
        Resolution.shift(competence: 0.5, burnout: 0.5)
      ),
      (
        "skill-workload-Resolution",
        Resolution.timeFactor(competence: 0.4, tenureMonths: 24, novice: Novice()),
        Resolution.timeFactor(competence: 0.6, tenureMonths: 24, novice: Novice())
      ),
      (
        "resolution-contacts-Resolution",
        Resolution.contactsPerNeed(resolution: 0.5, recontact: 0.9),
        Resolution.contactsPerNeed(resolution: 0.8, recontact: 0.9)
      ),
      // A surprise is quality less expectation, and satisfaction follows it.
      (
        "surprise-satisfaction-Disconfirmation", satisfaction(quality: 70, expectation: 75),
        satisfaction(quality: 80, expectation: 75)
      ),
      (
        "quality-satisfaction-Disconfirmation", level(quality: 70, expectation: 75),
        level(quality: 80, expectation: 75)
      ),
      (
        "expectation-satisfaction-Disconfirmation", level(quality: 75, expectation: 70),
        level(quality: 75, expectation: 80)
      ),
      ("trust-bond-SwitchingCosts", bond(trust: 0.4), bond(trust: 0.8)),
      ("handling-leaving-ChurnHazard", leaving(open: true), leaving(open: false)),
      (
        "missing-leaving-DropOut",
        DropOut.chance(base: 0.002, satisfaction: 70, walkouts: 0, law: Loyalty()),
        DropOut.chance(base: 0.002, satisfaction: 70, walkouts: 1, law: Loyalty())
      ),
      (
        "schemes-visits-OutreachLaw",
        OutreachLaw.worth(Outreach(), felt: 0, tolerance: 2),
        OutreachLaw.worth(Outreach(), felt: 1, tolerance: 2)
      ),
      (
        "unevenness-satisfaction-Disconfirmation",
        Disconfirmation.meanValue(lossAversion: 2, spread: 2),
        Disconfirmation.meanValue(lossAversion: 2, spread: 10)
      ),
      (
        "surprise-complaints-Complaint", Complaint.chance(complaints, severity: 0.9),
        Complaint.chance(complaints, severity: 0.1)
      ),
      ("handling-opinion-Recovery", recovered(0.4), recovered(0.8)),
      ("complaints-opinion-Recovery", 70, recovered(0.6)),
      ("opinion-leaving-ChurnHazard", leaving(satisfaction: 60), leaving(satisfaction: 80)),
      ("trust-leaving-ChurnHazard", leaving(trust: 0.5), leaving(trust: 0.9)),
      ("resolution-leaving-ChurnHazard", leaving(open: true), leaving(open: false)),
      ("pull-leaving-ChurnHazard", leaving(pull: 0), leaving(pull: 1)),
      (
        "opinion-leaving-DropOut",
        DropOut.chance(base: 0.002, satisfaction: 60, walkouts: 0, law: Loyalty()),
        DropOut.chance(base: 0.002, satisfaction: 80, walkouts: 0, law: Loyalty())
      ),
      (
        "giving-up-leaving-DropOut",
        DropOut.chance(base: 0.002, satisfaction: 70, walkouts: 0, law: Loyalty()),
        DropOut.chance(base: 0.002, satisfaction: 70, walkouts: 1, law: Loyalty())
      ),
      (
        "price-pull-CompetitorPull",
        -CompetitorPull.utility(price: 1, quality: 75, priceResponse: 2, qualityResponse: 0.04),
        -CompetitorPull.utility(price: 1.1, quality: 75, priceResponse: 2, qualityResponse: 0.04)
      ),
      (
        "promises-kept-trust-TrustLedger", TrustLedger.trust(kept: 4, broken: 4),
        TrustLedger.trust(kept: 7, broken: 1)
      ),
      (
        "promise-joining-PromiseLaw", PromiseLaw.multiple(draws: 0.2, promised: 70, mean: 75),
        PromiseLaw.multiple(draws: 0.2, promised: 85, mean: 75)
      ),
      (
        "marketing-joining-AdvertisingLaw",
        AdvertisingLaw.multiple(stock: 100, base: 1_000, elasticity: 0.24),
        AdvertisingLaw.multiple(stock: 900, base: 1_000, elasticity: 0.24)
      ),
    ]
  }()

  @Test("laws move the way the arrows point")
  func signs() throws {
    for (id, low, high) in Self.ends {
      let arrow = try #require(CausalDiagram.arrows.first { $0.id == id }, "\(id)")
      #expect(arrow.sign == (high > low ? .more : .less), "\(id): \(low) to \(high)")
      #expect(high != low, "\(id)")
    }
  }

  // MARK: - The lab

  @Test(
    "arrows act where their mechanism is there, with the scenario's numbers and what a setting changes"
  )
  func acting() throws {
    let lab = try lab("broadband", "first-steps")
    func arrow(_ id: String, _ scenario: String, _ settings: [String] = []) throws -> JSONValue {
      try #require(
        items(lab.why(scenario, settings: settings)["arrows"]).first { $0["id"] == .string(id) })
    }
    #expect(try arrow("opinion-leaving-ChurnHazard", "broadband")["acts"] == true)
    #expect(try arrow("opinion-leaving-DropOut", "broadband")["acts"] == false)
    #expect(try arrow("opinion-leaving-ChurnHazard", "first-steps")["acts"] == false)
    #expect(try arrow("opinion-leaving-DropOut", "first-steps")["acts"] == true)

    let id = "training-skill-SkillAndTraining"
    let off = try arrow(id, "broadband")
    #expect(off["acts"] == false && off["condition"] == "acts where a team takes a course")
    let key = "teams.first-line.training.fault-finding.every"
    let on = try arrow(id, "broadband", ["\(key)=6 months"])
    #expect(on["acts"] == true && on["condition"] == .null)
    let value = try #require(items(on["values"]).first { $0["path"] == .string(key) })
    #expect(value["is_changed"] == true && value["value"] == "6 months")
    #expect(value["base"] != value["value"])
    #expect(items(on["values"]).contains { $0["is_changed"] == false })
    for arrow in items(try lab.why("broadband", settings: [])["arrows"]) {
      #expect(items(arrow["values"]).allSatisfy { $0["is_changed"] == false })
    }
  }

  @Test("an arrow does not act where its law has nothing to act on")
  func idle() async throws {
    let rivals = DraftBench.scenario + "market: {rivals: {other: {price: £30/month}}}\n"
    let files = ["small.yaml": DraftBench.scenario, "rivals.yaml": rivals]
    try await DraftBench.run(files) { bench async throws in
      func acting(_ name: String, _ settings: [String] = []) throws -> Set<String> {
        let why = try bench.laboratory.why(name, settings: settings)
        return Set(
          items(why["arrows"]).compactMap { arrow in
            guard case .string(let id) = arrow["id"], arrow["acts"] == true else { return nil }
            return id
          })
      }
      // Without rivals a price is held against nobody's, and nobody pulls.
      let plain = try acting("small")
      for id in [
        "price-pull-CompetitorPull", "pull-leaving-ChurnHazard", "bond-leaving-SwitchingCosts",
      ] {
        #expect(CausalDiagram.arrows.contains { $0.id == id })
        #expect(!plain.contains(id), "\(id)")
      }
      #expect(
        try acting("small", ["market.switching_cost=0.3"]).contains("bond-leaving-SwitchingCosts"))
      #expect(
        try acting("rivals")
          .isSuperset(of: ["price-pull-CompetitorPull", "pull-leaving-ChurnHazard"]))
    }
  }

  @Test("switching costs keep customers on both kinds of market")
  func switching() {
    let kept = CausalDiagram.arrows.filter { $0.law == "SwitchingCosts" && $0.from == "bond" }
    #expect(Set(kept.map(\.to)) == ["leaving", "visits"])
    #expect(kept.allSatisfy { ($0.market == .contract) == ($0.to == "leaving") })
  }

  @Test("the law of trust has the numbers of the model, and only its own keys")
  func trust() throws {
    let arrow = try #require(
      CausalDiagram.arrows.first { $0.id == "promises-kept-trust-TrustLedger" })
    for number in [
      "a = \(Int(TrustLedger.priorKept)), b = \(Int(TrustLedger.priorBroken))",
      "b ← b + \(Int(TrustLedger.brokenWeight))", "\(TrustLedger.monthlyMemory) (a",
    ] {
      #expect(arrow.equation.contains(number), "\(number)")
    }
    #expect(!arrow.keys.contains { $0.hasPrefix("loyalty.") })
  }

  @Test("every shipped scenario has a diagram, and a loop acts where all of its arrows do")
  func shipped() throws {
    for name in [
      "bank", "broadband", "coffee-shop", "dentist", "first-steps", "gym", "hotel", "online-shop",
    ] {
      let why = try lab(name).why(name, settings: [])
      let acting = items(why["arrows"]).filter { $0["acts"] == true }
      #expect(acting.count > 25, "\(name)")
      for loop in items(why["loops"]) where loop["acts"] == true {
        let nodes = items(loop["nodes"])
        for (from, to) in zip(nodes, nodes.dropFirst() + nodes.prefix(1)) {
          #expect(acting.contains { $0["from"] == from && $0["to"] == to }, "\(name)")
        }
      }
      #expect(items(why["loops"]).contains { $0["acts"] == true }, "\(name)")
    }
  }

  @Test("wrong settings are told")
  func problems() throws {
    let lab = try lab("first-steps")
    #expect(throws: LabProblem.self) { try lab.why("first-steps", settings: ["quality.mien=3"]) }
    #expect(throws: LabProblem.self) { try lab.why("other", settings: []) }
  }

  @Test func route() async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("GET", "/api/scenarios/cafe/why?set=a%3D1")
      #expect(answer.status == 200 && answer.body.contains("a=1"))
      #expect(try lab.ask("GET", "/api/scenarios/bar/why").status == 404)
      #expect(try lab.ask("GET", "/api/scenarios/cafe/why?day=1").status == 400)
    }
  }
}
