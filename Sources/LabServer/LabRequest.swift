/// A request, its address taken apart.
struct LabRequest: Sendable {
  /// Such as `GET`; letters as they came.
  var method: String
  /// The parts of the path, decoded: none of `/`.
  var path: [String]
  /// The parameters of the address, decoded, in their order.
  var query: [(name: String, value: String)]
  /// Headers by their names in small letters.
  var headers: [String: String]
  var body: [UInt8] = []
  /// The address that it comes from.
  var peer = ""
  /// The address of this machine at which it arrived.
  var arrival = ""
  /// Whether it is HTTP/1.1, and not 1.0.
  var isCurrent = true

  /// Whether the client wants to send more requests on the same connection.
  var isPersistent: Bool {
    let wishes = headers["connection"].map {
      $0.lowercased().split(separator: ",").map { $0.trimmed }
    }
    return isCurrent && wishes?.contains("close") != true
  }

  /// The value of a cookie; nil where there is none of that name.
  func cookie(_ name: String) -> String? {
    // A browser sends them all in one header.
    for item in headers["cookie"]?.split(separator: ";") ?? [] {
      let sides = item.split(separator: "=", maxSplits: 1)
      if sides.count == 2, sides[0].trimmed == name { return sides[1].trimmed }
    }
    return nil
  }

  /// The values of a parameter, in their order.
  func values(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }
}

extension LabRequest {
  /// Takes an address with its headers apart.
  ///
  /// - Parameters:
  ///   - head: the bytes up to the empty line.
  ///   - mostHeaders: how many there may be.
  /// - Throws: The answer to one that is not well formed, after which the connection has to end: nobody knows
  ///   where the next request begins.
  init(head: ArraySlice<UInt8>, mostHeaders: Int) throws(LabReply) {
    guard let text = String(validating: head, as: UTF8.self) else {
      throw .badRequest("the request's headers are not UTF-8 text")
    }
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    let first = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    guard first.count == 3, Self.isToken(first[0]) else {
      throw .badRequest("a request begins with a line such as: GET / HTTP/1.1")
    }
    switch first[2] {
    case "HTTP/1.1": isCurrent = true
    case "HTTP/1.0": isCurrent = false
    default:
      throw LabReply(
        problem: "bad-request", "only HTTP/1.1 and 1.0 are spoken here", status: 505)
    }
    method = String(first[0])
    headers = try Self.headers(lines, most: mostHeaders)
    (path, query) = try Self.address(first[1])
  }

  private static func headers(
    _ lines: [Substring], most: Int
  ) throws(LabReply) -> [String: String] {
    guard lines.count <= most else { throw .tooManyHeaders }
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), isToken(line[..<colon]),
        !line.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\t" || $0.value == 127 })
      else {
        throw .badRequest("a header is a line such as: Accept: text/html")
      }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmed
      if let earlier = headers[name] {
        // Two that differ are how one server is made to read another request than the next does.
        guard !onlyOnce.contains(name) else {
          throw .badRequest("there are two headers called \(name)")
        }
        headers[name] = earlier + ", " + value
      } else {
        headers[name] = value
      }
    }
    return headers
  }

  /// Headers that come once at most.
  private static let onlyOnce: Set = [
    "host", "content-length", "content-type", "origin", "transfer-encoding",
  ]

  private static func address(
    _ target: Substring
  ) throws(LabReply) -> (path: [String], query: [(name: String, value: String)]) {
    guard target.hasPrefix("/"), target.utf8.allSatisfy({ (33...126).contains($0) }),
      !target.contains("#")
    else {
      throw .badRequest("an address begins with / and has no blank and only ASCII in it")
    }
    let parts = target.dropFirst().split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path: [String] = []
    if !parts[0].isEmpty {
      for part in parts[0].split(separator: "/", omittingEmptySubsequences: false) {
        path.append(try decoded(part))
      }
    }
    var query: [(name: String, value: String)] = []
    if parts.count == 2 {
      for item in parts[1].split(separator: "&") {
        let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        // Forms and URLSearchParams write a blank as a plus.
        let words = sides.map { $0.replacing("+", with: "%20") }
        query.append(
          (try decoded(words[0][...]), words.count == 2 ? try decoded(words[1][...]) : ""))
      }
    }
    return (path, query)
  }

  /// A text without its `%20` and the like.
  private static func decoded(_ text: Substring) throws(LabReply) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { throw .badRequest("a % in an address is followed by two digits, as in %20") }
      bytes.append(high << 4 | low)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw .badRequest("an address is UTF-8 text")
    }
    return decoded
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }

  /// Whether a text is what HTTP calls a token.
  private static func isToken(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}

extension StringProtocol {
  /// The text without blanks and tabs around it.
  var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let rest = drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(rest[...last])
  }
}
