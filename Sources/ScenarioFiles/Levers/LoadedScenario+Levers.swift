import CustomerExperience
import RandomVariates

extension LoadedScenario {
  /// The most levers that a scenario without any of its own is offered.
  private static let mostOffered = 10

  /// The levers: those that the scenario declares, in its order; where it declares none, a few keys that matter.
  public var levers: [LeverDescription] {
    let keys = ScenarioKeys(of: self)
    guard !scenario.levers.isEmpty else {
      return keys.offered().prefix(Self.mostOffered).map { description(of: $0) }
    }
    return scenario.levers.compactMap { lever in
      let parts = lever.path.split(separator: ".").map(String.init)
      guard let match = try? KeyFinder.find(parts, in: tree) else { return nil }
      let outer = match.isInside ? keys.all.first { parts.starts(with: $0.match.path) } : nil
      let inside = match.path.dropFirst(outer?.match.path.count ?? 0).joined(separator: " ")
      var key =
        keys.all.first { $0.match.path == match.path } ?? outer
        ?? ScenarioKeys.Key(match: match, declared: match.path, label: lever.path, value: nil)
      if let outer {
        key.label += " " + inside
        key.value = outer.value?[Array(match.path.dropFirst(outer.match.path.count))]
      }
      key.match = match
      return description(of: key, declared: lever)
    }
  }

  /// Keys of the scenario that speak of all words of a phrase, best first; without a word, those that matter.
  ///
  /// - Parameter limit: the most of them.
  public func keys(matching phrase: String, limit: Int = 20) -> [LeverDescription] {
    let keys = ScenarioKeys(of: self)
    let found =
      phrase.allSatisfy(\.isWhitespace) ? keys.offered() : keys.matching(phrase)
    return found.prefix(limit).map { description(of: $0) }
  }

  func description(
    of key: ScenarioKeys.Key, declared lever: Lever? = nil
  ) -> LeverDescription {
    let node = key.match.node
    let value = key.value.map { $0.isAbsent ? "" : $0.flow } ?? ""
    var description = LeverDescription(
      path: key.match.path.joined(separator: "."), label: key.label, help: node.meaning, unit: "",
      unitText: "", form: .text, value: value, number: nil, range: nil, values: lever?.values,
      isDeclared: lever != nil, standard: key.match.isInside ? nil : node.leaf?.standard,
      source: .init(node.provenance))
    switch node.leaf?.form {
    case .choice(let words): description.values = lever?.values ?? words
    case .flag: if lever == nil { description.form = .flag }
    default: if lever?.values == nil { description.measure(lever?.range, key.match, in: self) }
    }
    if description.values != nil { description.form = .choice }
    return description
  }
}

extension LeverDescription {
  /// Makes it a number of a unit, where it is one.
  fileprivate mutating func measure(
    _ declared: [String]?, _ match: KeyFinder.Match, in loaded: LoadedScenario
  ) {
    guard let stored = match.numberUnit.map(loaded.measuring.resolved),
      let scale = loaded.scale(of: path)
    else { return }
    let unit = LeverUnit(stored, at: value, measuring: loaded.measuring)
    let now = scale.number(of: value)
    let isWhole = match.node.leaf?.numbers?.isWhole == true || stored == .wholeMonths
    if let ends = declared?.compactMap(scale.number(of:)), ends.count == 2 {
      range = Range(declared: unit.number(ends[0]), to: unit.number(ends[1]), isWhole: isWhole)
    } else if value.isEmpty || Quantity(value) != nil || match.node.leaf?.word == value {
      // A number would take the spread from what varies, so that is left as text.
      range = Range(
        around: now, plausible: match.isInside ? nil : match.node.plausible, stored,
        in: match.allowed, isWhole: isWhole, number: unit.number)
    }
    guard range != nil else { return }
    form = .number
    number = now.map(unit.number)
    (self.unit, unitText) = (unit.title, unit.text)
  }
}

extension KeyFinder.Match {
  /// What its number may be, in the key's unit.
  fileprivate var allowed: ClosedRange<Double> {
    if case .dimensions(_, let range, _) = node.leaf?.form { return range }
    return node.leaf?.numbers?.range ?? 0...Double.greatestFiniteMagnitude
  }
}

extension LeverDescription.Source {
  fileprivate init(_ provenance: Provenance) {
    self =
      switch provenance {
      case .verified: .verified
      case .computed: .computed
      case .designDefault: .design
      }
  }
}
