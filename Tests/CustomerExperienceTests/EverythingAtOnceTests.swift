import DiscreteEvents
import Experiments
import RandomVariates
import Testing

@testable import CustomerExperience

/// What has to hold whatever goes on does so with every mechanism on, under a contract and in a repertoire market.
@Suite("Everything at once")
struct EverythingAtOnceTests {
  // MARK: - Nothing is forgotten

  @Test("every optional section is at work in one of the two, and every table has rows")
  func nothingIsForgotten() {
    let found = Relationship.allCases.map { SectionWalk(.everything($0)).there }
    #expect(found[0].keys == found[1].keys && found[0].count > 20)
    // Published figures are held against results after the run.
    for path in found[0].keys.sorted() where path != "evidence" {
      #expect(found.contains { $0[path] == true }, "\(path) is in neither scenario")
    }
  }

  // MARK: - Conservation and determinism

  @Test(
    "customers, money, staff, stamps, stock and all the rest balance",
    arguments: Relationship.allCases)
  func balances(relationship: Relationship) throws {
    let model = try Model(.everything(relationship))
    for number in 1...4 {
      let run = try model.settledWorld(seed: 5, replication: number).run(model)
      #expect(run.violations.isEmpty, "\(run.violations)")
      func all(_ metric: String) throws -> Double {
        try #require(run.summary[SeriesKey(metric, "all")], "\(metric)")
      }
      // Who left may have come back: fates know the first time alone.
      #expect(run.leavers.values.reduce(0, +) == (try all("left")))
      let profit = try #require(run.timeline[SeriesKey("profit", "all")])
      #expect(abs(profit.reduce(0, +) - (try all("profit"))) < 1e-6)
      for metric in ["joined", "left", "complaints"] { #expect(try all(metric) > 0, "\(metric)") }
    }
  }

  @Test("a posting that gets lost is reported", arguments: Relationship.allCases, [1, 40, 400])
  func lostPosting(relationship: Relationship, number: Int) throws {
    let model = try Model(.everything(relationship))
    var simulation = try model.settledWorld(seed: 5, replication: 1).simulation.copied()
    simulation.ledger.dropsPosting = number
    simulation.run(under: model.settings, phases: [], to: 13)
    #expect(simulation.result.violations.contains { $0.hasPrefix("money") })
  }

  @Test("numbers are the same whatever the number of jobs", arguments: Relationship.allCases)
  func determinism(relationship: Relationship) async throws {
    func text(jobs: Int, seed: UInt64 = 3) async throws -> String {
      var options = ExperimentOptions()
      (options.replications, options.seed, options.jobs) = (2, seed, jobs)
      (options.keepsRecords, options.runsGrowth) = (true, false)
      return String(
        describing: try await Experiment.run(.everything(relationship), options: options))
    }
    let alone = try await text(jobs: 1)
    #expect(alone == (try await text(jobs: 2)))
    #expect(alone != (try await text(jobs: 2, seed: 4)))
  }

  @Test("a scenario against itself differs in nothing", arguments: Relationship.allCases)
  func itself(relationship: Relationship) async throws {
    var options = ExperimentOptions()
    options.replications = 3
    let scenario = Scenario.everything(relationship)
    func compare(_ other: Scenario) async throws -> VariantOutcome {
      try #require(
        try await Experiment.compare(
          scenario, with: [.init(name: "v", title: "v", changes: [], scenario: other)],
          options: options
        ).variants.first)
    }
    func isZero(_ row: DifferenceRow) -> Bool {
      // Of one replication alone there is no interval.
      row.difference.mean == 0
        && (row.difference.replications < 2
          || row.difference.lower == 0 && row.difference.upper == 0 && row.verdict == .same)
    }
    let same = try await compare(scenario)
    #expect(same.differences.count > 100)
    for row in same.differences { #expect(isZero(row), "\(row.metric.id) \(row.subject)") }
    #expect(same.timeline.allSatisfy { $0.estimates.allSatisfy { $0 == nil || $0?.mean == 0 } })
    #expect(same.changed.allSatisfy { $0.saved == 0 && $0.lost == 0 })
    var better = scenario
    better.quality.mean += 5
    #expect(!(try await compare(better)).differences.allSatisfy(isZero))
  }

  // MARK: - Luck

  /// What chance alone brings to somebody, whatever they go through.
  private struct Luck: Equatable {
    /// When the present spell with us began: whoever has come back lives on from there.
    var since: Double
    var segment: UInt8
    var taste: Double
    var spendLevel: Double
    var occasionRate: Double
    /// How many occasions there were, and when the next is due.
    var occasions: Int32
    var occasionDue: Double
    /// How many needs of each kind there were, and when the next is due; of kinds that come at a rate.
    var needs: [Need]

    struct Need: Equatable {
      var journey: Int
      var count: Int
      var due: Double
    }
  }

  /// The luck of everybody still there after four months, by their birth certificates.
  private func luck(_ scenario: Scenario) throws -> [UInt64: Luck] {
    let model = try Model(scenario)
    let world = try model.settledWorld(seed: 9, replication: 1)
    var simulation = world.simulation.copied()
    simulation.run(under: model.settings, phases: [], to: 4)
    defer { withExtendedLifetime(simulation.tables) {} }
    var found: [UInt64: Luck] = [:]
    for row in simulation.customers.indices where simulation.customers[row].isActive {
      let customer = simulation.customers[row]
      let needs = scenario.journeys.indices.compactMap { journey -> Luck.Need? in
        guard scenario.journeys[journey].need.rate != nil else { return nil }
        guard let place = simulation.needPlace(row, journey) else { return nil }
        let count = simulation.needCounts[row * scenario.journeys.count + journey].all
        return Luck.Need(journey: journey, count: count, due: simulation.needTimes[place].due)
      }
      let shopper =
        model.settings.bond.isChosenOnOccasions ? simulation.shoppers[row] : nil
      found[customer.hash] = Luck(
        since: customer.since, segment: customer.segment, taste: customer.taste,
        spendLevel: shopper?.spendLevel ?? 1, occasionRate: shopper?.occasionRate ?? 0,
        occasions: shopper?.occasions ?? 0, occasionDue: shopper == nil ? .infinity : customer.due,
        needs: needs)
    }
    return found
  }

  /// Sections that are about when and how often people come: with one of them off they come at other times.
  private static let timing = [
    "customers.segments.*.season", "customers.segments.*.household", "journeys.*.need.peak",
  ]

  @Test(
    "with a section switched off everybody keeps their luck",
    arguments: Relationship.allCases)
  func luckIsKept(relationship: Relationship) throws {
    let scenario = Scenario.everything(relationship)
    let before = try luck(scenario)
    #expect(before.count > 80)
    var switched = 0
    for (path, turnOff) in SectionWalk(scenario).switches where !Self.timing.contains(path) {
      var without = scenario
      turnOff(&without)
      #expect(without != scenario, "\(path)")
      // Some cannot be done without.
      guard (try? Model(without)) != nil else { continue }
      switched += 1
      let after = try luck(without)
      var met = 0
      for (hash, one) in before {
        // Who came, or came back, at another time has lived through something else.
        guard let other = after[hash], other.since == one.since else { continue }
        // Who joins instead of those lost is drawn in their mix, and the mix may be another.
        if other.segment != one.segment, other.since > 0 { continue }
        met += 1
        #expect(other == one, "\(path)")
      }
      #expect(met > 40, "\(path): \(met) are in both worlds")
    }
    #expect(switched > 10, "\(switched)")
    // It would show: with other needs they have other luck.
    var more = scenario
    for j in more.journeys.indices where more.journeys[j].need.rate != nil {
      more.journeys[j].need.rate = .constant(20)
    }
    let other = try luck(more)
    #expect(before.contains { hash, one in other[hash].map { $0 != one } ?? false })
  }
}

/// The optional sections and the tables of a scenario, by their paths in the declarations, with `*` for an element.
private struct SectionWalk {
  /// Whether each section or table is there, anywhere.
  private(set) var there: [String: Bool] = [:]
  /// Ways of switching off the sections that are there.
  private(set) var switches: [(path: String, turnOff: (inout Scenario) -> Void)] = []
  fileprivate let scenario: Scenario

