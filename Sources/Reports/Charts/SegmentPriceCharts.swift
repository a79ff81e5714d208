import CustomerExperience
import Documents
import Experiments

/// What each segment pays.
extension RunCharts {
  /// The mean money of a purchase by segment, with the fees beside it in the data.
  static func segmentPrices(_ outcome: RunOutcome) -> Chart? {
    let display = Display(outcome.scenario)
    let prices = SegmentPrice.all(outcome)
    guard let least = prices.min(by: { $0.paid.mean < $1.paid.mean }),
      let most = prices.max(by: { $0.paid.mean < $1.paid.mean })
    else { return nil }
    let thing = SegmentPrice.purchase(outcome.scenario)
    var table = Table(
      "", "",
      ["segment", "paid a \(thing)", "95% CI", "fees, whole run"].map { Column($0, "", "") })
    for price in prices {
      table.append([
        .text(price.name), .text(display.money(price.paid.mean)),
        .text(display.interval(price.paid, .money)),
        .text(price.fees.map { display.money($0.mean) } ?? ""),
      ])
    }
    return Chart(
      "segment_prices",
      title: prices.count > 1
        ? "\(least.name): \(display.money(least.paid.mean)) a \(thing), \(most.name): "
          + display.money(most.paid.mean)
        : "\(least.name): \(display.money(least.paid.mean)) a \(thing)",
      subtitle: "Mean money that the customers of each segment pay a \(thing)"
        + (outcome.scenario.hasHouseholds
          ? ", a whole household's where several persons share it" : "")
        + ". Fees are not in it.",
      data: table
    ) { frame in
      Self.bars(
        prices.map {
          NamedBar(name: $0.name, value: $0.paid.mean, label: display.money($0.paid.mean))
        }, axis: "\(display.symbol) a \(thing)", in: frame)
    }
  }
}

/// What a segment pays, as a run showed it.
struct SegmentPrice {
  let name: String
  /// Mean money of a purchase.
  let paid: Estimate
  /// Fees in all; nil where there are none.
  let fees: Estimate?

  /// What they pay for: a bill, or a visit.
  static func purchase(_ scenario: Scenario) -> String {
    scenario.customers.relationship.bond.isBilledMonthly ? "bill" : "visit"
  }

  /// Every segment that bought anything; none where all pay the list price and no fees.
  static func all(_ outcome: RunOutcome) -> [SegmentPrice] {
    outcome.scenario.customers.segments.compactMap { segment in
      let subject = SubjectKind.segment.subject(segment.id)
      return outcome.estimate("price_paid", subject).map {
        SegmentPrice(
          name: segment.displayName, paid: $0,
          fees: outcome.estimate("customer_fees", subject))
      }
    }
  }
}

extension Sentences {
  /// What the fees bring, and whom they put off; what the prices of segments come to where there are none.
  func segmentPrices(_ outcome: RunOutcome) -> String? {
    let prices = SegmentPrice.all(outcome)
    guard !prices.isEmpty, let revenue = outcome.estimate("revenue") else { return nil }
    var sentences: [String] = []
    if holds({ $0.priceShare != 1 }) {
      sentences.append(
        "A segment that pays another share of the list price feels our price accordingly, and costs as much to supply as "
          + "others.")
    }
    let others = [
      (holds { $0.household != nil }, "how many persons stand behind its customers"),
      (
        holds { ($0.household?.family?.discount ?? 0) > 0 },
        "what is taken off for family accounts"
      ),
    ].filter(\.0).map(\.1)
    if !others.isEmpty {
      sentences.append(
        "A segment's mean \(SegmentPrice.purchase(scenario)) does not follow from its share of the list price alone, but "
          + "also from " + Display.list(others) + ".")
    }
    if let fees = outcome.estimate("customer_fees") {
      let share = fees.mean / max(1e-9, fees.mean + revenue.mean)
      sentences.append(
        "Fees bring \(display.money(fees.mean)) \(interval(fees, .money)), "
          + "\(display.percent(share)) of what customers pay.")
      if let putOff = outcome.estimate("put_off"), putOff.mean > 0 {
        sentences.append(
          "The joining fee puts off \(Display.count(putOff.mean)) who would have joined "
            + "\(interval(putOff, .count)).")
      }
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// Whether something is so of a segment, at the start or later by the plan.
  private func holds(_ condition: (Segment) -> Bool) -> Bool {
    ([scenario] + scenario.phases.map(\.settings)).contains {
      $0.customers.segments.contains(where: condition)
    }
  }
}
