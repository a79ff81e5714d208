import DiscreteEvents
import Glibc
import RandomVariates

/// One replication of a scenario: the state of its world and the loop that moves it through time.
///
/// A settled world is made once and then lived on, in copies (``copied()``), under any settings of the same
/// structure. Handlers of the events stand in extensions, a family a file. What they call all the time is
/// mutating even where it changes nothing: the compiler copies the whole world for other calls.
struct Simulation {
  /// What can happen.
  enum Kind {
    static let need: UInt32 = 0
    static let contactDue: UInt32 = 1
    static let serviceEnds: UInt32 = 2
    static let gaveUp: UInt32 = 3
    static let background: UInt32 = 4
    static let roster: UInt32 = 5
    static let week: UInt32 = 6
    static let month: UInt32 = 7
    static let hired: UInt32 = 8
    static let inducted: UInt32 = 9
    static let course: UInt32 = 10
    static let classEnds: UInt32 = 11
    static let arrival: UInt32 = 12
    static let phase: UInt32 = 13
    static let occasion: UInt32 = 14
    static let departure: UInt32 = 15
    static let market: UInt32 = 16
    static let referral: UInt32 = 17
  }

  var settings: Settings
  let grid: TimeGrid
  private(set) var random: RandomSource
  /// Polled now and then; a true answer ends the replication early.
  let isCancelled: @Sendable () -> Bool
  /// Whether it was told to end early: its clock stands still, and it has no result.
  private(set) var wasCancelled = false
  var calendar: EventCalendar
  var customers = Rows<Customer>()
  /// A customer's needs by journey: row × journeys + journey.
  var needs = Rows<NeedState>()
  /// A customer's inclinations by provider: row × providers + provider.
  var brands = Rows<BrandState>()
  /// A customer's dealings by year: row × years + year.
  var accounts = Rows<YearAccount>()
  var cases = Rows<Case>()
  var freeCases = Rows<Int32>()
  var contacts = Rows<Contact>()
  var freeContacts = Rows<UInt32>()
  var teams: [TeamState] = []
  var employees = Rows<Employee>()
  /// What courses added to an employee's skill: employee × courses + course.
  var uplifts = Rows<Dimensional>()
  var ledger = Ledger()
  var recorder: Recorder
  /// Courses held, by the number in their event.
  var courseRuns: [ScheduledCourse] = []
  /// Phases entered, by the number in their event.
  var phases: [(at: Double, settings: Settings)] = []
  /// The month in progress; negative while settling.
  var month: Int
  /// When courses repeat: team × courses + course.
  var courseRhythms: [CourseRhythm] = []
  /// Whether leavers are replaced one for one.
  var isSettling = true
  /// Next generation of each settling row.
  var generations = Rows<Int32>()
  /// Newcomers while settling in its last year, by segment: the mix of those who join later.
  var lossMix: [Double]
  /// The market at the start: the reference of all later pull and prices.
  var start = (price: 1.0, pull: 0.0, priceLevel: 0.0)
  /// The utilities that a customer who chooses weighs: scratch.
  var utilities: Rows<Double>
  /// The rivals as they are now.
  var rivals = Rows<RivalState>()
  /// What a customer feels of the rivals this month: by price, and otherwise.
  var pull = (price: 0.0, other: 0.0, priceLevel: 0.0, rivalLevel: 0.0)
  /// The integral of the pull over the month so far, and the time up to which it was taken.
  var pullArea = (sum: 0.0, until: 0.0)
  /// The state of marketing: cumulative prospects, the next arrival's number and its place.
  var marketing = MarketingState()
  /// Expected warnings spoken last month.
  var warnings = 0.0
  var events = 0
  let years: Int
  let journeyCount: Int
  let providers: Int
  let coursesPerTeam: Int
  /// Whose luck the prospects won by marketing are.
  let marketingHash: UInt64

  /// A course for the whole team that is due.
  struct ScheduledCourse {
    var team: Int
    var course: Int
    /// Months until it is held again.
    var every: Double?
    /// It is not held later than that.
    var until = Double.infinity
    /// Whether the plan asks for it; else the settings do.
    var isPlanned = false
  }

  /// When a course is held that the settings repeat: at the anchor, and every so many months from there.
  struct CourseRhythm {
    /// Months from the start.
    var anchor = 0.0
    /// The number of the next time; negative before the anchor.
    var next = 0
  }

  /// Arrivals by marketing, in their own time: one prospect a unit.
  struct MarketingState {
    var lived = 0.0
    var next = 0
    var target = 0.0
  }

