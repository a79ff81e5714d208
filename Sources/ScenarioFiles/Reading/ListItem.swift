/// An entry of a list, as a setting names it: `plan[2]`, the numbers going from 0 as in messages.
///
/// The number after the last adds an entry, and `~` takes one away; until all settings are made the others keep
/// their numbers.
struct ListItem {
  /// The path of the list.
  let list: Substring
  /// The entry's number.
  let number: Int

  /// More digits than any list has entries.
  private static let mostDigits = 6

  /// Takes a key apart; nil where it names no entry of a list.
  init?(_ key: Substring) {
    guard key.last == "]", let bracket = key.lastIndex(of: "["), bracket > key.startIndex else {
      return nil
    }
    let digits = key[key.index(after: bracket)...].dropLast()
    guard (1...Self.mostDigits).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits)
    else { return nil }
    (list, self.number) = (key[..<bracket], number)
  }

  /// The entry as the last part of a path.
  var part: String { "[\(number)]" }

  /// Whether a path ends at an entry of a list.
  static func isItem(_ path: [String]) -> Bool { path.last?.hasPrefix("[") == true }

  /// A path as a setting writes it.
  static func text(of path: [String]) -> String {
    guard let last = path.last, isItem(path) else { return path.joined(separator: ".") }
    return path.dropLast().joined(separator: ".") + last
  }

  /// The tree with a value put in the entry's place.
  ///
  /// - Parameters:
  ///   - match: the key of the list.
  ///   - place: where the setting names the entry.
  func put(
    _ value: Tree, into tree: Tree, _ match: KeyFinder.Match, at place: Place
  ) throws(SyntaxProblem) -> Tree {
    let path = match.path.joined(separator: ".")
    guard case .list = match.node.kind, !match.isEntry else {
      throw SyntaxProblem(
        place: place, message: "\(path) is no list: only an entry of a list has a number")
    }
    let before = tree.value(at: match.path)
    var items = before?.items ?? []
    guard number < items.count || number == items.count && !value.isDeletion else {
      let entries = items.count == 1 ? "1 entry" : "\(items.count) entries"
      throw SyntaxProblem(
        place: place,
        message: "there is no \(path)\(part): \(path) has \(entries), which are numbered from 0; "
          + "\(path)[\(items.count)] adds one")
    }
    if number == items.count { items.append(value) } else { items[number] = value }
    let list = Tree(content: .sequence(items), place: before?.place ?? value.place)
    return tree.setting(match.path[...], to: list, keyPlace: place)
  }

  /// The tree without the entries of a list that were taken away.
  static func swept(_ path: some Sequence<String>, of tree: Tree) -> Tree {
    let path = Array(path)
    guard let list = tree.value(at: path), let items = list.items,
      items.contains(where: \.isDeletion)
    else { return tree }
    let kept = Tree(content: .sequence(items.filter { !$0.isDeletion }), place: list.place)
    return tree.setting(path[...], to: kept, keyPlace: list.place)
  }
}
