import DiscreteEvents
import RandomVariates

/// Courses: when a team takes them, and what its members take home.
extension Simulation {
  /// The rhythm of courses that repeat, in the base world.
  mutating func makeCourseRhythms() {
    courseRhythms = Array(repeating: CourseRhythm(), count: settings.teams.count * coursesPerTeam)
    for (t, team) in settings.teams.enumerated() {
      for (c, course) in team.courses.enumerated() {
        guard let every = Self.interval(of: course) else { continue }
        courseRhythms[t * coursesPerTeam + c].next = Int(
          (Double(-grid.settle) / every).rounded(.up))
      }
    }
  }

  /// Holds the courses that repeat and are due this month, each at its time.
  mutating func holdRepeatedCourses(at now: Double) {
    for (t, team) in settings.teams.enumerated() {
      for c in team.courses.indices { repeatCourse(c, of: t, at: now) }
    }
  }

  /// Courses that repeat from now on, or in another rhythm than under the settings before, are held now.
  mutating func changeCourseRhythms(from before: Settings, at now: Double) {
    for (t, team) in settings.teams.enumerated() {
      for c in team.courses.indices
      where team.courses[c].everyMonths != before.teams[t].courses[c].everyMonths {
        for number in courseRuns.indices
        where !courseRuns[number].isPlanned && courseRuns[number].team == t
          && courseRuns[number].course == c
        {
          courseRuns[number].until = -.infinity
        }
        courseRhythms[t * coursesPerTeam + c] = CourseRhythm(anchor: grid.month(at: now))
        repeatCourse(c, of: t, at: now)
      }
    }
  }

  private mutating func repeatCourse(_ course: Int, of team: Int, at now: Double) {
    guard let every = Self.interval(of: settings.teams[team].courses[course]) else { return }
    let place = team * coursesPerTeam + course
    while true {
      let due = courseRhythms[place].anchor + Double(courseRhythms[place].next) * every
      guard due < Double(month + 1) else { return }
      courseRhythms[place].next += 1
      let time = grid.minute(of: .month(due))
      if time <= now {
        enrol(team: team, course: course, every: every, at: now)
      } else {
        schedule(ScheduledCourse(team: team, course: course, every: every), at: time)
      }
    }
  }

  /// Months from one time to the next; more often than four times a month is not told apart.
  private static func interval(of course: Course) -> Double? {
    course.everyMonths.map { max(0.25, $0) }
  }

  /// A course of the plan, or one that repeats within the month, is held.
  mutating func courseIsHeld(_ number: Int, at now: Double) {
    let run = courseRuns[number]
    guard now <= run.until else { return }
    enrol(team: run.team, course: run.course, every: run.every, at: now)
    if let every = run.every, run.isPlanned {
      calendar.schedule(
        at: now + every * TimeGrid.month, kind: Kind.course, subject: UInt32(number))
    }
  }

  /// Schedules the courses of the plan.
  mutating func schedulePlannedCourses(of scenario: Scenario) {
    for run in scenario.courses {
      guard let team = scenario.teams.index(of: run.team),
        let course = scenario.teams[team].training.index(of: run.course)
      else { continue }
      schedule(
        ScheduledCourse(
          team: team, course: course, every: run.everyMonths,
          until: run.until.map { grid.minute(of: $0) } ?? .infinity, isPlanned: true),
        at: max(0, grid.minute(of: run.at)))
    }
  }

  private mutating func schedule(_ run: ScheduledCourse, at time: Double) {
    courseRuns.append(run)
    calendar.schedule(at: time, kind: Kind.course, subject: UInt32(courseRuns.count - 1))
  }

  /// Sends the team to a course, one after the other over four weeks, or until it is held again.
  private mutating func enrol(team: Int, course: Int, every: Double?, at now: Double) {
    let span = min(4 * TimeGrid.week, every.map { $0 * TimeGrid.month } ?? .infinity)
    let hours = settings.teams[team].courses[course].hours
    let count = max(1, teams[team].posts.count)
    for post in teams[team].posts.indices {
      let index = Int(teams[team].posts[post])
      guard index >= 0, employees[index].status == .working, employees[index].course < 0 else {
        continue
      }
      employees[index].course = Int16(course)
      employees[index].courseFrom = now + Double(post) / Double(count) * span
      employees[index].courseLeft = hours * 60
      if hours <= 0 { completeCourse(index, at: now) }
    }
  }

  /// A class ends, unless the course goes on another day.
  mutating func classEnds(_ index: Int, at now: Double) {
    guard employees[index].inClassSince < .infinity, employees[index].course >= 0,
      employees[index].courseLeft - (now - employees[index].inClassSince) < 1e-6
    else { return }
    leaveClass(index, at: now)
    completeCourse(index, at: now)
    let team = Int(employees[index].team)
    takePlace(
      team: team, post: Int(employees[index].post), week: grid.weekNumber(now),
      minute: grid.minuteOfWeek(now), at: now)
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
    if month >= 0 { ledger.post(.training, Money(course.cost * teams[team].ownShare)) }
    refreshSkill(index, at: now)
    random.seek(
      employees[index].hash, Purpose.transfer,
      Int(employees[index].coursesTaken) << 6 | number)
    guard random.uniform() < course.transfer else { return }
    let tenure = max(0, now - employees[index].hired) / TimeGrid.month
    let learned = SkillAndTraining.onTheJob(
      talent: employees[index].talent, tenureMonths: tenure, novice: settings.teams[team].novice)
    var skill = Dimensional.all(learned)
    for c in 0..<coursesPerTeam { skill += uplifts[index * coursesPerTeam + c] }
    skill.clamp(lowerBound: .zero, upperBound: .all(1))
    uplifts[index * coursesPerTeam + number] += SkillAndTraining.gained(course, skill: skill)
    refreshSkill(index, at: now)
  }
}
