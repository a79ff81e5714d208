public import DiscreteEvents

/// How people of a kind differ from others of their segment, where a scenario says so: multiples of what is drawn
/// for the segment, unless it says otherwise.
public struct Leaning: Sendable, Equatable {
  /// How many times as long they wait in line.
  public var patience = 1.0
  /// How many times as strongly prices act on them.
  public var price = 1.0
  /// How many times as many needs they have.
  public var needs = 1.0
  /// How many times as much they spend on a visit.
  public var spend = 1.0
  /// How many times as often they want the category (repertoire).
  public var occasions = 1.0
  /// How many times as likely they complain about a failure.
  public var complaining = 1.0
  /// How many times as high their odds of leaving are (contract), or their chance of it (repertoire).
  public var leaving = 1.0
  /// How many times as often they move.
  public var moving = 1.0
  /// The channel by which they rather get in touch.
  public var channel: Channel?
  /// How many times as often they start by it, where needs start in several places.
  public var channelTimes = 1.0
  /// How many times as much each dimension of service weighs with them; the five are made to total 1 again.
  public var weights = Dimensions(all: 1)
  /// What features of the offer are worth to them instead.
  public var features: [OwnWorth] = []
  /// When they come (repertoire) or have needs (contract), instead of when their segment does.
  public var rhythm: [Rush] = []

  /// No difference.
  public init() {}
}

/// What a feature of the offer is worth to people, whatever it is to others of their segment.
public struct OwnWorth: Sendable, Equatable, Identified {
  /// The feature's id.
  public var id = ""
  /// Points of quality between having it and lacking it.
  public var points = 5.0

  /// The defaults.
  public init() {}

  /// The feature's id.
  public var displayName: String { id }
}

/// A part of the week in which people come, or have needs, more or less often than at other times.
public struct Rush: Sendable, Equatable {
  /// The part of the week.
  public var hours = WeeklyHours.always
  /// How many times as often they come in it, against the rest of the hours.
  public var times = 1.0

  /// Nothing out of the common.
  public init() {}
}

/// Something that says how people differ.
@dynamicMemberLookup
public protocol Leaned: Sendable {
  /// How they differ.
  var leaning: Leaning { get set }
}

extension Leaned {
  /// A part of how they differ.
  public subscript<Value>(dynamicMember path: WritableKeyPath<Leaning, Value>) -> Value {
    get { leaning[keyPath: path] }
    set { leaning[keyPath: path] = newValue }
  }
}

/// What follows from an attribute of people, where a scenario says that something does.
public struct TraitEffect: Leaned, Equatable {
  /// The attribute, one of the segment's `people`.
  public var attribute = ""
  /// The value of the attribute.
  public var value = ""
  /// How people with the value differ.
  public var leaning = Leaning()

  /// No effect.
  public init() {}
}

/// The shares of attributes among people with a value of another: how attributes go together.
public struct GivenShares: Sendable, Equatable {
  /// The attribute that they depend on, one of the segment's `people`.
  public var attribute = ""
  /// The value of it.
  public var value = ""
  /// The attributes that depend on it, with the shares of their values among such people.
  public var people: [Attribute] = []

  /// No dependence.
  public init() {}
}

/// Months of the year in which people come, or have needs, more or less often than in others.
public struct Season: Sendable, Equatable {
  /// How many times as often, month by month; only what they are to each other counts.
  public var january = 1.0, february = 1.0, march = 1.0, april = 1.0, may = 1.0, june = 1.0
  /// The same for the second half of the year.
  public var july = 1.0, august = 1.0, september = 1.0, october = 1.0, november = 1.0
  /// The same for the last month.
  public var december = 1.0

  /// All months alike.
  public init() {}

  /// The twelve in order.
  public var months: [Double] {
    [
      january, february, march, april, may, june, july, august, september, october, november,
      december,
    ]
  }

  /// Their names in order.
  public static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}
