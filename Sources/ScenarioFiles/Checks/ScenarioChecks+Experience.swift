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
            + "; there are \(segments.joined(separator: ", "))",
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
  func checkStandards(of team: Team) {
    guard let standards = team.standards else { return }
    let trail = Trail.root.key("teams").id(team.id).key("standards")
    let served = scenario.teamsServed(by: team.id)
    guard
      scenario.journeys.contains(where: { journey in
        journey.touchpoints.contains { $0.team.map(served.contains) == true }
      })
    else {
      decoder.doubt(
        "\(trail.text) does nothing: customers meet \(team.id) at no touchpoint",
        at: decoder.keyPlace(of: trail), trail)
      return
    }
    guard standards.checksPerMonth == 0 else { return }
    for key in ["halves_after", "lasts", "takes", "cost"] where isGiven(trail.key(key)) {
      let place = trail.key(key)
      decoder.doubt(
        "\(place.text) does nothing: there are no 'checks'", at: decoder.keyPlace(of: place), place)
    }
  }
}

// What customers suggest.
extension ScenarioChecks {
  /// Notes what says how suggestions are done where none is.
  func checkSuggestions() {
    guard let law = scenario.suggestions, law.adopted == 0 else { return }
    let trail = Trail.root.key("suggestions")
    for key in ["lag", "cost", "step", "answered", "credit"] where isGiven(trail.key(key)) {
      let place = trail.key(key)
      decoder.doubt(
        "\(place.text) does nothing: 'adopted' is 0%", at: decoder.keyPlace(of: place), place)
    }
  }
}
