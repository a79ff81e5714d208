/// A column of a table, as `columns.json` describes it.
public struct Column: Sendable, Equatable {
  /// What its values are, in the words of the Frictionless table schema.
  public enum Kind: String, Sendable {
    /// Text.
    case string
    /// A number.
    case number
    /// A whole number.
    case integer
    /// A day, such as `2026-01-05`.
    case date
    /// A moment, such as `2026-01-05T08:00:00.000Z`.
    case datetime
    /// Numbers or words, as the case may be.
    case any
  }

  /// The name in the header.
  public var name: String
  /// The unit of its values.
  public var unit: String
  /// What it means, in a sentence.
  public var meaning: String
  /// What its values are.
  public var kind: Kind

  /// Declares a column.
  ///
  /// - Parameter kind: what its values are; where nil, numbers if there is a unit, and text if there is none.
  package init(_ name: String, _ unit: String, _ meaning: String, _ kind: Kind? = nil) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.kind = kind ?? (unit.isEmpty ? .string : .number)
  }
}

/// A value of a table.
public enum Cell: Sendable, Equatable {
  /// Text.
  case text(String)
  /// A number; one that is not finite is an empty field.
  case number(Double)
  /// A whole number.
  case whole(Int)
  /// No value.
  case none

  package var field: String {
    switch self {
    case .text(let text): text
    case .number(let value): NumberText.significant(value)
    case .whole(let value): String(value)
    case .none: ""
    }
  }

  package var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .number(let value): .number(value)
    case .whole(let value): .integer(value)
    case .none: .null
    }
  }
}

extension Cell: ExpressibleByStringLiteral {
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
}

/// A tidy table: one observation a row, one variable a column.
public struct Table: Sendable, Equatable {
  /// The file it is written to, such as `summary.csv`.
  public var file: String
  /// What it holds, in a sentence.
  public var about: String
  /// Its columns.
  public var columns: [Column]
  /// Its rows, each with one cell a column.
  public var rows: [[Cell]] = []

  package init(_ file: String, _ about: String, _ columns: [Column]) {
    self.file = file
    self.about = about
    self.columns = columns
  }

  /// Adds a row.
  ///
  /// - Precondition: It has one cell a column.
  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "\(file): a row of \(row.count) cells")
    rows.append(row)
  }

  /// The table as CSV by RFC 4180, but with a newline alone at the end of a line.
  public var csv: [UInt8] {
    var writer = CSVWriter()
    for column in columns { writer.field(column.name) }
    writer.endRow()
    for row in rows {
      for cell in row { writer.field(cell) }
      writer.endRow()
    }
    return writer.bytes
  }

  /// The rows as objects under the columns' names.
  package var objects: JSONValue {
    .array(
      rows.map { row in
        .object(
          zip(columns, row).map { JSONValue.Member(key: $0.name, value: $1.json) })
      })
  }
}

/// Writes CSV field by field.
package struct CSVWriter {
  package private(set) var bytes: [UInt8] = []
  private var isFirst = true

  package init() {}

  package mutating func field(_ cell: Cell) {
    switch cell {
    case .text(let text): field(text)
    case .number(let value):
      separate()
      NumberText.write(significant: value, to: &bytes)
    case .whole(let value): field(value)
    case .none: separate()
    }
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
  }

  /// A text; one that a spreadsheet would calculate as a formula gets an apostrophe, which makes it text there.
  package mutating func field(_ text: String) {
    if Self.isFormula(text) { plain("'" + text) } else { plain(text) }
  }

  /// Whether a spreadsheet would take a text for a formula; a number with its sign is none.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 9: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let next = text.utf8.dropFirst().first else { return false }
      return !(48...57).contains(next) && next != UInt8(ascii: ".")
    default: return false
    }
  }

  private mutating func plain(_ text: String) {
    separate()
    let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  package mutating func field(_ value: Int) { plain(String(value)) }

  package mutating func field(_ value: Double) { plain(NumberText.significant(value)) }

  /// Forgets what was written, and goes on with a row.
  package mutating func empty() { bytes.removeAll(keepingCapacity: true) }

  package mutating func endRow() {
    bytes.append(0x0A)
    isFirst = true
  }
}
