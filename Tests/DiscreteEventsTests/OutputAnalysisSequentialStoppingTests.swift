import DiscreteEvents
import RandomVariates
import Testing

@Suite("Output analysis: sequential stopping")
struct OutputAnalysisSequentialStoppingTests {
  /// Adds normals of a mean and standard deviation 1 until the mean is precise.
  private func experiment(
    _ precision: SequentialStopping.Precision, mean: Double, minimum: Int = 10, run: Int
  ) -> SequentialStopping {
    let source = RandomSource(seed: 1965, replication: UInt32(run))
    source.seek(1, 0, 0)
    var experiment = SequentialStopping(to: precision, minimum: minimum)
    while !experiment.isPrecise { experiment.add(mean + source.normal()) }
    return experiment
  }

  @Test("stops once the half-width is small enough, after about as many as theory says")
  func absolute() {
    var counts = Tally()
    let coverage = KnownSeries.coverage(of: 3, runs: 1_000) { run in
      let done = experiment(.absolute(0.2), mean: 3, run: run)
      #expect(done.estimate.halfWidth <= 0.2)
      counts.add(Double(done.count))
      return (done.estimate.lower, done.estimate.upper)
    }
    #expect(coverage > 0.91 && coverage < 0.97)
    // (1.96 / 0.2)² = 96 for a known variance; slightly more with Student's t.
    #expect(counts.mean > 92 && counts.mean < 100)
  }

  @Test("a relative precision is one of the true mean")
  func relative() {
    let errors = (1...500).map { run in
      let done = experiment(.relative(0.1), mean: -3, run: run)
      #expect(done.estimate.halfWidth <= 0.1 / 1.1 * abs(done.estimate.mean))
      return abs(done.estimate.mean + 3) / 3
    }
    let within = Double(errors.count { $0 <= 0.1 }) / 500
    #expect(within > 0.92)
    // A third of the replications would not do: about fifty were made.
    let third = (1...500).count { run in
      abs(Tally(KnownSeries.normals(17, run: run)).mean) <= 0.3
    }
    #expect(Double(third) / 500 < 0.85)
  }

  @Test("too small a minimum stops too early and covers too seldom")
  func minimum() {
    func coverage(_ minimum: Int) -> Double {
      KnownSeries.coverage(of: 0, runs: 4_000) { run in
        let done = experiment(.absolute(0.3), mean: 0, minimum: minimum, run: run)
        #expect(done.count >= minimum)
        return (done.estimate.lower, done.estimate.upper)
      }
    }
    #expect(coverage(2) < 0.92)
    #expect(coverage(30) > 0.92)
  }

  @Test("the number needed is the smallest that would do with the present variance")
  func needed() throws {
    for precision in [SequentialStopping.Precision.absolute(0.05), .relative(0.03)] {
      var experiment = SequentialStopping(to: precision)
      for value in KnownSeries.normals(15, run: 3) { experiment.add(2 + value) }
      let needed = try #require(experiment.replicationsNeeded)
      let wanted = precision == .absolute(0.05) ? 0.05 : 0.03 / 1.03 * experiment.tally.mean
      func half(_ n: Int) -> Double {
        ConfidenceInterval.studentQuantile(level: 0.95, count: n)
          * experiment.tally.standardDeviation / Double(n).squareRoot()
      }
      #expect(needed > 100)
      #expect(half(needed) <= wanted)
      #expect(half(needed - 1) > wanted)
    }
  }

  @Test("is precise as soon as no more are needed, and not before the minimum")
  func consistent() {
    var (experiment, wasNeeded) = (SequentialStopping(to: .absolute(0.4), minimum: 12), false)
    for value in KnownSeries.normals(200, run: 4) {
      experiment.add(value)
      if let needed = experiment.replicationsNeeded {
        #expect(experiment.isPrecise == (needed <= experiment.count))
        #expect(needed >= 12)
        wasNeeded = wasNeeded || needed > experiment.count
      }
      if experiment.count < 12 { #expect(!experiment.isPrecise) }
    }
    #expect(wasNeeded)
    #expect(experiment.isPrecise)
  }

  @Test("none, equal, zero-mean and infinite samples")
  func edges() {
    var experiment = SequentialStopping(to: .relative(0.1), minimum: 2)
    #expect(!experiment.isPrecise)
    #expect(experiment.replicationsNeeded == nil)
    #expect(experiment.estimate.mean.isNaN)
    experiment.add(1)
    #expect(!experiment.isPrecise)
    #expect(experiment.replicationsNeeded == nil)
    experiment.add(-1)
    #expect(!experiment.isPrecise)
    #expect(experiment.replicationsNeeded == nil)
    experiment.add(.infinity)
    #expect(!experiment.isPrecise)
    #expect(experiment.replicationsNeeded == nil)
    var equal = SequentialStopping(to: .absolute(1e-300))
    for _ in 0..<9 { equal.add(0.1) }
    #expect(!equal.isPrecise)
    #expect(equal.replicationsNeeded == 10)
    equal.add(0.1)
    #expect(equal.isPrecise)
    var impossible = SequentialStopping(to: .absolute(1e-300))
    for value in [0.1, 0.2] { impossible.add(value) }
    #expect(impossible.replicationsNeeded == nil)
  }
}