  /// Sets up the world as it is before settling.
  init(
    settings: Settings, seed: UInt64, replication: Int, keeping: Keeping = Keeping(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(ModelError) {
    self.settings = settings
    self.isCancelled = isCancelled
    grid = TimeGrid(settings.scenario.clock)
    random = RandomSource(seed: seed, replication: UInt32(truncatingIfNeeded: replication))
    month = -grid.settle
    let begin = grid.boundary(-grid.settle)
    calendar = EventCalendar(at: begin)
    years = (grid.horizon + 11) / 12
    journeyCount = settings.journeys.count
    providers = settings.relationship == .repertoire ? settings.market.rivals.count + 1 : 0
    utilities = Rows(repeating: 0, count: providers + 1)
    coursesPerTeam = max(1, settings.teams.map(\.courses.count).max() ?? 1)
    recorder = Recorder(settings: settings, grid: grid, keeping: keeping)
    lossMix = settings.segments.map { _ in 0 }
    marketingHash = StableHash.of("marketing")
    noteMarketAtStart()
    makeTeams(at: begin)
    makeCourseRhythms()
    try makeCustomers(at: begin)
    calendar.schedule(at: begin, kind: Kind.month, subject: 0)
    calendar.schedule(at: begin + TimeGrid.week, kind: Kind.week, subject: 0)
  }

  /// The same world with tables and a source of luck of its own, to be lived on by itself.
  func copied() -> Simulation {
    var copy = self
    copy.random = RandomSource(copying: random)
    copy.customers.unshare()
    copy.needs.unshare()
    copy.brands.unshare()
    copy.accounts.unshare()
    copy.cases.unshare()
    copy.freeCases.unshare()
    copy.contacts.unshare()
    copy.freeContacts.unshare()
    copy.employees.unshare()
    copy.uplifts.unshare()
    copy.generations.unshare()
    copy.rivals.unshare()
    copy.utilities.unshare()
    return copy
  }

  /// Runs the base world up to the start.
  mutating func settle() {
    if grid.settle > 0 { run(until: 0) }
    if !wasCancelled { startObservation() }
  }

  /// Runs from the start to a month under the given settings and their phases.
  mutating func run(
    under variant: Settings, phases: [(at: Double, settings: Settings)], to end: Int
  ) {
    guard !wasCancelled else { return }
    takeOver(variant)
    scheduleMarketChanges(after: -1)
    self.phases = phases
    for (index, phase) in phases.enumerated() where phase.at <= grid.boundary(end) {
      calendar.schedule(at: phase.at, kind: Kind.phase, subject: UInt32(index))
    }
    schedulePlannedCourses(of: variant.scenario)
    run(until: grid.boundary(end))
    guard !wasCancelled else { return }
    finish(at: grid.boundary(end), month: end)
  }

  /// Takes events in order until a time.
  private mutating func run(until end: Double) {
    var sinceCheck = 0
    while let event = calendar.next(before: end) {
      events += 1
      sinceCheck += 1
      if sinceCheck == 65_536 {
        sinceCheck = 0
        if isCancelled() {
          wasCancelled = true
          return
        }
      }
      handle(event)
    }
  }

  private mutating func handle(_ event: Event) {
    let subject = Int(event.subject)
    let now = event.time
    switch event.kind {
    case Kind.need: needArises(subject, at: now)
    case Kind.contactDue: contactDue(subject, at: now)
    case Kind.serviceEnds: serviceEnds(subject, at: now)
    case Kind.gaveUp: gaveUp(subject, at: now)
    case Kind.background: backgroundArrives(subject, at: now)
    case Kind.roster: rosterChanges(subject, at: now)
    case Kind.week: weekEnds(at: now)
    case Kind.month: monthTurns(at: now)
    case Kind.hired: hire(post: subject, at: now)
    case Kind.inducted: inductionEnds(subject, at: now)
    case Kind.course: courseIsHeld(subject, at: now)
    case Kind.classEnds: classEnds(subject, at: now)
    case Kind.arrival: prospectArrives(subject, at: now)
    case Kind.phase: phaseBegins(subject, at: now)
    case Kind.occasion: occasionArises(subject, at: now)
    case Kind.departure: departureIsDue(subject, at: now)
    case Kind.market: updatePull(at: now)
    case Kind.referral: friendJoins(of: subject, at: now)
    default: break
    }
  }

  /// Begins to count: what happened while settling is forgotten, the world stays.
  private mutating func startObservation() {
    isSettling = false
    ledger = Ledger()
    for row in customers.indices {
      customers[row].initial = true
      customers[row].equity = 0
      customers[row].answer = -1
      customers[row].complainedYear = -1
    }
    accounts = Rows(repeating: YearAccount(), count: customers.count * years)
    if lossMix.reduce(0, +) < 50 {
      // Too few left to tell their mix: newcomers come as the initial customers are.
      for (s, segment) in settings.segments.enumerated() { lossMix[s] = Double(segment.initial) }
    }
    for t in teams.indices {
      bringSkillsUpToDate(team: t, at: 0)
      teams[t].station.observe(at: 0)
      teams[t].closeMonth(at: 0)
    }
    recorder.startObservation(customers: customers)
    events = 0
  }
}
