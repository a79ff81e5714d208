import CustomerExperience

/// Reads the plan: courses on dates, and the settings in force from a moment on.
final class PlanReader {
  private struct Change {
    var at: Moment
    var path: [String]
    var value: Tree
    var place: Place
    var keyPlace: Place
  }

  private let assembly: Assembly
  private let scenario: Scenario
  private var changes: [Change] = []
  /// Items with an id.
  private(set) var items: [PlanItem] = []
  /// Courses held on a date.
  private(set) var courses: [CourseRun] = []

  private var decoder: Decoder { assembly.decoder }

  init(assembly: Assembly, scenario: Scenario) {
    self.assembly = assembly
    self.scenario = scenario
  }

  /// Reads the entries, in the author's order.
  func read() {
    guard let section = assembly.tree["plan"], !section.isDeletion else { return }
    let trail = Trail.root.key("plan")
    for (number, item) in (decoder.list(section, at: trail) ?? []).enumerated() {
      read(item, at: trail.index(number))
    }
  }

  private func read(_ item: Tree, at trail: Trail) {
    var entry = PlanEntry()
    decoder.record(.init(key: item.place, value: item.place), trail)
    let before = decoder.problems.count
    decoder.section(item, into: &entry, at: trail)
    guard decoder.problems.count == before else { return }
    checkTimes(entry, item, at: trail)
    guard note(entry, item, at: trail) else { return }
    if let team = entry.train {
      course(of: team, entry, item, at: trail)
    } else {
      for key in ["course", "every", "until"] {
        guard let given = item.entry(key) else { continue }
        decoder.report("'\(key)' needs 'train' with a team", at: given.keyPlace, trail.key(key))
      }
    }
    guard let set = item.entry("set"), !set.value.isDeletion else {
      if entry.train == nil, entry.item == nil {
        decoder.report(
          "an entry of the plan needs 'set' with changes, 'train' with a team, or 'item' with an id",
          at: item.place, trail)
      }
      return
    }
    for change in set.value.entries ?? [] { read(change, at: entry.at, trail.key("set")) }
  }

  /// Notes the item that an entry is part of.
  ///
  /// - Returns: Whether nothing is wrong with it.
  private func note(_ entry: PlanEntry, _ item: Tree, at trail: Trail) -> Bool {
    guard let id = entry.item else {
      for key in ["owner", "cost"] {
        guard let given = item.entry(key) else { continue }
        decoder.report("'\(key)' needs 'item' with an id", at: given.keyPlace, trail.key(key))
        return false
      }
      return true
    }
    let place = item["item"]?.place ?? item.place
    let fits = id.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    guard fits, !id.isEmpty else {
      decoder.report(
        "'\(id)' cannot name an item of the plan: use letters a to z, digits and hyphens",
        at: place, trail.key("item"))
      return false
    }
    if let known = items.firstIndex(where: { $0.id == id }) {
      for key in ["owner", "cost"] {
        guard let given = item.entry(key) else { continue }
        decoder.report(
          "the item '\(id)' was named before: say its \(key) there", at: given.keyPlace,
          trail.key(key))
        return false
      }
      let timeline = Timeline(scenario.clock)
      if timeline.day(of: entry.at) < timeline.day(of: items[known].at) {
        items[known].at = entry.at
      }
    } else {
      items.append(PlanItem(id: id, at: entry.at, owner: entry.owner, cost: entry.cost))
    }
    return true
  }

  private func read(_ entry: Entry, at moment: Moment, _ trail: Trail) {
    guard let match = decoder.find(entry, in: assembly.tree, at: trail) else { return }
    let path = match.path.joined(separator: ".")
    guard match.node.changeable else {
      decoder.report(
        "\(path) is fixed at the start; a plan cannot change it", at: entry.keyPlace, trail)
      return
    }
    let problems = assembly.problems(of: entry.value, at: match.path)
    for problem in problems { decoder.report(problem.message, at: problem.place, trail) }
    guard problems.isEmpty else { return }
    changes.append(
      Change(
        at: moment, path: match.path, value: entry.value, place: entry.value.place,
        keyPlace: entry.keyPlace))
  }

