/// The fewest decimal digits that read back as the same number: a quick way to round it.
///
/// To round these digits is to round the number itself, as C does it at three times the cost, except
/// halfway between two results: what lies halfway has one digit more than a result, so were it between
/// the number and these digits, it would be nearer and no longer than they are.
struct DecimalDigits {
  private var isNegative: Bool
  /// From the first that is not zero, each from 0 to 9.
  private var digits: [UInt8] = []
  /// The power of ten of the first.
  private var exponent = 0

  /// Takes a number apart.
  ///
  /// - Precondition: It is finite and not zero.
  init(_ value: Double) {
    isNegative = value < 0
    digits.reserveCapacity(18)
    var before: Int?
    var power = 0
    var leadingZeros = 0
    var text = value.magnitude.description[...].utf8
    if let mark = text.firstIndex(of: 0x65) {
      power = Int(Substring(text[text.index(after: mark)...])) ?? 0
      text = text[..<mark]
    }
    var places = 0
    for byte in text {
      if byte == 0x2E {
        before = places
        continue
      }
      places += 1
      if digits.isEmpty && byte == 0x30 {
        leadingZeros += 1
      } else {
        digits.append(byte - 0x30)
      }
    }
    exponent = (before ?? places) - leadingZeros - 1 + power
    removeTrailingZeros()
  }

  private mutating func removeTrailingZeros() {
    while digits.last == 0 { digits.removeLast() }
  }

  /// Goes to the nearest number with at most so many digits; false where two are equally near.
  mutating func round(to count: Int) -> Bool {
    guard digits.count > count else { return true }
    let next = digits[count]
    guard digits.count > count + 1 || next != 5 else { return false }
    digits.removeLast(digits.count - count)
    if next >= 5 {
      // Nines carry.
      while digits.last == 9 { digits.removeLast() }
      if digits.isEmpty {
        digits.append(1)
        exponent += 1
      } else {
        digits[digits.count - 1] += 1
      }
    }
    removeTrailingZeros()
    return true
  }

  /// Writes the number as C does with `%g`: by a power of ten where it is very small, or has more places
  /// before the point than `limit`.
  func write(below limit: Int, to out: inout [UInt8]) {
    if isNegative { out.append(0x2D) }
    if exponent < -4 || exponent >= limit {
      write(pointAfter: 1, to: &out)
      out += exponent < 0 ? [0x65, 0x2D] : [0x65, 0x2B]
      if exponent.magnitude < 10 { out.append(0x30) }
      out += String(exponent.magnitude).utf8
    } else if exponent < 0 {
      out += [0x30, 0x2E]
      out += repeatElement(0x30, count: -exponent - 1)
      write(pointAfter: digits.count, to: &out)
    } else {
      write(pointAfter: exponent + 1, to: &out)
      out += repeatElement(0x30, count: max(0, exponent + 1 - digits.count))
    }
  }

  private func write(pointAfter places: Int, to out: inout [UInt8]) {
    for (place, digit) in digits.enumerated() {
      if place == places { out.append(0x2E) }
      out.append(digit + 0x30)
    }
  }
}
