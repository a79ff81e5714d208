extension Quality: Declared {
  /// The declared keys of the section `quality`.
  public static var keys: [Key<Quality>] { level + spread + effects + waits }

  private static var level: [Key<Quality>] {
    [
      Key(
        "mean", .number(\.mean, .points, 0...100),
        "Mean quality of an encounter with an average employee who is not overloaded.",
        plausible: .within(4)),
      Key(
        "offset", .dimensions(\.offset, .points, -50...50, addsUp: false),
        "Points added to the mean on each of the five dimensions of service."),
      Key(
        "gaps", .section(\.gaps),
        "Why less is delivered than customers expect, in points lost on each dimension."),
    ]
  }

  private static var spread: [Key<Quality>] {
    [
      Key(
        "between-staff", .number(\.betweenStaff, .points, 0...30),
        "How much employees differ beyond skill and engagement (standard deviation).",
        plausible: .between(0, 12), see: "Rust, Inman, Jia & Zahorik 1999"),
      Key(
        "within-staff", .number(\.withinStaff, .points, 0...30),
        "How much one employee differs from one encounter to the next (standard deviation).",
        plausible: .between(0, 12), see: "Rust, Inman, Jia & Zahorik 1999"),
      Key(
        "process", .number(\.process, .points, 0...30),
        "How much systems and processes add to that, self-service included (standard deviation).",
        plausible: .between(2, 8)),
      Key(
        "between-customers", .number(\.betweenCustomers, .points, 0...30),
        "How much customers differ in what they make of the same service (standard deviation).",
        plausible: .between(6, 16)),
      Key(
        "shared", .number(\.shared, .fraction, 0...1),
        "Share of an encounter's variance that all five dimensions have in common.",
        plausible: .between(0.4, 0.8)),
    ]
  }

  private static var effects: [Key<Quality>] {
    [
      Key(
        "skill", .number(\.skill, .points, 0...50), "Points gained from no skill to full skill.",
        plausible: .between(8, 22)),
      Key(
        "engagement", .number(\.engagement, .points, 0...50),
        "Points gained from no engagement to full engagement.", plausible: .between(4, 12)),
      Key(
        "overload", .number(\.overload, .points, 0...1000),
        "Points lost to overload, times the square of the occupancy above overload-from.",
        plausible: .between(60, 240)),
      Key(
        "overload-from", .number(\.overloadFrom, .fraction, 0...1),
        "The occupancy from which overload sets in.", plausible: .between(0.75, 0.92),
        see: "Tan & Netessine 2014"),
      Key(
        "burnout", .number(\.burnout, .points, 0...50),
        "Points lost from no burnout to full burnout.", plausible: .between(5, 20)),
      Key(
        "unresolved", .number(\.unresolved, .points, 0...60),
        "Points lost when a need is not resolved.", plausible: .between(10, 20)),
    ]
  }

  private static var waits: [Key<Quality>] {
    [
      Key(
        "waiting", .number(\.waiting, .points, 0...60),
        "Points of responsiveness lost by waiting, times ln(1 + perceived wait / tolerance).",
        plausible: .between(8, 22)),
      Key(
        "wait-tolerance", .number(\.waitTolerance, .minutes, 0.1...120),
        "How long a wait customers find tolerable.", plausible: .between(1.5, 6)),
      Key(
        "wait-feels", .number(\.waitFeels, .times, 0.1...5),
        "How much longer a wait feels than it is.", .computed("unoccupied 1.2 times uncertain 1.3"),
        plausible: .between(
          1, 2.03,
          .computed(
            "occupied and told how long, to unoccupied 1.2 times uncertain 1.3 times anxious 1.3")),
        see: "Maister 1985"),
      Key(
        "usage", .section(\.usage),
        "Monthly experience of using the product itself, without any contact (contract)."),
    ]
  }
}

extension Usage: Declared {
  /// The declared keys of the section `quality.usage`.
  public static var keys: [Key<Usage>] {
    [
      Key(
        "mean", .optionalNumber(\.mean, .points, 0...100, absent: "as quality"),
        "Mean of the monthly experience; that of `quality.mean` where not given.",
        plausible: .within(4), only: .contract),
      Key(
        "spread", .number(\.spread, .points, 0...30),
        "How much it varies from month to month (standard deviation).", plausible: .between(3, 10),
        only: .contract),
    ]
  }
}
