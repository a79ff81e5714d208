import Foundation
import RandomVariates
import Testing

@testable import Designs

@Suite struct SobolIndicesTests {
  private func holds(_ index: SobolIndices.Index, _ exact: Double) -> Bool {
    index.lower <= exact && exact <= index.upper
  }

  @Test func ishigamisExactIndicesLieInTheIntervals() throws {
    let sample = try SaltelliSample(basePoints: 2_048, factors: 3, secondOrder: true, seed: 1)
    let indices = SobolIndices(
      sample, outputs: (0..<sample.count).map { Ishigami.value(sample.row($0)) })
    for factor in 0..<3 {
      #expect(holds(indices.first[factor], Ishigami.first[factor]))
      #expect(holds(indices.total[factor], Ishigami.total[factor]))
      #expect(abs(indices.first[factor].value - Ishigami.first[factor]) < 0.02)
      #expect(abs(indices.total[factor].value - Ishigami.total[factor]) < 0.02)
    }
    #expect(indices.interactions.map(\.factors) == [[0, 1], [0, 2], [1, 2]])
    for (pair, exact) in zip(indices.interactions, Ishigami.second) {
      #expect(holds(pair.index, exact))
    }
    #expect(abs(indices.variance - Ishigami.variance) < 0.02 * Ishigami.variance)
    #expect(indices.dropped == 0)
  }

  @Test func intervalsCoverAtLeastAtTheirRate() throws {
    // The bootstrap takes base points for independent, though a Sobol sequence spreads them evenly: the
    // intervals are too wide if anything. 95% of 1,200, less four standard errors.
    var covered = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      let sample = try SaltelliSample(basePoints: 128, factors: 3, seed: seed)
      let indices = SobolIndices(
        sample, outputs: (0..<sample.count).map { Ishigami.value(sample.row($0)) },
        resamples: 400, seed: seed)
      for factor in 0..<3 {
        if holds(indices.first[factor], Ishigami.first[factor]) { covered += 1 }
        if holds(indices.total[factor], Ishigami.total[factor]) { covered += 1 }
      }
    }
    #expect(Double(covered) > 1_200 * 0.95 - 4 * (1_200 * 0.95 * 0.05).squareRoot())
  }

  /// Luck of replications, on which the factors have a part, too.
  @Test func intervalsCoverTheLuckOfReplications() throws {
    let sample = try SaltelliSample(basePoints: 512, factors: 2, seed: 3)
    let luck = DesignDraws(seed: 9, design: "test")
    // Each replication has weights of its own; over all of them the two factors weigh the same.
    func covered(replications: Int) -> (withLuck: Int, without: Int) {
      var (withLuck, without) = (0, 0)
      for study in 0..<60 {
        luck.start(stream: study, .bootstrap)
        let weights = (0..<replications).map { _ in
          (1 + 2 * (luck.source.uniform() - 0.5), 1 + 2 * (luck.source.uniform() - 0.5))
        }
        let rows = (0..<sample.count).map { row in
          let x = sample.row(row)
          return weights.map { $0.0 * x[0] + $0.1 * x[1] }
        }
        let means = rows.map { $0.reduce(0, +) / Double(replications) }
        let indices = SobolIndices(sample, replications: rows, resamples: 200)
        if holds(indices.first[0], 0.5) { withLuck += 1 }
        if holds(SobolIndices(sample, outputs: means, resamples: 200).first[0], 0.5) {
          without += 1
        }
      }
      return (withLuck, without)
    }
    let (withLuck, without) = covered(replications: 20)
    // A bootstrap of twenty covers about 92 times in a hundred: of 60 less four standard errors.
    #expect(withLuck >= 46)
    #expect(without < withLuck - 10)
  }

  @Test func aReplicationWithoutAValueCountsAsTheMeanOfTheOthers() throws {
    let sample = try SaltelliSample(basePoints: 16, factors: 2, seed: 1)
    let full = (0..<sample.count).map { [sample.row($0)[0], sample.row($0)[0]] }
    var torn = full
    torn[3][1] = .nan
    let (a, b) = (
      SobolIndices(sample, replications: full), SobolIndices(sample, replications: torn)
    )
    #expect(a.first == b.first && b.dropped == 0)
  }

  @Test func estimatesAreTheDirectFormulas() throws {
    let sample = try SaltelliSample(basePoints: 64, factors: 3, secondOrder: true, seed: 4)
    let y = (0..<sample.count).map { Ishigami.value(sample.row($0)) + 1_000 }
    let indices = SobolIndices(sample, outputs: y, resamples: 2)
    let mean = y.reduce(0, +) / Double(y.count)
    func column(_ place: Int) -> [Double] { (0..<64).map { y[$0 * 8 + place] - mean } }
    func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let (a, b) = (column(0), column(7))
    let middle = average(a + b)
    let variance = average((a + b).map { ($0 - middle) * ($0 - middle) })
    var first: [Double] = []
    for i in 0..<3 {
      let ab = column(1 + i)
      first.append(average((0..<64).map { b[$0] * (ab[$0] - a[$0]) }) / variance)
      let total = average((0..<64).map { (a[$0] - ab[$0]) * (a[$0] - ab[$0]) }) / 2 / variance
      #expect(abs(indices.first[i].value - first[i]) < 1e-10)
      #expect(abs(indices.total[i].value - total) < 1e-10)
    }
    for pair in indices.interactions {
      let (i, j) = (pair.factors[0], pair.factors[1])
      let (ba, ab) = (column(4 + i), column(1 + j))
      let closed = average((0..<64).map { ba[$0] * ab[$0] - a[$0] * b[$0] }) / variance
      #expect(abs(pair.index.value - (closed - first[i] - first[j])) < 1e-10)
    }
  }

  @Test func aConstantHasNoIndices() throws {
    let sample = try SaltelliSample(basePoints: 8, factors: 2, seed: 1)
    let indices = SobolIndices(sample, outputs: [Double](repeating: 0.1, count: sample.count))
    #expect(indices.variance == 0)
    #expect(indices.first.allSatisfy { $0.value == 0 && $0.lower == 0 && $0.upper == 0 })
    #expect(indices.total.allSatisfy { $0.value == 0 })
  }

  @Test func basePointsWithoutAnOutputAreDropped() throws {
    let sample = try SaltelliSample(basePoints: 64, factors: 3, seed: 1)
    var outputs = (0..<sample.count).map { Ishigami.value(sample.row($0)) }
    outputs[3] = .nan
    outputs[sample.stride * 9] = .infinity
    let indices = SobolIndices(sample, outputs: outputs)
    #expect(indices.dropped == 2)
    #expect(indices.total.allSatisfy { $0.value.isFinite && $0.lower <= $0.value })
    let none = SobolIndices(sample, outputs: outputs.map { _ in .nan })
    #expect(none.dropped == 64)
    #expect(none.variance == 0)
  }
}
