/// A scenario file that says in what a variant differs from its base.
public enum VariantFile {
  /// YAML that loads to the same scenario as the variant when it stands beside the base's file.
  ///
  /// - Parameters:
  ///   - variant: the base with settings made, from the same files.
  ///   - base: the base.
  public static func text(of variant: LoadedScenario, from base: LoadedScenario) -> String {
    let path = base.inputs.first?.path ?? base.stem
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var lines = [
      "# Save it beside \(file), under a name of its own, and compare:",
      "#   cxlab compare \(file) NAME.yaml", "extends: \(FlowText.scalar(file))",
    ]
    if case .mapping(let entries) = variant.tree.content {
      lines += changes(from: base.tree.entries ?? [], to: entries, indent: "") {
        canonical($0) != "extends"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What goes on top of a mapping to make another of it: mappings merge, everything else replaces, `~` takes away.
  private static func changes(
    from before: [Entry], to after: [Entry], indent: String,
    where includes: (String) -> Bool = { _ in true }
  ) -> [String] {
    let values = Dictionary(
      before.map { (canonical($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    let kept = Set(after.map { canonical($0.key) })
    var lines: [String] = []
    for entry in after where includes(entry.key) {
      let key = "\(indent)\(FlowText.scalar(entry.key)):"
      let old = values[canonical(entry.key)]
      if let old, old.says(entry.value) { continue }
      if let inner = entry.value.entries, let outer = old?.entries {
        let below = changes(from: outer, to: inner, indent: indent + "  ")
        if !below.isEmpty { lines += [key] + below }
      } else {
        lines.append("\(key) \(FlowText.inner(entry.value))")
      }
    }
    for entry in before where includes(entry.key) && !kept.contains(canonical(entry.key)) {
      lines.append("\(indent)\(FlowText.scalar(entry.key)): ~")
    }
    return lines
  }
}

extension Tree {
  /// Whether it says the same, wherever it stands.
  fileprivate func says(_ other: Tree) -> Bool {
    switch (content, other.content) {
    case (.scalar(let a, let isPlain), .scalar(let b, let isPlainToo)):
      a == b && isPlain == isPlainToo
    case (.sequence(let a), .sequence(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.says($1) }
    case (.mapping(let a), .mapping(let b)):
      a.count == b.count
        && zip(a, b).allSatisfy {
          canonical($0.key) == canonical($1.key) && $0.value.says($1.value)
        }
    default: false
    }
  }
}
