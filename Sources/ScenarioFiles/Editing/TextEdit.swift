import CustomerExperience

/// Why a key of a text is not changed by a program.
public struct TextEditProblem: Error, Sendable, Equatable {
  /// What stands in the way, and what to do.
  public let message: String

  init(_ message: String) { self.message = message }
}

/// Changes one key of a text in its place: remarks, blank lines and the author's layout stay.
///
/// Only lines are edited, and the result is read again: where it does not say exactly what it should, nothing is
/// changed.
struct TextEdit {
  private var lines: [[Unicode.Scalar]]
  private let tree: Tree

  /// Begins to edit a text that reads as a tree.
  init(_ lines: [String], _ tree: Tree) {
    self.lines = lines.map { Array($0.unicodeScalars) }
    self.tree = tree
  }

  /// The text with a key set.
  ///
  /// - Parameters:
  ///   - path: The path of the key, with ids.
  ///   - value: What is to stand behind the key; nil to take the key away.
  ///   - before: The names of the keys of each section on the way that are declared before the one on the path.
  /// - Returns: The text, and the line that was changed.
  static func text(
    _ lines: [String], _ tree: Tree, setting path: [String], to value: String?,
    after before: [[String]]
  ) throws(TextEditProblem) -> (text: String, line: Int) {
    var edit = TextEdit(lines, tree)
    let line: Int
    // What is not there need not be taken away.
    if value == nil, !edit.has(path) { return (lines.joined(separator: "\n"), 1) }
    if let value {
      line = try edit.set(path, to: value, after: before)
    } else {
      line = try edit.remove(path)
    }
    let text = edit.lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
    guard edit.isRight(text, path, value) else { throw Self.unsure }
    return (text, line)
  }

  private static let unsure = TextEditProblem(
    "this cannot be changed here without touching what stands around it; change it in the text")

  /// Whether a key stands in the text.
  private func has(_ path: [String]) -> Bool {
    var section = tree
    for name in path {
      guard let entry = section.entry(name) else { return false }
      section = entry.value
    }
    return true
  }

  // MARK: - Checking

  /// Whether a text says what the old one did, with the key set.
  private func isRight(_ text: String, _ path: [String], _ value: String?) -> Bool {
    guard let read = Self.read(text) else { return false }
    var wanted = Tree.deletion
    if let value {
      guard let tree = Self.read(value) else { return false }
      wanted = tree
    }
    return read.means(tree.setting(path[...], to: wanted, keyPlace: .whole(0)))
  }

  private static func read(_ text: String) -> Tree? {
    let source = SourceText(name: "", text: text)
    guard (try? TextChecks.check(source, number: 0)) != nil else { return nil }
    return try? TreeReader.read(text, of: source, number: 0)
  }

  // MARK: - Changing

  private mutating func set(
    _ path: [String], to value: String, after before: [[String]]
  ) throws(TextEditProblem) -> Int {
    var section = tree
    var key: Entry?
    for (depth, name) in path.enumerated() {
      guard let entry = section.entry(name) else {
        let rest = Array(path[depth...])
        let earlier = before.indices.contains(depth) ? before[depth] : []
        return try insert(rest, value, into: section, of: key, after: earlier)
      }
      (key, section) = (entry, entry.value)
    }
    guard let key else { throw Self.unsure }
    return try replace(key, with: value)
  }

  private mutating func replace(
    _ entry: Entry, with value: String
  ) throws(TextEditProblem) -> Int {
    let line = try line(of: entry)
    if entry.value.isEmpty || isBlock(entry.value) {
      let colon = try colon(of: entry)
      let last = lastLine(of: entry)
      if last > line {
        // Only what is written anew goes; a remark in it would be lost.
        guard lines[line + 1...last].allSatisfy({ !$0.contains("#") }) else { throw Self.unsure }
        lines.removeSubrange(line + 1...last)
      }
      lines[line].insert(contentsOf: (" " + value).unicodeScalars, at: colon + 1)
      return line + 1
    }
    let (start, end) = try span(of: entry)
    let rest = end.column < lines[end.line].count ? Array(lines[end.line][end.column...]) : []
    let head = Array(lines[start.line][..<start.column])
    let old = end.line == start.line ? end.column - start.column : 0
    let behind = Self.aligned(rest, by: old - value.unicodeScalars.count)
    lines.replaceSubrange(start.line...end.line, with: [head + value.unicodeScalars + behind])
    return start.line + 1
  }

  /// What follows a value, its remark moved back to where it stood as far as there is room.
  private static func aligned(_ rest: [Unicode.Scalar], by shift: Int) -> [Unicode.Scalar] {
    let blanks = rest.prefix { $0 == " " }.count
    guard blanks > 1, blanks < rest.count, rest[blanks] == "#" else { return rest }
    let count = max(2, blanks + shift)
    return Array(repeating: " ", count: count) + rest[blanks...]
  }

