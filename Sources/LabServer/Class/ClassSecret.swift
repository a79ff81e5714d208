import Documents

/// What nobody is to guess: codes, keys and sessions.
enum ClassSecret {
  /// Letters and digits that cannot be taken for one another, on a board or by ear: no 0 and O, 1, I and L, 2 and
  /// Z, 5 and S, 8 and B.
  static let alphabet = Array("ACDEFGHJKMNPQRTUVWXY34679")
  /// Characters of a join code.
  static let codeLength = 8

  /// A code to join with, such as `K7MP3QXW`.
  static func code() -> String {
    var generator = SystemRandomNumberGenerator()
    return String((0..<codeLength).compactMap { _ in alphabet.randomElement(using: &generator) })
  }

  /// 128 bits as hexadecimal digits.
  static func token() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// A code as it was typed, in the letters that codes are made of: blanks, dashes and small letters do not matter.
  static func normalised(_ typed: String) -> String {
    String(typed.uppercased().filter { $0 != " " && $0 != "-" })
  }

  /// What is kept of a session: who reads the file cannot take its place.
  static func fingerprint(_ token: String) -> String { SHA256.hex(token.utf8) }
}
