import CustomerExperience

extension ScenarioKeys {
  /// A section or an entry of a table that a key stands in.
  struct Step {
    /// What it is called.
    var words: String
    /// Whether it is an entry, such as a team, and not a section.
    var isEntry = false
  }

  /// Sections that only hold others: what stands in those is known without them.
  private static let shelves: Set<String> = [
    "customers", "acquisition", "loyalty", "market", "measurement",
  ]
  /// Sections whose keys are known without them.
  private static let drawers: Set<String> = ["clock", "economics"]

  /// What a key is called: whose it is, and what it is, as people say it.
  ///
  ///     customers.contract.price       contract price
  ///     quality.mean                   mean quality
  ///     teams.first-line.skill.spread  First line: spread of skill
  ///
  /// - Parameters:
  ///   - name: the key's own.
  ///   - steps: what it stands in, outermost first.
  static func label(of name: String, in steps: [Step]) -> String {
    let last = words(name)
    let kept = steps.enumerated().filter { number, step in
      guard !step.isEntry else { return true }
      if drawers.contains(step.words) { return false }
      return number == steps.count - 1 || !shelves.contains(step.words)
    }.map(\.element)
    let entries = kept.lastIndex(where: \.isEntry).map { $0 + 1 } ?? 0
    let sections = kept[entries...].map(\.words).joined(separator: " ")
    let what =
      switch (sections, last) {
      case ("", _): last
      case (_, "mean"): "mean \(sections)"
      case (_, "spread"): "spread of \(sections)"
      default: "\(sections) \(last)"
      }
    let whose = kept[..<entries].map(\.words).joined(separator: ", ")
    return whose.isEmpty ? what : "\(whose): \(what)"
  }

  /// The same with everything that the key stands in, for keys that would be called alike.
  static func fullLabel(of name: String, in steps: [Step]) -> String {
    let last = words(name)
    return steps.isEmpty ? last : steps.map(\.words).joined(separator: ", ") + ": " + last
  }

  /// An id as words.
  static func words(_ id: String) -> String {
    String(id.map { $0 == "-" || $0 == "_" ? " " : $0 })
  }
}