  init(_ scenario: Scenario) {
    self.scenario = scenario
    walk(at: \Scenario.self, prefix: "")
  }

  fileprivate mutating func walk<Root: Declared>(
    at root: WritableKeyPath<Scenario, Root>?, prefix: String
  ) {
    for key in Root.keys {
      var visit = Visit(walk: self, root: root, prefix: prefix + key.name)
      switch key.slot {
      case .section(let slot): slot.accept(&visit)
      case .optionalSection(let slot): slot.accept(&visit)
      case .table(let slot): slot.accept(&visit)
      case .list(let slot): slot.accept(&visit)
      default: break
      }
      self = visit.walk
    }
  }

  fileprivate mutating func note(_ path: String, isThere: Bool) {
    there[path] = isThere || there[path] == true
  }

  fileprivate mutating func note(_ path: String, off turnOff: @escaping (inout Scenario) -> Void) {
    switches.append((path, turnOff))
  }

  private struct Visit<Root: Declared>: SlotVisitor {
    var walk: SectionWalk
    let root: WritableKeyPath<Scenario, Root>?
    let prefix: String

    private func child<Child>(_ path: WritableKeyPath<Root, Child>) -> WritableKeyPath<
      Scenario, Child
    >? { root?.appending(path: path) }

    mutating func section<Child: Declared>(_ path: Path<Root, Child>) {
      walk.walk(at: child(path), prefix: prefix + ".")
    }

    mutating func optionalSection<Child: Declared>(_ path: Path<Root, Child?>) {
      let place = child(path)
      let isThere = place.map { walk.scenario[keyPath: $0] != nil } ?? false
      walk.note(prefix, isThere: isThere)
      guard let place, isThere else {
        walk.walk(at: WritableKeyPath<Scenario, Child>?.none, prefix: prefix + ".")
        return
      }
      walk.note(prefix) { $0[keyPath: place] = nil }
      walk.walk(at: place.appending(path: \.orFresh), prefix: prefix + ".")
    }

    mutating func table<Child: Declared & Identified>(
      _ path: Path<Root, [Child]>, of noun: String
    ) { elements(path) }

    mutating func list<Child: Declared>(_ path: Path<Root, [Child]>) { elements(path) }

    private mutating func elements<Child: Declared>(_ path: Path<Root, [Child]>) {
      let place = child(path)
      let count = place.map { walk.scenario[keyPath: $0].count } ?? 0
      walk.note(prefix, isThere: count > 0)
      walk.walk(at: WritableKeyPath<Scenario, Child>?.none, prefix: prefix + ".*.")
      guard let place else { return }
      for index in 0..<count {
        walk.walk(at: place.appending(path: \.[index]), prefix: prefix + ".*.")
      }
    }
  }
}

extension Optional where Wrapped: Declared {
  /// The section, or a new one.
  fileprivate var orFresh: Wrapped {
    get { self ?? Wrapped() }
    set { self = newValue }
  }
}
