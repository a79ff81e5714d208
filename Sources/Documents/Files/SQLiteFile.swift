import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A SQLite database.
///
/// Tables of results are written once: one writer, one transaction and no journal, so that the same rows give the
/// same bytes. What is kept and changed is opened; see ``opened(_:patience:_:)``.
package final class SQLiteFile {
  /// What SQLite reported: its result code, and what it says of it.
  private struct Failure: Error, CustomStringConvertible {
    var code: Int32
    var message: String
    var description: String { message }
  }

  /// A value to be bound.
  package enum Value {
    case null
    case int(Int)
    case text(String)
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
    } catch {
      throw Self.failure(error, path)
    }
  }

  /// Opens a database that is kept, or makes it.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - patience: how long others who write to it are waited for, in milliseconds.
  ///   - prepare: makes what is not there yet.
  /// - Throws: ``OutputError`` that names the path, where it cannot be opened or is no database.
  package static func opened(
    _ path: String, patience: Int, _ prepare: (SQLiteFile) throws -> Void
  ) throws(OutputError) -> sending SQLiteFile {
    do {
      let file = try SQLiteFile(path)
      sqlite3_busy_timeout(file.connection, Int32(patience))
      try prepare(file)
      return file
    } catch let error as OutputError {
      throw error
    } catch {
      throw Self.failure(error, path)
    }
  }

  private static func failure(_ error: any Error, _ path: String) -> OutputError {
    if let failure = error as? Failure, failure.code & 0xFF == SQLITE_FULL {
      return FileSystem.failure("cannot write \(path)", code: ENOSPC)
    }
    return OutputError("cannot write \(path): \(error)")
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

  /// Does several things as one, which is on the disk when it returns; where one of them fails, none is done.
  package func transaction<Result>(_ body: (SQLiteFile) throws -> Result) throws -> Result {
    do {
      // From the beginning: two who read first and write then would each wait for the other.
      try execute("BEGIN IMMEDIATE")
      let result = try body(self)
      try execute("COMMIT")
      return result
    } catch {
      // A full disk may have ended it already.
      if sqlite3_get_autocommit(connection) == 0 { try? execute("ROLLBACK") }
      throw Self.failure(error, String(cString: sqlite3_db_filename(connection, nil)))
    }
  }

  /// Executes a statement and reads the rows that it gives.
  ///
  /// - Parameter values: What stands for each `?`.
  package func rows<Result>(
    _ sql: String, _ values: [Value] = [], _ read: (Row) -> Result
  ) throws -> [Result] {
    let statement = try prepared(sql)
    defer { sqlite3_finalize(statement) }
    for (column, value) in zip(Int32(1)..., values) {
      switch value {
      case .null: sqlite3_bind_null(statement, column)
      case .int(let number): sqlite3_bind_int64(statement, column, Int64(number))
      case .text(let text):
        try check(cx_sqlite3_bind_text(statement, column, text, Int32(text.utf8.count)))
      }
    }
    var results: [Result] = []
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return results }
      try check(code, is: SQLITE_ROW)
      results.append(read(Row(statement: statement)))
    }
  }

  /// A row that was read; columns count from 0.
  package struct Row {
    fileprivate let statement: OpaquePointer

    package func int(_ column: Int) -> Int { Int(sqlite3_column_int64(statement, Int32(column))) }

    /// The text; nil for NULL.
    package func text(_ column: Int) -> String? {
      guard let text = sqlite3_column_text(statement, Int32(column)) else { return nil }
      let length = Int(sqlite3_column_bytes(statement, Int32(column)))
      return String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
    }
  }

  /// Prepares a statement that inserts rows, with a `?` for each value.
  package func insertion(_ sql: String) throws -> Insertion { Insertion(self, try prepared(sql)) }

  private func prepared(_ sql: String) throws -> OpaquePointer {
    var prepared: OpaquePointer?
    try check(sqlite3_prepare_v2(connection, sql, -1, &prepared, nil))
    guard let prepared else { throw Failure(code: SQLITE_MISUSE, message: "no statement: \(sql)") }
    return prepared
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
