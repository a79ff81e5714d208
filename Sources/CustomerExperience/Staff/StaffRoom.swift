import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about staff are for.
enum StaffDraw: UInt8, CaseIterable {
  case talent = 37
  case nature = 38
  case personal = 39
  case absence = 40
  case quitting = 41
  case tenure = 43
}

/// What happens among staff.
enum StaffEvent {
  @inline(__always) static var roster: UInt32 { RoomNumber.staff.event(0) }
  @inline(__always) static var week: UInt32 { RoomNumber.staff.event(1) }
  @inline(__always) static var hired: UInt32 { RoomNumber.staff.event(2) }
  @inline(__always) static var inducted: UInt32 { RoomNumber.staff.event(3) }
}

/// Staff: who is on duty, how they fare, who quits and who is hired.
struct StaffRoom: Room {
  fileprivate var teams: [TeamState] = []
  fileprivate let employees: TableHandle<Employee>

  init(_ plot: Plot) { employees = plot.tables.make() }

  static let draws = StaffDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    let subject = Int(event.subject)
    switch event.kind {
    case StaffEvent.roster: world.rosterChanges(subject, at: event.time)
    case StaffEvent.week: world.weekEnds(at: event.time)
    case StaffEvent.hired: world.hire(post: subject, at: event.time)
    default: world.inductionEnds(subject, at: event.time)
    }
  }

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario.teams, before.scenario.teams)
    return a.map(\.id) == b.map(\.id)
      && zip(a, b).allSatisfy { x, y in
        x.weekHours == y.weekHours && x.onDuty == y.onDuty && x.skill == y.skill
          && x.engagement == y.engagement
      }
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    let next = world.settings
    let (old, new) = (before.scenario, next.scenario)
    for t in next.teams.indices {
      world.staffEarn(t, under: before.teams[t], until: now)
      if next.teams[t].staff != before.teams[t].staff {
        world.setStaff(of: t, to: next.teams[t].staff, at: now)
      }
      if old.teams[t].hours != new.teams[t].hours {
        world.teams[t].countOpenMinutes(before.teams[t].opening, until: now)
        world.hoursChange(of: t, at: now)
      }
      if old.quality.betweenStaff != new.quality.betweenStaff {
        for post in world.teams[t].posts where post >= 0 {
          world.random.seek(world.employees[Int(post)].hash, StaffDraw.personal, 0)
          world.employees[Int(post)].personal =
            new.quality.betweenStaff * world.random.normal()
        }
      }
      if old.quality != new.quality || old.teams[t] != new.teams[t] {
        world.bringSkillsUpToDate(team: t, at: now)
      }
    }
  }

  static func observationBegins(_ world: inout Simulation) {
    for t in world.teams.indices {
      world.bringSkillsUpToDate(team: t, at: 0)
      world.teams[t].station.observe(at: 0)
      world.teams[t].closeMonth(at: 0)
    }
  }

  /// Pays the staff, and reads how they fare.
  ///
  /// Of a team that also serves others who pay for it, the simulated customers bear their share.
  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let (figures, money) = (world.layout.figures.staff, world.layout.figures.money)
    for t in world.teams.indices {
      let law = world.settings.teams[t]
      let posts = world.teams[t].posts
      let filled = posts.filter { $0 >= 0 }
      world.teams[t].countOpenMinutes(law.opening, until: now)
      let open = world.teams[t].openMinutes
      world.staffEarn(t, under: law, until: now)
      let paid = world.teams[t].earned + law.hourlyPay * world.teams[t].overtime / 60
      let pay = Money(paid * world.teams[t].ownShare)
      world.count(figures.payroll, t, by: paid)
      world.ledger.post(money.staff, pay)
      world.count(money.staff.figure, t, by: pay.amount)
      world.count(figures.postMonths, t, by: Double(posts.count))
      world.count(figures.open, t, by: open)
      world.bringSkillsUpToDate(team: t, at: now)
      let heads = Double(filled.count)
      func mean(_ value: (Employee) -> Double) -> Double {
        FigureReading.ratio(
          filled.reduce(0) { $0 + value(world.employees[Int($1)]) }, heads)
      }
      world.set(figures.staff, .team, t, to: heads)
      world.set(figures.engagement, .team, t, to: mean(\.engagement))
      world.set(figures.burnout, .team, t, to: mean(\.burnout))
    }
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    world.teams.enumerated().compactMap { t, team in
      let employed = world.employees.count { $0.status != .gone && Int($0.team) == t }
      guard employed != team.posts.count(where: { $0 >= 0 }) else { return nil }
      return "staff: \(employed) employed on \(team.posts.count) posts of team \(t)"
    }
  }
}

