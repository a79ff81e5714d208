import DiscreteEvents
import Glibc
import RandomVariates

/// Needs: when they arise, and the journeys that follow them up.
extension Simulation {
  /// Draws the time of a customer's next need of a kind after `time`.
  mutating func scheduleNeed(_ row: Int, journey: Int, after time: Double) {
    let index = row * journeyCount + journey
    guard needs[index].rate > 0 else { return }
    random.seek(
      customers[row].hash ^ settings.journeys[journey].salt, Purpose.needTime,
      Int(needs[index].count))
    var due = time + random.exponential() / needs[index].rate
    if let peak = settings.journeys[journey].peak {
      due = grid.dueUnderPeak(after: time, elapsed: due - time, peak: peak)
    }
    needs[index].due = due
    calendar.schedule(at: due, kind: Kind.need, subject: UInt32(index))
  }

  /// A need arises: it is followed up now, or when the present journey has ended.
  mutating func needArises(_ index: Int, at now: Double) {
    guard needs[index].due == now else { return }  // of a customer who was replaced meanwhile
    let row = index / journeyCount
    let journey = index % journeyCount
    needs[index].count += 1
    scheduleNeed(row, journey: journey, after: now)
    guard customers[row].isActive else { return }
    recorder.count(need: journey)
    if customers[row].activeCase >= 0 {
      needs[index].pending += 1
    } else {
      startCase(row, journey: journey, at: now)
    }
  }

  /// Follows up a need.
  mutating func startCase(_ row: Int, journey: Int, at now: Double) {
    // Those still pending come after this one.
    let state = needs[row * journeyCount + journey]
    let number = state.count - state.pending
    let start = settings.journeys[journey].start
    let made = Case(
      customer: Int32(row), journey: Int16(journey), touchpoint: Int16(start), need: number)
    let index: Int
    if let free = freeCases.popLast() {
      index = Int(free)
      cases[index] = made
    } else {
      index = cases.count
      cases.append(made)
    }
    customers[row].activeCase = Int32(index)
    recorder.record(row, event: .need(journey), at: now)
    approach(index, touchpoint: start, at: now)
  }

  /// The case turns to a touchpoint: at once where it is open, else after its next opening.
  mutating func approach(_ index: Int, touchpoint: Int, at now: Double) {
    cases[index].touchpoint = Int16(touchpoint)
    unowned(unsafe) let point = settings.touchpoints[touchpoint]
    if let within = point.promise { cases[index].deadline = now + within }
    if point.reneges {
      unowned(unsafe) let team = settings.teams[point.team]
      let minute = grid.minuteOfWeek(now)
      if !team.hours.isOpen(minute) {
        // Those who found it closed do not all ring at the stroke of the opening: each picks a moment
        // of the session.
        let session = team.hours.session(at: minute)
        seek(caseIndex: index, Purpose.opening)
        let due = now + session.wait + session.length * random.uniform()
        calendar.schedule(at: due, kind: Kind.contactDue, subject: UInt32(index))
        if isTraced {
          let row = Int(cases[index].customer)
          note("customer \(row + 1)", "finds \(name(ofTeam: point.team)) closed", at: now)
          noteReturn(row, at: due, since: now)
        }
        return
      }
    }
    makeContact(index, at: now)
  }

  /// Moves to the address of a draw for a case's present attempt.
  @inline(__always)
  func seek(caseIndex index: Int, _ purpose: UInt8) {
    let c = cases[index]
    let salt = settings.journeys[Int(c.journey)].salt
    let row = Int(c.customer)
    let hash = row >= 0 ? customers[row].hash : UInt64(index)
    random.seek(hash ^ salt, purpose, Int(c.need) << 6 | Int(min(c.attempt, 63)))
  }

  /// Ends a case and takes up a need that waited for it.
  mutating func endCase(_ index: Int, resolved: Bool, at now: Double) {
    let ended = cases[index]
    freeCases.append(Int32(index))
    let row = Int(ended.customer)
    guard row >= 0 else { return }
    customers[row].activeCase = -1
    let journey = Int(ended.journey)
    if ended.moments > 0 {
      let overall = CumulativeSatisfaction.journey(
        settings.journeys[journey].memory, mean: ended.sum / Double(ended.moments),
        worst: ended.worst, end: ended.last)
      let gain = CumulativeSatisfaction.gain(
        settings.satisfaction, experiences: Int(customers[row].experiences))
      customers[row].satisfaction += gain * (overall - customers[row].satisfaction)
      customers[row].experiences += 1
      recorder.count(journey: journey, satisfaction: overall)
    }
    // A need given up, or a complaint not put right, is a failure that stays open.
    if ended.complained ? ended.putRight : resolved {
      customers[row].failedAt = -.infinity
    } else {
      customers[row].failedAt = now
    }
    recorder.record(row, event: resolved ? .resolved(journey) : .givenUp(journey), at: now)
    if journey == settings.leavingJourney, customers[row].intends {
      customers[row].intends = false
      leave(row, cause: customers[row].cause, at: now)
      return
    }
    if journey == settings.purchaseJourney { mayDropOut(row, visit: Int(ended.need), at: now) }
    guard customers[row].isActive else { return }
    for next in 0..<journeyCount where needs[row * journeyCount + next].pending > 0 {
      needs[row * journeyCount + next].pending -= 1
      startCase(row, journey: next, at: now)
      return
    }
  }
}
