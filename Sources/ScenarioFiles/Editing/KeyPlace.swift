import CustomerExperience

/// What is declared at a path of a text, whatever the ids in it.
enum KeyPlace {
  /// A section with keys of its own; the node is nil at the top of the file.
  case section(KeyNode?, [KeyNode])
  /// A table, whose entries have ids that the author makes up.
  case table(KeyNode, noun: String)
  /// A list of sections.
  case list(KeyNode)
  /// A value.
  case leaf(KeyNode, KeyNode.Leaf)
  /// Something within a value, with the words that lead there.
  case inside(KeyNode, KeyNode.Leaf, [String])

  /// Finds what is declared; nil where nothing is.
  ///
  /// - Parameter path: Keys and ids; an item of a list is its number in brackets.
  static func find(_ path: [String]) -> KeyPlace? {
    var place = KeyPlace.section(nil, KeyNode.scenario)
    for part in path {
      guard let next = place.entering(part) else { return nil }
      place = next
    }
    return place
  }

  private func entering(_ part: String) -> KeyPlace? {
    switch self {
    case .section(_, let nodes):
      nodes.first { canonical($0.name) == canonical(part) }.map(KeyPlace.of)
    case .table(let node, _): .section(node, node.children)
    case .list(let node): part.hasPrefix("[") ? .section(node, node.children) : nil
    case .leaf(let node, let leaf): .inside(node, leaf, [part])
    case .inside(let node, let leaf, let words): .inside(node, leaf, words + [part])
    }
  }

  private static func of(_ node: KeyNode) -> KeyPlace {
    switch node.kind {
    case .leaf(let leaf): .leaf(node, leaf)
    case .section(let children, _): .section(node, children)
    case .table(let noun, _): .table(node, noun: noun)
    case .list: .list(node)
    }
  }
}
