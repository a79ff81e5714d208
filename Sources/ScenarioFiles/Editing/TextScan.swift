/// A place between the characters of a text; lines and columns count from 0.
struct TextPoint: Equatable {
  var line: Int
  var column: Int
}

/// Finds where the values of a text end, as a YAML parser does.
///
/// Each search goes over what it finds once: it takes as long as the value is, however the value is written.
struct TextScan {
  let lines: [[Unicode.Scalar]]

  /// The character behind a place; nil at the end of a line, and outside of the text.
  func scalar(at point: TextPoint) -> Unicode.Scalar? {
    guard lines.indices.contains(point.line) else { return nil }
    let line = lines[point.line]
    return line.indices.contains(point.column) ? line[point.column] : nil
  }

  /// Whether a character stands between words.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// The blanks that a line begins with, of which the indentation is made.
  func indent(of line: Int) -> Int { lines[line].prefix { $0 == " " }.count }

  /// Whether nothing stands on a line.
  func isBlank(line: Int) -> Bool { lines[line].allSatisfy(Self.isBlank) }

  /// Whether nothing but a remark stands on a line.
  func isRemark(line: Int) -> Bool {
    lines[line].first { !Self.isBlank($0) } == "#"
  }

  /// Whether lines may hold a remark: a `#` that begins a line or stands behind a blank.
  func mayHoldRemarks(_ range: some Sequence<Int>) -> Bool {
    range.contains { number in
      var previous: Unicode.Scalar = " "
      for scalar in lines[number] {
        if scalar == "#", Self.isBlank(previous) { return true }
        previous = scalar
      }
      return false
    }
  }

  /// The remark behind a place of a line, with the blanks before it; empty where something else stands there.
  func remark(behind point: TextPoint) -> ArraySlice<Unicode.Scalar> {
    let line = lines[point.line]
    guard point.column < line.count else { return [] }
    let rest = line[point.column...]
    return rest.first { !Self.isBlank($0) } == "#" ? rest : []
  }

  // MARK: - Ends

  /// Where a text in quotes ends, on whichever line; nil where its quote is not closed.
  func endOfQuoted(_ start: TextPoint) -> TextPoint? {
    guard let quote = scalar(at: start) else { return nil }
    var (number, column) = (start.line, start.column + 1)
    while number < lines.count {
      let line = lines[number]
      while column < line.count {
        if line[column] == quote {
          // Two single quotes are one that belongs to the text.
          let isDoubled = quote == "'" && column + 1 < line.count && line[column + 1] == "'"
          if !isDoubled { return TextPoint(line: number, column: column + 1) }
          column += 2
        } else {
          column += quote == "\"" && line[column] == "\\" ? 2 : 1
        }
      }
      (number, column) = (number + 1, 0)
    }
    return nil
  }

  /// Where a brace or a bracket is closed again, and whether there are remarks before that; nil where it is not closed.
  func endOfFlow(_ start: TextPoint) -> (end: TextPoint, hasRemarks: Bool)? {
    var depth = 0
    var hasRemarks = false
    var point = start
    while point.line < lines.count {
      guard point.column < lines[point.line].count else {
        point = TextPoint(line: point.line + 1, column: 0)
        continue
      }
      // Here a word may begin: only here a quote opens a text, and `#` a remark.
      switch lines[point.line][point.column] {
      case "{", "[":
        depth += 1
        point.column += 1
      case "}", "]":
        depth -= 1
        point.column += 1
        if depth == 0 { return (point, hasRemarks) }
      case ",", ":", "?", " ", "\t": point.column += 1
      case "#":
        hasRemarks = true
        point.column = lines[point.line].count
      case "\"", "'":
        guard let end = endOfQuoted(point) else { return nil }
        point = end
      default: point = endOfPlainInFlow(point)
      }
    }
    return nil
  }

  /// Where a text without quotes ends that begins within brackets, on whichever line: behind its last word.
  func endOfPlainInFlow(_ start: TextPoint) -> TextPoint {
    // Its first character belongs to it, whatever it is.
    var end = TextPoint(line: start.line, column: start.column + 1)
    var point = end
    while point.line < lines.count {
      let line = lines[point.line]
      while point.column < line.count {
        let isBehindBlank = point.column == 0 || Self.isBlank(line[point.column - 1])
        switch line[point.column] {
        case ",", "[", "]", "{", "}": return end
        case "#" where isBehindBlank: return end
        case ":" where point.column + 1 == line.count || Self.isBlank(line[point.column + 1]):
          return end
        case " ", "\t": point.column += 1
        default:
          point.column += 1
          end = point
        }
      }
      point = TextPoint(line: point.line + 1, column: 0)
    }
    return end
  }

  /// Where a text without quotes ends that begins outside of brackets: it goes on with the lines below that are
  /// indented further than its key.
  func endOfPlain(_ start: TextPoint, below indent: Int) -> TextPoint {
    var end = endOfPlain(on: start.line, from: start.column)
    guard remark(behind: end).isEmpty else { return end }
    var number = start.line + 1
    while number < lines.count {
      if !isBlank(line: number) {
        let blanks = self.indent(of: number)
        guard blanks > indent, !isRemark(line: number) else { return end }
        end = endOfPlain(on: number, from: blanks)
        guard remark(behind: end).isEmpty else { return end }
      }
      number += 1
    }
    return end
  }

  private func endOfPlain(on number: Int, from start: Int) -> TextPoint {
    let line = lines[number]
    var end = start
    var column = start
    while column < line.count {
      if !Self.isBlank(line[column]) {
        if line[column] == "#", column > start, Self.isBlank(line[column - 1]) { break }
        end = column + 1
      }
      column += 1
    }
    return TextPoint(line: number, column: end)
  }

  /// The last line of a text that stands below `|` or `>`, with the blank lines that belong to it.
  ///
  /// - Parameters:
  ///   - mark: where `|` or `>` stands.
  ///   - indent: the column of its key.
  func lastLineOfBlockText(_ mark: TextPoint, below indent: Int) -> Int {
    var keepsBlankLines = false
    var least: Int?
    for scalar in lines[mark.line][min(mark.column + 1, lines[mark.line].count)...].prefix(2) {
      if scalar == "+" { keepsBlankLines = true }
      if ("1"..."9").contains(scalar) { least = indent + Int(scalar.value) - 48 }
    }
    var last = mark.line
    var widest = indent + 1
    var number = mark.line + 1
    while number < lines.count {
      let blanks = self.indent(of: number)
      if blanks == lines[number].count {
        widest = max(widest, blanks)
      } else {
        // The first line that holds anything says how far the text is indented.
        let most = least ?? max(widest, blanks)
        least = most
        guard blanks >= most else { break }
        last = number
      }
      number += 1
    }
    guard keepsBlankLines else { return last }
    // What follows the last line feed of the file is no line.
    while last + 1 < min(number, lines.count - 1) { last += 1 }
    return last
  }
}
