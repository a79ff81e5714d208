import CGSL

/// Where to simulate next: the point expected to improve most on the best so far.
///
/// Jones, Schonlau & Welch (1998); under noise the best so far is the best mean of the surface at the
/// points simulated, not the luckiest value.
public enum ExpectedImprovement {
  /// The expected improvement of a point.
  ///
  /// - Parameters:
  ///   - prediction: what the surface says of it.
  ///   - best: the best value so far.
  ///   - direction: which way is better.
  /// - Returns: 0 or more, in the values' unit.
  public static func value(
    _ prediction: Kriging.Prediction, best: Double, _ direction: ParetoFront.Direction
  ) -> Double {
    let gain = direction == .maximise ? prediction.mean - best : best - prediction.mean
    guard prediction.deviation > 0 else { return max(0, gain) }
    let z = gain / prediction.deviation
    return max(
      0, gain * gsl_cdf_ugaussian_P(z) + prediction.deviation * gsl_ran_ugaussian_pdf(z))
  }

  /// Candidates to simulate next, the most promising first.
  ///
  /// Each is chosen as if those before it had turned out as the surface says (the kriging believer of
  /// Ginsbourger, Le Riche & Carraro 2010), so that they do not crowd. Fewer than asked for are
  /// returned when no other candidate is expected to improve.
  ///
  /// - Parameters:
  ///   - count: how many, at most.
  ///   - candidates: points to choose among, in the factors of the surface.
  ///   - surface: the surface so far.
  ///   - direction: which way is better.
  /// - Returns: indices of candidates.
  public static func proposals(
    _ count: Int, among candidates: [[Double]], on surface: Kriging,
    _ direction: ParetoFront.Direction
  ) -> [Int] {
    var surface = surface
    var chosen: [Int] = []
    while chosen.count < count {
      let known = surface.points.map { surface.prediction(at: $0).mean }
      guard let best = direction == .maximise ? known.max() : known.min() else { break }
      var most = (index: -1, gain: 0.0, prediction: Kriging.Prediction(mean: 0, deviation: 0))
      for (index, candidate) in candidates.enumerated() where !chosen.contains(index) {
        let prediction = surface.prediction(at: candidate)
        let gain = value(prediction, best: best, direction)
        if gain > most.gain { most = (index, gain, prediction) }
      }
      guard most.index >= 0 else { break }
      chosen.append(most.index)
      guard
        let next = try? Kriging(
          points: surface.points + [candidates[most.index]],
          values: surface.values + [most.prediction.mean], noise: surface.noise + [0],
          correlation: surface.correlation, parameters: surface.parameters)
      else { break }
      surface = next
    }
    return chosen
  }
}
