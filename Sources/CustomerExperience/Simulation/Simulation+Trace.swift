import DiscreteEvents

/// The trace: what happens in lines and among the staff, in words.
///
/// What happens to customers is noted where it is recorded for them, see ``Recorder``.
extension Simulation {
  /// Whether what happens now is written down.
  var isTraced: Bool { recorder.trace.isRecording && recorder.isObserving }

  /// Notes what happened to somebody; nothing while the world settles.
  mutating func note(_ subject: String, _ text: String, at now: Double) {
    guard isTraced else { return }
    recorder.trace.note(at: now, subject, text)
  }

  /// Who is in touch: a customer, or the n-th caller from outside.
  func name(ofContact id: Int) -> String {
    let contact = contacts[id]
    guard contact.caseIndex >= 0 else {
      return "\(name(ofTeam: Int(contact.team))) caller \(contact.number + 1)"
    }
    return "customer \(cases[Int(contact.caseIndex)].customer + 1)"
  }

  /// An employee, by the team and a number of their own.
  func name(ofEmployee index: Int) -> String {
    "\(name(ofTeam: Int(employees[index].team)))/\(index + 1)"
  }

  /// A team's id.
  func name(ofTeam team: Int) -> String { settings.scenario.teams[team].id }

  /// A course's id.
  func name(ofCourse course: Int, team: Int) -> String {
    settings.scenario.teams[team].training[course].id
  }

  /// Notes that somebody joined a line and found it so.
  mutating func noteJoining(_ id: UInt32, team: Int, at now: Double) {
    let station = teams[team].station
    note(
      name(ofContact: Int(id)),
      "waits for \(name(ofTeam: team)): \(station.waiting) in line, "
        + "\(station.busy) of \(station.onDuty) busy", at: now)
  }

  /// Notes that an employee turns to somebody.
  mutating func noteService(_ id: UInt32, employee: Int32, until end: Double, at now: Double) {
    let who = employee >= 0 ? name(ofEmployee: Int(employee)) : "nobody"
    let waited = EventTrace.decimals(now - contacts[Int(id)].arrived)
    note(
      name(ofContact: Int(id)),
      "begins with \(who) after \(waited) min, for \(EventTrace.decimals(end - now)) min", at: now)
  }

  /// Notes when a customer gets in touch again.
  mutating func noteReturn(_ row: Int, at due: Double, since now: Double) {
    note(
      "customer \(row + 1)", "will be back in \(EventTrace.decimals((due - now) / 60)) h", at: now)
  }
}
