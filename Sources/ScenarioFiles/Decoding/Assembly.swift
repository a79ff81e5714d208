import CustomerExperience

/// Makes a scenario of a merged tree: its values, its plan, its levers, and the checks across them.
final class Assembly {
  let tree: Tree
  let measuring: Measuring
  let data: (String, String, Int) throws(ValueProblem) -> [Double]
  let decoder: Decoder
  /// Whether it is what a plan makes of a scenario: what does nothing is looked for in the scenario itself.
  private let isPhase: Bool

  /// What is wrong.
  var problems: [Decoder.Problem] { decoder.problems }

  init(
    tree: Tree, measuring: Measuring,
    data: @escaping (String, String, Int) throws(ValueProblem) -> [Double], isPhase: Bool = false
  ) {
    self.isPhase = isPhase
    self.tree = tree
    self.measuring = measuring
    self.data = data
    decoder = Decoder(measuring: measuring, data: data)
  }

  /// The scenario; to be used only where nothing is wrong.
  func scenario() -> Scenario {
    var scenario = Scenario()
    decoder.section(tree, into: &scenario, at: .root)
    ScenarioChecks(decoder: decoder, scenario: scenario).check()
    scenario.levers = levers()
    let plan = PlanReader(assembly: self, scenario: scenario)
    plan.read()
    scenario.planItems = plan.items
    scenario.courses = plan.courses
    if problems.isEmpty {
      scenario.phases = plan.phases()
      if !isPhase { ScenarioChecks(decoder: decoder, scenario: scenario).noteWhatCannotAct() }
    }
    return scenario
  }

  /// Reads one value at a path into nothing, for what is wrong with it.
  func problems(of value: Tree, at path: [String]) -> [Decoder.Problem] {
    let part = Decoder(measuring: measuring, isPartial: true, data: data)
    var scratch = Scenario()
    let empty = Tree(content: .mapping([]), place: value.place)
    part.section(
      empty.setting(path[...], to: value, keyPlace: value.place), into: &scratch, at: .root)
    return part.problems
  }

  private func levers() -> [Lever] {
    guard let section = tree["levers"], !section.isDeletion else { return [] }
    let trail = Trail.root.key("levers")
    return (decoder.mapping(section, at: trail) ?? []).compactMap { entry in
      guard !entry.value.isDeletion else { return nil }
      decoder.record(
        .init(key: entry.keyPlace, value: entry.value.place), trail.id(entry.key))
      return LeverReader(assembly: self).lever(entry, at: trail)
    }
  }
}
