import CustomerExperience

/// Reads scenario files.
public enum ScenarioLoader {
  /// Reads a scenario.
  ///
  /// ```swift
  /// let loaded = try ScenarioLoader.load("cafe.yaml", settings: ["teams.baristas.staff=4"])
  /// ```
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - settings: Changes as `key=value`, the value in YAML's flow style, applied in order after the
  ///     file and its parents.
  ///   - reach: Which files it may name.
  /// - Returns: The scenario and what it was read from.
  /// - Throws: Everything that is wrong with it, or its first syntax error.
  public static func load(
    _ path: String, settings: [String] = [], reach: Reach = .usual
  ) throws(ScenarioError) -> LoadedScenario {
    try load(path, settings: settings, reading: Reading(path, reach: reach))
  }

  /// Reads a scenario again from what an earlier reading kept, whatever is on the disk now.
  ///
  /// - Parameters:
  ///   - path: The path of the scenario among the kept files.
  ///   - settings: Changes as `key=value`.
  ///   - kept: The scenario's file, its parents and its data files.
  ///   - allowsRepeats: Whether a key may be set again, and the last setting counts.
  /// - Throws: Everything that is wrong with it.
  public static func load(
    _ path: String, settings: [String] = [], from kept: [InputFile], allowsRepeats: Bool = true
  ) throws(ScenarioError) -> LoadedScenario {
    try load(
      path, settings: settings,
      reading: Reading(path, from: kept, allowsRepeats: allowsRepeats))
  }

  /// Reads a scenario from a text as if it stood in a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file, which need not be there; what the text names is looked for from its folder.
  ///   - text: What the file would hold.
  ///   - reach: Which files it may name.
  /// - Throws: Everything that is wrong with it, or its first syntax error.
  public static func load(
    _ path: String, holding text: String, reach: Reach
  ) throws(ScenarioError) -> LoadedScenario {
    try load(path, reading: Reading(path, holding: Array(text.utf8), reach: reach))
  }

  /// Reads a scenario with a reading that may go on afterwards.
  static func load(
    _ path: String, settings: [String] = [], reading: Reading
  ) throws(ScenarioError) -> LoadedScenario {
    guard let tree = reading.tree(of: path), reading.problems.isEmpty else {
      throw reading.error(with: [])
    }
    if let key = tree.entry("scenario"), tree["customers"] == nil {
      reading.report(
        "this is a sweep over scenarios (to run it: cxlab sweep run); here goes a scenario, such as "
          + "the one it names",
        at: key.keyPlace, key: nil)
      throw reading.error(with: [])
    }
    let changed = reading.apply(settings, to: tree)
    let measuring = measuring(of: changed)
    let assembly = Assembly(
      tree: changed, measuring: measuring, data: reading.column(of:_:from:))
    let scenario = assembly.scenario()
    let problems = reading.problems + assembly.problems
    guard problems.isEmpty else { throw reading.error(with: assembly.problems) }
    return LoadedScenario(
      scenario: scenario, stem: FilePath.stem(of: path), inputs: reading.inputs,
      warnings: reading.warnings(assembly.decoder.doubts), tree: changed, sources: reading.sources,
      origins: assembly.decoder.origins, measuring: measuring)
  }

  /// The currency and the relationship, which decide what other values mean.
  private static func measuring(of tree: Tree) -> Measuring {
    var measuring = Measuring()
    if let code = tree["currency"]?.text, Currency.isCode(code) {
      measuring.currency = Currency(code: code)
    }
    if let word = tree.value(at: ["customers", "relationship"])?.text,
      let relationship = Relationship(rawValue: word)
    {
      measuring.relationship = relationship
    }
    return measuring
  }
}
