import CustomerExperience

// What customers meet and are told on their way.
extension ScenarioChecks {
  /// Checks that features matter at journeys, and to segments, that there are.
  func checkFeatures() {
    let journeys = scenario.journeys.map(\.id)
    let segments = scenario.customers.segments.map(\.id)
    for feature in scenario.features {
      let trail = Trail.root.key("features").id(feature.id)
      if let journey = feature.journey, !journeys.contains(journey) {
        decoder.unknownID(journey, of: "journey", among: journeys, at: trail.key("journey"))
      }
      for worth in feature.segments where !segments.contains(worth.id) {
        let place = trail.key("segments").id(worth.id)
        decoder.report(
          "there is no segment '\(worth.id)'" + Nearest.suggestion(worth.id, among: segments)
            + Nearest.known(segments),
          at: decoder.keyPlace(of: place), place)
      }
    }
  }

  /// Checks who asks how things stand, and notes what is told to nobody.
  func checkUpdates(of journey: Journey, at trail: Trail) {
    let ids = journey.touchpoints.map(\.id)
    if let chases = journey.chases, !chases.to.isEmpty {
      let place = trail.key("chases").key("to")
      if let point = journey.touchpoints[id: chases.to] {
        if point.team == nil {
          decoder.report(
            "nobody serves at \(point.id): customers ask where a team answers",
            at: decoder.place(of: place), place)
        }
      } else {
        decoder.unknownID(chases.to, of: "touchpoint", among: ids, at: place)
      }
    }
    guard let updates = journey.updates, updates.kinds == 0 else { return }
    let place = trail.key("updates")
    decoder.doubt(
      "\(place.text) does nothing: switch on 'progress', 'problem', 'action' or 'time'",
      at: decoder.keyPlace(of: place), place)
  }
}

// What teams are held to.
extension ScenarioChecks {
  /// Notes a standard that no customer meets, and one that is never checked.
  func noteIdleStandards(of team: Team) {
    guard team.standards != nil else { return }
    let trail = Trail.root.key("teams").id(team.id).key("standards")
    guard isMet(team.id) else {
      return note(trail, true, unless: false, "customers meet \(team.id) at no touchpoint")
    }
    let isChecked = ever(trail.key("checks").text) { now in
      (now.teams[id: team.id]?.standards?.checksPerMonth ?? 0) > 0
    }
    for key in ["halves_after", "lasts", "takes", "cost"] {
      note(trail.key(key), true, unless: isChecked, "there are no 'checks'")
    }
  }

  /// Whether customers meet a team: where a touchpoint names it, or at a site where it serves in place of one that is named.
  private func isMet(_ team: String) -> Bool {
    let named = Set(scenario.journeys.flatMap { $0.touchpoints.compactMap(\.team) })
    guard !scenario.sites.isEmpty else { return named.contains(team) }
    return scenario.sites.contains { site in
      (named.contains(team) && site.teams[id: team] == nil)
        || site.teams.contains { $0.by == team && named.contains($0.id) }
    }
  }
}

// What customers suggest.
extension ScenarioChecks {
  /// Notes what says how suggestions are done where none is.
  func noteIdleSuggestions() {
    guard scenario.suggestions != nil else { return }
    let trail = Trail.root.key("suggestions")
    func isEver(_ key: String, _ value: KeyPath<Suggestions, Double>) -> Bool {
      ever(trail.key(key).text) { ($0.suggestions?[keyPath: value] ?? 0) > 0 }
    }
    guard isEver("rate", \.rate) else {
      return note(trail, true, unless: false, "nobody has an idea ('rate' is 0)")
    }
    for (key, value) in [
      ("said", \Suggestions.said), ("ease", \.ease), ("adopted", \.adopted),
    ] where !isEver(key, value) {
      for idle in ["lag", "cost", "step", "answered", "credit"] {
        note(trail.key(idle), true, unless: false, "'\(key)' is 0%")
      }
      return
    }
  }
}
