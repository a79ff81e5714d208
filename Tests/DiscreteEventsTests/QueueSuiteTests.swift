import DiscreteEvents
import RandomVariates
import Testing

@testable import QueueValidation

@Suite("Validation suite")
struct QueueSuiteTests {
  @Test("every figure of every queue holds")
  func holds() {
    let rows = QueueSuite.run(replications: 20, seed: 2)
    #expect(rows.count > 50)
    for row in rows {
      #expect(row.holds, "\(row.model): \(row.figure) \(row.exact), not \(row.simulated)")
    }
  }

  /// How many figures of a case hold after a change of its network.
  private func held(_ name: String, _ change: (inout QueueNetwork) -> Void) throws -> [Bool] {
    let item = try #require(QueueSuite.cases.first { $0.name == name })
    var network = item.network
    change(&network)
    let outcomes = (1...20).map {
      network.run(replication: $0, warmUp: item.warmUp, duration: item.duration)
    }
    return item.figures.map { figure in
      QueueSuite.Row(
        model: name, figure: figure.name, exact: figure.exact,
        simulated: .ofMean(outcomes.map(figure.of), level: 0.999), slack: figure.slack
      ).holds
    }
  }

  @Test("what is wrong is found out")
  func power() throws {
    #expect(try held("M/M/1/6") { $0.nodes[0].room = 7 }.contains(false))
    #expect(
      try held("M/M/10+M (Erlang-A)") { $0.nodes[0].patience = .exponential(mean: 1.5) }
        == [false, false, false, false, false])
    #expect(try held("M/D/1") { $0.nodes[0].service = [.exponential(mean: 1)] }.contains(false))
    #expect(
      try held("priorities, preemptive-resume") { $0.nodes[0].preempts = false } == [false, false])
    #expect(
      try held("priorities, non-preemptive") { $0.nodes[0].preempts = true }.contains(false))
    #expect(
      try held("machine repair, 10 machines and 2 repairers") { $0.arrivals[0].population = 11 }
        == [false, false])
  }

  @Test("formulas agree with one another")
  func formulas() throws {
    let wait = ExactQueues.pollaczekKhinchine(rate: 0.8, mean: 1, sd: 1)
    #expect(abs(wait - 4) < 1e-12)
    #expect(abs(ExactQueues.cobham(rates: [0.8], means: [1], sds: [1])[0] - wait) < 1e-12)
    #expect(
      abs(ExactQueues.preemptiveResume(rates: [0.8], means: [1], sds: [1])[0] - wait - 1) < 1e-12)
    // Erlang B by its recursion.
    var lost = 1.0
    for n in 1...8 { lost = 7 * lost / (Double(n) + 7 * lost) }
    let exact = BirthAndDeath(limit: 8, birth: { _ in 7 }, death: { Double($0) })
    #expect(abs(exact.chances[8] - lost) < 1e-12)
    let through = ExactQueues.throughputs(outside: [1, 0], routes: [[0, 0.5], [0.5, 0]])
    #expect(abs(through[0] - 4.0 / 3) < 1e-9)
    let swing = ExactQueues.sinusoidalLoad(mean: 10, amplitude: 0.5, period: 7, phases: 5)
    #expect(abs(swing.reduce(0, +) / 5 - 10) < 1e-9)
  }
}
