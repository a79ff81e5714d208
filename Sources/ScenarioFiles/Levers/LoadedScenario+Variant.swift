extension LoadedScenario {
  /// The scenario with settings made, read from the same files as they were.
  ///
  /// - Parameter settings: Changes as `key=value`, no key twice.
  /// - Throws: Everything that is wrong with them, and what keeps the two from being compared.
  public func varied(by settings: [String]) throws(ScenarioError) -> LoadedScenario {
    guard let path = inputs.first?.path else { return self }
    let variant = try ScenarioLoader.load(
      path, settings: settings, from: inputs, allowsRepeats: false)
    guard let key = ScenarioComparison.obstacle(between: scenario, and: variant.scenario) else {
      return variant
    }
    let number = settings.firstIndex { setting in
      let set = setting.prefix { $0 != "=" }
      return canonical(key).hasPrefix(canonical(String(set)))
    }
    throw ScenarioError(diagnostics: [
      Diagnostic(
        severity: .error, file: SourceText.settingName, line: number == nil ? 0 : 1, column: 1,
        length: key.unicodeScalars.count,
        message: "\(key) is the same in all that is compared; leave it as it is",
        sourceLine: number.map { settings[$0] }, key: key, setting: number)
    ])
  }
}
