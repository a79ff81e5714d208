import CustomerExperience

/// The reference of scenario keys, written from their declarations.
public enum KeyReference {
  /// What a key means, its unit, range, default and source.
  ///
  /// - Parameter path: A dotted path; ids that an author makes up may stand in it or be left out, so
  ///   that `teams.training` and `teams.first-line.training.fault-finding` are the same key.
  /// - Returns: Lines of text; nil where there is no such key.
  public static func explain(_ path: String) -> String? {
    guard let match = find(parts(path)), misspelt(path, match) == nil else { return nil }
    return KeyPage(node: match.node, path: match.path).text
  }

  /// The declared path nearest to a misspelt one.
  public static func nearest(to path: String) -> String? {
    var known: [String] = []
    for part in parts(path) {
      let next = known + [part]
      if let match = find(next) {
        if let name = misspelt(next.joined(separator: "."), match) {
          known = match.path + [name]
        } else {
          known = match.isEntry ? next : match.path
        }
        continue
      }
      let nodes = known.isEmpty ? KeyNode.scenario : find(known)?.node.children ?? []
      guard let name = Nearest.match(part, among: nodes.map(\.name)) else { break }
      known.append(name)
    }
    if !known.isEmpty { return find(known)?.path.joined(separator: ".") }
    guard let last = parts(path).last else { return nil }
    return allPaths.first { $0.split(separator: ".").last.map(String.init) == last }
  }

  /// The key that an id at the end of a path was probably meant to be; nil where it may well be an id.
  private static func misspelt(_ path: String, _ match: KeyFinder.Match) -> String? {
    guard match.isEntry, let last = parts(path).last else { return nil }
    return Nearest.match(last, among: match.node.children.map(\.name))
  }

  /// What a declared path means, in a line.
  static func meaning(of path: String) -> String? { find(parts(path))?.node.meaning }

  /// Every declared path, without ids, in the order of the reference.
  public static var allPaths: [String] { paths(of: KeyNode.scenario, under: []) }

  /// The JSON Schema (draft 7) of a scenario file, for editors.
  public static func jsonSchema() -> String { SchemaWriter().schema().text + "\n" }

  /// The reference page of all keys, in Markdown.
  public static func markdown() -> String { MarkdownReference().text }

  private static func parts(_ path: String) -> [String] {
    path.split(separator: ".", omittingEmptySubsequences: false).map { part in
      String(part.prefix { $0 != "[" })
    }
  }

  private static func paths(of nodes: [KeyNode], under path: [String]) -> [String] {
    nodes.flatMap { node in
      let here = path + [node.name]
      return [here.joined(separator: ".")] + paths(of: node.children, under: here)
    }
  }

  /// Finds a key by a path in which ids may be left out.
  static func find(_ path: [String]) -> KeyFinder.Match? {
    find(path[...], among: KeyNode.scenario, under: [])
  }

  private static func find(
    _ path: ArraySlice<String>, among nodes: [KeyNode], under spelt: [String]
  ) -> KeyFinder.Match? {
    guard let part = path.first,
      let node = nodes.first(where: { canonical($0.name) == canonical(part) })
    else { return nil }
    let rest = path.dropFirst()
    let here = spelt + [node.name]
    if rest.isEmpty { return KeyFinder.Match(node: node, path: here) }
    switch node.kind {
    case .leaf(let leaf):
      switch leaf.form {
      case .dimensions where rest.count == 1 && Dimensions.names.contains(rest[rest.startIndex]),
        .attributes where rest.count <= 2, .citations where rest.count == 1:
        return KeyFinder.Match(node: node, path: here, isInside: true)
      default: return nil
      }
    case .section(let children, _), .list(let children):
      return find(rest, among: children, under: here)
    case .table(_, let children):
      if let match = find(rest, among: children, under: here) { return match }
      let deeper = rest.dropFirst()
      if deeper.isEmpty { return KeyFinder.Match(node: node, path: here, isEntry: true) }
      return find(deeper, among: children, under: here)
    }
  }
}

extension KeyReference {
  /// What may stand at a key, in a line: its unit, range and default, or the keys of a section.
  ///
  /// - Parameter path: A dotted path without ids.
  /// - Returns: nil where there is no such key.
  public static func allowed(at path: String) -> String? {
    guard let node = find(path.split(separator: ".").map(String.init))?.node else { return nil }
    guard node.leaf == nil else { return "\(node.name): \(KeyText.summary(of: node))" }
    let names = node.children.map(\.name)
    return "\(node.name) has the keys \(names.joined(separator: ", "))"
  }
}
