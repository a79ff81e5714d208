import CustomerExperience

extension ScenarioKeys {
  /// The keys of a path without ids, of which the scenario says something.
  func called(_ path: String) -> [Key] {
    let parts = path.split(separator: ".").map { canonical(String($0)) }
    return all.filter { key in
      key.declared.map(canonical) == parts && key.value.map { !$0.isAbsent } == true
    }
  }

  /// What a key is called; nil where there is none of that path.
  func label(of path: [String]) -> String? {
    key(of: path).map { key in
      let inside = path.dropFirst(key.match.path.count)
      return ([key.label] + inside).joined(separator: " ")
    }
  }

  /// What the scenario says of a key, on one line; nil where it says nothing.
  func value(of path: [String]) -> String? {
    guard let key = key(of: path) else { return nil }
    let inside = Array(path.dropFirst(key.match.path.count))
    let value = inside.isEmpty ? key.value : key.value?[inside]
    return value.flatMap { $0.isAbsent ? nil : $0.flow }
  }

  /// The key that a path leads to, or into.
  private func key(of path: [String]) -> Key? {
    let parts = path.map(canonical)
    return all.first { parts.starts(with: $0.match.path.map(canonical)) }
  }
}
