import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("Every declared key moves something")
struct EveryKeyMovesTests {
  /// Keys that are not to act on a simulation, each with the reason.
  private static let exempt: [String: String] = [
    "extends": "read before anything else: another file",
    "title": "text of the report",
    "about": "text of the report",
    "sources": "citations",
    "currency": "a name for money",
    "customers.segments.*.name": "text of the report",
    "journeys.*.name": "text of the report",
    "journeys.*.touchpoints.*.name": "text of the report",
    "teams.*.name": "text of the report",
    "teams.*.training.*.name": "text of the report",
    "market.rivals.*.name": "text of the report",
    "customers.acquisition.campaigns.*.name": "text of the report",
    "market.rivals.*.answers": "acts where our price falls: moved by hand below",
    "market.rivals.*.answers_after": "acts where our price falls: moved by hand below",
    "customers.segments.*.effects.*.of": "a name: moved by hand below",
    "customers.segments.*.effects.*.is": "a name: moved by hand below",
    "customers.segments.*.given.*.of": "a name: moved by hand below",
    "customers.segments.*.given.*.is": "a name: moved by hand below",
    "customers.needs.*.name": "text of the report",
    "customers.needs.*.likelier.*.of": "a name: moved by hand below",
    "customers.needs.*.likelier.*.is": "a name: moved by hand below",
    "stock.categories.*.name": "text of the report",
    "segmentation.geographic": "names: moved by hand below",
    "segmentation.demographic": "names: moved by hand below",
    "segmentation.lifestyle": "names: moved by hand below",
    "segmentation.want": "a name: moved by hand below",
    "features.*.name": "text of the report",
    "sites.*.name": "text of the report",
    "sites.*.teams.*.by": "a name: moved by hand below",
    "features.*.journey": "a name: moved by hand below",
    "journeys.*.chases.to": "a name: moved by hand below",
    "journeys.*.start": "a name: moved by hand below",
    "journeys.*.starts.*.to": "a name: moved by hand below",
    "journeys.*.touchpoints.*.team": "a name: moved by hand below",
    "journeys.*.touchpoints.*.next.*.to": "a name: moved by hand below",
    "journeys.*.touchpoints.*.unresolved.*.to": "a name: moved by hand below",
    "customers.contract.holds_price": "acts where the price changes: moved by hand below",
    "clock.holidays.*.team": "a name: moved by hand below",
    "plan": "courses and phases: moved by hand below",
    "levers": "what experiments offer to vary",
    "evidence.*.metric": "published figures, held against results after the run",
    "evidence.*.subject": "published figures, held against results after the run",
    "evidence.*.low": "published figures, held against results after the run",
    "evidence.*.high": "published figures, held against results after the run",
    "evidence.*.used": "published figures, held against results after the run",
    "evidence.*.source": "published figures, held against results after the run",
    "growth.from": "doses of an experiment: ExperimentsTests",
    "growth.to": "doses of an experiment: ExperimentsTests",
    "growth.doses": "doses of an experiment: ExperimentsTests",
    "growth.replications": "doses of an experiment: ExperimentsTests",
  ]

  /// A scenario with the result that moves are held against, and its settled world.
  private struct Base {
    let scenario: Scenario
    let model: Model
    let world: SettledWorld
    let result: Int

    init(_ relationship: Relationship) throws {
      scenario = .everything(relationship)
      model = try Model(scenario)
      world = try model.settledWorld(seed: 3, replication: 1, keeping: Keeping(records: true))
      result = world.run(model).fingerprint
    }

    /// Whether a change shows in any number.
    ///
    /// From the settled world where `settled`, else from the beginning. What cannot be simulated does not
    /// count.
    func shows(settled: Bool, _ change: (inout Scenario) -> Void) -> Bool {
      var changed = scenario
      change(&changed)
      guard changed != scenario, let other = try? Model(changed) else { return false }
      if settled { return model.canStart(other) && world.run(other).fingerprint != result }
      let world = try? other.settledWorld(seed: 3, replication: 1, keeping: Keeping(records: true))
      return world.map { $0.run(other).fingerprint != result } ?? false
    }
  }

  @Test("the scenarios run, and a run repeats itself")
  func repeats() throws {
    for relationship in Relationship.allCases {
      let base = try Base(relationship)
      let again = base.world.run(base.model)
      #expect(again.fingerprint == base.result)
      #expect(again.violations.isEmpty)
    }
  }

