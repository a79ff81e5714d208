import DiscreteEvents
import Glibc
import RandomVariates

/// One replication of a scenario: the state of its world and the loop that moves it through time.
///
/// It keeps the clock, the calendar and the figures; all else belongs to a room (``House``). What rooms do
/// stands in extensions in their folders, for most of it concerns several: a call is answered by an employee
/// and remembered by a customer.
///
/// A settled world is made once and then lived on, in copies (``copied()``), under any settings of the same
/// structure. What handlers call all the time is mutating even where it changes nothing: the compiler copies
/// the whole world for other calls.
struct Simulation {
  /// What the clock itself brings about.
  enum ClockEvent {
    @inline(__always) static var month: UInt32 { RoomNumber.clock.event(0) }
    @inline(__always) static var phase: UInt32 { RoomNumber.clock.event(1) }
  }

  var settings: Settings
  let grid: TimeGrid
  private(set) var random: RandomSource
  /// Polled now and then; a true answer ends the replication early.
  var isCancelled: @Sendable () -> Bool
  /// Told of each month that ends: how many have, and which share of the customers at the start is still there.
  var eachMonth: (@Sendable (_ months: Int, _ survival: Double) -> Void)?
  /// Whether it was told to end early: its clock stands still, and it has no result.
  private(set) var wasCancelled = false
  /// How much work and memory it may be.
  let limits: WorkLimits
  /// Why it has to end early, where it is too much of something.
  var excess: ModelError?
  /// Events taken since the world was made, as far as they were counted, posts asked at changes of shift, and
  /// those whom a timetable brought.
  var work = 0
  /// Those whom a timetable brought since they were last counted.
  private var uncounted = 0
  var calendar: EventCalendar
  private(set) var tables: Tables
  /// The headers of the tables, to have them at hand.
  private var headers: UnsafeMutablePointer<Tables.Header>
  /// Where the numbers of each figure are kept.
  private(set) var layout: FigureLayout
  /// What was added up since the month began, and from the start up to then.
  private let monthCells: TableHandle<Double>
  private let totalCells: TableHandle<Double>
  /// The rows of ``monthCells``, to have them at hand.
  private var cells: UnsafeMutablePointer<Double>
  var rooms: Rooms
  var result: ReplicationResult
  /// Phases entered, by the number in their event.
  var phases: [(at: Double, settings: Settings)] = []
  /// The month in progress; negative while settling.
  var month: Int
  /// Whether leavers are replaced one for one.
  private(set) var isSettling = true
  private var events = 0

