import Dispatch
import Documents
import Foundation
import ScenarioFiles

/// Lets a few texts be read at a time: simulations need the processors, too.
enum TextTurns {
  private static let turns = DispatchSemaphore(value: 2)

  /// Does something once it is its turn.
  static func take<Value, Failure: Error>(
    _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    turns.wait()
    defer { turns.signal() }
    return try work()
  }
}

extension LabRoute {
  private static let failures = [
    (status: 404, reason: "There is no scenario of that id."),
    (status: 413, reason: "The text or the body is too long."),
    (status: 415, reason: "The body is not said to be JSON."),
    (status: 422, reason: "The text cannot be read, or the key cannot be set."),
  ]

  /// What is told about a scenario text while somebody writes it; nothing of it is kept.
  static let texts: [LabRoute] = [
    LabRoute(
      method: "POST", path: "/api/text/check", name: "checkText",
      summary: "What is wrong with a scenario text, and where.",
      body: OpenAPISchemas.aboutText([:]),
      access: .trainer, success: .json("TextCheck", "What is wrong; none if nothing."),
      failures: failures
    ) { site, call in
      let asked = try AskedText(call, of: site)
      return LabReply(json: TextTurns.take { asked.text.checked })
    },
    LabRoute(
      method: "POST", path: "/api/text/complete", name: "completeText",
      summary: "What may stand where a cursor is in a scenario text.",
      body: OpenAPISchemas.aboutText([
        "line": OpenAPISchemas.ordinal, "column": OpenAPISchemas.ordinal,
      ]),
      access: .trainer, success: .json("Completion", "The choices, best first."), failures: failures
    ) { site, call in
      let asked = try AskedText(call, of: site, ["line", "column"])
      let (line, column) = (try asked.number("line"), try asked.number("column"))
      let files = try site.source.files(beside: asked.beside)
      let completion = TextTurns.take {
        asked.text.completion(line: line, column: column, files: files)
      }
      return LabReply(json: completion.json)
    },
    LabRoute(
      method: "POST", path: "/api/text/form", name: "textForm",
      summary: "A section of a scenario text as a form.",
      body: OpenAPISchemas.aboutText(["path": OpenAPISchemas.dotted]),
      access: .trainer, success: .json("Form", "The fields, and the sections within."),
      failures: failures
    ) { site, call in
      let asked = try AskedText(call, of: site, ["path"])
      let path = try asked.word("path", most: 1_000)
      guard let form = try asked.read({ try $0.form(of: path) }) else {
        throw LabReply.notFound("the scenario has no section '\(path)'")
      }
      return LabReply(json: form.json)
    },
    LabRoute(
      method: "POST", path: "/api/text/set", name: "setInText",
      summary:
        "A scenario text with one key set in its place, or taken away; all else stays as it is.",
      body: OpenAPISchemas.aboutText([
        "path": OpenAPISchemas.dotted, "value": OpenAPISchemas.optionalValue,
      ]),
      access: .trainer, success: .json("TextChange", "The text, and the line that was changed."),
      failures: failures
    ) { site, call in
      let asked = try AskedText(call, of: site, ["path", "value"])
      let path = try asked.word("path", most: 1_000)
      let value = try asked.optionalWord("value", most: 10_000)
      let change = try asked.read { try $0.setting(path, to: value) }
      return LabReply(json: [
        "text": .string(change?.text ?? asked.text.text), "line": .integer(change?.line ?? 1),
      ])
    },
  ]
}

/// A text that was sent, with what is asked about it.
private struct AskedText {
  let text: ScenarioText
  /// The scenario beside which it stands.
  let beside: String?
  private let members: [String: Any]
  private let numbers: ReadJSON?

  init(_ call: LabCall, of site: LabHTTPSite, _ names: [String] = []) throws {
    members = try call.members(of: "a question about a text", named: ["text", "as"] + names)
    numbers = JSONReader.read(call.request.body)
    // Character for character: a mark of order at its beginning, too.
    guard let sent = numbers?["text"]?.string else {
      throw LabReply.badRequest("'text' is the text of the scenario")
    }
    guard sent.utf8.count <= Draft.mostBytes else {
      throw LabReply(
        problem: "too-large", "a scenario text has at most \(Draft.mostBytes >> 10) KiB",
        status: 413)
    }
    beside = try LabRoute.beside(members["as"])
    text = try site.source.text(sent, beside: beside)
  }

  /// A line or a column.
  func number(_ name: String) throws(LabReply) -> Int {
    guard let number = numbers?[name]?.int, (1...1_000_000).contains(number) else {
      throw .badRequest("'\(name)' is a whole number from 1 on")
    }
    return number
  }

  func word(_ name: String, most: Int) throws(LabReply) -> String {
    guard let word = members[name] as? String, word.unicodeScalars.count <= most else {
      throw .badRequest("'\(name)' is a text of at most \(most) characters")
    }
    return word
  }

  /// A text, or nothing where it is said to be null.
  func optionalWord(_ name: String, most: Int) throws(LabReply) -> String? {
    JSONValue.isNull(members[name]) ? nil : try word(name, most: most)
  }

  /// Reads the text once it is its turn.
  func read<Value>(_ question: (ScenarioText) throws -> Value) throws -> Value {
    do {
      return try TextTurns.take { try question(text) }
    } catch let error as ScenarioError {
      throw LabProblem.badScenario(error.diagnostics)
    } catch let problem as TextEditProblem {
      throw LabReply(problem: "bad-setting", problem.message, status: 422)
    }
  }
}

extension JSONValue {
  /// Whether what was read from JSON is `null`.
  static func isNull(_ member: Any?) -> Bool { member is NSNull }
}
