import DiscreteEvents
import Testing

@testable import Designs

@Suite struct ElementaryEffectsTests {
  @Test func aPlaneHasItsSlopesAndNoDeviation() throws {
    let design = try MorrisTrajectories(trajectories: 10, factors: 3, seed: 1)
    let effects = ElementaryEffects(
      design,
      outputs: (0..<design.count).map { 5 + 2 * design.row($0)[0] - 3 * design.row($0)[1] })
    for (factor, slope) in zip(effects.factors, [2.0, -3, 0]) {
      #expect(abs(factor.mean - slope) < 1e-12)
      #expect(abs(factor.size.mean - abs(slope)) < 1e-12)
      #expect(factor.deviation < 1e-12)
      #expect(factor.size.count == 10)
    }
  }

  @Test func anInteractionDeviatesAndCancels() throws {
    let design = try MorrisTrajectories(trajectories: 400, factors: 3, seed: 2)
    // The effect of the first is 2 x1 - 1: its sign changes with the second, and the third is idle.
    let effects = ElementaryEffects(
      design,
      outputs: (0..<design.count).map {
        let x = design.row($0)
        return x[0] * (2 * x[1] - 1)
      })
    let first = effects.factors[0]
    // Of the levels 0, 1/3, 2/3, 1: sizes 1, 1/3, 1/3, 1; mean 0, mean size 2/3, variance 5/9.
    #expect(abs(first.mean) < 4 * (5.0 / 9 / 400).squareRoot())
    #expect(first.size.lower < 2.0 / 3 && 2.0 / 3 < first.size.upper)
    #expect(abs(first.deviation - (5.0 / 9).squareRoot()) < 0.05)
    #expect(effects.factors[2].size.upper == 0)
  }

  @Test func stepsWithoutAnOutputAreLeftOut() throws {
    let design = try MorrisTrajectories(trajectories: 4, factors: 2, seed: 1)
    var outputs = (0..<design.count).map { design.row($0)[0] }
    outputs[1] = .nan
    let effects = ElementaryEffects(design, outputs: outputs)
    #expect(effects.incomplete == 1)
    #expect(effects.factors.map(\.size.count) == [3, 3])
    let none = ElementaryEffects(design, outputs: outputs.map { _ in .nan })
    #expect(none.incomplete == 4)
    #expect(none.factors.allSatisfy { $0.mean.isNaN && $0.deviation.isNaN })
  }
}
