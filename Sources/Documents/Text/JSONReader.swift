/// A value of a line of JSON, its numbers as they are written.
package enum ReadJSON: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([ReadJSON])
  case object([(key: String, value: ReadJSON)])

  package static func == (a: ReadJSON, b: ReadJSON) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)), (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  /// The value of a key of an object.
  package subscript(key: String) -> ReadJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  package var unsigned: UInt64? { if case .number(let text) = self { UInt64(text) } else { nil } }
  package var items: [ReadJSON]? { if case .array(let items) = self { items } else { nil } }
  package var members: [(key: String, value: ReadJSON)]? {
    if case .object(let members) = self { members } else { nil }
  }
}

/// Reads the lines that plans and work files are made of: whole, or piece by piece where their form is
/// known, which spares the tree.
///
/// Foundation's reader takes ten times as long, which a hundred thousand points would feel.
package struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// Nesting beyond this is nothing that was written here.
  private static let deepest = 32

  /// The value of a text; nil where it is not JSON.
  package static func read(_ bytes: some Sequence<UInt8>) -> ReadJSON? {
    func read(_ buffer: UnsafeBufferPointer<UInt8>) -> ReadJSON? {
      var reader = JSONReader(bytes: buffer)
      guard let value = reader.value(depth: 0) else { return nil }
      reader.skipBlanks()
      return reader.index == buffer.count ? value : nil
    }
    return bytes.withContiguousStorageIfAvailable(read)
      ?? Array(bytes).withUnsafeBufferPointer(read)
  }

  /// Begins to read bytes piece by piece.
  package init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether all has been read.
  package var isAtEnd: Bool { index == bytes.count }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard next == byte else { return false }
    index += 1
    return true
  }

  /// Passes a piece of text, letter by letter; false, and nothing passed, where there is another.
  package mutating func word(_ word: StaticString) -> Bool {
    self.word(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// The same of bytes.
  package mutating func word(_ word: [UInt8]) -> Bool {
    word.withUnsafeBufferPointer { self.word($0) }
  }

  private mutating func word(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count - index >= word.count else { return false }
    for offset in word.indices where bytes[index + offset] != word[offset] { return false }
    index += word.count
    return true
  }

  /// A whole number without a sign; nil where there is none, or one with too many digits.
  package mutating func whole() -> Int? {
    var value = 0
    let start = index
    while let byte = next, (0x30...0x39).contains(byte), index - start < 18 {
      value = 10 * value + Int(byte - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  /// A number, or NaN for `null`.
  package mutating func double() -> Double? {
    if next == 0x6E { return word("null") ? .nan : nil }
    return numberText().flatMap { Double($0) }
  }

  private mutating func value(depth: Int) -> ReadJSON? {
    skipBlanks()
    guard let byte = next, depth < Self.deepest else { return nil }
    switch byte {
    case 0x22: return string().map(ReadJSON.string)
    case 0x7B: return object(depth)
    case 0x5B: return array(depth)
    case 0x74: return word("true") ? .bool(true) : nil
    case 0x66: return word("false") ? .bool(false) : nil
    case 0x6E: return word("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(_ depth: Int) -> ReadJSON? {
    index += 1
    var members: [(key: String, value: ReadJSON)] = []
    if take(0x7D) { return .object(members) }
    while true {
      skipBlanks()
      guard let key = string(), take(0x3A), let value = value(depth: depth + 1)
      else { return nil }
      members.append((key, value))
      if take(0x7D) { return .object(members) }
      guard take(0x2C) else { return nil }
    }
  }

  private mutating func array(_ depth: Int) -> ReadJSON? {
    index += 1
    var items: [ReadJSON] = []
    if take(0x5D) { return .array(items) }
    while true {
      guard let value = value(depth: depth + 1) else { return nil }
      items.append(value)
      if take(0x5D) { return .array(items) }
      guard take(0x2C) else { return nil }
    }
  }

  private mutating func number() -> ReadJSON? { numberText().map(ReadJSON.number) }

  private mutating func numberText() -> String? {
    let start = index
    while let byte = next,
      (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x45
        || byte == 0x65
    {
      index += 1
    }
    guard index > start else { return nil }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// A text in quotes.
  package mutating func string() -> String? {
    guard next == 0x22 else { return nil }
    index += 1
    let start = index
    while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { index += 1 }
    if next == 0x22 {
      defer { index += 1 }
      return String(validating: bytes[start..<index], as: UTF8.self)
    }
    var text = Array(bytes[start..<index])
    while let byte = next {
      index += 1
      switch byte {
      case 0x22: return String(validating: text, as: UTF8.self)
      case 0x5C: guard escape(into: &text) else { return nil }
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard let byte = next else { return false }
    index += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: text.append(byte)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x75:
      guard let scalar = escapedScalar() else { return false }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: return false
    }
    return true
  }

  /// The character of which four digits are written, or four and four where it is beyond them; nil for half of one.
  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let first = fourDigits() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard word("\\u"), let second = fourDigits(), (0xDC00..<0xE000).contains(second) else {
      return nil
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func fourDigits() -> UInt32? {
    guard bytes.count - index >= 4 else { return nil }
    var code: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      code = code << 4 + UInt32(digit)
    }
    index += 4
    return code
  }
}
