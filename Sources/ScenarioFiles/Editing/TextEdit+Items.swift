/// Items of a list that are set, added and taken away.
extension TextEdit {
  /// Sets an item, or adds one behind the last; nil takes it away.
  mutating func setItem(
    _ number: Int, of path: [String], to value: String?
  ) throws(TextEditProblem) {
    guard let key = find(path), let items = key.entry.value.items else { throw .unsure }
    let list = key.entry.value
    if value == nil, items.count == 1, isBlock(list) {
      // Nothing behind a key would be no list.
      _ = try set(path, to: "[]", after: [])
    } else if isFlow(list) {
      try setItemInFlow(number, of: list, items, to: value)
    } else {
      try setItemInBlock(number, of: list, items, to: value)
    }
  }

  private mutating func setItemInFlow(
    _ number: Int, of list: Tree, _ items: [Tree], to value: String?
  ) throws(TextEditProblem) {
    guard items.indices.contains(number) else {
      guard let value else { throw .unsure }
      // Behind the last item, or behind the bracket.
      let bracket = try start(of: list)
      var place = TextPoint(line: bracket.line, column: bracket.column + 1)
      if let last = items.last { place = try end(of: last, below: 0, isInFlow: true) }
      lines[place.line].insert(
        contentsOf: (items.isEmpty ? value : ", " + value).unicodeScalars, at: place.column)
      return
    }
    let item = items[number]
    let (start, end) = (try start(of: item), try end(of: item, below: 0, isInFlow: true))
    if let value {
      let line = try replaced(item, from: start, to: end, with: value)
      lines.replaceSubrange(start.line...end.line, with: [line])
    } else {
      try removeFromFlow(start, to: end, item)
    }
  }

  private mutating func setItemInBlock(
    _ number: Int, of list: Tree, _ items: [Tree], to value: String?
  ) throws(TextEditProblem) {
    let indent = try start(of: list).column
    let blanks = Array(repeating: Unicode.Scalar(" "), count: indent)
    let fresh = value.map { blanks + Array("- \($0)".unicodeScalars) }
    guard items.indices.contains(number) else {
      guard let last = items.last, let fresh else { throw .unsure }
      let end = try end(of: last, below: indent, isInFlow: false)
      lines.insert(fresh, at: lastRemark(behind: end.line, below: indent) + 1)
      return
    }
    let item = items[number]
    let dash = try dash(of: item, at: indent, below: try start(of: list).line)
    let end = try end(of: item, below: indent, isInFlow: false)
    let kept = try remarks(beside: item, behind: dash, to: end)
    guard var added = fresh else {
      lines.replaceSubrange(dash.line...end.line, with: kept.map { blanks + $0 })
      return
    }
    let begin = try start(of: item)
    if !isBlock(item), !item.isEmpty, begin.line == dash.line {
      added = try replaced(item, from: begin, to: end, with: value ?? "")
    } else if !kept.isEmpty {
      guard kept.count == 1 else { throw .remarks }
      added += Array("  ".unicodeScalars) + kept[0]
    }
    lines.replaceSubrange(dash.line...end.line, with: [added])
  }

  /// Behind the dash of an item, which may stand on a line above it, but not above the first of its list.
  private func dash(
    of item: Tree, at column: Int, below first: Int
  ) throws(TextEditProblem) -> TextPoint {
    var line = try start(of: item).line
    while line >= first {
      if scan.indent(of: line) == column, TextOutline.isDash(lines[line], at: column) {
        return TextPoint(line: line, column: column + 1)
      }
      line -= 1
    }
    throw .unsure
  }
}
