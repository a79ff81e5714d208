import DiscreteEvents

/// A customer's state: one row of the customer table.
///
/// A million of them are simulated on one machine: what only some kinds of firm need lies in tables of the rooms that
/// need it, and what is told apart by few values takes few bits here.
struct Customer {
  // First what every occasion and every contact reads: the first line of the processor's cache.

  /// Whose luck it is: a birth certificate, not a row number.
  var hash: UInt64
  var satisfaction: Double
  /// When the customer left, or what ``due`` says of one who has not.
  private var time = Double.infinity
  /// The case being followed up, or −1.
  var activeCase: Int32 = -1
  var segment: UInt8
  private var flags = Flags.none
  /// What they will say on leaving: a bit a ``LeavingReason``.
  var namedReasons: UInt8 = 0
  /// The year after the start in which the customer last complained; −1 for none, 127 for all later ones.
  private var complained: Int8 = -1
  var friends: Int32 = 0
  var experiences: Int32 = 0
  /// When a need was last given up unresolved, in minutes.
  @Single var failedAt = -Double.infinity
  /// The month in which the present spell began; negative while the world settles.
  var sinceMonth: Int16 = 0
  /// The rival to whom the customer left; −1 for none of them.
  var destination: Int16 = -1
  private var term = Int16.min
  private var discounted = Int16.min
  /// The share taken off the price and the price signed for, among ``ContractRoom``'s.
  var discount: UInt16 = 0
  var signedPrice: UInt16 = 0

  /// What is expected on each dimension, in points: five numbers, where the lanes of a vector would be eight.
  private var expected: (Float, Float, Float, Float, Float)
  /// Points by which this customer makes more of the same service than others.
  @Single var taste = 0.0
  /// Log-odds of leaving at reference (contract), or the chance of drop-out at reference (repertoire).
  @Single var base = 0.0
  /// Promises kept and broken, faded, as ``TrustLedger`` weighs them.
  @Single var kept = TrustLedger.priorKept
  @Single var broken = TrustLedger.priorBroken
  /// Present value of the margin so far.
  var equity = 0.0
  /// What was earned on the customer from the start on, at its value then.
  var profit = 0.0
  /// Since when the present spell with the firm lasts, or lasted when it ended.
  var since: Double

  init(
    hash: UInt64, satisfaction: Double, segment: UInt8, expectation: Dimensional, joined: Double
  ) {
    self.hash = hash
    self.satisfaction = satisfaction
    self.segment = segment
    since = joined
    expected = (0, 0, 0, 0, 0)
    self.expectation = expectation
  }

  /// What the customer expects on each dimension, in points.
  var expectation: Dimensional {
    @inline(__always) get {
      Dimensional(
        Double(expected.0), Double(expected.1), Double(expected.2), Double(expected.3),
        Double(expected.4), 0, 0, 0)
    }
    @inline(__always) set {
      expected = (
        Float(newValue[0]), Float(newValue[1]), Float(newValue[2]), Float(newValue[3]),
        Float(newValue[4])
      )
    }
  }

  /// The end of a term that there is not.
  static let rolling = Int32(Int16.min)

  /// Whether the customer is with the firm.
  var isActive: Bool { @inline(__always) get { flags.bits & Flags.left == 0 } }

  var trust: Double { TrustLedger.trust(kept: kept, broken: broken) }
}

extension Customer {
  /// Truths about a customer, and the cause of leaving, a few bits each.
  fileprivate struct Flags {
    var bits: UInt8

    static let none = Flags(bits: LeavingCause.drifted.rawValue)
    static let cause: UInt8 = 0b111
    static let intends: UInt8 = 1 << 3
    static let initial: UInt8 = 1 << 4
    static let left: UInt8 = 1 << 5

    @inline(__always)
    mutating func set(_ bit: UInt8, _ value: Bool) {
      if value { bits |= bit } else { bits &= ~bit }
    }
  }

  /// When the customer left; infinite for one who has not.
  var left: Double {
    @inline(__always) get { isActive ? .infinity : time }
    @inline(__always) set {
      flags.set(Flags.left, newValue < .infinity)
      time = newValue
    }
  }

  /// When the next occasion comes (repertoire), or when in this month the customer says that they leave, or just goes
  /// (contract); infinite where nothing is due, as with all who have left.
  var due: Double {
    @inline(__always) get { isActive ? time : .infinity }
    @inline(__always) set { if isActive { time = newValue } }
  }

  /// Why the customer left, or is about to.
  var cause: LeavingCause {
    @inline(__always) get { LeavingCause(rawValue: flags.bits & Flags.cause) ?? .drifted }
    @inline(__always) set { flags.bits = flags.bits & ~Flags.cause | newValue.rawValue }
  }

  /// Whether the customer means to leave and has yet to say so.
  var intends: Bool {
    @inline(__always) get { flags.bits & Flags.intends != 0 }
    @inline(__always) set { flags.set(Flags.intends, newValue) }
  }

  /// Whether the customer was on the books at the start.
  var initial: Bool {
    @inline(__always) get { flags.bits & Flags.initial != 0 }
    @inline(__always) set { flags.set(Flags.initial, newValue) }
  }

  /// The year after the start in which the customer last complained; −1 for none.
  var complainedYear: Int {
    get { Int(complained) }
    set { complained = Int8(clamping: newValue) }
  }

  /// The month at whose beginning the contract's term ends; ``rolling`` where there is none.
  var termEnd: Int32 {
    @inline(__always) get { Int32(term) }
    @inline(__always) set { term = Int16(clamping: newValue) }
  }

  /// The month at whose beginning the price is the full one again.
  var discountUntil: Int32 {
    @inline(__always) get { Int32(discounted) }
    @inline(__always) set { discounted = Int16(clamping: newValue) }
  }
}

