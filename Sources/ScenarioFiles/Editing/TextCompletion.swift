import CustomerExperience

/// What may stand where a cursor is, to choose from.
public struct TextCompletion: Sendable, Equatable {
  /// One of the choices.
  public struct Item: Sendable, Equatable {
    /// What it is: `key`, `value` or `name`.
    public enum Kind: String, Sendable {
      /// A key of the section.
      case key
      /// A value of the key.
      case value
      /// Something that the scenario names, such as a team.
      case name
    }

    /// What it is.
    public let kind: Kind
    /// What it is called in the list.
    public let label: String
    /// What is put into the text; it may be several lines.
    public let text: String
    /// The unit, the range and the default of a key; empty for others.
    public let detail: String
    /// What it means; empty where its name says it.
    public let help: String
  }

  /// The columns of what is replaced, from 1; the second is behind its end.
  public let from, to: Int
  /// The choices, best first.
  public let items: [Item]

  /// The most choices that are told.
  public static let limit = 60
}

/// Finds what may stand where a cursor is.
struct TextCompleter {
  let names: KnownNames
  let spot: TextSpot
  /// Scenario files beside the text, for `extends`.
  let files: [String]

  /// The choices that begin with what was typed, then those that contain it.
  func completion() -> TextCompletion {
    let all = spot.kind == .key ? keys : values
    let word = canonical(spot.word).lowercased()
    let named = all.map { ($0, canonical($0.label).lowercased()) }
    let first = named.filter { $0.1.hasPrefix(word) }
    let others = named.filter { !$0.1.hasPrefix(word) && $0.1.contains(word) }
    let items = (first + others).map(\.0).prefix(TextCompletion.limit)
    return TextCompletion(from: spot.from, to: spot.to, items: Array(items))
  }

  // MARK: - Keys

  private var keys: [TextCompletion.Item] {
    switch KeyPlace.find(spot.path) {
    case nil: []
    case .section(_, let nodes): keys(nodes, in: spot.path)
    case .list(let node):
      spot.isInFlow ? [] : keys(node.children, in: spot.path + ["[0]"], before: "- ")
    case .table(_, let noun):
      given(names.ids(ofTable: spot.path, noun: noun) ?? [], in: spot.path)
        .map { name($0, help: "A \(noun) of this scenario.") }
    case .leaf(_, let leaf): inside(leaf, [])
    case .inside(_, let leaf, let words): inside(leaf, words)
    }
  }

  /// What the section does not have yet.
  private func given(_ all: [String], in path: [String]) -> [String] {
    let there = Set(names.outline.names(under: path).map(canonical))
    return all.filter { !there.contains(canonical($0)) || canonical($0) == canonical(spot.whole) }
  }

  private func keys(
    _ nodes: [KeyNode], in path: [String], before: String = ""
  ) -> [TextCompletion.Item] {
    let open = Set(given(nodes.map(\.name), in: path))
    let free = nodes.filter { open.contains($0.name) }
    return (free.filter(\.required) + free.filter { !$0.required }).map { node in
      TextCompletion.Item(
        kind: .key, label: node.name, text: before + typed(node),
        detail: KeyText.summary(of: node), help: node.meaning)
    }
  }

  /// A key with its colon, and with room for what stands below it.
  private func typed(_ node: KeyNode) -> String {
    if spot.hasColon { return node.name }
    let form = node.leaf?.form
    let isLong = node.leaf == nil || form == .levers || form == .citations
    guard isLong, !spot.isInFlow else { return node.name + ": " }
    return node.name + ":\n" + String(repeating: " ", count: spot.from + 1)
  }

  private func name(_ id: String, help: String) -> TextCompletion.Item {
    TextCompletion.Item(
      kind: .name, label: id, text: spot.kind == .key && !spot.hasColon ? id + ": " : id,
      detail: "", help: help)
  }

  /// What may stand within a value that has keys of its own.
  private func inside(_ leaf: KeyNode.Leaf, _ words: [String]) -> [TextCompletion.Item] {
    switch leaf.form {
    case .dimensions where words.isEmpty:
      given(Dimensions.names, in: spot.path).map { name($0, help: "") }
    case .settings where words.isEmpty, .levers where words.isEmpty: paths
    case .levers where words.count == 1:
      given(["from", "to"], in: spot.path).map { name($0, help: "") }
    default: []
    }
  }

