#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number of things whose plural ends in s: `1 point`, `1,200 points`.
public func counted(_ count: Int, _ thing: String) -> String {
  "\(NumberText.grouped(Double(count))) \(thing)\(count == 1 ? "" : "s")"
}

/// Numbers as text, the same on every machine.
package enum NumberText {
  /// At most so many significant digits, no trailing zeros; empty for what is not finite.
  package static func significant(_ value: Double, digits: Int32 = 10) -> String {
    var bytes: [UInt8] = []
    write(significant: value, digits: digits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same, into a table of millions of them.
  package static func write(significant value: Double, digits: Int32 = 10, to bytes: inout [UInt8])
  {
    guard value.isFinite else { return }
    if value == value.rounded(), abs(value) < 1e9 {
      bytes += String(Int(value)).utf8
      return
    }
    // Of the tiniest numbers the fewest digits are fewer than are asked for.
    var decimal = DecimalDigits(value)
    if value.isNormal, decimal.round(to: Int(digits)) {
      decimal.write(below: Int(digits), to: &bytes)
    } else {
      bytes += formatted("%.*g", digits, value).utf8
    }
  }

  /// A fixed number of decimals; a rounded zero has no sign.
  package static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "" }
    let text = formatted("%.*f", Int32(places), value)
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A whole number with commas between thousands.
  package static func grouped(_ value: Double) -> String {
    group(fixed(value, 0))
  }

  /// Puts commas between the thousands of a number's text.
  package static func group(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first else { return text }
    var out = ""
    for (i, digit) in whole.enumerated() {
      if i > 0 && (whole.count - i) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return sign + out + parts.dropFirst().map { "." + $0 }.joined()
  }

  private static func formatted(_ format: String, _ precision: Int32, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let count = withVaList([precision, value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    let bytes = buffer.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
