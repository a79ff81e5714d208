import CustomerExperience

/// A scenario with every value filled in, and where each came from.
public enum ResolvedScenario {
  /// YAML that loads to an equal scenario when it stands beside the original file.
  ///
  /// - Returns: A scenario file with a comment after each value: the file and line it came from,
  ///   `--set` or `default`.
  public static func text(of loaded: LoadedScenario) -> String {
    let writer = ResolvedWriter(loaded: loaded)
    let name = loaded.sources.first { !$0.isSetting }?.name ?? "scenario"
    return (["# \(name) with every value filled in"] + writer.lines()).joined(separator: "\n") + "\n"
  }
}

private struct ResolvedWriter {
  private struct Line {
    var text: String
    var comment: String?
  }

  let loaded: LoadedScenario

  func lines() -> [String] {
    guard
      case .mapping(let pairs) = Encoder(measuring: loaded.measuring).section(loaded.scenario)
    else { return [] }
    let kept = pairs.map { pair -> ValueNode.Pair in
      guard pair.key == "customers", loaded.scenario.customers.relationship == .repertoire,
        case .mapping(let inner) = pair.value
      else { return pair }
      return .init(pair.key, .mapping(inner.filter { $0.key != "contract" }))
    }
    let lines = mapping(kept, indent: 0, path: "")
    return lines.map { line in
      guard let comment = line.comment else { return line.text }
      let width = 44
      let gap = String(repeating: " ", count: max(2, width - line.text.count))
      return "\(line.text)\(gap)# \(comment)"
    }
  }

  private func mapping(_ pairs: [ValueNode.Pair], indent: Int, path: String) -> [Line] {
    let space = String(repeating: " ", count: indent)
    return pairs.flatMap { pair -> [Line] in
      let here = path.isEmpty ? pair.key : "\(path).\(pair.key)"
      let key = "\(space)\(FlowText.scalar(pair.key)):"
      switch pair.value {
      case .absent(let text): return [Line(text: "\(space)# \(pair.key): \(text)")]
      case .mapping(let inner) where !inner.isEmpty:
        return [Line(text: key)] + mapping(inner, indent: indent + 2, path: here)
      case .sequence(let items) where !items.isEmpty && here != "plan" && !here.hasPrefix("levers."):
        return [Line(text: key)]
          + items.enumerated().flatMap { item($1, indent: indent + 2, path: "\(here)[\($0)]") }
      case .sequence(let items) where here == "plan" && !items.isEmpty:
        return [Line(text: key, comment: origin(of: here))]
          + items.map { Line(text: "\(space)  - \($0.flow)") }
      default:
        return [Line(text: "\(key) \(value(pair.value, at: here))", comment: origin(of: here))]
      }
    }
  }

  private func item(_ node: ValueNode, indent: Int, path: String) -> [Line] {
    guard case .mapping(let pairs) = node else {
      let space = String(repeating: " ", count: indent)
      return [Line(text: "\(space)- \(value(node, at: path))", comment: origin(of: path))]
    }
    var lines = mapping(pairs, indent: indent + 2, path: path)
    let first = lines.firstIndex { !$0.text.drop { $0 == " " }.hasPrefix("#") } ?? 0
    guard lines.indices.contains(first) else { return [] }
    let line = lines.remove(at: first)
    let dash = String(repeating: " ", count: indent) + "- " + line.text.dropFirst(indent + 2)
    return [Line(text: dash, comment: line.comment)] + lines
  }

  private func value(_ node: ValueNode, at path: String) -> String {
    if case .word(let text) = node, text.hasPrefix("empirical of "),
      let original = loaded.origins[path]
    {
      return empirical(original, at: path) ?? text
    }
    return node.flow
  }

  /// The law of observed values as the author wrote it, its file named from the first file's folder.
  private func empirical(_ origin: Decoder.Origin, at path: String) -> String? {
    guard let text = tree(at: path)?.text else { return nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    let main = loaded.sources.first?.name ?? ""
    let source = loaded.sources[origin.value.source]
    let file = FilePath.resolve(words[1], beside: source.isSetting ? main : source.name)
    return FlowText.scalar("empirical \(FilePath.relative(file, to: main)) \(words[2])")
  }

  private func tree(at path: String) -> Tree? {
    var tree = loaded.tree
    for part in path.split(separator: ".") {
      let pieces = part.split(separator: "[")
      guard let name = pieces.first, let next = tree[String(name)] else { return nil }
      tree = next
      for piece in pieces.dropFirst() {
        guard let index = Int(piece.dropLast()), let items = tree.items,
          items.indices.contains(index)
        else { return nil }
        tree = items[index]
      }
    }
    return tree
  }

  private func origin(of path: String) -> String {
    if let origin = loaded.origins[path] {
      let source = loaded.sources[origin.value.source]
      return source.isSetting ? source.name : "\(source.name):\(origin.value.line)"
    }
    if path.hasPrefix("levers."), let origin = loaded.origins["levers"] {
      return "\(loaded.sources[origin.value.source].name):\(origin.value.line)"
    }
    return "default"
  }
}
