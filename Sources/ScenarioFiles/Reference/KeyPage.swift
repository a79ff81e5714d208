import CustomerExperience

/// What `cxlab explain` shows of one key.
struct KeyPage {
  let node: KeyNode
  let path: [String]

  private static let width = 100

  var text: String {
    var lines = heading + wrapped(node.meaning)
    if case .dimensions(_, _, let addsUp) = node.leaf?.form {
      lines += wrapped(
        "The dimensions are \(Dimensions.names.joined(separator: ", "))"
          + (addsUp ? "; they total 100%." : "."))
    }
    let longest = node.meanings.map(\.word.count).max() ?? 0
    for (word, meaning) in node.meanings {
      let gap = String(repeating: " ", count: longest + 2 - word.count)
      lines += wrapped("  \(word)\(gap)\(meaning)", indent: longest + 4)
    }
    if let range = KeyText.plausible(node), let plausible = node.plausible {
      lines += line("Plausibly \(range).", "[\(KeyText.source(of: plausible))]")
    }
    if node.required { lines.append("Every scenario gives it.") }
    if node.leaf != nil, !node.changeable, path.count > 1 {
      lines.append("Fixed at the start: a plan cannot change it.")
    }
    if let see = node.see { lines += wrapped("See: \(see)") }
    if !node.children.isEmpty {
      let width = (node.children.map(\.name.count).max() ?? 0) + 2
      lines.append("")
      for child in node.children {
        let name = child.name + String(repeating: " ", count: width - child.name.count)
        lines += wrapped("  \(name)\(child.meaning)", indent: width + 2)
      }
    }
    return lines.joined(separator: "\n")
  }

  private var heading: [String] {
    let left = "\(path.joined(separator: "."))     \(KeyText.summary(of: node))"
    let right = "[\(KeyText.source(of: node))]"
    guard node.leaf != nil, node.leaf?.standard != nil else { return wrapped(left, indent: 4) }
    return line(left, right)
  }

  /// A text, and where it comes from at the end of the line or on the next.
  private func line(_ left: String, _ right: String) -> [String] {
    if left.count + right.count + 2 > KeyPage.width {
      return wrapped(left, indent: 4) + wrapped(right, indent: 1)
    }
    let gap = String(repeating: " ", count: KeyPage.width - left.count - right.count)
    return [left + gap + right]
  }

  private func wrapped(_ text: String, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isFirst = true
    for word in text.dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
      if !isFirst, line.count + 1 + word.count > KeyPage.width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (isFirst ? "" : " ") + word
      }
      isFirst = false
    }
    return lines + [line]
  }
}
