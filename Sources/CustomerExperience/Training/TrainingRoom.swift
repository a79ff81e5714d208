import DiscreteEvents
import RandomVariates

/// What draws of courses are for.
enum TrainingDraw: UInt8, CaseIterable {
  case transfer = 42
}

/// What happens with courses.
enum TrainingEvent {
  @inline(__always) static var course: UInt32 { RoomNumber.training.event(0) }
  @inline(__always) static var classEnds: UInt32 { RoomNumber.training.event(1) }
}

/// Courses: when a team takes them, and what its members take home.
struct TrainingRoom: Room {
  /// A course for the whole team that is due.
  struct Run {
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
  struct Rhythm {
    /// Months from the start.
    var anchor = 0.0
    /// The number of the next time; negative before the anchor.
    var next = 0
  }

  /// What courses added to an employee's skill: employee × courses + course.
  fileprivate let uplifts: TableHandle<Dimensional>
  /// Courses held, by the number in their event.
  fileprivate var runs: [Run] = []
  /// When courses repeat: team × courses + course.
  fileprivate var rhythms: [Rhythm] = []
  fileprivate let perTeam: Int
  /// Fees of the courses to which employees were sent this month.
  fileprivate var committed = 0.0

  init(_ plot: Plot) {
    uplifts = plot.tables.make()
    perTeam = max(1, plot.settings.teams.map(\.courses.count).max() ?? 1)
  }

  static let draws = TrainingDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    switch event.kind {
    case TrainingEvent.course: world.courseIsHeld(Int(event.subject), at: event.time)
    default: world.classEnds(Int(event.subject), at: event.time)
    }
  }

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    zip(settings.scenario.teams, before.scenario.teams).allSatisfy { x, y in
      x.training.map(\.id) == y.training.map(\.id)
    }
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    world.changeCourseRhythms(from: before, at: now)
  }

  static func runBegins(_ world: inout Simulation) {
    world.schedulePlannedCourses(of: world.settings.scenario)
  }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    world.rooms.training.committed = 0
    world.holdRepeatedCourses(at: now)
  }
}

extension Simulation {
  private var uplifts: Rows<Dimensional> {
    @inline(__always) get { rows(rooms.training.uplifts) }
  }
  private var coursesPerTeam: Int { rooms.training.perTeam }

  /// Makes room for what courses will add to the skill of an employee who begins.
  mutating func openUplifts() { for _ in 0..<coursesPerTeam { uplifts.append(.zero) } }

  /// What is left of what a course added to an employee's skill, some minutes after it was last asked.
  @inline(__always)
  mutating func uplift(
    of employee: Int, by number: Int, _ course: Course, after elapsed: Double
  ) -> Dimensional {
    let at = employee * coursesPerTeam + number
    if elapsed > 0 {
      uplifts[at] *= SkillAndTraining.retained(
        months: elapsed / TimeGrid.month, halfLife: course.halfLifeMonths)
    }
    return uplifts[at]
  }

  /// An employee leaves class: the course has ended, or goes on another day.
  mutating func leaveClass(_ index: Int, at now: Double) {
    let minutes = now - employees[index].inClassSince
    noteWork(of: index, \.training, since: employees[index].inClassSince, at: now)
    employees[index].courseLeft -= minutes
    employees[index].inClassSince = .infinity
    count(layout.figures.training.hours, Int(employees[index].team), by: minutes)
    if isWatched { noteStaff(.fromClass, index, at: now) }
  }

  /// The rhythm of courses that repeat, in the base world.
  mutating func makeCourseRhythms() {
    rooms.training.rhythms = Array(
      repeating: TrainingRoom.Rhythm(), count: settings.teams.count * coursesPerTeam)
    for (t, team) in settings.teams.enumerated() {
      for (c, course) in team.courses.enumerated() {
        guard let every = Self.interval(of: course) else { continue }
        rooms.training.rhythms[t * coursesPerTeam + c].next = Int(
          (Double(-grid.settle) / every).rounded(.up))
      }
    }
  }

  /// Holds the courses that repeat and are due this month, each at its time.
  fileprivate mutating func holdRepeatedCourses(at now: Double) {
    for (t, team) in settings.teams.enumerated() {
      for c in team.courses.indices { repeatCourse(c, of: t, at: now) }
    }
  }

  /// Courses that repeat from now on, or in another rhythm than under the settings before, are held now.
  fileprivate mutating func changeCourseRhythms(from before: Settings, at now: Double) {
    for (t, team) in settings.teams.enumerated() {
      for c in team.courses.indices
      where team.courses[c].everyMonths != before.teams[t].courses[c].everyMonths {
        for number in rooms.training.runs.indices
        where !rooms.training.runs[number].isPlanned && rooms.training.runs[number].team == t
          && rooms.training.runs[number].course == c
        {
          rooms.training.runs[number].until = -.infinity
        }
        rooms.training.rhythms[t * coursesPerTeam + c] = TrainingRoom.Rhythm(
          anchor: grid.month(at: now))
        repeatCourse(c, of: t, at: now)
      }
    }
  }

