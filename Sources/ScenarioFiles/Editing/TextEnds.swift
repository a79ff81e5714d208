/// How the lines of a text end, and whether it begins with a mark of order: what is not seen, and stays as it is.
struct TextEnds: Sendable {
  /// The mark of order; empty where there is none.
  private let mark: String
  /// The lines, without their ends.
  let lines: [String]
  /// The ends of all lines but the last.
  private let ends: [String]

  /// Takes a text apart.
  init(_ text: String) {
    var lines: [String] = []
    var ends: [String] = []
    var line = String.UnicodeScalarView()
    let scalars = text.unicodeScalars
    let start = scalars.first == "\u{FEFF}" ? scalars.index(after: scalars.startIndex) : nil
    mark = start == nil ? "" : "\u{FEFF}"
    var index = start ?? scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      switch scalar {
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        var end = String(scalar)
        if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
          end = "\r\n"
          index = scalars.index(after: index)
        }
        lines.append(String(line))
        ends.append(end)
        line.removeAll(keepingCapacity: true)
      default: line.append(scalar)
      }
    }
    lines.append(String(line))
    (self.lines, self.ends) = (lines, ends)
  }

  /// A text of other lines: those at the beginning and at the end that are as they were end as they did.
  func text(of changed: [String]) -> String {
    let most = min(lines.count, changed.count)
    var first = 0
    while first < most, changed[first] == lines[first] { first += 1 }
    var last = 0
    while last < most - first, changed[changed.count - 1 - last] == lines[lines.count - 1 - last] {
      last += 1
    }
    let usual = ends.first ?? "\n"
    var text = mark
    for (number, line) in changed.enumerated() {
      text += line
      guard number < changed.count - 1 else { break }
      let old = number < first ? number : number - changed.count + lines.count
      let isOld = number < first || number >= changed.count - last
      text += isOld && ends.indices.contains(old) ? ends[old] : usual
    }
    return text
  }
}
