import CustomerExperience
import Documents
import Experiments
import Reports
import Studies

/// Writes the results of a sweep as a SQLite database.
enum SweepDatabase {
  static func write(_ view: SweepView, to path: String) throws(OutputError) {
    try SQLiteFile.write(to: path) { file in
      try schema(view, file)
      try plan(view, file)
      try points(view, file)
      try file.execute(
        """
        CREATE INDEX results_by_metric ON results(metric, subject);
        CREATE INDEX points_by_setting ON points(experiment, setting);
        """)
    }
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  private static func schema(_ view: SweepView, _ file: SQLiteFile) throws {
    let keys = view.keys.map { ", \(quoted($0.path)) \($0.isNumeric ? "REAL" : "TEXT")" }
    try file.execute(
      """
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

  private static func plan(_ view: SweepView, _ file: SQLiteFile) throws {
    let plan = view.plan
    let row = try file.insertion("INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?, ?)")
    row.bind(6, plan.replications)
    row.bind(7, plan.points.count)
    try row.insert([
      view.sweep.hash, plan.title, plan.about, plan.modelVersion, String(plan.seed),
    ])
    let lever = try file.insertion("INSERT INTO levers VALUES (?, ?, ?, ?, ?)")
    for key in view.keys {
      try lever.insert([
        key.path, key.isLever ? "lever" : "uncertainty", key.unit, key.base, key.help,
      ])
    }
    let measure = try file.insertion("INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?)")
    for (outcome, metric) in zip(plan.outcomes, view.metrics) {
      try measure.insert([
        metric.id, outcome.subject, tableUnit(metric, currency: view.scenario.currency),
        metric.name, metric.better.rawValue, metric.definition,
      ])
    }
  }

  private static func points(_ view: SweepView, _ file: SQLiteFile) throws {
    let plan = view.plan
    let marks = String(repeating: ", ?", count: view.keys.count)
    let point = try file.insertion("INSERT INTO points VALUES (?, ?, ?, ?, ?\(marks))")
    // A primary key by metric: rows go in by its order.
    let order = plan.outcomes.indices.sorted {
      (plan.outcomes[$0].metric, plan.outcomes[$0].subject)
        < (plan.outcomes[$1].metric, plan.outcomes[$1].subject)
    }
    // What does not change from row to row is bound once.
    let results = try order.map { o in
      let row = try file.insertion("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
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
}
