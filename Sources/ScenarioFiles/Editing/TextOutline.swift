/// The keys of a text with their places, as far as they can be seen: also of a text that somebody is in the middle
/// of typing, which no parser would take.
struct TextOutline {
  /// A key with what stands after it on its line.
  struct Entry {
    /// The keys and ids from the top of the file; an item of a list is its number in brackets.
    var path: [String]
    /// The line, from 1.
    var line: Int
    /// The words behind the colon, without a remark; empty where a section follows.
    var value: String
  }

  /// A section or an item of a list that is open.
  private struct Frame {
    var indent: Int
    var name: String
    var isItem = false
  }

  /// A brace or a bracket that is open.
  private struct Flow {
    var isMapping: Bool
    /// The key whose value comes, in a mapping.
    var key: String?
    /// The number of the item, in a list.
    var index = 0
    /// The number of the key's entry.
    var entry: Int?
  }

  private(set) var entries: [Entry] = []
  private var frames: [Frame] = []
  private var flows: [Flow] = []
  /// The indentation of the key that a text in several lines belongs to; nil outside of such a text.
  private var proseIndent: Int?
  /// The words under each path, in their order.
  private var children: [[String]: [String]] = [:]
  /// Deeper than any scenario is.
  private static let deepest = 64

  /// Sees all keys of a text.
  init(_ lines: some Sequence<String>) {
    for (index, line) in lines.enumerated() { read(Array(line.unicodeScalars), number: index + 1) }
    var seen: Set<[String]> = []
    for entry in entries where seen.insert(entry.path).inserted {
      if let name = entry.path.last {
        children[Array(entry.path.dropLast()), default: []].append(name)
      }
    }
  }

  /// The words that stand directly under a path, such as the ids of a table, in their order.
  func names(under path: [String]) -> [String] { children[path] ?? [] }

  /// What stands after a key; nil where the text has no such key.
  func value(at path: [String]) -> String? { entries.first { $0.path == path }?.value }

  /// Whether a brace or a bracket is open at the end.
  var isInFlow: Bool { !flows.isEmpty }

  // MARK: - Reading

  /// The keys and ids of what is open at the end.
  var path: [String] {
    frames.map(\.name) + flows.compactMap { $0.isMapping ? $0.key : "[\($0.index)]" }
  }

  private mutating func read(_ line: [Unicode.Scalar], number: Int) {
    guard let indent = line.firstIndex(where: { $0 != " " }) else { return }
    if let prose = proseIndent {
      if indent > prose { return }
      proseIndent = nil
    }
    if !flows.isEmpty {
      // What is not in the brackets any more: somebody has not closed them yet.
      if indent > (frames.last?.indent ?? -1) || !Self.beginsEntry(line[indent...]) {
        readFlow(line, from: indent, number)
        return
      }
      flows = []
    }
    readBlock(line, from: indent, number)
  }

  private mutating func readBlock(_ line: [Unicode.Scalar], from start: Int, _ number: Int) {
    var column = start
    guard line[column] != "#" else { return }
    while Self.isDash(line, at: column) {
      openItem(at: column)
      column += 1
      while column < line.count, line[column] == " " { column += 1 }
      guard column < line.count, frames.count < Self.deepest else { return }
    }
    if line[column] == "{" || line[column] == "[" {
      readFlow(line, from: column, number)
      return
    }
    guard let (key, behind) = Self.key(line, from: column) else { return }
    while let last = frames.last, last.indent >= column { frames.removeLast() }
    guard frames.count < Self.deepest else { return }
    frames.append(Frame(indent: column, name: key))
    let value = line[behind...].drop(while: TextScan.isBlank)
    entries.append(Entry(path: path, line: number, value: Self.words(value)))
    switch value.first {
    case "{", "[": readFlow(line, from: value.startIndex, number)
    case "|", ">": proseIndent = column
    default: break
    }
  }

  private mutating func openItem(at column: Int) {
    var index = 0
    while let last = frames.last, last.indent >= column, last.isItem || last.indent > column {
      if last.isItem, last.indent == column {
        index = (Int(last.name.dropFirst().dropLast()) ?? 0) + 1
      }
      frames.removeLast()
    }
    frames.append(Frame(indent: column, name: "[\(index)]", isItem: true))
  }

  private mutating func readFlow(_ line: [Unicode.Scalar], from start: Int, _ number: Int) {
    var column = start
    while column < line.count {
      switch line[column] {
      case "{", "[":
        guard flows.count < Self.deepest else { return }
        flows.append(Flow(isMapping: line[column] == "{"))
      case "}", "]":
        if !flows.isEmpty { flows.removeLast() }
        if flows.isEmpty { return }
      case ",":
        if !flows.isEmpty {
          flows[flows.count - 1].key = nil
          flows[flows.count - 1].index += 1
        }
      case " ": break
      case "\t": break
      case "#" where column == 0 || TextScan.isBlank(line[column - 1]): return
      default:
        column = readToken(line, from: column, number)
        continue
      }
      column += 1
    }
  }

