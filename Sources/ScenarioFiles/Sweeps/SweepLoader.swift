import CustomerExperience

/// Reads sweep files.
public enum SweepLoader {
  /// Whether a file is a sweep, good or bad, and no scenario.
  public static func isSweep(_ path: String, reach: Reach = .usual) -> Bool {
    guard let tree = Reading(path, reach: reach).tree(ofFileAlone: path) else { return false }
    return tree["scenario"] != nil && tree["customers"] == nil
  }

  /// Reads a sweep with the scenario it names.
  ///
  /// - Parameter reach: Which files it may name.
  /// - Throws: Everything that is wrong with it, or its first syntax error; where the scenario it names
  ///   is bad, everything that is wrong with that.
  public static func load(
    _ path: String, reach: Reach = .usual
  ) throws(ScenarioError) -> SweepFile {
    try load(path) { Reading($0, reach: reach) }
  }

  /// Reads a sweep again from what an earlier reading kept, whatever is on the disk now.
  ///
  /// - Parameters:
  ///   - path: The path of the sweep's own file among the kept files.
  ///   - kept: The sweep's file, the scenario, its parents and their data.
  /// - Throws: Everything that is wrong with it.
  public static func load(
    _ path: String, from kept: [InputFile]
  ) throws(ScenarioError) -> SweepFile {
    try load(path) { Reading($0, from: kept) }
  }

  private static func load(
    _ path: String, reading begin: (_ path: String) -> Reading
  ) throws(ScenarioError) -> SweepFile {
    let reading = begin(path)
    guard let tree = reading.tree(ofFileAlone: path), reading.problems.isEmpty else {
      throw reading.error(with: [])
    }
    guard tree.entries != nil else {
      reading.report("a sweep has keys, such as 'scenario'", at: tree.place, key: nil)
      throw reading.error(with: [])
    }
    guard let entry = tree.entry("scenario"), let name = entry.value.text, !name.isEmpty else {
      let isScenario = tree["customers"] != nil || tree["extends"] != nil
      reading.report(
        isScenario
          ? "this is a scenario (to run it: cxlab run); here goes a sweep, which names one under 'scenario'"
          : "'scenario' names the scenario file that is swept, such as broadband.yaml",
        at: tree.entry("scenario")?.value.place ?? tree.place, key: nil)
      throw reading.error(with: [])
    }
    let scenarioPath = FilePath.resolve(name, beside: path)
    if let refusal = reading.refusal(of: scenarioPath, orAbove: true) {
      reading.report(refusal, at: entry.value.place, key: nil)
      throw reading.error(with: [])
    }
    let scenarioReading = begin(scenarioPath)
    let loaded: LoadedScenario
    do {
      loaded = try ScenarioLoader.load(scenarioPath, reading: scenarioReading)
    } catch {
      guard let first = error.diagnostics.first, first.line == 0 else { throw error }
      reading.report("\(first.file): \(first.message)", at: entry.value.place, key: nil)
      throw reading.error(with: [])
    }
    let reader = SweepReader(
      scenario: loaded,
      decoder: Decoder(measuring: loaded.measuring, data: reading.column(of:_:from:)),
      scenarioData: scenarioReading.column(of:_:from:))
    let content = reader.read(tree)
    guard reader.decoder.problems.isEmpty else {
      throw reading.error(with: reader.decoder.problems)
    }
    // Data files that only a lever's value names are among what the readings read by now.
    let inputs = reading.inputs(seenFrom: path) + scenarioReading.inputs(seenFrom: path)
    return SweepFile(
      title: content.title ?? loaded.scenario.title, about: content.about ?? "",
      stem: FilePath.stem(of: path), scenario: loaded,
      scenarioPath: FilePath.relative(scenarioPath, to: path), outcomes: content.outcomes,
      experiments: content.experiments, replications: content.replications ?? 20,
      seed: content.seed ?? 1,
      inputs: inputs,
      warnings: loaded.warnings + reading.warnings(reader.decoder.doubts))
  }
}
