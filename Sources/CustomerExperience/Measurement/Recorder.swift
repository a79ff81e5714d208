import DiscreteEvents
import Glibc

/// Counts what happens after the start, month by month.
struct Recorder {
  /// Counts of a month, or of the whole time.
  struct Counts {
    var needs: [Double]
    var contacts: [Double]
    var firstAnswers: [Double]
    var firstResolved: [Double]
    var promises: [Double]
    var promisesKept: [Double]
    var journeys: [Double]
    var journeySatisfaction: [Double]
    var joined: [Double]
    var left: [Double]
    var revenue: [Double]
    var choices: [Double]
    var purchases = 0.0
    var referred = 0.0
    var failures = 0.0
    var complaints = 0.0
    var saved = 0.0

    init(journeys: Int, segments: Int, providers: Int) {
      let none = [Double](repeating: 0, count: journeys)
      (needs, contacts, firstAnswers, firstResolved) = (none, none, none, none)
      (promises, promisesKept, self.journeys, journeySatisfaction) = (none, none, none, none)
      let zero = [Double](repeating: 0, count: segments)
      (joined, left, revenue) = (zero, zero, zero)
      choices = [Double](repeating: 0, count: providers + 1)
    }

    mutating func add(_ o: Counts) {
      func sum(_ a: inout [Double], _ b: [Double]) { for i in a.indices { a[i] += b[i] } }
      sum(&needs, o.needs)
      sum(&contacts, o.contacts)
      sum(&firstAnswers, o.firstAnswers)
      sum(&firstResolved, o.firstResolved)
      sum(&promises, o.promises)
      sum(&promisesKept, o.promisesKept)
      sum(&journeys, o.journeys)
      sum(&journeySatisfaction, o.journeySatisfaction)
      sum(&joined, o.joined)
      sum(&left, o.left)
      sum(&revenue, o.revenue)
      sum(&choices, o.choices)
      purchases += o.purchases
      referred += o.referred
      failures += o.failures
      complaints += o.complaints
      saved += o.saved
    }
  }

  /// A team's counts over the whole time.
  struct TeamTotals {
    var statistics = StationTotals()
    var contacts = 0.0
    var quits = 0.0
    var qualitySum = 0.0
    var qualitySquares = 0.0
    var qualityCount = 0.0
    var trainingMinutes = 0.0
    var skillArea = 0.0
    var skillMinutes = 0.0
    var pay = 0.0
    var postMonths = 0.0
    var openMinutes = 0.0
  }

  var settings: Settings
  let grid: TimeGrid
  private(set) var keepsRecords: Bool
  var records = Records()
  var trace: EventTrace
  var isObserving = false
  var month: Counts
  var total: Counts
  var teams: [TeamTotals]
  var result = ReplicationResult()
  /// Customers who complained for the first time in the year, by year and segment.
  var complainers: [[Double]]
  /// Customer-months by year and segment.
  var customerMonths: [[Double]]
  var survey = (asked: 0.0, sum: 0.0, answers: 0.0, satisfied: 0.0, net: 0.0)
  var satisfactionSum = 0.0
  var satisfactionYear: [(sum: Double, months: Double)]
  var seenAtStart: [Bool] = []
  var observedActive: [[Double]]
  /// Customers who joined in each month and are there at each later boundary.
  var initialCount = 0
  /// Our price at the start.
  var startPrice = 1.0

  init(settings: Settings, grid: TimeGrid, keeping: Keeping) {
    self.settings = settings
    self.grid = grid
    keepsRecords = keeping.records
    trace = EventTrace(limit: keeping.traceLimit)
    let providers =
      settings.relationship == .repertoire ? settings.market.rivals.count + 1 : 0
    let counts = Counts(
      journeys: settings.journeys.count, segments: settings.segments.count, providers: providers)
    month = counts
    total = counts
    teams = settings.teams.map { _ in TeamTotals() }
    let years = (grid.horizon + 11) / 12
    let bySegment = [Double](repeating: 0, count: settings.segments.count)
    complainers = Array(repeating: bySegment, count: years)
    customerMonths = Array(repeating: bySegment, count: years)
    satisfactionYear = Array(repeating: (0, 0), count: years)
    observedActive = Array(repeating: bySegment, count: grid.horizon + 1)
  }

  // MARK: - Counting

  mutating func count(need journey: Int) { month.needs[journey] += 1 }
  mutating func count(contact journey: Int) { month.contacts[journey] += 1 }
  mutating func count(choice: Int) { month.choices[choice] += 1 }
  mutating func countFailure() { month.failures += 1 }
  mutating func countSaved() { month.saved += 1 }

  mutating func count(firstAnswer journey: Int, resolved: Bool) {
    month.firstAnswers[journey] += 1
    if resolved { month.firstResolved[journey] += 1 }
  }

  mutating func count(promise journey: Int, kept: Bool) {
    month.promises[journey] += 1
    if kept { month.promisesKept[journey] += 1 }
  }

  mutating func count(journey: Int, satisfaction: Double) {
    month.journeys[journey] += 1
    month.journeySatisfaction[journey] += satisfaction
  }

  mutating func countComplaint(segment: Int, firstOfYear: Bool) {
    month.complaints += 1
    guard isObserving, firstOfYear, currentMonth >= 0 else { return }
    complainers[min(currentMonth / 12, complainers.count - 1)][segment] += 1
  }

  mutating func count(purchase segment: Int, _ amount: Money) {
    month.purchases += 1
    month.revenue[segment] += amount.amount
  }