  /// Reads a word inside brackets.
  ///
  /// - Returns: Where it ends.
  private mutating func readToken(
    _ line: [Unicode.Scalar], from start: Int, _ number: Int
  ) -> Int {
    let end = Self.endOfToken(line, from: start)
    let token = Self.unquoted(line[start..<end])
    guard let last = flows.last, last.isMapping else { return end }
    if last.key == nil {
      flows[flows.count - 1].key = token
      flows[flows.count - 1].entry = entries.count
      entries.append(Entry(path: path, line: number, value: ""))
      var next = end
      while next < line.count, line[next] == " " { next += 1 }
      return next < line.count && line[next] == ":" ? next + 1 : end
    }
    if let known = last.entry, entries[known].line == number {
      entries[known].value += entries[known].value.isEmpty ? token : " " + token
    }
    return end
  }
}

// MARK: - Letters

extension TextOutline {
  /// Whether a line begins with a key or a dash.
  static func beginsEntry(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let all = Array(line)
    return isDash(all, at: 0) || key(all, from: 0) != nil
  }

  /// Whether an item of a list begins.
  static func isDash(_ line: [Unicode.Scalar], at column: Int) -> Bool {
    column < line.count && line[column] == "-"
      && (column + 1 == line.count || TextScan.isBlank(line[column + 1]))
  }

  /// The key that begins somewhere, and where its colon ends; nil where there is none.
  static func key(_ line: [Unicode.Scalar], from start: Int) -> (name: String, behind: Int)? {
    guard start < line.count else { return nil }
    var column = start
    if line[column] == "\"" || line[column] == "'" {
      column = endOfToken(line, from: start)
      let end = column
      while column < line.count, TextScan.isBlank(line[column]) { column += 1 }
      guard column < line.count, line[column] == ":" else { return nil }
      return (unquoted(line[start..<end]), column + 1)
    }
    while column < line.count {
      if line[column] == "#", column > start, TextScan.isBlank(line[column - 1]) { return nil }
      if line[column] == ":", column + 1 == line.count || TextScan.isBlank(line[column + 1]) {
        let name = String(String.UnicodeScalarView(line[start..<column])).trimmingBlanks
        return name.isEmpty ? nil : (String(name), column + 1)
      }
      column += 1
    }
    return nil
  }

  /// Where a word inside brackets ends: one in quotes behind its quote, another before a comma, a bracket, a colon
  /// that ends a key, or a remark.
  static func endOfToken(_ line: [Unicode.Scalar], from start: Int) -> Int {
    var column = start
    if line[start] == "\"" || line[start] == "'" {
      column += 1
      while column < line.count {
        let next = column + 1 < line.count ? line[column + 1] : nil
        // Two single quotes are one that belongs to the text.
        let isDoubled = line[start] == "'" && line[column] == "'" && next == "'"
        if line[column] == line[start], !isDoubled { return column + 1 }
        column += isDoubled || line[column] == "\\" && line[start] == "\"" ? 2 : 1
      }
      return line.count
    }
    while column < line.count {
      switch line[column] {
      case ",", "[", "]", "{", "}": if column > start { return column }
      case ":":
        let next = column + 1 < line.count ? line[column + 1] : " "
        if column > start, " \t,[]{}".unicodeScalars.contains(next) { return column }
      case "#": if column > start, TextScan.isBlank(line[column - 1]) { return column }
      default: break
      }
      column += 1
    }
    return column
  }

  /// A word without its quotes and the blanks around it.
  static func unquoted(_ token: ArraySlice<Unicode.Scalar>) -> String {
    let text = String(String.UnicodeScalarView(token)).trimmingBlanks
    guard let first = text.first, first == "\"" || first == "'" else { return String(text) }
    let rest = text.dropFirst()
    let inner = rest.last == first ? rest.dropLast() : rest
    if first == "'" { return String(inner.replacing("''", with: "'")) }
    var words = ""
    var isEscaped = false
    for character in inner {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      // Of other escapes the letters are shown as they are written.
      if isEscaped, character != "\"", character != "\\" { words.append("\\") }
      words.append(character)
      isEscaped = false
    }
    return words
  }

  /// The words of a value on its line, without a remark behind them.
  private static func words(_ value: ArraySlice<Unicode.Scalar>) -> String {
    if let first = value.first, first == "\"" || first == "'" {
      let all = Array(value)
      return unquoted(all[..<endOfToken(all, from: 0)])
    }
    var end = value.startIndex
    while end < value.endIndex {
      let isRemark =
        value[end] == "#" && (end == value.startIndex || TextScan.isBlank(value[end - 1]))
      if isRemark { break }
      end += 1
    }
    return unquoted(value[value.startIndex..<end])
  }
}
