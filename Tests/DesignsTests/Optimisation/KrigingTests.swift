import Foundation
import RandomVariates
import Testing

@testable import Designs

@Suite struct KrigingTests {
  private func smooth(_ x: [Double]) -> Double { 100 + 10 * sin(4 * x[0]) + 5 * x[1] * x[1] }

  private func cube(_ points: Int, _ factors: Int, seed: UInt64) throws -> [[Double]] {
    let design = try LatinHypercube(points: points, factors: factors, seed: seed)
    return (0..<points).map(design.row)
  }

  @Test(arguments: [KrigingCorrelation.gaussian, .matern52])
  func aSurfaceWithoutNoiseInterpolates(_ correlation: KrigingCorrelation) throws {
    let points = try cube(30, 2, seed: 1)
    let surface = try Kriging(
      points: points, values: points.map(smooth), correlation: correlation)
    for point in points {
      let here = surface.prediction(at: point)
      #expect(abs(here.mean - smooth(point)) < 1e-3)
      #expect(here.deviation < 0.02)
    }
    #expect(surface.explained > 0.99)
    for point in try cube(50, 2, seed: 2) {
      #expect(abs(surface.prediction(at: point).mean - smooth(point)) < 1)
    }
  }

  @Test func anIdleFactorHasALongLength() throws {
    let points = try cube(40, 3, seed: 3)
    let surface = try Kriging(points: points, values: points.map { sin(5 * $0[0]) })
    #expect(surface.parameters.lengths[1] > 5 * surface.parameters.lengths[0])
    #expect(surface.parameters.lengths[2] > 5 * surface.parameters.lengths[0])
  }

  @Test(arguments: [KrigingCorrelation.gaussian, .matern52])
  func theGradientOfTheLikelihoodIsItsSlope(_ correlation: KrigingCorrelation) throws {
    let points = try cube(12, 2, seed: 4)
    let values = points.map { (smooth($0) - 105) / 6 }
    let likelihood = KrigingLikelihood(
      points: points, values: values, noise: [Double](repeating: 0.05, count: 12),
      correlation: correlation)
    let here = [log(0.3), log(0.8), log(1.5)]
    let found = likelihood.cost(here)
    for place in here.indices {
      var (up, down) = (here, here)
      up[place] += 1e-5
      down[place] -= 1e-5
      let slope = (likelihood.cost(up).value - likelihood.cost(down).value) / 2e-5
      #expect(abs(found.gradient[place] - slope) < 1e-5 * max(1, abs(slope)))
    }
  }

  @Test func leavingOneOutIsFittingWithoutIt() throws {
    let points = try cube(10, 2, seed: 5)
    let values = points.map(smooth)
    let noise = (0..<10).map { 0.1 + 0.05 * Double($0) }
    let surface = try Kriging(points: points, values: values, noise: noise)
    for (i, short) in surface.leaveOneOut().enumerated() {
      func without<T>(_ array: [T]) -> [T] { Array(array[..<i] + array[(i + 1)...]) }
      let other = try Kriging(
        points: without(points), values: without(values), noise: without(noise),
        parameters: surface.parameters)
      let there = other.prediction(at: points[i])
      #expect(abs(there.mean - short.mean) < 1e-6)
      // The predicted value has its own noise; the surface below it the jitter.
      let variance = there.deviation * there.deviation + noise[i]
      #expect(abs(variance.squareRoot() - short.deviation) < 1e-3)
    }
  }

  /// Draws surfaces from the model itself and counts how often a 95% interval holds the truth.
  private func coverage(fitted: Bool, noise: Double) throws -> Double {
    let truth = Kriging.Parameters(lengths: [0.4, 0.7], variance: 4)
    let points = try cube(60, 2, seed: 6)
    let known = 40
    let matrix = KrigingLikelihood.covariance(
      points, noise: [Double](repeating: 0, count: 60), truth, .matern52)
    let root = try #require(Cholesky(matrix, size: 60))
    var (inside, all) = (0, 0)
    for draw in 1...60 {
      let source = RandomSource(seed: 11, replication: UInt32(draw))
      source.seek(1, 1, 1)
      let surface = root.times((0..<60).map { _ in source.normal() }).map { 50 + $0 }
      let values = surface[..<known].map { $0 + noise.squareRoot() * source.normal() }
      let model = try Kriging(
        points: Array(points[..<known]), values: values,
        noise: [Double](repeating: noise, count: known), parameters: fitted ? nil : truth)
      for i in known..<60 {
        let there = model.prediction(at: points[i])
        inside += abs(there.mean - surface[i]) <= 1.96 * there.deviation ? 1 : 0
        all += 1
      }
    }
    return Double(inside) / Double(all)
  }

  @Test(arguments: [0, 0.5])
  func intervalsOfKnownParametersCoverAtTheirRate(_ noise: Double) throws {
    // 60 independent surfaces; the 20 points of one are not independent, so the standard error is at
    // most that of 60 draws.
    let rate = try coverage(fitted: false, noise: noise)
    #expect(abs(rate - 0.95) < 3 * (0.95 * 0.05 / 60).squareRoot() / 2)
  }

  @Test(arguments: [0, 0.5])
  func intervalsOfFittedParametersCoverNearlyAsOften(_ noise: Double) throws {
    // Fitted parameters are taken for the true ones: a few points of coverage are lost to it.
    let rate = try coverage(fitted: true, noise: noise)
    #expect(rate > 0.85 && rate <= 1)
  }

  @Test func noiseIsSmoothedAway() throws {
    let points = try cube(60, 1, seed: 7)
    let source = RandomSource(seed: 3, replication: 1)
    source.seek(1, 1, 1)
    let values = points.map { 10 * sin(5 * $0[0]) + 2 * source.normal() }
    let surface = try Kriging(
      points: points, values: values, noise: [Double](repeating: 4, count: 60))
    let error = points.reduce(0) {
      $0 + pow(surface.prediction(at: $1).mean - 10 * sin(5 * $1[0]), 2)
    }
    // Root mean square error well below the noise of one value.
    #expect((error / 60).squareRoot() < 1)
  }

  @Test func aConstantIsPredictedEverywhere() throws {
    let points = try cube(10, 2, seed: 8)
    let surface = try Kriging(points: points, values: [Double](repeating: 3, count: 10))
    #expect(abs(surface.prediction(at: [0.1, 0.9]).mean - 3) < 1e-9)
    #expect(surface.explained.isNaN)
  }

  @Test func whatCannotBeFittedIsRefused() {
    #expect(throws: KrigingError.tooFewPoints(2)) {
      try Kriging(points: [[0], [1]], values: [0, 1])
    }
    #expect(throws: KrigingError.notFinite(point: 1)) {
      try Kriging(points: [[0], [0.5], [1]], values: [0, .nan, 1])
    }
    #expect(throws: KrigingError.notFinite(point: 2)) {
      try Kriging(points: [[0], [0.5], [1]], values: [0, 1, 1], noise: [0, 0, -1])
    }
  }
}

extension Cholesky {
  /// L x: draws of the matrix's covariance from independent ones.
  fileprivate func times(_ x: [Double]) -> [Double] {
    (0..<size).map { row in (0...row).reduce(0) { $0 + element(row, $1) * x[$1] } }
  }
}
