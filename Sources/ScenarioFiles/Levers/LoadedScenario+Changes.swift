import CustomerExperience

extension LoadedScenario {
  /// The keys in which another scenario differs from this one, each once, whenever a change acts.
  ///
  /// An entry of the plan counts as the keys that it sets, a course as that of its team; entries of other lists count
  /// one by one, such as `teams.first-line.background.peaks[0]`.
  public func keysChanged(in other: LoadedScenario) -> [String] {
    let keys =
      Self.keys(from: fromTheFirstDay, to: other.fromTheFirstDay, at: "")
      + wholePlan.changed(in: other.wholePlan)
    var known: Set<String> = []
    return keys.filter { known.insert(canonical($0)).inserted }
  }

  /// The keys that one setting is about: its own, or those that an entry of the plan sets, as it is and as it will be.
  public func keysSet(by setting: String) -> [String] {
    let path = setting.prefix { $0 != "=" }
    guard let item = ListItem(path), item.list == "plan" else { return [String(path)] }
    var planned = PlannedKeys()
    let entries = tree["plan"]?.items ?? []
    if entries.indices.contains(item.number) { planned.read(entries[item.number], at: 0) }
    let value = String(setting.dropFirst(path.count + 1))
    let source = SourceText(name: SourceText.settingName, text: value)
    if let entry = try? TreeReader.read(value, of: source, number: 0) { planned.read(entry, at: 0) }
    return planned.keys
  }

  /// What a key is called, such as `First line: staff`; nil where the scenario has none of that path.
  public func label(of key: String) -> String? {
    ScenarioKeys(of: self).label(of: key.split(separator: ".").map(String.init))
  }

  /// All but the plan.
  private var fromTheFirstDay: ValueNode {
    let all = Encoder(measuring: measuring).section(scenario)
    return .mapping(all.pairs.filter { $0.key != "plan" })
  }

  private var wholePlan: PlannedKeys {
    var planned = PlannedKeys()
    for entry in tree["plan"]?.items ?? [] { planned.read(entry, at: planLine(of: entry).month) }
    return planned
  }

  private static func keys(
    from before: ValueNode, to after: ValueNode, at path: String
  ) -> [String] {
    guard before != after else { return [] }
    switch (before, after) {
    case (.mapping(let old), .mapping(let new)):
      func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
      let changed = old.flatMap { pair -> [String] in
        guard let other = after[pair.key] else { return [place(pair.key)] }
        return keys(from: pair.value, to: other, at: place(pair.key))
      }
      return changed + new.filter { before[$0.key] == nil }.map { place($0.key) }
    case (.sequence(let old), .sequence(let new)):
      // What is the same at both ends is not touched.
      let first = zip(old, new).prefix { $0 == $1 }.count
      let last = zip(old.dropFirst(first).reversed(), new.dropFirst(first).reversed())
        .prefix { $0 == $1 }.count
      return (first..<max(old.count, new.count) - last).map { "\(path)[\($0)]" }
    default: return [path]
    }
  }
}
