extension Quality: Declared {
  /// The declared keys of the section `quality`.
  public static var keys: [Key<Quality>] {
    [
      Key(
        "mean", .number(\.mean, .points, 0...100),
        "Mean quality of an encounter with an average employee who is not overloaded."),
      Key(
        "between-staff", .number(\.betweenStaff, .points, 0...30),
        "How much employees differ beyond skill and engagement (standard deviation)."),
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
