import CustomerExperience

/// Turns a tree into a section of the scenario by the declarations of its keys, and collects what is
/// wrong.
final class Decoder {
  /// Where a value came from.
  struct Origin {
    var key: Place
    var value: Place
  }

  /// Something wrong, with its place.
  struct Problem: Hashable {
    var place: Place
    var message: String
    var key: String?
  }

  let measuring: Measuring
  /// Whether only a part of a scenario is decoded: nothing is missing then.
  let isPartial: Bool
  /// Reads a column of a data file named in a source.
  let data: (_ file: String, _ column: String, _ source: Int) throws(ValueProblem) -> [Double]
  private(set) var problems: [Problem] = []
  /// What need not be wrong: keys that do nothing, a roster with gaps.
  private(set) var doubts: [Problem] = []
  /// The messages of ``doubts``.
  private(set) var doubtful: Set<String> = []
  private(set) var origins: [String: Origin] = [:]
  /// Paths whose values could not be read.
  private(set) var failed: Set<String> = []

  /// More suggestions than this are not worth their time.
  private static let suggestionLimit = 200

  init(
    measuring: Measuring, isPartial: Bool = false,
    data: @escaping (String, String, Int) throws(ValueProblem) -> [Double]
  ) {
    self.measuring = measuring
    self.isPartial = isPartial
    self.data = data
  }

  /// Notes a problem.
  func report(_ message: String, at place: Place, _ trail: Trail) {
    problems.append(Problem(place: place, message: message, key: trail.keys))
    failed.insert(trail.text)
  }

  /// Notes a key that does nothing under what binds the customers.
  ///
  /// - Parameter only: The relationship under which it acts; nil where it always does.
  func noteIdle(_ trail: Trail, unless only: Relationship?, at place: Place) {
    guard let only, only != measuring.relationship else { return }
    let message =
      switch only {
      case .contract: "\(trail.text) does nothing in a repertoire: it acts only under a contract"
      case .repertoire: "\(trail.text) does nothing under a contract: it acts only in a repertoire"
      }
    doubt(message, at: place, trail)
  }

  /// Notes something that need not be wrong, once.
  func doubt(_ message: String, at place: Place, _ trail: Trail) {
    guard doubtful.insert(message).inserted else { return }
    doubts.append(Problem(place: place, message: message, key: trail.keys))
  }

  /// Notes a problem found elsewhere.
  func report(_ problem: Problem) { problems.append(problem) }

  /// Notes that a value cannot be relied on.
  func fail(_ trail: Trail) { failed.insert(trail.text) }

  /// Notes where a value came from.
  func record(_ origin: Origin, _ trail: Trail) { origins[trail.text] = origin }

  /// The place of a value, or of the nearest section around it that a file gives.
  func place(of trail: Trail) -> Place {
    var trail = trail
    while true {
      if let origin = origins[trail.text] { return origin.value }
      guard let parent = trail.parent else {
        return Place(source: 0, line: 1, column: 1, length: 1)
      }
      trail = parent
    }
  }

  /// The place of a key, or of the nearest section around it that a file gives.
  func keyPlace(of trail: Trail) -> Place {
    origins[trail.text]?.key ?? trail.parent.map { keyPlace(of: $0) } ?? place(of: trail)
  }

  /// Notes an id that nothing has.
  func unknownID(
    _ id: String, of noun: String, in section: String = "", among ids: [String], at trail: Trail
  ) {
    report(
      "no \(noun) '\(reader(at: trail).shown(id))'\(section)"
        + (Nearest.match(id, among: ids).map { " (did you mean '\($0)'?)" } ?? Nearest.known(ids)),
      at: place(of: trail), trail)
  }

