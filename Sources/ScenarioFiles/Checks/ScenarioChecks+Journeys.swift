import CustomerExperience
import RandomVariates

extension ScenarioChecks {
  /// Checks needs, routes, channels and teams.
  func checkJourneys() {
    let trail = Trail.root.key("journeys")
    guard isGiven(trail) else { return }
    if scenario.journeys.isEmpty {
      if !decoder.failed.contains(where: { $0.hasPrefix(trail.text + ".") }) {
        decoder.report(
          "journeys is empty: name at least one journey", at: decoder.keyPlace(of: trail), trail)
      }
      return
    }
    for journey in scenario.journeys { check(journey, at: trail.id(journey.id)) }
    if isGiven(Trail.root.key("customers").key("relationship")) { checkNeeds(trail) }
    checkAvalanche(trail)
  }

  /// Notes where a complaint raises more than one need that can be complained about in its turn.
  private func checkAvalanche(_ trail: Trail) {
    let raised = scenario.journeys.filter { $0.need.trigger == .complains }
    let needs = raised.reduce(0) { $0 + $1.need.share }
    guard needs > 1, let first = raised.first else { return }
    let place = trail.id(first.id).key("need")
    decoder.doubt(
      "each complaint raises \(Decimal.text((100 * needs).rounded() / 100)) needs "
        + "(\(raised.map(\.id).joined(separator: ", "))), which can be complained about in their turn: they may "
        + "multiply without end", at: decoder.keyPlace(of: place), place)
  }

  private func checkNeeds(_ trail: Trail) {
    let isContract = scenario.customers.relationship == .contract
    var purchases: [String] = []
    for journey in scenario.journeys {
      let place = trail.id(journey.id)
      let need = place.key("need")
      guard !decoder.failed.contains(where: { $0.hasPrefix(need.text) }) else { continue }
      let arises = journey.need.rate != nil || journey.need.trigger != nil
      if journey.need.rate != nil, journey.need.trigger != nil {
        misplaced(need.key("when"), because: "cannot stand beside 'rate'")
      }
      if journey.need.peak != nil, journey.need.rate == nil {
        misplaced(need.key("peak"), because: "needs a 'rate'")
      }
      if !journey.need.times.isEmpty {
        if journey.need.rate == nil { misplaced(need.key("times"), because: "needs a 'rate'") }
        if journey.need.peak != nil {
          misplaced(need.key("peak"), because: "cannot stand beside 'times'")
        }
        checkRate(of: journey.need, at: need)
      }
      let isRaised = [.buys, .complains].contains(journey.need.trigger)
      // A file that states the defaults says nothing wrong.
      for (key, acts) in [
        ("share", journey.need.share != 1), ("after", journey.need.after != .constant(0)),
      ] where acts && !isRaised {
        misplaced(need.key(key), because: "needs 'when: buys' or 'when: complains'")
      }
      if journey.need.startedBy != .customer, !isRaised, journey.need.rate == nil {
        misplaced(
          need.key("started_by"),
          because: "needs a 'rate', or 'when: buys' or 'when: complains'")
      }
      if !isContract, journey.need.trigger == .intendsToLeave {
        misplaced(
          need.key("when"),
          because: "acts only under a contract: in a repertoire nobody gives notice")
      }
      if isContract, !arises {
        missing("need", in: place, because: "say how often it arises, such as {rate: 2 per year}")
      }
      if !arises { purchases.append(journey.id) }
    }
    guard !isContract, purchases.count != 1 else { return }
    let journeys = decoder.keyPlace(of: trail)
    if purchases.isEmpty {
      if !decoder.failed.contains(where: { $0.hasPrefix(trail.text) }) {
        decoder.report(
          "in a repertoire one journey is the visit to buy: leave out its 'need'", at: journeys,
          trail)
      }
    } else {
      let extra = trail.id(purchases[1])
      decoder.report(
        "in a repertoire only one journey is the visit to buy, without a 'need'; there are "
          + purchases.joined(separator: ", "), at: decoder.keyPlace(of: extra), extra)
    }
  }

