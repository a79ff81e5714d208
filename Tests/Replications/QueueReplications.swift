import CustomerExperience
import DiscreteEvents
import RandomVariates
import Testing

/// The exact figures of M/M/n with exponential patience, from its birth-and-death process; times in
/// minutes.
struct ErlangA: Sendable, CustomTestStringConvertible {
  var perMinute: Double
  var service = 1.0
  /// Mean patience; infinite for Erlang C.
  var patience: Double
  var servers: Int

  private struct Figures {
    var total = 0.0, delayed = 0.0, queue = 0.0, busy = 0.0
  }

  private var figures: Figures {
    var figures = Figures()
    var weight = 1.0
    for n in 0..<5_000 {
      figures.total += weight
      if n >= servers { figures.delayed += weight }
      figures.queue += weight * Double(max(0, n - servers))
      figures.busy += weight * Double(min(n, servers))
      let death =
        Double(min(n + 1, servers)) / service + Double(max(0, n + 1 - servers)) / patience
      weight *= perMinute / death
    }
    return figures
  }

  var delayedShare: Double { figures.delayed / figures.total }
  var occupancy: Double { figures.busy / figures.total / Double(servers) }
  /// Mean wait of all, in seconds.
  var wait: Double { figures.queue / figures.total / perMinute * 60 }
  var abandonment: Double { wait / 60 / patience }

  var testDescription: String { "\(perMinute)/min, \(servers) servers, patience \(patience) min" }

  /// The same line as a scenario: one customer without needs, and the load from outside.
  var scenario: Scenario {
    var s = Scenario.atRest(.contract, customers: 1, months: 1)
    s.clock.start = 20_485  // a February
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    var team = Team.steady("desk", onDuty: servers)
    var background = Background()
    background.ratePerHour = perMinute * 60
    background.peaks = []
    background.service = .exponential(mean: service)
    background.patience = patience.isFinite ? .exponential(mean: patience) : .constant(1_440)
    team.background = background
    s.teams = [team]
    return s
  }
}

@Suite("R01, R02 and R30: lines")
struct QueueReplications {
  /// Garnett, Mandelbaum & Reiman (2002).
  private static let published = ErlangA(perMinute: 48, patience: 2, servers: 50)

  private func agrees(_ samples: [Double], _ exact: Double, _ tolerance: Double) -> Bool {
    covers(samples, exact) && abs(mean(samples).mean - exact) < tolerance
  }

  @Test("the formulas give the published figures")
  func formulas() {
    let exact = Self.published
    #expect(abs(exact.abandonment - 0.0309) < 5e-5)
    #expect(abs(exact.wait - 3.71) < 5e-3)
    #expect(abs(exact.delayedShare - 0.468) < 5e-4)
    #expect(abs(exact.occupancy - 0.930) < 5e-4)
    let patient = ErlangA(perMinute: 48, patience: .infinity, servers: 50)
    #expect(abs(patient.wait - 20.83) < 5e-3)
  }

  @Test("R01: Erlang-A, and not without patience")
  func erlangA() throws {
    let exact = Self.published
    let runs = try replicate(exact.scenario, 4)
    #expect(runs.conserve)
    let calls = try runs.values("contacts", "team:desk")
    #expect(calls.reduce(0, +) >= 1e6)
    func check(_ runs: [ReplicationResult]) throws -> [Bool] {
      [
        agrees(try runs.values("abandonment_rate", "team:desk"), exact.abandonment, 0.002),
        agrees(try runs.values("mean_wait_all", "team:desk"), exact.wait, 0.25),
        agrees(try runs.values("delayed_share", "team:desk"), exact.delayedShare, 0.01),
        agrees(try runs.values("occupancy", "team:desk"), exact.occupancy, 0.003),
      ]
    }
    #expect(try check(runs) == [true, true, true, true])
    let patient = ErlangA(perMinute: 48, patience: .infinity, servers: 50)
    let without = try replicate(patient.scenario, 2)
    #expect(try check(without) == [false, false, false, false])
    let waits = mean(try without.values("mean_wait_all", "team:desk"))
    // Waits of a busy line are so correlated that two months know their mean to a few seconds.
    #expect(abs(waits.mean - patient.wait) < 6)
  }

  @Test(
    "R02: the share that gives up is the rate of giving up times the mean wait",
    arguments: [
      ErlangA(perMinute: 4, patience: 2, servers: 4),
      ErlangA(perMinute: 5, patience: 1, servers: 4),
      ErlangA(perMinute: 9, patience: 4, servers: 9),
      ErlangA(perMinute: 11, patience: 2, servers: 9),
      ErlangA(perMinute: 6, service: 0.5, patience: 3, servers: 3),
    ])
  func abandonment(line: ErlangA) throws {
    let runs = try replicate(line.scenario, 1)
    let share = mean(try runs.values("abandonment_rate", "team:desk")).mean
    let wait = mean(try runs.values("mean_wait_all", "team:desk")).mean
    #expect(abs(share / (wait / 60 / line.patience) - 1) < 0.02)
    #expect(abs(share / line.abandonment - 1) < 0.05)
    // With patience of the same mean that does not vary the identity is another.
    var fixed = line.scenario
    fixed.teams[0].background?.patience = .constant(line.patience)
    let other = try replicate(fixed, 1)
    let fixedShare = mean(try other.values("abandonment_rate", "team:desk")).mean
    let fixedWait = mean(try other.values("mean_wait_all", "team:desk")).mean
    #expect(abs(fixedShare / (fixedWait / 60 / line.patience) - 1) > 0.02)
  }

  /// Calls of which a share is not resolved, and the share of those who then ring again.
  private func calls(resolves: Double, recontact: Double) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 1_000, months: 12)
    var call = Touchpoint.phone(team: "desk", service: .exponential(mean: 2), resolves: resolves)
    var again = Route()
    (again.to, again.share, again.after) = ("call", 1, .constant(60))
    call.unresolved = [again]
    s.journeys = [.need("fault", perYear: 120, at: call)]
    s.journeys[0].recontact = recontact
    s.teams = [.steady("desk", onDuty: 30)]
    return s
  }

  @Test("R04: a better first contact saves repeat contacts")
  func repeatContacts() throws {
    func load(_ resolves: Double, _ recontact: Double) throws -> Double {
      let runs = try replicate(calls(resolves: resolves, recontact: recontact), 1)
      #expect(runs.conserve)
      let fcr = try runs.values("first_contact_resolution", "journey:fault")[0]
      #expect(abs(fcr - resolves) < 0.006)  // four standard errors of 120,000
      return try runs.values("contacts", "journey:fault")[0]
        / runs.values("needs", "journey:fault")[0]
    }
    let (poor, better) = (try load(0.70, 0.9), try load(0.75, 0.9))
    #expect(abs(poor - 1 / (1 - 0.9 * 0.30)) < 0.01)
    #expect(abs(better / poor - 0.942) < 0.005 * 0.942)
    // Where nobody rings again there is nothing to save.
    #expect(try load(0.75, 0) == load(0.70, 0))
  }
}
