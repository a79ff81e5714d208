import DiscreteEvents

/// A customer's state: one row of the customer table, of four lines of the processor's cache.
struct Customer {
  // First what every occasion and every contact reads: the first line.

  /// Whose luck it is: a birth certificate, not a row number.
  var hash: UInt64
  var satisfaction: Double
  var left = Double.infinity
  /// Occasions a minute (repertoire).
  var occasionRate = 0.0
  var occasionDue = Double.infinity
  var occasions: Int32 = 0
  /// The case being followed up, or −1.
  var activeCase: Int32 = -1
  var lastProvider: Int16 = 0
  var segment: UInt8
  /// Why the customer left, or is about to.
  var cause = LeavingCause.drifted
  /// Whether the customer means to leave and has yet to say so.
  var intends = false
  /// Whether the customer was on the books at the start.
  var initial = false
  /// Visits in a row that ended without a purchase, the last one among them (repertoire).
  var walkouts: UInt8 = 0
  var friends: Int32 = 0
  /// The year after the start in which the customer last complained.
  var complainedYear: Int16 = -1
  /// The month in which the present spell began; negative while the world settles.
  var sinceMonth: Int16 = 0

  /// What is expected on each dimension, in points: five numbers, where the lanes of a vector would be eight.
  private var expected: (Double, Double, Double, Double, Double)
  /// Points by which this customer makes more of the same service than others.
  var taste = 0.0
  /// Log-odds of leaving at reference (contract), or the chance of drop-out at reference (repertoire).
  var base = 0.0
  /// What the customer usually spends, as a multiple of the segment's mean (repertoire).
  var spendLevel = 1.0
  /// When a need was last given up unresolved.
  var failedAt = -Double.infinity
  var kept = TrustLedger.priorKept
  var broken = TrustLedger.priorBroken
  /// Present value of the margin so far.
  var equity = 0.0
  /// What was earned on the customer from the start on, at its value then.
  var profit = 0.0
  /// When the customer first joined, and since when the present spell with the firm lasts, or lasted when it
  /// ended.
  var joined: Double
  var since: Double
  /// The spell before, among ``Simulation/pastSpells``; −1 where there was none.
  var spellBefore: Int32 = -1
  /// The rival to whom the customer left; −1 for none of them.
  var destination: Int16 = -1
  var experiences: Int32 = 0
  /// The month at whose beginning the contract's term ends; `rolling` where there is none.
  var termEnd = Customer.rolling
  var discountUntil: Int32 = .min
  var discount = 0.0
  /// The price a month at which the contract was signed.
  var signedPrice = 0.0
  /// When in this month the customer says that they leave, or just goes.
  var departure = Double.infinity
  /// When in this month the customer moves away.
  var moving = Double.infinity

  init(
    hash: UInt64, satisfaction: Double, segment: UInt8, expectation: Dimensional, joined: Double
  ) {
    self.hash = hash
    self.satisfaction = satisfaction
    self.segment = segment
    self.joined = joined
    since = joined
    expected = (expectation[0], expectation[1], expectation[2], expectation[3], expectation[4])
  }

  /// What the customer expects on each dimension, in points.
  var expectation: Dimensional {
    @inline(__always) get {
      Dimensional(expected.0, expected.1, expected.2, expected.3, expected.4, 0, 0, 0)
    }
    @inline(__always) set {
      expected = (newValue[0], newValue[1], newValue[2], newValue[3], newValue[4])
    }
  }

  static let rolling = Int32.min

  var isActive: Bool { left == .infinity }
  var trust: Double { TrustLedger.trust(kept: kept, broken: broken) }
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

/// A customer's needs of one kind.
struct NeedState {
  /// Needs a minute.
  var rate = 0.0
  /// When the next need arises.
  var due = Double.infinity
  /// Needs so far.
  var count: Int32 = 0
  /// Needs that wait for the present journey to end.
  var pending: Int32 = 0
}

/// A customer's inclination to one provider (0 is us) in a repertoire market.
struct BrandState {
  /// Utility of taste.
  var taste = 0.0
  /// The loyalty variable of Guadagni & Little.
  var loyalty = 0.0
  /// When the customer gets to know the provider.
  var known = -Double.infinity
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
