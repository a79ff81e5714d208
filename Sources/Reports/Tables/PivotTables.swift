import CustomerExperience
import Experiments

/// The timeline turned so that each metric has a column of its own.
extension RunTables {
  /// A table by month and subject of a kind.
  static func pivot(
    _ file: String, _ about: String, of kind: SubjectKind, _ outcome: RunOutcome
  ) -> Table {
    let series = outcome.timeline.filter { Subject($0.subject).kind == kind }
    let metrics = present(in: series)
    var subjects: [String] = []
    for entry in series where !subjects.contains(entry.subject) { subjects.append(entry.subject) }
    var table = Table(
      file, about,
      [Shared.month, Column(kind.rawValue, "", "The \(kind.rawValue)'s id.")]
        + metrics.map { column($0, outcome) })
    for month in 0..<outcome.months {
      for subject in subjects {
        let cells = metrics.map { metric in
          cell(series.first { $0.metric == metric && $0.subject == subject }, month)
        }
        table.append([.whole(month), .text(Subject(subject).id)] + cells)
      }
    }
    return table
  }

  /// What the survey showed month by month.
  static func measurement(_ outcome: RunOutcome) -> Table {
    flat(
      "measurement.csv",
      "What the survey showed month by month (means); empty in months without a survey.", outcome
    ) { $0.nature == .survey }
  }

  /// Money month by month.
  static func finance(_ outcome: RunOutcome) -> Table {
    flat("finance.csv", "Money month by month (means).", outcome) { $0.unit == .money }
  }

  private static func flat(
    _ file: String, _ about: String, _ outcome: RunOutcome, _ chosen: (Metric) -> Bool
  ) -> Table {
    let series = outcome.timeline.filter { $0.subject == "all" && chosen($0.metric) }
    let metrics = present(in: series)
    var table = Table(file, about, [Shared.month] + metrics.map { column($0, outcome) })
    guard !metrics.isEmpty else { return table }
    for month in 0..<outcome.months {
      table.append(
        [.whole(month)]
          + metrics.map { metric in cell(series.first { $0.metric == metric }, month) })
    }
    return table
  }

  /// The metrics of some series, in the order of the reference.
  private static func present(in series: [TimelineSeries]) -> [Metric] {
    let ids = Set(series.map(\.metric.id))
    return Metric.all.filter { ids.contains($0.id) }
  }

  private static func column(_ metric: Metric, _ outcome: RunOutcome) -> Column {
    Column(
      metric.id, tableUnit(metric, currency: outcome.scenario.currency), metric.definition)
  }

  private static func cell(_ series: TimelineSeries?, _ month: Int) -> Cell {
    guard let series, series.estimates.indices.contains(month),
      let estimate = series.estimates[month]
    else { return .none }
    return .number(estimate.mean)
  }
}