extension Simulation {
  /// The teams, with their lines and posts.
  var teams: [TeamState] {
    @inline(__always) _read { yield rooms.staff.teams }
    @inline(__always) _modify { yield &rooms.staff.teams }
  }
  /// Everybody who was ever employed.
  var employees: Rows<Employee> { @inline(__always) get { rows(rooms.staff.employees) } }

  /// Makes the teams with their first employees.
  mutating func makeTeams(at start: Double) {
    for (t, team) in settings.teams.enumerated() {
      teams.append(
        TeamState(
          station: Station(priorities: Decisions.Priority.allCases.count + 1, at: start),
          posts: [Int32](repeating: -1, count: team.staff),
          hires: [Int32](repeating: 0, count: team.staff)))
      for post in 0..<team.staff {
        let index = appendEmployee(team: t, post: post, at: start, status: .working)
        // A team that has been there for a while: tenures of up to five years.
        random.seek(employees[index].hash, StaffDraw.tenure, 0)
        employees[index].hired = start - 60 * TimeGrid.month * random.uniform()
        refreshSkill(index, at: start)
      }
      setHours(of: t, at: start)
      teams[t].openCounted = start
      teams[t].earnedUntil = start
      // Whoever is on a shift that began before is there at once.
      teams[t].rosterDue = start
      calendar.schedule(at: start, kind: StaffEvent.roster, subject: UInt32(t))
      scheduleBackground(t, after: start)
      scheduleTimetable(t, after: start)
    }
  }

  /// Adds an employee to a post.
  private mutating func appendEmployee(
    team: Int, post: Int, at now: Double, status: Employee.Status
  ) -> Int {
    unowned(unsafe) let law = settings.teams[team]
    let hash = StableHash.child(
      StableHash.child(law.hash, post), Int(teams[team].hires[post]))
    teams[team].hires[post] += 1
    random.seek(hash, StaffDraw.talent, 0)
    let talent = min(1, max(0, law.skill.mean + law.skill.spread * random.normal()))
    random.seek(hash, StaffDraw.nature, 0)
    let natural = min(1, max(0, law.engagement.mean + law.engagement.spread * random.normal()))
    random.seek(hash, StaffDraw.personal, 0)
    let personal = settings.quality.betweenStaff * random.normal()
    let index = employees.count
    employees.append(
      Employee(
        hash: hash, team: Int16(team), post: Int32(post), status: status, hired: now,
        talent: talent, natural: natural, personal: personal, engagement: natural, skillAt: now))
    openUplifts()
    openWork()
    teams[team].posts[post] = Int32(index)
    refreshSkill(index, at: now)
    return index
  }

  /// Adds up what a team has earned up to now under the terms that were in force: before somebody comes or goes,
  /// and before the terms change.
  fileprivate mutating func staffEarn(_ team: Int, under law: TeamSettings, until now: Double) {
    let from = teams[team].earnedUntil
    guard now > from else { return }
    teams[team].earnedUntil = now
    teams[team].earned += law.pay(teams[team].heads, from: from, to: now, month: monthLength)
  }

  // MARK: - Duty

  /// Schedules the team's next change of shift, opening or closing.
  private mutating func scheduleRoster(_ team: Int, after now: Double) {
    let after = now + Self.hair
    let minute = grid.minuteOfWeek(after)
    var due = Double.infinity
    if let next = settings.teams[team].roster.boundary(after: minute) {
      due = after + next - minute
    }
    // They are changes of shift as a rule, on days with hours of their own they are not.
    for edge in [teams[team].opensAt, teams[team].closesAt]
    where edge > after && edge < due - Self.hair {
      due = edge
    }
    teams[team].rosterDue = due
    guard due < .infinity else { return }
    calendar.schedule(at: due, kind: StaffEvent.roster, subject: UInt32(team))
  }

