import Testing

@testable import Designs

@Suite struct DesignTests {
  @Test func aFullFactorialCountsLikeAnOdometer() throws {
    let design = try FullFactorial(levels: [2, 1, 3])
    #expect(design.count == 6)
    let rows = (0..<6).map(design.row)
    #expect(rows == [[0, 0, 0], [0, 0, 1], [0, 0, 2], [1, 0, 0], [1, 0, 1], [1, 0, 2]])
  }

  @Test func aHugeFactorialIsNeverWrittenOut() throws {
    let design = try FullFactorial(levels: [Int](repeating: 10, count: 18))
    #expect(design.count == 1_000_000_000_000_000_000)
    #expect(design.row(design.count - 1) == [Int](repeating: 9, count: 18))
    #expect(throws: DesignError.tooManyPoints(limit: Int.max)) {
      try FullFactorial(levels: [Int](repeating: 10, count: 19))
    }
  }

  @Test func designsWithoutSubstanceAreRefused() {
    #expect(throws: DesignError.empty) { try FullFactorial(levels: []) }
    #expect(throws: DesignError.noLevels(factor: 1)) { try FullFactorial(levels: [2, 0]) }
    #expect(throws: DesignError.empty) { try LatinHypercube(points: 0, factors: 2, seed: 1) }
    #expect(throws: DesignError.empty) { try SobolSequence(points: 3, factors: 0) }
    #expect(throws: DesignError.empty) {
      try MorrisTrajectories(trajectories: 0, factors: 2, seed: 1)
    }
    #expect(throws: DesignError.levels(5)) {
      try MorrisTrajectories(trajectories: 2, factors: 2, levels: 5, seed: 1)
    }
    #expect(throws: DesignError.tooManyFactors(41, limit: 40)) {
      try SobolSequence(points: 3, factors: 41)
    }
    #expect(throws: DesignError.tooManyFactors(21, limit: 20)) {
      try SaltelliSample(basePoints: 3, factors: 21, seed: 1)
    }
    #expect(throws: DesignError.self) {
      try LatinHypercube(points: Int.max, factors: Int.max, seed: 1)
    }
    #expect(throws: DesignError.self) {
      try MorrisTrajectories(trajectories: 1, factors: Int.max, seed: 1)
    }
  }

  @Test(arguments: [LatinHypercube.Placement.centred, .jittered])
  func aLatinHypercubeHitsEachSliceOnce(_ placement: LatinHypercube.Placement) throws {
    let design = try LatinHypercube(points: 97, factors: 5, seed: 3, placement: placement)
    for factor in 0..<5 {
      let slices = (0..<97).map { Int(design.row($0)[factor] * 97) }
      #expect(slices.sorted() == Array(0..<97))
      #expect(slices != Array(0..<97))
    }
  }

  @Test func aLatinHypercubeBelongsToItsSeedAndKeepsItsFactors() throws {
    let design = try LatinHypercube(points: 20, factors: 3, seed: 3)
    let wider = try LatinHypercube(points: 20, factors: 4, seed: 3)
    let other = try LatinHypercube(points: 20, factors: 3, seed: 4)
    #expect((0..<20).allSatisfy { design.row($0) == Array(wider.row($0).prefix(3)) })
    #expect((0..<20).contains { design.row($0) != other.row($0) })
  }

  @Test func theFactorsOfALatinHypercubeAreDealtIndependently() throws {
    let design = try LatinHypercube(points: 1_000, factors: 2, seed: 1)
    let rows = (0..<1_000).map(design.row)
    let product = rows.reduce(0) { $0 + ($1[0] - 0.5) * ($1[1] - 0.5) } / 1_000 * 12
    // A correlation of independent columns has a standard error of 1 / sqrt(n).
    #expect(abs(product) < 4 / 1_000.0.squareRoot())
  }

  @Test func thePlainSobolSequenceIsTheTextbooks() throws {
    let design = try SobolSequence(points: 4, factors: 2)
    #expect(
      (0..<4).map(design.row) == [[0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375]])
  }

  @Test func aShiftedSobolSequenceStaysBalanced() throws {
    let design = try SobolSequence(points: 64, factors: 40, shift: 5)
    for factor in 0..<40 {
      let slices = (0..<64).map { Int(design.row($0)[factor] * 64) }
      #expect(slices.sorted() == Array(0..<64))
    }
    let other = try SobolSequence(points: 64, factors: 40, shift: 6)
    #expect(design.row(0) != other.row(0))
    #expect(design.row(0).allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func eachFactorMovesOnceAWalk() throws {
    let design = try MorrisTrajectories(trajectories: 40, factors: 6, levels: 4, seed: 2)
    #expect(design.count == 280)
    #expect(design.step == 2.0 / 3)
    var levels = [Int](repeating: 0, count: 4)
    for walk in 0..<40 {
      var moved: [Int] = []
      for place in 0..<7 {
        let row = design.row(walk * 7 + place)
        for x in row {
          #expect([0, 1.0 / 3, 2.0 / 3, 1].contains(x))
          levels[Int((x * 3).rounded())] += 1
        }
        guard place > 0 else { continue }
        let before = design.row(walk * 7 + place - 1)
        let changed = (0..<6).filter { row[$0] != before[$0] }
        #expect(changed.count == 1)
        for factor in changed { #expect(abs(abs(row[factor] - before[factor]) - 2.0 / 3) < 1e-15) }
        moved += changed
      }
      #expect(moved.sorted() == Array(0..<6))
    }
    // 240 independent choices of a level, of which half are of one pair.
    let expected = Double(levels.reduce(0, +)) / 4
    for count in levels {
      #expect(abs(Double(count) - expected) < 4 * expected * (3.0 / 240).squareRoot())
    }
  }

  @Test func aWalkDoesNotDependOnHowManyThereAre() throws {
    let few = try MorrisTrajectories(trajectories: 2, factors: 5, seed: 9)
    let many = try MorrisTrajectories(trajectories: 20, factors: 5, seed: 9)
    #expect((0..<few.count).allSatisfy { few.row($0) == many.row($0) })
  }

  @Test func saltellisSampleExchangesOneColumn() throws {
    let design = try SaltelliSample(basePoints: 8, factors: 3, secondOrder: true, seed: 1)
    #expect(design.stride == 8)
    for point in 0..<8 {
      let rows = (0..<8).map { design.row(point * 8 + $0) }
      let (a, b) = (rows[0], rows[7])
      for factor in 0..<3 {
        for other in 0..<3 {
          #expect(rows[1 + factor][other] == (other == factor ? b : a)[other])
          #expect(rows[4 + factor][other] == (other == factor ? a : b)[other])
        }
        #expect(a[factor] != b[factor])
      }
    }
    let firstOnly = try SaltelliSample(basePoints: 8, factors: 3, seed: 1)
    #expect(firstOnly.stride == 5)
    #expect(firstOnly.row(4) == design.row(7))
  }
}
