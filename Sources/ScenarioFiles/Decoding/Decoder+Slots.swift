import CustomerExperience

extension Decoder {
  /// Decodes the value of one key.
  ///
  /// - Parameter siblings: The entries beside it.
  func decode<Root: Declared>(
    _ key: Key<Root>, _ tree: Tree, of siblings: [Entry], into target: inout Root, at trail: Trail
  ) {
    switch key.slot {
    case .section(let nested): visit(nested, tree, &target, trail)
    case .optionalSection(let nested): visit(nested, tree, &target, trail)
    case .table(let nested): visit(nested, tree, &target, trail)
    case .list(let nested): visit(nested, tree, &target, trail)
    case .dimensions(let path, let unit, let range, let addsUp):
      dimensions(tree, unit, range, addsUp: addsUp, into: &target[keyPath: path], at: trail)
    case .attributes(let path): target[keyPath: path] = attributes(tree, at: trail)
    case .citations(let path): target[keyPath: path] = citations(tree, at: trail)
    case .settings(let path): target[keyPath: path] = settings(tree, at: trail)
    case .hours(let path):
      if let hours = hours(tree, at: trail) { target[keyPath: path] = hours }
    case .measured(let path):
      if let value = measured(tree, of: siblings, at: trail) { target[keyPath: path] = value }
    // Read once everything else is known.
    case .parent, .plan, .levers: break
    default: leaf(key, tree, into: &target, at: trail)
    }
  }

  private func visit<Root: Declared>(
    _ nested: some Nested<Root>, _ tree: Tree, _ target: inout Root, _ trail: Trail
  ) {
    var visitor = SlotDecoding(decoder: self, tree: tree, trail: trail, target: target)
    nested.accept(&visitor)
    target = visitor.target
  }

  private func leaf<Root: Declared>(
    _ key: Key<Root>, _ tree: Tree, into target: inout Root, at trail: Trail
  ) {
    guard let text = word(tree, expecting: example(of: key.slot), at: trail) else { return }
    do {
      try assign(key.slot, text, source: tree.place.source, into: &target, at: trail)
    } catch {
      report(error.message, at: tree.place, trail)
    }
  }

  private func assign<Root: Declared>(
    _ slot: Slot<Root>, _ text: String, source: Int, into target: inout Root, at trail: Trail
  ) throws(ValueProblem) {
    let reader = reader(at: trail)
    switch slot {
    case .number(let path, let unit, let range):
      target[keyPath: path] = try reader.number(text, unit, in: range)
    case .optionalNumber(let path, let unit, let range, let absent):
      target[keyPath: path] = text == absent ? nil : try reader.number(text, unit, in: range)
    case .numberOrWord(let path, let unit, let range, let word):
      target[keyPath: path] =
        text == word ? Root()[keyPath: path] : try reader.number(text, unit, in: range)
    case .integer(let path, let unit, let range):
      target[keyPath: path] = try reader.integer(text, unit, in: range)
    case .optionalInteger(let path, let unit, let range, let absent):
      target[keyPath: path] = text == absent ? nil : try reader.integer(text, unit, in: range)
    case .law(let path, let unit, let range, _):
      target[keyPath: path] = try reader.law(text, unit, in: range) {
        (file, column) throws(ValueProblem) in try data(file, column, source)
      }
    case .optionalLaw(let path, let unit, let range, _):
      target[keyPath: path] = try reader.law(text, unit, in: range) {
        (file, column) throws(ValueProblem) in try data(file, column, source)
      }
    default: try assignWord(slot, text, into: &target, reader)
    }
  }

  private func assignWord<Root: Declared>(
    _ slot: Slot<Root>, _ text: String, into target: inout Root, _ reader: ValueReader
  ) throws(ValueProblem) {
    switch slot {
    case .flag(let path):
      guard text == "true" || text == "false" else {
        throw ValueProblem("\(reader.path) is true or false; found '\(reader.shown(text))'")
      }
      target[keyPath: path] = text == "true"
    case .text(let path): target[keyPath: path] = String(text.trimmingBlanks)
    case .optionalText(let path): target[keyPath: path] = String(text.trimmingBlanks)
    case .choice(let words, let set, _):
      guard words.contains(text) else {
        throw ValueProblem(
          "\(reader.path) is \(words.joined(separator: " or ")); found '\(reader.shown(text))'"
            + Nearest.suggestion(text, among: words))
      }
      set(&target, text)
    case .date(let path): target[keyPath: path] = try reader.date(text)
    case .moment(let path): target[keyPath: path] = try reader.moment(text)
    case .optionalMoment(let path): target[keyPath: path] = try reader.moment(text)
    case .timesOfWeek(let path): target[keyPath: path] = try reader.timesOfWeek(text)
    case .timeOfDay(let path): target[keyPath: path] = try reader.timeOfDay(text)
    case .price(let path): target[keyPath: path] = try reader.price(text)
    default: break
    }
  }

  /// What a value of a slot looks like.
  func example<Root>(of slot: Slot<Root>) -> String {
    switch slot {
    case .number(_, let unit, _), .optionalNumber(_, let unit, _, _),
      .numberOrWord(_, let unit, _, _):
      measuring.example(of: unit)
    case .integer(_, let unit, _), .optionalInteger(_, let unit, _, _):
      measuring.example(of: unit)
    case .law(_, let unit, _, _), .optionalLaw(_, let unit, _, _):
      measuring.example(of: unit) + ", or a law"
    case .flag: "true or false"
    case .choice(let words, _, _): words.joined(separator: " or ")
    case .date: "a date, such as 2026-01-05"
    case .moment, .optionalMoment: "a moment, such as 'month 6'"
    case .timesOfWeek: "times of the week, such as 'Mon-Fri 09:00'"
    case .timeOfDay: "a time of day, such as 08:30"
    case .price: measuring.example(of: .price)
    default: "text"
    }
  }
}

/// Decodes nested sections with their static types.
private struct SlotDecoding<Root: Declared>: SlotVisitor {
  let decoder: Decoder
  let tree: Tree
  let trail: Trail
  var target: Root

  mutating func section<Child: Declared>(_ path: Path<Root, Child>) {
    decoder.section(tree, into: &target[keyPath: path], at: trail)
  }

  mutating func optionalSection<Child: Declared>(_ path: Path<Root, Child?>) {
    var child = Child()
    decoder.section(tree, into: &child, at: trail)
    target[keyPath: path] = child
  }

  mutating func table<Child: Declared & Identified>(
    _ path: Path<Root, [Child]>, of noun: String
  ) {
    guard let entries = decoder.mapping(tree, at: trail) else { return }
    var children: [Child] = []
    for entry in entries where !entry.value.isDeletion {
      guard decoder.isID(entry, of: noun, at: trail) else { continue }
      let place = trail.id(entry.key)
      decoder.record(.init(key: entry.keyPlace, value: entry.value.place), place)
      var child = Child()
      child.id = entry.key
      decoder.section(entry.value, into: &child, at: place)
      children.append(child)
    }
    target[keyPath: path] = children
  }

  mutating func list<Child: Declared>(_ path: Path<Root, [Child]>) {
    guard let items = decoder.list(tree, at: trail) else { return }
    var children: [Child] = []
    for (number, item) in items.enumerated() {
      let place = trail.index(number)
      decoder.record(.init(key: item.place, value: item.place), place)
      var child = Child()
      decoder.section(item, into: &child, at: place)
      children.append(child)
    }
    target[keyPath: path] = children
  }
}