  /// Minutes by which a time may miss the change of shift that it is meant to be, for it is a sum that was
  /// rounded: without it the same change could come again and again.
  static var hair: Double { 1e-6 }

  /// A shift may begin or end, and the team may open or close.
  mutating func rosterChanges(_ team: Int, at now: Double) {
    guard teams[team].rosterDue == now else { return }  // of hours that do not hold any more
    if now + Self.hair >= teams[team].closesAt { closes(team, at: now) }
    scheduleRoster(team, after: now)
    if let capacity = settings.teams[team].capacity {
      let day = grid.dayNumber(now)
      if day != teams[team].today {
        teams[team].today = day
        teams[team].servedToday = 0
        teams[team].station.accepting = capacity > 0
      }
    } else {
      teams[team].station.accepting = true
    }
    changeShift(of: team, at: now)
    startWaiting(team, at: now)
  }

  /// Who of a team is to be there now.
  mutating func turn(of team: Int, at now: Double) -> TeamSettings.Turn {
    let after = now + Self.hair
    return settings.teams[team].turn(
      week: grid.weekNumber(after), minuteOfWeek: grid.minuteOfWeek(after), at: after)
  }

  /// Posts that are asked at a change of shift in the time that an event takes.
  static var postsAnEvent: Double { 16 }

  /// Asks those who are there, and those whose turn it may be: nothing changes for the others.
  mutating func changeShift(of team: Int, at now: Double) {
    let posts = teams[team].posts.count
    let turn = turn(of: team, at: now)
    let law = settings.teams[team]
    law.forEachCandidate(in: turn, of: posts) { teams[team].notePresence(of: $0) }
    var asked = 0
    for word in teams[team].present.indices {
      var bits = teams[team].present[word]
      while bits != 0 {
        let post = word * 64 + bits.trailingZeroBitCount
        bits &= bits - 1
        asked += 1
        guard post < posts else {
          teams[team].noteAbsence(of: post)
          continue
        }
        takePlace(team: team, post: post, turn: turn, at: now)
        let index = Int(teams[team].posts[post])
        if index < 0
          || (employees[index].onDutySince == .infinity
            && employees[index].inClassSince == .infinity)
        {
          teams[team].noteAbsence(of: post)
        }
      }
    }
    work += asked / Int(Self.postsAnEvent)
  }

  /// Starts those in line whom idle employees can serve.
  private mutating func startWaiting(_ team: Int, at now: Double) {
    while let start = teams[team].station.startNext(at: now) {
      beginService(start.job, team: team, server: start.server, at: now)
    }
  }

  /// Puts an employee where the roster wants them: on the floor, in class, or at home.
  mutating func takePlace(team: Int, post: Int, turn: TeamSettings.Turn, at now: Double) {
    let index = Int(teams[team].posts[post])
    guard index >= 0, employees[index].status == .working else { return }
    let isDue = settings.teams[team].isOnDuty(post, in: turn)
    let isAway = isDue && isAbsent(index, at: now)
    let scheduled = isDue && !isAway
    if isAway, isWatched { noteStaff(.absent, index, at: now) }
    // Who is there when the team closes stays for those still in line.
    if !scheduled, teams[team].isServingOut, employees[index].onDutySince < .infinity { return }
    if scheduled { teams[team].notePresence(of: post) }
    let wantsClass =
      scheduled && employees[index].course >= 0 && now >= employees[index].courseFrom
    let inClass = employees[index].inClassSince < .infinity
    if inClass, !wantsClass { leaveClass(index, at: now) }
    if scheduled, !wantsClass {
      comeOnDuty(index, team: team, post: post, at: now)
    } else {
      goOffDuty(index, at: now)
    }
    if wantsClass, !inClass {
      employees[index].inClassSince = now
      if isTraced {
        let course = name(ofCourse: Int(employees[index].course), team: team)
        note(name(ofEmployee: index), "goes to the class \(course)", at: now)
      }
      if isWatched {
        noteStaff(.toClass, index, about: Int(employees[index].course), at: now)
      }
      calendar.schedule(
        at: now + max(0, employees[index].courseLeft), kind: TrainingEvent.classEnds,
        subject: UInt32(index))
    }
  }

