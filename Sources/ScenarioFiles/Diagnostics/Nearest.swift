/// The word that a misspelt one was meant to be.
public enum Nearest {
  /// The candidate nearest to a word, where it is near enough to be meant.
  public static func match(_ word: String, among candidates: [String]) -> String? {
    guard word.count <= 60 else { return nil }
    let target = Array(canonical(word).lowercased().unicodeScalars)
    let reach = max(1, min(3, (target.count + 1) / 3))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(canonical(candidate).lowercased().unicodeScalars)
      guard abs(letters.count - target.count) <= reach else { continue }
      let distance = distance(target, letters)
      if distance <= reach, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The known name that a new one is but for one letter, or for hyphens; numbers and single letters at the end tell
  /// names apart.
  static func slip(_ word: String, among known: [String]) -> String? {
    let name = canonical(word).lowercased()
    let letters = Array(name.unicodeScalars)
    guard letters.count <= 60 else { return nil }
    return known.first { candidate in
      let other = canonical(candidate).lowercased()
      if other == name { return true }
      let others = Array(other.unicodeScalars)
      guard min(letters.count, others.count) >= 4, abs(letters.count - others.count) <= 1,
        digits(letters) == digits(others), stem(letters) != stem(others)
      else { return false }
      return distance(letters, others) == 1
    }
  }

  private static func digits(_ name: [Unicode.Scalar]) -> [Unicode.Scalar] {
    name.filter { ("0"..."9").contains($0) }
  }

  /// What stands before a last part of one letter: of `site-a`, `site`.
  private static func stem(_ name: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    name.count > 2 && name[name.count - 2] == "-" ? name.dropLast(2) : name[...]
  }

  /// ` (did you mean 'x'?)`, or nothing.
  public static func suggestion(_ word: String, among candidates: [String]) -> String {
    match(word, among: candidates).map { " (did you mean '\($0)'?)" } ?? ""
  }

  /// `; there are x, y`: all that could have been meant.
  public static func known(_ names: [String]) -> String {
    switch names.count {
    case 0: "; there is none"
    case 1: "; there is \(names[0])"
    default: "; there are \(names.joined(separator: ", "))"
    }
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      row.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, beforeLast[j - 2] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

/// A key's name with underscores as hyphens: the two are interchangeable in a file.
func canonical(_ name: String) -> String {
  name.contains("_") ? String(name.map { $0 == "_" ? "-" : $0 }) : name
}
