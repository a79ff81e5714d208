/// Slips that cannot be seen: what a word processor makes of quotes, dashes and spaces, and a colon without a space.
enum Slip {
  /// A remark on the first slip in a text; nil where there is none.
  ///
  /// - Parameter isKey: Whether it was taken for a key, or stands where keys should.
  static func hint(in text: some StringProtocol, isKey: Bool) -> String? {
    for scalar in text.unicodeScalars {
      if let hint = hint(on: scalar) { return hint }
    }
    guard isKey else { return nil }
    if lacksSpace(text) { return "a space is missing after the colon" }
    return isRestOfNumber(text)
      ? "the rest of a number? write thousands without a comma, such as £3500" : nil
  }

  /// Whether a text is what is left of a number behind a comma between its thousands: `500/month` of `£3,500/month`.
  private static func isRestOfNumber(_ text: some StringProtocol) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count == 3 else { return false }
    return text.dropFirst(3).first.map { !$0.isLetter && !$0.isNumber } ?? true
  }

  /// A remark on a character that a word processor writes in place of a plain one.
  private static func hint(on scalar: Unicode.Scalar) -> String? {
    let code = "U+" + String(scalar.value, radix: 16, uppercase: true).padded(to: 4)
    switch scalar {
    case "\u{201C}"..."\u{201F}", "\u{AB}", "\u{BB}":
      return "\(scalar) (\(code)) is a quote as word processors write it; write \" or '"
    case "\u{2018}"..."\u{201B}":
      return "\(scalar) (\(code)) is a quote as word processors write it; write '"
    case "\u{2010}"..."\u{2015}", "\u{2212}":
      return "\(scalar) (\(code)) is a dash as word processors write it; write -"
    case "\u{A0}", "\u{2000}"..."\u{200B}", "\u{202F}", "\u{205F}", "\u{3000}", "\u{2060}":
      return "there is a space (\(code)) as word processors write it; write a plain one"
    default: return nil
    }
  }

  /// Whether a text begins as a key does, and goes on behind the colon at once: `staff:5`.
  private static func lacksSpace(_ text: some StringProtocol) -> Bool {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return false }
    let behind = text.index(after: colon)
    guard behind < text.endIndex, !text[behind].isWhitespace, text[behind] != "/" else {
      return false
    }
    return text[..<colon].first?.isLetter == true
      && text[..<colon].allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }

  /// The line that a syntax error is due to, where the parser notices it further below: the last one above that
  /// holds anything, where its key is not followed by a colon and a space.
  ///
  /// - Parameter line: Where the parser noticed it, from 1.
  static func cause(of line: Int, in source: SourceText) -> (line: Int, column: Int, hint: String)?
  {
    var number = min(line, source.lines.count)
    while number > 0 {
      let text = source.lines[number - 1]
      let content = text.drop { $0 == " " }
      if !content.isEmpty, !content.hasPrefix("#") {
        if let (offset, hint) = slipOfKey(in: content) {
          return (
            number, text.unicodeScalars.count - content.unicodeScalars.count + offset + 1, hint
          )
        }
        // Of the lines above, only the next one can have led the parser here.
        if number < line { return nil }
      }
      number -= 1
    }
    return nil
  }

  /// What is wrong with the key that a line begins with, and how many characters from its beginning.
  private static func slipOfKey(in content: Substring) -> (offset: Int, hint: String)? {
    let start = content.hasPrefix("- ") ? content.dropFirst(2) : content
    let skipped = content.unicodeScalars.count - start.unicodeScalars.count
    guard let colon = start.firstIndex(of: ":") else { return nil }
    let behind = start.index(after: colon)
    let key = start[..<colon]
    for (offset, scalar) in key.unicodeScalars.enumerated() {
      if let hint = hint(on: scalar) { return (skipped + offset, hint) }
    }
    guard behind < start.endIndex else { return nil }
    if start[behind] != " ", let hint = start[behind].unicodeScalars.first.flatMap(hint(on:)) {
      return (skipped + key.unicodeScalars.count + 1, hint)
    }
    guard lacksSpace(start) else { return nil }
    return (skipped, "a space is missing after the colon of '\(key):'")
  }
}

extension String {
  /// With zeros before it, up to so many digits.
  fileprivate func padded(to digits: Int) -> String {
    String(repeating: "0", count: max(0, digits - count)) + self
  }
}
