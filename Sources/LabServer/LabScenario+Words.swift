import ScenarioFiles

extension LabScenario {
  /// The most changes that a sentence names one by one.
  private static let mostNamed = 3

  /// What settings are called in sentences, as people say it: `First line: staff 6 instead of 5`.
  ///
  /// In files the variant is called by its settings, as `cxlab compare` has it.
  func title(of settings: [String]) -> String {
    guard !settings.isEmpty else { return "no change" }
    guard settings.count <= Self.mostNamed else {
      return "the package of \(settings.count) changes"
    }
    // What stands before the verb is one thing, however many changes it is made of.
    return loaded.words(for: settings).joined(separator: " together with ")
  }
}
