/// Decimal numbers as text: read and written without a rounding error.
enum Decimal {
  /// Reads a number at the beginning of a text.
  ///
  /// - Returns: The number's text and what follows; nil where no number stands there.
  static func prefix(of text: Substring) -> (number: String, rest: Substring)? {
    let bytes = Array(text.utf8)
    var index = 0
    func isDigit(_ i: Int) -> Bool { i < bytes.count && (48...57).contains(bytes[i]) }
    if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index += 1 }
    let start = index
    while isDigit(index) { index += 1 }
    var digits = index - start
    if index < bytes.count, bytes[index] == 46, isDigit(index + 1) {
      index += 1
      while isDigit(index) {
        index += 1
        digits += 1
      }
    }
    guard digits > 0 else { return nil }
    if index < bytes.count, bytes[index] == 101 || bytes[index] == 69 {
      var end = index + 1
      if end < bytes.count, bytes[end] == 43 || bytes[end] == 45 { end += 1 }
      if isDigit(end) {
        while isDigit(end) { end += 1 }
        index = end
      }
    }
    let number = String(decoding: bytes[..<index], as: UTF8.self)
    return (number, text[text.utf8.index(text.startIndex, offsetBy: index)...])
  }

  /// The value of a number's text, divided by 100 where asked, rounded once.
  static func value(_ number: String, hundredths: Bool = false) -> Double? {
    guard hundredths else { return Double(number) }
    guard let split = number.firstIndex(where: { $0 == "e" || $0 == "E" }) else {
      return Double(number + "e-2")
    }
    guard let exponent = Int(number[number.index(after: split)...]), abs(exponent) < 100_000 else {
      return Double(number)
    }
    return Double("\(number[..<split])e\(exponent - 2)")
  }

  /// The shortest text that reads back as the same number, without an exponent where it can be.
  static func text(_ value: Double, timesHundred: Bool = false) -> String {
    let raw = "\(value == 0 ? 0 : value)"
    // Nearly every number: as Swift writes it, but for the zero after a whole one.
    if !timesHundred, value.isFinite, !raw.utf8.contains(0x65) {
      return raw.hasSuffix(".0") ? String(raw.dropLast(2)) : raw
    }
    var mantissa = raw[...]
    var exponent = timesHundred ? 2 : 0
    if let split = raw.firstIndex(of: "e") {
      mantissa = raw[..<split]
      exponent += Int(raw[raw.index(after: split)...]) ?? 0
    }
    guard value.isFinite else { return raw }
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let parts = mantissa.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(parts.first ?? "0")
    let part = parts.count > 1 ? String(parts[1]) : ""
    let digits = Array(whole + part)
    let point = whole.count + exponent
    if abs(point) > 21 { return raw }
    var left = digits.prefix(max(0, point)).map(String.init).joined()
    left += String(repeating: "0", count: max(0, point - digits.count))
    var right = String(repeating: "0", count: max(0, -point))
    right += digits.dropFirst(max(0, point)).map(String.init).joined()
    let trimmedLeft = left.drop { $0 == "0" }
    while right.hasSuffix("0") { right.removeLast() }
    let head = trimmedLeft.isEmpty ? "0" : String(trimmedLeft)
    return sign + head + (right.isEmpty ? "" : "." + right)
  }

  /// The number rounded to a few significant digits.
  static func rounded(_ value: Double, digits: Int) -> Double {
    guard value != 0, value.isFinite else { return value }
    var magnitude = 0
    var scaled = abs(value)
    while scaled >= 10, magnitude < 400 { (scaled, magnitude) = (scaled / 10, magnitude + 1) }
    while scaled < 1, magnitude > -400 { (scaled, magnitude) = (scaled * 10, magnitude - 1) }
    var unit = 1.0
    for _ in 1..<max(2, digits) { unit *= 10 }
    let leading = Int64((scaled * unit).rounded())
    let result = Double("\(leading)e\(magnitude - digits + 1)") ?? value
    return value < 0 ? -result : result
  }
}
