import Documents
import Foundation
import Synchronization

@testable import LabServer

/// A source without a laboratory: one scenario called `cafe`, with a title that would be a script in a page.
final class FakeSource: LabSource {
  static let title = "Café <script>alert(1)</script> & \"Sons\""

  private let open = Mutex<[AsyncStream<LabEvent>.Continuation]>([])
  private let (opened, openedFeed) = AsyncStream.makeStream(of: Void.self)
  private let (ended, endedFeed) = AsyncStream.makeStream(of: Bool.self)

  func scenarios() -> JSONValue {
    [
      "version": "0",
      "scenarios": [["id": "cafe", "title": .string(Self.title), "about": ""]],
    ]
  }

  func description(of id: String) throws(LabProblem) -> JSONValue {
    try check(id)
    return ["id": .string(id), "title": .string(Self.title)]
  }

  func basis(of id: String) throws(LabProblem) -> String {
    try check(id)
    return "files and seed"
  }

  func keys(of id: String, matching words: String) throws(LabProblem) -> JSONValue {
    try check(id)
    return ["keys": [], "words": .string(words)]
  }

  func check(_ id: String, settings: [String]) throws(LabProblem) -> JSONValue {
    try check(id)
    let wrong = settings.enumerated().filter { !$0.element.contains("=") }
    return [
      "problems": .array(
        wrong.map {
          [
            "severity": "error", "message": "no =", "setting": .integer($0.offset), "column": 1,
            "length": 1, "key": nil,
          ]
        })
    ]
  }

  func base(of id: String) throws(LabProblem) -> AsyncStream<LabEvent> {
    try check(id)
    return stream()
  }

