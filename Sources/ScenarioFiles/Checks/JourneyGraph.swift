import CustomerExperience

/// The paths through a journey's touchpoints.
struct JourneyGraph {
  /// The touchpoint that a need starts at.
  let start: String
  /// Touchpoints that no path leads to.
  let unreachable: [String]
  /// Touchpoints on a path from which no end can be reached.
  let endless: [String]

  init(_ journey: Journey) {
    let points = journey.touchpoints
    start = journey.start ?? points.first?.id ?? ""
    var waiting =
      journey.starts.isEmpty ? [start] : journey.starts.filter { $0.share > 0 }.map(\.to)
    var reached = Set(waiting)
    while let id = waiting.popLast() {
      guard let point = points[id: id] else { continue }
      for route in point.next + point.unresolved
      where route.share > 0 && reached.insert(route.to).inserted {
        waiting.append(route.to)
      }
    }
    unreachable = points.map(\.id).filter { !reached.contains($0) }
    var ending: Set<String> = []
    var grows = true
    while grows {
      grows = false
      for point in points where !ending.contains(point.id) {
        if JourneyGraph.ends(point) || JourneyGraph.targets(point).contains(where: ending.contains)
        {
          ending.insert(point.id)
          grows = true
        }
      }
    }
    endless = points.map(\.id).filter { reached.contains($0) && !ending.contains($0) }
  }

  /// Whether a need can end at a touchpoint.
  private static func ends(_ point: Touchpoint) -> Bool {
    (point.resolves > 0 && point.next.isEmpty) || (point.resolves < 1 && point.unresolved.isEmpty)
      || point.saves > 0
  }

  private static func targets(_ point: Touchpoint) -> [String] {
    let routes =
      (point.resolves > 0 ? point.next : []) + (point.resolves < 1 ? point.unresolved : [])
    return routes.filter { $0.share > 0 }.map(\.to)
  }
}
