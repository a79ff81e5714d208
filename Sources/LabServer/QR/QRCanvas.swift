/// The square that a QR code is drawn on.
struct QRCanvas: Sendable {
  private let layout: QRLayout
  private let size: Int
  private(set) var rows: [[Bool]]
  /// Modules that are the same whatever the code says.
  private var isFixed: [[Bool]]

  /// A square with the patterns that readers look for.
  init(_ layout: QRLayout) {
    self.layout = layout
    size = layout.size
    rows = Array(repeating: Array(repeating: false, count: size), count: size)
    isFixed = rows
    for place in 0..<size {
      fix(place, 6, place % 2 == 0)
      fix(6, place, place % 2 == 0)
    }
    for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { finder(x, y) }
    for x in layout.alignment {
      for y in layout.alignment where !isFinder(x, y) { square(x, y, 2) { $0 != 1 } }
    }
    placeVersion()
    // Its place; what it says is known once the mask is.
    placeFormat(mask: 0)
  }

  private mutating func fix(_ x: Int, _ y: Int, _ isDark: Bool) {
    guard (0..<size).contains(x), (0..<size).contains(y) else { return }
    rows[y][x] = isDark
    isFixed[y][x] = true
  }

  /// Rings around a middle, each dark or light by its distance.
  private mutating func square(_ x: Int, _ y: Int, _ reach: Int, _ isDark: (Int) -> Bool) {
    for dy in -reach...reach {
      for dx in -reach...reach { fix(x + dx, y + dy, isDark(max(abs(dx), abs(dy)))) }
    }
  }

  private mutating func finder(_ x: Int, _ y: Int) { square(x, y, 4) { $0 != 2 && $0 != 4 } }

  private func isFinder(_ x: Int, _ y: Int) -> Bool {
    (x == 6 && y == 6) || (x == 6 && y == size - 7) || (x == size - 7 && y == 6)
  }

  // MARK: - What it tells of itself

  /// The level and the mask in 15 bits, ten of which correct errors.
  static func format(mask: Int) -> Int {
    // Level M is 00.
    let data = mask
    return (data << 10 | checked(data << 10, by: 0x537, bits: 10)) ^ 0x5412
  }

  /// The version in 18 bits, twelve of which correct errors.
  static func version(_ version: Int) -> Int {
    version << 12 | checked(version << 12, by: 0x1F25, bits: 12)
  }

  private static func checked(_ value: Int, by divisor: Int, bits: Int) -> Int {
    var rest = value
    for bit in (bits..<bits + 8).reversed() where rest >> bit & 1 == 1 {
      rest ^= divisor << (bit - bits)
    }
    return rest
  }

  /// Writes level and mask, twice.
  mutating func placeFormat(mask: Int) {
    let bits = Self.format(mask: mask)
    func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
    for place in 0..<6 { fix(8, place, bit(place)) }
    fix(8, 7, bit(6))
    fix(8, 8, bit(7))
    fix(7, 8, bit(8))
    for place in 9..<15 { fix(14 - place, 8, bit(place)) }
    for place in 0..<8 { fix(size - 1 - place, 8, bit(place)) }
    for place in 8..<15 { fix(8, size - 15 + place, bit(place)) }
    // Dark in every code.
    fix(8, size - 8, true)
  }

  private mutating func placeVersion() {
    guard layout.version >= 7 else { return }
    let bits = Self.version(layout.version)
    for place in 0..<18 {
      let isDark = bits >> place & 1 == 1
      fix(size - 11 + place % 3, place / 3, isDark)
      fix(place / 3, size - 11 + place % 3, isDark)
    }
  }

  // MARK: - What it says

  /// Writes codewords in columns of two, up and down from the right, under a mask.
  mutating func place(_ codewords: [UInt8], mask: Int) {
    var number = 0
    var isUp = true
    for right in stride(from: size - 1, through: 1, by: -2) {
      // The column of the timing pattern is left out.
      let right = right <= 6 ? right - 1 : right
      for step in 0..<size {
        let y = isUp ? size - 1 - step : step
        for x in [right, right - 1] where !isFixed[y][x] {
          var isDark = false
          if number / 8 < codewords.count {
            isDark = codewords[number / 8] >> (7 - number % 8) & 1 == 1
          }
          rows[y][x] = isDark != Self.isMasked(x, y, mask)
          number += 1
        }
      }
      isUp.toggle()
    }
  }

  /// Whether a mask turns a module round.
  static func isMasked(_ x: Int, _ y: Int, _ mask: Int) -> Bool {
    switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (x / 3 + y / 2) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }

  // MARK: - How well it is read

  /// How hard it is to read: long runs, blocks of one colour, what looks like a finder, and too much of one colour.
  var penalty: Int {
    let columns = (0..<size).map { x in rows.map { $0[x] } }
    let lines = (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.finders($1) }
    var blocks = 0
    for y in 1..<size {
      for x in 1..<size
      where rows[y][x] == rows[y - 1][x] && rows[y][x] == rows[y][x - 1]
        && rows[y][x] == rows[y - 1][x - 1]
      { blocks += 3 }
    }
    let dark = rows.reduce(0) { $0 + $1.count { $0 } }
    let off = abs(20 * dark - 10 * size * size)
    return lines + blocks + 10 * (off / (size * size))
  }

  private static func runs(_ line: [Bool]) -> Int {
    var (penalty, length) = (0, 1)
    for place in line.indices.dropFirst() {
      length = line[place] == line[place - 1] ? length + 1 : 1
      if length == 5 { penalty += 3 } else if length > 5 { penalty += 1 }
    }
    return penalty
  }

  private static let finderLine = [true, false, true, true, true, false, true]

  private static func finders(_ line: [Bool]) -> Int {
    let quiet = [false, false, false, false]
    let patterns = [quiet + finderLine, finderLine + quiet]
    var penalty = 0
    for start in 0...max(0, line.count - 11) {
      let piece = line[start..<min(start + 11, line.count)]
      if patterns.contains(where: { piece.elementsEqual($0) }) { penalty += 40 }
    }
    return penalty
  }
}