  private mutating func insert(
    _ rest: [String], _ value: String, into section: Tree, of key: Entry?, after earlier: [String]
  ) throws(TextEditProblem) -> Int {
    if let entries = section.entries, isFlow(section) {
      return try insertInFlow(rest, value, section, entries, after: earlier)
    }
    if let first = section.entries?.first {
      let entries = section.entries ?? []
      let names = Set(earlier.map(canonical))
      let sibling = entries.last { names.contains(canonical($0.key)) }
      let line = sibling.map { lastLine(of: $0) + 1 } ?? first.keyPlace.line - 1
      return insertLines(rest, value, at: line, indent: first.keyPlace.column - 1)
    }
    guard let key, section.isEmpty else { throw Self.unsure }
    if isInFlow(key) { throw Self.unsure }
    return insertLines(
      rest, value, at: key.keyPlace.line, indent: key.keyPlace.column + 1)
  }

  private mutating func insertLines(
    _ rest: [String], _ value: String, at line: Int, indent: Int
  ) -> Int {
    var added: [[Unicode.Scalar]] = []
    for (depth, name) in rest.enumerated() {
      let blanks = String(repeating: " ", count: indent + 2 * depth)
      let end = depth == rest.count - 1 ? " " + value : ""
      added.append(Array("\(blanks)\(FlowText.scalar(name)):\(end)".unicodeScalars))
    }
    lines.insert(contentsOf: added, at: min(line, lines.count))
    return min(line, lines.count) + rest.count
  }

  private mutating func insertInFlow(
    _ rest: [String], _ value: String, _ section: Tree, _ entries: [Entry], after earlier: [String]
  ) throws(TextEditProblem) -> Int {
    var text = value
    for (depth, name) in rest.reversed().enumerated() {
      text = "\(FlowText.scalar(name)): \(text)"
      if depth < rest.count - 1 { text = "{\(text)}" }
    }
    let names = Set(earlier.map(canonical))
    if let sibling = entries.last(where: { names.contains(canonical($0.key)) }) {
      let end = try span(of: sibling).end
      lines[end.line].insert(contentsOf: (", " + text).unicodeScalars, at: end.column)
      return end.line + 1
    }
    let line = section.place.line - 1
    let inserted = entries.isEmpty ? text : text + ", "
    lines[line].insert(contentsOf: inserted.unicodeScalars, at: section.place.column)
    return line + 1
  }

  private mutating func remove(_ path: [String]) throws(TextEditProblem) -> Int {
    var section = tree
    var key: Entry?
    for name in path {
      guard let entry = section.entry(name) else { return 1 }
      (key, section) = (entry, entry.value)
    }
    guard let key else { throw Self.unsure }
    if isInFlow(key) { return try removeFromFlow(key) }
    let line = try line(of: key)
    let last = lastLine(of: key)
    if last > line, lines[line + 1...last].contains(where: { $0.contains("#") }) {
      throw TextEditProblem(
        "there are remarks in it, which would be lost; take it away in the text")
    }
    lines.removeSubrange(line...last)
    return max(1, min(line + 1, lines.count))
  }

  private mutating func removeFromFlow(_ key: Entry) throws(TextEditProblem) -> Int {
    let line = try line(of: key)
    let end = try span(of: key).end
    guard end.line == line else { throw Self.unsure }
    var (from, to) = (key.keyPlace.column - 1, end.column)
    let all = lines[line]
    var next = to
    while next < all.count, all[next] == " " { next += 1 }
    if next < all.count, all[next] == "," {
      to = next + 1
      while to < all.count, all[to] == " " { to += 1 }
    } else {
      var previous = from
      while previous > 0, all[previous - 1] == " " { previous -= 1 }
      if previous > 0, all[previous - 1] == "," { from = previous - 1 }
    }
    lines[line].removeSubrange(from..<to)
    return line + 1
  }

  // MARK: - Places

  private struct Spot {
    var line: Int
    var column: Int
  }

  /// The line of a key, from 0.
  private func line(of entry: Entry) throws(TextEditProblem) -> Int {
    let line = entry.keyPlace.line - 1
    guard lines.indices.contains(line), entry.keyPlace.column > 0 else { throw Self.unsure }
    return line
  }

  private func scalar(at place: Place) -> Unicode.Scalar? {
    guard lines.indices.contains(place.line - 1) else { return nil }
    let line = lines[place.line - 1]
    return line.indices.contains(place.column - 1) ? line[place.column - 1] : nil
  }

  private func isFlow(_ tree: Tree) -> Bool {
    let first = scalar(at: tree.place)
    return first == "{" || first == "["
  }

  /// Whether a value stands on the lines below its key.
  private func isBlock(_ tree: Tree) -> Bool {
    switch tree.content {
    case .mapping, .sequence: !isFlow(tree)
    case .scalar: false
    }
  }

