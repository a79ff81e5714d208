import DiscreteEvents
import RandomVariates
import Testing

@Suite("Arrival processes")
struct ArrivalProcessTests {
  private func source(_ replication: Int) -> RandomSource {
    let source = RandomSource(seed: 11, replication: UInt32(replication))
    source.seek(3, 1, 4)
    return source
  }

  /// Arrivals by day over many days of 1,440 minutes.
  private func daily(_ process: ArrivalProcess, days: Int, replication: Int = 1) -> [Double] {
    var process = process
    var counts = [Double](repeating: 0, count: days)
    let source = source(replication)
    var now = 0.0
    while true {
      let arrival = process.next(after: now, source)
      #expect(arrival.time >= now && arrival.count >= 1)
      now = arrival.time
      guard now < Double(days) * 1_440 else { return counts }
      counts[Int(now / 1_440)] += Double(arrival.count)
    }
  }

  @Test("a steady rate is a Poisson process: a day's count varies as much as its mean")
  func steady() {
    let counts = Tally(daily(ArrivalProcess(rate: 0.1), days: 2_000))
    #expect(abs(counts.mean - 144) < 4 * counts.standardError)
    // The variance of a variance of n Poisson counts is about 2σ⁴/n.
    #expect(abs(counts.variance - 144) < 4 * 144 * (2.0 / 2_000).squareRoot())
  }

  @Test("busy days and quiet days: the variance gains the mean squared times the factor's")
  func busyness() {
    var process = ArrivalProcess(rate: 0.1)
    process.busyness = Sampler(.gamma(mean: 1, sd: 0.25))
    let counts = Tally(daily(process, days: 4_000))
    #expect(abs(counts.mean - 144) < 4 * counts.standardError)
    let expected = 144 + 144.0 * 144 * 0.0625
    #expect(abs(counts.variance - expected) < 5 * expected * (2.0 / 4_000).squareRoot())
  }

  @Test("a weekly rate and a thinned one of the same shape bring as many, at the same hours")
  func weeklyAndThinned() throws {
    // Open on the first twelve hours of each day, twice as busy in the first three.
    let hours = WeeklyHours(intervals: (0..<7).map { $0 * 1_440..<$0 * 1_440 + 720 })
    let weekly = WeeklyRate(base: 0.2, hours: hours, factors: [(0, 180, 2)])
    let thinned = ArrivalProcess(greatest: 0.4) { weekly.rate(at: $0) }
    let counts = [ArrivalProcess(weekly), thinned].enumerated().map {
      Tally(daily($1, days: 1_500, replication: $0 + 1))
    }
    for tally in counts { #expect(abs(tally.mean - 180) < 4 * tally.standardError) }
    var process = thinned
    let random = source(5)
    var now = 0.0
    var early = Tally()
    for _ in 0..<20_000 {
      now = process.next(after: now, random).time
      let minute = now.truncatingRemainder(dividingBy: 1_440)
      #expect(minute < 720)
      early.add(minute < 180 ? 1 : 0)
    }
    #expect(abs(early.mean - 0.4) < 4 * early.standardError)
  }

  @Test("the week may begin on any minute, and a busy day applies to weekly rates too")
  func offsets() {
    let hours = WeeklyHours(intervals: [600..<660])
    let rate = WeeklyRate(base: 1, hours: hours)
    var process = ArrivalProcess(rate, minuteOfWeekAtZero: 600)
    #expect(process.next(after: 0, source(1)).time < 60)
    var late = ArrivalProcess(rate, minuteOfWeekAtZero: 660)
    let arrival = late.next(after: 0, source(1)).time
    #expect(arrival > 10_020 && arrival < 10_080)
    process.busyness = Sampler(.constant(0))
    #expect(process.next(after: 0, source(1)).time == Double.infinity)
  }

  @Test("gaps of any law, and batches")
  func gapsAndBatches() {
    var process = ArrivalProcess(gaps: Sampler(.constant(10)))
    process.batch = Sampler(.uniform(low: 1, high: 4))
    process.busyness = Sampler(.constant(3))  // says nothing about stated gaps
    let source = source(1)
    var now = 0.0
    var sizes = Tally()
    for step in 1...3_000 {
      let arrival = process.next(after: now, source)
      now = arrival.time
      #expect(now == Double(step) * 10 && (1...3).contains(arrival.count))
      sizes.add(Double(arrival.count))
    }
    #expect(abs(sizes.mean - 2) < 4 * sizes.standardError)
  }

  @Test("nobody comes where the rate is zero")
  func nobody() {
    var steady = ArrivalProcess(rate: 0)
    #expect(steady.next(after: 0, source(1)).time == Double.infinity)
    var thinned = ArrivalProcess(greatest: 0.01) { _ in 0 }
    thinned.busyness = Sampler(.constant(1))
    #expect(thinned.next(after: 0, source(1)).time == Double.infinity)
  }
}
