import CustomerExperience
import DiscreteEvents
import Documents

/// Sections that the page of a run and that of a comparison have in common.
package enum SharedSections {
  /// How to read intervals.
  static func intervals(
    _ html: inout HTML, replications: Int, doses: Int? = nil, isComparison: Bool
  ) {
    html.paragraph(
      "The simulation was run \(replications) times with different luck. A figure is the mean of these "
        + "runs, and its 95% confidence interval (CI) says how well that mean is known: if the whole "
        + "experiment were repeated with other random numbers, 95 of 100 such intervals would hold the "
        + "model's true mean. It narrows with more replications, and is cut off where a figure cannot be, such as a "
        + "share below 0%. It is not the range in which a single "
        + "year will fall: one year of one firm varies far more.")
    if isComparison {
      html.paragraph(
        "A difference is taken within pairs: the same customers with the same luck live through both "
          + "worlds, so what chance does to both cancels out. A difference is called clear when its "
          + "interval, widened for the number of variants, does not include zero. Where we cannot tell "
          + "yet, more pairs may show it; that is not the same as no difference. Where both ends of the interval "
          + "are below what is worth mentioning, such as 0.1 percentage points of a rate, the difference is too "
          + "small to matter, whether it is there or not: cxlab explain FIGURE says from what size on it would."
      )
    } else {
      if let doses {
        html.paragraph(
          "The points of the causal satisfaction-to-sales-growth curve are means of the first \(doses) "
            + "runs only.")
      }
      html.paragraph(
        "The intervals of two figures may overlap although their difference is clear. To compare two "
          + "scenarios, use cxlab compare, which runs both with the same customers and the same luck."
      )
    }
  }

  /// What the figures cannot tell.
  package static func limits(_ html: inout HTML, _ scenario: Scenario) {
    html.list([
      "The intervals cover the luck of the draw, not errors of the model or of its settings. A setting "
        + "that is wrong gives a wrong figure with a narrow interval.",
      "Figures of a simulation are what follows from its assumptions. They show what to expect if the "
        + "assumptions hold, and which of them matter; they do not prove that a measure works.",
      "The truth about satisfaction, skill or the cause of leaving is known here because the customers "
        + "are simulated. In a real firm only what the survey and the records show is known.",
      scenario.evidence.isEmpty
        ? "No published figures are named in this scenario, so nothing says how near it is to a real firm."
        : "That published figures are met supports the scenario only where they were not used to tune it.",
      "Effects were assumed to be the same for everyone in a segment except where the scenario says "
        + "otherwise. People's attributes such as age do nothing by themselves.",
    ])
  }

  /// What was set.
  package static func settings(_ html: inout HTML, _ scenario: Scenario, months: Int) {
    let display = Display(scenario)
    var facts: [(String, String)] = [
      ("Starts", CivilDate(dayNumber: scenario.clock.start).description),
      ("Simulated", Sentences.horizon(months)),
      (
        "Customers are bound by",
        scenario.customers.relationship == .contract
          ? "a contract" : "nothing: they choose afresh on each occasion"
      ),
      (
        "Segments",
        scenario.customers.segments.map {
          let count = $0.initialCustomers(of: scenario.customers.total)
          return "\($0.displayName) (\(NumberText.grouped(Double(count))))"
        }.joined(separator: ", ")
      ),
      (
        "Teams",
        scenario.teams.map { "\($0.displayName) (\($0.staff))" }.joined(separator: ", ")
      ),
    ]
    for rival in scenario.market.rivals {
      let price =
        switch rival.price {
        case .money(let amount): display.money(amount)
        case .relative(let share):
          share == 1 ? "our price" : "\(Display.roundPercent(share)) of our price"
        }
      facts.append(
        (
          "Rival",
          "\(rival.displayName): \(price), quality \(NumberText.significant(rival.quality))"
        ))
    }
    html.facts(facts.filter { !$0.1.isEmpty })
    if !scenario.phases.isEmpty || !scenario.courses.isEmpty {
      html.element("h3", "The plan")
      html.facts(
        scenario.phases.map { (moment($0.at), $0.changes.joined(separator: "; ")) }
          + scenario.courses.map { course in
            let every = course.everyMonths.map { ", every \(NumberText.significant($0)) months" }
            let team = scenario.teams[id: course.team]?.displayName ?? course.team
            return (moment(course.at), "\(team) takes the course \(course.course)\(every ?? "")")
          })
    }
    if !scenario.levers.isEmpty {
      html.element("h3", "What may be varied")
      html.facts(
        scenario.levers.map { lever in
          let values = lever.values?.joined(separator: ", ")
          return (lever.path, values ?? lever.range?.joined(separator: " to ") ?? "")
        })
    }
    if !scenario.sources.isEmpty {
      html.element("h3", "Sources")
      html.facts(scenario.sources.map { ($0.id, $0.citation) })
    }
  }

  /// What it takes to get the same figures again.
  package static func reproduction(
    _ html: inout HTML, _ context: ReportContext, seed: UInt64, replications: Int, unit: String
  ) {
    html.paragraph(
      "The same command on the same files gives the same figures, whatever the number of jobs.")
    html.facts(
      [
        ("Command", context.command.map(ShellWord.quoted).joined(separator: " ")),
        ("Seed", String(seed)),
        (unit, String(replications)), ("Program", "cxlab \(context.programVersion)"),
        ("Model", context.modelVersion),
      ] + context.inputs.map { ("SHA-256 of \($0.path)", SHA256.hex($0.bytes)) })
  }

  private static func moment(_ moment: Moment) -> String {
    switch moment {
    case .month(let month): "month \(NumberText.significant(month))"
    case .day(let day): CivilDate(dayNumber: day).description
    }
  }
}
