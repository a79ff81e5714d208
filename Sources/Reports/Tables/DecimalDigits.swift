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

  /// The nearest number with at most so many digits; nil where two are equally near.
  func rounded(to count: Int) -> DecimalDigits? {
    guard digits.count > count else { return self }
    guard digits.count > count + 1 || digits[count] != 5 else { return nil }
    var result = self
    result.digits.removeLast(digits.count - count)
    if digits[count] >= 5 {
      // Nines carry.
      var last = count - 1
      while last >= 0, result.digits[last] == 9 { last -= 1 }
      result.digits.removeLast(count - 1 - last)
      if last >= 0 {
        result.digits[last] += 1
      } else {
        (result.digits, result.exponent) = ([1], exponent + 1)
      }
    }
    result.removeTrailingZeros()
    return result
  }

  /// The number as C writes it with `%g`: by a power of ten where it is very small, or has more places
  /// before the point than `limit`.
  func text(below limit: Int) -> String {
    var out: [UInt8] = isNegative ? [0x2D] : []
    out.reserveCapacity(24)
    let ascii = digits.map { $0 + 0x30 }
    if exponent < -4 || exponent >= limit {
      out.append(ascii[0])
      if ascii.count > 1 { out += [0x2E] + ascii[1...] }
      out += exponent < 0 ? [0x65, 0x2D] : [0x65, 0x2B]
      if exponent.magnitude < 10 { out.append(0x30) }
      out += String(exponent.magnitude).utf8
    } else if exponent < 0 {
      out += [0x30, 0x2E]
      out += repeatElement(0x30, count: -exponent - 1)
      out += ascii
    } else {
      let whole = exponent + 1
      out += ascii.prefix(whole)
      out += repeatElement(0x30, count: max(0, whole - ascii.count))
      if ascii.count > whole { out += [0x2E] + ascii[whole...] }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
