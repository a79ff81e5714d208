import CustomerExperience

/// Checks that look at more than one value.
struct ScenarioChecks {
  let decoder: Decoder
  let tree: Tree

  /// Notes everything that does not fit together.
  func check(_ scenario: Scenario) {
  }
}
