import Documents
import FlyingSocks
import Foundation
import Synchronization

/// A connection: requests are read within limits, one after another, and each is answered before the next is
/// read.
///
/// It is never cancelled while it waits for its socket. Whoever wants it to go on shuts the socket down, which
/// wakes it; see ``tick(_:)``.
final class LabHTTPConnection: Sendable {
  private struct State {
    var isClosed = false
    /// Whether a deadline has passed.
    var isLate = false
    var isReading = true
    var deadline: ContinuousClock.Instant?
    /// Ends what runs for a client who has hung up.
    var abandon: (@Sendable () -> Void)?
    /// The pieces of the stream that is open.
    var stream: LabHTTPPieces?
    /// Whether a client who waits for an answer may be sent something before it.
    var mayProbe = false
    /// Whether the client is known to send nothing more.
    var isHalfClosed = false
    var nextBeat = ContinuousClock.now
  }

  private enum Received {
    case request(LabRequest)
    case wrong(LabReply)
    case nothing
  }

  private let socket: AsyncSocket
  private let limits: LabHTTPLimits
  private let state = Mutex(State())
  /// The address at the other end.
  let peer: String
  /// The address at this end.
  private let arrival: String

  init(_ socket: AsyncSocket, limits: LabHTTPLimits) {
    (self.socket, self.limits) = (socket, limits)
    peer = RoomAddress.text(of: socket.socket.file.rawValue, getpeername)
    arrival = RoomAddress.text(of: socket.socket.file.rawValue, getsockname)
    // Otherwise an event would wait for the one before to be acknowledged.
    var yes: Int32 = 1
    setsockopt(
      file, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    #if os(Linux)
      // A telephone that left the room says nothing: its connection would last for a quarter of an hour.
      var patience = UInt32(limits.answer / .milliseconds(1))
      setsockopt(
        file, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &patience,
        socklen_t(MemoryLayout<UInt32>.size))
    #endif
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
  }

  private var file: Int32 { socket.socket.file.rawValue }

  /// Answers requests until the client has no more, or one cannot be understood.
  func answer(_ site: LabHTTPSite) async {
    defer { close() }
    var inbox: [UInt8] = []
    while true {
      switch await receive(&inbox) {
      case .nothing: return
      case .wrong(let reply):
        _ = await send(reply, to: nil, endsConnection: true)
        return await part()
      case .request(let request):
        let reply = await working(request) { await site.reply(to: request) }
        let isStream = if case .events = reply.body { true } else { false }
        let ends = isStream || !request.isPersistent
        guard await send(reply, to: request, endsConnection: ends) else { return }
        if ends { return await part() }
      }
    }
  }

  /// Answers whatever is asked in the same words, and ends.
  func refuse(_ reply: LabReply) async {
    defer { close() }
    _ = await send(reply, to: nil, endsConnection: true)
    await part()
  }

  // MARK: - Reading

  private func receive(_ inbox: inout [UInt8]) async -> Received {
    allow(inbox.isEmpty ? limits.idle : limits.request, isReading: true)
    var end = Self.endOfHead(in: inbox, from: 0)
    while end == nil {
      guard inbox.count <= limits.head else { return .wrong(.tooManyHeaders) }
      let read = inbox.count
      guard await fill(&inbox) else { return ended(inbox) }
      if read == 0 { allow(limits.request, isReading: true) }
      end = Self.endOfHead(in: inbox, from: read)
    }
    guard let end, end <= limits.head else { return .wrong(.tooManyHeaders) }
    do {
      var request = try LabRequest(head: inbox[..<end], mostHeaders: limits.headers)
      (request.peer, request.arrival) = (peer, arrival)
      inbox.removeFirst(end + 4)
      let length = try bodyLength(of: request)
      if length > 0, request.headers["expect"]?.lowercased() == "100-continue" {
        guard await write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { return .nothing }
      }
      allow(limits.request, isReading: true)
      while inbox.count < length {
        guard await fill(&inbox) else { return ended(inbox) }
      }
      request.body = Array(inbox[..<length])
      inbox.removeFirst(length)
      return .request(request)
    } catch {
      return .wrong(error)
    }
  }

  /// The place of the empty line, where there is one.
  private static func endOfHead(in inbox: [UInt8], from read: Int) -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    var place = max(0, read - mark.count + 1)
    while place + mark.count <= inbox.count {
      if inbox[place] == mark[0], inbox[place..<place + mark.count].elementsEqual(mark) {
        return place
      }
      place += 1
    }
    return nil
  }

