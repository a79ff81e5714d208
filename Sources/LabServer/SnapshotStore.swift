import Documents
import Synchronization

/// Settings that were kept under a name, with what came of them.
struct Snapshot: Sendable, Equatable {
  var number: Int
  var name: String
  var settings: [String]
  /// When it was made, such as `2027-01-05T10:11:12Z`.
  var made: String
  /// What came of it, as JSON; nil where nobody has run it to the end on the present basis.
  ///
  /// In a list it is the headlines alone.
  var result: String?
  /// Whose it is: empty for whoever sits at the machine, something unforeseeable for a pupil of a class.
  var owner = ""

  /// The snapshot as JSON.
  ///
  /// - Parameter nickname: who made it, where that is to be told.
  func json(by nickname: String? = nil) -> String { json(by: nickname, "result") }

  /// The same as it stands in a list.
  func line(by nickname: String?) -> String { json(by: nickname, "headlines") }

  private func json(by nickname: String?, _ result: String) -> String {
    let fields: JSONValue = [
      "number": .integer(number), "name": .string(name),
      "settings": .array(settings.map(JSONValue.string)), "made": .string(made),
      "nickname": nickname.map { .string($0) } ?? .null,
    ]
    return fields.compact.dropLast() + ",\"\(result)\":\(self.result ?? "null")}"
  }
}

/// Snapshots in a file of a folder.
///
/// Several servers may share the folder. What has been acknowledged is on the disk, and a server that is killed
/// leaves either all of a snapshot or none of it.
final class SnapshotStore: Sendable {
  /// Snapshots that a scenario keeps of one owner.
  let most: Int
  /// The form of the file; one of a later form is left alone.
  private static let form = 2
  /// How long another server's writing is waited for, in milliseconds.
  private static let patience = 5_000

  private let file: Mutex<SQLiteFile>

  /// Opens the store of a folder, which is made where there is none.
  init(folder: String, most: Int = 1_000) throws(OutputError) {
    self.most = most
    try FileSystem.makeFolders(folder)
    let path = folder + "/snapshots.sqlite"
    file = Mutex(
      try SQLiteFile.opened(path, patience: Self.patience) { file in
        // Besides what is written, the folder's own entry for the journal: a commit outlives a power cut.
        try file.execute("PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE")
        let found = try file.rows("PRAGMA user_version") { $0.int(0) }.first ?? 0
        guard found <= Self.form else {
          throw OutputError(
            "\(path) was written by a later version of cxlab; name another folder with --state")
        }
        try file.execute(
          """
          CREATE TABLE IF NOT EXISTS snapshots(
            number INTEGER PRIMARY KEY AUTOINCREMENT, scenario TEXT NOT NULL, name TEXT NOT NULL,
            settings TEXT NOT NULL, made TEXT NOT NULL, basis TEXT NOT NULL, result TEXT,
            owner TEXT NOT NULL DEFAULT '');
          CREATE INDEX IF NOT EXISTS snapshots_of ON snapshots(scenario, number);
          """)
        // A file of the first form has no owners: what is in it belongs to whoever sits at the machine.
        if found == 1 {
          try file.execute("ALTER TABLE snapshots ADD COLUMN owner TEXT NOT NULL DEFAULT ''")
        }
        try file.execute(
          """
          PRAGMA user_version = \(Self.form);
          COMMIT
          """)
      })
  }

  /// Snapshots of a scenario and some owners, oldest first, with the headlines of their results.
  ///
  /// - Parameters:
  ///   - number: those with higher numbers are meant.
  ///   - most: how many at most.
  ///   - basis: what results rest on now: files, seed, pairs and program. Those that rest on something else are left
  ///     out, since they are not to be compared with what comes of the same settings today.
  func snapshots(
    of scenario: String, by owners: [String] = [""], after number: Int = 0, most: Int = .max,
    on basis: String
  ) throws -> [Snapshot] {
    try read(
      "CASE WHEN basis = ? THEN json_extract(result, '$.headlines') END", basis, scenario, owners,
      "number > ? ORDER BY number LIMIT ?", [.int(number), .int(most)])
  }

  /// A snapshot with its whole result; nil where there is none of that number and these owners.
  func snapshot(
    _ number: Int, of scenario: String, by owners: [String] = [""], on basis: String
  ) throws -> Snapshot? {
    try read(
      "CASE WHEN basis = ? THEN result END", basis, scenario, owners, "number = ?", [.int(number)]
    ).first
  }