  /// Dotted paths, a step at a time.
  private var paths: [TextCompletion.Item] {
    let parts = spot.word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let path = Array(parts.dropLast())
    let before = path.map { $0 + "." }.joined()
    func step(_ word: String, goesOn: Bool, _ detail: String, _ help: String)
      -> TextCompletion.Item
    {
      let end = goesOn ? "." : spot.hasColon ? "" : ": "
      return TextCompletion.Item(
        kind: goesOn ? .name : .key, label: before + word, text: before + word + end,
        detail: detail, help: help)
    }
    switch KeyPlace.find(path) {
    case .section(_, let nodes):
      return nodes.filter { $0.changeable || !$0.children.isEmpty }.map { node in
        step(node.name, goesOn: node.leaf == nil, KeyText.summary(of: node), node.meaning)
      }
    case .table(_, let noun):
      return names.names(under: path).map { step($0, goesOn: true, "", "A \(noun).") }
    case .leaf(_, let leaf):
      guard case .dimensions = leaf.form else { return [] }
      return Dimensions.names.map { step($0, goesOn: false, "", "") }
    case nil, .list, .inside: return []
    }
  }

  // MARK: - Values

  private var values: [TextCompletion.Item] {
    // An item of a list of values is a value of its key.
    let isItem = spot.path.last?.hasPrefix("[") == true
    let path = isItem ? Array(spot.path.dropLast()) : spot.path
    switch KeyPlace.find(path) {
    case .leaf(let node, let leaf): return values(of: node, leaf, at: path)
    case .inside(_, let leaf, let words): return insideValues(leaf, words)
    case nil, .section, .table, .list: return []
    }
  }

  private func value(_ text: String, _ help: String = "") -> TextCompletion.Item {
    TextCompletion.Item(kind: .value, label: text, text: text, detail: "", help: help)
  }

  private func values(
    of node: KeyNode, _ leaf: KeyNode.Leaf, at path: [String]
  ) -> [TextCompletion.Item] {
    var items: [TextCompletion.Item] = []
    switch leaf.form {
    case .choice(let words):
      items = words.map { word in
        value(word, node.meanings.first { $0.word == word }?.meaning ?? "")
      }
    case .flag: items = [value("true"), value("false")]
    case .text, .measured:
      items = (names.references(at: path) ?? []).map { name($0, help: "") }
    case .parent: items = files.map { name($0, help: "A scenario file beside this one.") }
    case .hours:
      items = ["always", "Mon-Fri 09:00-17:00", "Mon-Sat 08:00-20:00"].map { value($0) }
    case .law: items = ValueReader.laws.map { value($0 + " ", Self.laws[$0] ?? "") }
    case .moment: items = [value("month 6", "The seventh month begins.")]
    case .price:
      items = ["as ours", "5% below ours", "5% above ours"].map { value($0) }
    default: break
    }
    if let word = leaf.word, !items.contains(where: { $0.label == word }) {
      items.append(value(word, "A word that stands instead of a number."))
    }
    if let standard = leaf.standard, !items.contains(where: { $0.label == standard }) {
      items.insert(value(standard, "What it is where nothing is said."), at: 0)
    }
    return items
  }

  /// Values of a lever or of a setting: those of the key that they are of.
  private func insideValues(_ leaf: KeyNode.Leaf, _ words: [String]) -> [TextCompletion.Item] {
    guard leaf.form == .levers || leaf.form == .settings, let dotted = words.first else {
      return []
    }
    let path = dotted.split(separator: ".").map(String.init)
    guard case .leaf(let node, let own) = KeyPlace.find(path) else { return [] }
    return values(of: node, own, at: path)
  }

  /// What each law is written with.
  private static let laws = [
    "exponential": "A mean, such as: exponential 3 min",
    "lognormal": "A mean and its spread, such as: lognormal 9 min cv 0.9",
    "gamma": "A mean and its spread, such as: gamma 2 days cv 0.7",
    "uniform": "Its ends, such as: uniform 2 min to 5 min",
    "triangular": "Its ends and its peak, such as: triangular 2 min to 3 min to 6 min",
    "beta": "A mean and its spread, such as: beta 60% sd 10%",
    "empirical": "A table and one of its columns, such as: empirical calls.csv minutes",
  ]
}
