import CustomerExperience

/// The keys of a scenario that hold a value, each id of a table by itself.
struct ScenarioKeys {
  /// A key with what the scenario says there.
  struct Key {
    var match: KeyFinder.Match
    /// The path as the reference has it, without ids.
    var declared: [String]
    /// What it is called, with the names of what it belongs to.
    var label: String
    /// What it stands in.
    var steps: [Step] = []
    /// What the scenario says; nil where it lacks the section that the key stands in.
    var value: ValueNode?
  }

  /// All of them, in the order of the reference.
  let all: [Key]

  init(of loaded: LoadedScenario) {
    let values = Encoder(measuring: loaded.measuring).section(loaded.scenario)
    let keys = Self.keys(
      KeyNode.scenario, values, at: Spot(), unless: loaded.scenario.customers.relationship)
    let uses = Dictionary(keys.map { ($0.label, 1) }, uniquingKeysWith: +)
    all = keys.map { key in
      guard uses[key.label] ?? 1 > 1 else { return key }
      var key = key
      key.label = Self.fullLabel(of: key.match.node.name, in: key.steps)
      return key
    }
  }

  /// Where a key stands.
  private struct Spot {
    var path: [String] = []
    var declared: [String] = []
    var steps: [Step] = []
  }

  private static func keys(
    _ nodes: [KeyNode], _ values: ValueNode?, at spot: Spot, unless relationship: Relationship
  ) -> [Key] {
    nodes.flatMap { node -> [Key] in
      if let only = node.only, only != relationship { return [] }
      var here = spot
      here.path.append(node.name)
      here.declared.append(node.name)
      let value = values?[node.name]
      switch node.kind {
      case .leaf(let leaf):
        guard leaf.form.isMovable,
          !ScenarioComparison.sharedKeys.contains(here.path.joined(separator: "."))
        else { return [] }
        return [
          Key(
            match: KeyFinder.Match(node: node, path: here.path), declared: here.declared,
            label: label(of: node.name, in: here.steps), steps: here.steps, value: value)
        ]
      case .section(let children, _):
        // Nobody signs anything in a repertoire, though every scenario has the section.
        if relationship == .repertoire, here.path == ["customers", "contract"] { return [] }
        here.steps.append(Step(words: words(node.name)))
        let given = value?.pairs.isEmpty == false ? value : nil
        return keys(children, given, at: here, unless: relationship)
      case .table(_, let children):
        return (value?.pairs ?? []).flatMap { entry -> [Key] in
          var inside = here
          inside.path.append(entry.key)
          inside.steps.append(Step(words: name(of: entry), isEntry: true))
          return keys(children, entry.value, at: inside, unless: relationship)
        }
      case .list: return []
      }
    }
  }

  /// What an entry of a table is called.
  private static func name(of entry: ValueNode.Pair) -> String {
    if case .text(let name) = entry.value["name"], !name.isEmpty { return name }
    return words(entry.key)
  }

  /// The keys that speak of all words of a phrase: those that are called so first, and of these what the scenario has.
  func matching(_ phrase: String) -> [Key] {
    guard let words = WordSearch.Words(phrase) else { return [] }
    let asked = WordSearch.folded(phrase)
    return all.enumerated().compactMap { number, key -> (rank: Int, number: Int, key: Key)? in
      let path = key.match.path.joined(separator: ".")
      let isNamed = words.areFound(in: "\(path) \(key.label)")
      guard isNamed || words.areFound(in: "\(path) \(key.label) \(key.match.node.help)") else {
        return nil
      }
      let isExact = [path, key.match.node.name, key.label].contains {
        WordSearch.folded($0) == asked
      }
      let rank = (isExact ? 0 : isNamed ? 2 : 4) + (key.value == nil ? 1 : 0)
      return (rank, number, key)
    }
    .sorted { a, b in
      (a.rank, a.key.declared.count, a.number) < (b.rank, b.key.declared.count, b.number)
    }
    .map(\.key)
  }

  /// Keys that matter in most scenarios, without ids: what is offered where a scenario declares no levers.
  private static let offered = [
    "customers.contract.price", "teams.staff", "teams.on-duty", "teams.training.every",
    "quality.mean", "quality.between-staff", "customers.acquisition.marketing.spend",
  ]

  /// Those that the scenario says something of, a few of each.
  func offered() -> [Key] {
    Self.offered.flatMap { path in
      all.filter { key in
        key.declared.map(canonical) == path.split(separator: ".").map { canonical(String($0)) }
          && key.value.map { !$0.isAbsent } == true
      }.prefix(3)
    }
  }
}

extension KeyNode.Form {
  /// Whether a value of the form changes what happens and can be given in a line.
  fileprivate var isMovable: Bool {
    switch self {
    case .number, .integer, .law, .dimensions, .choice, .flag, .hours, .timesOfWeek, .timeOfDay,
      .price, .moment:
      true
    case .text, .date, .measured, .attributes, .citations, .settings, .levers, .parent: false
    }
  }
}
