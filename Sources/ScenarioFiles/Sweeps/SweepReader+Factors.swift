import CustomerExperience
import RandomVariates

extension SweepReader {
  /// Values of a range of anything but whole numbers, where the file does not say how many.
  private static let standardSteps = 5

  /// The keys of a section, each with its values.
  ///
  /// - Parameter levers: Where they are uncertainties: keys that are levers beside them.
  func factors(
    _ tree: Tree, named name: String, isLever: Bool, besides levers: [String] = []
  ) -> [SweepFactor] {
    if !isLever, let word = tree.text, !tree.isEmpty {
      guard isPlausible(word, of: name, at: tree.place) else { return [] }
      return plausibleFactors(besides: levers)
    }
    guard let entries = decoder.mapping(tree, at: Trail.root.key(name)) else { return [] }
    if entries.isEmpty { report("'\(name)' names no key", at: tree.place) }
    var factors: [SweepFactor] = []
    var paths: Set<String> = []
    var takesOthers = false
    for entry in entries {
      if !isLever, entry.key == Self.others {
        takesOthers = isPlausible(entry.value.text ?? "", of: entry.key, at: entry.value.place)
        continue
      }
      guard let match = decoder.find(entry, in: loaded.tree, at: .root),
        let factor = factor(entry, match, isLever: isLever)
      else { continue }
      if !paths.insert(factor.path).inserted {
        report("\(factor.path) is given twice", at: entry.keyPlace)
      }
      factors.append(factor)
    }
    if takesOthers { factors += plausibleFactors(besides: levers + factors.map(\.path)) }
    return factors
  }

  /// Whether a word is the one that stands for plausible ranges; anything else is told.
  private func isPlausible(_ word: String, of name: String, at place: Place) -> Bool {
    if word == Self.plausible { return true }
    report(
      "'\(name)' takes the word 'plausible', for every key with a plausible range"
        + (name == Self.others ? " that is not named; " : ", or names keys, each with a law; ")
        + "found '\(word)'" + Nearest.suggestion(word, among: [Self.plausible]), at: place)
    return false
  }

  private func factor(_ entry: Entry, _ match: KeyFinder.Match, isLever: Bool) -> SweepFactor? {
    let path = match.path.joined(separator: ".")
    switch entry.value.content {
    case .sequence(let items):
      if items.isEmpty { report("\(path) has no values", at: entry.value.place) }
      guard items.count <= Limits.leverValues else {
        report(
          "\(path) has \(items.count) values; at most \(Limits.leverValues)", at: entry.value.place)
        return nil
      }
      let fit = items.map { check($0, match) }.allSatisfy { $0 }
      let texts = items.map(FlowText.text)
      var seen: Set<String> = []
      for (number, text) in texts.enumerated() where !seen.insert(text).inserted {
        report("\(path) has the value \(text) twice", at: items[number].place)
      }
      return fit && !items.isEmpty ? factor(match, levels: texts, quantity: nil) : nil
    case .mapping(let keys): return range(keys, entry, match)
    case .scalar(let text, _):
      guard !isLever else {
        report(
          "a lever is a range, such as {from: 4, to: 8}, or a list of values; found "
            + decoder.describe(entry.value), at: entry.value.place)
        return nil
      }
      if text == Self.plausible { return plausibleFactor(match, at: entry.value.place) }
      return law(text, entry.value, match)
    }
  }

  /// A law of the world, in the scenario language.
  private func law(_ text: String, _ value: Tree, _ match: KeyFinder.Match) -> SweepFactor? {
    let path = match.path.joined(separator: ".")
    guard let (unit, range, isWhole) = number(match, at: value.place) else { return nil }
    let reader = ValueReader(path: path, measuring: loaded.measuring)
    do {
      let law = try reader.law(text, unit, in: range) { (file, column) throws(ValueProblem) in
        try decoder.data(file, column, value.place.source)
      }
      if case .constant = law {
        report(
          "\(path) would not vary: write a law, such as 'uniform LOW to HIGH', {from: LOW, to: HIGH} or "
            + "[VALUE, VALUE]", at: value.place)
        return nil
      }
      let quantity = SweepQuantity(
        law: law, isWhole: isWhole, unit: unit, measuring: loaded.measuring)
      return factor(match, drawn: quantity)
    } catch {
      report(error.message, at: value.place)
      return nil
    }
  }

