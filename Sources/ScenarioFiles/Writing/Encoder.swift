import CustomerExperience
import DiscreteEvents

/// Turns a section of the scenario into text by the declarations of its keys.
struct Encoder {
  let measuring: Measuring

  /// Every key of a section with its value.
  func section<Section: Declared>(_ section: Section) -> ValueNode {
    .mapping(
      Section.keys.compactMap { key in
        if case .parent = key.slot { return nil }
        return .init(key.name, value(key.slot, section))
      })
  }

  /// The default of a leaf as text; nil where there is none.
  func standard<Root: Declared>(_ slot: Slot<Root>, _ defaults: Root) -> String? {
    switch slot {
    case .parent, .measured, .settings: return nil
    case .dimensions(let path, _, _, _):
      if defaults[keyPath: path] == Dimensions(all: 0) { return nil }
    default: break
    }
    switch value(slot, defaults) {
    case .absent(let text): return text == "not given" ? nil : text
    case .text(let text): return text.isEmpty ? nil : text
    case .mapping(let pairs) where pairs.isEmpty: return nil
    case .sequence(let items) where items.isEmpty: return nil
    case let node: return node.flow
    }
  }

  private func value<Root: Declared>(_ slot: Slot<Root>, _ root: Root) -> ValueNode {
    switch slot {
    case .section(let nested): visit(nested, root)
    case .optionalSection(let nested): visit(nested, root)
    case .table(let nested): visit(nested, root)
    case .list(let nested): visit(nested, root)
    case .dimensions(let path, let unit, _, _): dimensions(root[keyPath: path], unit)
    case .attributes(let path): attributes(root[keyPath: path])
    case .citations(let path): citations(root[keyPath: path])
    case .settings(let path): settings(root[keyPath: path])
    case .levers(let path): levers(root[keyPath: path])
    case .plan(let items, let courses, let phases):
      plan(
        items: root[keyPath: items], courses: root[keyPath: courses], phases: root[keyPath: phases])
    case .measured(let path): measured(root[keyPath: path], beside: root)
    case .parent: .absent("not given")
    default: leaf(slot, root)
    }
  }

  private func visit<Root: Declared>(_ nested: some Nested<Root>, _ root: Root) -> ValueNode {
    var visitor = EncodingVisitor(encoder: self, root: root)
    nested.accept(&visitor)
    return visitor.value
  }

  private func leaf<Root: Declared>(_ slot: Slot<Root>, _ root: Root) -> ValueNode {
    func word(_ text: String?, or absent: String = "not given") -> ValueNode {
      text.map(ValueNode.word) ?? .absent(absent)
    }
    switch slot {
    case .number(let path, let unit, _), .numberOrWord(let path, let unit, _, _):
      return .word(measuring.text(root[keyPath: path], unit))
    case .optionalNumber(let path, let unit, _, let absent):
      return .word(root[keyPath: path].map { measuring.text($0, unit) } ?? absent)
    case .integer(let path, let unit, _):
      return .word(measuring.text(Double(root[keyPath: path]), unit))
    case .optionalInteger(let path, let unit, _, let absent):
      return .word(root[keyPath: path].map { measuring.text(Double($0), unit) } ?? absent)
    case .law(let path, let unit, _, _): return .word(measuring.text(root[keyPath: path], unit))
    case .optionalLaw(let path, let unit, _, _):
      return word(root[keyPath: path].map { measuring.text($0, unit) })
    case .flag(let path): return .word(root[keyPath: path] ? "true" : "false")
    case .text(let path): return .text(root[keyPath: path])
    case .optionalText(let path):
      return root[keyPath: path].map(ValueNode.text) ?? .absent("not given")
    case .choice(_, _, let get): return word(get(root))
    case .date(let path): return .word(CalendarText.text(day: root[keyPath: path]))
    case .moment(let path): return .word(measuring.text(root[keyPath: path]))
    case .optionalMoment(let path): return word(root[keyPath: path].map { measuring.text($0) })
    case .hours(let path): return .word(HoursText.text(root[keyPath: path].intervals))
    case .timesOfWeek(let path):
      let text = HoursText.text(times: root[keyPath: path])
      return text.isEmpty ? .absent("not given") : .word(text)
    case .timeOfDay(let path): return .word(CalendarText.text(minute: root[keyPath: path]))
    case .price(let path): return .word(measuring.text(root[keyPath: path]))
    default: return .absent("not given")
    }
  }
}

private struct EncodingVisitor<Root: Declared>: SlotVisitor {
  let encoder: Encoder
  let root: Root
  var value = ValueNode.mapping([])

  mutating func section<Child: Declared>(_ path: Path<Root, Child>) {
    value = encoder.section(root[keyPath: path])
  }

  mutating func optionalSection<Child: Declared>(_ path: Path<Root, Child?>) {
    value = root[keyPath: path].map { encoder.section($0) } ?? .absent("not given")
  }

  mutating func table<Child: Declared & Identified>(_ path: Path<Root, [Child]>, of noun: String) {
    value = .mapping(root[keyPath: path].map { .init($0.id, encoder.section($0)) })
  }

  mutating func list<Child: Declared>(_ path: Path<Root, [Child]>) {
    value = .sequence(root[keyPath: path].map { encoder.section($0) })
  }
}
