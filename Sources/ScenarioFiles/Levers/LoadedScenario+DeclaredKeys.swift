import CustomerExperience

extension LoadedScenario {
  /// The keys of the scenario that declared paths stand for, ids left out: one of each team, journey and the like.
  ///
  /// - Parameter paths: declared paths, such as `teams.training.gain`.
  /// - Returns: The keys that have a place in the scenario, by declared path, in the scenario's order.
  public func keys(declaredAs paths: Set<String>) -> [String: [LeverDescription]] {
    let wanted = Dictionary(
      paths.map { ($0.split(separator: ".").map { canonical(String($0)) }, $0) },
      uniquingKeysWith: { first, _ in first })
    var found: [String: [LeverDescription]] = [:]
    for key in ScenarioKeys(of: self).all where key.value != nil {
      guard let path = wanted[key.declared.map(canonical)] else { continue }
      found[path, default: []].append(description(of: key))
    }
    return found
  }
}
