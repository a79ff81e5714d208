import CustomerExperience

extension LoadedScenario {
  /// What settings change, as people say it, such as `First line: staff 6 instead of 5`.
  public func words(for settings: [String]) -> [String] {
    let keys = ScenarioKeys(of: self)
    return settings.map { setting in
      let path = setting.prefix { $0 != "=" }
      return words(String(path), String(setting.dropFirst(path.count + 1)), keys)
    }
  }

  private func words(_ path: String, _ value: String, _ keys: ScenarioKeys) -> String {
    let source = SourceText(name: SourceText.settingName, text: value)
    let tree = try? TreeReader.read(value, of: source, number: 0)
    if let item = ListItem(path[...]), item.list == "plan" {
      return planned(item.number, tree, keys)
    }
    let parts = path.split(separator: ".").map(String.init)
    if parts.dropLast().map(canonical) == ["customers", "acquisition", "campaigns"],
      let id = parts.last
    {
      return campaign(id, tree)
    }
    guard let label = keys.label(of: parts) else { return "\(path) \(value)" }
    let before = keys.value(of: parts).map { " instead of \($0)" } ?? ""
    return "\(label) \(value)\(before)"
  }

  /// An entry of the plan in words.
  private func planned(_ number: Int, _ tree: Tree?, _ keys: ScenarioKeys) -> String {
    if let tree, !tree.isDeletion { return told(planLine(of: tree), keys) }
    let lines = planLines
    guard lines.indices.contains(number) else { return "nothing at plan[\(number)]" }
    return "no longer " + told(lines[number], keys)
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
      let again = line.every.map { $0 == "never" ? "" : " every \($0)" } ?? ""
      does.append("course \(name) for \(found?.displayName ?? team)\(again)")
    }
    if does.isEmpty, let item = line.item { does.append("item \(item)") }
    let begins = line.month == 0 ? "the first day" : "month \(Decimal.text(line.month))"
    return does.joined(separator: ", ") + " from \(begins)"
  }

  /// A campaign that is added, or taken away.
  private func campaign(_ id: String, _ tree: Tree?) -> String {
    let known = scenario.customers.acquisition.campaigns[id: id]
    guard let tree, let from = tree["from"]?.text else {
      return "no campaign \(known?.displayName ?? id)"
    }
    let name = tree["name"]?.text ?? id.replacing("-", with: " ")
    let what = name.hasPrefix("campaign") ? name : "campaign \(name)"
    let months = tree["for"]?.text.map { " for \($0)" } ?? ""
    let begins = from == "month 0" ? "the first day" : from
    return "\(what) from \(begins)\(months)"
  }
}
