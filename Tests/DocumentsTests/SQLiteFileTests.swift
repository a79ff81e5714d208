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
