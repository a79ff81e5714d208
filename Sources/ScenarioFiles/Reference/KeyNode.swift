import CustomerExperience

/// A declared key without its static type: what the reference, the schema and dotted paths need.
struct KeyNode: Sendable {
  /// What kind of value a key holds.
  indirect enum Kind: Sendable {
    case leaf(Leaf)
    case section([KeyNode], isOptional: Bool)
    case table(noun: String, [KeyNode])
    case list([KeyNode])
  }

  /// The form of a leaf's value.
  enum Form: Sendable, Equatable {
    case number(Unit, ClosedRange<Double>)
    case integer(Unit, ClosedRange<Int>)
    case law(Unit, ClosedRange<Double>, Drawn)
    case dimensions(Unit, ClosedRange<Double>, addsUp: Bool)
    case choice([String])
    case flag, text, date, moment, hours, timesOfWeek, timeOfDay, price, measured
    case attributes, citations, settings, levers, parent
  }

  /// A value that is not a section.
  struct Leaf: Sendable {
    var form: Form
    /// A word that may stand instead of a value.
    var word: String?
    /// The default, in scenario-file text; nil where there is none.
    var standard: String?

    /// Where the value is a number or a law of one: its unit, what is allowed, and whether it is whole.
    var numbers: (unit: Unit, range: ClosedRange<Double>, isWhole: Bool)? {
      switch form {
      case .number(let unit, let range), .law(let unit, let range, _): (unit, range, false)
      case .integer(let unit, let range):
        (unit, Double(range.lowerBound)...Double(range.upperBound), true)
      default: nil
      }
    }
  }

  let name: String
  let help: String
  let provenance: Provenance
  let plausible: Plausible?
  let see: String?
  let only: Relationship?
  let required: Bool
  let changeable: Bool
  /// What each of its words does.
  let meanings: [(word: String, meaning: String)]
  let kind: Kind

  /// What it means, and under which relationship it acts where it does not always.
  var meaning: String {
    switch only {
    case nil: help
    case .contract: help + " Acts only under a contract."
    case .repertoire: help + " Acts only in a repertoire."
    }
  }

  /// The keys below it.
  var children: [KeyNode] {
    switch kind {
    case .leaf: []
    case .section(let children, _), .table(_, let children), .list(let children): children
    }
  }

  /// The leaf, where it is one.
  var leaf: Leaf? {
    if case .leaf(let leaf) = kind { leaf } else { nil }
  }

  /// The keys at the top of a scenario file.
  static let scenario: [KeyNode] = nodes(of: Scenario())

  /// The keys of a section, with its values as their defaults.
  static func nodes<Section: Declared>(of defaults: Section) -> [KeyNode] {
    Section.keys.map { key in
      KeyNode(
        name: key.name, help: key.help, provenance: key.provenance, plausible: key.plausible,
        see: key.see, only: key.only, required: key.required, changeable: key.changeable,
        meanings: key.meanings, kind: kind(of: key.slot, defaults))
    }
  }

  private static func kind<Root: Declared>(of slot: Slot<Root>, _ defaults: Root) -> Kind {
    switch slot {
    case .section(let nested): visit(nested, defaults)
    case .optionalSection(let nested): visit(nested, defaults)
    case .table(let nested): visit(nested, defaults)
    case .list(let nested): visit(nested, defaults)
    case .plan: .list(nodes(of: PlanEntry()))
    default:
      .leaf(
        Leaf(
          form: form(of: slot), word: word(of: slot),
          standard: Encoder(measuring: Measuring()).standard(slot, defaults)))
    }
  }

  private static func visit<Root: Declared>(_ nested: some Nested<Root>, _ defaults: Root) -> Kind {
    var visitor = NodeVisitor(defaults: defaults)
    nested.accept(&visitor)
    return visitor.kind
  }

  private static func word<Root>(of slot: Slot<Root>) -> String? {
    switch slot {
    case .optionalNumber(_, _, _, let word), .optionalInteger(_, _, _, let word),
      .numberOrWord(_, _, _, let word):
      word
    default: nil
    }
  }

  private static func form<Root>(of slot: Slot<Root>) -> Form {
    switch slot {
    case .number(_, let unit, let range), .optionalNumber(_, let unit, let range, _),
      .numberOrWord(_, let unit, let range, _):
      .number(unit, range)
    case .integer(_, let unit, let range), .optionalInteger(_, let unit, let range, _):
      .integer(unit, range)
    case .law(_, let unit, let range, let drawn), .optionalLaw(_, let unit, let range, let drawn):
      .law(unit, range, drawn)
    case .dimensions(_, let unit, let range, let addsUp):
      .dimensions(unit, range, addsUp: addsUp)
    case .choice(let words, _, _): .choice(words)
    case .flag: .flag
    case .date: .date
    case .moment, .optionalMoment: .moment
    case .hours: .hours
    case .timesOfWeek: .timesOfWeek
    case .timeOfDay: .timeOfDay
    case .price: .price
    case .measured: .measured
    case .attributes: .attributes
    case .citations: .citations
    case .settings: .settings
    case .levers: .levers
    case .parent: .parent
    case .text, .optionalText, .plan, .section, .optionalSection, .table, .list: .text
    }
  }
}

private struct NodeVisitor<Root: Declared>: SlotVisitor {
  let defaults: Root
  var kind = KeyNode.Kind.section([], isOptional: false)

  mutating func section<Child: Declared>(_ path: Path<Root, Child>) {
    kind = .section(KeyNode.nodes(of: defaults[keyPath: path]), isOptional: false)
  }

  mutating func optionalSection<Child: Declared>(_ path: Path<Root, Child?>) {
    kind = .section(KeyNode.nodes(of: Child()), isOptional: true)
  }

  mutating func table<Child: Declared & Identified>(_ path: Path<Root, [Child]>, of noun: String) {
    kind = .table(noun: noun, KeyNode.nodes(of: Child()))
  }

  mutating func list<Child: Declared>(_ path: Path<Root, [Child]>) {
    kind = .list(KeyNode.nodes(of: Child()))
  }
}