  private func bodyLength(of request: LabRequest) throws(LabReply) -> Int {
    guard request.headers["transfer-encoding"] == nil else {
      throw LabReply(
        problem: "bad-request", "a body states its length (Content-Length)", status: 411)
    }
    guard let text = request.headers["content-length"] else { return 0 }
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw .badRequest("Content-Length is a whole number of bytes")
    }
    guard let length = Int(text), length <= limits.body else {
      throw LabReply(
        problem: "too-large", "a body has at most \(limits.body >> 20) MiB", status: 413)
    }
    return length
  }

  /// What to say to a client who sends nothing more.
  private func ended(_ inbox: [UInt8]) -> Received {
    !inbox.isEmpty && state.withLock { $0.isLate } ? .wrong(.tooSlow) : .nothing
  }

  /// Reads what there is; false where nothing will come.
  private func fill(_ inbox: inout [UInt8]) async -> Bool {
    guard let more = try? await socket.read(atMost: 4096) else { return false }
    inbox += more
    return true
  }

  // MARK: - Writing

  /// Sends an answer; false where it could not be sent.
  private func send(
    _ reply: LabReply, to request: LabRequest?, endsConnection: Bool
  ) async -> Bool {
    let isHead = request?.method == "HEAD"
    switch reply.body {
    case .bytes(let bytes):
      let head = reply.head(.length(bytes.count), endsConnection: endsConnection)
      return await write(isHead ? head : head + bytes)
    case .events(let events, let whenDone):
      defer { whenDone() }
      let inPieces = request?.isCurrent ?? true
      let head = reply.head(inPieces ? .pieces : .connection, endsConnection: true)
      guard await write(head) else { return false }
      return isHead ? true : await stream(events, inPieces: inPieces)
    }
  }

  /// Sends events as they come.
  private func stream(_ events: AsyncStream<LabEvent>, inPieces: Bool) async -> Bool {
    let pieces = LabHTTPPieces(most: limits.waiting)
    let pump = Task(executorPreference: LabHTTPExecutor.work) {
      for await event in events { pieces.add(event) }
      pieces.end()
    }
    state.withLock { state in
      state.abandon = { pump.cancel() }
      state.stream = pieces
      state.nextBeat = .now + limits.heartbeat
    }
    defer {
      pump.cancel()
      state.withLock { ($0.abandon, $0.stream) = (nil, nil) }
    }
    for await _ in pieces.ready {
      while let piece = pieces.take() {
        guard await write(inPieces ? Self.framed(piece) : piece) else { return false }
      }
    }
    return inPieces ? await write(Self.framed([])) : true
  }

  /// A piece with its length; an empty one is the last.
  private static func framed(_ piece: [UInt8]) -> [UInt8] {
    Array((String(piece.count, radix: 16) + "\r\n").utf8) + piece + Array("\r\n".utf8)
  }

  /// Bytes that a client has to take in the time that one who does not read is waited for.
  private static let slice = 64 << 10

  private func write(_ bytes: [UInt8]) async -> Bool {
    defer { state.withLock { $0.deadline = nil } }
    for start in stride(from: 0, to: bytes.count, by: Self.slice) {
      allow(limits.answer, isReading: false)
      let slice = bytes[start..<min(start + Self.slice, bytes.count)]
      guard (try? await socket.write(Data(slice))) != nil else { return false }
    }
    return true
  }

  /// Ends the answer and reads on for a moment: a connection that is closed with something unread takes its
  /// answer with it.
  private func part() async {
    shutDown(SHUT_WR)
    allow(limits.parting, isReading: true)
    var rest: [UInt8] = []
    while await fill(&rest) { rest.removeAll(keepingCapacity: true) }
  }

  // MARK: - The watch

  /// Runs something for the client as long as he waits for it.
  private func working(
    _ request: LabRequest, _ body: @escaping @Sendable () async -> LabReply
  ) async -> LabReply {
    let work = Task(executorPreference: LabHTTPExecutor.work) { await body() }
    state.withLock { state in
      state.deadline = nil
      state.abandon = { work.cancel() }
      state.mayProbe = request.isCurrent
    }
    defer { state.withLock { ($0.abandon, $0.mayProbe) = (nil, false) } }
    return await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
  }

  /// Sets how long the next step may take.
  private func allow(_ time: Duration, isReading: Bool) {
    state.withLock { state in
      state.deadline = .now + time
      state.isReading = isReading
      state.isLate = false
    }
  }

  /// Cuts off a client who takes too long, ends what runs for one who has hung up, and shows others that their
  /// stream is alive.
  func tick(_ now: ContinuousClock.Instant) {
    let abandon: (@Sendable () -> Void)? = state.withLock { state in
      guard !state.isClosed else { return nil }
      if let deadline = state.deadline, deadline <= now {
        state.deadline = nil
        state.isLate = true
        _ = shutdown(file, state.isReading ? Int32(SHUT_RD) : Int32(SHUT_RDWR))
      }
      let other = state.abandon == nil ? .open : otherSide
      if other == .halfClosed, !state.isHalfClosed {
        state.isHalfClosed = true
        state.nextBeat = now
      }
      if state.nextBeat <= now {
        state.nextBeat = now + limits.heartbeat
        state.stream?.beat()
        if state.isHalfClosed, state.mayProbe { probe() }
      }
      guard let abandon = state.abandon, other == .gone else { return nil }
      state.abandon = nil
      return abandon
    }
    abandon?()
  }

  private enum OtherSide {
    case open
    /// The client sends nothing more: he may wait for the answer all the same, or be gone.
    case halfClosed
    case gone
  }

  /// What is known of the client.
  private var otherSide: OtherSide {
    #if os(Linux)
      // POLLRDHUP, which the header shows only to GNU sources.
      let closed: Int16 = 0x2000
    #else
      let closed: Int16 = 0
    #endif
    var entry = pollfd(fd: file, events: closed, revents: 0)
    guard poll(&entry, 1, 0) > 0 else { return .open }
    if entry.revents & Int16(POLLHUP | POLLERR) != 0 { return .gone }
    return entry.revents & closed != 0 ? .halfClosed : .open
  }

  /// Sends something that means nothing: the system of a client who is gone refuses it, which shows; any other client
  /// of HTTP/1.1 reads over it.
  ///
  /// To be called while nothing else is sent.
  private func probe() {
    #if os(Linux)
      let interim = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
      _ = interim.withUnsafeBytes {
        Foundation.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
    #endif
  }

  private func shutDown(_ sides: some BinaryInteger) {
    state.withLock { state in
      if !state.isClosed { _ = shutdown(file, Int32(sides)) }
    }
  }

  func close() {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.isClosed = true
      try? socket.close()
    }
  }
}

extension LabEvent {
  /// The event as it goes over the wire.
  var lines: [UInt8] { Array("event: \(name)\ndata: \(data.compact)\n\n".utf8) }
}
