import Glibc
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("M38: dividing customers")
struct SegmentationTests {
  @Test("agreement is 1 for the same division, whatever its names, and 0 by chance")
  func agreement() {
    #expect(SegmentationLaw.agreement([0, 0, 1, 1], [1, 1, 0, 0]) == 1)
    // Worked out by hand: of 15 pairs 2 are together in both, 6 in a, 3 in b: (2 − 1.2)/(4.5 − 1.2).
    let (a, b) = ([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])
    #expect(abs(SegmentationLaw.agreement(a, b) - 0.8 / 3.3) < 1e-12)
    let random = RandomSource(seed: 3, replication: 1)
    random.seek(1, UInt8(1), 0)
    let (x, y) = (
      (0..<4_000).map { _ in Int(random.uniform() * 3) },
      (0..<4_000).map { _ in Int(random.uniform() * 3) }
    )
    #expect(abs(SegmentationLaw.agreement(x, y)) < 0.01)
  }

  @Test("segments that are the kinds explain all of needs, and one segment nothing")
  func explained() {
    let kinds = [0, 0, 1, 1, 2, 2]
    #expect(SegmentationLaw.explained(kinds, by: [2, 2, 0, 0, 1, 1]) == 1)
    #expect(abs(SegmentationLaw.explained(kinds, by: [0, 0, 0, 0, 0, 0])) < 1e-12)
    // Two of three kinds in one segment: within is 4/6 · 1/2 of 2/3.
    #expect(abs(SegmentationLaw.explained(kinds, by: [0, 0, 1, 1, 1, 1]) - 0.5) < 1e-12)
    #expect(SegmentationLaw.explained([1, 1], by: [0, 1]).isNaN)
  }

  @Test("clusters find groups that are apart, and the same ones for the same numbers")
  func clusters() {
    func found() -> [Int] {
      let random = RandomSource(seed: 5, replication: 1)
      random.seek(2, UInt8(1), 0)
      let points = (0..<300).map { n -> [Double] in
        [Double(n % 3) * 10 + random.normal(), Double(n % 3) * -5 + random.normal()]
      }
      let clusters = Clusters(of: points, count: 3, tries: 3) { random.uniform() }
      return points.map(clusters.nearest)
    }
    let parts = found()
    #expect(SegmentationLaw.agreement(parts, (0..<300).map { $0 % 3 }) == 1)
    #expect(parts == found())
    // As many centres as points that differ.
    let few = Clusters(of: [[1], [1], [2]], count: 5, tries: 1) { 0.5 }
    #expect(few.centres.count == 2 && few.spread == 0)
  }

  // With 20,000 points the standard errors of the weights are about 0.02.
  @Test("the model of risk finds the weights that made the outcomes")
  func risk() {
    let random = RandomSource(seed: 6, replication: 1)
    random.seek(3, UInt8(1), 0)
    var (points, outcomes) = ([[Double]](), [Bool]())
    for _ in 0..<20_000 {
      let point = [random.normal(), random.normal()]
      points.append(point)
      outcomes.append(random.uniform() < logistic(-1 + 0.8 * point[0] - 0.5 * point[1]))
    }
    let model = RiskModel(of: points, outcomes: outcomes)
    for (found, made) in zip(model.weights, [-1, 0.8, -0.5]) {
      #expect(abs(found - made) < 0.09, "\(model.weights)")
    }
    // Where all are lost there is an answer, too.
    let all = RiskModel(of: [[0], [1]], outcomes: [true, true])
    #expect(all.weights.allSatisfy(\.isFinite) && all.score([0]) > 1)
  }

  @Test("asking more customers puts more of them in reach, and better answers find more")
  func survey() throws {
    func world(_ change: (inout Segmentation) -> Void) throws -> [ReplicationResult] {
      var scenario = Scenario.everything(.repertoire)
      if var law = scenario.segmentation {
        change(&law)
        scenario.segmentation = law
      }
      return try scenario.runs(3)
    }
    let (few, many) = (try world { $0.sample = 0.2 }, try world { $0.sample = 0.9 })
    let subject = "method:needs-survey"
    #expect(
      try many.mean("segmentation_reach", subject) > few.mean("segmentation_reach", subject) + 0.5)
    #expect(
      try many.mean("segmentation_explained", subject)
        > few.mean("segmentation_explained", subject))
    let sure = try world { ($0.sample, $0.error) = (1, 0) }
    #expect(try sure.mean("segmentation_agreement", subject) == 1)
    #expect(try sure.mean("segmentation_explained", subject) == 1)
    #expect(try sure.mean("segmentation_stability", subject) == 1)
    let unknown = try world { $0.known = 0.3 }
    #expect(try unknown.mean("segmentation_reach", "method:demographic") < 0.5)
  }
}