  private func check(_ journey: Journey, at trail: Trail) {
    let weights = [
      ("mean", journey.memory.mean), ("worst", journey.memory.worst), ("end", journey.memory.end),
    ]
    let remembers = trail.key("remembers")
    if isGiven(remembers),
      !weights.contains(where: { decoder.failed.contains(remembers.key($0.0).text) })
    {
      decoder.checkTotal(
        weights, of: "'remembers'", at: decoder.place(of: remembers), remembers)
    }
    let touchpoints = trail.key("touchpoints")
    guard isGiven(touchpoints) else { return }
    guard !journey.touchpoints.isEmpty else {
      if !decoder.failed.contains(where: { $0.hasPrefix(touchpoints.text + ".") }) {
        decoder.report(
          "\(touchpoints.text) is empty: name at least one touchpoint",
          at: decoder.keyPlace(of: touchpoints), touchpoints)
      }
      return
    }
    let before = decoder.problems.count
    let ids = journey.touchpoints.map(\.id)
    if let start = journey.start, !ids.contains(start) {
      decoder.unknownID(start, of: "touchpoint", among: ids, at: trail.key("start"))
    }
    if journey.start != nil, !journey.starts.isEmpty {
      misplaced(trail.key("start"), because: "cannot stand beside 'starts'")
    }
    check(journey.starts, among: ids, at: trail.key("starts"))
    checkUpdates(of: journey, at: trail)
    for touchpoint in journey.touchpoints {
      let place = touchpoints.id(touchpoint.id)
      check(touchpoint, of: journey, at: place)
      check(touchpoint.next, among: ids, at: place.key("next"))
      check(touchpoint.unresolved, among: ids, at: place.key("unresolved"))
    }
    guard before == decoder.problems.count,
      !decoder.failed.contains(where: { $0.hasPrefix(touchpoints.text) })
    else { return }
    checkPaths(of: journey, at: trail)
  }

  private func check(_ routes: [Route], among ids: [String], at trail: Trail) {
    guard !routes.isEmpty else { return }
    for (number, route) in routes.enumerated() where !route.to.isEmpty && !ids.contains(route.to) {
      decoder.unknownID(
        route.to, of: "touchpoint", among: ids, at: trail.index(number).key("to"))
    }
    let failed = routes.indices.contains {
      decoder.failed.contains(trail.index($0).key("share").text)
    }
    guard !failed, isGiven(trail) else { return }
    decoder.checkTotal(
      routes.map { ($0.to, $0.share) }, of: "'\(trail.last)'", at: decoder.place(of: trail), trail)
  }

  private func check(_ touchpoint: Touchpoint, of journey: Journey, at trail: Trail) {
    let teams = scenario.teams.map(\.id)
    if let team = touchpoint.team, !teams.contains(team), !decoder.failed.contains("teams") {
      decoder.unknownID(team, of: "team", among: teams, at: trail.key("team"))
    }
    if isGiven(trail.key("channel")), !decoder.failed.contains(trail.key("team").text) {
      if touchpoint.channel == .selfService {
        if touchpoint.team != nil {
          misplaced(trail.key("team"), because: "cannot stand in self-service: nobody serves")
        }
      } else if let channel = touchpoint.channel, touchpoint.team == nil {
        missing(
          "team", in: trail, because: "somebody must serve at \(Article.with(channel.rawValue))")
      }
    }
    if touchpoint.effectiveChannel == .selfService {
      misplaced(trail.key("at_closing"), because: "has no place in self-service: it never closes")
    }
    if [.visit, .mail].contains(touchpoint.effectiveChannel), touchpoint.patience != nil {
      let place = trail.key("patience")
      decoder.doubt(
        "\(place.text) does nothing: at \(Article.with(touchpoint.effectiveChannel.rawValue)) nobody waits in person or gives "
          + "up", at: decoder.keyPlace(of: place), place)
    }
    if touchpoint.channel == nil, touchpoint.team == nil, touchpoint.promise != nil {
      misplaced(trail.key("promise"), because: "needs a 'team' that keeps it")
    }
    checkAppointment(of: touchpoint, at: trail)
    guard journey.need.trigger != .intendsToLeave else { return }
    for (key, acts) in [("saves", touchpoint.saves > 0), ("offer", touchpoint.offer != nil)]
    where acts {
      misplaced(
        trail.key(key),
        because: "acts only in a journey of leaving (need: {when: intends-to-leave})")
    }
  }

  private func checkPaths(of journey: Journey, at trail: Trail) {
    let graph = JourneyGraph(journey)
    let touchpoints = trail.key("touchpoints")
    for id in graph.unreachable {
      let place = touchpoints.id(id)
      decoder.report(
        "no path leads from the start (\(graph.start)) to the touchpoint '\(id)'",
        at: decoder.keyPlace(of: place), place)
    }
    if let id = graph.endless.first {
      let place = touchpoints.id(id)
      decoder.report(
        "a journey at '\(id)' can never end: let it resolve the need, or lead on to a touchpoint that "
          + "does", at: decoder.keyPlace(of: place), place)
    }
  }
}
