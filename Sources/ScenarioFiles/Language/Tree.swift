/// What a file says before anything is known of its meaning: words, lists and mappings, with places.
struct Tree: Sendable {
  /// What a node holds.
  enum Content: Sendable {
    /// A word; `plain` where it is not in quotes.
    case scalar(String, plain: Bool)
    /// Keys with values, in the author's order.
    case mapping([Entry])
    /// Values in order.
    case sequence([Tree])
  }

  var content: Content
  var place: Place

  /// The word, where it is one.
  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The entries, where it is a mapping.
  var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The values, where it is a list.
  var items: [Tree]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// `~`, which takes away.
  static let deletion = Tree(content: .scalar("~", plain: true), place: .whole(0))

  /// Whether it is `~`, which takes away what a parent file says.
  var isDeletion: Bool {
    if case .scalar("~", plain: true) = content { true } else { false }
  }

  /// Whether nothing stands after the key.
  var isEmpty: Bool {
    if case .scalar("", plain: true) = content { true } else { false }
  }
}

/// A key with its value.
struct Entry: Sendable {
  var key: String
  var keyPlace: Place
  var value: Tree
}

extension Tree {
  /// The value under a key, which may be spelt with hyphens or underscores.
  subscript(_ key: String) -> Tree? { entry(key)?.value }

  /// The entry of a key.
  func entry(_ key: String) -> Entry? {
    let name = canonical(key)
    return entries?.first { canonical($0.key) == name }
  }

  /// The value under a path of keys.
  func value(at path: some Sequence<String>) -> Tree? {
    var tree = self
    for key in path {
      guard let next = tree[key] else { return nil }
      tree = next
    }
    return tree
  }

  /// A parent's tree with a child's over it: mappings merge, everything else replaces, `~` deletes.
  func merged(under child: Tree) -> Tree {
    guard case .mapping(var entries) = content, case .mapping(let changes) = child.content else {
      return child
    }
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      let name = canonical(entry.key)
      if places[name] == nil { places[name] = index }
    }
    var deleted: Set<Int> = []
    for change in changes {
      if let index = places[canonical(change.key)] {
        if change.value.isDeletion {
          deleted.insert(index)
        } else {
          entries[index].keyPlace = change.keyPlace
          entries[index].value = entries[index].value.merged(under: change.value)
        }
      } else if !change.value.isDeletion {
        entries.append(change)
      }
    }
    if !deleted.isEmpty {
      entries = entries.enumerated().filter { !deleted.contains($0.offset) }.map(\.element)
    }
    return Tree(content: .mapping(entries), place: child.place)
  }

  /// The tree with a value put at a path; missing mappings on the way are made.
  ///
  /// - Parameter keepsDeletion: Whether `~` is put there as what a child says of its parent, instead of taking the key
  ///   away.
  func setting(
    _ path: ArraySlice<String>, to value: Tree, keyPlace: Place, keepsDeletion: Bool = false
  ) -> Tree {
    guard let key = path.first else { return value }
    var entries = self.entries ?? []
    let name = canonical(key)
    let rest = path.dropFirst()
    let deletes = rest.isEmpty && value.isDeletion && !keepsDeletion
    if let index = entries.firstIndex(where: { canonical($0.key) == name }) {
      if deletes {
        entries.remove(at: index)
      } else {
        entries[index].keyPlace = keyPlace
        entries[index].value = entries[index].value.setting(
          rest, to: value, keyPlace: keyPlace, keepsDeletion: keepsDeletion)
      }
    } else if !deletes {
      let empty = Tree(content: .mapping([]), place: value.place)
      entries.append(
        Entry(
          key: key, keyPlace: keyPlace,
          value: empty.setting(
            rest, to: value, keyPlace: keyPlace, keepsDeletion: keepsDeletion)))
    }
    return Tree(content: .mapping(entries), place: place)
  }
}
