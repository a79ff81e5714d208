extension Leaned where Self: Declared {
  /// The declared keys of how people differ.
  static var leaningKeys: [Key<Self>] { conduct + staying + wants }

  private static var conduct: [Key<Self>] {
    [
      Key(
        "patience", .number(\.leaning.patience, .times, 0...20),
        "How many times as long such people wait in line.", plausible: .times(0.5, 2),
        changeable: false),
      Key(
        "price", .number(\.leaning.price, .times, 0...20),
        "How many times as strongly prices act on them.", plausible: .times(0.5, 2),
        changeable: false),
      Key(
        "needs", .number(\.leaning.needs, .times, 0...20),
        "How many times as many needs they have, of journeys with a `rate`.",
        plausible: .times(0.5, 2), changeable: false),
      Key(
        "spend", .number(\.leaning.spend, .times, 0...20),
        "How many times as much they spend on a visit.", plausible: .times(0.5, 2),
        only: .repertoire, changeable: false),
      Key(
        "occasions", .number(\.leaning.occasions, .times, 0...20),
        "How many times as often they want the category, from anybody.",
        plausible: .times(0.5, 2), only: .repertoire, changeable: false),
      Key(
        "rhythm", .list(\.leaning.rhythm),
        "When in the week they come, or have needs (contract), instead of as their segment does.",
        changeable: false),
    ]
  }

  private static var staying: [Key<Self>] {
    [
      Key(
        "complaining", .number(\.leaning.complaining, .times, 0...20),
        "How many times as likely they complain about a failure.", plausible: .times(0.5, 2),
        changeable: false),
      Key(
        "leaving", .number(\.leaning.leaving, .times, 0.01...20),
        "How many times as high their odds of leaving are (contract), or their chance to drop out (repertoire).",
        plausible: .times(0.5, 2), changeable: false),
      Key(
        "moving", .number(\.leaning.moving, .times, 0...20),
        "How many times as often they move away.", plausible: .times(0.5, 2), changeable: false),
    ]
  }

  private static var wants: [Key<Self>] {
    [
      Key(
        "channel", .oneOf(\.leaning.channel),
        "The channel by which they rather get in touch, where needs start in several places (`starts`).",
        changeable: false),
      Key(
        "channel_times", .number(\.leaning.channelTimes, .times, 0...100),
        "How many times as often they start by it as others do, before the shares are made to total 100%.",
        changeable: false),
      Key(
        "weights", .dimensions(\.leaning.weights, .times, 0...20, addsUp: false),
        "How many times as much each dimension of service weighs with them; the five are made to total 100% again.",
        changeable: false),
      Key(
        "features", .table(\.leaning.features, of: "feature"),
        "What features of the offer are worth to them instead, by their ids.", changeable: false),
    ]
  }
}

extension TraitEffect: Declared {
  /// The declared keys of an entry of a segment's `effects`.
  public static var keys: [Key<TraitEffect>] {
    [
      Key(
        "of", .text(\.attribute), "The attribute, one of `people`.", required: true,
        changeable: false),
      Key("is", .text(\.value), "Its value.", required: true, changeable: false),
    ] + leaningKeys
  }
}

extension NeedsClass: Declared {
  /// The declared keys of an entry of `customers.needs`.
  public static var keys: [Key<NeedsClass>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key(
        "share", .number(\.share, .fraction, 0...1),
        "Share of the customers who are of this kind, where no attribute makes it likelier.",
        changeable: false),
      Key(
        "likelier", .list(\.likelier),
        "Attributes with which people are of this kind more often, or less.", changeable: false),
    ] + leaningKeys
  }
}

extension Likelier: Declared {
  /// The declared keys of an entry of `likelier`.
  public static var keys: [Key<Likelier>] {
    [
      Key(
        "of", .text(\.attribute), "The attribute, one of `people` of some segment.",
        required: true, changeable: false),
      Key("is", .text(\.value), "Its value.", required: true, changeable: false),
      Key(
        "times", .number(\.times, .times, 0...1000),
        "How many times as likely such people are of this kind, before the kinds are made to total 100%.",
        plausible: .times(0.5, 2), changeable: false),
    ]
  }
}

extension OwnWorth: Declared {
  /// The declared keys of an entry of `features`, where people make something of their own of them.
  public static var keys: [Key<OwnWorth>] {
    [
      Key(
        "points", .number(\.points, .points, 0...50),
        "Points of quality between having it and lacking it, to such people.",
        plausible: .times(0.5, 2), changeable: false)
    ]
  }
}

extension Rush: Declared {
  /// The declared keys of an entry of `rhythm`.
  public static var keys: [Key<Rush>] {
    [
      Key(
        "hours", .hours(\.hours), "The part of the week, such as 'Mon-Fri 07:00-10:00'.",
        required: true, changeable: false),
      Key(
        "times", .number(\.times, .times, 0...100),
        "How many times as often they come in it; how often they come in a year stays what it was.",
        plausible: .times(0.5, 2), changeable: false),
    ]
  }
}

extension GivenShares: Declared {
  /// The declared keys of an entry of a segment's `given`.
  public static var keys: [Key<GivenShares>] {
    [
      Key(
        "of", .text(\.attribute), "The attribute that others depend on, one of `people`.",
        required: true, changeable: false),
      Key("is", .text(\.value), "Its value.", required: true, changeable: false),
      Key(
        "people", .attributes(\.people),
        "Attributes that come after it in `people`, with the shares of their values among such people.",
        required: true, changeable: false),
    ]
  }
}

extension Season: Declared {
  /// The declared keys of a segment's `season`.
  public static var keys: [Key<Season>] {
    let paths: [(Path<Season, Double>, String)] = [
      (\.january, "january"), (\.february, "february"), (\.march, "march"), (\.april, "april"),
      (\.may, "may"), (\.june, "june"), (\.july, "july"), (\.august, "august"),
      (\.september, "september"), (\.october, "october"), (\.november, "november"),
      (\.december, "december"),
    ]
    return paths.map { path, name in
      Key(
        name, .number(path, .times, 0...100),
        "How many times as often they come in \(name.capitalised); only what months are to each other counts.",
        changeable: false)
    }
  }
}

extension String {
  /// With a capital first letter.
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
