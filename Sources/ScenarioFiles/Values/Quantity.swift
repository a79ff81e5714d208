/// A number with its unit, as the author wrote it.
struct Quantity: Sendable, Equatable {
  /// What the number counts.
  enum Measure: Sendable, Equatable {
    case bare
    case percent
    /// A currency's symbol or code.
    case money(String)
    case time(TimeUnit)
    /// Another word, such as `points`.
    case word(String)
  }

  /// The number's text.
  var number: String
  var measure: Measure
  /// The unit of time after `per` or `/`.
  var per: TimeUnit?

  /// The number.
  var value: Double { Decimal.value(number) ?? .infinity }

  /// The number of a percentage as a fraction.
  var fraction: Double { Decimal.value(number, hundredths: true) ?? .infinity }

  /// Reads a quantity; nil where the text is none.
  init?(_ text: some StringProtocol) {
    var rest = Substring(text).trimmed
    var sign = ""
    var money: String?
    if let first = rest.first, first == "-" || first == "+",
      let second = rest.dropFirst().first, Currency.isSymbol(second)
    {
      sign = first == "-" ? "-" : ""
      rest = rest.dropFirst()
    }
    if let first = rest.first, Currency.isSymbol(first) {
      money = String(first)
      rest = rest.dropFirst().trimmed
    } else if Currency.isCode(rest.prefix(3)) {
      money = String(rest.prefix(3))
      rest = rest.dropFirst(3).trimmed
    }
    guard let (digits, tail) = Decimal.prefix(of: rest) else { return nil }
    if !sign.isEmpty, digits.hasPrefix("-") || digits.hasPrefix("+") { return nil }
    number = sign + digits
    var words = Quantity.words(of: tail)
    if let money { measure = .money(money) } else { measure = Quantity.measure(&words) }
    guard !words.isEmpty else { return }
    guard words.count == 2, words[0] == "per" || words[0] == "/",
      let unit = TimeUnit(word: words[1])
    else { return nil }
    per = unit
  }

  private static func words(of text: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      if character == " " || character == "/" || character == "%" {
        if !word.isEmpty { words.append(word) }
        word = ""
        if character != " " { words.append(String(character)) }
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func measure(_ words: inout [String]) -> Measure {
    guard let first = words.first, first != "per", first != "/" else { return .bare }
    words.removeFirst()
    if first == "%" { return .percent }
    if let unit = TimeUnit(word: first) { return .time(unit) }
    if Currency.isCode(first) { return .money(first) }
    return .word(first)
  }
}

extension Substring {
  /// Without spaces at the ends.
  var trimmed: Substring {
    guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

extension String {
  /// Without spaces and line feeds at the ends.
  var trimmingBlanks: Substring {
    // By its ends: a piece of a long text is not taken off again and again.
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
