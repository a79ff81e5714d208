import RandomVariates
import Testing

@testable import Designs

@Suite struct KimNelsonTests {
  /// Systems with one part of their luck in common: means, and a correlation of a half.
  private func outputs(_ means: [Double], _ source: RandomSource, _ replication: Int) -> [Double] {
    source.seek(1, 1, replication)
    let common = source.normal()
    return means.map { $0 + (common + source.normal()) * 0.5.squareRoot() }
  }

  /// How often the first system is selected, and the mean number of replications.
  private func select(
    _ means: [Double], indifference: Double, repetitions: Int, largerIsBetter: Bool = true
  ) -> (rate: Double, replications: Double) {
    var (right, replications) = (0, 0)
    for repetition in 1...repetitions {
      let source = RandomSource(seed: 20, replication: UInt32(repetition))
      var selection = KimNelson(
        systems: means.count, indifference: indifference, confidence: 0.9, firstStage: 10,
        largerIsBetter: largerIsBetter)
      while selection.selected == nil {
        selection.add(outputs(means, source, selection.replications))
      }
      right += selection.selected == 0 ? 1 : 0
      replications += selection.replications
    }
    return (
      Double(right) / Double(repetitions), Double(replications) / Double(repetitions)
    )
  }

  @Test func whatTurnsOutToBeNoSystemIsOutOfTheRunning() {
    let source = RandomSource(seed: 3, replication: 1)
    var selection = KimNelson(systems: 3, indifference: 0.5, firstStage: 10)
    for replication in 1...5 { selection.add(outputs([0, 9, 2], source, replication)) }
    selection.drop(1)
    selection.drop(1)
    #expect(selection.survivors == [0, 2] && selection.screenedAfter[1] == 5)
    var replication = 5
    while selection.selected == nil, replication < 1_000 {
      replication += 1
      selection.add(
        [0, .nan, 2].enumerated().map { $1 + outputs([0, 0, 0], source, replication)[$0] })
    }
    #expect(selection.selected == 2 && selection.skipped == 0)
  }

  @Test(arguments: [2, 5])
  func theBestIsSelectedAtTheStatedRate(_ systems: Int) {
    // The slippage configuration, the least favourable: all others the indifference below the best.
    let means = [0.2] + [Double](repeating: 0, count: systems - 1)
    let found = select(means, indifference: 0.2, repetitions: 2_000)
    #expect(found.rate > 0.9 - 3 * (0.9 * 0.1 / 2_000).squareRoot())
  }

  @Test func aSmallerBestIsSelectedToo() {
    let found = select([0, 1, 1], indifference: 1, repetitions: 300, largerIsBetter: false)
    #expect(found.rate > 0.9 - 3 * (0.9 * 0.1 / 300).squareRoot())
  }

  @Test func aBestFarAheadNeedsTheFirstStageOnly() {
    let found = select([5, 0, 0], indifference: 0.5, repetitions: 100)
    #expect(found.rate == 1)
    #expect(found.replications < 12)
  }

  @Test func equalSystemsAreToldToBeOneIndifferentChoice() {
    // Identical outputs have differences without variance: one is selected after the first stage.
    var selection = KimNelson(systems: 3, indifference: 0.1, firstStage: 5)
    for r in 0..<5 { selection.add([Double](repeating: Double(r), count: 3)) }
    #expect(selection.selected == 0)
    #expect(selection.replications == 5)
    #expect(selection.screenedAfter == [nil, 5, 5])
    selection.add([9, 9, 9])
    #expect(selection.replications == 5)
    #expect(selection.mean(0) == 2)
  }

  /// Three systems after so many replications, whose sums are 0 after a first stage of four.
  ///
  /// The first never varies; the others swing by 1 and 2 together, so that their differences have the
  /// variances 4/3, 16/3 and, between those two, 4/3 again. With h² = 3 (0.1^(-2/3) - 1) = 10.925 the
  /// pairs are told apart after 14.57, 58.27 and 14.57 replications.
  private func swinging(_ replications: Int, lead: Double) -> KimNelson {
    var selection = KimNelson(systems: 3, indifference: 1, confidence: 0.9, firstStage: 4)
    for r in 0..<replications {
      let swing = r < 4 ? (r.isMultiple(of: 2) ? 1.0 : -1) : 0
      selection.add([0, swing, 2 * swing + (r == 4 ? lead : 0)])
    }
    return selection
  }

  @Test func aTieIsDecidedAfterTheLastPairAndNotBefore() {
    for replications in [4, 14, 15, 57, 58] {
      #expect(swinging(replications, lead: 0).survivors == [0, 1, 2], "\(replications)")
    }
    let decided = swinging(70, lead: 0)
    #expect(decided.selected == 0 && decided.replications == 59)
    #expect(decided.screenedAfter == [nil, 59, 59])
  }

  @Test func theSmallestLeadDecidesAfterTheLastPair() {
    // After 58 replications chance still makes half of 58.27 - 58.
    #expect(swinging(58, lead: 0.1).survivors == [0, 2])
    let decided = swinging(70, lead: 0.1)
    #expect(decided.selected == 2 && decided.replications == 59)
    #expect(decided.screenedAfter == [59, 15, nil])
  }

  @Test func outputsOfTheScreenedOutAreNotLookedAt() {
    let source = RandomSource(seed: 1, replication: 1)
    var selection = KimNelson(systems: 3, indifference: 0.2, firstStage: 10)
    for r in 0..<10 { selection.add(outputs([0.05, 0, -9], source, r)) }
    #expect(selection.survivors == [0, 1])
    #expect(selection.screenedAfter[2] == 10)
    var values = outputs([0.05, 0, 0], source, 10)
    values[2] = .nan
    selection.add(values)
    #expect(selection.replications == 11)
    #expect(selection.skipped == 0)
    values[1] = .nan
    selection.add(values)
    #expect(selection.replications == 11)
    #expect(selection.skipped == 1)
    #expect(selection.mean(2) < -8)
  }

  @Test func oneSystemIsTheBestOfItself() {
    #expect(KimNelson(systems: 1, indifference: 1).selected == 0)
  }
}
