import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A SQLite database that is written once: one writer, one transaction and no journal, so that the
/// same rows give the same bytes.
package final class SQLiteFile {
  /// What SQLite reported: its result code, and what it says of it.
  private struct Failure: Error {
    var code: Int32
    var message: String
  }

  private let connection: OpaquePointer

  /// Writes a new database.
  ///
  /// - Parameters:
  ///   - path: where; nothing may be there.
  ///   - fill: makes the tables and inserts the rows.
  /// - Throws: ``OutputError`` that names the path, where the file cannot be written.
  package static func write(to path: String, _ fill: (SQLiteFile) throws -> Void)
    throws(OutputError)
  {
    do {
      let file = try SQLiteFile(path)
      try file.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
      try fill(file)
      try file.execute("COMMIT")
    } catch let failure as Failure where failure.code & 0xFF == SQLITE_FULL {
      throw FileSystem.failure("cannot write \(path)", code: ENOSPC)
    } catch {
      throw OutputError("cannot write \(path): \((error as? Failure)?.message ?? "\(error)")")
    }
  }

  private init(_ path: String) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    // SQLite gives a connection even where it could not open the file, unless memory has run out.
    guard let opened else { throw Failure(code: code, message: "out of memory") }
    connection = opened
    try check(code)
  }

  // Statements that are still open keep the connection until they end.
  deinit { sqlite3_close_v2(connection) }

  /// Executes statements that have no parameters.
  package func execute(_ sql: String) throws {
    try check(sqlite3_exec(connection, sql, nil, nil, nil))
  }

  /// Prepares a statement that inserts rows, with a `?` for each value.
  package func insertion(_ sql: String) throws -> Insertion {
    var prepared: OpaquePointer?
    try check(sqlite3_prepare_v2(connection, sql, -1, &prepared, nil))
    guard let prepared else { throw Failure(code: SQLITE_MISUSE, message: "no statement: \(sql)") }
    return Insertion(self, prepared)
  }

  private func check(_ code: Int32, is expected: Int32 = SQLITE_OK) throws {
    guard code != expected else { return }
    throw Failure(code: code, message: String(cString: sqlite3_errmsg(connection)))
  }

  /// A row to be inserted many times, with its values bound one by one, counted from 1; a value stays
  /// until another is bound.
  package final class Insertion {
    private let file: SQLiteFile
    private let statement: OpaquePointer

    fileprivate init(_ file: SQLiteFile, _ statement: OpaquePointer) {
      (self.file, self.statement) = (file, statement)
    }

    deinit { sqlite3_finalize(statement) }

    package func bind(_ column: Int, _ value: Int) {
      sqlite3_bind_int64(statement, Int32(column), Int64(value))
    }

    /// NULL for what is not a number.
    package func bind(_ column: Int, _ value: Double) {
      if value.isFinite {
        sqlite3_bind_double(statement, Int32(column), value)
      } else {
        sqlite3_bind_null(statement, Int32(column))
      }
    }

    package func bind(_ column: Int, _ text: String?) {
      if let text {
        cx_sqlite3_bind_text(statement, Int32(column), text, Int32(text.utf8.count))
      } else {
        sqlite3_bind_null(statement, Int32(column))
      }
    }

    /// Inserts the row whose values are bound.
    package func insert() throws {
      try file.check(sqlite3_step(statement), is: SQLITE_DONE)
      sqlite3_reset(statement)
    }

    /// Binds texts to the first columns, and inserts the row.
    package func insert(_ texts: [String]) throws {
      for (column, text) in texts.enumerated() { bind(column + 1, text) }
      try insert()
    }
  }
}
