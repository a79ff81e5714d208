import CustomerExperience
import Documents
import Experiments

/// The charts of a run; one that has no data is not there.
package enum RunCharts {
  static func all(_ outcome: RunOutcome) -> [Chart] {
    [
      retention(outcome), retentionViews(outcome), moneyKept(outcome), leavers(outcome),
      leavingReasons(outcome), winBack(outcome), loyalty(outcome), strategy(outcome),
      alive(outcome),
      tenure(outcome), payback(outcome), retentionWorth(outcome), whale(outcome),
      satisfaction(outcome), weakestLink(outcome), features(outcome), serviceGaps(outcome),
      suggestions(outcome), needsByMonth(outcome),
      growth(outcome), growthParts(outcome), consistency(outcome), staff(outcome),
      noShows(outcome), contactResponse(outcome),
      standards(outcome),
      competitorPull(outcome), pullParts(outcome), switchingMatrix(outcome),
      buyers(outcome), origins(outcome), returnReasons(outcome), money(outcome),
      segmentPrices(outcome), accounts(outcome), sites(outcome),
      fairness(outcome),
      segmentation(outcome), evidence(outcome),
    ].compactMap(\.self) + FigureLayout.reference.charts.compactMap { declared($0, outcome) }
  }

  /// A chart that is declared with the figures it shows; nil where the run has none of them.
  static func declared(_ chart: FigureChart, _ outcome: RunOutcome) -> Chart? {
    let lines = chart.metrics.enumerated().compactMap { number, metric in
      outcome.series(metric.id).map { series in
        LineSeries.monthly(
          metric.name, series, metric.isLevel ? .atEnd : .during, color: Palette.line(number),
          dash: Palette.dash(number))
      }
    }
    guard !lines.isEmpty else { return nil }
    return Chart(
      chart.name, title: chart.title, subtitle: chart.subtitle,
      data: monthlyTable(lines, every: outcome.months <= 12 ? 1 : 3, decimals: 2)
    ) { frame in
      LineChart(
        series: lines, x: .months(outcome.months),
        y: .fit(lines.flatMap(\.extent), title: chart.axis, including: [0]), in: frame, width: 520
      ).json
    }
  }

  /// Whether two figures differ beyond luck, as far as their intervals alone tell: a title that ranks says so only then.
  static func isApart(_ a: Estimate, _ b: Estimate) -> Bool {
    a.lower > b.upper || b.lower > a.upper
  }

  /// Satisfaction as it is and as the survey reads it.
  static func satisfaction(_ outcome: RunOutcome) -> Chart? {
    guard let truth = outcome.series("satisfaction_mean") else { return nil }
    var lines = [LineSeries.monthly("truth", truth, .atEnd, color: Palette.black)]
    let survey = outcome.series("survey_satisfaction")
    if let survey {
      lines.append(
        .monthly("survey", survey, .during, color: Palette.vermilion, dash: [7, 3], hasDots: true))
    }
    var title = "Satisfaction over time"
    if let known = truth.compactMap(\.self).first?.mean,
      let end = truth.compactMap(\.self).last?.mean
    {
      title = "Satisfaction goes from \(NumberText.fixed(known, 1)) to \(NumberText.fixed(end, 1))"
    }
    if let survey {
      let gaps = zip(survey, truth).compactMap { answer, truth -> Double? in
        guard let answer, let truth else { return nil }
        return answer.mean - truth.mean
      }
      let gap = gaps.reduce(0, +) / Double(max(1, gaps.count))
      let size = NumberText.fixed(abs(gap), 1)
      var isClear = true
      if let told = outcome.estimate("survey_satisfaction"),
        let known = outcome.estimate("satisfaction_mean")
      {
        isClear = isApart(told, known)
      }
      title =
        abs(gap) < 0.25
        ? "The survey reads satisfaction about right"
        : "The survey reads \(size) points \(gap > 0 ? "above" : "below") the truth"
          + (isClear ? "" : ", which may be luck")
    }
    return Chart(
      "satisfaction", title: title,
      subtitle: bands(
        "Mean of the customers on the books; the survey hears only those who answer.",
        "Band and bars: 95% CI of the mean.", of: lines),
      data: monthlyTable(lines, every: outcome.months <= 12 ? 1 : 3, decimals: 1)
    ) { frame in
      LineChart(
        series: lines, x: .months(outcome.months),
        y: .fit(
          lines.flatMap(\.extent), title: "satisfaction (points of 100)", within: 0...100,
          atLeast: 5), in: frame, width: 520
      ).json
    }
  }

  /// A table with one line's mean and interval a row, at every n-th month.
  static func monthlyTable(_ lines: [LineSeries], every step: Int, decimals: Int) -> Table {
    var table = Table(
      "", "",
      [
        Column("line", "", ""), Column("month", "", ""), Column("mean", "", ""),
        Column("95% CI", "", ""),
      ])
    for line in lines {
      // The month as in the tables: that which a level ends, or that which the value is about. The last
      // point of steps only ends the last one.
      let months = line.points.map { Int(line.isStepped ? $0.x : $0.x.rounded(.up) - 1) }
      for (month, point) in zip(months, line.isStepped ? line.points.dropLast() : line.points)
      where line.hasDots || month % step == 0 {
        let interval =
          point.lower.isFinite && point.upper.isFinite
          ? "\(NumberText.fixed(point.lower, decimals)) to \(NumberText.fixed(point.upper, decimals))"
          : ""
        table.append([
          .text(line.name), .whole(month), .text(NumberText.fixed(point.mean, decimals)),
          .text(interval),
        ])
      }
    }
    return table
  }

  /// What is drawn, and what its bands are, where it has any: with a single replication there are none.
  static func bands(_ text: String, _ bands: String, of lines: [LineSeries]) -> String {
    let hasBands = lines.contains { $0.points.contains(where: \.hasBand) }
    return [text, hasBands ? bands : ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func percent(_ share: Double) -> String { NumberText.fixed(100 * share, 1) + "%" }

  static func percentInterval(_ estimate: Estimate) -> String {
    guard estimate.lower.isFinite, estimate.upper.isFinite else { return "" }
    return "\(percent(estimate.lower)) to \(percent(estimate.upper))"
  }
}
