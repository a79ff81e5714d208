import DiscreteEvents
import Testing

@Suite("Queues with known answers")
struct QueueTheoryTests {
  /// Expects the mean of replications to lie within four standard errors of the exact figure.
  func expect(
    _ samples: [Double], near exact: Double, _ what: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let tally = Tally(samples)
    #expect(
      abs(tally.mean - exact) < 4 * tally.standardError, what, sourceLocation: sourceLocation)
    // The test would be empty if the error were large.
    #expect(tally.standardError < 0.05 * exact, what, sourceLocation: sourceLocation)
  }

  @Test(
    "M/M/1, M/M/c (Erlang C) and M/M/c with impatience (Erlang-A)",
    arguments: [
      QueueModel(arrivalRate: 0.7),
      QueueModel(arrivalRate: 8, servers: 10),
      QueueModel(arrivalRate: 11, servers: 10, abandonRate: 0.5),
      QueueModel(arrivalRate: 4, serviceRate: 0.5, servers: 9, abandonRate: 2),
    ])
  func erlang(_ model: QueueModel) {
    let exact = ErlangA(model)
    let runs = (1...20).map { model.run(replication: $0, duration: 20_000 / model.arrivalRate) }
    let statistics = runs.map(\.statistics)
    expect(statistics.map(\.meanQueue), near: exact.meanQueue, "mean queue")
    expect(statistics.map(\.occupancy), near: exact.occupancy, "occupancy")
    expect(statistics.map(\.delayedShare), near: exact.delayedShare, "share delayed")
    expect(statistics.map(\.meanWaitAll), near: exact.meanWait, "mean wait")
    if model.abandonRate > 0 {
      expect(statistics.map(\.abandonmentRate), near: exact.abandonmentRate, "abandonment")
    } else {
      #expect(statistics.allSatisfy { $0.reneged == 0 })
    }
    #expect(runs.allSatisfy { $0.littleGap < 1e-9 })
  }

  @Test("the exact figures agree with the formulas of the textbook")
  func formulas() {
    let single = ErlangA(QueueModel(arrivalRate: 0.7))
    #expect(abs(single.meanQueue - 0.49 / 0.3) < 1e-9)
    #expect(abs(single.meanWait - 0.7 / 0.3) < 1e-9)
    // Erlang C for eight erlangs and ten servers.
    #expect(abs(ErlangA(QueueModel(arrivalRate: 8, servers: 10)).delayedShare - 0.409180) < 1e-6)
  }

  @Test("non-preemptive priorities wait as Cobham (1954) found")
  func priorities() {
    let model = QueueModel(arrivalRate: 0.7, priorities: 2)
    let runs = (1...20).map { model.run(replication: $0, duration: 30_000) }
    let residual = 0.7
    expect(runs.map { $0.waits[0].mean }, near: residual / (1 - 0.35), "urgent")
    expect(
      runs.map { $0.waits[1].mean }, near: residual / ((1 - 0.35) * (1 - 0.7)), "not urgent")
  }

  @Test("a replication repeats itself exactly")
  func repeats() {
    let model = QueueModel(arrivalRate: 11, servers: 10, abandonRate: 0.5)
    let (a, b) = (
      model.run(replication: 3, duration: 200), model.run(replication: 3, duration: 200)
    )
    #expect(a.statistics == b.statistics)
  }
}
