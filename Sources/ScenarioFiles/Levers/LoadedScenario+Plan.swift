public import CustomerExperience

/// An entry of a scenario's plan, as its file has it.
public struct PlanLine: Sendable, Equatable {
  /// When it takes effect, in months after the start.
  public var month: Double
  /// The entry in YAML's flow style, as a setting takes it.
  public var text: String
  /// The team that takes a course, and the course; nil where it is none.
  public var train, course: String?
  /// How often the course comes again, and until when, as written; nil where nothing is said.
  public var every, until: String?
  /// The id of the item that it is part of; nil where it is of none.
  public var item: String?
  /// What it sets.
  public var set: [Setting]
}

extension LoadedScenario {
  /// The entries of the plan, in the order of the file: the number of each is that by which a setting names it.
  public var planLines: [PlanLine] {
    (tree["plan"]?.items ?? []).map { item in
      func text(_ key: String) -> String? { item[key]?.text }
      return PlanLine(
        month: months(until: text("at") ?? ""), text: FlowText.text(item), train: text("train"),
        course: text("course"), every: text("every"), until: text("until"), item: text("item"),
        set: (item["set"]?.entries ?? []).map {
          Setting(path: $0.key, value: FlowText.text($0.value))
        })
    }
  }

  /// Months from the start to a moment of the plan, to the hundredth.
  private func months(until text: String) -> Double {
    let reader = ValueReader(path: "plan.at", measuring: measuring)
    switch try? reader.moment(text) {
    case .month(let month): return month
    case .day(let day):
      return Decimal.rounded(Double(day - scenario.clock.start) / 365.25 * 12, digits: 4)
    case nil: return 0
    }
  }

  /// The keys that a plan changes most often, as far as the scenario has them: prices, staff and what is spent on
  /// marketing.
  public var plannedKeys: [LeverDescription] {
    let wanted = [
      "customers.contract.price", "market.price", "teams.staff",
      "customers.acquisition.marketing.spend",
    ]
    let keys = ScenarioKeys(of: self)
    return wanted.flatMap { path in keys.called(path) }.map { description(of: $0) }
      .filter(\.canBeDated)
  }

  /// What settings change, as people say it, such as `First line: staff 6 instead of 5`.
  public func words(for settings: [String]) -> [String] {
    let keys = ScenarioKeys(of: self)
    return settings.map { setting in
      let cut = setting.firstIndex(of: "=") ?? setting.endIndex
      let path = String(setting[..<cut])
      let value = String(setting[cut...].dropFirst())
      return words(path, value, keys)
    }
  }

  private func words(_ path: String, _ value: String, _ keys: ScenarioKeys) -> String {
    if let item = ListItem(path[...]), canonical(String(item.list)) == "plan" {
      return planned(item.number, value, keys)
    }
    let parts = path.split(separator: ".").map(String.init)
    let label = keys.label(of: parts)
    guard let label else { return "\(path) \(value)" }
    let before = keys.value(of: parts)
    return capitalised(label) + " \(value)" + (before.map { " instead of \($0)" } ?? "")
  }

  /// An entry of the plan in words.
  private func planned(_ number: Int, _ value: String, _ keys: ScenarioKeys) -> String {
    let lines = planLines
    let source = SourceText(name: SourceText.settingName, text: value)
    guard let entry = try? TreeReader.read(value, of: source, number: 0), !entry.isDeletion else {
      return lines.indices.contains(number)
        ? "No longer " + told(lines[number], keys) : "Nothing at plan[\(number)]"
    }
    func text(_ key: String) -> String? { entry[key]?.text }
    let line = PlanLine(
      month: months(until: text("at") ?? ""), text: value, train: text("train"),
      course: text("course"), every: text("every"), until: text("until"), item: text("item"),
      set: (entry["set"]?.entries ?? []).map {
        Setting(path: $0.key, value: FlowText.text($0.value))
      })
    return capitalised(told(line, keys))
  }

  /// What an entry of the plan does, and when.
  private func told(_ line: PlanLine, _ keys: ScenarioKeys) -> String {
    var does = line.set.map { setting in
      let parts = setting.path.split(separator: ".").map(String.init)
      return "\(keys.label(of: parts) ?? setting.path) \(setting.value)"
    }
    if let team = line.train, let course = line.course {
      let found = scenario.teams[id: team]
      let name = found?.training[id: course]?.displayName ?? course
      let every = line.every.map { $0 == "never" ? "" : " every \($0)" } ?? ""
      does.append("course \(name) for \(found?.displayName ?? team)\(every)")
    }
    if does.isEmpty, let item = line.item { does.append("item \(item)") }
    return does.joined(separator: ", ") + " from month \(Decimal.text(line.month))"
  }

  private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension ScenarioKeys {
  /// The keys of a path without ids, of which the scenario says something.
  func called(_ path: String) -> [Key] {
    let parts = path.split(separator: ".").map { canonical(String($0)) }
    return all.filter { key in
      key.declared.map(canonical) == parts && key.value.map { !$0.isAbsent } == true
    }
  }

  /// What a key is called; nil where there is none of that path.
  func label(of path: [String]) -> String? {
    if let key = key(of: path) {
      let inside = path.dropFirst(key.match.path.count).joined(separator: " ")
      return key.label + (inside.isEmpty ? "" : " " + inside)
    }
    return nil
  }

  /// What the scenario says of a key, on one line; nil where it says nothing.
  func value(of path: [String]) -> String? {
    guard let key = key(of: path) else { return nil }
    let inside = Array(path.dropFirst(key.match.path.count))
    let value = inside.isEmpty ? key.value : key.value?[inside]
    return value.flatMap { $0.isAbsent ? nil : $0.flow }
  }

  /// The key that a path leads to, or into.
  private func key(of path: [String]) -> Key? {
    let parts = path.map(canonical)
    return all.first { parts.starts(with: $0.match.path.map(canonical)) }
  }
}
