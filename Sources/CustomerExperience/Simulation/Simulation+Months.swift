import DiscreteEvents
import Glibc
import RandomVariates

/// The turn of the month: what happened is added up, and what happens monthly happens.
extension Simulation {
  /// A month ends and the next begins.
  mutating func monthTurns(at now: Double) {
    let first = -grid.settle
    if now > grid.boundary(first) {
      closeMonth(at: now)
      month += 1
    }
    calendar.schedule(at: grid.boundary(month + 1), kind: Kind.month, subject: 0)
    openMonth(at: now)
  }

  /// Adds up the month at whose end the replication stops.
  mutating func closeLastMonth(at now: Double) { closeMonth(at: now) }

  /// Adds up the month that ends.
  private mutating func closeMonth(at now: Double) {
    for t in teams.indices { teams[t].shareCosts() }
    guard month >= 0 else {
      for t in teams.indices { teams[t].closeMonth(at: now) }
      return
    }
    postMonthlyCosts(at: now)
    for t in teams.indices {
      teams[t].station.observe(at: now)
      bringSkillsUpToDate(team: t, at: now)
    }
    if isSurveyDue(month + 1) { survey(at: now) }
    let meanPull = meanPullOfMonth(at: now)
    recorder.closeMonth(
      month, at: now, customers: customers, needs: needs, teams: teams, employees: employees,
      ledger: ledger, pull: meanPull, settings: settings, grid: grid)
    for t in teams.indices { teams[t].closeMonth(at: now) }
    ledger.closeMonth()
  }

  /// Pay, overhead and marketing of the month that ends.
  ///
  /// Of a team that also serves others, the simulated customers bear their share.
  private mutating func postMonthlyCosts(at now: Double) {
    for t in teams.indices {
      let filled = teams[t].posts.count { $0 >= 0 }
      let pay = Money(settings.teams[t].monthlyPay.amount * Double(filled) * teams[t].ownShare)
      ledger.post(.staff, pay)
      teams[t].pay += pay
      teams[t].postMonths += Double(teams[t].posts.count)
    }
    let economics = settings.economics
    if economics.overhead > 0 { ledger.post(.overhead, Money(economics.overhead)) }
    let spend = Money(settings.scenario.customers.acquisition.marketing.spend)
    if spend > .zero { ledger.post(.acquisition, spend) }
  }

  /// What happens at the beginning of a month.
  private mutating func openMonth(at now: Double) {
    if isTraced { note("month \(month)", "begins", at: now) }
    updatePull(at: now)
    holdRepeatedCourses(at: now)
    let contract = settings.relationship == .contract
    let length = grid.boundary(month + 1) - now
    let initialCount = customers.count
    var warned = 0.0
    for row in 0..<initialCount where customers[row].isActive {
      if contract { bill(row, at: now) }
      liveOn(row, contract: contract, at: now, warned: &warned)
      if contract {
        decide(row, from: now, over: length)
      } else {
        mayMove(row, from: now, over: length)
      }
    }
    warnings = warned
    if !isSettling {
      recorder.currentMonth = month
      planArrivals(from: now, over: length)
    }
  }

  /// The month's bill.
  private mutating func bill(_ row: Int, at now: Double) {
    let price = settings.contract.price
    let off = customers[row].discountUntil > Int32(month) ? customers[row].discount : 0
    takeMoney(row, price * (1 - off), at: now)
  }

  /// Books a purchase.
  mutating func takeMoney(_ row: Int, _ amount: Double, at now: Double) {
    let revenue = Money(amount)
    let margin = settings.economics.margin
    let supply = Money(amount * (1 - margin))
    ledger.post(.revenue, revenue)
    if supply > .zero { ledger.post(.supply, supply) }
    guard !isSettling else { return }
    let year = min(max(0, month / 12), years - 1)
    accounts[row * years + year].revenue += revenue
    accounts[row * years + year].purchases += 1
    customers[row].equity += (revenue - supply).amount * discountFactor(now)
    recorder.count(purchase: Int(customers[row].segment), revenue)
    recorder.record(row, purchase: revenue, at: now)
  }

  /// A month of a customer's life: using the product, forgetting, talking.
  private mutating func liveOn(_ row: Int, contract: Bool, at now: Double, warned: inout Double) {
    let occasion = month + grid.settle
    if contract {
      random.seek(customers[row].hash, Purpose.usage, occasion)
      let performance = Dimensional.all(
        min(
          100,
          max(
            0,
            settings.usageMean + customers[row].taste
              + settings.quality.usage.spread * random.normal())))
      let satisfaction = Disconfirmation.satisfaction(
        settings.satisfaction, performance: performance, expectation: customers[row].expectation,
        weights: settings.segments[Int(customers[row].segment)].weights)
      customers[row].expectation +=
        settings.expectations.usageLearning * (performance - customers[row].expectation)
      customers[row].satisfaction +=
        settings.satisfaction.usageGain * (satisfaction - customers[row].satisfaction)
    }
    if settings.expectations.rivalPull > 0 {
      customers[row].expectation = AdaptiveExpectations.afterMonth(
        customers[row].expectation, bestRival: settings.market.bestQuality,
        law: settings.expectations)
    }
    customers[row].kept = TrustLedger.fade(customers[row].kept, to: TrustLedger.priorKept)
    customers[row].broken = TrustLedger.fade(customers[row].broken, to: TrustLedger.priorBroken)
    let talk = settings.wordOfMouth
    guard talk.enabled, !isSettling else { return }
    warned += WordOfMouthLaw.warnings(talk, satisfaction: customers[row].satisfaction)
    let chance = WordOfMouthLaw.referrals(talk, satisfaction: customers[row].satisfaction)
    random.seek(customers[row].hash, Purpose.referral, occasion)
    if random.uniform() < chance {
      let due = now + random.uniform() * (grid.boundary(month + 1) - now)
      calendar.schedule(at: due, kind: Kind.referral, subject: UInt32(row))
    }
  }
}
