import CustomerExperience
import Documents
import Experiments
import Reports
import Studies

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
    Column(key.path, key.unit, (key.isLever ? "Lever. " : "Uncertainty. ") + key.help, .any)
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
    try stream.write(Self.header(resultColumns))
    // Whatever comes again in many rows is put into bytes once.
    let names = view.plan.experiments.map { Self.fields($0.name) }
    let values = view.keys.map { key in
      key.texts.indices.map { Self.fields(key.cell(code: $0).field) }
    }
    let outcomes = view.plan.outcomes.indices.map { o in
      let key = view.plan.outcomes[o]
      let unit = tableUnit(view.metrics[o], currency: view.scenario.currency)
      return ["mean", "lower", "upper", "variance", "replications"].map {
        Self.fields(key.metric, key.subject, unit, $0) + [0x2C]
      }
    }
    var start: [UInt8] = []
    var rows: [UInt8] = []
    for (number, point) in view.plan.points.enumerated()
    where view.results.states[number] == .done {
      start.removeAll(keepingCapacity: true)
      start += String(number + 1).utf8
      start += names[point.experiment]
      start += Self.fields(String(point.setting), String(point.world))
      for (key, values) in zip(view.keys, values) { start += values[key.code(number)] }
      rows.removeAll(keepingCapacity: true)
      for (o, middles) in outcomes.enumerated() {
        let estimate = view.results.estimate(number, o)
        let statistics = [
          estimate?.mean ?? .nan, estimate?.lower ?? .nan, estimate?.upper ?? .nan,
          view.results.variance(number, o), Double(estimate?.replications ?? 0),
        ]
        for (middle, value) in zip(middles, statistics) {
          rows += start
          rows += middle
          rows += Self.exact(value).utf8
          rows.append(0x0A)
        }
      }
      try stream.write(rows)
    }
  }

  private static func header(_ columns: [Column]) -> [UInt8] {
    var header = CSVWriter()
    for column in columns { header.field(column.name) }
    header.endRow()
    return header.bytes
  }

  /// Fields that follow others, each after its comma.
  private static func fields(_ texts: String...) -> [UInt8] {
    var writer = CSVWriter()
    writer.field("")
    for text in texts { writer.field(text) }
    return writer.bytes
  }

  /// A number that reads back as the same: ten times faster than to round it, which millions of them
  /// would feel.
  private static func exact(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    return value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
  }

  // MARK: - One row a setting and outcome

  /// The table of lever settings, the two kinds of uncertainty apart, with its rows.
  func settings() -> Table {
    var table = settingsTable
    eachSetting { table.append($0) }
    return table
  }

  /// Writes `settings.csv` row by row.
  func writeSettings(to stream: inout FileStream) throws(OutputError) {
    try stream.write(Self.header(settingsTable.columns))
    var writer = CSVWriter()
    try eachSetting { row throws(OutputError) in
      for cell in row { writer.field(cell) }
      writer.endRow()
      try stream.write(writer.bytes)
      writer.empty()
    }
  }

  /// The table of lever settings without its rows.
  var settingsTable: Table {
    Table(
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
  }

  private func eachSetting<Failure: Error>(
    _ body: (_ row: [Cell]) throws(Failure) -> Void
  ) throws(Failure) {
    let units = view.metrics.map { tableUnit($0, currency: view.scenario.currency) }
    let levers = view.levers
    // One row is made over and over.
    var row: [Cell] = []
    for setting in view.analysis.settings {
      let point = setting.points[0]
      for (o, figure) in setting.figures.enumerated() {
        guard let figure else { continue }
        let key = view.plan.outcomes[o]
        row.removeAll(keepingCapacity: true)
        row.append(.text(view.plan.experiments[setting.experiment].name))
        row.append(.whole(setting.number))
        for lever in levers { row.append(lever.cell(point)) }
        for text in [key.metric, key.subject, units[o]] { row.append(.text(text)) }
        row.append(.whole(figure.worlds))
        for value in [
          figure.mean, figure.noise, figure.spread?.lowerBound, figure.spread?.upperBound,
          figure.runVariance, figure.worldVariance?.lowerBound, figure.worldVariance?.upperBound,
          figure.worldShare?.lowerBound, figure.worldShare?.upperBound,
        ] {
          row.append(.number(value ?? .nan))
        }
        try body(row)
      }
    }
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
          + view.keys.map { $0.cell(number) } + [.text(reason)])
    }
    return table
  }
}
