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
      due = dueUnderPeak(after: time, elapsed: due - time, peak: peak)
    }
    needs[index].due = due
    calendar.schedule(at: due, kind: Kind.need, subject: UInt32(index))
  }

  /// The time at which as much intensity has passed under a monthly peak as `elapsed` minutes without it.
  ///
  /// Within a month the peak day weighs `factor`, the others 1, scaled so that the month's total is that
  /// of a month without a peak.
  private func dueUnderPeak(after time: Double, elapsed: Double, peak: Peak) -> Double {
    var left = elapsed
    var now = time
    var date = grid.start.adding(days: grid.dayNumber(time))
    for _ in 0..<4_800 {
      let first = date.dayNumber - date.day + 1
      let length = Double(CivilDate(dayNumber: first).adding(months: 1).dayNumber - first)
      let scale = length / (length - 1 + peak.factor)
      // Walk the days of this month.
      let origin = Double(first - grid.start.dayNumber) * TimeGrid.day
      let end = origin + length * TimeGrid.day
      let peakFrom = origin + Double(peak.day - 1) * TimeGrid.day
      for (from, to, weight) in [
        (origin, peakFrom, scale), (peakFrom, peakFrom + TimeGrid.day, scale * peak.factor),
        (peakFrom + TimeGrid.day, end, scale),
      ] where now < min(to, end) {
        let span = min(to, end) - max(now, from)
        if span <= 0 { continue }
        if left <= span * weight { return max(now, from) + left / weight }
        left -= span * weight
        now = min(to, end)
      }
      date = CivilDate(dayNumber: first).adding(months: 1)
      now = end
    }
    return now + left
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
      let hours = settings.teams[point.team].hours
      let minute = grid.minuteOfWeek(now)
      if !hours.isOpen(minute) {
        // Those who found it closed do not all ring at the stroke of the opening: each picks a moment
        // of the session.
        let session = hours.session(at: minute)
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
