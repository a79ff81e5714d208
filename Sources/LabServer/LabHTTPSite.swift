import Documents
import Synchronization

/// Answers requests.
struct LabHTTPSite: Sendable {
  let source: any LabSource
  let store: SnapshotStore
  let page: LabHTTPPage
  let port: Int
  let limits: LabHTTPLimits
  /// The class that is held; nil where there is none, and everybody on this machine may do all.
  let classroom: ClassRoom?
  private let streams: LabStreamCount
  /// Streams of what happens in the class.
  private let classStreams: LabStreamCount

  init(
    source: any LabSource, store: SnapshotStore, page: LabHTTPPage, port: Int,
    limits: LabHTTPLimits = LabHTTPLimits(), classroom: ClassRoom? = nil
  ) {
    (self.source, self.store, self.page) = (source, store, page)
    (self.port, self.limits, self.classroom) = (port, limits, classroom)
    streams = LabStreamCount(most: limits.streams, ofMember: limits.streamsOfMember)
    classStreams = LabStreamCount(
      most: limits.classStreams, ofMember: limits.classStreamsOfMember)
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
    let member = member(of: request)
    try checkAccess(of: member, to: fitting.map(\.route))
    guard !fitting.isEmpty else {
      throw LabReply.notFound("there is nothing at this address; /openapi.json lists what there is")
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (route, arguments) = fitting.first(where: { $0.route.method == method }) else {
      throw Self.wrongMethod(request.method, allowed: fitting.map(\.route.method))
    }
    try checkParameters(of: request, for: route)
    let call = LabCall(request: request, arguments: arguments, member: member)
    try checkAccess(of: call, to: route)
    return try await route.answer(self, call)
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
    let names = ["127.0.0.1", "localhost", "[::1]"] + names(of: request)
    guard names.contains(where: { host == "\($0):\(port)" || port == 80 && host == $0 }) else {
      let own = classroom == nil ? "127.0.0.1" : request.arrival
      throw .forbidden("the lab is at http://\(own):\(port)/ and answers to no other name")
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
        throw .badRequest(
          "'\(parameter.name)' is there \(most == 1 ? "once" : "\(most) times") at most")
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
    try beginStream(for: call.member)
    do {
      return LabReply(
        events: try open(), whenDone: { [streams] in streams.end(for: call.member) })
    } catch {
      streams.end(for: call.member)
      throw error
    }
  }

  /// Opens a stream in which nothing is simulated: what happens in the class.
  func classStream(
    _ call: LabCall, _ open: () -> AsyncStream<LabEvent>
  ) throws(LabReply) -> LabReply {
    guard !call.isForHeadersOnly else {
      return LabReply(events: AsyncStream { $0.finish() }, whenDone: {})
    }
    guard classStreams.begin(for: call.member) else {
      throw LabReply(
        problem: "busy", "too many pages of the class are open; close a few", status: 429)
    }
    return LabReply(
      events: open(), whenDone: { [classStreams] in classStreams.end(for: call.member) })
  }

  /// Waits for something that is simulated, which counts as a stream; nil where only headers are wanted.
  func watching<Value>(_ call: LabCall, _ value: () async throws -> Value) async throws -> Value? {
    guard !call.isForHeadersOnly else {
      try checkScenario(call.id)
      return nil
    }
    try beginStream(for: call.member)
    defer { streams.end(for: call.member) }
    return try await value()
  }

  private func beginStream(for member: ClassMember?) throws(LabReply) {
    guard streams.begin(for: member) else {
      let most = min(limits.streams, member == nil ? .max : limits.streamsOfMember)
      throw LabReply(
        problem: "busy",
        "\(most) simulations are being watched already; close a few pages of the lab",
        status: 429)
    }
  }
}
