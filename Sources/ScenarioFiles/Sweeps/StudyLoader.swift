import CustomerExperience

/// Reads the files that a study of a scenario's keys can be made of.
///
/// Either a sweep file, of which the keys and the outcomes are taken and the design is not; or a
/// scenario, whose own `levers` are the keys.
public enum StudyLoader {
  /// Reads a sweep file or a scenario with levers.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - settings: Changes of a scenario as `key=value`; a sweep file takes none.
  ///   - outcomes: What is asked where the file is a scenario.
  ///   - reach: Which files it may name.
  /// - Throws: Everything that is wrong with it, or its first syntax error.
  public static func load(
    _ path: String, settings: [String] = [], outcomes: [SeriesKey], reach: Reach = .usual
  ) throws(ScenarioError) -> SweepFile {
    let reading = Reading(path, reach: reach)
    if let tree = reading.tree(ofFileAlone: path), tree["scenario"] != nil, tree["customers"] == nil
    {
      guard settings.isEmpty else {
        reading.report(
          "--set changes a scenario; in a sweep file, change the file", at: tree.place, key: nil)
        throw reading.error(with: [])
      }
      return try SweepLoader.load(path, reach: reach)
    }
    let scenarioReading = Reading(path, reach: reach)
    let loaded = try ScenarioLoader.load(path, settings: settings, reading: scenarioReading)
    guard let levers = loaded.tree.entry("levers"), levers.value.entries?.isEmpty == false else {
      scenarioReading.report(
        "the scenario has no 'levers' to vary; add some, such as\n"
          + "levers: {quality.between-staff: {from: 0, to: 12}}", at: loaded.tree.place,
        key: "levers")
      throw scenarioReading.error(with: [])
    }
    let reader = SweepReader(
      scenario: loaded,
      decoder: Decoder(
        measuring: loaded.measuring, data: scenarioReading.column(of:_:from:)),
      scenarioData: scenarioReading.column(of:_:from:))
    let factors = reader.factors(levers.value, named: "levers", isLever: true)
    guard reader.decoder.problems.isEmpty else {
      throw scenarioReading.error(with: reader.decoder.problems)
    }
    return SweepFile(
      title: loaded.scenario.title, about: loaded.scenario.about, stem: loaded.stem,
      scenario: loaded, scenarioPath: path, outcomes: outcomes,
      experiments: [
        SweepExperiment(
          name: "main", levers: SweepAxis(factors: factors, design: .fullFactorial),
          uncertainties: SweepAxis(factors: [], design: .fullFactorial))
      ],
      replications: 20, seed: 1, inputs: scenarioReading.inputs, warnings: loaded.warnings)
  }
}
