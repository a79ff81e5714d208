import DiscreteEvents
import Glibc
import RandomVariates

/// Other settings take over: a phase of the plan, a variant of a comparison, a dose of the growth curve.
extension Simulation {
  /// A phase of the plan begins.
  mutating func phaseBegins(_ number: Int, at now: Double) {
    if isTraced {
      note("plan", "phase \(number + 1) begins", at: now)
    }
    takeOver(phases[number].settings, at: now)
    updatePull(at: now)
  }

  /// Goes on under other settings of the same structure.
  ///
  /// What was drawn once from a law that changes is drawn again at the same address, so that everybody
  /// keeps their luck.
  mutating func takeOver(_ next: Settings, at now: Double = 0) {
    let before = settings
    guard next !== before else { return }
    settings = next
    recorder.settings = next
    let (old, new) = (before.scenario, next.scenario)
    for t in next.teams.indices {
      if next.teams[t].staff != before.teams[t].staff {
        setStaff(of: t, to: next.teams[t].staff, at: now)
      }
      if !before.teams[t].background.exists { scheduleBackground(t, after: now) }
      if old.quality.betweenStaff != new.quality.betweenStaff {
        for post in teams[t].posts where post >= 0 {
          random.seek(employees[Int(post)].hash, Purpose.personal, 0)
          employees[Int(post)].personal = new.quality.betweenStaff * random.normal()
        }
      }
      if old.quality != new.quality || old.teams[t] != new.teams[t] {
        bringSkillsUpToDate(team: t, at: now)
      }
    }
    for j in next.journeys.indices where old.journeys[j].need.rate != new.journeys[j].need.rate {
      redrawNeeds(journey: j, at: now)
    }
    if old.loyalty.churn != new.loyalty.churn || old.loyalty.dropout != new.loyalty.dropout
      || old.loyalty.heterogeneity != new.loyalty.heterogeneity
    {
      redrawLoyalty()
    }
    if old.quality.betweenCustomers != new.quality.betweenCustomers {
      for row in customers.indices {
        random.seek(customers[row].hash, Purpose.taste, 0)
        customers[row].taste = new.quality.betweenCustomers * random.normal()
      }
    }
    if old.market.taste != new.market.taste
      || old.market.awarenessMonths != new.market.awarenessMonths
    {
      for row in customers.indices { meetProviders(row) }
    }
    changeCourseRhythms(from: before, at: now)
    scheduleMarketChanges(after: now)
  }

  /// Draws the customers' rates of a need again; the next need keeps its place in the customer's own time.
  private mutating func redrawNeeds(journey: Int, at now: Double) {
    for row in customers.indices where customers[row].isActive {
      let index = row * journeyCount + journey
      let before = needs[index].rate
      if let law = settings.journeys[journey].rate {
        random.seek(customers[row].hash ^ settings.journeys[journey].salt, Purpose.needRate, 0)
        needs[index].rate = max(0, law.draw(random))
      } else {
        needs[index].rate = 0
      }
      guard needs[index].rate > 0 else {
        needs[index].due = .infinity
        continue
      }
      if before > 0, needs[index].due < .infinity {
        needs[index].due = now + (needs[index].due - now) * before / needs[index].rate
        calendar.schedule(at: needs[index].due, kind: Kind.need, subject: UInt32(index))
      } else {
        scheduleNeed(row, journey: journey, after: now)
      }
    }
  }

  private mutating func redrawLoyalty() {
    for row in customers.indices {
      random.seek(customers[row].hash, Purpose.loyalty, 0)
      if settings.relationship == .contract {
        let chance = min(1, max(0, settings.churn.draw(random)))
        customers[row].base =
          logOdds(chance) + settings.loyalty.heterogeneity * random.normal()
      } else {
        customers[row].base = min(1, max(0, settings.dropout.draw(random)))
      }
    }
  }
}
