import CustomerExperience

/// Why a key of a text is not changed by a program.
public struct TextEditProblem: Error, Sendable, Equatable {
  /// What stands in the way, and what to do.
  public let message: String

  init(_ message: String) { self.message = message }

  static let unsure = TextEditProblem(
    "this cannot be changed here without touching what stands around it; change it in the text")
  static let remarks = TextEditProblem(
    "there are remarks in it, which would be lost; change it in the text")
}

/// Changes one key of a text in its place: remarks, blank lines and the author's layout stay.
///
/// Only lines are edited, and the result is read again: where it does not say exactly what it should, nothing is
/// changed.
struct TextEdit {
  /// The lines as they are by now.
  var lines: [[Unicode.Scalar]]
  /// What the text said before.
  let tree: Tree

  /// Begins to edit a text that reads as a tree.
  init(_ lines: [String], _ tree: Tree) {
    self.lines = lines.map { Array($0.unicodeScalars) }
    self.tree = tree
  }

  /// The lines of a text with a key set.
  ///
  /// - Parameters:
  ///   - path: The path of the key, with ids.
  ///   - value: What is to stand behind the key, as YAML on a line; nil to take the key away.
  ///   - before: The names of the keys of each section on the way that are declared before the one on the path.
  /// - Returns: The lines, and the number of the one that was changed.
  static func lines(
    _ lines: [String], _ tree: Tree, setting path: [String], to value: String?,
    after before: [[String]]
  ) throws(TextEditProblem) -> (lines: [String], line: Int) {
    // What is not there need not be taken away.
    if value == nil, tree.value(at: path) == nil { return (lines, 1) }
    var edit = TextEdit(lines, tree)
    let wanted = try value.map(read(value:))
    let line =
      if let value { try edit.set(path, to: value, after: before) } else { try edit.remove(path) }
    let expected = tree.setting(
      path[...], to: wanted ?? .deletion, keyPlace: .whole(0), keepsDeletion: value != nil)
    return (try edit.checked(against: expected), line)
  }

  /// The lines of a text in which a list has another item.
  ///
  /// - Parameters:
  ///   - path: The path of the list, which the text has.
  ///   - number: The number of the item, from 0; that after the last adds one.
  ///   - value: What the item is to be, as YAML on a line; nil to take it away.
  static func lines(
    _ lines: [String], _ tree: Tree, settingItem number: Int, of path: [String],
    to value: String?
  ) throws(TextEditProblem) -> [String] {
    guard var items = tree.value(at: path)?.items, number <= items.count,
      value != nil || number < items.count
    else { throw .unsure }
    let wanted = try value.map(read(value:))
    var edit = TextEdit(lines, tree)
    try edit.setItem(number, of: path, to: value)
    items.replaceSubrange(
      number..<min(number + 1, items.count), with: wanted.map { [$0] } ?? [])
    let list = Tree(content: .sequence(items), place: .whole(0))
    let expected = tree.setting(path[...], to: list, keyPlace: .whole(0))
    return try edit.checked(against: expected)
  }

  // MARK: - Checking

  /// The lines, where they say what they should.
  private func checked(against expected: Tree) throws(TextEditProblem) -> [String] {
    let texts = lines.map { String(String.UnicodeScalarView($0)) }
    guard let read = try? Self.read(texts.joined(separator: "\n")), read.means(expected) else {
      throw .unsure
    }
    return texts
  }

  /// What a value says.
  static func read(value text: String) throws(TextEditProblem) -> Tree {
    do {
      return try read(text)
    } catch {
      throw TextEditProblem("this is no value: \(error.message)")
    }
  }

  private static func read(_ text: String) throws(SyntaxProblem) -> Tree {
    let source = SourceText(name: "", text: text)
    try TextChecks.check(source, number: 0)
    return try TreeReader.read(text, of: source, number: 0)
      ?? Tree(content: .scalar("", plain: true), place: .whole(0))
  }
}

extension Tree {
  /// Whether it means the same: keys in any order, and nothing behind a key is a section without keys.
  func means(_ other: Tree) -> Bool {
    switch (content, other.content) {
    case (.scalar(let a, let isPlain), .scalar(let b, let isPlainToo)):
      return a == b && (isPlain == isPlainToo || a != "~")
    case (.sequence(let a), .sequence(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.means($1) }
    case (.mapping(let a), .mapping(let b)):
      return a.count == b.count && Self.haveSameKeys(a, b) && Self.isInOrder(a, b)
    case (.mapping(let entries), .scalar): return entries.isEmpty && other.isEmpty
    case (.scalar, .mapping(let entries)): return entries.isEmpty && isEmpty
    default: return false
    }
  }

  private static func haveSameKeys(_ a: [Entry], _ b: [Entry]) -> Bool {
    let values = Dictionary(
      b.map { (canonical($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    return a.allSatisfy { entry in
      values[canonical(entry.key)].map { entry.value.means($0) } ?? false
    }
  }

  /// Whether keys stand in the same order, but for one that may have been put anywhere.
  private static func isInOrder(_ a: [Entry], _ b: [Entry]) -> Bool {
    let (left, right) = (a.map { canonical($0.key) }, b.map { canonical($0.key) })
    guard left != right, let last = right.last else { return left == right }
    return left.filter { $0 != last } == Array(right.dropLast())
  }
}
