import CustomerExperience

extension CausalDiagram {
  private static let coursesAreHeld: @Sendable (Scenario) -> Bool = { scenario in
    !scenario.courses.isEmpty
      || scenario.teams.contains { $0.training.contains { $0.everyMonths != nil } }
  }
  private static let course = "a team takes a course"
  private static let staffQuit: @Sendable (Scenario) -> Bool = { scenario in
    scenario.teams.contains { $0.turnover > 0 }
  }
  private static let quitting = "staff of a team quit"

  /// Courses and skill.
  static let training: [CausalArrow] = [
    CausalArrow(
      from: "training", to: "skill", sign: .more, law: "SkillAndTraining",
      title: """
        A course closes part of the gap to full skill; where it is not held again, half of the gain \
        is gone after the half-life.
        """,
      equation: """
        K ← K + gain · teaches · (1 − K)   with the chance transfer
        gained × 2^(−t / half-life)   after t months
        """,
      source: """
        Arthur, Bennett, Edens & Bell 2003 (size of the effect); Saks & Belcourt 2006 (how many \
        apply it).
        """,
      keys: [
        "teams.training.every", "teams.training.gain", "teams.training.transfer",
        "teams.training.half_life", "teams.training.teaches",
      ], condition: course, isThere: coursesAreHeld),
    CausalArrow(
      from: "training", to: "engagement", sign: .more, law: "EngagementLaw",
      title: "Staff who were trained within the last six months are a little more engaged.",
      equation: "G* = natural − 0.8 (ρ − ρ*)⁺ − 0.3 B + 0.03 if trained within 6 months",
      source: "The form after Harter, Schmidt & Hayes 2002; the size is a design value.",
      keys: ["teams.training.every", "teams.engagement.mean"], condition: course,
      isThere: coursesAreHeld),
    CausalArrow(
      from: "training", to: "staffing", sign: .less, law: "Course",
      title: "Who is in class serves nobody: a team goes one after the other, over four weeks.",
      equation: "time on the floor = time on duty − hours of the course",
      source: "Follows from the roster.", keys: ["teams.training.hours", "teams.training.every"],
      condition: course, isThere: coursesAreHeld),
    CausalArrow(
      from: "turnover", to: "skill", sign: .less, law: "SkillAndTraining",
      title: "Newcomers begin with less skill and learn on the job.",
      equation: "K = talent − gap · e^(−months / ramp)",
      source: "The form is usual; the size is a design value.",
      keys: ["teams.novice.skill_gap", "teams.novice.ramp", "teams.skill.mean"],
      condition: quitting,
      isThere: staffQuit),
    CausalArrow(
      from: "turnover", to: "staffing", sign: .less, law: "Replacement",
      title: "A post is empty until somebody is hired and inducted.",
      equation: "days without = hiring + induction", source: "Follows from the calendar.",
      keys: ["teams.replacement.hiring", "teams.replacement.induction"], condition: quitting,
      isThere: staffQuit),
    CausalArrow(
      from: "skill", to: "workload", sign: .less, law: "Resolution",
      title: "Who knows more is quicker; newcomers take longer.",
      equation: "time = service · e^(−0.4 (K − 0.5)) · (1 + slower · e^(−months / ramp))",
      source: "A design value; newcomers' times after the literature on ramp-up.",
      keys: ["journeys.touchpoints.service", "teams.novice.slower", "teams.novice.ramp"]),
  ]

  /// What work does to staff.
  static let workload: [CausalArrow] = [
    CausalArrow(
      from: "contacts", to: "workload", sign: .more, law: "TeamState",
      title: "Each contact takes somebody's time.",
      equation: "ρ = minutes with customers / minutes on duty", source: "A definition.",
      keys: ["journeys.touchpoints.service", "teams.background.daily"]),
    CausalArrow(
      from: "staffing", to: "workload", sign: .less, law: "TeamState",
      title: "The same work shared by more people is less for each.",
      equation: "ρ = minutes with customers / minutes on duty", source: "A definition.",
      keys: ["teams.staff", "teams.on_duty", "teams.absence"]),
    CausalArrow(
      from: "workload", to: "burnout", sign: .more, law: "BurnoutLaw",
      title: "Weeks above a threshold wear people down; without them they recover.",
      equation: "B ← B + 0.4 (ρ − ρ*)⁺ (1 − B) + 0.0005 · abuse · (1 − B) − 0.08 B   a week",
      source: "Threshold: Tan & Netessine 2014. The rates are design values.",
      keys: ["quality.overload-from"]),
    CausalArrow(
      from: "workload", to: "engagement", sign: .less, law: "EngagementLaw",
      title: "Overload lowers what people tend to give.",
      equation: "G ← G + 0.15 (G* − G),   G* = natural − 0.8 (ρ − ρ*)⁺ − …   a week",
      source: "Harter, Schmidt & Hayes 2002 (links); the coefficients are design values.",
      keys: ["quality.overload-from", "teams.engagement.mean"]),
    CausalArrow(
      from: "burnout", to: "engagement", sign: .less, law: "EngagementLaw",
      title: "Who is worn down gives less.", equation: "G* = natural − 0.3 B − …",
      source: "A design value.", keys: ["teams.engagement.mean"]),
    CausalArrow(
      from: "burnout", to: "turnover", sign: .more, law: "TurnoverLaw",
      title: "Who is worn down is more likely to quit.",
      equation: """
        h = h₀ · e^(−1.2 (G − 0.55) + 1.0 B − 0.03 min(months, 36)) · e^0.8 in the first 6 \
        months
        """,
      source: "Level: ContactBabel 2011 to 2018, about 21% a year. The rest are design values.",
      keys: ["teams.turnover"], condition: quitting, isThere: staffQuit),
    CausalArrow(
      from: "engagement", to: "turnover", sign: .less, law: "TurnoverLaw",
      title: "Engaged people stay.", equation: "h = h₀ · e^(−1.2 (G − 0.55) + …)",
      source: "Direction: Harter, Schmidt & Hayes 2002; the size is a design value.",
      keys: ["teams.turnover"], condition: quitting, isThere: staffQuit),
  ]
}
