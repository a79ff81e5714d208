import CustomerExperience
import Experiments
import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes the results of a sweep as a SQLite database.
///
/// One writer, one transaction and no journal, so that the same results give the same bytes.
enum SweepDatabase {
  static func write(_ view: SweepView, to path: String) throws(OutputError) {
    do {
      try fill(view, path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
      throw FileSystem.failure("cannot write \(path)", code: ENOSPC)
    } catch {
      let reason = (error as? DatabaseError)?.message ?? "\(error)"
      throw OutputError("cannot write \(path): \(reason)")
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
    let point = try Row(db, "INSERT INTO points VALUES (?, ?, ?, ?, ?\(marks))")
    // A primary key by metric: rows go in by its order.
    let order = plan.outcomes.indices.sorted {
      (plan.outcomes[$0].metric, plan.outcomes[$0].subject)
        < (plan.outcomes[$1].metric, plan.outcomes[$1].subject)
    }
    // What does not change from row to row is bound once.
    let results = try order.map { o in
      let row = try Row(db, "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      row.bind(2, plan.outcomes[o].metric)
      row.bind(3, plan.outcomes[o].subject)
      row.bind(4, tableUnit(view.metrics[o], currency: view.scenario.currency))
      return (o, row)
    }
    for (number, setting) in plan.points.enumerated()
    where view.results.states[number] != .missing {
      point.bind(1, number + 1)
      point.bind(2, plan.experiments[setting.experiment].name)
      point.bind(3, setting.setting)
      point.bind(4, setting.world)
      point.bind(5, view.results.failures[number])
      for (column, key) in view.keys.enumerated() {
        if key.isNumeric {
          point.bind(6 + column, key.numbers[key.code(number)])
        } else {
          point.bind(6 + column, key.text(number))
        }
      }
      try point.insert()
      guard view.results.states[number] == .done else { continue }
      for (o, row) in results {
        let estimate = view.results.estimate(number, o)
        row.bind(1, number + 1)
        row.bind(5, estimate?.mean ?? .nan)
        row.bind(6, estimate?.lower ?? .nan)
        row.bind(7, estimate?.upper ?? .nan)
        row.bind(8, estimate?.halfWidth ?? .nan)
        row.bind(9, view.results.variance(number, o))
        row.bind(10, estimate?.replications ?? 0)
        try row.insert()
      }
    }
  }

  /// A row to be inserted many times, with its values bound one by one, counted from 1; a value stays
  /// until another is bound.
  ///
  /// GRDB's own arguments are a list made anew for each row, which half a million rows would feel.
  private struct Row {
    private let db: Database
    private let statement: Statement

    init(_ db: Database, _ sql: String) throws {
      (self.db, statement) = (db, try db.makeStatement(sql: sql))
    }

    func bind(_ column: Int, _ value: Int) {
      sqlite3_bind_int64(statement.sqliteStatement, Int32(column), Int64(value))
    }

    /// NULL for what is not a number.
    func bind(_ column: Int, _ value: Double) {
      if value.isFinite {
        sqlite3_bind_double(statement.sqliteStatement, Int32(column), value)
      } else {
        sqlite3_bind_null(statement.sqliteStatement, Int32(column))
      }
    }

    func bind(_ column: Int, _ text: String?) {
      guard let text else {
        sqlite3_bind_null(statement.sqliteStatement, Int32(column))
        return
      }
      // SQLITE_TRANSIENT, a macro that Swift does not see: SQLite keeps a copy.
      let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      sqlite3_bind_text(
        statement.sqliteStatement, Int32(column), text, Int32(text.utf8.count), copies)
    }

    func insert() throws {
      let code = sqlite3_step(statement.sqliteStatement)
      guard code == SQLITE_DONE else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
      }
      sqlite3_reset(statement.sqliteStatement)
    }
  }
}
