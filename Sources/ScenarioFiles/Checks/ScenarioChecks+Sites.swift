import CustomerExperience

// Where customers are served.
extension ScenarioChecks {
  /// Checks that sites have teams and segments that there are, and that some site is open.
  func checkSites() {
    let trail = Trail.root.key("sites")
    let sites = scenario.sites
    guard !sites.isEmpty else { return }
    if !sites.contains(where: \.open) {
      decoder.report(
        "no site is open: customers must be served somewhere", at: decoder.keyPlace(of: trail),
        trail)
    }
    let teams = scenario.teams.map(\.id)
    let segments = scenario.customers.segments.map(\.id)
    let named = Set(scenario.journeys.flatMap { $0.touchpoints.compactMap(\.team) })
    for site in sites {
      let here = trail.id(site.id)
      for entry in site.segments where !segments.contains(entry.id) {
        let place = here.key("segments").id(entry.id)
        decoder.report(
          "there is no segment '\(entry.id)'" + Nearest.suggestion(entry.id, among: segments)
            + Nearest.known(segments),
          at: decoder.keyPlace(of: place), place)
      }
      for entry in site.teams {
        let place = here.key("teams").id(entry.id)
        if !teams.contains(entry.id) {
          decoder.report(
            "there is no team '\(entry.id)'" + Nearest.suggestion(entry.id, among: teams)
              + Nearest.known(teams),
            at: decoder.keyPlace(of: place), place)
        } else if !named.contains(entry.id) {
          decoder.doubt(
            "\(place.text) does nothing: no journey names \(entry.id)",
            at: decoder.keyPlace(of: place), place)
        }
        if !entry.by.isEmpty, !teams.contains(entry.by) {
          decoder.unknownID(entry.by, of: "team", among: teams, at: place.key("by"))
        }
        checkAppointments(of: entry, at: place)
      }
    }
  }

  /// Notes appointments that are made in other hours than those of the team that serves at a site.
  private func checkAppointments(of entry: SiteTeam, at place: Trail) {
    guard let named = scenario.teams[id: entry.id], let serving = scenario.teams[id: entry.by],
      named.hours != serving.hours
    else { return }
    for journey in scenario.journeys {
      for point in journey.touchpoints where point.team == entry.id && point.appointment != nil {
        decoder.doubt(
          "\(place.text): appointments at \(journey.id).\(point.id) are made in the opening hours of \(entry.id), and "
            + "\(entry.by) has others: who comes while it is closed waits until it opens",
          at: decoder.keyPlace(of: place), place)
      }
    }
  }
}
