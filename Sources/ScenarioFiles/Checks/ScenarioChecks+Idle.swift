import CustomerExperience

// Keys that are given and cannot act in the scenario as it is. A file that states the defaults says nothing wrong, and a
// key that the plan or a lever brings to life is none of them.
extension ScenarioChecks {
  /// Notes keys that do nothing for want of something else, and dates on which nothing can happen.
  ///
  /// Needs the phases of the plan and the levers.
  func noteWhatCannotAct() {
    noteIdleKeys(
      KeyNode.scenario, Encoder(measuring: decoder.measuring).section(scenario), at: .root)
    noteIdleMarket()
    noteIdleCustomers()
    noteIdleService()
    for team in scenario.teams { noteIdleStandards(of: team) }
    noteIdleSuggestions()
    noteIdleOutreach()
    for segment in scenario.customers.segments {
      let trail = Trail.root.key("customers").key("segments").id(segment.id)
      for (number, effect) in segment.effects.enumerated() {
        noteIdle(effect.leaning, of: [segment], at: trail.key("effects").index(number))
      }
    }
    for kind in scenario.customers.needs {
      noteIdle(
        kind.leaning, of: scenario.customers.segments,
        at: Trail.root.key("customers").key("needs").id(kind.id))
    }
    noteDates()
  }

  /// Notes keys that are given another value than the default and do nothing all the same, since they act only where
  /// something else binds the customers.
  private func noteIdleKeys(_ nodes: [KeyNode], _ values: ValueNode, at trail: Trail) {
    for node in nodes {
      let here = trail.key(node.name)
      guard let value = values[node.name] else { continue }
      switch node.kind {
      case .section(let children, _): noteIdleKeys(children, value, at: here)
      case .table(_, let children):
        for entry in value.pairs { noteIdleKeys(children, entry.value, at: here.id(entry.key)) }
      case .list(let children):
        guard case .sequence(let items) = value else { continue }
        for (number, item) in items.enumerated() {
          noteIdleKeys(children, item, at: here.index(number))
        }
      case .leaf(let leaf):
        guard let only = node.only, only != scenario.customers.relationship, isGiven(here),
          let standard = leaf.standard, value.flow != standard
        else { continue }
        decoder.noteIdle(here, unless: only, at: decoder.keyPlace(of: here))
      }
    }
  }

  /// Notes a key that does nothing.
  ///
  /// - Parameters:
  ///   - isOther: whether it is given another value than the default.
  ///   - acts: whether it acts.
  ///   - reason: why it does not.
  func note(_ trail: Trail, _ isOther: Bool, unless acts: Bool, _ reason: String) {
    guard isOther, !acts, isGiven(trail) else { return }
    decoder.doubt(
      "\(trail.text) does nothing: \(reason)", at: decoder.keyPlace(of: trail), trail)
  }

  /// Whether something is so at the start, or later by the plan; and where a lever may make it so.
  func ever(_ keys: String..., holds: (Scenario) -> Bool) -> Bool {
    holds(scenario) || scenario.phases.contains { holds($0.settings) }
      || scenario.levers.contains { lever in keys.contains { lever.path.hasPrefix($0) } }
  }

  private func noteIdleMarket() {
    let (market, standard) = (scenario.market, Market())
    let trail = Trail.root.key("market")
    let isRepertoire = scenario.customers.relationship == .repertoire
    note(
      trail.key("taste"), isRepertoire && market.taste != standard.taste,
      unless: market.repertoires == nil, "'repertoires' stands beside it, and draws tastes instead")
    note(
      trail.key("awareness"), market.awarenessMonths != standard.awarenessMonths,
      unless: market.rivals.contains { $0.enters != nil },
      "it is about new rivals, and none 'enters'")
    note(
      trail.key("travel_response"), market.travelResponse != standard.travelResponse,
      unless: !scenario.sites.isEmpty
        || scenario.customers.segments.contains { !$0.travel.isEmpty },
      "no segment says by 'travel' how long it takes to whom, and there are no sites")
    note(
      trail.key("switching").key("ripens"),
      market.switching.ripensMonths != standard.switching.ripensMonths,
      unless: ever("market.switching.relational") { $0.market.switching.relational > 0 },
      "there is no 'relational' switching cost that could grow")
    let hasTerm = ever("customers.contract.term") { $0.customers.contract.termMonths > 0 }
    note(
      trail.key("switching").key("exit_fee"), !isRepertoire && market.switching.exitFee > 0,
      unless: hasTerm, "it is due within the term of a contract, and customers.contract.term is 0")
    let contract = Trail.root.key("customers").key("contract")
    let (signed, usual) = (scenario.customers.contract, Contract())
    for (key, isOther) in [
      ("holds_price", signed.holdsPrice != usual.holdsPrice),
      ("renew_at_end", signed.renewAtEnd != usual.renewAtEnd),
      ("renew_later", signed.renewLater != usual.renewLater),
    ] {
      note(
        contract.key(key), isOther, unless: isRepertoire || hasTerm,
        "the contract binds for no time ('term')")
    }
    for rival in market.rivals {
      let place = trail.key("rivals").id(rival.id)
      let answers = ever("market.rivals.\(rival.id).answers") {
        $0.market.rivals.first { $0.id == rival.id }.map { $0.answers > 0 } ?? false
      }
      note(
        place.key("answers_after"), rival.answersAfter != Rival().answersAfter, unless: answers,
        "the rival answers no cut of ours ('answers')")
      note(
        place.key("spread"), rival.spread != nil,
        unless: ever("market.risk_aversion") { $0.market.riskAversion > 0 },
        "market.risk_aversion is 0: nobody minds an uneven service")
    }
  }

