/// Writes lines of JSON.
package struct JSONLine {
  package private(set) var bytes: [UInt8] = []
  /// Whether the next member or item is the first of its object or array.
  private var isFirst = true

  package init() {}

  /// Makes room for so many bytes.
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Begins an object.
  package mutating func open() { begin(0x7B) }

  /// Ends an object.
  package mutating func close() { end(0x7D) }

  /// Begins an array.
  package mutating func openArray() { begin(0x5B) }

  /// Ends an array.
  package mutating func closeArray() { end(0x5D) }

  /// The key of the next value.
  package mutating func key(_ name: String) {
    separate()
    Self.quote(name, into: &bytes)
    bytes.append(0x3A)
    isFirst = true
  }

  package mutating func value(_ text: String) {
    separate()
    Self.quote(text, into: &bytes)
  }

  package mutating func value(_ number: Int) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  package mutating func value(_ number: UInt64) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// A number that reads back as the same; one that is not finite is `null`.
  package mutating func value(_ number: Double) {
    separate()
    bytes.append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
  }

  package mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  package mutating func member(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    isFirst = true
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
  }

  /// Ends a line; what follows is a line of its own.
  package mutating func endLine() {
    bytes.append(0x0A)
    isFirst = true
  }

  /// Appends a text in double quotes.
  package static func quote(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    // Nearly every text is plain, and a plan has a million of them.
    var text = text
    let isPlain = text.withUTF8 { letters in
      for letter in letters where letter < 0x20 || letter == 0x22 || letter == 0x5C { return false }
      bytes.append(contentsOf: letters)
      return true
    }
    if isPlain {
      bytes.append(0x22)
      return
    }
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x0D: bytes += [0x5C, 0x72]
      case 0x09: bytes += [0x5C, 0x74]
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
