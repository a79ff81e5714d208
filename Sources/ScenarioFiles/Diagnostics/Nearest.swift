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
