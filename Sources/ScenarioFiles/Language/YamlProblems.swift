import Yams

/// Says in plain words what the YAML parser complains about.
struct YamlProblems {
  static let noAliases =
    "anchors (&) and aliases (*) are not part of the scenario language; "
    + "write the value out, or quote the text"

  /// Characters of a key that is looked for.
  private static let longestKey = 200

  let source: SourceText
  let number: Int

  /// The first syntax error, with its place.
  func problem(_ error: YamlError) -> SyntaxProblem {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return slip(problem, at: mark)
        ?? SyntaxProblem(
          place: place(mark), message: words(problem, context: context, at: mark) + remark(at: mark)
        )
    case .duplicatedKeysInMapping(let names, let context):
      return duplicate(names.first ?? "", first: context.mark)
    case .reader(let problem, _, _, _):
      return SyntaxProblem(place: .whole(number), message: "cannot be read: \(problem)")
    default:
      return SyntaxProblem(place: .whole(number), message: "cannot be read as YAML")
    }
  }

  /// The slip in a key that has led the parser astray, on its own line; nil where there is none.
  private func slip(_ problem: String, at mark: Mark) -> SyntaxProblem? {
    let astray = [
      "mapping values are not allowed", "could not find expected ':'", "did not find expected key",
      "block sequence entries are not allowed",
    ]
    guard astray.contains(where: problem.contains),
      let cause = Slip.cause(of: mark.line, in: source)
    else { return nil }
    return SyntaxProblem(
      place: Place(source: number, line: cause.line, column: cause.column, length: 1),
      message: cause.hint)
  }

  /// A remark on a character of the line that a word processor has written.
  private func remark(at mark: Mark) -> String {
    source.line(mark.line).flatMap { Slip.hint(in: $0, isKey: false) }.map { " (\($0))" } ?? ""
  }

  private func place(_ mark: Mark) -> Place {
    let line = max(1, min(mark.line, source.lines.count))
    let width = source.line(line)?.unicodeScalars.count ?? 0
    let column = line == mark.line ? max(1, min(mark.column, width + 1)) : width + 1
    return Place(source: number, line: line, column: column, length: 1)
  }

  private func words(_ problem: String, context: YamlError.Context?, at mark: Mark) -> String {
    let opened = context.map { " (opened in line \($0.mark.line))" } ?? ""
    if problem.contains("mapping values are not allowed") {
      return "a second ': ' here; is the indentation right? quote a text that holds ': '"
    }
    if problem.contains("',' or ']'") { return "expected ',' or ']' in the list\(opened)" }
    if problem.contains("',' or '}'") { return "expected ',' or '}' in the mapping\(opened)" }
    if problem.contains("could not find expected ':'") { return "expected 'key: value'" }
    if problem.contains("did not find expected key") {
      return "wrong indentation: this line is not in line with the keys above it"
    }
    if problem.contains("did not find expected '-' indicator") {
      return "wrong indentation: expected another '- ' item of the list"
    }
    if problem.contains("block sequence entries are not allowed") {
      return "a list cannot start here; put '- ' on a line of its own"
    }
    if problem.contains("unexpected end of stream") { return "a quote is not closed\(opened)" }
    if problem.contains("document indicator") { return "a quote is not closed\(opened)" }
    if problem.contains("another document") || problem.contains("'<document start>'") {
      return "one file holds one scenario; a second document ('---') starts here"
    }
    if problem.contains("undefined alias") || problem.contains("anchor or alias") {
      return YamlProblems.noAliases
    }
    if problem.contains("cannot start any token") { return startProblem(at: mark) }
    if problem.contains("tag") { return "tags (!) are not part of the scenario language" }
    if problem.contains("escape") { return "unknown escape in a double-quoted text: \(problem)" }
    if problem.contains("node content") { return "a value is missing here" }
    return problem
  }

  private func startProblem(at mark: Mark) -> String {
    let scalar = source.line(mark.line)?.unicodeScalars.dropFirst(mark.column - 1).first
    switch scalar {
    case "\t": return "a tab; use spaces"
    case .some(let scalar): return "a value cannot start with '\(scalar)'; put it in quotes"
    case nil: return "a value cannot start here"
    }
  }

  /// Yams names only the first of two equal keys; the second is the one to complain about.
  private func duplicate(_ name: String, first: Mark) -> SyntaxProblem {
    let message = "the key '\(name)' is given twice (first in line \(first.line))"
    let target = Array(name.unicodeScalars)
    // Of a key that is longer than any that has a meaning, only the first is told: it is not searched for.
    for (index, line) in source.lines.enumerated()
    where index + 1 >= first.line && target.count <= Self.longestKey {
      let scalars = Array(line.unicodeScalars)
      let isFirst = index + 1 == first.line
      let begin = isFirst ? first.column - 1 + target.count : first.column - 1
      let last = isFirst ? scalars.count - target.count : first.column - 1
      guard begin >= 0, begin <= last, last <= scalars.count - target.count else { continue }
      for offset in begin...last {
        let before = offset == 0 ? " " : scalars[offset - 1]
        guard " {,\"'".unicodeScalars.contains(before) else { continue }
        let end = offset + target.count
        guard scalars[offset..<end].elementsEqual(target) else { continue }
        let after = scalars[end...].first { $0 != " " && $0 != "\"" && $0 != "'" }
        if after == ":" {
          return SyntaxProblem(
            place: Place(source: number, line: index + 1, column: offset + 1, length: target.count),
            message: message)
        }
      }
    }
    return SyntaxProblem(
      place: Place(
        source: number, line: max(1, first.line), column: max(1, first.column),
        length: max(1, target.count)),
      message: message)
  }
}
