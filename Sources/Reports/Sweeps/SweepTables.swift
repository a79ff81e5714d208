import CustomerExperience
import Experiments

/// The tables of a sweep.
struct SweepTables {
  let view: SweepView

  static let experiment = Column("experiment", "", "The sub-experiment's name, or main.")
  static let setting = Column(
    "setting", "", "The number of the lever setting within the experiment.")
  static let world = Column("world", "", "The number of the world within the experiment.")

  /// A column a lever and an uncertainty.
  var keyColumns: [Column] { view.keys.map(column) }

  private func column(_ key: SweepView.Key) -> Column {
    Column(key.path, key.unit, (key.isLever ? "Lever. " : "Uncertainty. ") + key.help)
  }

  // MARK: - One row a point, outcome and statistic

  /// The columns of `results.csv`.
  var resultColumns: [Column] {
    [
      Column("point", "", "The point's number in the plan."), Self.experiment, Self.setting,
      Self.world,
    ] + keyColumns + [
      Shared.metric, Shared.subject, Shared.unit,
      Column(
        "statistic", "",
        "mean over replications; lower and upper, the ends of its 95% confidence interval; variance "
          + "between replications; replications, how many had a value."),
      Column("value", "see unit and statistic", "The statistic's value; empty where it has none."),
    ]
  }

  /// Writes `results.csv` row by row: of a hundred thousand points it is too large to be held.
  func writeResults(to stream: inout FileStream) throws(OutputError) {
    var header = CSVWriter()
    for column in resultColumns { header.field(column.name) }
    header.endRow()
    try stream.write(header.bytes)
    let outcomes = view.plan.outcomes.indices.map { o -> [UInt8] in
      var fields = CSVWriter()
      fields.field(view.plan.outcomes[o].metric)
      fields.field(view.plan.outcomes[o].subject)
      fields.field(tableUnit(view.metrics[o], currency: view.scenario.currency))
      return [0x2C] + fields.bytes
    }
    var rows: [UInt8] = []
    for (number, point) in view.plan.points.enumerated()
    where view.results.states[number] == .done {
      var start = CSVWriter()
      start.field(number + 1)
      start.field(view.plan.experiments[point.experiment].name)
      start.field(point.setting)
      start.field(point.world)
      for key in view.keys { start.field(key.cell(point).field) }
      rows.removeAll(keepingCapacity: true)
      for o in outcomes.indices {
        let estimate = view.results.estimate(number, o)
        let statistics: [(String, Double)] = [
          ("mean", estimate?.mean ?? .nan), ("lower", estimate?.lower ?? .nan),
          ("upper", estimate?.upper ?? .nan), ("variance", view.results.variance(number, o)),
          ("replications", Double(estimate?.replications ?? 0)),
        ]
        for (statistic, value) in statistics {
          rows += start.bytes
          rows += outcomes[o]
          rows.append(0x2C)
          rows += statistic.utf8
          rows.append(0x2C)
          rows += Self.exact(value).utf8
          rows.append(0x0A)
        }
      }
      try stream.write(rows)
    }
  }

  /// A number that reads back as the same: ten times faster than to round it, which millions of them
  /// would feel.
  private static func exact(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    return value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
  }

  // MARK: - One row a setting and outcome

  /// The table of lever settings, the two kinds of uncertainty apart.
  func settings() -> Table {
    var table = Table(
      "settings.csv",
      "Each lever setting over the sampled worlds: the mean, how far luck leaves it open, and how far the "
        + "world does.",
      [Self.experiment, Self.setting] + view.levers.map(column) + [
        Shared.metric, Shared.subject, Shared.unit,
        Column("worlds", "count", "Worlds the figures rest on."),
        Column("mean", "see unit", "The mean over the worlds' means."),
        Column(
          "noise_half_width", "as mean",
          "Luck: half the width of the 95% confidence interval of the mean, which more replications "
            + "narrow; empty with one replication."),
        Column(
          "world_p10", "as mean",
          "World: the 10th percentile of the worlds' means, which no replication narrows; empty with one "
            + "world."),
        Column("world_p90", "as mean", "The 90th percentile of the worlds' means."),
        Column(
          "variance_runs", "unit squared", "Variance between single runs of one world: luck alone."),
        Column(
          "variance_worlds_least", "unit squared",
          "Variance between the worlds' true means, at least: that of their means less what luck would "
            + "add to it if the worlds did not share their luck."),
        Column(
          "variance_worlds_most", "unit squared",
          "The same at most: the variance of the worlds' means as they are."),
        Column(
          "share_worlds_least", "fraction",
          "How much of what a single run in a world drawn at random may show is due to the world, at "
            + "least: variance_worlds_least over its sum with variance_runs (law of total variance)."
        ),
        Column("share_worlds_most", "fraction", "The same at most."),
      ])
    for setting in view.analysis.settings {
      let point = view.plan.points[setting.points[0]]
      for (o, figure) in setting.figures.enumerated() {
        guard let figure else { continue }
        let key = view.plan.outcomes[o]
        table.append(
          [
            .text(view.plan.experiments[setting.experiment].name), .whole(setting.number),
          ] + view.levers.map { $0.cell(point) } + [
            .text(key.metric), .text(key.subject),
            .text(tableUnit(view.metrics[o], currency: view.scenario.currency)),
            .whole(figure.worlds), .number(figure.mean), .number(figure.noise),
            .number(figure.spread?.lowerBound ?? .nan), .number(figure.spread?.upperBound ?? .nan),
            .number(figure.runVariance), .number(figure.worldVariance?.lowerBound ?? .nan),
            .number(figure.worldVariance?.upperBound ?? .nan),
            .number(figure.worldShare?.lowerBound ?? .nan),
            .number(figure.worldShare?.upperBound ?? .nan),
          ])
      }
    }
    return table
  }

  /// Points that could not be simulated; nil where there is none.
  func failures() -> Table? {
    guard view.results.failed > 0 else { return nil }
    var table = Table(
      "failures.csv", "Points that could not be simulated.",
      [Column("point", "", "The point's number in the plan."), Self.experiment] + keyColumns + [
        Column("reason", "", "Why.")
      ])
    for (number, reason) in view.results.failures.sorted(by: { $0.key < $1.key }) {
      let point = view.plan.points[number]
      table.append(
        [.whole(number + 1), .text(view.plan.experiments[point.experiment].name)]
          + view.keys.map { $0.cell(point) } + [.text(reason)])
    }
    return table
  }
}
