import Documents
import Foundation
import ScenarioFiles
import Synchronization

/// Answers requests.
struct LabHTTPSite: Sendable {
  let source: any LabSource
  let store: SnapshotStore
  let page: LabHTTPPage
  let port: Int
  let limits: LabHTTPLimits
  private let streams: LabStreamCount

  init(
    source: any LabSource, store: SnapshotStore, page: LabHTTPPage, port: Int,
    limits: LabHTTPLimits = LabHTTPLimits()
  ) {
    (self.source, self.store, self.page) = (source, store, page)
    (self.port, self.limits) = (port, limits)
    streams = LabStreamCount(most: limits.streams)
  }

  /// The answer to a request, whatever it is.
  func reply(to request: LabRequest) async -> LabReply {
    do {
      return try await answer(request)
    } catch let reply as LabReply {
      return reply
    } catch let problem as LabProblem {
      return LabReply(problem)
    } catch let error as OutputError {
      return LabReply(problem: "internal", error.message, status: 500)
    } catch is CancellationError {
      return LabReply(problem: "busy", "the lab is about to end", status: 503)
    } catch {
      return LabReply(problem: "internal", "\(error)", status: 500)
    }
  }

  private func answer(_ request: LabRequest) async throws -> LabReply {
    try checkOrigin(of: request)
    let fitting = LabRoute.all.compactMap { route in
      route.arguments(in: request.path).map { (route: route, arguments: $0) }
    }
    guard !fitting.isEmpty else {
      throw LabReply.notFound("there is nothing at this address; /openapi.json lists what there is")
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (route, arguments) = fitting.first(where: { $0.route.method == method }) else {
      throw Self.wrongMethod(request.method, allowed: fitting.map(\.route.method))
    }
    try checkParameters(of: request, for: route)
    return try await perform(route.action, arguments, request)
  }

  private func perform(
    _ action: LabRoute.Action, _ arguments: [String], _ request: LabRequest
  ) async throws -> LabReply {
    let id = arguments.first ?? ""
    let settings = request.values(LabRoute.Parameter.set.rawValue)
    switch action {
    case .page: return try file("index.html")
    case .pageFile: return try file(id)
    case .chartBundle:
      guard let bytes = page.chartBundle() else {
        throw LabReply.notFound(LabHTTPPage.missingBundle)
      }
      return LabReply(type: "text/javascript; charset=utf-8", bytes: bytes)
    case .openAPI:
      return LabReply(
        json: OpenAPI.document(ids: source.ids, files: page.files.keys.sorted(), limits: limits))
    case .icon: return LabReply(empty: 204)
    case .scenarios: return LabReply(json: source.scenarios())
    case .scenario: return LabReply(json: try source.description(of: id))
    case .keys:
      let words = request.values(LabRoute.Parameter.words.rawValue).first ?? ""
      return LabReply(json: try source.keys(of: id, matching: words))
    case .check: return LabReply(json: try source.check(id, settings: settings))
    case .base:
      return try stream(request, of: id) { () throws(LabProblem) in try source.base(of: id) }
    case .whatIf:
      return try stream(request, of: id) { () throws(LabProblem) in
        try source.whatIf(id, settings: settings)
      }
    case .variant:
      return Self.download(
        try source.variantFile(id, settings: settings), type: "text/yaml; charset=utf-8",
        name: "variant.yaml")
    case .differences:
      return Self.download(
        try await source.differences(id, settings: settings), type: "text/csv; charset=utf-8",
        name: "differences.csv")
    case .snapshots:
      return LabReply(
        json: Self.list(try store.snapshots(of: id, on: try source.basis(of: id))))
    case .addSnapshot: return try add(request, to: id)
    case .deleteSnapshot:
      try checkScenario(id)
      guard let number = Int(arguments[1]), try store.delete(number, of: id) else {
        throw LabReply.notFound("there is no such snapshot")
      }
      return LabReply(empty: 204)
    }
  }

  // MARK: - Whom it answers

  /// Refuses whom another page has sent.
  ///
  /// A page of the web can have its own name lead to this machine: the browser then believes that the lab belongs
  /// to it, and only `Host` tells. It can also have the browser ask for an address of the lab; it may not
  /// read the answer, but a run would have begun.
  private func checkOrigin(of request: LabRequest) throws(LabReply) {
    guard let host = request.headers["host"]?.lowercased() else {
      throw .badRequest("a request names its Host")
    }
    let names = ["127.0.0.1", "localhost", "[::1]"]
    guard names.contains(where: { host == "\($0):\(port)" || port == 80 && host == $0 }) else {
      throw .forbidden("the lab is at http://127.0.0.1:\(port)/ and answers to no other name")
    }
    if let origin = request.headers["origin"], origin.lowercased() != "http://" + host {
      throw .forbidden("another page may not ask the lab for anything")
    }
    // A link to the page may stand anywhere.
    if !request.path.isEmpty, let site = request.headers["sec-fetch-site"],
      site != "same-origin", site != "none"
    {
      throw .forbidden("another page may not ask the lab for anything")
    }
  }

  private static func wrongMethod(_ method: String, allowed: [String]) -> LabReply {
    var allowed = allowed
    if allowed.contains("GET") { allowed.append("HEAD") }
    let list = allowed.joined(separator: ", ")
    var reply = LabReply(
      problem: "method", "this address takes \(list), not \(method)", status: 405)
    reply.headers.append(("Allow", list))
    return reply
  }

  private func checkParameters(
    of request: LabRequest, for route: LabRoute
  ) throws(LabReply) {
    for (name, value) in request.query {
      guard let parameter = route.parameters.first(where: { $0.rawValue == name }) else {
        let known = route.parameters.map { "'\($0.rawValue)'" }.joined(separator: " and ")
        throw .badRequest(
          "there is no parameter '\(name)' here"
            + (known.isEmpty ? "; this address takes none" : "; there is \(known)"))
      }
      let most = parameter == .set ? limits.settingLength : limits.searchLength
      guard value.unicodeScalars.count <= most else {
        throw .badRequest("'\(name)' has at most \(most) characters")
      }
    }
    guard request.values(LabRoute.Parameter.set.rawValue).count <= limits.settings else {
      throw .badRequest("there are at most \(limits.settings) settings")
    }
    guard request.values(LabRoute.Parameter.words.rawValue).count <= 1 else {
      throw .badRequest("'q' is there once at most")
    }
  }

  private func checkScenario(_ id: String) throws {
    guard source.ids.contains(id) else {
      throw LabReply(
        problem: "unknown-scenario", "there is no scenario '\(id)'; /api/scenarios lists them",
        status: 404)
    }
  }

  // MARK: - What it answers

  private func file(_ name: String) throws(LabReply) -> LabReply {
    guard let reply = page.reply(name) else {
      throw .notFound("the page has no file of that name")
    }
    return reply
  }

  /// Opens a stream, unless there are too many.
  private func stream(
    _ request: LabRequest, of id: String,
    _ open: () throws(LabProblem) -> AsyncStream<LabEvent>
  ) throws -> LabReply {
    // Nobody would see what comes.
    if request.method == "HEAD" {
      try checkScenario(id)
      return LabReply(events: AsyncStream { $0.finish() }, whenDone: {})
    }
    guard streams.begin() else {
      throw LabReply(
        problem: "busy",
        "\(limits.streams) simulations are being watched already; close a few pages of the lab",
        status: 429)
    }
    do {
      return LabReply(events: try open(), whenDone: { [streams] in streams.end() })
    } catch {
      streams.end()
      throw error
    }
  }

  private static func download(_ text: String, type: String, name: String) -> LabReply {
    var reply = LabReply(type: type, bytes: Array(text.utf8))
    reply.headers.append(("Content-Disposition", "attachment; filename=\"\(name)\""))
    return reply
  }

  // MARK: - Snapshots

  /// A list of snapshots: their results are JSON already, and are not read once more.
  private static func list(_ snapshots: [Snapshot]) -> String {
    "{\"snapshots\":[" + snapshots.map(\.json).joined(separator: ",") + "]}"
  }

  private func add(_ request: LabRequest, to id: String) throws -> LabReply {
    try checkScenario(id)
    let type = request.headers["content-type"]?.split(separator: ";").first?.trimmed.lowercased()
    guard type == "application/json" else {
      throw LabReply(
        problem: "bad-request", "a snapshot is JSON: Content-Type: application/json", status: 415)
    }
    let (name, settings) = try Self.read(request.body, limits: limits)
    if case .array(let problems) = try source.check(id, settings: settings)["problems"] {
      let errors = problems.filter { $0["severity"] == "error" }
      guard errors.isEmpty else {
        throw LabReply(
          problem: "bad-setting", "these settings do not fit the scenario", status: 422,
          problems: problems)
      }
    }
    let result = source.finished(id, settings: settings)?.compact
    let snapshot = try store.add(
      name: name, settings: settings, result: result, on: try source.basis(of: id), to: id)
    guard let snapshot else {
      throw LabReply(
        problem: "too-large",
        "a scenario keeps \(store.most) snapshots; delete some of them first", status: 413)
    }
    return LabReply(json: snapshot.json, status: 201)
  }

  /// Reads what is to be kept.
  private static func read(
    _ body: [UInt8], limits: LabHTTPLimits
  ) throws(LabReply) -> (name: String, settings: [String]) {
    guard String(validating: body, as: UTF8.self) != nil,
      let members = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
    else { throw .badRequest("the body is not JSON in UTF-8, or no object") }
    if let other = members.keys.sorted().first(where: { $0 != "name" && $0 != "settings" }) {
      throw .badRequest("a snapshot has a name and settings, and no '\(other)'")
    }
    guard let name = members["name"] as? String, isName(name) else {
      throw .badRequest("'name' is a line of 1 to 80 characters of plain text")
    }
    guard let settings = members["settings"] as? [String] else {
      throw .badRequest("'settings' is a list of texts such as \"price=9.50\"")
    }
    guard settings.count <= limits.settings,
      settings.allSatisfy({ $0.unicodeScalars.count <= limits.settingLength })
    else {
      throw .badRequest(
        "there are at most \(limits.settings) settings of at most \(limits.settingLength) characters"
      )
    }
    return (name, settings)
  }

  private static func isName(_ text: String) -> Bool {
    text.unicodeScalars.count <= 80
      && text.unicodeScalars.contains { !$0.properties.isWhitespace }
      && text.unicodeScalars.allSatisfy { $0 != "\t" && TextChecks.forbidden($0) == nil }
  }
}

/// The streams that are open.
final class LabStreamCount: Sendable {
  private let most: Int
  private let open = Mutex(0)

  init(most: Int) { self.most = most }

  /// Counts one more; false where there are too many.
  func begin() -> Bool {
    open.withLock { open in
      guard open < most else { return false }
      open += 1
      return true
    }
  }

  /// Counts one less.
  func end() { open.withLock { $0 -= 1 } }
}
