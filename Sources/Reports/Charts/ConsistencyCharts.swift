import CustomerExperience
import Documents
import Experiments

/// Charts of what the spread of service does.
extension RunCharts {
  /// Customers kept and sales against the spread of service, at the same mean.
  static func consistency(_ outcome: RunOutcome) -> Chart? {
    let points = outcome.consistency.filter { $0.source == .all && $0.spread.isFinite }
    guard points.count > 2, let even = points.first, let uneven = points.last else { return nil }
    func line(_ change: (ConsistencyPoint) -> Estimate?) -> [LineSeries.Point] {
      points.compactMap { point in
        guard let change = change(point) else { return nil }
        // The world as it is differs from itself by nothing: the band narrows to a point there.
        let room = point.times == 1 ? 1e-9 : 0
        return LineSeries.Point(
          point.spread, mean: change.mean, lower: change.lower - room, upper: change.upper + room)
      }
    }
    let kept = line(\.retentionChange)
    let sales = line(\.salesChange)
    guard kept.count > 2 || sales.count > 2 else { return nil }
    func isOpen(_ change: Estimate) -> Bool { change.lower <= 0 && change.upper >= 0 }
    let title =
      "Service twice as uneven: "
      + [
        uneven.retentionChange.map {
          isOpen($0)
            ? "no clear change of customers kept"
            : "\(signed(100 * $0.mean, 1)) of 100 customers kept"
        },
        uneven.salesChange.map {
          isOpen($0) ? "no clear change of sales" : "\(signed(100 * $0.mean, 1))% of sales"
        },
      ].compactMap(\.self).joined(separator: ", ")
    let hasBand = (kept + sales).contains(where: \.hasBand)
    return Chart(
      "consistency", title: title,
      subtitle: "Differences to service as it is, over two years; from no spread at all "
        + "(\(NumberText.fixed(even.spread, 1)) points remain, from who the customers are, waits and failures) to twice "
        + "the spread." + (hasBand ? " Band: 95% CI of the mean." : ""),
      data: consistencyTable(outcome)
    ) { frame in
      var views: [JSONValue] = []
      for (title, points, color) in [
        ("Customers kept", kept, Palette.blue), ("Sales", sales, Palette.vermilion),
      ] where points.count > 2 {
        views.append(
          panel(
            title, x: "spread of service (standard deviation, points)",
            y: "against service as it is", points: points, color: color, dash: [], sizes: nil,
            reference: nil, in: frame))
      }
      return [
        "concat": .array(views), "columns": .integer(frame.columns),
        "spacing": ["row": 26, "column": 40],
      ]
    }
  }

  private static func consistencyTable(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "", "",
      [
        "spread of", "times", "spread", "mean quality", "satisfaction", "customers kept", "95% CI",
        "sales", "95% CI",
      ].map { Column($0, "", "") })
    for point in outcome.consistency {
      var row: [Cell] = [
        .text(Sentences.name(of: point.source)), .text(NumberText.significant(point.times)),
        .text(NumberText.fixed(point.spread, 1)), .text(NumberText.fixed(point.quality, 1)),
        .text(NumberText.fixed(point.satisfaction, 1)),
      ]
      for change in [point.retentionChange, point.salesChange] {
        row.append(change.map { .text(signed(100 * $0.mean, 2) + "%") } ?? .none)
        row.append(change.map { .text(percentInterval($0)) } ?? .none)
      }
      table.append(row)
    }
    return table
  }
}
