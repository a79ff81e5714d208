import CustomerExperience
import DiscreteEvents

/// Checks that look at more than one value.
struct ScenarioChecks {
  let decoder: Decoder
  let scenario: Scenario

  /// Notes everything that does not fit together.
  func check() {
    checkHeading()
    checkNumbers()
    checkMembership()
    checkStrategy()
    checkCustomers()
    checkMarket()
    checkJourneys()
    checkTeams()
    checkSites()
    checkFeatures()
    checkSupply()
    checkSegmentation()
    checkHolidays()
    checkEvidence()
    checkWork()
  }

  private func checkHeading() {
    let currency = Trail.root.key("currency")
    if !Currency.isCode(scenario.currency) {
      decoder.report(
        "currency is three capital letters, such as GBP; found '\(scenario.currency)'",
        at: decoder.place(of: currency), currency)
    }
    let title = Trail.root.key("title")
    if isGiven(title), scenario.title.allSatisfy(\.isWhitespace) {
      decoder.report("the title is empty", at: decoder.place(of: title), title)
    }
    let growth = Trail.root.key("growth")
    if scenario.growth.from >= scenario.growth.to {
      decoder.report(
        "growth must go up from 'from' to 'to'", at: decoder.place(of: growth), growth)
    }
  }

  /// Checks that there is not too much of anything.
  private func checkNumbers() {
    for excess in Limits.exceeded(by: scenario) {
      var trail = Trail.root
      for key in excess.path { trail = trail.key(key) }
      if excess.path.first == "journeys", excess.path.count == 3 {
        trail = Trail.root.key("journeys").id(excess.path[1]).key("touchpoints")
      }
      decoder.report(
        "\(trail.text) has \(excess.count) \(excess.things); at most \(excess.most)",
        at: decoder.keyPlace(of: trail), trail)
    }
    if let card = scenario.loyalty.stampCard, card.given >= card.stamps {
      let trail = Trail.root.key("loyalty").key("stamp_card").key("given")
      decoder.report(
        "a new card has \(card.given) of \(card.stamps) stamps: 'given' must be fewer than 'stamps'",
        at: decoder.place(of: trail), trail)
    }
  }

  /// Checks that what members are given leaves something to earn, and to pay.
  private func checkMembership() {
    guard let law = scenario.loyalty.membership else { return }
    let trail = Trail.root.key("loyalty").key("membership")
    if law.given >= law.redeemAt {
      decoder.report(
        "a new member is given as much as is redeemed at once: 'given' must be less than 'redeem_at'",
        at: decoder.place(of: trail.key("given")), trail.key("given"))
    }
    if let tier = law.tier, law.discount + tier.discount > 1 {
      let place = trail.key("tier").key("discount")
      decoder.report(
        "the discount of the higher tier and that of all members come to more than 100%; together they are at most that",
        at: decoder.place(of: place), place)
    }
  }

  /// Checks that a replication is not more work than is allowed, as far as that can be foreseen.
  private func checkWork() {
    guard decoder.failed.isEmpty else { return }
    let (work, most) = (Workload(scenario), WorkLimits.current.events)
    guard work.events > Double(most), let heaviest = work.sources.first else { return }
    var trail = Trail.root
    for key in heaviest.key.split(separator: ".") { trail = trail.key(String(key)) }
    decoder.report(
      "\(heaviest.key) makes about \(WorkText.count(heaviest.events)) events a replication; at most "
        + "\(WorkText.count(Double(most))) are allowed in all: lower it, shorten clock.horizon, or allow more "
        + "with --most-events", at: decoder.place(of: trail), trail)
  }

  private func checkTeams() {
    for team in scenario.teams {
      let peaks = Trail.root.key("teams").id(team.id).key("background").key("peaks")
      for (number, peak) in (team.background?.peaks ?? []).enumerated()
      where peak.fromMinute >= peak.toMinute {
        decoder.report(
          "a peak must end after it begins; one past midnight is two entries",
          at: decoder.place(of: peaks.index(number)), peaks)
      }
      checkOverlap(of: team.background?.peaks ?? [], at: peaks)
      checkTimetable(of: team)
      checkCover(of: team)
    }
  }

  /// Whether a file gives the key and its value could be read.
  func isGiven(_ trail: Trail) -> Bool {
    decoder.origins[trail.text] != nil && !decoder.failed.contains(trail.text)
  }

  /// Notes that a key is missing from a section.
  func missing(_ key: String, in trail: Trail, because reason: String) {
    guard !decoder.failed.contains(trail.key(key).text) else { return }
    decoder.report(
      "missing key '\(key)'\(trail.phrase): \(reason)", at: decoder.keyPlace(of: trail),
      trail.key(key))
  }

  /// Notes that a key has no place where it stands.
  func misplaced(_ trail: Trail, because reason: String) {
    guard decoder.origins[trail.text] != nil else { return }
    decoder.report("\(trail.text) \(reason)", at: decoder.keyPlace(of: trail), trail)
  }
}