  private func course(of team: String, _ entry: PlanEntry, _ item: Tree, at trail: Trail) {
    guard let found = scenario.teams[id: team] else {
      decoder.unknownID(
        team, of: "team", among: scenario.teams.map(\.id), at: trail.key("train"))
      return
    }
    guard let course = entry.course else {
      decoder.report(
        "'train' needs 'course'", at: item.entry("train")?.keyPlace ?? item.place,
        trail.key("train"))
      return
    }
    guard found.training[id: course] != nil else {
      decoder.unknownID(
        course, of: "course", in: " in teams.\(team).training", among: found.training.map(\.id),
        at: trail.key("course"))
      return
    }
    courses.append(
      CourseRun(
        at: entry.at, team: team, course: course, everyMonths: entry.everyMonths,
        until: entry.until))
  }

  private func checkTimes(_ entry: PlanEntry, _ item: Tree, at trail: Trail) {
    let timeline = Timeline(scenario.clock)
    func place(_ key: String) -> Place { item[key]?.place ?? item.place }
    let at = timeline.day(of: entry.at)
    if at < Double(scenario.clock.start) {
      decoder.report("the plan cannot begin before the start", at: place("at"), trail.key("at"))
    } else if at >= timeline.end {
      decoder.report(
        "this is after the end: the scenario runs for "
          + assembly.measuring.text(scenario.clock.horizonMonths, .months), at: place("at"),
        trail.key("at"))
    }
    if let until = entry.until, timeline.day(of: until) < at {
      decoder.report("'until' is before 'at'", at: place("until"), trail.key("until"))
    }
  }

  /// The settings in force from each moment on.
  func phases() -> [Phase] {
    let timeline = Timeline(scenario.clock)
    let days = changes.map { timeline.day(of: $0.at) }
    let ordered = changes.indices.sorted { (days[$0], $0) < (days[$1], $1) }.map { changes[$0] }
    let (moments, values) = (Set(days).count, assembly.decoder.origins.count)
    guard moments * values <= Limits.plannedValues else {
      let trail = Trail.root.key("plan")
      decoder.report(
        "the plan changes a scenario of \(values) values at \(moments) moments: \(moments * values) values; at "
          + "most \(Limits.plannedValues)", at: decoder.keyPlace(of: trail), trail)
      return []
    }
    var tree = assembly.tree
    for key in ["plan"] { tree = tree.setting([key], to: .deletion, keyPlace: tree.place) }
    var phases: [Phase] = []
    var index = 0
    while index < ordered.count {
      let moment = ordered[index].at
      var texts: [String] = []
      let first = ordered[index]
      while index < ordered.count,
        timeline.day(of: ordered[index].at) == timeline.day(of: moment)
      {
        let change = ordered[index]
        tree = tree.setting(change.path[...], to: change.value, keyPlace: change.keyPlace)
        let path = change.path.joined(separator: ".")
        texts.removeAll { $0.hasPrefix("\(path) = ") }
        texts.append("\(path) = \(FlowText.text(change.value))")
        index += 1
      }
      if let settings = settings(tree, from: first) {
        phases.append(Phase(at: moment, settings: settings, changes: texts))
      }
    }
    return phases
  }

  private func settings(_ tree: Tree, from change: Change) -> Scenario? {
    let phase = Assembly(
      tree: tree, measuring: assembly.measuring, data: assembly.data, isPhase: true)
    let settings = phase.scenario()
    var problems = phase.problems.map { problem in
      "with this change, \(problem.message)"
    }
    for (before, after) in zip(scenario.journeys, settings.journeys) {
      for (old, new) in zip(before.touchpoints, after.touchpoints)
      where old.effectiveChannel != new.effectiveChannel {
        problems.append(
          "with this change, \(before.id).\(old.id) would become "
            + "\(Article.with(new.effectiveChannel.rawValue));"
            + " state its 'channel'")
      }
    }
    // What is doubtful from then on only, such as a roster that does not cover new hours.
    for doubt in phase.decoder.doubts
    where !decoder.doubtful.contains(doubt.message) {
      decoder.doubt(
        "with this change, \(doubt.message)", at: change.keyPlace, Trail.root.key("plan"))
    }
    for problem in problems {
      decoder.report(problem, at: change.keyPlace, Trail.root.key("plan"))
    }
    return problems.isEmpty ? settings : nil
  }
}