  private mutating func comeOnDuty(_ index: Int, team: Int, post: Int, at now: Double) {
    guard employees[index].onDutySince == .infinity else { return }
    employees[index].onDutySince = now
    if isTraced { note(name(ofEmployee: index), "comes on duty", at: now) }
    if isWatched { noteStaff(.onDuty, index, at: now) }
    if let job = teams[team].station.arrive(server: UInt32(post), at: now) {
      beginService(job, team: team, server: UInt32(post), at: now)
    }
  }

  private mutating func goOffDuty(_ index: Int, at now: Double) {
    guard employees[index].onDutySince < .infinity else { return }
    noteWork(of: index, \.duty, since: employees[index].onDutySince, at: now)
    employees[index].dutyMinutes += now - employees[index].onDutySince
    employees[index].onDutySince = .infinity
    employees[index].offDutySince = now
    if isTraced { note(name(ofEmployee: index), "goes off duty", at: now) }
    if isWatched { noteStaff(.offDuty, index, at: now) }
    _ = teams[Int(employees[index].team)].station.leave(
      server: UInt32(employees[index].post), at: now)
  }

  /// Whether an employee misses today's shift.
  private mutating func isAbsent(_ index: Int, at now: Double) -> Bool {
    let absence = settings.teams[Int(employees[index].team)].absence
    guard absence > 0 else { return false }
    random.seek(employees[index].hash, StaffDraw.absence, grid.dayNumber(now) + 100_000)
    return random.uniform() < absence * (1 + employees[index].burnout)
  }

  // MARK: - Weeks

  /// A week ends: engagement and burnout move, skills fade, some quit.
  mutating func weekEnds(at now: Double) {
    calendar.schedule(at: now + TimeGrid.week, kind: StaffEvent.week, subject: 0)
    let threshold = settings.quality.overloadFrom
    for team in teams.indices {
      for post in teams[team].posts.indices {
        let index = Int(teams[team].posts[post])
        guard index >= 0 else { continue }
        closeWeek(index, threshold: threshold, at: now)
        refreshSkill(index, at: now)
        let tenure = (now - employees[index].hired) / TimeGrid.month
        let chance = TurnoverLaw.weeklyChance(
          base: settings.teams[team].quitBase, engagement: employees[index].engagement,
          burnout: employees[index].burnout, tenureMonths: tenure)
        random.seek(
          employees[index].hash, StaffDraw.quitting, Int(now / TimeGrid.week) + 10_000)
        if chance > 0, random.uniform() < chance { quit(index, at: now) }
      }
    }
  }

  private mutating func closeWeek(_ index: Int, threshold: Double, at now: Double) {
    if employees[index].onDutySince < .infinity {
      noteWork(of: index, \.duty, since: employees[index].onDutySince, at: now)
      employees[index].dutyMinutes += now - employees[index].onDutySince
      employees[index].onDutySince = now
    }
    let duty = employees[index].dutyMinutes
    employees[index].workload = duty > 0 ? min(1.2, employees[index].busyMinutes / duty) : 0
    employees[index].burnout = BurnoutLaw.afterWeek(
      employees[index].burnout, workload: employees[index].workload, threshold: threshold,
      abuse: Int(employees[index].abuse))
    employees[index].engagement = EngagementLaw.afterWeek(
      employees[index].engagement, natural: employees[index].natural,
      workload: employees[index].workload, threshold: threshold,
      burnout: employees[index].burnout,
      recentlyTrained: now - employees[index].trainedAt < 6 * TimeGrid.month)
    employees[index].busyMinutes = 0
    employees[index].dutyMinutes = 0
    employees[index].abuse = 0
  }