  /// Sets up the world as it is before settling.
  init(
    settings: Settings, seed: UInt64, replication: Int, keeping: Keeping = Keeping(),
    limits: WorkLimits = .current, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(ModelError) {
    self.settings = settings
    self.isCancelled = isCancelled
    self.limits = limits
    if limits.isMemoryFull(for: 0) { throw .outOfMemory("customers.segments") }
    grid = TimeGrid(settings.scenario.clock)
    random = RandomSource(seed: seed, replication: UInt32(truncatingIfNeeded: replication))
    month = -grid.settle
    let begin = grid.boundary(-grid.settle)
    calendar = EventCalendar(at: begin)
    layout = settings.layout
    tables = Tables()
    headers = tables.headers
    monthCells = tables.make(repeating: 0, count: layout.cells)
    totalCells = tables.make(repeating: 0, count: layout.cells)
    cells = tables.rows(of: monthCells)
    rooms = Rooms(Plot(settings: settings, grid: grid, tables: tables, keeping: keeping))
    result = ReplicationResult(layout, months: grid.horizon)
    noteMarketAtStart()
    makeTeams(at: begin)
    makeCourseRhythms()
    try makeCustomers(at: begin)
    calendar.schedule(at: begin, kind: ClockEvent.month, subject: 0)
    calendar.schedule(at: begin + TimeGrid.week, kind: StaffEvent.week, subject: 0)
  }

  /// The same world with tables and a source of luck of its own, to be lived on by itself.
  func copied() -> Simulation {
    var copy = self
    copy.random = RandomSource(copying: random)
    copy.tables = Tables(copying: tables)
    copy.headers = copy.tables.headers
    copy.cells = copy.tables.rows(of: monthCells)
    return copy
  }

  /// The rows of a table.
  @inline(__always)
  func rows<Row>(_ table: TableHandle<Row>) -> Rows<Row> { Rows(header: headers + table.number) }

  // MARK: - Figures

  /// Adds to what is counted in the month, for the n-th thing of its kind.
  @inline(__always)
  func count(_ counter: Counter, _ subject: Int = 0, by amount: Double = 1) {
    cells[Int(counter.first) + subject] += amount
  }

  /// The same for a figure that is counted.
  @inline(__always)
  func count<N>(_ figure: Figure<N>, _ subject: Int = 0, by amount: Double = 1) {
    count(figure.counter, subject, by: amount)
  }

  /// What was counted since the month began.
  func counted(_ counter: Counter, _ subject: Int = 0) -> Double {
    cells[Int(counter.first) + subject]
  }

  /// What was counted from the start to the last month's end.
  func total(_ counter: Counter, _ subject: Int = 0) -> Double {
    rows(totalCells)[Int(counter.first) + subject]
  }

  /// Sets a level of the month that ends.
  mutating func set<N>(
    _ figure: Figure<N>, _ kind: SubjectKind = .all, _ subject: Int = 0, to value: Double
  ) {
    guard let place = layout.place(of: figure, kind, subject), month < grid.horizon else { return }
    result.timeline[place, month] = value
  }

  /// Sets a number of the whole run, about everything together.
  mutating func conclude<N>(_ figure: Figure<N>, _ value: Double) {
    conclude(figure, .all, 0, value)
  }

  /// Sets a number of the whole run, about the n-th thing of a kind.
  mutating func conclude<N>(
    _ figure: Figure<N>, _ kind: SubjectKind, _ subject: Int, _ value: Double
  ) {
    guard let place = layout.place(of: figure, kind, subject) else { return }
    result.summary.values[place] = value
  }

  /// Sets the months of a figure that is known at the end only.
  mutating func conclude<N>(
    _ figure: Figure<N>, _ kind: SubjectKind = .all, _ subject: Int = 0, months: [Double]
  ) {
    guard let place = layout.place(of: figure, kind, subject) else { return }
    for (month, value) in months.enumerated() where month < grid.horizon {
      result.timeline[place, month] = value
    }
  }

  /// The months of a figure so far.
  func months<N>(of figure: Figure<N>, _ kind: SubjectKind = .all, _ subject: Int = 0)
    -> ArraySlice<Double>
  {
    layout.place(of: figure, kind, subject).map { result.timeline[place: $0] } ?? []
  }

  /// Reads the figures of the month that ends, and begins to count anew.
  private mutating func readMonth() {
    let reading = FigureReading(
      layout: layout, cells: rows(monthCells), accounts: ledger.month, profit: ledger.monthProfit)
    for spec in layout.specs where reading.hasSay(of: spec) {
      for part in spec.parts {
        for subject in part.subjects.indices {
          guard let value = reading.value(of: spec, part, subject) else { break }
          result.timeline[part.first + subject, month] = value
        }
      }
    }
    let (now, all) = (rows(monthCells), rows(totalCells))
    for cell in now.indices {
      all[cell] += now[cell]
      now[cell] = 0
    }
  }

  /// Reads the figures of the whole run.
  private mutating func readTotals(end: Int) {
    let reading = FigureReading(
      layout: layout, cells: rows(totalCells), accounts: ledger.totals, profit: ledger.profit)
    for spec in layout.specs {
      for part in spec.parts {
        for subject in part.subjects.indices {
          let place = part.first + subject
          if let value = reading.value(of: spec, part, subject) {
            result.summary.values[place] = value
          } else if case .level(let over) = spec.rule {
            let months = result.timeline[place: place].prefix(end)
            result.summary.values[place] = over == .last ? months.last ?? .nan : Self.mean(months)
          }
        }
      }
    }
  }

  private static func mean(_ values: some Sequence<Double>) -> Double {
    var (sum, count) = (0.0, 0)
    for value in values where !value.isNaN {
      sum += value
      count += 1
    }
    return count == 0 ? .nan : sum / Double(count)
  }

  // MARK: - Time

  /// Runs the base world up to the start.
  mutating func settle() {
    if grid.settle > 0 { run(until: 0) }
    if !hasStopped { beginObservation() }
  }

  /// Begins to count: what happened while settling is forgotten, the world stays.
  private mutating func beginObservation() {
    isSettling = false
    for room in House.rooms { room.observationBegins(&self) }
    lay(out: layout)
    events = 0
  }

  /// Lays out the figures anew, with nothing counted yet: what is reported depends on what a variant has.
  private mutating func lay(out layout: FigureLayout) {
    self.layout = layout
    rows(monthCells).fill(with: 0, count: layout.cells)
    rows(totalCells).fill(with: 0, count: layout.cells)
    cells = tables.rows(of: monthCells)
    result = ReplicationResult(layout, months: grid.horizon)
  }

  /// Runs from the start to a month under the given settings and their phases.
  mutating func run(
    under variant: Settings, phases: [(at: Double, settings: Settings)], to end: Int
  ) {
    guard !hasStopped else { return }
    lay(out: variant.layout)
    takeOver(variant)
    self.phases = phases
    for (index, phase) in phases.enumerated() where phase.at > 0 && phase.at <= grid.boundary(end) {
      calendar.schedule(at: phase.at, kind: ClockEvent.phase, subject: UInt32(index))
    }
    for room in House.rooms { room.runBegins(&self) }
    // What holds from the start on holds when the first month begins; after the rooms have read the plan, which
    // the settings of its phases do not hold.
    for (index, phase) in phases.enumerated() where phase.at <= 0 { phaseBegins(index, at: 0) }
    let end = runDays(to: end)
    run(until: grid.boundary(end))
    guard !hasStopped else { return }
    finish(at: grid.boundary(end), month: end)
    if excess == nil { excess = foundExcess() }
  }

  /// Takes events in order until a time.
  mutating func run(until end: Double) {
    var sinceCheck = 0
    while let event = calendar.next(before: end) {
      events += 1
      sinceCheck += 1
      if sinceCheck == Self.checkEvery {
        sinceCheck = 0
        work += Self.checkEvery
        if mustStop() { return }
      }
      House.handle(event, in: &self)
    }
    work += sinceCheck
  }

  /// Events after which it is looked whether the replication may go on: far too many for the look to cost
  /// anything, and few enough for an answer within a second.
  static let checkEvery = 65_536

  /// Whether one more of those may come who come thousands at a time, in one event: looks at events alone would
  /// let tens of thousands of such crowds in between two of them.
  mutating func canTakeOneMore() -> Bool {
    uncounted += 1
    guard uncounted == Self.checkEvery else { return !hasStopped }
    work += uncounted
    uncounted = 0
    return !mustStop()
  }

  /// Whether the replication has to end early.
  @inline(never)
  mutating func mustStop() -> Bool {
    if isCancelled() { wasCancelled = true }
    if excess == nil { excess = foundExcess() }
    return hasStopped
  }

  /// Whether it ended early.
  private var hasStopped: Bool { wasCancelled || excess != nil }

  @inline(__always)
  mutating func handleClock(_ event: Event) {
    switch event.kind {
    case ClockEvent.month: monthTurns(at: event.time)
    default: phaseBegins(Int(event.subject), at: event.time)
    }
  }

  /// A month ends and the next begins.
  private mutating func monthTurns(at now: Double) {
    if now > grid.boundary(-grid.settle) {
      closeMonth(at: now)
      month += 1
    }
    calendar.schedule(at: grid.boundary(month + 1), kind: ClockEvent.month, subject: 0)
    if isTraced { note("month \(month)", "begins", at: now) }
    for room in House.rooms { room.monthBegins(&self, at: now) }
    customersLiveOn(from: now, over: grid.boundary(month + 1) - now)
    for room in House.rooms { room.monthIsUnderWay(&self, at: now) }
  }

  /// Adds up the month that ends.
  private mutating func closeMonth(at now: Double) {
    for room in House.rooms { room.monthEnds(&self, at: now) }
    if month >= 0 { readMonth() }
    for room in House.rooms { room.monthIsClosed(&self, at: now) }
    if month >= 0, let eachMonth { eachMonth(month + 1, survival) }
  }

  /// Closes the last month and draws up the result.
  private mutating func finish(at now: Double, month end: Int) {
    if month == end - 1 { closeMonth(at: now) }
    readTotals(end: end)
    for room in House.rooms { room.runEnds(&self, at: now, month: end) }
    for room in House.rooms { result.violations += room.violations(of: &self, at: now) }
    result.events = events
  }

  // MARK: - Other settings

  /// A phase of the plan begins.
  private mutating func phaseBegins(_ number: Int, at now: Double) {
    if isTraced { note("plan", "phase \(number + 1) begins", at: now) }
    takeOver(phases[number].settings, at: now)
    updatePull(at: now)
  }

  /// Goes on under other settings of the same structure: a phase of the plan, a variant of a comparison, a
  /// dose of the growth curve.
  mutating func takeOver(_ next: Settings, at now: Double = 0) {
    let before = settings
    guard next !== before else { return }
    settings = next
    for room in House.rooms { room.takeOver(&self, from: before, at: now) }
  }
}

extension RandomSource {
  /// Moves to the first draw of an address, for a purpose of one of the rooms.
  @inline(__always)
  func seek<Draw: RawRepresentable<UInt8>>(_ subject: UInt64, _ draw: Draw, _ occasion: Int) {
    seek(subject, draw.rawValue, occasion)
  }
}