  @Test("a scenario's declared keys are moved or exempt, and no exemption is stale")
  func declared() {
    let contract = KeyWalk(.everything(.contract))
    let repertoire = KeyWalk(.everything(.repertoire))
    #expect(contract.paths == repertoire.paths)
    #expect(contract.paths.count > 150)
    for path in contract.paths {
      let ways = (contract.moves[path] ?? []) + (repertoire.moves[path] ?? [])
      #expect(!ways.isEmpty || Self.exempt[path] != nil, "\(path) is not moved")
    }
    for path in Self.exempt.keys { #expect(contract.paths.contains(path), "\(path)") }
  }

  @Test("moving a key moves a number", arguments: 0..<4)
  func moves(part: Int) throws {
    let bases = try Relationship.allCases.map { try Base($0) }
    let walks = bases.map { KeyWalk($0.scenario) }
    for (number, path) in walks[0].paths.enumerated()
    where number % 4 == part && Self.exempt[path] == nil {
      let shows = zip(bases, walks).contains { base, walk in
        (walk.moves[path] ?? []).contains { base.shows(settled: $0.isChangeable, $0.apply) }
      }
      #expect(shows, "\(path) does nothing")
    }
  }

  @Test("an assumption acts under what it is declared for", arguments: Relationship.allCases)
  func only(relationship: Relationship) throws {
    let base = try Base(relationship)
    let walk = KeyWalk(base.scenario)
    for path in walk.paths
    where (walk.only[path] != nil || walk.assumptions.contains(path)) && Self.exempt[path] == nil {
      let acts = walk.only[path].map { $0 == relationship } ?? true
      let shows = (walk.moves[path] ?? []).contains {
        base.shows(settled: $0.isChangeable, $0.apply)
      }
      #expect(shows == acts, "\(path) \(shows ? "acts" : "does nothing") under a \(relationship)")
    }
  }

  @Test("what is not to act does not, so that what shows is due to the key")
  func texts() throws {
    let base = try Base(.contract)
    for settled in [true, false] {
      #expect(!base.shows(settled: settled) { $0.customers.segments[0].name = "Homes" })
      #expect(!base.shows(settled: settled) { $0.growth.doses += 1 })
      #expect(!base.shows(settled: settled) { $0.evidence = [Evidence()] })
      // Keys of a repertoire market do nothing under a contract.
      #expect(!base.shows(settled: settled) { $0.loyalty.inertia += 1 })
    }
  }

  @Test("names and the plan move numbers too")
  func byHand() throws {
    let base = try Base(.contract)
    func shows(
      _ what: String, settled: Bool = true, _ change: @escaping (inout Scenario) -> Void
    ) { #expect(base.shows(settled: settled, change), "\(what) does nothing") }
    shows("start", settled: false) { $0.journeys[0].start = "check" }
    shows("team", settled: false) { $0.journeys[0].touchpoints[1].team = "field" }
    shows("starts to") { $0.journeys[3].starts[0].to = "call" }
    shows("effects of", settled: false) {
      $0.customers.segments[0].effects[0].attribute = "home"
    }
    shows("effects is", settled: false) { $0.customers.segments[0].effects[0].value = "old" }
    shows("given of", settled: false) { $0.customers.segments[0].given[0].attribute = "none" }
    shows("given is", settled: false) { $0.customers.segments[0].given[0].value = "old" }
    shows("likelier of", settled: false) { $0.customers.needs[0].likelier[0].attribute = "none" }
    shows("likelier is", settled: false) { $0.customers.needs[0].likelier[0].value = "young" }
    shows("geographic") { $0.segmentation?.geographic = "age" }
    shows("demographic") { $0.segmentation?.demographic = "age, tenure" }
    shows("lifestyle") { $0.segmentation?.lifestyle = "age" }
    shows("want") { $0.segmentation?.want = "calm" }
    shows("sites teams", settled: false) { $0.sites[1].teams[0].by = "field" }
    shows("holidays team", settled: false) { $0.clock.holidays[1].team = "field" }
    shows("next") { $0.journeys[0].touchpoints[1].next[0].to = "visit" }
    shows("chases to") { $0.journeys[0].chases?.to = "visit" }
    shows("features journey") { $0.features[0].journey = "bill" }
    shows("unresolved") { $0.journeys[0].touchpoints[1].unresolved[0].to = "visit" }
    shows("plan at") { $0.courses[0].at = .month(1) }
    shows("plan every") { $0.courses[0].everyMonths = 1 }
    shows("plan until") { $0.courses[0].until = .month(4) }
    shows("plan course") { $0.courses[0].course = "faults" }
    shows("plan train") { $0.courses = [] }
    func phase(at moment: Moment, in scenario: inout Scenario) {
      var settings = scenario
      settings.quality.mean += 5
      scenario.phases = [Phase(at: moment, settings: settings, changes: [])]
    }
    // A price that is held matters once the price changes.
    var dearer = base.scenario
    var phase4 = dearer
    phase4.customers.contract.price *= 1.5
    dearer.phases = [Phase(at: .month(4), settings: phase4, changes: [])]
    var held = dearer
    held.customers.contract.holdsPrice = true
    held.phases[0].settings.customers.contract.holdsPrice = true
    #expect(
      base.world.run(try Model(dearer)).fingerprint != base.world.run(try Model(held)).fingerprint)
    // Rivals answer a price that falls.
    func cheaper(_ answers: Double, after months: Double) throws -> Int {
      var scenario = base.scenario
      scenario.market.rivals[0].answers = answers
      scenario.market.rivals[0].answersAfter = months
      var settings = scenario
      settings.customers.contract.price *= 0.8
      scenario.phases = [Phase(at: .month(4), settings: settings, changes: [])]
      return base.world.run(try Model(scenario)).fingerprint
    }
    let answered = try cheaper(0.6, after: 2)
    #expect(try answered != cheaper(0.3, after: 2))
    #expect(try answered != cheaper(0.6, after: 3))
    shows("plan set") { phase(at: .month(4), in: &$0) }
    // Later, it is something else again.
    var (early, late) = (base.scenario, base.scenario)
    phase(at: .month(4), in: &early)
    phase(at: .month(8), in: &late)
    #expect(
      base.world.run(try Model(early)).fingerprint != base.world.run(try Model(late)).fingerprint)
  }

