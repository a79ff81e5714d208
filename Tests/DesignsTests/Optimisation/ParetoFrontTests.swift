import RandomVariates
import Testing

@testable import Designs

@Suite struct ParetoFrontTests {
  @Test func dominatedPointsAreOut() {
    let points = [[1.0, 5], [2, 4], [1, 4], [3, 4], [0, 6]]
    #expect(ParetoFront.indices(of: points, [.maximise, .maximise]) == [0, 3, 4])
    #expect(ParetoFront.indices(of: points, [.minimise, .minimise]) == [2, 4])
    #expect(ParetoFront.indices(of: points, [.maximise, .minimise]) == [3])
  }

  @Test func equalPointsAreAllIn() {
    #expect(
      ParetoFront.indices(of: [[1, 1], [1, 1], [0, 1]], [.maximise, .maximise]) == [0, 1])
  }

  @Test func pointsWithoutANumberAreLeftOut() {
    #expect(
      ParetoFront.indices(of: [[.nan, 9], [1, 1], [1, .nan]], [.maximise, .maximise]) == [1])
    #expect(ParetoFront.indices(of: [], [.maximise]).isEmpty)
  }

  @Test func theFrontIsWhatTheDefinitionSays() {
    let source = RandomSource(seed: 1, replication: 1)
    source.seek(1, 1, 1)
    // Coarse values, so that ties occur.
    let points = (0..<200).map { _ in (0..<3).map { _ in (source.uniform() * 8).rounded() } }
    let byDefinition = points.indices.filter { i in
      !points.contains { other in
        other[0] >= points[i][0] && other[1] <= points[i][1] && other[2] >= points[i][2]
          && other != points[i]
      }
    }
    #expect(ParetoFront.indices(of: points, [.maximise, .minimise, .maximise]) == byDefinition)
  }
}
