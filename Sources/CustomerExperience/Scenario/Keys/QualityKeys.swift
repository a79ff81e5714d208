extension Quality: Declared {
  /// The declared keys of the section `quality`.
  public static var keys: [Key<Quality>] { level + spread + effects + waits }

  private static var level: [Key<Quality>] {
    [
      Key(
        "mean", .number(\.mean, .points, 0...100),
        "Mean quality of an encounter with an average employee who is not overloaded."),
      Key(
        "offset", .dimensions(\.offset, .points, -50...50, addsUp: false),
        "Points added to the mean on each of the five dimensions of service."),
    ]
  }

  private static var spread: [Key<Quality>] {
    [
      Key(
        "between-staff", .number(\.betweenStaff, .points, 0...30),
        "How much employees differ beyond skill and engagement (standard deviation).",
        see: "Rust, Inman, Jia & Zahorik 1999"),
      Key(
        "within-staff", .number(\.withinStaff, .points, 0...30),
        "How much one employee differs from one encounter to the next (standard deviation).",
        see: "Rust, Inman, Jia & Zahorik 1999"),
      Key(
        "process", .number(\.process, .points, 0...30),
        "How much systems and processes add to that, self-service included (standard deviation)."),
      Key(
        "between-customers", .number(\.betweenCustomers, .points, 0...30),
        "How much customers differ in what they make of the same service (standard deviation)."),
      Key(
        "shared", .number(\.shared, .fraction, 0...1),
        "Share of an encounter's variance that all five dimensions have in common."),
    ]
  }

  private static var effects: [Key<Quality>] {
    [
      Key(
        "skill", .number(\.skill, .points, 0...50), "Points gained from no skill to full skill."),
      Key(
        "engagement", .number(\.engagement, .points, 0...50),
        "Points gained from no engagement to full engagement."),
      Key(
        "overload", .number(\.overload, .points, 0...1000),
        "Points lost to overload, times the square of the occupancy above overload-from."),
      Key(
        "overload-from", .number(\.overloadFrom, .fraction, 0...1),
        "The occupancy from which overload sets in.", see: "Tan & Netessine 2014"),
      Key(
        "burnout", .number(\.burnout, .points, 0...50),
        "Points lost from no burnout to full burnout."),
      Key(
        "unresolved", .number(\.unresolved, .points, 0...60),
        "Points lost when a need is not resolved."),
    ]
  }

  private static var waits: [Key<Quality>] {
    [
      Key(
        "waiting", .number(\.waiting, .points, 0...60),
        "Points of responsiveness lost by waiting, times ln(1 + perceived wait / tolerance)."),
      Key(
        "wait-tolerance", .number(\.waitTolerance, .minutes, 0.1...120),
        "How long a wait customers find tolerable."),
      Key(
        "wait-feels", .number(\.waitFeels, .times, 0.1...5),
        "How much longer a wait feels than it is.",
        .computed("unoccupied 1.2 times uncertain 1.3"), see: "Maister 1985"),
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
        "Mean of the monthly experience; that of `quality.mean` where not given."),
      Key(
        "spread", .number(\.spread, .points, 0...30),
        "How much it varies from month to month (standard deviation)."),
    ]
  }
}
