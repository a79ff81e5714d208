/// Keys that are set and taken away.
extension TextEdit {
  /// Sets a key.
  ///
  /// - Returns: The number of the line that was changed, from 1.
  mutating func set(
    _ path: [String], to value: String, after before: [[String]]
  ) throws(TextEditProblem) -> Int {
    if let key = find(path) { return try replace(key, with: value) }
    var depth = path.count - 1
    while depth > 0, tree.value(at: path.prefix(depth)) == nil { depth -= 1 }
    let section = tree.value(at: path.prefix(depth)) ?? tree
    return try insert(
      Array(path[depth...]), value, into: section, of: find(Array(path.prefix(depth))),
      after: before.indices.contains(depth) ? before[depth] : [])
  }

  /// Takes a key away; a remark beside it stays, on a line of its own.
  ///
  /// - Returns: The number of the line where it stood, from 1.
  mutating func remove(_ path: [String]) throws(TextEditProblem) -> Int {
    guard let key = find(path) else { throw .unsure }
    let line = try line(of: key.entry)
    if key.isInFlow {
      let from = TextPoint(line: line, column: key.entry.keyPlace.column - 1)
      try removeFromFlow(from, to: try end(of: key), key.entry.value)
    } else {
      let end = try end(of: key)
      let indent = key.entry.keyPlace.column - 1
      // What stands before it on its line, such as a dash, would be lost.
      guard scan.indent(of: line) == indent else { throw .unsure }
      let kept = try remarks(
        beside: key.entry.value, behind: try behindColon(of: key.entry), to: end)
      let blanks = Array(repeating: Unicode.Scalar(" "), count: indent)
      lines.replaceSubrange(line...end.line, with: kept.map { blanks + $0 })
    }
    return max(1, min(line + 1, lines.count))
  }

  /// The remarks beside a value that goes: on the line where it begins, and behind its end.
  ///
  /// - Parameters:
  ///   - mark: Behind the colon of its key, or the dash of its item.
  ///   - end: Where it ends.
  /// - Throws: Where there are others in it, which would be lost.
  func remarks(
    beside value: Tree, behind mark: TextPoint, to end: TextPoint
  ) throws(TextEditProblem) -> [[Unicode.Scalar]] {
    let start = try start(of: value)
    var found = [scan.remark(behind: mark)]
    var inner = mark.line + 1..<max(mark.line + 1, start.line)
    if isBlockText(value) {
      found = [scan.remark(behind: try endOfMarks(of: value))]
    } else if isBlock(value), end.line > mark.line {
      inner = min(start.line, mark.line + 1)..<end.line + 1
    } else if end != mark {
      found.append(scan.remark(behind: end))
    }
    let isClear = !isFlow(value) || scan.endOfFlow(start)?.hasRemarks == false
    guard isClear, !scan.mayHoldRemarks(inner) else { throw .remarks }
    return found.map { Array($0.drop(while: TextScan.isBlank)) }.filter { !$0.isEmpty }
  }

  /// Takes away what stands within brackets, with its comma; a remark behind it stays where it is.
  mutating func removeFromFlow(
    _ from: TextPoint, to end: TextPoint, _ value: Tree
  ) throws(TextEditProblem) {
    if isFlow(value), scan.endOfFlow(try start(of: value))?.hasRemarks != false { throw .remarks }
    let all = lines[end.line]
    var head = lines[from.line][..<from.column]
    var next = end.column
    func skipBlanks() { while next < all.count, TextScan.isBlank(all[next]) { next += 1 } }
    skipBlanks()
    if next < all.count, all[next] == "," {
      next += 1
      let behindComma = next
      skipBlanks()
      // A remark stays where it is.
      if next < all.count, all[next] == "#" { next = behindComma }
    } else {
      next = end.column
      let before = head.lastIndex { !TextScan.isBlank($0) }
      if let before, head[before] == "," { head = head[..<before] }
    }
    let line = Array(head + all[next...])
    lines.replaceSubrange(
      from.line...end.line, with: line.allSatisfy(TextScan.isBlank) ? [] : [line])
  }

  // MARK: - Setting

  private mutating func replace(
    _ key: FoundKey, with value: String
  ) throws(TextEditProblem) -> Int {
    let old = key.entry.value
    if old.isEmpty || isBlock(old) {
      let colon = try behindColon(of: key.entry)
      if isBlock(old) {
        let end = try end(of: key)
        _ = try remarks(beside: old, behind: colon, to: end)
        lines.removeSubrange(colon.line + 1..<end.line + 1)
      }
      lines[colon.line].insert(contentsOf: (" " + value).unicodeScalars, at: colon.column)
      return colon.line + 1
    }
    return try replace(old, from: try start(of: old), to: try end(of: key), with: value)
  }

