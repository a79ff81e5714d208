import CustomerExperience

// What there is to buy, and what comes back.
extension ScenarioChecks {
  /// Checks what may be out of stock, and what people do then.
  func checkSupply() {
    let (stock, returns) = (Trail.root.key("stock"), Trail.root.key("returns"))
    if scenario.customers.relationship == .contract {
      for trail in [stock, returns] {
        misplaced(trail, because: "acts only in a repertoire, not under a contract")
      }
      return
    }
    if let reasons = scenario.returns?.reasons {
      let total = reasons.shares.reduce(0, +)
      if total > 1 + 1e-9 {
        let trail = returns.key("reasons")
        let terms = zip(ReturnReason.allCases, reasons.shares).map { reason, share in
          "\(reason.key) \(decoder.measuring.text(share, .fraction))"
        }
        decoder.report(
          "shares of 'returns.reasons' add up to \(Decimal.text((total * 1_000).rounded() / 10))%; at most 100%, and "
            + "less where a reason has become rarer (\(terms.joined(separator: " + ")))",
          at: decoder.keyPlace(of: trail), trail)
      }
    }
    let categories = scenario.stock?.categories ?? []
    let trail = stock.key("categories")
    guard !categories.isEmpty else {
      if scenario.stock != nil, !isGiven(trail) {
        decoder.doubt(
          "stock does nothing: name what people come to buy in 'categories'",
          at: decoder.keyPlace(of: stock), stock)
      }
      return
    }
    for category in categories {
      guard let reactions = category.reactions else { continue }
      let place = trail.id(category.id).key("reactions")
      let names = ["elsewhere", "nothing", "later", "same_brand", "other_brand"]
      guard !names.contains(where: { decoder.failed.contains(place.key($0).text) }) else {
        continue
      }
      decoder.checkTotal(
        Array(zip(names, reactions.parts)), of: "'reactions'", at: decoder.keyPlace(of: place),
        place)
    }
    guard
      !categories.contains(where: {
        decoder.failed.contains(trail.id($0.id).key("share").text)
      })
    else { return }
    decoder.checkTotal(
      categories.map { ($0.id, $0.share) }, of: "'stock.categories'",
      at: decoder.keyPlace(of: trail), trail)
  }
}