  private func noteIdleCustomers() {
    let customers = scenario.customers
    let trail = Trail.root.key("customers")
    note(
      trail.key("total"), customers.total != nil,
      unless: customers.segments.contains { $0.share != nil },
      "each segment says by 'initial' how many there are, and none gives a 'share'")
    let (talk, standard) = (customers.acquisition.wordOfMouth, WordOfMouth())
    let word = trail.key("acquisition").key("word-of-mouth")
    let talks = ever("customers.acquisition.word-of-mouth.enabled") {
      $0.customers.acquisition.wordOfMouth.enabled
    }
    for (key, isOther) in [
      ("rate", talk.rate != standard.rate), ("harm", talk.harm != standard.harm),
      ("contacts", talk.contacts != standard.contacts), ("sway", talk.sway != standard.sway),
    ] {
      note(word.key(key), isOther, unless: talks, "customers do not talk ('enabled')")
    }
    let isPromised = ever("expectations.promised", "customers.acquisition.campaigns") {
      $0.expectations.promised != nil
        || $0.customers.acquisition.campaigns.contains { $0.promises > 0 }
    }
    let nothing = "nothing is promised (expectations.promised, or a campaign that promises)"
    let marketing = customers.acquisition.marketing
    note(
      trail.key("acquisition").key("marketing").key("promise-draws"),
      marketing.promiseDraws != Marketing().promiseDraws, unless: isPromised, nothing)
    note(
      Trail.root.key("expectations").key("promise-pull"),
      scenario.expectations.promisePull != Expectations().promisePull, unless: isPromised, nothing)
    note(
      Trail.root.key("expectations").key("rival-pull"),
      scenario.expectations.rivalPull != Expectations().rivalPull,
      unless: !scenario.market.rivals.isEmpty, "there is no rival")
  }

  private func noteIdleService() {
    note(
      Trail.root.key("satisfaction").key("within-zone"),
      scenario.satisfaction.withinZone != Satisfaction().withinZone,
      unless: ever("satisfaction.zone") { $0.satisfaction.zone != Dimensions(all: 0) },
      "there is no zone of tolerance ('zone')")
    for journey in scenario.journeys {
      let trail = Trail.root.key("journeys").id(journey.id).key("touchpoints")
      for point in journey.touchpoints where point.effectiveChannel == .selfService {
        let place = trail.id(point.id)
        for (key, isThere) in [
          ("patience", point.patience != nil), ("waiting", point.waiting != nil),
        ] {
          note(place.key(key), isThere, unless: false, "in self-service nobody waits")
        }
      }
    }
  }

  /// Notes ways in which people differ that can show nowhere.
  private func noteIdle(_ leaning: Leaning, of segments: [Segment], at trail: Trail) {
    note(
      trail.key("channel_times"), leaning.channelTimes != 1,
      unless: scenario.journeys.contains { $0.starts.count > 1 },
      "no journey starts in several places ('starts')")
    note(
      trail.key("moving"), leaning.moving != 1,
      unless: ever("customers.segments") { now in
        now.customers.segments.contains { segment in
          segments.contains { $0.id == segment.id } && segment.moves.rate > 0
        }
      }, "nobody moves ('moves' of the segment)")
    note(
      trail.key("needs"), leaning.needs != 1,
      unless: scenario.journeys.contains { $0.need.rate != nil },
      "no journey has a need with a 'rate' (how often people come to buy is 'occasions')")
  }

  // MARK: - Dates

  /// Notes what is dated beyond the run, or before it.
  private func noteDates() {
    let timeline = Timeline(scenario.clock)
    let start = Double(scenario.clock.start)
    let length = decoder.measuring.text(scenario.clock.horizonMonths, .months)
    let after = "it is after the end; the scenario runs for \(length)"
    func look(at trail: Trail, from moment: Moment, lasting months: Double) {
      let (from, to) = (timeline.day(of: moment), timeline.day(of: moment, plusMonths: months))
      if from >= timeline.end {
        decoder.doubt("\(trail.text) does nothing: \(after)", at: decoder.place(of: trail), trail)
      } else if to <= start {
        decoder.doubt(
          "\(trail.text) shows nowhere: it is over before the start", at: decoder.place(of: trail),
          trail)
      } else if from < start {
        decoder.doubt(
          "\(trail.text) is before the start: only what lasts beyond that is seen",
          at: decoder.place(of: trail), trail)
      }
    }
    let campaigns = Trail.root.key("customers").key("acquisition").key("campaigns")
    for campaign in scenario.customers.acquisition.campaigns {
      let trail = campaigns.id(campaign.id).key("from")
      if isGiven(trail) { look(at: trail, from: campaign.from, lasting: campaign.months) }
    }
    for rival in scenario.market.rivals {
      let trail = Trail.root.key("market").key("rivals").id(rival.id)
      for (number, promotion) in rival.promotions.enumerated() {
        look(
          at: trail.key("promotions").index(number).key("at"), from: promotion.at,
          lasting: promotion.months)
      }
      guard let enters = rival.enters else { continue }
      let place = trail.key("enters")
      let day = timeline.day(of: enters)
      if day >= timeline.end {
        decoder.doubt(
          "\(place.text): the rival never enters, \(after)", at: decoder.place(of: place), place)
      } else if day < start {
        decoder.doubt(
          "\(place.text) is before the start: the rival is there when the run begins; leave it out for one that has "
            + "always been there", at: decoder.place(of: place), place)
      }
    }
  }
}
