/// The text of a scenario that somebody is writing: what is wrong with it, what may stand where, and how to change it.
public struct ScenarioText: Sendable {
  /// The text.
  public let text: String
  /// The path of the file that it would be; what it names is looked for from its folder.
  public let path: String
  /// Which files it may name.
  public let reach: Reach
  let ends: TextEnds
  var lines: [String] { ends.lines }

  /// Takes a text as if it stood in a file.
  public init(_ text: String, at path: String, reach: Reach) {
    (self.text, self.path, self.reach) = (text, path, reach)
    ends = TextEnds(text)
  }

  /// The scenario.
  ///
  /// - Throws: Everything that is wrong with it.
  public func load() throws(ScenarioError) -> LoadedScenario {
    try ScenarioLoader.load(path, holding: text, reach: reach)
  }

  /// The title that it says, as far as that can be seen on its line; nil where it says none there.
  public var title: String? {
    guard let title = TextOutline(lines.prefix(100)).value(at: ["title"]),
      let first = title.first, first != "|", first != ">"
    else { return nil }
    return String(String.UnicodeScalarView(title.unicodeScalars.prefix(200)))
  }

  // MARK: - Completion

  /// What may stand where a cursor is.
  ///
  /// - Parameters:
  ///   - line: from 1.
  ///   - column: from 1, in characters; the cursor stands before that character.
  ///   - files: names of scenario files that it could extend.
  public func completion(line: Int, column: Int, files: [String]) -> TextCompletion {
    guard let spot = TextSpot(lines, line: line, column: column) else {
      return TextCompletion(from: max(1, column), to: max(1, column), items: [])
    }
    let outline = TextOutline(lines)
    let names = KnownNames(outline: outline, parents: parents(of: outline.value(at: ["extends"])))
    return TextCompleter(names: names, spot: spot, files: files).completion()
  }

  /// What the file that a text extends says, with its own parents; nil where there is none that can be read.
  func parents(of name: String?) -> Tree? {
    guard let name, !name.isEmpty, name != "~" else { return nil }
    let bytes = Array("extends: \(FlowText.scalar(name))\n".utf8)
    return Reading(path, holding: bytes, reach: reach).tree(of: path)
  }

  // MARK: - The form, and changes

  /// Whether the text, and the files that it extends, can be read at all, whatever is wrong with what they say.
  public var isRead: Bool { (try? trees()) != nil }

  /// What the text says, and what it comes to with the files that it extends.
  func trees() throws(ScenarioError) -> (own: Tree, merged: Tree) {
    let bytes = Array(text.utf8)
    let alone = Reading(path, holding: bytes, reach: reach)
    let whole = Reading(path, holding: bytes, reach: reach)
    guard let own = alone.tree(ofFileAlone: path) else { throw alone.error(with: []) }
    guard let merged = whole.tree(of: path) else { throw whole.error(with: []) }
    return (own, merged)
  }

  /// A section as a form.
  ///
  /// - Parameter section: Its dotted path, with ids; empty for the top of the file.
  /// - Returns: nil where there is no such section.
  /// - Throws: What keeps the text from being read at all.
  public func form(of section: String) throws(ScenarioError) -> TextForm? {
    let (own, merged) = try trees()
    return FormMaker(
      own: own, merged: merged, parents: parents(of: own["extends"]?.text)
    ).form(of: Self.parts(section))
  }

  /// The text with one key set in its place; everything else stays as it is.
  ///
  /// - Parameters:
  ///   - dotted: The key's path, with ids; the last part may be an id that a table does not have yet.
  ///   - value: What it is set to, as somebody fills it in; nil to take the key away.
  /// - Returns: The text, and the line that was changed; nil where it would be the same text.
  /// - Throws: ``ScenarioError`` where the text cannot be read, ``TextEditProblem`` where the key is not changed.
  public func setting(_ dotted: String, to value: String?) throws -> (text: String, line: Int)? {
    let (own, merged) = try trees()
    let path = Self.parts(dotted)
    let known: KeyFinder.Match
    let place = KeyPlace.find(Array(path.dropLast()))
    if case .table(_, let noun) = place, merged.value(at: path) == nil {
      guard let id = path.last, Self.isID(id) else {
        throw TextEditProblem(
          "the name of \(Article.with(noun)) is made of the letters a to z, digits and hyphens")
      }
      known = try find(Array(path.dropLast()), in: merged)
    } else {
      known = try find(path, in: merged)
    }
    let isNew = known.path.count < path.count
    let full = isNew ? known.path + [path[path.count - 1]] : known.path
    let written = value.map { Self.written($0, known, isNew: isNew) }
    let (text, line) = try setting(full, to: written, in: own)
    return text == self.text ? nil : (text, line)
  }

  /// The text with one key set to what stands in a file.
  ///
  /// - Parameters:
  ///   - path: The path in the declared spelling.
  ///   - own: What the text says.
  func setting(
    _ path: [String], to written: String?, in own: Tree
  ) throws(TextEditProblem) -> (text: String, line: Int) {
    let earlier = path.indices.map { Self.namesBefore(path, at: $0, in: own) }
    let (changed, line) = try TextEdit.lines(lines, own, setting: path, to: written, after: earlier)
    return (ends.text(of: changed), line)
  }

  func find(
    _ path: [String], in tree: Tree, adding: Bool = false
  ) throws(TextEditProblem) -> KeyFinder.Match {
    do {
      return try KeyFinder.find(path, in: tree, adding: adding)
    } catch {
      throw TextEditProblem(error.message)
    }
  }

  static func parts(_ dotted: String) -> [String] {
    dotted.isEmpty
      ? [] : dotted.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  private static func isID(_ text: String) -> Bool {
    !text.isEmpty && text != "all" && text.utf8.count <= 60
      && text.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == 45
      }
  }

  /// A value as it stands in a file: in quotes where it needs them, lists and mappings as they were typed.
  private static func written(_ value: String, _ match: KeyFinder.Match, isNew: Bool) -> String {
    let text = String(value.trimmingBlanks)
    if isNew || match.isEntry || match.node.leaf == nil { return text.isEmpty ? "{}" : text }
    if case .text = match.node.leaf?.form { return FlowText.scalar(text) }
    if text == "~" { return text }
    guard let first = text.first, !"[{\"'".contains(first) else { return text }
    return FlowText.scalar(text)
  }

  /// The keys that are declared before one on a path; all of them where ids are made up.
  private static func namesBefore(_ path: [String], at depth: Int, in tree: Tree) -> [String] {
    let section = Array(path.prefix(depth))
    switch KeyPlace.find(section) {
    case .section(_, let nodes):
      return nodes.prefix { canonical($0.name) != canonical(path[depth]) }.map(\.name)
    case nil, .table, .list, .leaf, .inside:
      return tree.value(at: section)?.entries?.map(\.key) ?? []
    }
  }
}
