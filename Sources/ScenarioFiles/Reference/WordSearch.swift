import CustomerExperience

/// Looks for a word that a reader has in mind among keys, metrics and terms.
public enum WordSearch {
  /// Something that speaks of what was looked for.
  public struct Hit: Sendable, Equatable {
    /// The key's path, or the id of the metric or term.
    public let id: String
    /// What it is, in a line.
    public let meaning: String
  }

  /// The terms, keys and metrics that speak of all words of a phrase, those that are named so first and those named
  /// just so before these.
  ///
  /// A word counts whatever its ending, and so do other words of the trade for the same thing
  /// (``synonyms(of:)``): `waiting`, `queue` and `waits` find the same.
  public static func hits(for phrase: String) -> [Hit] {
    guard let words = Words(phrase) else { return [] }
    let asked = folded(phrase)
    let all = entries.filter { words.areFound(in: $0.id + " " + $0.name) }
    // What is called just so comes first, and of it what is not deep in a table.
    let exact = all.filter { folded($0.id) == asked || folded($0.name) == asked }.map(\.hit)
    let depths = exact.map { hit in hit.id.count { $0 == "." } }
    let sorted = exact.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }.map { exact[$0] }
    let named = sorted + all.map(\.hit).filter { !exact.contains($0) }
    return named
      + entries.filter { words.areFound(in: $0.hit.meaning) }.map(\.hit).filter {
        !named.contains($0)
      }
  }

  /// The words of a phrase that are looked for.
  struct Words {
    /// Each word with others that mean the same.
    private let words: [[String]]

    /// Nil where no word says anything.
    init?(_ phrase: String) {
      words = WordSearch.stems(of: phrase).map { WordSearch.synonyms(of: $0) }
      if words.isEmpty { return nil }
    }

    /// Whether a text speaks of all of them.
    func areFound(in text: String) -> Bool {
      let text = " " + WordSearch.folded(text)
      return words.allSatisfy { $0.contains { text.contains(" " + $0) } }
    }
  }

  private static var entries: [(id: String, name: String, hit: Hit)] {
    TermReference.all.map { ($0.word, "", Hit(id: $0.word, meaning: $0.meaning)) }
      + Metric.all.map { ($0.id, $0.name, Hit(id: $0.id, meaning: $0.definition)) }
      + KeyReference.allPaths.compactMap { path in
        KeyReference.meaning(of: path).map {
          // A section's name says nothing of each key in it.
          (path.split(separator: ".").last.map(String.init) ?? path, "", Hit(id: path, meaning: $0))
        }
      }
  }

  /// Letters and spaces only, in lower case.
  static func folded(_ text: String) -> String {
    String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " })
  }

  /// The words of a phrase without their endings, and without those that say nothing.
  private static func stems(of phrase: String) -> [String] {
    let silent: Set<String> = ["a", "an", "the", "of", "to", "in", "at", "for", "on", "up", "my"]
    return folded(phrase).split(separator: " ").map(String.init).filter { !silent.contains($0) }
      .map(stem)
  }

  private static func stem(_ word: String) -> String {
    for ending in ["ings", "ing", "ers", "ied", "ies", "ed", "es", "s", "y", "e"]
    where word.hasSuffix(ending) && word.count - ending.count >= 3 {
      return String(word.dropLast(ending.count))
    }
    return word
  }

  /// Beginnings of words that mean the same in this trade, the word itself among them.
  private static func synonyms(of stem: String) -> [String] {
    let group = groups.first {
      $0.contains { stem.hasPrefix($0) || $0.hasPrefix(stem) && $0.count <= stem.count + 1 }
    }
    return [stem] + (group ?? [])
  }

  private static let groups: [[String]] = [
    ["wait", "queue", "queu", "line"],
    [
      "churn", "retention", "retain", "stay", "leav", "left", "attrition", "defect", "lapse",
      "drop out", "dropout",
    ],
    ["abandon", "give up", "giving up", "gave up", "give", "reneg", "hang"],
    ["holiday", "bank holiday", "bank"],
    ["staff", "employee", "agent", "worker", "people"],
    ["pay", "wage", "salar", "payroll"],
    ["train", "course", "skill"],
    ["rival", "competit"],
    ["refer", "word of mouth", "recommend"],
    ["compensat", "goodwill", "refund", "recover"],
    ["loyal", "stamp", "reward"],
    ["advert", "market", "campaign"],
    ["happ", "satisf", "csat"],
    ["sale", "revenue", "turnover", "income"],
    ["consisten", "spread", "between", "within"],
    ["priorit", "first in line"],
    ["appointment", "visit", "book"],
    ["season", "peak", "month of the year"],
  ]
}
