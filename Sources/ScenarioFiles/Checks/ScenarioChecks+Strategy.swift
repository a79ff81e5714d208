import CustomerExperience

// Rules by which customers are approached.
extension ScenarioChecks {
  /// Checks that what rules wait for can come, and notes what does nothing.
  func checkStrategy() {
    guard let strategy = scenario.loyalty.strategy else { return }
    let trail = Trail.root.key("loyalty").key("strategy")
    let rules = trail.key("rules")
    guard !strategy.rules.isEmpty else {
      if !isGiven(rules) {
        decoder.doubt(
          "loyalty.strategy does nothing: name a rule in 'rules'", at: decoder.keyPlace(of: trail),
          trail)
      }
      return
    }
    for rule in strategy.rules { check(rule, at: rules.id(rule.id)) }
  }

  private func check(_ rule: RetentionRule, at trail: Trail) {
    let isContract = scenario.customers.relationship == .contract
    let place = trail.key("when")
    switch rule.trigger {
    case .silent where isContract:
      misplaced(
        place,
        because: "cannot be 'silent' under a contract: the firm knows who is a customer"
      )
    case .contractEnds where !isContract:
      misplaced(place, because: "cannot be 'contract-ends' in a repertoire: nobody signs anything")
    case .contractEnds where scenario.customers.contract.termMonths < 1:
      decoder.doubt(
        "\(trail.text) does nothing: contracts have no term", at: decoder.keyPlace(of: trail), trail
      )
    default: break
    }
    let owners: [(key: String, trigger: RetentionRule.Trigger)] = [
      ("below", .answersBadly), ("within", .contractEnds), ("silent_for", .silent),
      ("top", .atRisk),
    ]
    for (key, trigger) in owners where trigger != rule.trigger && isGiven(trail.key(key)) {
      let place = trail.key(key)
      decoder.doubt(
        "\(place.text) does nothing: it is for 'when: \(trigger.rawValue)'",
        at: decoder.keyPlace(of: place), place)
    }
    if rule.discount == 0, rule.gift == 0, rule.care == 0 {
      decoder.doubt(
        "\(trail.text) keeps nobody: give it 'care', a 'gift' or a 'discount'",
        at: decoder.keyPlace(of: trail), trail)
    }
  }
}