  /// Puts a value where another stands that begins and ends within lines.
  func replaced(
    _ old: Tree, from start: TextPoint, to end: TextPoint, with value: String
  ) throws(TextEditProblem) -> [Unicode.Scalar] {
    if isFlow(old), scan.endOfFlow(start)?.hasRemarks != false { throw .remarks }
    // A text below `|` or `>` has its remark behind these marks.
    let behind = isBlockText(old) ? try endOfMarks(of: old) : end
    let shown = behind.line == start.line ? behind.column - start.column : 0
    let rest = Self.aligned(
      lines[behind.line][behind.column...], by: shown - value.unicodeScalars.count)
    return Array(lines[start.line][..<start.column]) + Array(value.unicodeScalars) + rest
  }

  private mutating func replace(
    _ old: Tree, from start: TextPoint, to end: TextPoint, with value: String
  ) throws(TextEditProblem) -> Int {
    let line = try replaced(old, from: start, to: end, with: value)
    lines.replaceSubrange(start.line...end.line, with: [line])
    return start.line + 1
  }

  /// What follows a value, its remark moved back to where it stood as far as there is room.
  private static func aligned(
    _ rest: ArraySlice<Unicode.Scalar>, by shift: Int
  ) -> [Unicode.Scalar] {
    let blanks = rest.prefix { $0 == " " }.count
    let remark = rest.dropFirst(blanks)
    guard blanks > 1, remark.first == "#" else { return Array(rest) }
    return Array(repeating: " ", count: max(2, blanks + shift)) + remark
  }

  private mutating func insert(
    _ rest: [String], _ value: String, into section: Tree, of key: FoundKey?,
    after earlier: [String]
  ) throws(TextEditProblem) -> Int {
    let isInFlow = key?.isInFlow ?? false
    let entries = section.entries ?? []
    let names = Set(earlier.map(canonical))
    let sibling = entries.last { names.contains(canonical($0.key)) }
    if section.entries != nil, isFlow(section) {
      return try insertInFlow(rest, value, section, behind: sibling, isAlone: entries.isEmpty)
    }
    if let first = entries.first {
      guard !isInFlow else { throw .unsure }
      let line =
        if let sibling {
          try lastLineWithRemarks(of: FoundKey(entry: sibling, isInFlow: false)) + 1
        } else { try firstLine(of: first) }
      return insertLines(rest, value, at: line, indent: first.keyPlace.column - 1)
    }
    guard let key, section.isEmpty, !isInFlow else { throw .unsure }
    return insertLines(
      rest, value, at: key.entry.keyPlace.line, indent: key.entry.keyPlace.column + 1)
  }

  /// The line where a key begins, with the remarks above it: those at the top of the file are about the file.
  private func firstLine(of entry: Entry) throws(TextEditProblem) -> Int {
    let (line, scan) = (try line(of: entry), scan)
    var first = line
    while first > 0, scan.isRemark(line: first - 1),
      scan.indent(of: first - 1) == scan.indent(of: line)
    {
      first -= 1
    }
    return first == 0 ? line : first
  }

  private mutating func insertLines(
    _ rest: [String], _ value: String, at line: Int, indent: Int
  ) -> Int {
    var added: [[Unicode.Scalar]] = []
    for (depth, name) in rest.enumerated() {
      let blanks = String(repeating: " ", count: indent + 2 * depth)
      let end = depth == rest.count - 1 ? " " + value : ""
      added.append(Array("\(blanks)\(FlowText.scalar(name)):\(end)".unicodeScalars))
    }
    let place = min(line, lines.count)
    lines.insert(contentsOf: added, at: place)
    return place + rest.count
  }

  private mutating func insertInFlow(
    _ rest: [String], _ value: String, _ section: Tree, behind sibling: Entry?, isAlone: Bool
  ) throws(TextEditProblem) -> Int {
    var text = value
    for (depth, name) in rest.reversed().enumerated() {
      text = "\(FlowText.scalar(name)): \(text)"
      if depth < rest.count - 1 { text = "{\(text)}" }
    }
    if let sibling {
      let end = try end(of: FoundKey(entry: sibling, isInFlow: true))
      lines[end.line].insert(contentsOf: (", " + text).unicodeScalars, at: end.column)
      return end.line + 1
    }
    let start = try start(of: section)
    lines[start.line].insert(
      contentsOf: (isAlone ? text : text + ", ").unicodeScalars, at: start.column + 1)
    return start.line + 1
  }
}
