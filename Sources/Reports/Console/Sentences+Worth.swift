import CustomerExperience
import Documents
import Experiments

/// What keeping customers is worth, in sentences.
extension Sentences {
  /// What is earned on customers of longer standing.
  func tenure(_ outcome: RunOutcome) -> String {
    let years = RunCharts.toldYears(outcome)
    guard let first = years.first, let last = years.last, years.count > 1 else {
      return "The bar shows what is earned on a customer in a year, and what it is made of."
    }
    let (a, b) = (first.profit.mean, last.profit.mean)
    var text =
      "Each bar is a year as a customer. In year \(first.year) a customer brings \(display.money(a)), in year "
      + "\(last.year) \(display.money(b)), after what they cause: supply, contacts, complaints and the time of staff."
      + " The customers of one bar are not those of the next: those who stay differ from those who leave, and those "
      + "who join now from those who joined before. So the bars show whom the firm has, not what a year more does to "
      + "one customer"
    text +=
      outcome.scenario.economics.tenure == nil
      ? "; in this scenario it does nothing by itself (economics.tenure can say otherwise)."
      : ", but for what the scenario says of it (economics.tenure)."
    if years.contains(where: { $0.referrals > 0 }) {
      let saved = years.map(\.referrals).max() ?? 0
      text +=
        " Those whom a customer sends come on top: winning as many by marketing would cost up to "
        + "\(display.money(saved)) a customer and year. That is saved, not earned, and is not in the bars."
    }
    return text
  }

  /// What winning a customer costs and brings; nil where nobody is won.
  func winning(_ outcome: RunOutcome) -> String? {
    guard let cost = outcome.estimate("acquisition_cost_each"),
      let value = outcome.estimate("newcomer_value"),
      let ratio = outcome.estimate("value_to_acquisition_cost")
    else { return nil }
    var text =
      "Winning a customer costs \(display.money(cost.mean)), and a new customer is worth "
      + "\(display.money(value.mean)) \(interval(value, .money)): "
      + "\(NumberText.fixed(ratio.mean, 1)) times as much."
    if let months = outcome.estimate("acquisition_payback") {
      text +=
        " What new customers bring has covered that cost after \(NumberText.fixed(months.mean, 1)) months, those "
        + "who left before included."
        + (outcome.scenario.hasFeesOnJoining
          ? " What is paid on joining counts there as spread over the first month: where it covers the cost by itself, that is "
            + "so from the first day." : "")
      if months.replications < outcome.replications {
        text +=
          " In \(outcome.replications - months.replications) of \(outcome.replications) runs it never did."
      }
    } else {
      text += " Within the run what new customers bring does not cover that cost."
    }
    if let referral = outcome.estimate("referral_value"), referral.mean > 0 {
      text +=
        " A customer of the start sends others worth \(display.money(referral.mean)) to the firm."
    }
    return text
  }

  /// What better retention is worth, and why more is often claimed.
  func retentionWorth(_ calculator: RetentionCalculator) -> [String] {
    let retention = RunCharts.percent(calculator.retention)
    var first =
      "\(retention) of customers are kept a year, and the discount rate is "
      + "\(RunCharts.percent(calculator.discount)) a year. So 1% more retention makes a customer worth "
      + "\(RunCharts.percent(calculator.rows[0].gain)) more"
    if let five = calculator.fivePoints {
      first += ", and 5 points \(NumberText.fixed(100 * five, 0))%"
    }
    first +=
      ". Gupta, Lehmann & Stuart (2004) found 3 to 7% for 1%; 1% more margin is worth 1%, so keeping customers "
      + "weighs more than charging them more."
    if calculator.growth != 0 {
      first +=
        " The margin's own change by \(RunCharts.percent(calculator.growth)) with a year as a customer is counted in."
    }
    var second = "Reichheld & Sasser (1990) wrote that 5 points raise profit by 25 to 85%."
    if let five = calculator.fivePoints {
      second +=
        five < RetentionEconomics.publishedGain.lowerBound
        ? " From keeping customers alone that does not follow here."
        : five < RetentionEconomics.publishedGain.upperBound
          ? " From keeping customers alone the upper end does not follow here." : ""
    }
    if let most = calculator.growthFor85, most > calculator.growth {
      second +=
        " To reach 85% it would take a margin that grows by \(RunCharts.percent(most)) with each year as a customer. "
        + "Whether customers of long standing bring so much more is to be found out, not assumed: Reinartz & Kumar "
        + "(2000) found many who did not."
    }
    return [first, second]
  }

  /// How profit is spread over customers.
  func whale(_ outcome: RunOutcome) -> String {
    var text =
      "The curve adds up what customers bring, the most profitable first; because of its shape it is called a whale "
      + "curve."
    if let best = outcome.estimate("profit_best_fifth") {
      text +=
        " The best fifth brings \(Display.roundPercent(best.mean)) of what all bring together."
    }
    if let loss = outcome.estimate("customers_at_loss"), let peak = outcome.estimate("profit_peak")
    {
      text +=
        loss.mean < 0.0005
        ? " Nobody costs more than they bring."
        : " \(display.percent(loss.mean)) of customers cost more than they bring; without them the rest would bring "
          + "\(Display.roundPercent(peak.mean)) of it."
    }
    return text
      + " Rent, time without customers and other costs that nobody causes alone are not shared out: whichever way "
      + "that were done would decide who looks unprofitable."
  }
}