  /// Whether a key stands in braces: there, something other than blanks stands before it.
  private func isInFlow(_ entry: Entry) -> Bool {
    guard lines.indices.contains(entry.keyPlace.line - 1) else { return true }
    let before = lines[entry.keyPlace.line - 1].prefix(entry.keyPlace.column - 1)
    if before.contains(where: { $0 != " " }) { return true }
    // On a line of its own within braces that were opened above.
    return flowLines.contains(entry.keyPlace.line)
  }

  /// The lines that begin within brackets.
  private var flowLines: Set<Int> {
    var found: Set<Int> = []
    func visit(_ tree: Tree) {
      if isFlow(tree), let end = try? closing(of: tree.place) {
        if end.line + 1 > tree.place.line { found.formUnion(tree.place.line + 1...end.line + 1) }
        return
      }
      for entry in tree.entries ?? [] { visit(entry.value) }
      for item in tree.items ?? [] { visit(item) }
    }
    visit(tree)
    return found
  }

  /// Where the colon of a key is.
  private func colon(of entry: Entry) throws(TextEditProblem) -> Int {
    let line = lines[try line(of: entry)]
    let start = entry.keyPlace.column - 1
    guard let (_, behind) = TextOutline.key(line, from: start) else { throw Self.unsure }
    return behind - 1
  }

  /// The last line of an entry, from 0: of those below it that are indented further, without blank lines and remarks
  /// at the end.
  private func lastLine(of entry: Entry) -> Int {
    let line = entry.keyPlace.line - 1
    let indent = entry.keyPlace.column - 1
    var last = line
    var next = line + 1
    while next < lines.count {
      let blanks = lines[next].prefix { $0 == " " }.count
      let isBlank = blanks == lines[next].count
      if !isBlank {
        let isItem = blanks == indent && TextOutline.isDash(lines[next], at: blanks)
        guard blanks > indent || isItem && entry.value.items != nil else { break }
        if lines[next][blanks] != "#" { last = next }
      }
      next += 1
    }
    return last
  }

  /// From where to where a value stands; its end is behind its last character.
  private func span(of entry: Entry) throws(TextEditProblem) -> (start: Spot, end: Spot) {
    let place = entry.value.place
    guard lines.indices.contains(place.line - 1), place.column > 0 else { throw Self.unsure }
    let start = Spot(line: place.line - 1, column: place.column - 1)
    switch entry.value.content {
    case .mapping, .sequence: return (start, try closing(of: place))
    case .scalar(let text, let isPlain):
      switch scalar(at: place) {
      case "|", ">":
        let last = lastLine(of: entry)
        return (start, Spot(line: last, column: lines[last].count))
      case nil: throw Self.unsure
      default: break
      }
      let end = start.column + place.length
      guard end <= lines[start.line].count else { throw Self.unsure }
      let shown = String(String.UnicodeScalarView(lines[start.line][start.column..<end]))
      // A text that goes on below is not all there.
      guard !isPlain || shown == text else { throw Self.unsure }
      return (start, Spot(line: start.line, column: end))
    }
  }

  /// Where the bracket that is opened at a place is closed again.
  private func closing(of place: Place) throws(TextEditProblem) -> Spot {
    var depth = 0
    var line = place.line - 1
    var column = place.column - 1
    while lines.indices.contains(line) {
      let scalars = lines[line]
      while column < scalars.count {
        switch scalars[column] {
        case "{", "[": depth += 1
        case "}", "]":
          depth -= 1
          if depth == 0 { return Spot(line: line, column: column + 1) }
        case "#" where column == 0 || scalars[column - 1] == " ": column = scalars.count
        case "\"", "'":
          let previous = column == 0 ? " " : scalars[column - 1]
          if " {[,:".unicodeScalars.contains(previous) {
            column = TextOutline.endOfToken(scalars, from: column) - 1
          }
        default: break
        }
        column += 1
      }
      line += 1
      column = 0
    }
    throw Self.unsure
  }
}

extension Tree {
  /// Whether it means the same: keys in any order, and nothing behind a key is a section without keys.
  fileprivate func means(_ other: Tree) -> Bool {
    switch (content, other.content) {
    case (.scalar(let a, let isPlain), .scalar(let b, let isPlainToo)):
      return a == b && (isPlain == isPlainToo || a != "~")
    case (.sequence(let a), .sequence(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.means($1) }
    case (.mapping(let a), .mapping(let b)):
      return a.count == b.count
        && a.allSatisfy { entry in other[entry.key].map { entry.value.means($0) } ?? false }
        && (a.isEmpty || Self.isInOrder(a, b))
    case (.mapping(let entries), .scalar): return entries.isEmpty && other.isEmpty
    case (.scalar, .mapping(let entries)): return entries.isEmpty && isEmpty
    default: return false
    }
  }

  /// Whether keys stand in the same order, but for one that may have been put anywhere.
  private static func isInOrder(_ a: [Entry], _ b: [Entry]) -> Bool {
    let (left, right) = (a.map { canonical($0.key) }, b.map { canonical($0.key) })
    guard left != right, let last = right.last else { return left == right }
    return left.filter { $0 != last } == Array(right.dropLast())
  }
}
