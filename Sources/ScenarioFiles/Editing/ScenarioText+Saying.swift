extension ScenarioText {
  /// The text made to say what settings change of it, each in its place; everything else stays as it is.
  ///
  /// - Parameters:
  ///   - settings: Changes as `key=value`.
  ///   - variant: The scenario of this text with the settings made.
  /// - Throws: ``ScenarioError`` where the text cannot be read, ``TextEditProblem`` where it is not changed.
  public func saying(_ settings: [String], of variant: LoadedScenario) throws -> ScenarioText {
    let all = settings.map(Setting.init)
    let wholes = all.filter { $0.item == nil }.map(\.key)
    var changed = self
    var lists: [String: [Setting]] = [:]
    for setting in all {
      guard let list = setting.item.map({ String($0.list) }) else { continue }
      // Set as a whole, it has its items with it.
      if wholes.contains(where: { list == $0 || list.hasPrefix($0 + ".") }) { continue }
      lists[list, default: []].append(setting)
    }
    for (list, settings) in lists.sorted(by: { $0.key < $1.key }) {
      changed = try changed.saying(settings, ofList: list, of: variant)
    }
    for key in wholes { changed = try changed.saying(key: key, of: variant) }
    guard try changed.load().scenario == variant.scenario else { throw TextEditProblem.unsure }
    return changed
  }

  /// A change, taken apart.
  private struct Setting {
    let key: String
    let value: String
    /// The item of a list that it is of; nil where it is of a key.
    let item: ListItem?

    init(_ text: String) {
      let name = text.prefix { $0 != "=" }
      key = String(name)
      value = String(text.dropFirst(name.count + 1))
      item = ListItem(name)
    }
  }

  /// The text with what a variant says under a key.
  private func saying(key: String, of variant: LoadedScenario) throws -> ScenarioText {
    let (own, merged) = try trees()
    let path = try find(Self.parts(key), in: merged, adding: true).path
    let inherited = parents(of: own["extends"]?.text)?.value(at: path)
    var written: String?
    if let value = variant.tree.value(at: path) {
      written = FlowText.inner(value.covering(inherited))
    } else if inherited != nil {
      // What its parents say is taken away by saying so.
      written = "~"
    }
    return with(try setting(path, to: written, in: own).text)
  }

  /// The text with items of a list set, added and taken away; where only its parents have the list, all of it is said.
  private func saying(
    _ settings: [Setting], ofList list: String, of variant: LoadedScenario
  ) throws -> ScenarioText {
    let (own, merged) = try trees()
    let path = try find(Self.parts(list), in: merged).path
    guard own.value(at: path)?.items != nil else { return try saying(key: list, of: variant) }
    var changed = self
    var taken: [Int] = []
    for setting in settings {
      guard let number = setting.item?.number else { continue }
      let item = try TextEdit.read(value: setting.value)
      if item.isDeletion {
        taken.append(number)
      } else {
        changed = try changed.setting(number, of: path, to: FlowText.inner(item))
      }
    }
    // From the end: the others keep their numbers.
    for number in taken.sorted(by: >) {
      changed = try changed.setting(number, of: path, to: nil)
    }
    return changed
  }

  private func setting(
    _ number: Int, of path: [String], to value: String?
  ) throws -> ScenarioText {
    let own = try trees().own
    return with(
      ends.text(
        of: try TextEdit.lines(lines, own, settingItem: number, of: path, to: value)))
  }

  private func with(_ text: String) -> ScenarioText {
    ScenarioText(text, at: path, reach: reach)
  }
}

extension Tree {
  /// What goes on top of a parent's value to make this one of it: mappings merge, so that keys which are only the
  /// parent's are taken away.
  fileprivate func covering(_ parent: Tree?) -> Tree {
    guard let entries, let others = parent?.entries else { return self }
    let under = Dictionary(
      others.map { (canonical($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    var names: Set<String> = []
    var all = entries.map { entry in
      let name = canonical(entry.key)
      names.insert(name)
      return Entry(
        key: entry.key, keyPlace: entry.keyPlace, value: entry.value.covering(under[name]))
    }
    for other in others where !names.contains(canonical(other.key)) {
      all.append(Entry(key: other.key, keyPlace: other.keyPlace, value: .deletion))
    }
    return Tree(content: .mapping(all), place: place)
  }
}
