import Testing

@testable import LabServer

/// QR codes, held against what the standard says of each.
@Suite struct QRCodeTests {
  private let link = "http://192.168.1.20:8077/#join=K7MP3QXW"

  @Test func theSmallestThatHoldsTheTextIsTaken() {
    // The capacities of level M that the standard states for bytes.
    let most = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
    for (number, count) in most.enumerated() {
      #expect(QRCode(String(repeating: "a", count: count))?.version == number + 1)
    }
    #expect(QRCode(String(repeating: "a", count: 214)) == nil)
    #expect(QRCode("")?.version == 1)
  }

  @Test func codewordsHaveNoErrorByTheirCorrection() throws {
    for length in [0, 14, 40, 100, 213] {
      let bytes = (0..<length).map { UInt8($0 * 7 % 251) }
      let (layout, codewords) = try #require(QRCodewords.encoded(bytes))
      let longest = try #require(layout.blocks.max())
      // Taken apart again: a codeword of each block in turn.
      var blocks = layout.blocks.map { _ in [UInt8]() }
      var rest = codewords[...]
      for place in 0..<longest {
        for block in blocks.indices where place < layout.blocks[block] {
          blocks[block].append(rest.removeFirst())
        }
      }
      for _ in 0..<layout.correction {
        for block in blocks.indices { blocks[block].append(rest.removeFirst()) }
      }
      #expect(rest.isEmpty)
      for block in blocks {
        #expect(QRField.syndromes(block, layout.correction).allSatisfy { $0 == 0 })
        var wrong = block
        wrong[3] ^= 1
        #expect(QRField.syndromes(wrong, layout.correction).contains { $0 != 0 })
      }
    }
  }

  @Test func theFieldIsTheOneOfTheStandard() {
    #expect(QRField.powers[8] == 0x1D && QRField.powers[255] == 1)
    #expect(QRField.product(0x53, 0) == 0 && QRField.product(2, 0x80) == 0x1D)
    // An example that is much printed: version 1-M of the word HELLO WORLD.
    let message: [UInt8] = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
    #expect(QRField.remainder(message, 10) == [196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
  }

  @Test func formatAndVersionAreThoseOfTheStandard() {
    #expect(QRCanvas.format(mask: 0) == 0b101010000010010)
    #expect(QRCanvas.format(mask: 5) == 0b100000011001110)
    #expect(QRCanvas.version(7) == 0b000111110010010100)
    #expect(QRCanvas.version(10) == 0b001010010011010011)
  }

  @Test func itIsReadBack() throws {
    for text in [
      link, "é 😀", String(repeating: "x", count: 150), String(repeating: "y", count: 213),
    ] {
      let code = try #require(QRCode(text))
      #expect(code.modules.count == code.size && code.modules.allSatisfy { $0.count == code.size })
      #expect(read(code) == Array(text.utf8))
    }
  }

  /// What a code without errors says, read by its modules alone.
  private func read(_ code: QRCode) -> [UInt8]? {
    let size = code.size
    func isDark(_ x: Int, _ y: Int) -> Bool { code.modules[y][x] }
    // The second copy of the format names the mask.
    var format = 0
    for place in 0..<8 where isDark(size - 1 - place, 8) { format |= 1 << place }
    for place in 8..<15 where isDark(8, size - 15 + place) { format |= 1 << place }
    guard let mask = (0..<8).first(where: { QRCanvas.format(mask: $0) == format }),
      mask == code.mask
    else { return nil }
    let layout = QRLayout.all[code.version - 1]
    var bits: [Bool] = []
    var isUp = true
    for right in [Int](stride(from: size - 1, through: 8, by: -2)) + [5, 3, 1] {
      for step in 0..<size {
        let y = isUp ? size - 1 - step : step
        for x in [right, right - 1] where !isFunction(x, y, layout) {
          bits.append(isDark(x, y) != QRCanvas.isMasked(x, y, mask))
        }
      }
      isUp.toggle()
    }
    let words = stride(from: 0, to: bits.count - 7, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    var blocks = layout.blocks.map { _ in [UInt8]() }
    var place = 0
    for column in 0..<(layout.blocks.max() ?? 0) {
      for block in blocks.indices where column < layout.blocks[block] {
        blocks[block].append(words[place])
        place += 1
      }
    }
    let data = blocks.flatMap(\.self).flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
    func number(_ from: Int, _ count: Int) -> Int {
      data[from..<from + count].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
    let countBits = code.version < 10 ? 8 : 16
    guard number(0, 4) == 4 else { return nil }
    return (0..<number(4, countBits)).map { UInt8(number(4 + countBits + 8 * $0, 8)) }
  }

  /// Whether a module belongs to a pattern, by the standard's description of each.
  private func isFunction(_ x: Int, _ y: Int, _ layout: QRLayout) -> Bool {
    let size = layout.size
    let isFinder = x < 9 && y < 9 || x >= size - 8 && y < 9 || x < 9 && y >= size - 8
    let isAligned =
      layout.alignment.contains { abs($0 - x) <= 2 }
      && layout.alignment.contains { abs($0 - y) <= 2 }
    let middle = layout.alignment.first { abs($0 - x) <= 2 }
    let other = layout.alignment.first { abs($0 - y) <= 2 }
    let isCorner = [[6, 6], [6, size - 7], [size - 7, 6]].contains([middle ?? 0, other ?? 0])
    let isVersion =
      layout.version >= 7
      && (x < 6 && (size - 11..<size - 8).contains(y)
        || y < 6 && (size - 11..<size - 8).contains(x))
    return isFinder || x == 6 || y == 6 || isAligned && !isCorner || isVersion
  }
}
