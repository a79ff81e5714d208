/// Where keys belong, for those that stand in another section.
enum KeyHome {
  /// A section with a key of a name.
  private struct Home: Sendable {
    let name: String
    /// The section's path without ids.
    let section: [String]
    /// What the section is, within a sentence.
    let place: String
  }

  /// Of more sections than this none can be said to be meant.
  private static let most = 4
  /// In shorter words a slip or two make another word.
  private static let shortest = 7

  private static let all = homes(of: KeyNode.scenario, in: [], "at the top of the file")

  /// `; 'x' belongs in y`: where an unknown key would be known, or one of nearly its name; nothing where that is
  /// nowhere, or in too many places.
  ///
  /// - Parameter section: The path, without ids, of the section that does not know it.
  static func hint(_ word: String, in section: [String]) -> String {
    var named = all.filter { canonical($0.name) == canonical(word) }
    if named.isEmpty, word.count >= shortest,
      let near = Nearest.match(word, among: all.map(\.name))
    {
      named = all.filter { $0.name == near }
    }
    // What is within the section, or around it, is meant rather than what is elsewhere.
    let close = named.filter {
      $0.section.starts(with: section) || section.starts(with: $0.section)
    }
    let meant = close.isEmpty ? named : close
    guard let first = meant.first, meant.count <= most else { return "" }
    let places = meant.map(\.place)
    let list =
      places.count > 1
      ? places.dropLast().joined(separator: ", ") + " or " + places[places.count - 1] : first.place
    return "; '\(first.name)' belongs \(list)"
  }

  private static func homes(of nodes: [KeyNode], in section: [String], _ place: String) -> [Home] {
    nodes.flatMap { node -> [Home] in
      let path = section + [node.name]
      let text = path.joined(separator: ".")
      let inside =
        switch node.kind {
        case .table(let noun, _): "in \(Article.with(noun)) (\(text))"
        case .list: "in an entry of \(text)"
        case .leaf, .section: "in \(text)"
        }
      return [Home(name: node.name, section: section, place: place)]
        + homes(of: node.children, in: path, inside)
    }
  }
}
