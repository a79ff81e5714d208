import CustomerExperience
import Documents
public import Experiments

/// Results as text for a terminal.
public enum ConsoleReport {
  /// What a run showed, a line a figure.
  ///
  /// - Parameter outcome: What the run showed.
  /// - Returns: Lines, each ended by a newline. The first names the scenario.
  public static func run(_ outcome: RunOutcome) -> String {
    let scenario = outcome.scenario
    let display = Display(scenario)
    let sentences = Sentences(scenario)
    var rows: [Row] = []

    func add(_ id: String, _ name: String? = nil, note: String = "") {
      guard let metric = Metric.named(id), let estimate = outcome.estimate(id) else { return }
      let interval = display.interval(estimate, metric.unit)
      let isGrowth = id == "sales_growth" && estimate.mean > 0
      rows.append(
        Row(
          name: name ?? metric.name,
          value: (isGrowth ? "+" : "") + display.value(estimate.mean, metric),
          interval: interval.isEmpty ? "" : "(\(interval))", note: note))
    }
    add("retention_12m", note: leavers(outcome))
    if outcome.months >= 36 {
      add("retention_36m")
    } else if outcome.months >= 24 {
      add("retention_24m")
    } else if outcome.months < 12 {
      add("retention_last_12m")
    }
    if sentences.lateRetention(outcome) != nil {
      add(
        "retention_last_12m",
        note: "at the start there were no customers whose staying could be told")
    }
    if scenario.customers.relationship == .repertoire {
      add(
        "retention_observed_12m", "still buy after a year",
        note: "as the till sees it; retention says who has not dropped out")
    }
    let gross = outcome.estimate("revenue_retention_gross").map {
      "gross \(sentences.figure($0, .fraction)); customers at the start, year 2 over year 1"
    }
    add("revenue_retention_net", note: gross ?? "")
    let survey = outcome.estimate("survey_satisfaction").map {
      "as the survey sees it \(sentences.figure($0, .points))"
    }
    add("satisfaction_mean", note: survey ?? "")
    add("sales_growth", "sales growth, year 2", note: growthParts(outcome))
    add("customer_value")
    add("profit", "profit, \(Sentences.horizon(outcome.months))", note: payShared(outcome) ?? "")

    var lines = [headline(scenario, months: outcome.months, seed: outcome.seed), ""]
    let others =
      (scenario.teams.map {
        MechanismFigures(name: $0.displayName, figures: sentences.team(outcome, $0.id))
      } + sentences.mechanisms(outcome) + [sentences.promises(outcome)].compactMap(\.self)
      + sentences.schemes(outcome))
      .filter { !$0.figures.isEmpty }
    let width = (rows.map(\.name.count) + others.map(\.name.count) + [8]).max() ?? 0
    lines += Row.lines(rows, width: width)
    lines += others.flatMap { other in
      wrapped(other.figures).enumerated().map { number, line in
        "  " + pad(number == 0 ? other.name : "", width) + "  " + line
      }
    }
    if !outcome.evidence.isEmpty { lines += ["", "  " + evidence(outcome, width: width)] }
    return lines.map { trimmed($0) + "\n" }.joined()
  }

  /// What of the pay is charged, where others than the simulated customers bear a share of it.
  static func payShared(_ outcome: RunOutcome) -> String? {
    guard let paid = outcome.estimate("payroll"), let charged = outcome.estimate("staff_cost")
    else {
      return nil
    }
    let money = Display(outcome.scenario)
    return
      "of the pay of \(money.value(paid.mean, .money)), \(money.value(charged.mean, .money)) is charged here: "
      + "the background pays its share"
  }

  /// What a user should look at: too few replications, idle or overloaded teams, published figures that do not hold.
  ///
  /// - Parameter outcome: What the run showed.
  /// - Returns: Sentences for standard error, without `warning:`.
  public static func warnings(_ outcome: RunOutcome) -> [String] {
    tooFew(outcome.replications, "replication", usual: 20) + findings(outcome)
  }

  /// The same of a comparison: its pairs, and what its baseline showed.
  ///
  /// - Parameter outcome: What the comparison showed.
  /// - Returns: Sentences for standard error, without `warning:`.
  public static func warnings(_ outcome: ComparisonOutcome) -> [String] {
    tooFew(outcome.pairs, "pair", usual: 60) + findings(outcome.baseline)
  }

  /// The fewest of which intervals are narrow enough to be read: of three, one is twice as wide as of twenty for the
  /// few degrees of freedom alone.
  private static let fewest = 5

  private static func tooFew(_ count: Int, _ noun: String, usual: Int) -> [String] {
    guard count < fewest else { return [] }
    let flaw = count > 1 ? "the intervals are very wide" : "there are no intervals"
    return ["with \(counted(count, noun)) \(flaw): \(usual) is usual (--replications \(usual))"]
  }

