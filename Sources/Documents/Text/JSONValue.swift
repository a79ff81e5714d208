/// A JSON value whose keys keep the order in which they were written.
public enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number; one that is not finite is written as `null`.
  case number(Double)
  /// A whole number, exact.
  case integer(Int)
  /// A whole number without a sign, exact.
  case unsigned(UInt64)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Keys with values, in order.
  case object([Member])

  /// A key with its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public var key: String
    /// The value.
    public var value: JSONValue

    package init(key: String, value: JSONValue) { (self.key, self.value) = (key, value) }
  }

  /// The text, with no space in it.
  public var compact: String {
    var out: [UInt8] = []
    write(to: &out, indent: nil)
    return String(decoding: out, as: UTF8.self)
  }

  /// The text, with two spaces a level and a newline at the end; lists of plain values on one line.
  public var pretty: String {
    var out: [UInt8] = []
    write(to: &out, indent: 0)
    out.append(0x0A)
    return String(decoding: out, as: UTF8.self)
  }

  /// The value of a key of an object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The same value with the keys of every object sorted.
  public var sortedByKey: JSONValue {
    switch self {
    case .array(let items): .array(items.map(\.sortedByKey))
    case .object(let members):
      .object(
        members.map { Member(key: $0.key, value: $0.value.sortedByKey) }.sorted { $0.key < $1.key })
    default: self
    }
  }

  /// The same object with further keys; a key that is there already is replaced.
  public func merging(_ other: JSONValue) -> JSONValue {
    guard case .object(var members) = self, case .object(let more) = other else { return other }
    for member in more {
      if let i = members.firstIndex(where: { $0.key == member.key }) {
        members[i] = member
      } else {
        members.append(member)
      }
    }
    return .object(members)
  }

  private var isPlain: Bool {
    switch self {
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  private func write(to out: inout [UInt8], indent: Int?) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .number(let value):
      let text = NumberText.significant(value)
      out += (text.isEmpty ? "null" : text).utf8
    case .integer(let value): out += String(value).utf8
    case .unsigned(let value): out += String(value).utf8
    case .string(let text): JSONLine.quote(text, into: &out)
    case .array(let items):
      let inner = items.allSatisfy(\.isPlain) ? nil : indent
      Self.writeItems(items, "[", "]", to: &out, indent: inner, spaced: indent != nil) {
        $0.write(to: &$1, indent: $2)
      }
    case .object(let members):
      let isShort = members.count <= 6 && members.allSatisfy { $0.value.isPlain } && indent != 0
      let inner = isShort ? nil : indent
      Self.writeItems(members, "{", "}", to: &out, indent: inner, spaced: indent != nil) {
        JSONLine.quote($0.key, into: &$1)
        $1 += (indent == nil ? ":" : ": ").utf8
        $0.value.write(to: &$1, indent: $2)
      }
    }
  }

  private static func writeItems<Item>(
    _ items: [Item], _ open: String, _ close: String, to out: inout [UInt8], indent: Int?,
    spaced: Bool, _ write: (Item, inout [UInt8], Int?) -> Void
  ) {
    out += open.utf8
    for (i, item) in items.enumerated() {
      if i > 0 { out += (indent == nil && spaced ? ", " : ",").utf8 }
      if let indent { out += ("\n" + String(repeating: " ", count: 2 * (indent + 1))).utf8 }
      write(item, &out, indent.map { $0 + 1 })
    }
    if let indent, !items.isEmpty { out += ("\n" + String(repeating: " ", count: 2 * indent)).utf8 }
    out += close.utf8
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}
