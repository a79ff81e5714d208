import Documents
import Experiments

extension LineSeries.Point {
  package init(_ x: Double, _ estimate: Estimate) {
    self.init(x, mean: estimate.mean, lower: estimate.lower, upper: estimate.upper)
  }
}

extension LineSeries {
  /// A monthly series.
  static func monthly(
    _ name: String, _ estimates: [Estimate?], _ timing: Timing, color: String, dash: [Int] = [],
    hasDots: Bool = false
  ) -> LineSeries {
    LineSeries(
      name: name, color: color, dash: dash, hasDots: hasDots,
      points: estimates.enumerated().compactMap { month, estimate in
        estimate.map { Point(Double(month) + timing.rawValue, $0) }
      })
  }

  /// A mean of each month, drawn over the whole of it.
  static func steps(_ name: String, _ estimates: [Estimate?], color: String) -> LineSeries {
    var points = estimates.enumerated().compactMap { month, estimate in
      estimate.map { Point(Double(month), $0) }
    }
    if var last = points.last {
      last.x += 1
      points.append(last)
    }
    return LineSeries(name: name, color: color, isStepped: true, points: points)
  }
}
