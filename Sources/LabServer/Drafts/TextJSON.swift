import Documents
import ScenarioFiles

extension ScenarioText {
  /// Problems that are told; a text with more is told how many more there are.
  private static let mostProblems = 100

  /// What is wrong with the text, as the page reads it.
  var checked: JSONValue {
    var problems: [Diagnostic] = []
    var work: String?
    do {
      let loaded = try load()
      problems = loaded.warnings
      work = WorkText.text(of: loaded.scenario)
    } catch {
      problems = error.diagnostics
    }
    return [
      "problems": .array(problems.prefix(Self.mostProblems).map { $0.json(in: path) }),
      "more": .integer(max(0, problems.count - Self.mostProblems)),
      "is_good": .bool(work != nil), "is_read": .bool(isRead),
      "work": work.map { .string($0) } ?? .null,
    ]
  }
}

extension Diagnostic {
  /// What is wrong with a text, as the page reads it; where it is about another file, with its name.
  fileprivate func json(in path: String) -> JSONValue {
    let isOwn = file == path
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return [
      "severity": .string(severity.rawValue), "message": .string(message),
      "file": isOwn ? .null : .string(name), "line": .integer(line), "column": .integer(column),
      "length": .integer(length), "key": key.map { .string($0) } ?? .null,
      "allowed": key.flatMap { KeyReference.allowed(at: $0) }.map { .string($0) } ?? .null,
    ]
  }
}

extension TextCompletion {
  /// The choices, as the page reads them.
  var json: JSONValue {
    [
      "from": .integer(from), "to": .integer(to),
      "items": .array(
        items.map {
          [
            "kind": .string($0.kind.rawValue), "label": .string($0.label),
            "text": .string($0.text), "detail": .string($0.detail), "help": .string($0.help),
          ]
        }),
    ]
  }
}

extension TextForm {
  /// The form, as the page reads it.
  var json: JSONValue {
    [
      "path": .string(path), "label": .string(label), "help": .string(help),
      "noun": noun.map { .string($0) } ?? .null, "fields": .array(fields.map(\.json)),
      "parts": .array(parts.map(\.json)),
    ]
  }
}

extension TextForm.Field {
  fileprivate var json: JSONValue {
    func shown(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return [
      "path": .string(path), "label": .string(label), "help": .string(help),
      "input": .string(input.rawValue), "unit": .string(unit), "allowed": .string(allowed),
      "values": values.map { .array($0.map { .string($0) }) } ?? .null,
      "default": shown(standard), "value": shown(value), "inherited": shown(inherited),
      "line": line.map { .integer($0) } ?? .null, "is_required": .bool(isRequired),
    ]
  }
}

extension TextForm.Part {
  fileprivate var json: JSONValue {
    [
      "path": .string(path), "label": .string(label), "help": .string(help),
      "line": line.map { .integer($0) } ?? .null, "count": .integer(count),
      "is_list": .bool(isList),
    ]
  }
}
