/// Clusters of points: k-means (Lloyd 1982), begun as k-means++ (Arthur & Vassilvitskii 2007).
///
/// Deterministic given the numbers it draws; each try ends after a fixed number of rounds at most.
struct Clusters {
  /// The rounds of a try.
  static let rounds = 25

  private(set) var centres: [[Double]]
  /// Sum of squared distances of the points to their centres.
  private(set) var spread: Double

  /// Finds clusters, the best of several tries.
  ///
  /// - Parameters:
  ///   - points: at least one.
  ///   - count: how many clusters; fewer where fewer points differ.
  ///   - tries: how often it begins anew.
  ///   - uniform: a number between 0 and 1, another each time.
  init(of points: [[Double]], count: Int, tries: Int, uniform: () -> Double) {
    (centres, spread) = ([], .infinity)
    for _ in 0..<max(1, tries) {
      let (found, spread) = Self.tried(points, count, uniform)
      if spread < self.spread { (centres, self.spread) = (found, spread) }
    }
  }

  /// The cluster whose centre is nearest to a point.
  func nearest(_ point: [Double]) -> Int { Self.nearest(point, centres).index }

  private static func nearest(_ point: [Double], _ centres: [[Double]]) -> (
    index: Int, distance: Double
  ) {
    var (best, least) = (0, Double.infinity)
    for (index, centre) in centres.enumerated() {
      var distance = 0.0
      for d in point.indices {
        let gap = point[d] - centre[d]
        distance += gap * gap
      }
      if distance < least { (best, least) = (index, distance) }
    }
    return (best, least)
  }

  private static func tried(_ points: [[Double]], _ count: Int, _ uniform: () -> Double) -> (
    centres: [[Double]], spread: Double
  ) {
    guard let width = points.first?.count else { return ([], 0) }
    var centres = [points[min(points.count - 1, Int(uniform() * Double(points.count)))]]
    while centres.count < count {
      let distances = points.map { nearest($0, centres).distance }
      let total = distances.reduce(0, +)
      guard total > 0 else { break }
      var left = uniform() * total
      var drawn = distances.lastIndex { $0 > 0 } ?? 0
      for (index, distance) in distances.enumerated() {
        left -= distance
        if left < 0 {
          drawn = index
          break
        }
      }
      centres.append(points[drawn])
    }
    var parts = [Int](repeating: -1, count: points.count)
    var spread = 0.0
    for _ in 0..<rounds {
      spread = 0
      var isSame = true
      var sums = centres.map { _ in [Double](repeating: 0, count: width) }
      var heads = [Double](repeating: 0, count: centres.count)
      for (number, point) in points.enumerated() {
        let (part, distance) = nearest(point, centres)
        if parts[number] != part { (parts[number], isSame) = (part, false) }
        spread += distance
        heads[part] += 1
        for d in 0..<width { sums[part][d] += point[d] }
      }
      if isSame { break }
      for part in centres.indices where heads[part] > 0 {
        centres[part] = sums[part].map { $0 / heads[part] }
      }
    }
    return (centres, spread)
  }
}
