import Foundation
import Testing

@testable import Designs

@Suite struct ExpectedImprovementTests {
  @Test func theFormulaIsTheIntegral() {
    let prediction = Kriging.Prediction(mean: 1, deviation: 2)
    for direction in [ParetoFront.Direction.maximise, .minimise] {
      // The mean of max(0, gain) over the normal law, by the midpoint rule.
      var integral = 0.0
      for step in 0..<200_000 {
        let z = -10 + (Double(step) + 0.5) * 1e-4
        let value = 1 + 2 * z
        let gain = direction == .maximise ? value - 1.5 : 1.5 - value
        integral += max(0, gain) * exp(-z * z / 2) / (2 * Double.pi).squareRoot() * 1e-4
      }
      #expect(abs(ExpectedImprovement.value(prediction, best: 1.5, direction) - integral) < 1e-6)
    }
  }

  @Test func certaintyImprovesByItsGain() {
    let certain = Kriging.Prediction(mean: 3, deviation: 0)
    #expect(ExpectedImprovement.value(certain, best: 2, .maximise) == 1)
    #expect(ExpectedImprovement.value(certain, best: 4, .maximise) == 0)
  }

  @Test func followingTheProposalsFindsThePeak() throws {
    func height(_ x: [Double]) -> Double {
      -pow(x[0] - 0.7, 2) - pow(x[1] - 0.2, 2) + 0.1 * sin(9 * x[0])
    }
    let start = try LatinHypercube(points: 8, factors: 2, seed: 1)
    let grid = try SobolSequence(points: 1_024, factors: 2)
    let candidates = (0..<grid.count).map(grid.row)
    var points = (0..<8).map(start.row)
    for _ in 0..<6 {
      let surface = try Kriging(points: points, values: points.map(height))
      let next = ExpectedImprovement.proposals(3, among: candidates, on: surface, .maximise)
      #expect(Set(next).count == next.count)
      points += next.map { candidates[$0] }
    }
    let best = try #require(points.map(height).max())
    let peak = try #require(candidates.map(height).max())
    #expect(best > peak - 0.002)
  }
}
