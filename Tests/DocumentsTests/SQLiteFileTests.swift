import CSQLite
import Foundation
import Testing

@testable import Documents

/// Databases that are written once.
@Suite struct SQLiteFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("cxlab-sqlite-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func write(_ path: String, texts: [String?]) throws(OutputError) {
    try SQLiteFile.write(to: path) { file in
      try file.execute("CREATE TABLE t(number INTEGER PRIMARY KEY, share REAL, name TEXT)")
      let row = try file.insertion("INSERT INTO t VALUES (?, ?, ?)")
      row.bind(2, 0.25)
      for (number, text) in texts.enumerated() {
        row.bind(1, number)
        row.bind(3, text)
        try row.insert()
        row.bind(2, .nan)
      }
    }
  }

  @Test func whatIsBoundIsThere() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(path("a"), texts: ["Zoë's \"£5\"; DROP TABLE t", nil, ""])
    #expect(
      try query(path("a"), "SELECT * FROM t ORDER BY number") == [
        ["0", "0.25", "Zoë's \"£5\"; DROP TABLE t"], ["1", nil, nil], ["2", nil, ""],
      ])
  }

  @Test func theSameRowsAreTheSameBytes() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["a", "b"] { try write(path(name), texts: ["x", "y"]) }
    let files = try ["a", "b"].map { try Data(contentsOf: folder.appendingPathComponent($0)) }
    #expect(files[0] == files[1] && files[0].count > 4_096)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test func aRowThatCannotBeInsertedIsTold() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = path("a")
    #expect(throws: OutputError("cannot write \(path): UNIQUE constraint failed: t.number")) {
      try SQLiteFile.write(to: path) { file in
        try file.execute("CREATE TABLE t(number INTEGER PRIMARY KEY)")
        let row = try file.insertion("INSERT INTO t VALUES (?)")
        row.bind(1, 7)
        try row.insert()
        try row.insert()
      }
    }
  }

  @Test func aPlaceWhereNothingCanBeIsTold() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = path("nowhere/a")
    #expect(throws: OutputError("cannot write \(path): unable to open database file")) {
      try write(path, texts: [])
    }
  }

  @Test func whatIsKeptIsChangedWhollyOrNotAtAll() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = path("a")
    struct Interruption: Error {}
    do {
      let file = try SQLiteFile.opened(path, patience: 0) {
        try $0.execute("CREATE TABLE IF NOT EXISTS t(number INTEGER, name TEXT)")
      }
      try file.transaction { file in
        _ = try file.rows("INSERT INTO t VALUES (?, ?)", [.int(1), .text("a\0ü'")]) { _ in }
        _ = try file.rows("INSERT INTO t VALUES (?, ?)", [.null, .null]) { _ in }
      }
      #expect(throws: OutputError.self) {
        try file.transaction { file in
          try file.execute("DELETE FROM t")
          throw Interruption()
        }
      }
    }
    let file = try SQLiteFile.opened(path, patience: 0) {
      try $0.execute("CREATE TABLE IF NOT EXISTS t(number INTEGER, name TEXT)")
    }
    let rows = try file.rows("SELECT number, name FROM t") { ($0.int(0), $0.text(1)) }
    #expect(rows.map(\.0) == [1, 0])
    #expect(rows.map(\.1) == ["a\0ü'", nil])
  }

  @Test func aFileThatIsNoDatabaseIsTold() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = path("a")
    try Data("title: a scenario, and nothing else in this file".utf8).write(
      to: URL(fileURLWithPath: path))
    #expect(throws: OutputError("cannot write \(path): file is not a database")) {
      _ = try SQLiteFile.opened(path, patience: 0) { try $0.execute("CREATE TABLE t(a)") }
    }
  }

  /// The rows that a question finds, as texts; nil for NULL.
  private func query(_ path: String, _ sql: String) throws -> [[String?]] {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    #expect(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    var statement: OpaquePointer?
    #expect(sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK)
    defer { sqlite3_finalize(statement) }
    var rows: [[String?]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(
        (0..<sqlite3_column_count(statement)).map {
          sqlite3_column_text(statement, $0).map { String(cString: $0) }
        })
    }
    return rows
  }
}
