import Documents
import Synchronization

/// Drafts in a file of a folder.
///
/// Several servers may share the folder. What has been acknowledged is on the disk, and a server that is killed
/// leaves either all of a change or none of it.
final class DraftStore: Sendable {
  /// Drafts that are kept.
  let most: Int
  /// The form of the file; one of a later form is left alone.
  private static let form = 1
  /// How long another server's writing is waited for, in milliseconds.
  private static let patience = 5_000

  private let file: Mutex<SQLiteFile>

  /// What became of an attempt to save.
  enum Saved: Equatable {
    case saved(Draft)
    /// Somebody else has saved meanwhile: what is kept now.
    case conflict(Draft)
    /// There is none of that number any more.
    case gone
  }

  /// Opens the store of a folder, which is made where there is none.
  init(folder: String, most: Int = 200) throws(OutputError) {
    self.most = most
    try FileSystem.makeFolders(folder)
    let path = folder + "/drafts.sqlite"
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
          CREATE TABLE IF NOT EXISTS drafts(
            number INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, title TEXT NOT NULL,
            beside TEXT, made TEXT NOT NULL, saved TEXT NOT NULL, bytes INTEGER NOT NULL,
            text TEXT NOT NULL);
          PRAGMA user_version = \(Self.form);
          COMMIT
          """)
      })
  }

  private static let columns = "number, version, title, beside, made, saved, bytes"

  private static func draft(_ row: SQLiteFile.Row) -> Draft {
    Draft(
      number: row.int(0), version: row.int(1), title: row.text(2) ?? "", beside: row.text(3),
      made: row.text(4) ?? "", saved: row.text(5) ?? "", bytes: row.int(6))
  }

  /// All drafts, those that were saved last first.
  func drafts() throws -> [Draft] {
    try file.withLock { file in
      try file.rows(
        "SELECT \(Self.columns) FROM drafts ORDER BY saved DESC, number DESC", [], Self.draft)
    }
  }

  /// A draft without its text; nil where there is none of that number.
  func draft(_ number: Int) throws -> Draft? {
    try file.withLock { try Self.draft(number, in: $0) }
  }

  /// A draft with its text.
  func read(_ number: Int) throws -> (draft: Draft, text: String)? {
    try file.withLock { file in
      try file.rows(
        "SELECT \(Self.columns), text FROM drafts WHERE number = ?", [.int(number)]
      ) { (Self.draft($0), $0.text(7) ?? "") }.first
    }
  }

  /// Keeps a new draft.
  ///
  /// - Returns: The draft once it is on the disk; nil where there are too many.
  func add(title: String, text: String, beside: String?) throws -> Draft? {
    try SnapshotStore.writing { () throws -> Draft? in
      try file.withLock { file in
        try file.transaction { file -> Draft? in
          let count = try file.rows("SELECT count(*) FROM drafts") { $0.int(0) }
          guard (count.first ?? 0) < most else { return nil }
          let now = Moment.now.forData
          _ = try file.rows(
            """
            INSERT INTO drafts(version, title, beside, made, saved, bytes, text)
            VALUES (1, ?, ?, ?, ?, ?, ?)
            """,
            [
              .text(title), beside.map { .text($0) } ?? .null, .text(now), .text(now),
              .int(text.utf8.count), .text(text),
            ]
          ) { _ in }
          let number = try file.rows("SELECT last_insert_rowid()") { $0.int(0) }.first
          return try number.flatMap { try Self.draft($0, in: file) }
        }
      }
    }
  }

  /// Saves the text of a draft, unless somebody else has saved since it was read.
  ///
  /// - Parameter version: The version that was read.
  func save(_ number: Int, title: String, text: String, over version: Int) throws -> Saved {
    try SnapshotStore.writing { () throws -> Saved in
      try file.withLock { file in
        try file.transaction { file -> Saved in
          guard let kept = try Self.draft(number, in: file) else { return .gone }
          guard kept.version == version else { return .conflict(kept) }
          _ = try file.rows(
            """
            UPDATE drafts SET version = version + 1, title = ?, saved = ?, bytes = ?, text = ?
            WHERE number = ?
            """,
            [
              .text(title), .text(Moment.now.forData), .int(text.utf8.count), .text(text),
              .int(number),
            ]
          ) { _ in }
          return try Self.draft(number, in: file).map(Saved.saved) ?? .gone
        }
      }
    }
  }

  /// Deletes a draft; false where there is none of that number.
  func delete(_ number: Int) throws -> Bool {
    try SnapshotStore.writing { () throws -> Bool in
      try file.withLock { file in
        try file.transaction { file in
          _ = try file.rows("DELETE FROM drafts WHERE number = ?", [.int(number)]) { _ in }
          return try file.rows("SELECT changes()") { $0.int(0) } == [1]
        }
      }
    }
  }

  private static func draft(_ number: Int, in file: SQLiteFile) throws -> Draft? {
    try file.rows(
      "SELECT \(columns) FROM drafts WHERE number = ?", [.int(number)], draft
    ).first
  }
}