  private mutating func repeatCourse(_ course: Int, of team: Int, at now: Double) {
    guard let every = Self.interval(of: settings.teams[team].courses[course]) else { return }
    let place = team * coursesPerTeam + course
    while true {
      let due =
        rooms.training.rhythms[place].anchor + Double(rooms.training.rhythms[place].next) * every
      guard due < Double(month + 1) else { return }
      rooms.training.rhythms[place].next += 1
      let time = grid.minute(of: .month(due))
      if time <= now {
        enrol(team: team, course: course, every: every, at: now)
      } else {
        schedule(TrainingRoom.Run(team: team, course: course, every: every), at: time)
      }
    }
  }

  /// Months from one time to the next; more often than four times a month is not told apart.
  private static func interval(of course: Course) -> Double? {
    course.everyMonths.map { max(0.25, $0) }
  }

  /// A course of the plan, or one that repeats within the month, is held.
  fileprivate mutating func courseIsHeld(_ number: Int, at now: Double) {
    let run = rooms.training.runs[number]
    guard now <= run.until else { return }
    enrol(team: run.team, course: run.course, every: run.every, at: now)
    if let every = run.every, run.isPlanned {
      calendar.schedule(
        at: now + every * TimeGrid.month, kind: TrainingEvent.course, subject: UInt32(number))
    }
  }

  /// Schedules the courses of the plan.
  fileprivate mutating func schedulePlannedCourses(of scenario: Scenario) {
    for run in scenario.courses {
      guard let team = scenario.teams.index(of: run.team),
        let course = scenario.teams[team].training.index(of: run.course)
      else { continue }
      schedule(
        TrainingRoom.Run(
          team: team, course: course, every: run.everyMonths,
          until: run.until.map { grid.minute(of: $0) } ?? .infinity, isPlanned: true),
        at: max(0, grid.minute(of: run.at)))
    }
  }

  private mutating func schedule(_ run: TrainingRoom.Run, at time: Double) {
    rooms.training.runs.append(run)
    calendar.schedule(
      at: time, kind: TrainingEvent.course, subject: UInt32(rooms.training.runs.count - 1))
  }

  /// Sends the team to a course, one after the other over four weeks, or until it is held again; as many as
  /// the budget in force allows.
  private mutating func enrol(team: Int, course: Int, every: Double?, at now: Double) {
    let span = min(4 * TimeGrid.week, every.map { $0 * TimeGrid.month } ?? .infinity)
    let hours = settings.teams[team].courses[course].hours
    let count = max(1, teams[team].posts.count)
    for post in teams[team].posts.indices {
      let index = Int(teams[team].posts[post])
      guard index >= 0, employees[index].status == .working, employees[index].course < 0 else {
        continue
      }
      if !isSettling {
        let fee = settings.teams[team].courses[course].cost * teams[team].ownShare
        if let most = decisions.training, rooms.training.committed + fee > most { return }
        rooms.training.committed += fee
      }
      employees[index].course = Int16(course)
      employees[index].courseFrom = now + Double(post) / Double(count) * span
      employees[index].courseLeft = hours * 60
      if hours <= 0 { completeCourse(index, at: now) }
    }
  }

  /// A class ends, unless the course goes on another day.
  fileprivate mutating func classEnds(_ index: Int, at now: Double) {
    guard employees[index].inClassSince < .infinity, employees[index].course >= 0,
      employees[index].courseLeft - (now - employees[index].inClassSince) < 1e-6
    else { return }
    leaveClass(index, at: now)
    completeCourse(index, at: now)
    let team = Int(employees[index].team)
    takePlace(
      team: team, post: Int(employees[index].post), turn: turn(of: team, at: now), at: now)
  }

  /// What a participant takes home from a course.
  private mutating func completeCourse(_ index: Int, at now: Double) {
    let team = Int(employees[index].team)
    let number = Int(employees[index].course)
    let course = settings.teams[team].courses[number]
    employees[index].course = -1
    employees[index].coursesTaken += 1
    employees[index].trainedAt = now
    if isTraced {
      note(
        name(ofEmployee: index), "has taken the course \(name(ofCourse: number, team: team))",
        at: now)
    }
    if month >= 0 {
      ledger.post(layout.figures.money.training, Money(course.cost * teams[team].ownShare))
    }
    refreshSkill(index, at: now)
    random.seek(
      employees[index].hash, TrainingDraw.transfer,
      Int(employees[index].coursesTaken) << 6 | number)
    guard random.uniform() < course.transfer else { return }
    let tenure = max(0, now - employees[index].hired) / TimeGrid.month
    let learned = SkillAndTraining.onTheJob(
      talent: employees[index].talent, tenureMonths: tenure, novice: settings.teams[team].novice)
    var skill = Dimensional.all(learned)
    for c in 0..<coursesPerTeam { skill += uplifts[index * coursesPerTeam + c] }
    skill.hold(to: 0...1)
    uplifts[index * coursesPerTeam + number] += SkillAndTraining.gained(course, skill: skill)
    refreshSkill(index, at: now)
  }
}
