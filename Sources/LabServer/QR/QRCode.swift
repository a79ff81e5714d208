/// A QR code by ISO/IEC 18004: bytes, error correction of level M, versions 1 to 10.
struct QRCode: Sendable, Equatable {
  /// From 1; each has four modules more on a side.
  let version: Int
  /// Which of the eight masks was chosen.
  let mask: Int
  /// The modules, row by row; true for a dark one.
  let modules: [[Bool]]

  /// Modules on a side.
  var size: Int { 17 + 4 * version }

  /// The rows as text, `1` for a dark module.
  var rows: [String] { modules.map { String($0.map { $0 ? "1" : "0" }) } }

  /// The code of a text in UTF-8; nil where it is too long (213 bytes).
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let (layout, codewords) = QRCodewords.encoded(bytes) else { return nil }
    let blank = QRCanvas(layout)
    var best: (penalty: Int, mask: Int, canvas: QRCanvas)?
    for mask in 0..<8 {
      var canvas = blank
      canvas.place(codewords, mask: mask)
      canvas.placeFormat(mask: mask)
      let penalty = canvas.penalty
      if best == nil || penalty < best?.penalty ?? .max { best = (penalty, mask, canvas) }
    }
    guard let best else { return nil }
    version = layout.version
    mask = best.mask
    modules = best.canvas.rows
  }
}

/// How a version of a QR code of level M is made up.
struct QRLayout: Sendable, Equatable {
  var version: Int
  /// Codewords of error correction in each block.
  var correction: Int
  /// Codewords of data in each block.
  var blocks: [Int]
  /// Where the middles of alignment patterns are, along both sides.
  var alignment: [Int]

  /// Codewords of data.
  var capacity: Int { blocks.reduce(0, +) }
  /// Modules on a side.
  var size: Int { 17 + 4 * version }

  /// Versions 1 to 10.
  static let all: [QRLayout] = [
    QRLayout(version: 1, correction: 10, blocks: [16], alignment: []),
    QRLayout(version: 2, correction: 16, blocks: [28], alignment: [6, 18]),
    QRLayout(version: 3, correction: 26, blocks: [44], alignment: [6, 22]),
    QRLayout(version: 4, correction: 18, blocks: [32, 32], alignment: [6, 26]),
    QRLayout(version: 5, correction: 24, blocks: [43, 43], alignment: [6, 30]),
    QRLayout(version: 6, correction: 16, blocks: [27, 27, 27, 27], alignment: [6, 34]),
    QRLayout(version: 7, correction: 18, blocks: [31, 31, 31, 31], alignment: [6, 22, 38]),
    QRLayout(version: 8, correction: 22, blocks: [38, 38, 39, 39], alignment: [6, 24, 42]),
    QRLayout(version: 9, correction: 22, blocks: [36, 36, 36, 37, 37], alignment: [6, 26, 46]),
    QRLayout(version: 10, correction: 26, blocks: [43, 43, 43, 43, 44], alignment: [6, 28, 50]),
  ]
}
