import Documents
import Foundation

/// What can be asked for: from these declarations requests are answered and the OpenAPI document is written.
struct LabRoute: Sendable {
  var method = "GET"
  /// The path, with names in braces for what is not fixed.
  var path: String
  /// What programs call it.
  var name: String
  /// What it gives, in a few words.
  var summary: String
  var parameters: [LabParameter] = []
  /// The form of the JSON that is sent along; nil where nothing is.
  var body: (@Sendable (LabHTTPLimits) -> JSONValue)?
  /// Who may call it where a class is held, the trainer alone unless it is said; elsewhere everybody on this machine may.
  var access = LabAccess.trainer
  /// What is answered where all is well.
  var success: LabSuccess
  /// What can go wrong besides what can go wrong everywhere: a status and its reason.
  var failures: [(status: Int, reason: String)] = []
  /// Answers a call.
  var answer: @Sendable (_ site: LabHTTPSite, _ call: LabCall) async throws -> LabReply

  static let all: [LabRoute] =
    pages + scenarios + curves + days + why + glossary + snapshots + drafts + texts + classMembers
    + classLead

  /// What stands in the path for the names in braces, in their order; nil where it is another path.
  func arguments(in parts: [String]) -> [String]? {
    let pattern = path.split(separator: "/")
    guard pattern.count == parts.count else { return nil }
    var arguments: [String] = []
    for (expected, part) in zip(pattern, parts) {
      if expected.hasPrefix("{") {
        arguments.append(part)
      } else if expected != part {
        return nil
      }
    }
    return arguments
  }

  /// The names in braces of the path.
  var argumentNames: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
      String($0.dropFirst().dropLast())
    }
  }
}

/// Who may call a route in a class.
enum LabAccess: Sendable {
  /// Also who has not joined.
  case everybody
  /// Who has joined, and the trainer.
  case members
  case pupils
  case trainer
}

/// A parameter of an address, behind the question mark.
struct LabParameter: Sendable {
  var name: String
  var summary: String
  /// How often it may be there.
  var mostTimes: @Sendable (LabHTTPLimits) -> Int = { _ in 1 }
  /// Characters of a value.
  var mostCharacters: @Sendable (LabHTTPLimits) -> Int

  /// A setting, any number of times.
  static let set = LabParameter(
    name: "set",
    summary: "A setting as the command line takes it, KEY=VALUE; may be repeated.",
    mostTimes: { $0.settings }, mostCharacters: { $0.settingLength })

  /// Where a list goes on.
  static let after = LabParameter(
    name: "after", summary: "The number of the snapshot after which the list goes on.",
    mostCharacters: { _ in 19 })

  /// What to search for.
  static let words = LabParameter(
    name: "q", summary: "Words to look for in keys and their help.",
    mostCharacters: { $0.searchLength })
}

/// What a route answers where all is well.
struct LabSuccess: Sendable {
  var status = 200
  var summary: String
  /// The types of the body, with the schema of what is read from it; none where there is no body.
  var content: [(type: String, schema: JSONValue)]

  /// JSON of a form that the document names.
  static func json(_ schema: String, _ summary: String, status: Int = 200) -> LabSuccess {
    LabSuccess(
      status: status, summary: summary,
      content: [("application/json", OpenAPISchemas.reference(schema))])
  }

  /// A text that is no JSON; `read` is what a program that understands its type makes of it.
  static func text(_ type: String, _ summary: String, read: JSONValue = "string") -> LabSuccess {
    LabSuccess(summary: summary, content: [(type, ["type": read])])
  }

  /// Nothing but a status.
  static func empty(_ summary: String) -> LabSuccess {
    LabSuccess(status: 204, summary: summary, content: [])
  }

  /// Events while something is simulated.
  static let events = text(
    "text/event-stream",
    "Events: 'progress', 'months' (who stays in the first months of the first pair, as 'curve'), 'result' (a Result), and at the end 'done' or 'problem' (a Problem); lines "
      + "that begin with a colon show that the lab is alive.")
}

/// A request, with what stands in its path for the names in braces.
struct LabCall: Sendable {
  var request: LabRequest
  var arguments: [String]
  /// Whose it is where a class is held; nil elsewhere, and for strangers.
  var member: ClassMember?

  /// The first of them: in most paths a scenario's id.
  var id: String { arguments.first ?? "" }
  /// The settings of the address.
  var settings: [String] { request.values(LabParameter.set.name) }
  /// Whether only the headers of the answer are wanted.
  var isForHeadersOnly: Bool { request.method == "HEAD" }

  /// The members of the JSON object that was sent along.
  ///
  /// - Parameters:
  ///   - what: what is sent, such as `a snapshot`.
  ///   - names: the members that it may have.
  /// - Throws: The answer to a body that is no such thing.
  func members(of what: String, named names: [String]) throws(LabReply) -> [String: Any] {
    let type = request.headers["content-type"]?.split(separator: ";").first?.trimmed.lowercased()
    guard type == "application/json" else {
      throw LabReply(
        problem: "bad-request", "\(what) is JSON: Content-Type: application/json", status: 415)
    }
    guard String(validating: request.body, as: UTF8.self) != nil,
      let members = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
    else { throw .badRequest("the body is not JSON in UTF-8, or no object") }
    if let other = members.keys.sorted().first(where: { !names.contains($0) }) {
      let known = names.map { "'\($0)'" }.joined(separator: ", ")
      throw .badRequest("there is no '\(other)' in \(what); there may be \(known)")
    }
    return members
  }
}
