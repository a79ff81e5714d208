public import DiscreteEvents
public import RandomVariates

/// The unit in which a key's value is stored; a scenario file may use any unit of the same dimension.
public enum Unit: String, Sendable, CaseIterable {
  case minutes = "min"
  case hours = "h"
  case days
  case months
  /// Months where nothing happens between them, such as the length of a run.
  case wholeMonths = "whole months"
  case perHour = "per hour"
  /// Per hour of opening hours: not to be converted from days.
  case perOpenHour = "per open hour"
  case perDay = "per day"
  case perMonth = "per month"
  case perYear = "per year"
  case money
  case moneyPerHour = "money/h"
  case moneyPerMonth = "money/month"
  /// What a customer pays: money a month under a contract, money a visit in a repertoire market.
  case price
  case fraction = "%"
  /// A probability over a month; a probability over another period or a rate is converted.
  case chancePerMonth = "% per month"
  /// A probability over a year; likewise.
  case chancePerYear = "% per year"
  case points
  case utility
  case logOdds = "log-odds"
  case times
  case people
  case customers
  case count
}

/// Whether a random quantity is drawn once a customer or each time it is needed.
public enum Drawn: String, Sendable {
  /// Once a customer.
  case oncePerCustomer = "once a customer"
  /// Afresh each time.
  case eachTime = "each time"
}

/// Where a key's default comes from.
public enum Provenance: Sendable, Equatable {
  /// Seen in a public source.
  case verified(String)
  /// Follows from an equation.
  case computed(String)
  /// Proposed by us; nothing in the literature stands behind it.
  case designDefault
}

/// A section of the scenario: a value type with a default and a list of declared keys.
public protocol Declared: Sendable, Equatable {
  /// The section with every default.
  init()
  /// The section's keys, in the order of the reference.
  static var keys: [Key<Self>] { get }
}

/// The one declaration of a scenario key.
///
/// Decoding, validation, the JSON Schema, `cxlab explain` and the reference page all come from it. The
/// default is the initial value of the property behind it.
public struct Key<Root: Sendable>: Sendable {
  /// The name in the file.
  public let name: String
  /// One line of help.
  public let help: String
  /// Where the default comes from.
  public let provenance: Provenance
  /// Where the number plausibly lies; nil for what is no assumption about behaviour.
  public let plausible: Plausible?
  /// What must bind customers for the key to do anything; nil where it always does.
  public let only: Relationship?
  /// Whether a file has to give it.
  public let required: Bool
  /// Whether a plan or a variant of a comparison may change it while customers are about; otherwise it
  /// is fixed at the start.
  public let changeable: Bool
  /// Where to read more: the publication the mechanism comes from.
  public let see: String?
  /// What each of its words does, where it is one of several and their names do not say enough.
  public let meanings: [(word: String, meaning: String)]
  /// How it is read and where it is stored.
  public let slot: Slot<Root>

  /// Declares a key.
  public init(
    _ name: String, _ slot: Slot<Root>, _ help: String, _ provenance: Provenance = .designDefault,
    plausible: Plausible? = nil, see: String? = nil, only: Relationship? = nil,
    required: Bool = false, changeable: Bool = true,
    meanings: [(word: String, meaning: String)] = []
  ) {
    self.name = name
    self.slot = slot
    self.help = help
    self.provenance = provenance
    self.plausible = plausible
    self.only = only
    self.see = see
    self.meanings = meanings
    self.required = required
    self.changeable = changeable
  }
}

/// A writable key path that may cross threads.
public typealias Path<Root, Value> = any WritableKeyPath<Root, Value> & Sendable

/// How a key is read and where it is stored.
public enum Slot<Root: Sendable>: Sendable {
  /// A number with a unit and an allowed range (in the stored unit).
  case number(Path<Root, Double>, Unit, ClosedRange<Double>)
  /// A number that may be absent; `absent` is the word a file may use for that (`never`, `none`, …).
  case optionalNumber(Path<Root, Double?>, Unit, ClosedRange<Double>, absent: String)
  /// A number, or a word that stands for the default.
  case numberOrWord(Path<Root, Double>, Unit, ClosedRange<Double>, word: String)
  /// A number in the unit of the metric that the key `metric` beside it names.
  case measured(Path<Root, Double>)
  /// A whole number.
  case integer(Path<Root, Int>, Unit, ClosedRange<Int>)
  /// A whole number that may be absent.
  case optionalInteger(Path<Root, Int?>, Unit, ClosedRange<Int>, absent: String)
  /// A law, each of whose values must lie in the range.
  case law(Path<Root, Law>, Unit, ClosedRange<Double>, Drawn)
  /// A law that may be absent.
  case optionalLaw(Path<Root, Law?>, Unit, ClosedRange<Double>, Drawn)
  /// `true` or `false`.
  case flag(Path<Root, Bool>)
  /// Text.
  case text(Path<Root, String>)
  /// Text that may be absent.
  case optionalText(Path<Root, String?>)
  /// One of the enumerated words.
  case choice(
    words: [String], set: @Sendable (inout Root, String) -> Void,
    get: @Sendable (Root) -> String?)
  /// A date of the calendar, stored as days since 1970-01-01.
  case date(Path<Root, Int>)
  /// A moment: `month 6` or a date.
  case moment(Path<Root, Moment>)
  /// A moment that may be absent.
  case optionalMoment(Path<Root, Moment?>)
  /// Opening hours, such as `Mon-Sat 08:00-20:00`.
  case hours(Path<Root, WeeklyHours>)
  /// Times of the week, such as `Mon-Fri 09:00`, stored as minutes from Monday 00:00.
  case timesOfWeek(Path<Root, [Int]>)
  /// A time of day, stored as minutes from midnight.
  case timeOfDay(Path<Root, Int>)
  /// A price: money (per month under a contract), `5% below ours` or `5% above ours`.
  case price(Path<Root, Price>)
  /// A number for each of the five dimensions, in the given range; with `addsUp`, they total 1.
  case dimensions(Path<Root, Dimensions>, Unit, ClosedRange<Double>, addsUp: Bool)
  /// Attributes of people with the shares of their values.
  case attributes(Path<Root, [Attribute]>)
  /// Citations under ids: `{id: text}`, or a plain list of texts.
  case citations(Path<Root, [Source]>)
  /// What other keys are set to: `{path: value}`.
  case settings(Path<Root, [Setting]>)
  /// Paths of keys, each with a range `{from, to}` or a list of values.
  case levers(Path<Root, [Lever]>)
  /// Dated changes and courses, a list of ``PlanEntry``.
  case plan(
    items: Path<Root, [PlanItem]>, courses: Path<Root, [CourseRun]>, phases: Path<Root, [Phase]>)
  /// The file that a file extends; read before anything else and stored nowhere.
  case parent
  /// A section of its own.
  case section(any Nested<Root>)
  /// A section that may be absent.
  case optionalSection(any OptionallyNested<Root>)
  /// Sections under ids that the author makes up, in the author's order.
  case table(any Tabled<Root>)
  /// A list of sections.
  case list(any Listed<Root>)
}