  mutating func count(newcomer segment: Int, referred: Bool) {
    month.joined[segment] += 1
    if referred { month.referred += 1 }
  }

  mutating func count(leaver segment: Int, cause: LeavingCause, month number: Int) {
    month.left[segment] += 1
    result.leavers[.init(month: number, cause: cause, segment: segment), default: 0] += 1
  }

  /// The month in progress.
  var currentMonth = -1

  /// Forgets what was counted while settling.
  mutating func startObservation(customers: Rows<Customer>) {
    isObserving = true
    month = Counts(
      journeys: settings.journeys.count, segments: settings.segments.count,
      providers: month.choices.count - 1)
    initialCount = customers.count
    seenAtStart = customers.map { $0.visits > 0 && !Self.isSilent($0, at: 0) }
    for (row, seen) in seenAtStart.enumerated() where seen {
      observedActive[0][Int(customers[row].segment)] += 1
    }
    if keepsRecords {
      records.attributes = settings.scenario.customers.segments.reduce(into: []) { names, segment in
        for attribute in segment.people where !names.contains(attribute.name) {
          names.append(attribute.name)
        }
      }
    }
  }

  /// Whether a customer of a repertoire market has been silent for longer than what chance explains: for
  /// longer than ln(visits a year / 0.05) of their own mean gaps.
  static func isSilent(_ customer: Customer, at now: Double) -> Bool {
    guard customer.visits > 0 else { return true }
    let span = customer.lastVisit - customer.firstVisit
    let gap = customer.visits > 1 ? span / Double(customer.visits - 1) : TimeGrid.year / 4
    guard gap > 0 else { return false }
    let multiple = max(1, log(TimeGrid.year / gap / 0.05))
    return now - customer.lastVisit > multiple * gap
  }

  // MARK: - Records

  /// Keeps neither records nor a trace from now on.
  mutating func keepNothing() {
    keepsRecords = false
    trace = EventTrace()
  }

  /// Something that happened to a customer.
  enum Happening {
    case need(Int), resolved(Int), givenUp(Int), gaveUp(Int), served(Int), complained, joined
    case left(LeavingCause)
  }

  mutating func record(
    _ row: Int, event: Happening, at now: Double, team: Int = -1, employee: Int = -1
  ) {
    guard keepsRecords || trace.isRecording, isObserving else { return }
    let scenario = settings.scenario
    func touchpoint(_ number: Int) -> String {
      let journey = settings.touchpoints[number].journey
      let first = settings.touchpoints.firstIndex { $0.journey == journey } ?? 0
      let j = scenario.journeys[journey]
      return "\(j.id): \(j.touchpoints[number - first].id)"
    }
    let text: String
    switch event {
    case .need(let journey): text = "\(scenario.journeys[journey].id): need"
    case .resolved(let journey): text = "\(scenario.journeys[journey].id): resolved"
    case .givenUp(let journey): text = "\(scenario.journeys[journey].id): given up"
    case .gaveUp(let number): text = touchpoint(number) + " gave up waiting"
    case .served(let number): text = touchpoint(number) + " served"
    case .complained: text = "complaint"
    case .joined: text = "joined"
    case .left(let cause): text = "left: \(cause.word)"
    }
    var resource = ""
    if team >= 0 { resource = scenario.teams[team].id }
    if employee >= 0 { resource += "/\(employee + 1)" }
    if keepsRecords {
      records.events.append(
        .init(customer: row + 1, event: text, time: now, resource: resource))
    }
    trace.note(
      at: now, "customer \(row + 1)", resource.isEmpty ? text : "\(text) by \(resource)")
  }

  mutating func record(_ row: Int, purchase amount: Money, at now: Double) {
    guard keepsRecords || trace.isRecording, isObserving else { return }
    if settings.relationship == .repertoire {
      trace.note(at: now, "customer \(row + 1)", "pays \(amount.amount)")
    }
    guard keepsRecords else { return }
    records.transactions.append(
      .init(customer: row + 1, day: grid.dayNumber(now), amount: amount.units))
  }
}

/// Sums of a station's statistics over months.
struct StationTotals {
  var arrivals = 0.0
  var started = 0.0
  var reneged = 0.0
  var delayed = 0.0
  var waitOfStarted = 0.0
  var waitOfReneged = 0.0
  var busyArea = 0.0
  var dutyArea = 0.0

  init() {}

  init(_ s: StationStatistics) {
    arrivals = Double(s.arrivals)
    started = Double(s.started)
    reneged = Double(s.reneged)
    delayed = Double(s.delayed)
    waitOfStarted = s.waitOfStarted
    waitOfReneged = s.waitOfReneged
    busyArea = s.busyArea
    dutyArea = s.dutyArea
  }

  mutating func add(_ o: StationTotals) {
    arrivals += o.arrivals
    started += o.started
    reneged += o.reneged
    delayed += o.delayed
    waitOfStarted += o.waitOfStarted
    waitOfReneged += o.waitOfReneged
    busyArea += o.busyArea
    dutyArea += o.dutyArea
  }

  /// Mean wait of those answered, in minutes.
  var meanWait: Double { started > 0 ? waitOfStarted / started : .nan }
  /// Mean wait of all, in minutes.
  var meanWaitAll: Double {
    started + reneged > 0 ? (waitOfStarted + waitOfReneged) / (started + reneged) : .nan
  }
  var abandonmentRate: Double { started + reneged > 0 ? reneged / (started + reneged) : .nan }
  var delayedShare: Double { started + reneged > 0 ? delayed / (started + reneged) : .nan }
  var occupancy: Double { dutyArea > 0 ? busyArea / dutyArea : .nan }
}