  func whatIf(_ id: String, settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent> {
    try check(id)
    return stream()
  }

  func finished(_ id: String, settings: [String]) -> JSONValue? {
    settings == ["price=3"] ? ["pairs": 8] : nil
  }

  /// Who stays falls with the price, and with another seed a little; the profit is ten times the price.
  func result(of id: String, settings: [String], seed: UInt64?) async throws -> JSONValue {
    try check(id)
    let price =
      settings.compactMap { $0.hasPrefix("price=") ? Double($0.dropFirst(6)) : nil }.last ?? 1
    if price > 100 { throw LabProblem.model("nobody would pay that") }
    let shift = seed == nil ? 0 : 0.5
    func band(_ fall: Double) -> JSONValue {
      let values = (0...12).map { JSONValue.number(1 - fall * Double($0) / 100) }
      return ["mean": .array(values), "lower": .array(values), "upper": .array(values)]
    }
    return [
      "pairs": 8,
      "headlines": [
        [
          "metric": "profit", "subject": "all", "label": "profit", "unit": "GBP",
          "variant": [
            "mean": .number(10 * price + shift), "lower": .number(10 * price - 1),
            "upper": .number(10 * price + 1),
          ], "text": ["variant": .string("£\(Int(10 * price))")],
        ]
      ],
      "curves": [
        [
          "id": "retention", "subject": "all",
          "months": .array((0...12).map { .integer($0) }), "base": band(1), "variant": band(price),
          "difference": band(price - 1),
        ]
      ],
    ]
  }

  func keysChanged(_ id: String, from: [String], to: [String]) throws(LabProblem) -> [String] {
    try check(id)
    let changed = Set(from).symmetricDifference(to)
    return Set(changed.map { String($0.prefix { $0 != "=" }) }).sorted()
  }

  func keysSet(_ id: String, by setting: String) throws(LabProblem) -> [String] {
    try check(id)
    return [String(setting.prefix { $0 != "=" })]
  }

  func words(_ id: String, for settings: [String]) throws(LabProblem) -> [String] {
    try check(id)
    return settings.map { $0.replacing("=", with: " ") }
  }

  func label(_ id: String, of key: String) throws(LabProblem) -> String? {
    try check(id)
    return key == "price" ? "the price" : nil
  }

  func months(of id: String) throws(LabProblem) -> Int {
    try check(id)
    return 12
  }

  func variantFile(_ id: String, settings: [String]) throws(LabProblem) -> String {
    try check(id)
    return "extends: ../cafe.yaml\n" + settings.joined(separator: "\n")
  }

  func differences(_ id: String, settings: [String]) async throws -> String {
    try check(id)
    return "metric,mean\n"
  }

  func plan(of id: String) throws(LabProblem) -> JSONValue {
    try check(id)
    return ["months": 12]
  }

  func growth(_ id: String, settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent> {
    try check(id)
    return stream()
  }

  /// With the setting `wait=1` they take until streams end.
  func stories(_ id: String, settings: [String]) async throws -> JSONValue {
    try check(id)
    if settings == ["wait=1"] {
      for await _ in stream() {}
      try Task.checkCancellation()
    }
    return ["stories": []]
  }

  func report(_ id: String, settings: [String]) async throws -> String {
    try check(id)
    return "<p>\(settings.count) settings</p>"
  }

  func day(
    _ id: String, settings: [String], on wish: DayWish, isCourse: Bool
  ) async throws -> JSONValue {
    try check(id)
    return ["wish": .string("\(wish)"), "course": .bool(isCourse)]
  }

  func why(_ id: String, settings: [String]) throws(LabProblem) -> JSONValue {
    try check(id)
    return ["settings": .array(settings.map { .string($0) })]
  }

  private func check(_ id: String) throws(LabProblem) {
    if id != "cafe" { throw .unknownScenario(id) }
  }

  private func stream() -> AsyncStream<LabEvent> {
    let (events, feed) = AsyncStream.makeStream(of: LabEvent.self)
    feed.onTermination = { [endedFeed] reason in
      if case .cancelled = reason { endedFeed.yield(true) } else { endedFeed.yield(false) }
    }
    open.withLock { $0.append(feed) }
    openedFeed.yield()
    return events
  }

  /// Waits until a stream is asked for.
  func waitForStream() async {
    for await _ in opened { return }
  }

  /// Waits until a stream has ended; true where that was the doing of him who listened.
  func waitForEnd() async -> Bool? {
    for await isCancelled in ended { return isCancelled }
    return nil
  }

  /// Sends an event down every stream.
  func send(_ name: String, _ data: JSONValue) {
    for feed in open.withLock({ $0 }) { feed.yield(LabEvent(name: name, data: data)) }
  }

  func endStreams() {
    for feed in open.withLock({ $0 }) { feed.finish() }
  }
}

/// A server on a free port for as long as a test takes.
struct TestLab: Sendable {
  let port: Int
  let source: FakeSource
  let folder: String
  /// The class that is held; nil where there is none.
  var classroom: ClassRoom?

  static func run(
    limits: LabHTTPLimits = LabHTTPLimits(), folder: String? = nil, isClass: Bool = false,
    _ body: (TestLab) async throws -> Void
  ) async throws {
    let place =
      folder
      ?? FileManager.default.temporaryDirectory.appendingPathComponent(
        "cxlab-lab-\(UUID().uuidString)"
      ).path
    defer { if folder == nil { try? FileManager.default.removeItem(atPath: place) } }
    let source = FakeSource()
    let listener = try LabHTTPListener(port: 0, isForRoom: isClass)
    defer { listener.close() }
    let classroom = isClass ? try ClassRoom(folder: place) : nil
    let runner = classroom.map { ClassRunner($0, source: source) }
    let plans = Task { await runner?.run() }
    defer { plans.cancel() }
    let page = LabHTTPPage(
      files: ["index.html": Array("<p>lab</p>".utf8), "lab.js": Array("let a".utf8)],
      chartBundle: { nil })
    let site = LabHTTPSite(
      source: source, store: try SnapshotStore(folder: place), page: page, port: listener.port,
      limits: limits, classroom: classroom)
    let server = LabHTTPServer(site, limits: limits)
    let (ready, feed) = AsyncStream.makeStream(of: Void.self)
    let running = Task { try await server.run(listener) { feed.finish() } }
    for await _ in ready {}
    do {
      try await body(
        TestLab(port: listener.port, source: source, folder: place, classroom: classroom))
    } catch {
      running.cancel()
      _ = await running.result
      throw error
    }
    running.cancel()
    _ = await running.result
  }

  /// Asks and reads the whole answer.
  func ask(_ method: String, _ target: String, headers: String = "", body: String = "")
    throws -> Answer
  {
    let client = try RawClient(port: port)
    defer { client.close() }
    let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
    client.send(
      "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        + "\(length)\(headers)\r\n\(body)")
    return Answer(client.readToEnd())
  }

  /// Sends bytes as they are, and reads the whole answer.
  func askRaw(_ text: String) throws -> Answer {
    let client = try RawClient(port: port)
    defer { client.close() }
    client.send(text)
    return Answer(client.readToEnd())
  }

  /// The status of what is answered to some pieces of text.
  func status(_ pieces: String...) throws -> Int { try askRaw(pieces.joined()).status }

  /// Opens a stream.
  func stream(_ target: String) throws -> RawClient {
    let client = try RawClient(port: port)
    client.send("GET \(target) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
    return client
  }
}

/// An answer, taken apart.
struct Answer {
  let status: Int
  let head: String
  let body: String

  init(_ text: String) {
    let halves = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    head = String(halves[0])
    body = halves.count > 1 ? String(halves[1]) : ""
    status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// The kind of problem that it tells of.
  var problem: String? { JSONReader.read(body.utf8)?["problem"]?.string }

  func header(_ name: String) -> String? {
    let start = name.lowercased() + ": "
    return head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(start) }
      .map { String($0.dropFirst(start.count)) }
  }
}

/// A client that sends what it is told to, well formed or not.
final class RawClient {
  struct Unreachable: Error {}

  private var file: Int32

  init(port: Int) throws {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // A test that waits in vain fails and does not hang.
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      file, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Unreachable() }
  }

  deinit { close() }

  /// Sends a text; false where the server wants no more of it.
  @discardableResult
  func send(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.send(file, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  /// Reads what there is; nil at the end.
  func read() -> String? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(file, &buffer, buffer.count, 0)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  func readToEnd() -> String {
    var text = ""
    while let more = read() { text += more }
    return text
  }

  /// Reads until a text has come; what was read by then.
  func read(until mark: String) -> String {
    var text = ""
    while !text.contains(mark), let more = read() { text += more }
    return text
  }

  /// Says that nothing more will be sent; what comes can still be read.
  func endSending() { shutdown(file, Int32(SHUT_WR)) }

  func close() {
    if file >= 0 { Foundation.close(file) }
    file = -1
  }
}