  /// Brings an employee's skill, and what follows from it, up to date.
  mutating func refreshSkill(_ index: Int, at now: Double) {
    let team = Int(employees[index].team)
    unowned(unsafe) let law = settings.teams[team]
    let elapsed = now - employees[index].skillAt
    let tenure = max(0, now - employees[index].hired) / TimeGrid.month
    let learned = SkillAndTraining.onTheJob(
      talent: employees[index].talent, tenureMonths: tenure, novice: law.novice)
    var skill = Dimensional.all(learned)
    for (c, course) in law.courses.enumerated() {
      skill += uplift(of: index, by: c, course, after: elapsed)
    }
    skill.hold(to: 0...1)
    let mean = skill.sum() / 5
    if elapsed > 0, employees[index].status == .working {
      count(
        layout.figures.staff.skillArea, team,
        by: (employees[index].skillMean + mean) / 2 * elapsed)
      count(layout.figures.staff.skillMinutes, team, by: elapsed)
    }
    employees[index].skillAt = now
    employees[index].skillMean = mean
    let competence = Resolution.competence(skill)
    employees[index].resolutionShift = Resolution.shift(
      competence: competence, burnout: employees[index].burnout)
    employees[index].timeFactor = Resolution.timeFactor(
      competence: competence, tenureMonths: tenure, novice: law.novice)
    employees[index].brings = EncounterQuality.byEmployee(
      settings.quality, skill: skill, engagement: employees[index].engagement,
      burnout: employees[index].burnout, workload: employees[index].workload,
      personal: employees[index].personal)
    if let standards = law.standards {
      employees[index].brings += drawnToStandard(index, standards, at: now)
    }
  }

  /// Brings the skills of a team up to date for the month's figures.
  mutating func bringSkillsUpToDate(team: Int, at now: Double) {
    for post in teams[team].posts where post >= 0 { refreshSkill(Int(post), at: now) }
  }

  // MARK: - Coming and going

  /// An employee quits; the post is advertised.
  private mutating func quit(_ index: Int, at now: Double) {
    let team = Int(employees[index].team)
    count(layout.figures.staff.quits, team)
    if isTraced { note(name(ofEmployee: index), "quits", at: now) }
    let post = Int(employees[index].post)
    dismiss(index, at: now)
    calendar.schedule(
      at: now + settings.teams[team].hiring, kind: StaffEvent.hired, subject: postCode(team, post))
  }

  /// Takes an employee off the payroll.
  private mutating func dismiss(_ index: Int, at now: Double) {
    let team = Int(employees[index].team)
    staffEarn(team, under: settings.teams[team], until: now)
    goOffDuty(index, at: now)
    noteDismissal(of: index, at: now)
    if isWatched {
      if employees[index].inClassSince < .infinity { noteStaff(.fromClass, index, at: now) }
      noteStaff(.vacant, index, at: now)
    }
    employees[index].status = .gone
    employees[index].course = -1
    employees[index].inClassSince = .infinity
    teams[Int(employees[index].team)].posts[Int(employees[index].post)] = -1
  }

  private func postCode(_ team: Int, _ post: Int) -> UInt32 { UInt32(team << 20 | post) }

  /// A successor starts on a post.
  mutating func hire(post code: Int, at now: Double) {
    let team = code >> 20
    let post = code & 0xFFFFF
    guard post < teams[team].posts.count, teams[team].posts[post] < 0 else { return }
    staffEarn(team, under: settings.teams[team], until: now)
    let index = appendEmployee(team: team, post: post, at: now, status: .induction)
    if isTraced { note(name(ofEmployee: index), "is hired, and begins with induction", at: now) }
    if isWatched { noteStaff(.hired, index, at: now) }
    if month >= 0 || !isSettling {
      ledger.post(
        layout.figures.money.recruitment,
        Money(settings.teams[team].replacementCost.amount * teams[team].ownShare))
    }
    calendar.schedule(
      at: now + settings.teams[team].induction, kind: StaffEvent.inducted, subject: UInt32(index))
  }

  /// A newcomer may serve customers from the next shift on.
  mutating func inductionEnds(_ index: Int, at now: Double) {
    guard employees[index].status == .induction else { return }
    employees[index].skillAt = now
    employees[index].status = .working
    refreshSkill(index, at: now)
  }

  /// Changes the number of posts of a team: new ones are advertised, the last ones are closed.
  mutating func setStaff(of team: Int, to count: Int, at now: Double) {
    while teams[team].posts.count > count {
      let index = Int(teams[team].posts[teams[team].posts.count - 1])
      if index >= 0 { dismiss(index, at: now) }
      teams[team].posts.removeLast()
    }
    while teams[team].posts.count < count {
      let post = teams[team].posts.count
      teams[team].posts.append(-1)
      if teams[team].hires.count <= post { teams[team].hires.append(0) }
      calendar.schedule(
        at: now + settings.teams[team].hiring, kind: StaffEvent.hired, subject: postCode(team, post)
      )
    }
  }
}
