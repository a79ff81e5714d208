import CustomerExperience

// Rivals, the way to them, and campaigns.
extension ScenarioChecks {
  /// Checks names that stand for something else, the way to each provider, and what campaigns say.
  func checkMarket() {
    for rival in scenario.market.rivals where [Travel.us, "nothing"].contains(rival.id) {
      let trail = Trail.root.key("market").key("rivals").id(rival.id)
      decoder.report(
        "'\(rival.id)' cannot name a rival: tables call \(rival.id == Travel.us ? "us" : "going without") so",
        at: decoder.keyPlace(of: trail), trail)
    }
    checkTravel()
    for campaign in scenario.customers.acquisition.campaigns { check(campaign) }
  }

  /// Whoever says how long it takes to some provider says so of all.
  private func checkTravel() {
    let providers = [Travel.us] + scenario.market.rivals.map(\.id)
    let segments = scenario.customers.segments
    let says = segments.contains { !$0.travel.isEmpty }
    for segment in segments where says {
      let place = Trail.root.key("customers").key("segments").id(segment.id)
      let trail = place.key("travel")
      for travel in segment.travel where !providers.contains(travel.id) {
        decoder.report(
          "there is no provider '\(travel.id)'" + Nearest.suggestion(travel.id, among: providers)
            + Nearest.known(providers),
          at: decoder.keyPlace(of: trail.id(travel.id)), trail.id(travel.id))
      }
      guard !segment.travel.isEmpty else { continue }
      for provider in providers where segment.travel[id: provider] == nil {
        guard !decoder.failed.contains(trail.id(provider).key("time").text) else { continue }
        missing(
          provider, in: trail, because: "say how long it takes to us and to every rival")
      }
    }
  }

  /// A campaign says nothing that its type does not heed.
  private func check(_ campaign: Campaign) {
    let trail = Trail.root.key("customers").key("acquisition").key("campaigns").id(campaign.id)
    if Origin.always.contains(campaign.id) {
      decoder.report(
        "'\(campaign.id)' cannot name a campaign: customers who come without one are called so",
        at: decoder.keyPlace(of: trail), trail)
    }
    let heeded: [(Campaign.Kind, [String])] = [
      (.advertising, ["carry_over", "elasticity", "promises"]),
      (.promotion, ["cost", "discount", "discount_for", "fickle"]), (.networking, ["cost"]),
    ]
    let mine = heeded.first { $0.0 == campaign.kind }?.1 ?? []
    for key in Set(heeded.flatMap(\.1)).subtracting(mine).sorted() {
      misplaced(trail.key(key), because: "does not act in \(campaign.kind.rawValue)")
    }
    if campaign.kind == .advertising, !scenario.winsCustomers {
      decoder.doubt(
        "\(trail.text) does nothing: advertising adds to marketing, and nothing is spent on that",
        at: decoder.keyPlace(of: trail), trail)
    }
  }
}
