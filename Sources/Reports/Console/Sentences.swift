import CustomerExperience
import Documents
import Experiments

/// What the figures say, in sentences that can be read aloud.
struct Sentences {
  var display: Display
  var scenario: Scenario

  init(_ scenario: Scenario) {
    self.scenario = scenario
    display = Display(scenario)
  }

  /// A figure with what it says.
  struct Headline: Equatable {
    /// The figure, short enough to be set large.
    var figure: String
    /// What it is, in a sentence with its interval.
    var sentence: String
  }

  /// The headline figures of a run.
  func headlines(_ outcome: RunOutcome) -> [Headline] {
    retention(outcome) + satisfaction(outcome) + money(outcome)
  }

  /// The interval in brackets.
  func interval(_ estimate: Estimate, _ unit: MetricUnit) -> String {
    let text = display.interval(estimate, unit)
    return text.isEmpty ? "(one replication: no interval)" : "(95% CI \(text))"
  }

  /// The interval of a share, of 100 customers.
  private func ofHundred(_ estimate: Estimate) -> String {
    guard estimate.lower.isFinite, estimate.upper.isFinite else {
      return "(one replication: no interval)"
    }
    let ends = [estimate.lower, estimate.upper].map { NumberText.fixed(100 * $0, 1) }
    return "(95% CI \(ends[0]) to \(ends[1]))"
  }

  private func retention(_ outcome: RunOutcome) -> [Headline] {
    [("retention_12m", "a year"), ("retention_36m", "three years")].compactMap { id, time in
      guard let share = outcome.estimate(id) else { return nil }
      let count = NumberText.fixed(100 * share.mean, 0)
      return Headline(
        figure: "\(count) of 100",
        sentence: "\(count) of 100 customers who were here at the start are still here \(time) "
          + "later \(ofHundred(share)).")
    }
  }

  private func satisfaction(_ outcome: RunOutcome) -> [Headline] {
    guard let truth = outcome.estimate("satisfaction_mean") else { return [] }
    var sentence =
      "Customers are satisfied at \(NumberText.fixed(truth.mean, 1)) points of 100 "
      + interval(truth, .points) + "."
    if let survey = outcome.estimate("survey_satisfaction") {
      let gap = survey.mean - truth.mean
      let size = NumberText.fixed(abs(gap), 1)
      sentence += " The survey says \(NumberText.fixed(survey.mean, 1)): "
      sentence +=
        abs(gap) < 0.25
        ? "about right." : "\(size) too \(gap > 0 ? "high" : "low"), as not everybody answers."
    }
    return [Headline(figure: NumberText.fixed(truth.mean, 1), sentence: sentence)]
  }

  private func money(_ outcome: RunOutcome) -> [Headline] {
    var all: [Headline] = []
    if let growth = outcome.estimate("sales_growth") {
      let size = NumberText.fixed(100 * abs(growth.mean), 1)
      all.append(
        Headline(
          figure: (growth.mean >= 0 ? "+" : "-") + size + "%",
          sentence: "Sales \(growth.mean >= 0 ? "grow" : "shrink") by \(size)% from the first year "
            + "to the second \(interval(growth, .fraction))."))
    }
    if let value = outcome.estimate("customer_value") {
      all.append(
        Headline(
          figure: display.money(value.mean),
          sentence:
            "A customer is worth \(display.money(value.mean)) to the firm, in today's money "
            + "\(interval(value, .money))."))
    }
    if let profit = outcome.estimate("profit") {
      let months = outcome.months
      let time = months % 12 == 0 ? Self.years(months / 12) : "\(months) months"
      all.append(
        Headline(
          figure: display.money(profit.mean),
          sentence: "\(profit.mean >= 0 ? "Profit" : "Loss") over \(time): "
            + "\(display.money(abs(profit.mean))) \(interval(profit, .money))."))
    }
    return all
  }

  /// A number of years in words.
  static func years(_ count: Int) -> String { counted(count, "year") }

  /// How long a run is.
  static func horizon(_ months: Int) -> String {
    months % 12 == 0 ? years(months / 12) : counted(months, "month")
  }

  /// A team's figures in a line, such as `wait 2:34 · 12% give up`.
  func team(_ outcome: RunOutcome, _ id: String) -> String {
    let subject = "team:" + id
    var parts: [String] = []
    if let wait = outcome.estimate("mean_wait", subject) {
      parts.append("wait \(Display.duration(wait.mean))")
    }
    if let left = outcome.estimate("abandonment_rate", subject), left.mean > 0 {
      parts.append("\(Display.roundPercent(left.mean)) give up")
    }
    if let away = outcome.estimate("turned_away_rate", subject), away.mean >= 0.005 {
      parts.append("\(Display.roundPercent(away.mean)) turned away at closing")
    }
    if let level = outcome.estimate("service_level", subject) {
      parts.append("\(Display.roundPercent(level.mean)) answered in time")
    }
    if let busy = outcome.estimate("occupancy", subject) {
      parts.append("\(Display.roundPercent(busy.mean)) of the time on duty with customers")
    }
    if let turnover = outcome.estimate("turnover", subject), turnover.mean > 0 {
      parts.append("turnover \(Display.roundPercent(turnover.mean)) a year")
    }
    return parts.joined(separator: " · ")
  }
}