  @Test("a line that nobody serves is refused")
  func noTeam() throws {
    for channel in Channel.allCases where channel != .selfService {
      var scenario = Scenario.everything(.contract)
      scenario.journeys[1].touchpoints[0].channel = channel
      #expect(throws: ModelError.self) { try Model(scenario) }
    }
  }

  @Test("what is drawn once cannot be changed under people's feet")
  func drawnOnce() throws {
    let base = try Base(.repertoire)
    for change: (inout Scenario) -> Void in [
      { $0.teams[0].skill.mean += 0.2 }, { $0.teams[0].engagement.spread = 0 },
      { $0.customers.segments[0].occasions = .constant(10) },
      { $0.market.rivals[1].enters = .month(1) }, { $0.clock.settleMonths += 1 },
      { $0.customers.total = 110 }, { $0.teams[0].onDuty = 1 },
    ] {
      var changed = base.scenario
      change(&changed)
      #expect(!base.model.canStart(try Model(changed)))
    }
  }
}

extension ReplicationResult {
  /// A number that changes when any number of the result does.
  fileprivate var fingerprint: Int {
    var hasher = Hasher()
    func unordered(_ parts: some Sequence<some Hashable>) {
      hasher.combine(parts.reduce(0) { $0 ^ $1.hashValue })
    }
    hasher.combine(summary.values.map(\.bitPattern))
    hasher.combine(timeline.values.map(\.bitPattern))
    unordered(leavers.map { Pair(key: $0.key, bits: [$0.value.bitPattern]) })
    unordered(cohorts.map { Pair(key: $0.key, bits: $0.value.map(\.bitPattern)) })
    for counts in survival {
      hasher.combine([counts.view, counts.cohort, counts.segment])
      hasher.combine(counts.atRisk + counts.events + counts.survival)
    }
    hasher.combine(observed.flatMap { [$0.from, $0.customers, $0.answers, $0.firstYear] })
    for fate in fates { hasher.combine([Double(fate.segment), fate.left]) }
    if let records {
      for t in records.transactions { hasher.combine([Int64(t.customer), Int64(t.day), t.amount]) }
      for l in records.lifetimes { hasher.combine([l.entry, l.duration]) }
      for p in records.people { hasher.combine(p.attributes) }
      for e in records.events { hasher.combine(e.time) }
    }
    return hasher.finalize()
  }

  private struct Pair<Key: Hashable>: Hashable {
    let key: Key
    let bits: [UInt64]
  }
}
