import Documents
import Synchronization

/// What is kept of a class in a file of the state folder, entry by entry.
///
/// What has been acknowledged is on the disk; a server that is killed leaves all of a change or none of it.
final class ClassStore: Sendable {
  /// What an entry is about; its key is a number, or two with a slash between them.
  enum Kind: String, Sendable {
    /// The class as a whole, under `0`.
    case room
    /// A pupil, by number.
    case pupil
    /// A question, by number.
    case question
    /// A guess, by the question's number and the pupil's.
    case guess
    /// A board, by number.
    case board
    /// A plan, by the board's number and the pupil's.
    case plan
  }

  /// An entry, its value as JSON.
  struct Entry: Sendable, Equatable {
    var kind: Kind
    var key: String
    var value: String
  }

  /// An entry as it stands in the file, whoever wrote it.
  struct Row: Sendable, Equatable {
    /// Where it stands.
    var id: Int
    var kind: String
    var key: String
    var value: String

    /// The numbers of the key.
    var numbers: [Int] { key.split(separator: "/").compactMap { Int($0) } }
  }

  /// A change of what is kept.
  enum Change: Sendable {
    case put(Entry)
    case remove(Kind, key: String)
    /// Removes everything but what was put aside.
    case clear
  }

  /// The form of the file; one of a later form is left alone.
  private static let form = 1
  /// How long another server that ends is waited for, in milliseconds.
  private static let patience = 2_000

  /// The file.
  let path: String
  private let file: Mutex<SQLiteFile>

  /// Opens the store of a folder, which is made where there is none.
  init(folder: String) throws(OutputError) {
    try FileSystem.makeFolders(folder)
    let path = folder + "/class.sqlite"
    self.path = path
    file = Mutex(
      try SQLiteFile.opened(path, patience: Self.patience) { file in
        do {
          // For as long as the process lives: two servers would not know of each other's pupils.
          try file.execute(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = EXTRA; BEGIN EXCLUSIVE")
        } catch {
          throw OutputError(
            "\(path) cannot be had: \(error); where another lab holds a class in this folder, name another "
              + "with --state")
        }
        let found = try file.rows("PRAGMA user_version") { $0.int(0) }.first ?? 0
        guard found <= Self.form else {
          throw OutputError(
            "\(path) was written by a later version of cxlab; name another folder with --state")
        }
        try file.execute(
          """
          CREATE TABLE IF NOT EXISTS entries(
            kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(kind, key));
          CREATE TABLE IF NOT EXISTS unread(
            kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL);
          PRAGMA user_version = \(Self.form);
          COMMIT
          """)
      })
  }

  /// All that is kept of the class.
  func rows() throws -> [Row] { try rows(of: "entries") }

  /// What could not be read, and was put aside for that.
  func unread() throws -> [Row] { try rows(of: "unread") }

  private func rows(of table: String) throws -> [Row] {
    try file.withLock { file in
      try file.rows("SELECT rowid, kind, key, value FROM \(table) ORDER BY rowid") { row in
        Row(
          id: row.int(0), kind: row.text(1) ?? "", key: row.text(2) ?? "", value: row.text(3) ?? "")
      }
    }
  }

  /// Moves entries where nothing overwrites them.
  func putAside(_ rows: [Row]) throws {
    guard !rows.isEmpty else { return }
    try SnapshotStore.writing {
      try file.withLock { file in
        try file.transaction { file in
          for row in rows {
            _ = try file.rows(
              "INSERT INTO unread SELECT kind, key, value FROM entries WHERE rowid = ?",
              [.int(row.id)]
            ) { _ in }
            _ = try file.rows("DELETE FROM entries WHERE rowid = ?", [.int(row.id)]) { _ in }
          }
        }
      }
    }
  }

  /// Makes changes, all of them or none; they are on the disk when it returns.
  func write(_ changes: [Change]) throws {
    guard !changes.isEmpty else { return }
    try SnapshotStore.writing {
      try file.withLock { file in
        try file.transaction { file in
          for change in changes {
            switch change {
            case .put(let entry):
              _ = try file.rows(
                "INSERT OR REPLACE INTO entries(kind, key, value) VALUES (?, ?, ?)",
                [.text(entry.kind.rawValue), .text(entry.key), .text(entry.value)]
              ) { _ in }
            case .remove(let kind, let key):
              _ = try file.rows(
                "DELETE FROM entries WHERE kind = ? AND key = ?",
                [.text(kind.rawValue), .text(key)]
              ) { _ in }
            case .clear:
              try file.execute("DELETE FROM entries")
            }
          }
        }
      }
    }
  }
}
