import CustomerExperience
import Documents
import Experiments

/// Charts of what the spread of service does.
extension RunCharts {
  /// Customers kept and sales against the spread of service, at the same mean.
  static func consistency(_ outcome: RunOutcome) -> Chart? {
    let points = outcome.consistency.filter { $0.source == .all && $0.spread.isFinite }
    guard points.count > 2, let even = points.first, let uneven = points.last else { return nil }
    func line(_ change: (ConsistencyPoint) -> Estimate?, times scale: Double)
      -> [LineSeries.Point]
    {
      points.compactMap { point in
        guard let change = change(point) else { return nil }
        // The world as it is differs from itself by nothing: the band narrows to a point there.
        let room = point.times == 1 ? 1e-9 : 0
        return LineSeries.Point(
          point.spread, mean: scale * change.mean, lower: scale * change.lower - room,
          upper: scale * change.upper + room)
      }
    }
    // A share changes by points, sales by a percentage of themselves.
    let kept = line(\.retentionChange, times: 100)
    let sales = line(\.salesChange, times: 1)
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
      let x = "spread of service (standard deviation, points)"
      if kept.count > 2 {
        views.append(
          panel(
            "Customers kept", x: x, y: "points, against service as it is", points: kept,
            color: Palette.blue, dash: [], sizes: nil, reference: nil, format: .plain, atLeast: 1,
            in: frame))
      }
      if sales.count > 2 {
        views.append(
          panel(
            "Sales", x: x, y: "against service as it is", points: sales, color: Palette.vermilion,
            dash: [], sizes: nil, reference: nil, in: frame))
      }
      return [
        "concat": .array(views), "columns": .integer(frame.columns),
        "spacing": ["row": 26, "column": 40],
      ]
    }
  }

  private static func consistencyTable(_ outcome: RunOutcome) -> Table {
    let display = Display(outcome.scenario)
    var table = Table(
      "", "",
      [
        "spread of", "times", "spread", "mean quality", "95% CI", "satisfaction", "customers kept",
        "95% CI", "sales", "95% CI",
      ].map { Column($0, "", "") })
    for point in outcome.consistency {
      var row: [Cell] = [
        .text(Sentences.name(of: point.source)), .text(NumberText.significant(point.times)),
        .text(NumberText.fixed(point.spread, 1)),
        point.quality.map { .text(NumberText.fixed($0.mean, 1)) } ?? .none,
        point.quality.map { .text(display.interval($0, .points)) } ?? .none,
        .text(NumberText.fixed(point.satisfaction, 1)),
      ]
      row.append(
        point.retentionChange.map { .text(display.difference($0.mean, .fraction)) } ?? .none)
      row.append(
        point.retentionChange.map {
          .text(display.differenceInterval($0.lower, $0.upper, .fraction))
        } ?? .none)
      row.append(point.salesChange.map { .text(signed(100 * $0.mean, 2) + "%") } ?? .none)
      row.append(point.salesChange.map { .text(percentInterval($0)) } ?? .none)
      table.append(row)
    }
    return table
  }
}
