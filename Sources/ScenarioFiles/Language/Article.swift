/// Words with the article that they take.
enum Article {
  /// `a team`, `an origin`: by the first letter, but for a u that is said as in "unit".
  static func with(_ noun: String) -> String {
    let isVowel = "aeiou".contains(noun.lowercased().prefix(1)) && !noun.isEmpty
    let isSaidYou = ["uni", "use"].contains(noun.lowercased().prefix(3))
    return (isVowel && !isSaidYou ? "an " : "a ") + noun
  }
}
