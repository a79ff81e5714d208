import RandomVariates
import Testing

@Suite("Addressed draws")
struct AddressTests {
  let laws: [Law] = [
    .exponential(mean: 1), .lognormal(mean: 2, sd: 1), .gamma(mean: 2, sd: 3),
    .beta(mean: 0.4, sd: 0.2),
    .uniform(low: 0, high: 1), .triangular(low: 0, mode: 1, high: 3), .empirical([1, 2, 3]),
  ]

  @Test("neither the order of seeking nor draws burnt before matter")
  func order() {
    let (forwards, backwards) = (
      RandomSource(seed: 1, replication: 1), RandomSource(seed: 1, replication: 1)
    )
    for law in laws {
      let sampler = Sampler(law)
      let first = (0..<500).map { index in
        forwards.seek(UInt64(index), 4, index % 7)
        return sampler.draw(forwards)
      }
      let second = (0..<500).reversed().map { index in
        backwards.seek(99, 1, index)
        for _ in 0..<(index % 11) { _ = backwards.normal() }
        backwards.seek(UInt64(index), 4, index % 7)
        return sampler.draw(backwards)
      }
      #expect(first == Array(second.reversed()))
    }
  }

  @Test("seed, replication, subject, purpose and occasion each change the draw")
  func coordinates() {
    func draw(_ seed: UInt64, _ run: UInt32, _ subject: UInt64, _ purpose: UInt8, _ n: Int)
      -> Double
    {
      let source = RandomSource(seed: seed, replication: run)
      source.seek(subject, purpose, n)
      return source.uniform()
    }
    let all = [
      draw(1, 1, 1, 1, 1), draw(2, 1, 1, 1, 1), draw(1, 2, 1, 1, 1), draw(1, 1, 2, 1, 1),
      draw(1, 1, 1, 2, 1), draw(1, 1, 1, 1, 2), draw(1, 1, 1 << 40, 1, 1), draw(1, 1, 1, 255, 1),
    ]
    #expect(Set(all).count == all.count)
    #expect(draw(1, 1, 1, 1, 1) == all[0])
  }

  @Test("neighbours are uncorrelated", arguments: Neighbour.allCases)
  func neighbours(_ neighbour: Neighbour) {
    let count = 20_000
    let (here, there) = (
      RandomSource(seed: 8, replication: 1),
      RandomSource(seed: 8, replication: neighbour == .replication ? 2 : 1)
    )
    let a = (0..<count).map { index in
      here.seek(UInt64(index), 0, 0)
      return here.uniform()
    }
    let b = (0..<count).map { index in
      there.seek(
        UInt64(index) + (neighbour == .subject ? 1 : 0), neighbour == .purpose ? 1 : 0,
        neighbour == .occasion ? 1 : 0)
      if neighbour == .draw { _ = there.uniform() }
      return there.uniform()
    }
    #expect(abs(correlation(a, b)) < 4 / Double(count).squareRoot())
  }

  enum Neighbour: CaseIterable, Sendable { case subject, purpose, occasion, draw, replication }

  @Test("the successive occasions of one subject are uniform and uncorrelated")
  func occasions() {
    let source = RandomSource(seed: 8, replication: 1)
    let values = (0..<20_000).map { occasion in
      source.seek(StableHash.of("somebody"), 2, occasion)
      return source.uniform()
    }
    #expect(kolmogorovSmirnov(values) { $0 } < kolmogorovSmirnovCritical)
    let serial = correlation(Array(values.dropLast()), Array(values.dropFirst()))
    #expect(abs(serial) < 4 / 20_000.0.squareRoot())
  }

  @Test("a long run of draws at one address is uniform")
  func oneAddress() {
    let source = RandomSource(seed: 3, replication: 1)
    source.seek(17, 1, 0)
    let values = (0..<20_000).map { _ in source.uniform() }
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(kolmogorovSmirnov(values) { $0 } < kolmogorovSmirnovCritical)
  }
}