  private func range(
    _ keys: [Entry], _ entry: Entry, _ match: KeyFinder.Match
  ) -> SweepFactor? {
    let path = match.path.joined(separator: ".")
    for key in keys where !["from", "to", "steps"].contains(key.key) {
      report(
        "unknown key '\(key.key)' in \(path)"
          + Nearest.suggestion(key.key, among: ["from", "to", "steps"])
          + "; it has 'from', 'to' and 'steps'", at: key.keyPlace)
      return nil
    }
    guard let from = entry.value["from"], let to = entry.value["to"] else {
      report("\(path) needs 'from' and 'to'", at: entry.value.place)
      return nil
    }
    guard let (unit, _, isWhole) = number(match, at: entry.value.place),
      check(from, match), check(to, match)
    else { return nil }
    let reader = ValueReader(path: path, measuring: loaded.measuring)
    guard let low = try? reader.quantity(from.text ?? "", unit),
      let high = try? reader.quantity(to.text ?? "", unit), low < high
    else {
      report("\(path) must go up from 'from' to 'to', in numbers", at: entry.value.place)
      return nil
    }
    var steps = isWhole ? high - low + 1 : Double(Self.standardSteps)
    if let given = entry.value["steps"] {
      guard let count = whole(given, "steps of \(path)", in: 2...Limits.leverValues) else {
        return nil
      }
      steps = Double(count)
    }
    guard steps <= Double(Limits.leverValues) else {
      report(
        "\(path) has more than \(Limits.leverValues) values; say how many with 'steps'",
        at: entry.value.place)
      return nil
    }
    let quantity = SweepQuantity(
      law: .uniform(low: low, high: high), isWhole: isWhole, unit: unit,
      measuring: loaded.measuring)
    return factor(match, levels: quantity.range(steps: Int(steps)), quantity: quantity)
  }

  /// A key whose values are drawn from a law.
  func factor(_ match: KeyFinder.Match, drawn quantity: SweepQuantity) -> SweepFactor {
    factor(match, levels: quantity.quantiles(steps: Self.standardSteps), quantity: quantity)
  }

  private func factor(
    _ match: KeyFinder.Match, levels: [String], quantity: SweepQuantity?
  ) -> SweepFactor {
    SweepFactor(
      path: match.path.joined(separator: "."), base: base(match.path), levels: levels,
      quantity: quantity)
  }

  /// The unit of a key that holds a number, the range its values must lie in, and whether they are whole.
  private func number(
    _ match: KeyFinder.Match, at place: Place
  ) -> (unit: Unit, range: ClosedRange<Double>, isWhole: Bool)? {
    if !match.isInside, let numbers = match.node.leaf?.numbers { return numbers }
    switch match.node.leaf?.form {
    case .dimensions(let unit, let range, _) where match.isInside: return (unit, range, false)
    case .price: return (.price, 0...1e9, false)
    default:
      report(
        "\(match.path.joined(separator: ".")) is not a number; give a list of values", at: place)
      return nil
    }
  }

  /// Whether a value may stand under a key, by itself.
  func check(_ value: Tree, _ match: KeyFinder.Match) -> Bool {
    guard value.text != nil else {
      report("values are words or numbers; found \(decoder.describe(value))", at: value.place)
      return false
    }
    let problems = assembly.problems(of: value, at: match.path)
    for problem in problems { decoder.report(problem) }
    return problems.isEmpty
  }

  /// What the scenario sets a key to.
  func base(_ path: [String]) -> String { values[path]?.flow ?? "" }
}
