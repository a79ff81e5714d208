import CustomerExperience

/// Finds declared keys by their dotted paths.
enum KeyFinder {
  /// A key found by a path.
  struct Match {
    /// The key; nil where the path ends at an id or inside a leaf, such as a dimension.
    var node: KeyNode
    /// The path in the declared spelling.
    var path: [String]
    /// Whether the path ends at an id of a table.
    var isEntry = false
    /// Whether the path goes on inside the leaf, such as to a dimension.
    var isInside = false
  }

  /// Why a path leads nowhere.
  struct Problem: Error {
    /// The position of the part that is wrong.
    var index: Int
    var message: String
  }

  /// Finds the key of a full path, with ids, in a scenario's tree.
  ///
  /// - Parameter adding: Whether the path may end at an id that its table does not have yet.
  static func find(
    _ path: [String], in tree: Tree, adding: Bool = false
  ) throws(Problem) -> Match {
    var nodes = KeyNode.scenario
    var found: Match?
    var spelt: [String] = []
    /// The path so far without ids.
    var keys: [String] = []
    var index = 0
    while index < path.count {
      let part = path[index]
      guard let node = nodes.first(where: { canonical($0.name) == canonical(part) }) else {
        let place = spelt.isEmpty ? "" : " in \(spelt.joined(separator: "."))"
        let suggestion = Nearest.suggestion(part, among: nodes.map(\.name))
        throw Problem(
          index: index,
          message: "unknown key '\(part)'\(place)"
            + (suggestion.isEmpty ? KeyHome.hint(part, in: keys) : suggestion))
      }
      spelt.append(node.name)
      keys.append(node.name)
      found = Match(node: node, path: spelt)
      index += 1
      switch node.kind {
      case .leaf(let leaf):
        if index < path.count {
          try checkInside(leaf, Array(path[index...]), at: index, of: spelt, in: tree)
          return Match(node: node, path: spelt + path[index...], isInside: true)
        }
      case .section(let children, _): nodes = children
      case .list:
        if index < path.count {
          throw Problem(
            index: index, message: "\(spelt.joined(separator: ".")) is a list; set it as a whole")
        }
      case .table(let noun, let children):
        guard index < path.count else { break }
        let ids = tree.value(at: spelt)?.entries?.map(\.key) ?? []
        let isNew = !ids.contains(path[index]) && adding && index == path.count - 1
        if isNew { try checkNew(path[index], noun, among: ids, at: index) }
        guard isNew || ids.contains(path[index]) else {
          throw Problem(
            index: index,
            message: "no \(noun) '\(path[index])'"
              + (Nearest.match(path[index], among: ids).map { " (did you mean '\($0)'?)" }
                ?? Nearest.known(ids)))
        }
        spelt.append(path[index])
        index += 1
        found = Match(node: node, path: spelt, isEntry: true)
        nodes = children
      }
    }
    guard let found else { throw Problem(index: 0, message: "a key is missing") }
    return found
  }

  /// Refuses a new name that is most likely a known one misspelt: what is meant for one would be said of another.
  private static func checkNew(
    _ name: String, _ noun: String, among known: [String], at index: Int
  ) throws(Problem) {
    guard !known.contains(name), let near = Nearest.slip(name, among: known) else { return }
    throw Problem(
      index: index,
      message:
        "no \(noun) '\(name)' (did you mean '\(near)'? what is new needs a name that is less "
        + "like it)")
  }

  private static func checkInside(
    _ leaf: KeyNode.Leaf, _ rest: [String], at index: Int, of path: [String], in tree: Tree
  ) throws(Problem) {
    func names(_ path: [String]) -> [String] { tree.value(at: path)?.entries?.map(\.key) ?? [] }
    switch leaf.form {
    case .dimensions where rest.count == 1:
      guard !Dimensions.names.contains(rest[0]) else { return }
      throw Problem(
        index: index,
        message: "unknown dimension '\(rest[0])' in \(path.joined(separator: "."))"
          + Nearest.suggestion(rest[0], among: Dimensions.names))
    case .attributes where rest.count <= 2:
      try checkNew(rest[0], "attribute", among: names(path), at: index)
      if rest.count == 2 {
        try checkNew(rest[1], "group", among: names(path + [rest[0]]), at: index + 1)
      }
    case .citations where rest.count == 1: return
    default:
      throw Problem(
        index: index,
        message: "\(path.joined(separator: ".")) is a value; it has no keys of its own")
    }
  }
}
