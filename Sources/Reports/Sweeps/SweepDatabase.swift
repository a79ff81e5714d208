import CustomerExperience
import Experiments
import GRDB

/// Writes the results of a sweep as a SQLite database.
///
/// One writer, one transaction and no journal, so that the same results give the same bytes.
enum SweepDatabase {
  static func write(_ view: SweepView, to path: String) throws(OutputError) {
    do {
      try fill(view, path)
    } catch {
      throw OutputError("cannot write \(path): \(error)")
    }
  }

  private static func fill(_ view: SweepView, _ path: String) throws {
    var configuration = Configuration()
    configuration.journalMode = .default
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { db in
      try schema(view, db)
      try plan(view, db)
      try points(view, db)
      try db.execute(
        sql: """
          CREATE INDEX results_by_metric ON results(metric, subject);
          CREATE INDEX points_by_setting ON points(experiment, setting);
          """)
    }
    try queue.close()
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  private static func schema(_ view: SweepView, _ db: Database) throws {
    let keys = view.keys.map { ", \(quoted($0.path)) \($0.isNumeric ? "REAL" : "TEXT")" }
    try db.execute(
      sql: """
        CREATE TABLE plan(
          hash TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL, model TEXT NOT NULL,
          seed TEXT NOT NULL, replications INTEGER NOT NULL, points INTEGER NOT NULL
        );
        CREATE TABLE levers(
          key TEXT PRIMARY KEY, kind TEXT NOT NULL, unit TEXT NOT NULL, scenario TEXT NOT NULL,
          meaning TEXT NOT NULL
        );
        CREATE TABLE outcomes(
          metric TEXT NOT NULL, subject TEXT NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL,
          better TEXT NOT NULL, definition TEXT NOT NULL, PRIMARY KEY (metric, subject)
        );
        CREATE TABLE points(
          point INTEGER PRIMARY KEY, experiment TEXT NOT NULL, setting INTEGER NOT NULL,
          world INTEGER NOT NULL, failed TEXT\(keys.joined())
        );
        CREATE TABLE results(
          point INTEGER NOT NULL REFERENCES points(point), metric TEXT NOT NULL,
          subject TEXT NOT NULL, unit TEXT NOT NULL, mean REAL, lower REAL, upper REAL,
          half_width REAL, variance REAL, replications INTEGER NOT NULL,
          PRIMARY KEY (point, metric, subject)
        ) WITHOUT ROWID;
        """)
  }

  private static func plan(_ view: SweepView, _ db: Database) throws {
    let plan = view.plan
    try db.execute(
      sql: "INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        view.sweep.hash, plan.title, plan.about, plan.modelVersion, String(plan.seed),
        plan.replications, plan.points.count,
      ])
    for key in view.keys {
      try db.execute(
        sql: "INSERT INTO levers VALUES (?, ?, ?, ?, ?)",
        arguments: [
          key.path, key.isLever ? "lever" : "uncertainty", key.unit, key.base, key.help,
        ])
    }
    for (outcome, metric) in zip(plan.outcomes, view.metrics) {
      try db.execute(
        sql: "INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          metric.id, outcome.subject, tableUnit(metric, currency: view.scenario.currency),
          metric.name, metric.better.rawValue, metric.definition,
        ])
    }
  }

  private static func points(_ view: SweepView, _ db: Database) throws {
    let plan = view.plan
    let marks = String(repeating: ", ?", count: view.keys.count)
    let point = try db.makeStatement(sql: "INSERT INTO points VALUES (?, ?, ?, ?, ?\(marks))")
    let result = try db.makeStatement(
      sql: "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    // A primary key by metric: rows go in by its order.
    let order = plan.outcomes.indices.sorted {
      (plan.outcomes[$0].metric, plan.outcomes[$0].subject)
        < (plan.outcomes[$1].metric, plan.outcomes[$1].subject)
    }
    let units = view.metrics.map { tableUnit($0, currency: view.scenario.currency) }
    for (number, setting) in plan.points.enumerated()
    where view.results.states[number] != .missing {
      var values: [(any DatabaseValueConvertible)?] = [
        number + 1, plan.experiments[setting.experiment].name, setting.setting, setting.world,
        view.results.failures[number],
      ]
      for key in view.keys {
        let text = key.text(setting)
        values.append(key.isNumeric ? key.numbers[text] : text)
      }
      point.setUncheckedArguments(StatementArguments(values))
      try point.execute()
      guard view.results.states[number] == .done else { continue }
      for o in order {
        let estimate = view.results.estimate(number, o)
        let variance = view.results.variance(number, o)
        result.setUncheckedArguments([
          number + 1, plan.outcomes[o].metric, plan.outcomes[o].subject, units[o],
          finite(estimate?.mean), finite(estimate?.lower), finite(estimate?.upper),
          finite(estimate?.halfWidth), finite(variance), estimate?.replications ?? 0,
        ])
        try result.execute()
      }
    }
  }

  /// NULL for what is not a number.
  private static func finite(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }
}
