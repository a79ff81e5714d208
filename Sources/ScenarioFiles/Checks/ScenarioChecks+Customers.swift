import CustomerExperience

extension ScenarioChecks {
  /// Checks the customers' numbers, and that the keys fit what binds them.
  func checkCustomers() {
    let trail = Trail.root.key("customers")
    guard decoder.origins[trail.text] != nil else { return }
    if isGiven(trail.key("relationship")) { checkRelationship(trail) }
    let segments = trail.key("segments")
    guard isGiven(segments) else { return }
    guard !scenario.customers.segments.isEmpty else {
      if !decoder.failed.contains(where: { $0.hasPrefix(segments.text + ".") }) {
        decoder.report(
          "customers.segments is empty: name at least one segment",
          at: decoder.keyPlace(of: segments), segments)
      }
      return
    }
    for segment in scenario.customers.segments {
      let place = segments.id(segment.id)
      checkGiven(of: segment, at: place.key("given"))
      checkEffects(of: segment, at: place.key("effects"))
      checkWhen(segment, at: place)
      checkHousehold(of: segment, at: place.key("household"))
    }
    checkNeeds(at: trail.key("needs"))
    let before = decoder.problems.count
    checkSizes(segments)
    guard before == decoder.problems.count, !anyFailed(segments) else { return }
    let total = scenario.initialCustomers
    if let pool = scenario.customers.acquisition.pool, pool < total {
      let place = Trail.root.key("customers").key("acquisition").key("pool")
      decoder.report(
        "the pool holds all who may ever be customers, the \(total) at the start among them; found \(pool)",
        at: decoder.place(of: place), place)
    }
    if total > Limits.customers || total == 0 && !scenario.winsCustomers {
      let none = total == 0 ? ", or none where marketing wins some" : ""
      decoder.report(
        "there are \(total) customers in all; allowed: 1 to \(Limits.customers)\(none)",
        at: decoder.keyPlace(of: segments), segments)
    }
  }

  /// What follows from attributes must follow from attributes that there are.
  private func checkEffects(of segment: Segment, at trail: Trail) {
    var seen: [String: Int] = [:]
    for (number, effect) in segment.effects.enumerated() {
      let place = trail.index(number)
      checkActs(effect, at: place)
      checkLeaning(effect.leaning, at: place)
      let whom = effect.attribute + "=" + effect.value
      if let before = seen[whom], !effect.attribute.isEmpty {
        decoder.report(
          "\(effect.attribute) \(effect.value) has its effects in entry \(before + 1); say all of them there",
          at: decoder.place(of: place), place)
      }
      seen[whom] = seen[whom] ?? number
      guard let attribute = segment.people.first(where: { $0.name == effect.attribute }) else {
        if !effect.attribute.isEmpty {
          decoder.unknownID(
            effect.attribute, of: "attribute", among: segment.people.map(\.name),
            at: place.key("of"))
        }
        continue
      }
      let values = attribute.values.map(\.value)
      if !effect.value.isEmpty, !values.contains(effect.value) {
        decoder.unknownID(
          effect.value, of: "value of \(attribute.name)", among: values, at: place.key("is"))
      }
    }
  }

  /// Notes an effect that changes nothing.
  private func checkActs(_ effect: TraitEffect, at place: Trail) {
    if effect.leaning == Leaning() {
      decoder.doubt(
        "\(place.text) changes nothing: give it patience, price, needs or spend",
        at: decoder.place(of: place), place)
    }
  }

  private func anyFailed(_ segments: Trail) -> Bool {
    scenario.customers.segments.contains { segment in
      ["initial", "share"].contains {
        decoder.failed.contains(segments.id(segment.id).key($0).text)
      }
    }
  }

  private func checkRelationship(_ trail: Trail) {
    let isContract = scenario.customers.relationship == .contract
    if isContract, decoder.origins[trail.key("contract").text] == nil {
      missing(
        "contract", in: trail, because: "under a contract, say its 'term' and 'price'")
    }
    if !isContract {
      misplaced(
        trail.key("contract"), because: "has no place in a repertoire: nobody signs anything")
    }
    for segment in scenario.customers.segments {
      let place = trail.key("segments").id(segment.id)
      if !isContract {
        misplaced(place.key("fees"), because: "acts only under a contract: nobody joins anything")
      }
      for (key, isMissing) in [
        ("occasions", segment.occasions == nil), ("spend", segment.spend == nil),
      ] {
        if isContract {
          misplaced(place.key(key), because: "acts only in a repertoire, not under a contract")
        } else if isMissing {
          missing(
            key, in: place,
            because: key == "occasions"
              ? "in a repertoire, say how often they buy, such as 'gamma 6 per week cv 0.5'"
              : "in a repertoire, say what a visit is worth, such as 'lognormal "
                + "\(decoder.measuring.currency.text("3.60")) cv 0.4'")
        }
      }
    }
  }

  private func checkSizes(_ trail: Trail) {
    let segments = scenario.customers.segments
    for segment in segments {
      let place = trail.id(segment.id)
      let failed = ["initial", "share"].contains { decoder.failed.contains(place.key($0).text) }
      if segment.initial == nil, segment.share == nil, !failed {
        missing("initial", in: place, because: "say how many there are at the start, or a 'share'")
      }
      if segment.initial != nil, segment.share != nil {
        misplaced(place.key("share"), because: "cannot stand beside 'initial'")
      }
    }
    let shares = segments.filter { $0.share != nil && $0.initial == nil }
    guard !shares.isEmpty else { return }
    if scenario.customers.total == nil {
      missing("total", in: Trail.root.key("customers"), because: "segments give shares of it")
    }
    if shares.count == segments.count, !anyFailed(trail) {
      decoder.checkTotal(
        shares.map { ($0.id, $0.share ?? 0) }, of: "'customers.segments'",
        at: decoder.keyPlace(of: trail), trail)
    }
  }
}
