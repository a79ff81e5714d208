import Documents
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
    return try await route.answer(self, LabCall(request: request, arguments: arguments))
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
      guard let parameter = route.parameters.first(where: { $0.name == name }) else {
        let known = route.parameters.map { "'\($0.name)'" }.joined(separator: " and ")
        throw .badRequest(
          "there is no parameter '\(name)' here"
            + (known.isEmpty ? "; this address takes none" : "; there is \(known)"))
      }
      let most = parameter.mostCharacters(limits)
      guard value.unicodeScalars.count <= most else {
        throw .badRequest("'\(name)' has at most \(most) characters")
      }
    }
    for parameter in route.parameters {
      let most = parameter.mostTimes(limits)
      guard request.values(parameter.name).count <= most else {
        throw .badRequest("'\(parameter.name)' is there \(most == 1 ? "once" : "\(most) times") at most")
      }
    }
  }

  /// Refuses a scenario that is not there.
  func checkScenario(_ id: String) throws {
    if Draft.number(of: id) != nil {
      _ = try source.draft(id)
      return
    }
    guard source.ids.contains(id) else {
      throw LabReply(
        problem: "unknown-scenario", "there is no scenario '\(id)'; /api/scenarios lists them",
        status: 404)
    }
  }

  // MARK: - What it answers

  /// A file of the page.
  func file(_ name: String) throws(LabReply) -> LabReply {
    guard let reply = page.reply(name) else {
      throw .notFound("the page has no file of that name")
    }
    return reply
  }

  /// Opens a stream, unless there are too many.
  func stream(
    _ call: LabCall, _ open: () throws(LabProblem) -> AsyncStream<LabEvent>
  ) throws -> LabReply {
    // Nobody would see what comes.
    if call.isForHeadersOnly {
      try checkScenario(call.id)
      return LabReply(events: AsyncStream { $0.finish() }, whenDone: {})
    }
    try beginStream()
    do {
      return LabReply(events: try open(), whenDone: { [streams] in streams.end() })
    } catch {
      streams.end()
      throw error
    }
  }

  /// Waits for something that is simulated, which counts as a stream; nil where only headers are wanted.
  func watching<Value>(_ call: LabCall, _ value: () async throws -> Value) async throws -> Value? {
    guard !call.isForHeadersOnly else {
      try checkScenario(call.id)
      return nil
    }
    try beginStream()
    defer { streams.end() }
    return try await value()
  }

  private func beginStream() throws(LabReply) {
    guard streams.begin() else {
      throw LabReply(
        problem: "busy",
        "\(limits.streams) simulations are being watched already; close a few pages of the lab",
        status: 429)
    }
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
