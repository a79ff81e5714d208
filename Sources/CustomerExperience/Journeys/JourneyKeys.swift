extension Journey: Declared {
  /// The declared keys of a journey.
  public static var keys: [Key<Journey>] { shape + again }

  private static var shape: [Key<Journey>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key("need", .section(\.need), "When the need arises; none for a visit to buy (repertoire)."),
      Key(
        "start", .optionalText(\.start),
        "The touchpoint a need starts at; the first one where not given.", changeable: false),
      Key(
        "starts", .list(\.starts),
        "Where needs start, where they do so in several places: by phone or at the counter."),
      Key(
        "remembers", .section(\.memory),
        "How the encounters of a journey add up to one experience; the three total 100%."),
      Key(
        "updates", .section(\.updates),
        "What customers are told while their need is being dealt with."),
      Key("chases", .section(\.chases), "Customers who get in touch only to ask how things stand."),
      Key(
        "touchpoints", .table(\.touchpoints, of: "touchpoint"), "The steps of the journey.",
        required: true),
    ]
  }

  private static var again: [Key<Journey>] {
    [
      Key(
        "recontact", .number(\.recontact, .fraction, 0...1),
        "Chance that a customer whose need was not resolved gets in touch again, if it is up to them.",
        plausible: .between(0.5, 0.98)),
      Key(
        "retry", .number(\.retry, .fraction, 0...1),
        "Chance that a customer who gave up waiting, was turned away, or found or kept no appointment, tries again.",
        plausible: .between(0.5, 0.9)),
      Key(
        "retry_after", .law(\.retryAfter, .minutes, 0...525_960, .eachTime),
        "How long until such a customer tries again.",
        plausible: .times(0.3, 3)),
    ]
  }
}

extension Need: Declared {
  /// The declared keys of a journey's `need`.
  public static var keys: [Key<Need>] {
    [
      Key(
        "rate", .optionalLaw(\.rate, .perYear, 0...10_000, .oncePerCustomer),
        "How often the need arises, for each customer."),
      Key(
        "when", .oneOf(\.trigger), "What makes the need arise, where it is not a rate.",
        changeable: false),
      Key(
        "share", .number(\.share, .fraction, 0...1),
        "Chance that what makes the need arise (`when`) does so."),
      Key(
        "after", .law(\.after, .minutes, 0...525_960, .eachTime),
        "How long after it (`when`) the need arises."),
      Key(
        "started_by", .oneOf(\.startedBy),
        "Who gets in touch: the customer, about one need after the other, or the firm, beside whatever the "
          + "customer is about.", changeable: false),
      Key(
        "times", .timesOfWeek(\.times),
        "Fixed times at which alone the need arises, such as classes: with the chance at each that makes up the "
          + "rate; at any time where not given.", changeable: false),
      Key(
        "peak", .section(\.peak), "A day of the month with more needs than others.",
        changeable: false),
    ]
  }
}

extension Peak: Declared {
  /// The declared keys of `need.peak`.
  public static var keys: [Key<Peak>] {
    [
      Key("day", .integer(\.day, .count, 1...31), "The day of the month.", changeable: false),
      Key(
        "factor", .number(\.factor, .times, 0...30),
        "How many times as many needs as on another day; the year's total stays what it was.",
        changeable: false),
    ]
  }
}

extension JourneyMemory: Declared {
  /// The declared keys of a journey's `remembers`.
  public static var keys: [Key<JourneyMemory>] {
    [
      Key("mean", .number(\.mean, .fraction, 0...1), "The weight of the mean."),
      Key("worst", .number(\.worst, .fraction, 0...1), "The weight of the worst encounter."),
      Key("end", .number(\.end, .fraction, 0...1), "The weight of the last encounter."),
    ]
  }
}

extension Touchpoint: Declared {
  /// The declared keys of a touchpoint.
  public static var keys: [Key<Touchpoint>] { serving + outcome }

