import CustomerExperience
import Documents
import Experiments

/// Charts of loyalty: who is loyal, what leavers name, and who comes back.
extension RunCharts {
  /// The grid of attitude and behaviour: how many are in each cell, and how many of them stay.
  static func loyalty(_ outcome: RunOutcome) -> Chart? {
    let cells = LoyaltyCell.allCases.compactMap { LoyaltyOutcome($0, of: nil, in: outcome) }
      .filter { $0.customers > 0 }
    let all = cells.reduce(0) { $0 + $1.customers }
    let told = cells.compactMap { cell in cell.retention.map { (cell: cell, stays: $0.mean) } }
    guard told.count > 1, all > 0 else { return nil }
    func share(_ cell: LoyaltyOutcome) -> String { Display.roundPercent(cell.customers / all) }
    var table = Table(
      "", "",
      ["loyalty", "share of customers", "still there after a year", "95% CI", "revenue of one"]
        .map { Column($0, "", "") })
    for (cell, stays) in told {
      table.append([
        .text(cell.cell.name), .text(share(cell)), .text(percent(stays)),
        .text(cell.retention.map(percentInterval) ?? ""),
        .text(cell.revenue.map { NumberText.fixed($0.mean, 0) } ?? ""),
      ])
    }
    let title =
      told.map { "\(share($0.cell)) \($0.cell.cell.name)" }.joined(separator: ", ")
    return Chart(
      "loyalty", title: Display.capitalised(title),
      subtitle:
        "Of 100 customers of each kind at the start, those who are customers a year later; in brackets how many of all "
        + "customers are of the kind.", data: table
    ) { frame in
      Self.bars(
        told.map {
          NamedBar(
            name: $0.cell.cell.name, value: 100 * $0.stays,
            label: "\(NumberText.fixed(100 * $0.stays, 0))  (\(share($0.cell)))")
        }, axis: "of 100, still customers after a year", in: frame)
    }
  }

  /// What leavers name when they are asked why.
  static func leavingReasons(_ outcome: RunOutcome) -> Chart? {
    let reasons = LeavingReason.allCases.compactMap {
      reason -> (reason: LeavingReason, share: Estimate)? in
      guard reason != .involuntary,
        let share = outcome.estimate(
          "leaving_reason_share", SubjectKind.reason.subject(reason.word)), share.mean > 0
      else { return nil }
      return (reason, share)
    }.sorted { ($1.share.mean, $0.reason.rawValue) < ($0.share.mean, $1.reason.rawValue) }
    guard reasons.count > 1, let first = reasons.first else { return nil }
    var table = Table("", "", ["reason", "named by", "95% CI"].map { Column($0, "", "") })
    for (reason, share) in reasons {
      table.append([
        .text(reason.name), .text(percent(share.mean)), .text(percentInterval(share)),
      ])
    }
    return Chart(
      "leaving_reasons",
      title: "\(Display.capitalised(first.reason.name)): named by "
        + "\(Display.roundPercent(first.share.mean)) of those who leave of their own will",
      subtitle:
        "A leaver names all that mattered, so the bars add up to more than 100% where several are named.",
      data: table
    ) { frame in
      Self.bars(
        reasons.map {
          NamedBar(
            name: $0.reason.name, value: 100 * $0.share.mean,
            label: Display.roundPercent($0.share.mean))
        }, axis: "% of those who leave of their own will", in: frame)
    }
  }

  /// The chance of coming back against the time until those who left are approached.
  static func winBack(_ outcome: RunOutcome) -> Chart? {
    let points = (0...WinBackFigures.longestDelay).compactMap { delay in
      outcome.estimate("winback_chance", SubjectKind.delay.subject("\(delay)")).map {
        LineSeries.Point(Double(delay), $0)
      }
    }
    guard points.count > 2, let first = points.first, let last = points.last else { return nil }
    let line = LineSeries(name: "chance of coming back", color: Palette.blue, points: points)
    var table = Table("", "", ["months after leaving", "come back"].map { Column($0, "", "") })
    for point in points {
      table.append([.text(NumberText.fixed(point.x, 0)), .text(percent(point.mean))])
    }
    return Chart(
      "win_back",
      title:
        "Approached at once \(NumberText.fixed(100 * first.mean, 0)) of 100 leavers come back, after a year "
        + NumberText.fixed(100 * last.mean, 0),
      subtitle: bands(
        "Mean chance of those approached, by how long after leaving that is.",
        "Band: 95% CI of the mean.", of: [line]), data: table
    ) { frame in
      LineChart(
        series: [line], x: .months(12, title: "months after leaving"),
        y: .fit(
          line.extent, title: "come back", format: .percent, including: [0], within: 0...1),
        in: frame, width: 520
      ).json
    }
  }
}
