import Yams

/// Reads YAML text into a tree, refusing what could turn a value into another.
struct TreeReader {
  private let source: SourceText
  private let number: Int
  /// The lines, to get at any column at once: a long line may hold tens of thousands of values.
  private let lines: [[Unicode.Scalar]]

  private init(source: SourceText, number: Int) {
    (self.source, self.number) = (source, number)
    lines = source.lines.map { Array($0.unicodeScalars) }
  }

  /// Reads a text that has passed ``TextChecks``.
  ///
  /// - Returns: The tree; nil where the text holds nothing.
  /// - Throws: The first syntax error.
  static func read(
    _ text: String, of source: SourceText, number: Int
  ) throws(SyntaxProblem) -> Tree? {
    let reader = TreeReader(source: source, number: number)
    let node: Node?
    do {
      node = try Parser(
        yaml: text, resolver: .basic, constructor: .default, encoding: .utf8
      ).singleRoot()
    } catch let error as YamlError {
      throw YamlProblems(source: source, number: number).problem(error)
    } catch {
      throw SyntaxProblem(place: .whole(number), message: "cannot be read: \(error)")
    }
    guard let node else { return nil }
    return try reader.tree(node)
  }

  private func tree(_ node: Node) throws(SyntaxProblem) -> Tree {
    let place = try checkedPlace(of: node)
    switch node {
    case .scalar(let scalar):
      try check(scalar.string, at: place)
      let plain = scalar.style == .plain || scalar.style == .any
      return Tree(content: .scalar(scalar.string, plain: plain), place: place)
    case .mapping(let mapping):
      var entries: [Entry] = []
      var lines: [String: Int] = [:]
      entries.reserveCapacity(mapping.count)
      for (key, value) in mapping {
        guard let name = key.scalar?.string else {
          throw SyntaxProblem(
            place: try checkedPlace(of: key), message: "a key must be a plain word")
        }
        let keyPlace = try checkedPlace(of: key)
        try check(name, at: keyPlace)
        if name == "<<" {
          throw SyntaxProblem(
            place: keyPlace,
            message: "merge keys (<<) are not part of the scenario language; use 'extends'")
        }
        if let first = lines.updateValue(keyPlace.line, forKey: canonical(name)) {
          throw SyntaxProblem(
            place: keyPlace, message: "the key '\(name)' is given twice (first in line \(first))")
        }
        entries.append(Entry(key: name, keyPlace: keyPlace, value: try tree(value)))
      }
      return Tree(content: .mapping(entries), place: place)
    case .sequence(let sequence):
      var items: [Tree] = []
      items.reserveCapacity(sequence.count)
      for item in sequence { items.append(try tree(item)) }
      return Tree(content: .sequence(items), place: place)
    case .alias:
      throw SyntaxProblem(place: place, message: YamlProblems.noAliases)
    }
  }

  /// Checks a text for characters that an escape has put into it.
  private func check(_ text: String, at place: Place) throws(SyntaxProblem) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      guard let code = TextChecks.forbidden(scalar) else { continue }
      throw SyntaxProblem(
        place: place, message: "a control character (\(code)), which no value may hold")
    }
  }

  /// The place of a node, which must not carry an anchor, an alias or a tag.
  private func checkedPlace(of node: Node) throws(SyntaxProblem) -> Place {
    guard let mark = node.mark else { return .whole(number) }
    var place = Place(source: number, line: mark.line, column: mark.column, length: 1)
    guard lines.indices.contains(mark.line - 1) else { return place }
    let rest = lines[mark.line - 1].dropFirst(mark.column - 1)
    place.length = tokenLength(of: node, rest: rest)
    switch rest.first {
    case "&", "*": throw SyntaxProblem(place: place, message: YamlProblems.noAliases)
    case "!":
      throw SyntaxProblem(
        place: place, message: "tags (!) are not part of the scenario language; quote the text")
    default: return place
    }
  }

  private func tokenLength(of node: Node, rest: ArraySlice<Unicode.Scalar>) -> Int {
    guard case .scalar(let scalar) = node else { return 1 }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted:
      let quote: Unicode.Scalar = scalar.style == .singleQuoted ? "'" : "\""
      var index = rest.startIndex + 1
      while index < rest.endIndex {
        let isDoubled =
          quote == "'" && rest[index] == quote && index + 1 < rest.endIndex
          && rest[index + 1] == quote
        if rest[index] == quote, !isDoubled { return index + 1 - rest.startIndex }
        index += isDoubled || rest[index] == "\\" && quote == "\"" ? 2 : 1
      }
      return max(1, rest.count)
    case .literal, .folded: return 1
    default: return max(1, min(scalar.string.unicodeScalars.count, rest.count))
    }
  }
}