  private func read(
    _ result: String, _ basis: String, _ scenario: String, _ owners: [String],
    _ condition: String, _ values: [SQLiteFile.Value]
  ) throws -> [Snapshot] {
    let places = owners.map { _ in "?" }.joined(separator: ", ")
    return try file.withLock { file in
      try file.rows(
        """
        SELECT number, name, settings, made, \(result), owner
        FROM snapshots WHERE scenario = ? AND owner IN (\(places)) AND \(condition)
        """,
        [.text(basis), .text(scenario)] + owners.map { .text($0) } + values
      ) { row in
        Snapshot(
          number: row.int(0), name: row.text(1) ?? "", settings: Self.settings(row.text(2) ?? ""),
          made: row.text(3) ?? "", result: row.text(4), owner: row.text(5) ?? "")
      }
    }
  }

  /// Keeps a snapshot.
  ///
  /// - Parameter basis: what the result rests on.
  /// - Returns: The snapshot once it is on the disk; nil where the scenario has too many of that owner.
  func add(
    name: String, settings: [String], result: String?, on basis: String, to scenario: String,
    by owner: String = ""
  ) throws -> Snapshot? {
    try Self.writing { () throws -> Snapshot? in
      try file.withLock { file in
        try file.transaction { file -> Snapshot? in
          let count = try file.rows(
            "SELECT count(*) FROM snapshots WHERE scenario = ? AND owner = ?",
            [.text(scenario), .text(owner)]
          ) { $0.int(0) }
          guard (count.first ?? 0) < most else { return nil }
          let made = Moment.now.forData
          let list = JSONValue.array(settings.map(JSONValue.string)).compact
          _ = try file.rows(
            """
            INSERT INTO snapshots(scenario, name, settings, made, basis, result, owner)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
              .text(scenario), .text(name), .text(list), .text(made), .text(basis),
              result.map { .text($0) } ?? .null, .text(owner),
            ]
          ) { _ in }
          return try file.rows("SELECT last_insert_rowid()") { $0.int(0) }.first.map {
            Snapshot(
              number: $0, name: name, settings: settings, made: made, result: result, owner: owner)
          }
        }
      }
    }
  }

  /// Deletes a snapshot; false where there is none of that number and these owners.
  func delete(_ number: Int, of scenario: String, by owners: [String] = [""]) throws -> Bool {
    let places = owners.map { _ in "?" }.joined(separator: ", ")
    return try Self.writing { () throws -> Bool in
      try file.withLock { file in
        try file.transaction { file in
          _ = try file.rows(
            "DELETE FROM snapshots WHERE number = ? AND scenario = ? AND owner IN (\(places))",
            [.int(number), .text(scenario)] + owners.map { .text($0) }
          ) { _ in }
          return try file.rows("SELECT changes()") { $0.int(0) } == [1]
        }
      }
    }
  }

  /// Deletes all of an owner.
  func deleteAll(ofOwner owner: String) throws {
    try Self.writing {
      try file.withLock { file in
        try file.transaction { file in
          _ = try file.rows("DELETE FROM snapshots WHERE owner = ?", [.text(owner)]) { _ in }
        }
      }
    }
  }

  /// Deletes all snapshots of a scenario that is no more.
  func deleteAll(ofScenario scenario: String) throws {
    try Self.writing {
      try file.withLock { file in
        try file.transaction { file in
          _ = try file.rows("DELETE FROM snapshots WHERE scenario = ?", [.text(scenario)]) { _ in }
        }
      }
    }
  }

  /// Deletes all but those of whoever sits at the machine.
  func deleteAllOfPupils() throws {
    try Self.writing {
      try file.withLock { file in
        try file.transaction { try $0.execute("DELETE FROM snapshots WHERE owner <> ''") }
      }
    }
  }

  private static func settings(_ json: String) -> [String] {
    JSONReader.read(json.utf8)?.items?.compactMap(\.string) ?? []
  }

  // MARK: - The end of the process

  /// Held while something is written; true once nothing more is to be.
  private static let isOver = Mutex(false)

  /// Writes to a store of the state folder, unless the process is about to end.
  static func writing<Value: Sendable>(_ write: () throws -> Value) throws -> Value {
    try isOver.withLock { isOver in
      guard !isOver else { throw CancellationError() }
      return try write()
    }
  }

  /// Waits for what is being written; nothing is written after it.
  static func finish() { isOver.withLock { $0 = true } }
}
