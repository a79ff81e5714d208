import CustomerExperience

/// Writes the reference page of all keys.
struct MarkdownReference {
  var text: String {
    var lines = [
      "# Scenario keys", "",
      "Every key of a scenario file, from the declarations the program itself reads. Names in angle",
      "brackets are ids that you choose. A key marked • is fixed at the start: a plan cannot change it.",
      "Where a number plausibly lies is what sweeps draw it from that say `uncertainties: plausible`; a",
      "range that names no source is ours. Keys without one are no assumptions about behaviour.",
      "",
    ]
    let top = KeyNode.scenario
    lines += ["## Top level", ""] + table(top) + [""]
    for node in top where !node.children.isEmpty {
      lines += section(node, path: node.name, level: 2)
    }
    return lines.joined(separator: "\n")
  }

  private func section(_ node: KeyNode, path: String, level: Int) -> [String] {
    let inner: String
    switch node.kind {
    case .table(let noun, _): inner = "\(path).<\(noun)>"
    case .list: inner = "\(path)[]"
    default: inner = path
    }
    var lines = ["\(String(repeating: "#", count: min(level, 6))) `\(inner)`", "", node.help, ""]
    lines += table(node.children) + [""]
    for child in node.children where !child.children.isEmpty {
      lines += section(child, path: "\(inner).\(child.name)", level: level + 1)
    }
    return lines
  }

  private func table(_ nodes: [KeyNode]) -> [String] {
    [
      "| Key | Value | Default | Plausible | Meaning | Source of the default |",
      "|---|---|---|---|---|---|",
    ]
      + nodes.map(row)
  }

  private func plausible(_ node: KeyNode) -> String {
    guard let range = KeyText.plausible(node), let plausible = node.plausible else { return "" }
    if plausible.provenance == .designDefault { return range }
    return "\(range) (\(KeyText.source(of: plausible)))"
  }

  private func row(_ node: KeyNode) -> String {
    var value = KeyText.summary(of: node)
    if let leaf = node.leaf {
      value = KeyText.form(of: leaf.form)
      if case .law(_, _, let drawn) = leaf.form { value += ", drawn \(drawn.rawValue)" }
      if let word = leaf.word, word != leaf.standard { value += " or '\(word)'" }
    }
    let standard = node.leaf?.standard
    let mark = node.leaf != nil && !node.changeable ? " •" : ""
    let need = node.required ? " (required)" : ""
    let see = node.see.map { " See \($0)." } ?? ""
    let source = standard == nil ? "" : KeyText.source(of: node)
    let cells = [
      "`\(node.name)`\(mark)\(need)", value, standard ?? "", plausible(node), node.meaning + see,
      source,
    ]
    return "| "
      + cells.map { $0.split(separator: "|").joined(separator: "\\|") }
      .joined(separator: " | ") + " |"
  }
}