  /// Decodes a section into a value that holds the defaults.
  func section<Section: Declared>(_ tree: Tree, into target: inout Section, at trail: Trail) {
    guard let entries = mapping(tree, at: trail) else { return }
    let keys = Section.keys
    let byName = Dictionary(
      keys.map { (canonical($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    var given: Set<String> = []
    for entry in entries {
      guard let key = byName[canonical(entry.key)] else {
        if let meant = unknown(entry, among: keys.map(\.name), at: trail) { given.insert(meant) }
        continue
      }
      if entry.value.isDeletion { continue }
      given.insert(key.name)
      let place = trail.key(key.name)
      record(Origin(key: entry.keyPlace, value: entry.value.place), place)
      decode(key, entry.value, of: entries, into: &target, at: place)
    }
    guard !isPartial else { return }
    for key in keys where key.required && !given.contains(key.name) {
      report("missing key '\(key.name)'\(trail.phrase)", at: tree.place, trail.key(key.name))
    }
  }

  /// The entries of a mapping; an empty value is an empty mapping.
  func mapping(_ tree: Tree, at trail: Trail) -> [Entry]? {
    if let entries = tree.entries { return isTooLong(entries.count, tree, trail) ? nil : entries }
    if tree.isEmpty { return [] }
    let name = trail.text.isEmpty ? "a scenario" : trail.text
    report(
      "\(name) is a section with keys of its own; found \(describe(tree))", at: tree.place, trail)
    return nil
  }

  /// Notes that there is more of something than there can be, before any of it is read: a hundred thousand slips
  /// would take longer to tell than anybody waits.
  private func isTooLong(_ count: Int, _ tree: Tree, _ trail: Trail, most: Int? = nil) -> Bool {
    let limit = Limits.most(under: trail.isKey ? trail.keys : nil)
    let most = most ?? limit.most
    guard count > most else { return false }
    let name = trail.text.isEmpty ? "the file" : trail.text
    report(
      "\(name) has \(count) \(trail.text.isEmpty ? "keys" : limit.things); at most \(most)",
      at: origins[trail.text]?.key ?? tree.place, trail)
    return true
  }

  /// The values of a list.
  ///
  /// - Parameter most: The most of them; what ``Limits`` says of the place where nil.
  func list(_ tree: Tree, at trail: Trail, most: Int? = nil) -> [Tree]? {
    if let items = tree.items {
      return isTooLong(items.count, tree, trail, most: most) ? nil : items
    }
    if tree.isEmpty { return [] }
    report(
      "\(trail.text) is a list, such as [a, b]; found \(describe(tree))", at: tree.place, trail)
    return nil
  }

  /// The word of a leaf.
  func word(_ tree: Tree, expecting example: String, at trail: Trail) -> String? {
    if let text = tree.text, !tree.isEmpty { return text }
    report("\(trail.text) is \(example); found \(describe(tree))", at: tree.place, trail)
    return nil
  }

  /// What a tree is, for messages.
  func describe(_ tree: Tree) -> String {
    switch tree.content {
    case .scalar(let text, _): text.isEmpty ? "nothing" : "'\(reader(at: .root).shown(text))'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    }
  }

  /// Reads values of a key.
  func reader(at trail: Trail) -> ValueReader {
    ValueReader(path: trail.text, measuring: measuring)
  }

  /// Notes an unknown key.
  ///
  /// - Returns: The key that was meant, where one is near.
  private func unknown(_ entry: Entry, among names: [String], at trail: Trail) -> String? {
    let meant =
      problems.count < Decoder.suggestionLimit ? Nearest.match(entry.key, among: names) : nil
    let name = reader(at: trail).shown(entry.key)
    let suggestion =
      meant.map { " (did you mean '\($0)'?)" }
      ?? (problems.count < Decoder.suggestionLimit
        ? KeyHome.hint(entry.key, in: trail.keyNames) : "")
    problems.append(
      Problem(
        place: entry.keyPlace, message: "unknown key '\(name)'\(trail.phrase)\(suggestion)",
        key: trail.keys))
    return meant
  }
}
