/// Where a cursor stands in a text: in which section, and whether a key or a value comes there.
struct TextSpot {
  /// What comes where the cursor stands.
  enum Kind: Equatable {
    case key
    case value
  }

  /// The keys and ids from the top of the file, for a value with its key; an item of a list is a number in brackets.
  let path: [String]
  let kind: Kind
  /// What has been typed of it, up to the cursor.
  let word: String
  /// The whole word, with what stands behind the cursor.
  let whole: String
  /// The columns of the whole word, from 1; the second is behind its end.
  let from, to: Int
  /// Whether it stands in braces or brackets.
  let isInFlow: Bool
  /// Whether a colon follows already.
  let hasColon: Bool

  /// Stands where the cursor is, to be found again in what is read; no file has such a key.
  private static let mark = "cursor-is-here"

  /// Finds out where a cursor stands; nil in remarks and in texts of several lines, where nothing is to be completed.
  ///
  /// - Parameters:
  ///   - line: from 1.
  ///   - column: from 1, in characters; the cursor stands before that character.
  init?(_ lines: [String], line: Int, column: Int) {
    guard lines.indices.contains(line - 1) else { return nil }
    let all = Array(lines[line - 1].unicodeScalars)
    let before = Array(all.prefix(max(0, column - 1)))
    guard !Self.isInRemark(before) else { return nil }
    let start = Self.startOfWord(before)
    let head = String(String.UnicodeScalarView(before[..<start]))
    let behind = all.dropFirst(before.count).drop { !" :,}]#".unicodeScalars.contains($0) }
    word = String(String.UnicodeScalarView(before[start...]))
    whole = String(String.UnicodeScalarView(all[start..<(all.count - behind.count)]))
    (from, to) = (start + 1, all.count - behind.count + 1)
    hasColon = behind.drop { $0 == " " }.first == ":"
    let earlier = lines.prefix(line - 1)
    let asKey = TextOutline(earlier + [head + Self.mark + ": "])
    if let entry = asKey.entries.last, entry.line == line, entry.path.last == Self.mark {
      (path, isInFlow, kind) = (Array(entry.path.dropLast()), asKey.isInFlow, .key)
      return
    }
    let asValue = TextOutline(earlier + [head + Self.mark])
    let isOnLine = asValue.entries.last.map { $0.line == line } ?? false
    guard isOnLine || asValue.isInFlow else { return nil }
    (path, isInFlow, kind) = (asValue.path, asValue.isInFlow, .value)
  }

  /// Where the word that is being typed begins: behind the last mark that divides, since words of a value belong
  /// together.
  private static func startOfWord(_ before: [Unicode.Scalar]) -> Int {
    var start = before.count
    while start > 0 {
      let previous = before[start - 1]
      if "{[,".unicodeScalars.contains(previous) { break }
      if previous == " " {
        // All blanks between two words at once.
        let earlier = before[..<(start - 1)].lastIndex { $0 != " " }
        guard let earlier, !":{[,-".unicodeScalars.contains(before[earlier]) else { break }
        start = earlier + 1
      } else {
        start -= 1
      }
    }
    return start
  }

  private static func isInRemark(_ before: [Unicode.Scalar]) -> Bool {
    var index = 0
    while index < before.count {
      let previous = index == 0 ? " " : before[index - 1]
      switch before[index] {
      case "\"", "'":
        // An apostrophe within a word opens nothing.
        let opens = " \t{[,:".unicodeScalars.contains(previous)
        index = opens ? TextOutline.endOfToken(before, from: index) : index + 1
      case "#" where TextScan.isBlank(previous): return true
      default: index += 1
      }
    }
    return false
  }
}
