import CustomerExperience

/// A section of a scenario as a form: what can be filled in there, with what the text says now.
public struct TextForm: Sendable, Equatable {
  /// How a field is filled in.
  public enum Input: String, Sendable {
    /// A number with its unit, or a law of one.
    case number
    /// One of a few words.
    case choice
    /// `true` or `false`.
    case flag
    /// Whatever a scenario file may say.
    case text
  }

  /// A key that holds a value.
  public struct Field: Sendable, Equatable {
    /// The dotted path, with ids.
    public let path: String
    /// What it is called.
    public let label: String
    /// What the key means.
    public let help: String
    /// How it is filled in.
    public let input: Input
    /// The unit as people name it; empty where there is none.
    public let unit: String
    /// What is allowed and what it is by default, in words.
    public let allowed: String
    /// The words to choose from; nil where there are none.
    public let values: [String]?
    /// What it is where nothing is said; nil where there is no such value.
    public let standard: String?
    /// What the text says; nil where it says nothing.
    public let value: String?
    /// What the files that it extends say; nil where they say nothing.
    public let inherited: String?
    /// The line of the text, from 1; nil where it says nothing.
    public let line: Int?
    /// Whether every scenario says it.
    public let isRequired: Bool
  }

  /// A section, or a list, within this one.
  public struct Part: Sendable, Equatable {
    /// The dotted path, with ids.
    public let path: String
    /// What it is called.
    public let label: String
    /// What it means.
    public let help: String
    /// The line of the text, from 1; nil where it says nothing of it.
    public let line: Int?
    /// How many keys, ids or items there are in it.
    public let count: Int
    /// Whether it is a list, which is changed in the text.
    public let isList: Bool
  }

  /// The dotted path of the section, with ids; empty at the top of the file.
  public let path: String
  /// What the section is called.
  public let label: String
  /// What the section means.
  public let help: String
  /// What its entries are called, where ids are made up in it, such as `team`.
  public let noun: String?
  /// The fields, in the order of the reference.
  public let fields: [Field]
  /// The sections within it.
  public let parts: [Part]
}

/// Makes a form of a section.
struct FormMaker {
  /// What the text says.
  let own: Tree
  /// What the text and the files that it extends say.
  let merged: Tree
  /// What the files that it extends say; nil where there are none.
  let parents: Tree?

  /// The form of a section; nil where the path leads to none.
  func form(of path: [String]) -> TextForm? {
    guard let place = KeyPlace.find(path), path.isEmpty || isThere(path) else { return nil }
    switch place {
    case .section(let node, let nodes):
      let fields = nodes.filter { $0.leaf != nil }.map { field($0, in: path) }
      let parts = nodes.filter { $0.leaf == nil }.map { part($0, in: path) }
      return form(path, help: node?.meaning ?? "", noun: nil, fields, parts)
    case .table(let node, let noun):
      let parts = entries(of: path)
      return form(path, help: node.meaning, noun: noun, [], parts)
    case .list, .leaf, .inside: return nil
    }
  }

  private func form(
    _ path: [String], help: String, noun: String?, _ fields: [TextForm.Field],
    _ parts: [TextForm.Part]
  ) -> TextForm {
    TextForm(
      path: path.joined(separator: "."),
      label: path.last.map { name(of: $0, at: path, merged.value(at: path)) } ?? "",
      help: help, noun: noun, fields: fields, parts: parts)
  }

  /// Whether every id of a path is there.
  private func isThere(_ path: [String]) -> Bool {
    for length in 1...max(1, path.count) {
      let before = Array(path.prefix(length - 1))
      if case .table = KeyPlace.find(before), merged.value(at: path.prefix(length)) == nil {
        return false
      }
    }
    return true
  }

  /// What an entry of a table is called: by its own name, where it has one.
  private func name(of id: String, at path: [String], _ value: Tree?) -> String {
    if let name = value?["name"]?.text, !name.isEmpty, case .section = KeyPlace.find(path),
      case .table = KeyPlace.find(Array(path.dropLast()))
    {
      return name
    }
    return Self.words(id)
  }

  private static func words(_ id: String) -> String {
    let text = String(id.map { $0 == "-" || $0 == "_" ? " " : $0 })
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private func field(_ node: KeyNode, in section: [String]) -> TextForm.Field {
    let path = section + [node.name]
    let entry = own.value(at: section)?.entry(node.name)
    let (input, values) = Self.input(of: node)
    return TextForm.Field(
      path: path.joined(separator: "."), label: Self.words(node.name), help: node.meaning,
      input: input, unit: node.leaf?.numbers?.unit.title ?? "", allowed: KeyText.summary(of: node),
      values: values, standard: node.leaf?.standard, value: entry.map { Self.text($0.value) },
      inherited: parents?.value(at: path).map(Self.text), line: entry?.keyPlace.line,
      isRequired: node.required)
  }

  private static func input(of node: KeyNode) -> (TextForm.Input, [String]?) {
    guard let leaf = node.leaf else { return (.text, nil) }
    switch leaf.form {
    case .choice(let words): return (.choice, words)
    case .flag: return (.flag, ["true", "false"])
    case .number, .integer, .law: return (.number, leaf.word.map { [$0] })
    case .dimensions, .text, .date, .moment, .hours, .timesOfWeek, .timeOfDay, .price, .measured,
      .attributes, .citations, .settings, .levers, .parent:
      return (.text, nil)
    }
  }

  private static func text(_ tree: Tree) -> String {
    tree.text.map { $0.trimmingBlanks.description } ?? FlowText.text(tree)
  }

  private func part(_ node: KeyNode, in section: [String]) -> TextForm.Part {
    let path = section + [node.name]
    let isList = if case .list = node.kind { true } else { false }
    return TextForm.Part(
      path: path.joined(separator: "."), label: Self.words(node.name), help: node.meaning,
      line: own.value(at: section)?.entry(node.name)?.keyPlace.line,
      count: Self.count(in: merged.value(at: path)),
      isList: isList)
  }

  /// The entries of a table, which may be very many.
  private func entries(of table: [String]) -> [TextForm.Part] {
    let lines = Dictionary(
      (own.value(at: table)?.entries ?? []).map { (canonical($0.key), $0.keyPlace.line) },
      uniquingKeysWith: { first, _ in first })
    return (merged.value(at: table)?.entries ?? []).map { entry in
      let path = table + [entry.key]
      return TextForm.Part(
        path: path.joined(separator: "."), label: name(of: entry.key, at: path, entry.value),
        help: "", line: lines[canonical(entry.key)], count: Self.count(in: entry.value),
        isList: false)
    }
  }

  private static func count(in value: Tree?) -> Int {
    value?.entries?.count ?? value?.items?.count ?? 0
  }
}
