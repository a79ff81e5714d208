/// A table of data beside a scenario: comma-separated text with a header.
struct DataFile {
  /// The largest data file, in bytes.
  static let sizeLimit = 16 << 20

  let name: String
  private let header: [String]
  private let rows: [(line: Int, cells: [String])]

  /// Reads a table.
  init(name: String, text: String) {
    self.name = name
    var rows = DataFile.rows(of: text)
    header = rows.isEmpty ? [] : rows.removeFirst().cells
    self.rows = rows
  }

  /// The numbers of a column.
  func column(_ column: String) throws(ValueProblem) -> [Double] {
    guard let index = header.firstIndex(of: column) else {
      throw ValueProblem(
        "\(name) has no column '\(column)'" + Nearest.suggestion(column, among: header)
          + (header.isEmpty ? "; it is empty" : ""))
    }
    var values: [Double] = []
    values.reserveCapacity(rows.count)
    for row in rows {
      let cell = row.cells.indices.contains(index) ? row.cells[index] : ""
      let text = Substring(cell).trimmed
      guard let number = Decimal.prefix(of: text), number.rest.isEmpty,
        let value = Double(number.number), value.isFinite
      else {
        throw ValueProblem("\(name), line \(row.line): column '\(column)' is not a number: '\(text)'")
      }
      values.append(value)
    }
    guard !values.isEmpty else { throw ValueProblem("\(name) holds no rows") }
    return values
  }

  private static func rows(of text: String) -> [(line: Int, cells: [String])] {
    var rows: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var line = 1
    var firstLine = 1
    var quoted = false
    var previousQuote = false
    func endsRow() {
      cells.append(String(cell))
      if cells.count > 1 || !cell.isEmpty { rows.append((firstLine, cells)) }
      cells = []
      cell = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar == "\"" {
        if quoted { previousQuote = true } else if previousQuote { cell.append("\"") }
        quoted.toggle()
        if quoted { previousQuote = false }
        continue
      }
      previousQuote = false
      switch scalar {
      case "," where !quoted:
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
      case "\n":
        line += 1
        if quoted { cell.append(scalar) } else {
          endsRow()
          firstLine = line
        }
      default: cell.append(scalar)
      }
    }
    endsRow()
    return rows
  }
}