/// Walks the declarations of nested sections with their static types.
public protocol SlotVisitor<Root> {
  /// The section that holds the key.
  associatedtype Root
  /// A section of its own.
  mutating func section<Child: Declared>(_ path: Path<Root, Child>)
  /// A section that may be absent.
  mutating func optionalSection<Child: Declared>(_ path: Path<Root, Child?>)
  /// Sections under ids.
  mutating func table<Child: Declared & Identified>(_ path: Path<Root, [Child]>, of noun: String)
  /// A list of sections.
  mutating func list<Child: Declared>(_ path: Path<Root, [Child]>)
}

/// A nested section, its type erased.
public protocol Nested<Root>: Sendable {
  /// The section that holds the key.
  associatedtype Root
  /// Shows the nested section to a visitor with its static type.
  func accept<V: SlotVisitor<Root>>(_ visitor: inout V)
}

/// A nested section that may be absent, its type erased.
public protocol OptionallyNested<Root>: Nested {}
/// A table of sections, its type erased.
public protocol Tabled<Root>: Nested {}
/// A list of sections, its type erased.
public protocol Listed<Root>: Nested {}

/// A nested section.
public struct SectionSlot<Root, Child: Declared>: Nested {
  let path: Path<Root, Child>

  /// Names where the section is stored.
  public init(_ path: Path<Root, Child>) { self.path = path }

  /// Shows the nested section to a visitor with its static type.
  public func accept<V: SlotVisitor<Root>>(_ visitor: inout V) { visitor.section(path) }
}

/// A nested section that may be absent.
public struct OptionalSectionSlot<Root, Child: Declared>: OptionallyNested {
  let path: Path<Root, Child?>

  /// Names where the section is stored.
  public init(_ path: Path<Root, Child?>) { self.path = path }

  /// Shows the nested section to a visitor with its static type.
  public func accept<V: SlotVisitor<Root>>(_ visitor: inout V) { visitor.optionalSection(path) }
}

/// Sections under ids.
public struct TableSlot<Root, Child: Declared & Identified>: Tabled {
  let path: Path<Root, [Child]>
  let noun: String

  /// Names where the sections are stored and what one of them is called, such as `team`.
  public init(_ path: Path<Root, [Child]>, of noun: String) {
    self.path = path
    self.noun = noun
  }

  /// Shows the nested section to a visitor with its static type.
  public func accept<V: SlotVisitor<Root>>(_ visitor: inout V) { visitor.table(path, of: noun) }
}

/// A list of sections.
public struct ListSlot<Root, Child: Declared>: Listed {
  let path: Path<Root, [Child]>

  /// Names where the sections are stored.
  public init(_ path: Path<Root, [Child]>) { self.path = path }

  /// Shows the nested section to a visitor with its static type.
  public func accept<V: SlotVisitor<Root>>(_ visitor: inout V) { visitor.list(path) }
}

extension Slot {
  /// One of the words of an enumeration.
  public static func oneOf<Word: RawRepresentable & CaseIterable & Sendable>(
    _ path: Path<Root, Word>
  ) -> Slot where Word.RawValue == String {
    .choice(
      words: Word.allCases.map(\.rawValue),
      set: { root, word in if let value = Word(rawValue: word) { root[keyPath: path] = value } },
      get: { $0[keyPath: path].rawValue })
  }

  /// One of the words of an enumeration, or absent.
  public static func oneOf<Word: RawRepresentable & CaseIterable & Sendable>(
    _ path: Path<Root, Word?>
  ) -> Slot where Word.RawValue == String {
    .choice(
      words: Word.allCases.map(\.rawValue),
      set: { root, word in root[keyPath: path] = Word(rawValue: word) },
      get: { $0[keyPath: path]?.rawValue })
  }

  /// A section of its own.
  public static func section<Child: Declared>(_ path: Path<Root, Child>) -> Slot {
    .section(SectionSlot(path))
  }

  /// A section that may be absent.
  public static func section<Child: Declared>(_ path: Path<Root, Child?>) -> Slot {
    .optionalSection(OptionalSectionSlot(path))
  }

  /// Sections under ids.
  public static func table<Child: Declared & Identified>(
    _ path: Path<Root, [Child]>, of noun: String
  ) -> Slot { .table(TableSlot(path, of: noun)) }

  /// A list of sections.
  public static func list<Child: Declared>(_ path: Path<Root, [Child]>) -> Slot {
    .list(ListSlot(path))
  }
}
