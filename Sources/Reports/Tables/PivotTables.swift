import CustomerExperience
import Documents
import Experiments

/// The timeline turned so that each metric has a column of its own.
extension RunTables {
  /// A table by month and subject of a kind.
  static func pivot(
    _ sheet: SubjectKind.Sheet, of kind: SubjectKind, _ outcome: RunOutcome
  ) -> Table {
    let series = outcome.timeline.filter { Subject($0.subject).kind == kind }
    let metrics = present(in: series)
    var subjects: [String] = []
    for entry in series where !subjects.contains(entry.subject) { subjects.append(entry.subject) }
    var table = Table(
      sheet.file, sheet.about,
      [Shared.month, Column(kind.id, "", "The \(kind.id)'s id.")]
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

  /// A table by month of the figures about everything together that say they stand in it.
  static func flat(_ sheet: Metric.Sheet, _ outcome: RunOutcome) -> Table {
    let series = outcome.timeline.filter { $0.subject == "all" && $0.metric.sheet == sheet }
    let metrics = present(in: series)
    var table = Table(
      sheet.file, sheet.about, [Shared.month] + metrics.map { column($0, outcome) })
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