/// A time in which somebody was a customer.
struct Spell {
  var from: Double
  /// Infinite while it lasts.
  var to: Double
  var cause: LeavingCause
  /// The rival to whom the customer left; −1 for none of them.
  var destination: Int16
  /// The spell before; −1 where there was none.
  var before: Int32
}

/// How a customer's needs of one kind come about, where they come at a rate.
struct NeedPace {
  /// Needs a minute.
  var rate = 0.0
  /// When the next need arises.
  var due = Double.infinity
}

/// A customer's needs of one kind, whatever brings them: 4 bytes.
struct NeedCount {
  /// Needs so far in the upper 20 bits, and below them those that wait.
  private var bits: UInt32 = 0

  /// Needs so far.
  var all: Int {
    @inline(__always) get { Int(bits >> 12) }
    @inline(__always) set { bits = UInt32(truncatingIfNeeded: newValue) << 12 | bits & 0xFFF }
  }

  /// Needs that wait for the present journey to end: at most 4,095, more than anybody follows up.
  var pending: Int {
    @inline(__always) get { Int(bits & 0xFFF) }
    @inline(__always) set { bits = bits & ~0xFFF | UInt32(min(max(0, newValue), 0xFFF)) }
  }

  /// The number of the need that is followed up now: those that wait come after it.
  ///
  /// It has the 20 bits that needs so far have, also where those have begun anew: whoever puts it beside other numbers
  /// in a word finds nothing of it there.
  var current: Int {
    @inline(__always) get { (all - pending) & 0xF_FFFF }
  }
}

/// A number kept to seven digits, in half the bytes: what a mind holds is not known to more.
///
/// Sums of money and the times at which events are due are no such numbers.
@propertyWrapper
struct Single: BitwiseCopyable {
  private var stored: Float

  @inline(__always)
  init(wrappedValue: Double) { stored = Float(wrappedValue) }

  var wrappedValue: Double {
    @inline(__always) get { Double(stored) }
    @inline(__always) set { stored = Float(newValue) }
  }
}

/// A customer's inclination to one provider (0 is us) in a repertoire market: 8 bytes.
struct BrandState {
  /// Utility of taste.
  @Single var taste = 0.0
  /// The loyalty variable of Guadagni & Little.
  @Single var loyalty = 0.0
}

/// What a customer of a repertoire market has of their own: 16 bytes.
struct ShopperState {
  /// Occasions a minute.
  @Single var occasionRate = 0.0
  /// What the customer usually spends, as a multiple of the segment's mean.
  @Single var spendLevel = 1.0
  var occasions: Int32 = 0
  var lastProvider: Int16 = 0
  /// Visits in a row that ended without a purchase, the last one among them.
  var walkouts: UInt8 = 0
}

/// A rival as customers find it now.
struct RivalState {
  /// Its price, in money.
  var price = 0.0
  /// Its quality, in points.
  var quality = 0.0
}

/// A need being followed up: one journey of one customer.
struct Case {
  /// The customer's row, or −1 when the customer has left meanwhile.
  var customer: Int32
  var journey: Int16
  var touchpoint: Int16
  /// The customer's n-th need of the kind.
  var need: Int32
  /// Contacts made about it.
  var attempt: Int32 = 0
  var answered: Int32 = 0
  var deadline = Double.infinity
  var moments: Int32 = 0
  var sum = 0.0
  var worst = 100.0
  var last = 0.0
  /// The touchpoint of the worst moment.
  var worstAt: Int16 = -1
  /// Whether a complaint was made about it, and whether the last one was put right.
  var complained = false
  var putRight = false
  /// Whether it runs beside what else the customer is about.
  var isBeside = false

  mutating func remember(_ satisfaction: Double, at touchpoint: Int16) {
    moments += 1
    sum += satisfaction
    if satisfaction < worst || worstAt < 0 { (worst, worstAt) = (satisfaction, touchpoint) }
    last = satisfaction
  }
}

/// Somebody in line or being served.
struct Contact {
  /// The case, or −1 for background load.
  var caseIndex: Int32
  var team: Int16
  var touchpoint: Int16
  var employee: Int32 = -1
  /// The room that sent somebody to the line, by ``RoomNumber``; 0 for nobody's.
  var sender: UInt8 = 0
  /// Of somebody from outside or sent by a room: the n-th of them.
  var number: Int = 0
  var arrived = 0.0
  var patience = 0.0
  var began = 0.0
  /// Minutes that they were told it would take; infinite where nothing was said.
  var told = Double.infinity
  var timer = EventHandle.none
}

/// An employee: one row of the staff table.
struct Employee {
  enum Status: UInt8 {
    case induction, working, gone
  }

  var hash: UInt64
  var team: Int16
  var post: Int32
  var status: Status
  var hired: Double
  var talent: Double
  /// The engagement this employee tends to by nature.
  var natural: Double
  /// Points of quality that set this employee apart.
  var personal: Double
  var engagement: Double
  var burnout = 0.0
  var workload = 0.0
  var busyMinutes = 0.0
  var dutyMinutes = 0.0
  var onDutySince = Double.infinity
  /// When they were last to go home; whom they serve then, they serve to the end.
  var offDutySince = -Double.infinity
  var abuse: Int32 = 0
  /// The course being taken, or −1.
  var course: Int16 = -1
  var courseFrom = 0.0
  var courseLeft = 0.0
  /// When the present class began; infinite outside class.
  var inClassSince = Double.infinity
  var coursesTaken: Int32 = 0
  var trainedAt = -Double.infinity
  /// When skill was last brought up to date.
  var skillAt: Double
  // Derived, brought up to date each week and after a course:
  var brings = Dimensional.zero
  var resolutionShift = 0.0
  var timeFactor = 1.0
  var skillMean = 0.0
}
