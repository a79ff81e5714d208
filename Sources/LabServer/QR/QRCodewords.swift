/// The codewords of a QR code: its bytes, and what corrects errors in them.
enum QRCodewords {
  /// The codewords of some bytes in the order in which they are placed; nil where there are too many.
  static func encoded(_ bytes: [UInt8]) -> (layout: QRLayout, codewords: [UInt8])? {
    for layout in QRLayout.all {
      guard let data = data(bytes, layout) else { continue }
      return (layout, interleaved(data, layout))
    }
    return nil
  }

  /// Mode, length and bytes, filled up; nil where they do not fit.
  private static func data(_ bytes: [UInt8], _ layout: QRLayout) -> [UInt8]? {
    let countBits = layout.version < 10 ? 8 : 16
    guard 4 + countBits + 8 * bytes.count <= 8 * layout.capacity else { return nil }
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
    }
    // The mode of bytes.
    append(0b0100, 4)
    append(bytes.count, countBits)
    for byte in bytes { append(Int(byte), 8) }
    // The end, as far as there is room for it, and up to a whole codeword.
    append(0, min(4, 8 * layout.capacity - bits.count))
    append(0, (8 - bits.count % 8) % 8)
    var words = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    let filling: [UInt8] = [0xEC, 0x11]
    let lack = layout.capacity - words.count
    words += (0..<lack).map { filling[$0 % 2] }
    return words
  }

  /// Blocks with their corrections, a codeword of each in turn.
  private static func interleaved(_ data: [UInt8], _ layout: QRLayout) -> [UInt8] {
    var rest = data[...]
    let blocks = layout.blocks.map { length -> [UInt8] in
      let block = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
      return block
    }
    let corrections = blocks.map { QRField.remainder($0, layout.correction) }
    func turns(_ lists: [[UInt8]]) -> [UInt8] {
      let longest = lists.map(\.count).max() ?? 0
      return (0..<longest).flatMap { place in
        lists.compactMap { place < $0.count ? $0[place] : nil }
      }
    }
    return turns(blocks) + turns(corrections)
  }
}

/// The field of 256 elements in which the codewords are calculated with, and Reed-Solomon codes over it.
enum QRField {
  /// Powers of 2, twice around.
  static let powers: [UInt8] = {
    var powers: [UInt8] = []
    var value = 1
    for _ in 0..<510 {
      powers.append(UInt8(value))
      value <<= 1
      if value > 255 { value ^= 0x11D }
    }
    return powers
  }()

  private static let logarithms: [Int] = {
    var logarithms = [Int](repeating: 0, count: 256)
    for power in 0..<255 { logarithms[Int(powers[power])] = power }
    return logarithms
  }()

  static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    a == 0 || b == 0 ? 0 : powers[logarithms[Int(a)] + logarithms[Int(b)]]
  }

  /// What corrects errors in a message: the remainder of its division by the polynomial whose roots are the first
  /// powers of 2.
  static func remainder(_ message: [UInt8], _ count: Int) -> [UInt8] {
    var divisor: [UInt8] = [1]
    for power in 0..<count {
      var next = divisor + [0]
      for place in divisor.indices {
        next[place + 1] ^= product(divisor[place], powers[power])
      }
      divisor = next
    }
    var rest = message + [UInt8](repeating: 0, count: count)
    for place in message.indices where rest[place] != 0 {
      let factor = rest[place]
      for step in divisor.indices { rest[place + step] ^= product(divisor[step], factor) }
    }
    return Array(rest.suffix(count))
  }

  /// The values of a codeword at the first powers of 2: all are zero where it has no error.
  static func syndromes(_ codeword: [UInt8], _ count: Int) -> [UInt8] {
    (0..<count).map { power in codeword.reduce(0) { product($0, powers[power]) ^ $1 } }
  }
}
