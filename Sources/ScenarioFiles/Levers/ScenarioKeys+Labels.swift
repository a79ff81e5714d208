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

  /// First words of keys that go on from what they stand in, and sections that are no nouns: with these a colon stands.
  private static let small: Set<String> = [
    "after", "at", "below", "between", "every", "for", "from", "in", "remembers", "to", "when",
    "within",
  ]

  /// What a key is called: whose it is, and what it is, as people say it.
  ///
  ///     customers.contract.price       contract price
  ///     quality.mean                   mean quality
  ///     quality.between-staff          quality: between staff
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
    let whose = kept[..<entries].map(\.words).joined(separator: ", ")
    if small.contains(sections) || small.contains(String(last.prefix { $0 != " " })) {
      let head = [whose, sections].filter { !$0.isEmpty }.joined(separator: ", ")
      return head.isEmpty ? last : "\(head): \(last)"
    }
    let what =
      switch (sections, last) {
      case ("", _): last
      case (_, "mean"): "mean \(sections)"
      case (_, "spread"): "spread of \(sections)"
      default: "\(sections) \(last)"
      }
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