  private static func findings(_ outcome: RunOutcome) -> [String] {
    var warnings: [String] = []
    for team in outcome.scenario.teams {
      guard let busy = outcome.estimate("occupancy", "team:" + team.id) else { continue }
      let share = Display.roundPercent(busy.mean)
      // Nobody can be fewer than one; where it is stated how many customers a day can be served, the rest of the
      // time goes to something else.
      if busy.mean < 0.3, max(team.staff, team.onDuty ?? 0) > 1, team.capacity == nil {
        let givingUp = outcome.estimate("abandonment_rate", "team:" + team.id)?.mean ?? 0
        let advice =
          givingUp > 0.05
          ? "yet \(Display.roundPercent(givingUp)) give up: customers come when few are there"
          : "fewer staff would do, or work from outside is missing (see teams.\(team.id).background)"
        warnings.append(
          "\(team.displayName): only \(NumberText.fixed(100 * busy.mean, 1))% of the time on duty is spent "
            + "with customers; " + advice)
      } else if busy.mean > 1 {
        warnings.append(
          "\(team.displayName): more work than the team can do (\(share)); its line grows without end"
        )
      }
    }
    for row in outcome.evidence where row.verdict == .outside {
      warnings.append(
        "a published figure does not hold: \(RunCharts.evidenceName(row, outcome.scenario)) "
          + evidenceFigures(row, Display(outcome.scenario)))
    }
    return warnings
  }

  struct Row {
    var name: String
    var value: String
    var interval: String
    var note: String

    static func lines(_ rows: [Row], width: Int) -> [String] {
      let values = rows.map(\.value.count).max() ?? 0
      let intervals = rows.map(\.interval.count).max() ?? 0
      return rows.map {
        "  " + pad($0.name, width) + "  " + pad($0.value, values) + "  "
          + pad($0.interval, intervals) + "   " + $0.note
      }
    }
  }

  /// Figures side by side, as many as there is room for in a line; never one on two lines.
  private static func wrapped(_ figures: [String]) -> [String] {
    figures.reduce(into: []) { lines, figure in
      if let last = lines.last, last.count + figure.count + 3 <= 98 {
        lines[lines.count - 1] = last + " · " + figure
      } else {
        lines.append(figure)
      }
    }
  }

  static func headline(_ scenario: Scenario, months: Int, seed: UInt64) -> String {
    return [
      scenario.title, counted(scenario.initialCustomers, "customer"),
      Sentences.horizon(months), "seed \(seed)",
    ].joined(separator: " · ")
  }

  package static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  package static func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  private static func leavers(_ outcome: RunOutcome) -> String {
    let causes = RunCharts.leaversByCause(outcome)
    let total = causes.map(\.customers).reduce(0, +)
    guard total > 0 else { return "" }
    let shown = causes.prefix(3).map {
      "\($0.cause) \(Display.roundPercent($0.customers / total))"
    }
    return "leavers: " + shown.joined(separator: ", ") + (causes.count > 3 ? ", ..." : "")
  }

  private static func growthParts(_ outcome: RunOutcome) -> String {
    return Sentences.growthNames.compactMap { id, name -> String? in
      guard let part = outcome.estimate(id), abs(part.mean) >= 0.0005 else { return nil }
      return "\(name) \(part.mean > 0 ? "+" : "")\(NumberText.fixed(100 * part.mean, 1))"
        + Sentences.margin(part)
    }.joined(separator: "  ")
  }

  private static func evidence(_ outcome: RunOutcome, width: Int) -> String {
    let all = outcome.evidence
    let inside = all.filter { $0.verdict == .inside }
    let unused = inside.filter { $0.evidence.used == .check }.count
    var text =
      pad("evidence", width)
      + "  \(inside.count) of \(all.count) published figures inside their range"
    if unused > 0 { text += "   (\(unused) of them not used to tune the scenario)" }
    for row in all where row.verdict != .inside {
      text += "\n" + pad("", width + 4)
      text += "\(row.verdict.rawValue): \(RunCharts.evidenceName(row, outcome.scenario)) "
      text += evidenceFigures(row, Display(outcome.scenario))
    }
    return text
  }

  private static func evidenceFigures(_ row: EvidenceRow, _ display: Display) -> String {
    let unit = Metric.named(row.evidence.metric)?.unit ?? .count
    let interval = display.interval(row.estimate, unit)
    return "\(display.value(row.estimate.mean, unit))\(interval.isEmpty ? "" : " (\(interval))"), "
      + "published \(display.value(row.evidence.low, unit)) to "
      + display.value(row.evidence.high, unit)
  }
}
