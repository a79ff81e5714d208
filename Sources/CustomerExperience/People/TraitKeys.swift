extension TraitEffect: Declared {
  /// The declared keys of an entry of a segment's `effects`.
  public static var keys: [Key<TraitEffect>] {
    [
      Key(
        "of", .text(\.attribute), "The attribute, one of `people`.", required: true,
        changeable: false),
      Key("is", .text(\.value), "Its value.", required: true, changeable: false),
      Key(
        "patience", .number(\.patience, .times, 0...20),
        "How many times as long such people wait in line.", plausible: .times(0.5, 2),
        changeable: false),
      Key(
        "price", .number(\.price, .times, 0...20),
        "How many times as strongly prices act on them.", plausible: .times(0.5, 2),
        changeable: false),
      Key(
        "needs", .number(\.needs, .times, 0...20),
        "How many times as many needs they have, of journeys with a `rate`.",
        plausible: .times(0.5, 2), changeable: false),
      Key(
        "spend", .number(\.spend, .times, 0...20),
        "How many times as much they spend on a visit.", plausible: .times(0.5, 2),
        only: .repertoire, changeable: false),
    ]
  }
}
