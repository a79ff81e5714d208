import DiscreteEvents

/// Those who come together at fixed times of the week: a class, a coach, a delivery.
enum Timetable {
  /// The number of the first of them: callers at a rate have those below, so that the luck of either does not
  /// depend on how many of the others came.
  static let firstNumber = 1 << 40
}

extension Simulation {
  /// Schedules the next time of a team's timetable.
  mutating func scheduleTimetable(_ team: Int, after now: Double) {
    unowned(unsafe) let background = settings.teams[team].background
    guard let first = background.timetable.first else {
      teams[team].timetableDue = .infinity
      return
    }
    let minute = grid.minuteOfWeek(now + Self.hair)
    let next =
      background.timetable.first { $0.minute > minute }?.minute ?? first.minute + TimeGrid.week
    // Times are whole minutes, which a sum may miss by a hair.
    let due = (now + Self.hair + next - minute).rounded()
    guard due != teams[team].timetableDue else { return }
    teams[team].timetableDue = due
    calendar.schedule(at: due, kind: ContactEvent.timetable, subject: UInt32(team))
  }

  /// A time of the timetable has come; while the team is closed nobody comes.
  mutating func timetableIsDue(_ team: Int, at now: Double) {
    // One may be of a timetable that does not hold any more.
    guard teams[team].timetableDue == now else { return }
    scheduleTimetable(team, after: now)
    unowned(unsafe) let law = settings.teams[team]
    let minute = grid.minuteOfWeek(now)
    let arrivals = law.background.timetable.reduce(0) { sum, entry in
      entry.minute == minute ? sum + entry.arrivals : sum
    }
    guard law.isOpen(now, minuteOfWeek: minute) else { return }
    for _ in 0..<arrivals {
      guard canTakeOneMore() else { return }
      let number = Timetable.firstNumber + teams[team].timetableCount
      teams[team].timetableCount += 1
      comeFromOutside(team, number: number, at: now)
    }
  }
}
