public import CustomerExperience

extension LiveBase {
  /// Whether a variant lives on from the base's settled worlds; otherwise both worlds start anew, each with a past of
  /// its own.
  ///
  /// - Throws: ``ExperimentError``.
  public func isContinued(by variant: Scenario) throws(ExperimentError) -> Bool {
    try Self.model(scenario).canStart(try Self.model(variant))
  }
}
