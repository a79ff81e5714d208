/// A key of a text, with whether it stands within brackets.
struct FoundKey {
  var entry: Entry
  var isInFlow: Bool
}

/// Where things stand in a text that is edited.
extension TextEdit {
  /// The lines, to find ends in.
  var scan: TextScan { TextScan(lines: lines) }

  /// A key that the text has; nil where it does not.
  func find(_ path: [String]) -> FoundKey? {
    var section = tree
    var isInFlow = isFlow(tree)
    var found: FoundKey?
    for name in path {
      guard let entry = section.entry(name) else { return nil }
      found = FoundKey(entry: entry, isInFlow: isInFlow)
      section = entry.value
      isInFlow = isInFlow || isFlow(section)
    }
    return found
  }

  /// The line of a key, from 0.
  func line(of entry: Entry) throws(TextEditProblem) -> Int {
    let (line, column) = (entry.keyPlace.line - 1, entry.keyPlace.column - 1)
    guard lines.indices.contains(line), lines[line].indices.contains(column) else {
      throw .unsure
    }
    return line
  }

  /// Where a value begins.
  func start(of value: Tree) throws(TextEditProblem) -> TextPoint {
    let (line, column) = (value.place.line - 1, value.place.column - 1)
    guard lines.indices.contains(line), (0...lines[line].count).contains(column) else {
      throw .unsure
    }
    return TextPoint(line: line, column: column)
  }

  func isFlow(_ tree: Tree) -> Bool {
    guard let first = first(of: tree) else { return false }
    switch tree.content {
    case .mapping, .sequence: return first == "{" || first == "["
    case .scalar: return false
    }
  }

  /// Whether keys or items stand on lines of their own.
  func isBlock(_ tree: Tree) -> Bool {
    switch tree.content {
    case .mapping, .sequence: !isFlow(tree)
    case .scalar: false
    }
  }

  /// Whether it is a text below `|` or `>`.
  func isBlockText(_ tree: Tree) -> Bool {
    guard case .scalar(_, plain: false) = tree.content, let first = first(of: tree) else {
      return false
    }
    return first == "|" || first == ">"
  }

  private func first(of tree: Tree) -> Unicode.Scalar? {
    (try? start(of: tree)).flatMap(scan.scalar(at:))
  }

  /// Where the colon of a key ends.
  func behindColon(of entry: Entry) throws(TextEditProblem) -> TextPoint {
    let line = try line(of: entry)
    guard let key = TextOutline.key(lines[line], from: entry.keyPlace.column - 1) else {
      throw .unsure
    }
    return TextPoint(line: line, column: key.behind)
  }

  /// Where the value of a key ends: behind its last character.
  func end(of key: FoundKey) throws(TextEditProblem) -> TextPoint {
    if key.entry.value.isEmpty, !key.isInFlow { return try behindColon(of: key.entry) }
    return try end(
      of: key.entry.value, below: key.entry.keyPlace.column - 1, isInFlow: key.isInFlow)
  }

  /// Where a value ends.
  ///
  /// - Parameters:
  ///   - indent: The column of its key, or of the dash of its item.
  ///   - isInFlow: Whether it stands within brackets.
  func end(
    of value: Tree, below indent: Int, isInFlow: Bool
  ) throws(TextEditProblem) -> TextPoint {
    let start = try start(of: value)
    switch value.content {
    case .mapping, .sequence:
      if isFlow(value) {
        guard let end = scan.endOfFlow(start)?.end else { throw .unsure }
        return end
      }
      if let last = value.entries?.last {
        return try end(of: FoundKey(entry: last, isInFlow: isInFlow))
      }
      guard let last = value.items?.last else { return start }
      return try end(of: last, below: start.column, isInFlow: isInFlow)
    case .scalar(let text, let isPlain):
      if isPlain {
        if text.isEmpty { return start }
        return isInFlow ? scan.endOfPlainInFlow(start) : scan.endOfPlain(start, below: indent)
      }
      if isBlockText(value), !isInFlow {
        let last = scan.lastLineOfBlockText(start, below: indent)
        return TextPoint(line: last, column: lines[last].count)
      }
      guard let end = scan.endOfQuoted(start) else { throw .unsure }
      return end
    }
  }

  /// Where the marks of a text below `|` or `>` end, behind which there may be a remark.
  func endOfMarks(of value: Tree) throws(TextEditProblem) -> TextPoint {
    let start = try start(of: value)
    let marks = lines[start.line][start.column...].prefix { !TextScan.isBlank($0) }
    return TextPoint(line: start.line, column: marks.endIndex)
  }

  /// The last line of what belongs to a key, from 0: also remarks below that are indented further.
  func lastLineWithRemarks(of key: FoundKey) throws(TextEditProblem) -> Int {
    lastRemark(behind: try end(of: key).line, below: key.entry.keyPlace.column - 1)
  }

  /// The last of the remarks that follow a line and are indented further than a column.
  func lastRemark(behind line: Int, below indent: Int) -> Int {
    let scan = scan
    var last = line
    while last + 1 < lines.count, scan.isRemark(line: last + 1), scan.indent(of: last + 1) > indent
    {
      last += 1
    }
    return last
  }
}
