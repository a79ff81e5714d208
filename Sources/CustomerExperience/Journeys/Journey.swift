public import RandomVariates

/// A need of customers and the path it takes through touchpoints.
public struct Journey: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// When the need arises; in a repertoire market a journey without one is a visit to buy.
  public var need = Need()
  /// The touchpoint a need starts at; the first one where nil.
  public var start: String?
  /// Where needs start, where they do so in several places, with the share of each.
  public var starts: [Route] = []
  /// Chance that a customer whose need was not resolved gets in touch again when that is up to them.
  public var recontact = 0.9
  /// Chance that a customer who gave up waiting, or found or kept no appointment, tries again.
  public var retry = 0.75
  /// Minutes until they try again; drawn each time.
  public var retryAfter = Law.gamma(mean: 1440, sd: 1008)
  /// What customers are told while a need waits; nothing where nil.
  public var updates: Updates?
  /// Who gets in touch only to ask how things stand; nobody where nil.
  public var chases: Chasing?
  /// How the encounters of a journey add up to one experience.
  public var memory = JourneyMemory()
  /// The touchpoints, in the author's order.
  public var touchpoints: [Touchpoint] = []

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// When a need arises.
public struct Need: Sendable, Equatable {
  /// What makes a need arise other than a rate.
  public enum Trigger: String, Sendable, CaseIterable {
    /// The customer intends to leave (contract).
    case intendsToLeave = "intends-to-leave"
    /// The customer has bought: a visit was paid for, or a month was billed.
    case buys
    /// The customer has complained.
    case complains
  }

  /// Who gets in touch about a need.
  public enum Starter: String, Sendable, CaseIterable {
    /// The customer, about one need after the other.
    case customer
    /// The firm, beside whatever the customer is about.
    case firm
  }

  /// Needs a year; drawn once a customer.
  public var rate: Law?
  /// What makes the need arise, where it is not a rate.
  public var trigger: Trigger?
  /// Chance that what makes it arise does so; drawn each time.
  public var share = 1.0
  /// Minutes from what makes it arise to the need; drawn each time.
  public var after = Law.constant(0)
  /// Who gets in touch.
  public var startedBy = Starter.customer
  /// Minutes of the week from Monday 00:00 at which alone the need arises; at any time where empty.
  public var times: [Int] = []
  /// A day of the month with more needs than others.
  public var peak: Peak?

  /// No need.
  public init() {}
}

/// A day of the month with more needs than others.
public struct Peak: Sendable, Equatable {
  /// The day of the month.
  public var day = 1
  /// How many times as many needs as on another day; the year's total stays what it was.
  public var factor = 1.0

  /// No peak.
  public init() {}
}

/// What is remembered of a journey: its mean, its worst moment and its end; adds up to 1.
public struct JourneyMemory: Sendable, Equatable {
  /// The weight of the mean.
  public var mean = 0.5
  /// The weight of the worst encounter.
  public var worst = 0.3
  /// The weight of the last encounter.
  public var end = 0.2

  /// The defaults.
  public init() {}
}

/// How a customer gets in touch.
public enum Channel: String, Sendable, CaseIterable {
  /// A telephone line: customers wait in line and may hang up.
  case phone
  /// A counter or till: customers stand in line and may walk out.
  case counter
  /// A visit or appointment: customers wait at home and do not give up.
  case visit
  /// An e-mail, a letter or a form: written at any hour and answered in its turn; nobody waits in person.
  case mail
  /// Self-service: served at once, at any hour, by nobody.
  case selfService = "self-service"
}

/// What becomes of those still in line when a team closes.
public enum ClosingRule: String, Sendable, CaseIterable {
  /// They are sent away unserved.
  case turnAway = "turn-away"
  /// Nobody joins any more, and staff stay until the line is empty.
  case serveOut = "serve-out"
  /// They keep their place until the next opening.
  case keep
}

extension Channel {
  /// The rule at closing where none is stated: nobody waits in person across closed hours.
  public var closingRule: ClosingRule {
    switch self {
    case .phone: .turnAway
    case .counter: .serveOut
    case .visit, .mail, .selfService: .keep
    }
  }
}

/// A step of a journey.
public struct Touchpoint: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// The team that serves; none for self-service.
  public var team: String?
  /// How the customer gets in touch.
  ///
  /// By default self-service where no team serves, a visit where a promise is made, otherwise a counter.
  public var channel: Channel?
  /// What becomes of those still in line when the team closes; by the channel where nil.
  public var atClosing: ClosingRule?
  /// Minutes of service by a fully trained employee; drawn each time.
  public var service = Law.constant(5)
  /// Minutes before giving up here, where it differs from the segment's; drawn each time.
  public var patience: Law?
  /// The circumstances of a wait here; as `quality` has it where nil.
  public var waiting: Waiting?
  /// Chance that a contact with an average employee resolves the need.
  public var resolves = 1.0
  /// Where a resolved need goes next; it ends where the list is empty.
  public var next: [Route] = []
  /// Where an unresolved need goes next.
  public var unresolved: [Route] = []
  /// What is promised to the customer here.
  public var promise: Promise?
  /// The book in which customers reserve a time here; they just come where nil.
  public var appointment: Appointment?
  /// Money that a contact costs, besides the time of staff.
  public var cost = 0.0
  /// Chance that an average employee talks a customer out of leaving (journeys of leaving only).
  public var saves = 0.0
  /// What a customer is offered who stays after all.
  public var offer: Offer?

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }

  /// The rule at closing, with the default resolved.
  public var effectiveClosing: ClosingRule { atClosing ?? effectiveChannel.closingRule }

  /// The channel, with the default resolved.
  public var effectiveChannel: Channel {
    channel ?? (team == nil ? .selfService : promise == nil ? .counter : .visit)
  }
}

/// Where a need goes next.
public struct Route: Sendable, Equatable {
  /// The touchpoint's id.
  public var to = ""
  /// The share of needs that go there.
  public var share = 1.0
  /// Minutes until it does; drawn each time.
  public var after = Law.constant(0)

  /// The defaults.
  public init() {}
}

/// A promise with a deadline.
public struct Promise: Sendable, Equatable {
  /// Minutes within which the customer is promised to be served.
  public var within = 0.0
  /// Which minutes count.
  public var counted = Counted.allHours

  /// Which minutes of a promise count.
  public enum Counted: String, Sendable, CaseIterable {
    /// All of them, day and night.
    case allHours = "all-hours"
    /// Those in which the team is open.
    case openingHours = "opening-hours"
  }

  /// The defaults.
  public init() {}
}

/// What a customer is offered who intended to leave.
public struct Offer: Sendable, Equatable {
  /// The share taken off the price.
  public var discount = 0.0
  /// Months it is taken off.
  public var months = 6.0

  /// The defaults.
  public init() {}
}