  private static var serving: [Key<Touchpoint>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key(
        "team", .optionalText(\.team), "The team that serves; none for self-service.",
        changeable: false),
      Key(
        "channel", .oneOf(\.channel),
        "How the customer gets in touch: by default a visit where a promise is made, self-service "
          + "where no team serves, otherwise a counter.", changeable: false, meanings: channels),
      Key(
        "at_closing", .oneOf(\.atClosing),
        "What becomes of those in line when the team closes, its background included (by the team's first "
          + "touchpoint); by the channel where not given.", meanings: closingRules),
      Key(
        "service", .law(\.service, .minutes, 0...10_080, .eachTime),
        "How long a fully trained employee takes."),
      Key(
        "patience", .optionalLaw(\.patience, .minutes, 0...1440, .eachTime),
        "How long a customer waits before giving up here, where it differs from the segment's.",
        plausible: .times(0.4, 1.6)),
      Key(
        "waiting", .section(\.waiting),
        "The circumstances of a wait here, which make it feel longer or shorter than it is."),
      Key("cost", .number(\.cost, .money, 0...1_000_000), "Cost of a contact, besides staff time."),
    ]
  }

  private static var channels: [(word: String, meaning: String)] {
    [
      (
        "phone",
        "They come in opening hours, feel the wait and may give up; at closing they are turned away."
      ),
      (
        "counter",
        "They come in opening hours, feel the wait and may give up; at closing they are served."
      ),
      (
        "visit",
        "They wait at home at any hour: nobody gives up, and the wait costs nothing but a promise."
      ),
      (
        "mail",
        "They write at any hour and wait as for a visit; to write again is up to them (`recontact`)."
      ),
      ("self-service", "They are served at once, at any hour and by nobody."),
    ]
  }

  private static var closingRules: [(word: String, meaning: String)] {
    [
      ("turn-away", "They are sent away unserved, as a phone does: a need that was not met."),
      (
        "serve-out",
        "Nobody joins any more, and staff stay until the line is empty, paid by the hour: a counter."
      ),
      ("keep", "They keep their place until the next opening: visits and mail."),
    ]
  }

  private static var outcome: [Key<Touchpoint>] {
    [
      Key(
        "resolves", .number(\.resolves, .fraction, 0...1),
        "Chance that a contact with an average employee resolves the need."),
      Key(
        "next", .list(\.next), "Where a resolved need goes next; it ends where there is no list."),
      Key("unresolved", .list(\.unresolved), "Where an unresolved need goes next."),
      Key("promise", .section(\.promise), "What is promised to the customer here."),
      Key(
        "appointment", .section(\.appointment),
        "Slots that customers book here and come at; whoever wants to be served just comes where not given.",
        see: "Dantas et al. 2018"),
      Key(
        "saves", .number(\.saves, .fraction, 0...1),
        "Chance that an average employee talks a customer out of leaving (journeys of leaving only)."
      ),
      Key("offer", .section(\.offer), "What a customer is offered who stays after all."),
    ]
  }
}

extension Route: Declared {
  /// The declared keys of an entry of `next`, `unresolved` or `starts`.
  public static var keys: [Key<Route>] {
    [
      Key("to", .text(\.to), "The touchpoint.", required: true),
      Key("share", .number(\.share, .fraction, 0...1), "The share of needs that go there."),
      Key(
        "after", .law(\.after, .minutes, 0...525_960, .eachTime), "How long until it does."),
    ]
  }
}

extension Promise: Declared {
  /// The declared keys of a touchpoint's `promise`.
  public static var keys: [Key<Promise>] {
    [
      Key(
        "within", .number(\.within, .minutes, 0...525_960),
        "How soon the customer is promised to be served.", required: true),
      Key(
        "counted", .oneOf(\.counted),
        "Which time counts: that of the clock (all-hours), or only that in which the team is open (opening-hours)."
      ),
    ]
  }
}

extension Offer: Declared {
  /// The declared keys of a touchpoint's `offer`.
  public static var keys: [Key<Offer>] {
    [
      Key("discount", .number(\.discount, .fraction, 0...1), "The share taken off the price."),
      Key("for", .number(\.months, .wholeMonths, 0...120), "How long it is taken off."),
    ]
  }
}
