/// Makes the change of one `--set key=value`.
struct SettingReader {
  let text: String
  let source: SourceText
  let number: Int

  /// The tree with the change made, and the path of the key in the declared spelling.
  func apply(to tree: Tree) throws(SyntaxProblem) -> (tree: Tree, path: [String]) {
    guard let split = text.firstIndex(of: "=") else {
      throw SyntaxProblem(
        place: place(0, text.unicodeScalars.count),
        message: "--set needs a key and a value, such as teams.first-line.staff=6")
    }
    let key = text[..<split]
    let written = String(text[text.index(after: split)...])
    let item = ListItem(key)
    let named = item?.list ?? key
    let parts = named.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let match: KeyFinder.Match
    do {
      // A mapping under an id that is new is a new entry of its table.
      match = try KeyFinder.find(
        parts, in: tree, adding: item == nil && written.drop { $0 == " " }.hasPrefix("{"))
    } catch {
      let before = parts.prefix(error.index).map { $0.unicodeScalars.count + 1 }.reduce(0, +)
      let length = parts.indices.contains(error.index) ? parts[error.index].unicodeScalars.count : 0
      throw SyntaxProblem(place: place(before, length), message: error.message)
    }
    if match.node.name == "extends", match.path.count == 1 {
      throw SyntaxProblem(
        place: place(0, key.unicodeScalars.count),
        message: "extends cannot be set; name another file instead")
    }
    let offset = key.unicodeScalars.count + 1
    let value = try value(written, offset: offset)
    if let item {
      let place = place(0, key.unicodeScalars.count)
      return (try item.put(value, into: tree, match, at: place), match.path + [item.part])
    }
    let changed = tree.setting(
      match.path[...], to: value, keyPlace: place(0, key.unicodeScalars.count))
    return (changed, match.path)
  }

  private func value(_ text: String, offset: Int) throws(SyntaxProblem) -> Tree {
    let part = SourceText(name: SourceText.settingName, text: text)
    do {
      try TextChecks.check(part, number: number)
      let empty = Tree(content: .scalar("", plain: true), place: place(offset, 1))
      guard let tree = try TreeReader.read(text, of: part, number: number) else { return empty }
      return moved(tree, by: offset)
    } catch {
      var place = error.place
      if place.line <= 1 {
        place.line = 1
        place.column = max(1, place.column) + offset
      }
      throw SyntaxProblem(place: place, message: error.message)
    }
  }

  /// Places in the value's text as places in the whole text.
  private func moved(_ tree: Tree, by offset: Int) -> Tree {
    var tree = tree
    if tree.place.line == 1 { tree.place.column += offset }
    switch tree.content {
    case .scalar: break
    case .sequence(let items): tree.content = .sequence(items.map { moved($0, by: offset) })
    case .mapping(let entries):
      tree.content = .mapping(
        entries.map { entry in
          var entry = entry
          if entry.keyPlace.line == 1 { entry.keyPlace.column += offset }
          entry.value = moved(entry.value, by: offset)
          return entry
        })
    }
    return tree
  }

  private func place(_ offset: Int, _ length: Int) -> Place {
    Place(source: number, line: 1, column: offset + 1, length: max(1, length))
  }
}
