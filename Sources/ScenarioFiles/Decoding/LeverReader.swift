import CustomerExperience

/// Reads an entry of `levers`.
struct LeverReader {
  let assembly: Assembly
  private var decoder: Decoder { assembly.decoder }

  init(assembly: Assembly) { self.assembly = assembly }

  /// The lever; nil where something is wrong with it.
  func lever(_ entry: Entry, at trail: Trail) -> Lever? {
    guard let match = decoder.find(entry, in: assembly.tree, at: trail) else { return nil }
    let path = match.path.joined(separator: ".")
    switch entry.value.content {
    case .sequence(let items):
      guard !items.isEmpty else {
        decoder.report("the lever \(path) has no values", at: entry.value.place, trail)
        return nil
      }
      guard items.count <= Limits.leverValues else {
        decoder.report(
          "\(path) has \(items.count) values; at most \(Limits.leverValues)", at: entry.value.place,
          trail)
        return nil
      }
      let fit = items.map { check($0, match, at: trail) }.allSatisfy { $0 }
      return fit ? Lever(path: path, values: items.map(FlowText.text)) : nil
    case .mapping(let ends): return range(ends, match, path, entry, at: trail)
    case .scalar:
      decoder.report(
        "a lever is a range, such as {from: 4, to: 8}, or a list of values", at: entry.value.place,
        trail)
      return nil
    }
  }

  private func range(
    _ ends: [Entry], _ match: KeyFinder.Match, _ path: String, _ entry: Entry, at trail: Trail
  ) -> Lever? {
    for end in ends where end.key != "from" && end.key != "to" {
      decoder.report(
        "unknown key '\(end.key)' in the lever \(path)"
          + Nearest.suggestion(end.key, among: ["from", "to"]) + "; it has 'from' and 'to'",
        at: end.keyPlace, trail)
      return nil
    }
    guard let from = entry.value["from"], let to = entry.value["to"] else {
      decoder.report("the lever \(path) needs 'from' and 'to'", at: entry.value.place, trail)
      return nil
    }
    guard let unit = match.numberUnit else {
      decoder.report(
        "\(path) is not a number; give a list of values instead of a range",
        at: entry.value.place, trail)
      return nil
    }
    guard check(from, match, at: trail), check(to, match, at: trail) else { return nil }
    let reader = ValueReader(path: path, measuring: assembly.measuring)
    guard let low = try? reader.quantity(from.text ?? "", unit),
      let high = try? reader.quantity(to.text ?? "", unit), low < high
    else {
      decoder.report(
        "the lever \(path) must go up from 'from' to 'to', in numbers", at: entry.value.place, trail
      )
      return nil
    }
    return Lever(path: path, range: [FlowText.text(from), FlowText.text(to)])
  }

  private func check(_ value: Tree, _ match: KeyFinder.Match, at trail: Trail) -> Bool {
    guard value.text != nil else {
      decoder.report("a lever's values are words or numbers", at: value.place, trail)
      return false
    }
    let problems = assembly.problems(of: value, at: match.path)
    for problem in problems { decoder.report(problem.message, at: problem.place, trail) }
    return problems.isEmpty
  }
}

extension KeyFinder.Match {
  /// The unit of the number that the key holds; nil where it holds something else.
  var numberUnit: Unit? {
    switch node.leaf?.form {
    case .number(let unit, _): isInside ? nil : unit
    case .integer(let unit, _): isInside ? nil : unit
    case .law(let unit, _, _): isInside ? nil : unit
    case .dimensions(let unit, _, _): isInside ? unit : nil
    case .price: .price
    default: nil
    }
  }
}

extension Decoder {
  /// The key that an entry names by its dotted path; it must be a value, not a section.
  func find(_ entry: Entry, in tree: Tree, at trail: Trail) -> KeyFinder.Match? {
    let parts = entry.key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let match: KeyFinder.Match
    do {
      match = try KeyFinder.find(parts, in: tree)
    } catch {
      var place = entry.keyPlace
      if parts.indices.contains(error.index), place.length == entry.key.unicodeScalars.count {
        place.column += parts.prefix(error.index).map { $0.unicodeScalars.count + 1 }.reduce(0, +)
        place.length = max(1, parts[error.index].unicodeScalars.count)
      }
      report(error.message, at: place, trail)
      return nil
    }
    let isList = if case .list = match.node.kind { true } else { false }
    guard match.node.leaf != nil || isList, !match.isEntry else {
      report(
        "\(match.path.joined(separator: ".")) is a section; name one of its keys",
        at: entry.keyPlace, trail)
      return nil
    }
    noteIdle(
      match.path.reduce(Trail.root) { $0.key($1) }, unless: match.node.only, at: entry.keyPlace)
    return match
  }
}
