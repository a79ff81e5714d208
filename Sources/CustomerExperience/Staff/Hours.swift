import DiscreteEvents

// When a team is open, and what happens when it closes.
extension Simulation {
  /// Looks up the opening that goes on at a time, or the next one.
  mutating func setHours(of team: Int, at now: Double) {
    let session = settings.teams[team].opening.session(at: now)
    (teams[team].opensAt, teams[team].closesAt) = session
  }

  /// The hours of a team change, by its plan or by a variant: it may open or close at once.
  mutating func hoursChange(of team: Int, at now: Double) {
    let wasOpen = now >= teams[team].opensAt
    setHours(of: team, at: now)
    if wasOpen, now < teams[team].opensAt { rules(ofClosing: team, at: now) }
    teams[team].rosterDue = now
    rosterChanges(team, at: now)
  }

  /// A team closes.
  mutating func closes(_ team: Int, at now: Double) {
    setHours(of: team, at: now + Self.hair)
    // Nothing closes where the next opening begins at once.
    guard now + Self.hair < teams[team].opensAt else { return }
    rules(ofClosing: team, at: now)
  }

  /// What becomes of those in line.
  private mutating func rules(ofClosing team: Int, at now: Double) {
    guard teams[team].station.waiting > 0 else { return }
    // Without anybody on duty, or with the day's visits made, nobody can stay for them.
    let isAnybodyThere = teams[team].posts.contains {
      $0 >= 0 && employees[Int($0)].onDutySince < .infinity
    }
    let canServe = isAnybodyThere && teams[team].station.accepting
    for id in teams[team].station.waitingJobs where teams[team].station.isWaiting(id) {
      switch closingRule(of: contacts[Int(id)]) {
      case .keep: break
      case .serveOut where canServe:
        teams[team].station.move(id, toLine: TeamState.servedOut)
      default: turnAway(id, at: now)
      }
    }
    guard !teams[team].station.isEmpty(line: TeamState.servedOut) else { return }
    teams[team].servesOutSince = min(teams[team].servesOutSince, now)
    if isTraced { note(name(ofTeam: team), "closes, and serves those still in line", at: now) }
  }

  /// What becomes of somebody who is in line at closing.
  func closingRule(of contact: Contact) -> ClosingRule {
    contact.touchpoint >= 0
      ? settings.touchpoints[Int(contact.touchpoint)].closing
      : settings.teams[Int(contact.team)].background.closing
  }

  /// Somebody has left the line of those who are still served after closing: after the last one staff go home,
  /// as soon as they are done.
  mutating func goHomeIfDone(_ team: Int, at now: Double) {
    // Where the day's visits have been made meanwhile, nobody can be served any more.
    while !teams[team].station.accepting, !teams[team].station.isEmpty(line: TeamState.servedOut),
      let next = teams[team].station.waitingJobs.first
    { turnAway(next, at: now) }
    guard teams[team].station.isEmpty(line: TeamState.servedOut) else { return }
    let stayed = now - teams[team].servesOutSince
    teams[team].servesOutSince = .infinity
    let turn = turn(of: team, at: now)
    for post in teams[team].posts.indices {
      let index = Int(teams[team].posts[post])
      guard index >= 0, employees[index].onDutySince < .infinity else { continue }
      takePlace(team: team, post: post, turn: turn, at: now)
      if employees[index].onDutySince == .infinity { teams[team].overtime += stayed }
    }
  }
}

extension Simulation {
  /// Whoever has gone off duty in the middle of a service is paid until it ends, where the team has closed.
  ///
  /// Within the hours it is a matter of minutes between one shift and the next, which a salary covers.
  mutating func finishAfterClosing(_ employee: Int, since began: Double, at now: Double) {
    guard employees[employee].onDutySince == .infinity else { return }
    let team = Int(employees[employee].team)
    teams[team].overtime += now - max(began, employees[employee].offDutySince)
  }
}

extension Team {
  /// Whether it opens at all between the start and the end of a run.
  public func opens(during clock: Clock) -> Bool {
    let grid = TimeGrid(clock)
    return DatedHours(self, clock: clock).openMinutes(from: 0, during: grid.boundary(grid.horizon))
      > 0
  }
}
