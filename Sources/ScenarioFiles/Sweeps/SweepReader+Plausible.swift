import CustomerExperience
import RandomVariates

/// Laws drawn from the plausible ranges of the key reference.
extension SweepReader {
  /// The word that stands for a key's plausible range, or for all keys that have one.
  static let plausible = "plausible"
  /// The key that stands for all keys which are not named beside it.
  static let others = "others"

  /// Every key that the scenario uses and that has a plausible range, in the order of the reference.
  ///
  /// A key is left out where the section it stands in is not given, where what binds customers leaves
  /// it nothing to do, and where the scenario has no number there to vary around. One that is idle for
  /// another reason, such as word of mouth that is switched off, is drawn and changes nothing.
  ///
  /// - Parameter taken: Paths of keys that are varied otherwise.
  func plausibleFactors(besides taken: [String]) -> [SweepFactor] {
    declared(KeyNode.scenario, acting, under: []).compactMap { match in
      guard !taken.contains(match.path.joined(separator: ".")),
        let quantity = try? plausibleQuantity(match)
      else { return nil }
      return factor(match, drawn: quantity)
    }
  }

  /// The plausible range of one key.
  func plausibleFactor(_ match: KeyFinder.Match, at place: Place) -> SweepFactor? {
    do {
      return factor(match, drawn: try plausibleQuantity(match))
    } catch {
      report("\(match.path.joined(separator: ".")) \(error.message)", at: place)
      return nil
    }
  }

  /// The keys with a plausible range in the sections that the scenario has, each id of a table by itself.
  private func declared(
    _ nodes: [KeyNode], _ values: ValueNode, under path: [String]
  ) -> [KeyFinder.Match] {
    nodes.flatMap { node -> [KeyFinder.Match] in
      guard let value = values[node.name] else { return [] }
      let here = path + [node.name]
      switch node.kind {
      case .leaf: return node.plausible == nil ? [] : [KeyFinder.Match(node: node, path: here)]
      case .section(let children, _): return declared(children, value, under: here)
      case .table(_, let children):
        return value.pairs.flatMap { declared(children, $0.value, under: here + [$0.key]) }
      case .list: return []
      }
    }
  }

  /// What to write instead of the word.
  private static let advice =
    "; write a law, such as 'triangular LOW to MOST-LIKELY to HIGH', {from: LOW, to: HIGH} or "
    + "[VALUE, VALUE]"

  /// A triangular law over the plausible range, most likely what the scenario says.
  ///
  /// - Throws: Why there is none, as what follows the key in a sentence.
  private func plausibleQuantity(_ match: KeyFinder.Match) throws(ValueProblem) -> SweepQuantity {
    guard let plausible = match.node.plausible, !match.isInside, let leaf = match.node.leaf,
      let (unit, allowed, isWhole) = leaf.numbers
    else {
      throw ValueProblem("has no plausible range in the key reference" + Self.advice)
    }
    if let only = match.node.only, only != loaded.scenario.customers.relationship {
      throw ValueProblem("does nothing unless the relationship is \(only.rawValue); leave it out")
    }
    let text = acting[match.path]?.flow ?? ""
    let reader = ValueReader(path: match.path.joined(separator: "."), measuring: loaded.measuring)
    let none: (String, String) throws(ValueProblem) -> [Double] = { _, _ throws(ValueProblem) in
      throw ValueProblem("")
    }
    guard let law = try? reader.law(text, unit, in: allowed, data: none) else {
      throw ValueProblem(
        "is '\(text)' in the scenario, which leaves no number to vary around" + Self.advice)
    }
    let range = plausible.range(around: law.mean).clamped(to: allowed)
    let ends = [range.lowerBound, range.upperBound].map {
      Decimal.rounded($0, digits: SweepQuantity.digits)
    }
    guard ends[0] < ends[1] else {
      throw ValueProblem(
        "is \(text) in the scenario, of which no share is another number" + Self.advice)
    }
    let quantity = SweepQuantity(
      law: .triangular(
        low: min(ends[0], law.mean), mode: law.mean, high: max(ends[1], law.mean)),
      isWhole: isWhole, unit: unit, measuring: loaded.measuring, shape: law)
    for end in [0.0, 1] {
      guard (try? reader.law(quantity.text(at: end), unit, in: allowed, data: none)) != nil else {
        throw ValueProblem(
          "is '\(text)' in the scenario, a law that cannot be moved so far" + Self.advice)
      }
    }
    return quantity
  }
}
