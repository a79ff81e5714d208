import Documents
import Foundation

/// What is answered.
///
/// It is an error, too: whoever finds something wrong with a request throws the answer to it.
struct LabReply: Error {
  enum Body {
    case bytes([UInt8])
    /// Events as they come; the closure is called when the last one has been sent, or nobody wants more.
    case events(AsyncStream<LabEvent>, whenDone: @Sendable () -> Void)
  }

  var status: Int
  var headers: [(name: String, value: String)]
  var body: Body
  /// Whether the connection cannot go on after it.
  var endsConnection = false

  init(_ status: Int = 200, type: String, bytes: [UInt8]) {
    self.status = status
    headers = [("Content-Type", type)]
    body = .bytes(bytes)
  }

  init(json value: JSONValue, status: Int = 200) { self.init(json: value.compact, status: status) }

  /// JSON that is text already.
  init(json text: String, status: Int = 200) {
    self.init(status, type: "application/json", bytes: Array(text.utf8))
  }

  init(events: AsyncStream<LabEvent>, whenDone: @escaping @Sendable () -> Void) {
    status = 200
    headers = [("Content-Type", "text/event-stream")]
    body = .events(events, whenDone: whenDone)
  }

  /// A text that the browser keeps as a file.
  static func download(_ text: String, type: String, name: String) -> LabReply {
    var reply = LabReply(type: type, bytes: Array(text.utf8))
    reply.headers.append(("Content-Disposition", "attachment; filename=\"\(name)\""))
    return reply
  }

  /// Nothing but a status.
  init(empty status: Int) {
    self.status = status
    headers = []
    body = .bytes([])
  }

  /// Something that is wrong, in the words of the contract.
  init(problem: String, _ message: String, status: Int, problems: [JSONValue] = []) {
    self.init(
      json: [
        "problem": .string(problem), "message": .string(message), "problems": .array(problems),
      ], status: status)
  }

  init(_ problem: LabProblem) {
    let status =
      switch problem {
      case .unknownScenario, .noSuchDay: 404
      case .badSettings, .badScenario, .model: 422
      case .changed: 409
      case .busy: 503
      case .internalFault: 500
      }
    self.init(
      problem: problem.kind, problem.message, status: status, problems: problem.problems)
  }

  /// Comes too often: the next try may be made after so many seconds.
  static func tooOften(seconds: Int) -> LabReply {
    var reply = LabReply(
      problem: "busy", "too many wrong tries; try again in \(seconds) s", status: 429)
    reply.headers.append(("Retry-After", String(seconds)))
    return reply
  }

  static func badRequest(_ message: String) -> LabReply {
    LabReply(problem: "bad-request", message, status: 400)
  }

  static func forbidden(_ message: String) -> LabReply {
    LabReply(problem: "forbidden", message, status: 403)
  }

  static func notFound(_ message: String) -> LabReply {
    LabReply(problem: "not-found", message, status: 404)
  }

  static let tooManyHeaders = LabReply(
    problem: "too-large", "the address and the headers of a request are longer than is read here",
    status: 431)

  static let tooSlow = LabReply(
    problem: "bad-request", "the request did not arrive in time", status: 408)

  static let tooManyConnections = LabReply(
    problem: "busy", "too many connections are open; close a few pages of the lab", status: 503)
}

extension LabReply {
  /// What every answer tells a browser: what it may load and run, and that nothing is to be kept.
  private static let everywhere = [
    (
      "Content-Security-Policy",
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "script-src 'self' 'unsafe-eval'; frame-ancestors 'none'; base-uri 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
  ]

  /// How the body of an answer is told to end.
  enum Ending {
    case length(Int)
    /// In pieces, each with its length.
    case pieces
    /// With the connection.
    case connection
  }

  /// The status line and the headers.
  func head(_ ending: Ending, endsConnection: Bool) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) \(Self.phrases[status] ?? "")"]
    var all = headers + Self.everywhere + [("Date", Moment.now.forHTTP)]
    switch ending {
    // These two have no body, and no length of one.
    case .length where status == 204 || status == 304: break
    case .length(let length): all.append(("Content-Length", String(length)))
    case .pieces: all.append(("Transfer-Encoding", "chunked"))
    case .connection: break
    }
    if endsConnection { all.append(("Connection", "close")) }
    lines += all.map { "\($0.0): \($0.1)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  static let phrases = [
    200: "OK", 201: "Created", 204: "No Content", 400: "Bad Request", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict",
    411: "Length Required",
    413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content",
    429: "Too Many Requests", 431: "Request Header Fields Too Large",
    500: "Internal Server Error", 503: "Service Unavailable", 505: "HTTP Version Not Supported",
  ]
}

/// A moment in universal time, as protocols write it.
struct Moment {
  private let parts: tm

  static var now: Moment {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return Moment(parts: parts)
  }

  /// Such as `2027-01-05T10:11:12Z`.
  var forData: String {
    Self.padded(Int(parts.tm_year) + 1900, 4) + "-" + Self.padded(Int(parts.tm_mon) + 1) + "-"
      + Self.padded(Int(parts.tm_mday)) + "T" + clock + "Z"
  }

  /// Such as `Tue, 05 Jan 2027 10:11:12 GMT`.
  var forHTTP: String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(days[Int(parts.tm_wday)]), \(Self.padded(Int(parts.tm_mday))) "
      + "\(months[Int(parts.tm_mon)]) \(Int(parts.tm_year) + 1900) \(clock) GMT"
  }

  private var clock: String {
    [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.padded(Int($0)) }.joined(separator: ":")
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
