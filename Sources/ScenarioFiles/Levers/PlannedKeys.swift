/// What the entries of a plan do, key by key.
struct PlannedKeys {
  /// Something that is done to a key.
  private struct Act: Equatable {
    var month: Double
    var does: String
  }

  /// The keys in the order in which they are first named, as they are spelt there.
  private(set) var keys: [String] = []
  /// What is done to each key, by its name with hyphens.
  private var acts: [String: [Act]] = [:]

  /// Reads one more entry.
  ///
  /// - Parameter month: when it takes effect.
  mutating func read(_ entry: Tree, at month: Double) {
    let before = acts.values.map(\.count).reduce(0, +)
    for change in entry["set"]?.entries ?? [] { note(change.key, change.value, at: month) }
    if let team = entry["train"]?.text, let course = entry["course"]?.text {
      let again = ["every", "until"].map { entry[$0]?.text ?? "" }
      note("teams.\(team).training.\(course)", again.joined(separator: " until "), at: month)
    }
    guard let item = entry["item"]?.text else { return }
    let isAlone = acts.values.map(\.count).reduce(0, +) == before
    let rest = ["owner", "cost"].compactMap { entry[$0].map(FlowText.text) }
    // An entry that changes something counts as what it changes, also where it is moved.
    if isAlone || !rest.isEmpty {
      note("plan.\(item)", rest.joined(separator: " "), at: isAlone ? month : 0)
    }
  }

  /// Notes a value; a mapping sets all that is in it.
  private mutating func note(_ key: String, _ value: Tree, at month: Double) {
    guard let inner = value.entries, !inner.isEmpty else {
      return note(key, FlowText.text(value), at: month)
    }
    for entry in inner { note("\(key).\(entry.key)", entry.value, at: month) }
  }

  private mutating func note(_ key: String, _ does: String, at month: Double) {
    if acts[canonical(key)] == nil { keys.append(key) }
    acts[canonical(key), default: []].append(Act(month: month, does: does))
  }

  /// The keys to which another plan does something else, or at another time.
  func changed(in other: PlannedKeys) -> [String] {
    (keys + other.keys.filter { acts[canonical($0)] == nil }).filter { key in
      course(of: key) != other.course(of: key)
    }
  }

  /// What is done to a key in the order of time; at the same time, the last counts.
  private func course(of key: String) -> [Act] {
    (acts[canonical(key)] ?? []).enumerated().sorted { one, other in
      (one.element.month, one.offset) < (other.element.month, other.offset)
    }.map(\.element)
  }
}
