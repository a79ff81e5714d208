/// The scenario's currency.
struct Currency: Sendable, Equatable {
  /// The ISO 4217 code.
  let code: String

  private static let symbols: [(symbol: Character, codes: [String])] = [
    ("£", ["GBP"]), ("€", ["EUR"]), ("¥", ["JPY", "CNY"]),
    ("$", ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"]),
  ]

  /// The symbol, where the currency has one.
  var symbol: Character? { Currency.symbols.first { $0.codes.contains(code) }?.symbol }

  /// Whether a symbol or a code means this currency.
  func accepts(_ mark: String) -> Bool {
    mark == code || symbol.map(String.init) == mark
  }

  /// An amount as text.
  func text(_ number: String) -> String {
    guard let symbol else { return "\(number) \(code)" }
    return number.hasPrefix("-") ? "-\(symbol)\(number.dropFirst())" : "\(symbol)\(number)"
  }

  /// Whether a character is the symbol of some currency.
  static func isSymbol(_ character: Character) -> Bool {
    symbols.contains { $0.symbol == character }
  }

  /// Whether a word has the form of a currency's code.
  static func isCode(_ word: some StringProtocol) -> Bool {
    word.utf8.count == 3 && word.utf8.allSatisfy { (65...90).contains($0) }
  }
}
