import DiscreteEvents
import Glibc
import RandomVariates

/// The end of a replication: what it all comes to.
extension Simulation {
  /// Closes the last month and draws up the result.
  mutating func finish(at now: Double, month end: Int) {
    if month == end - 1 { closeLastMonth(at: now) }
    putSummaries(end: end)
    putRetention(end: end)
    putFates()
    putObservedGrowth()
    if recorder.keepsRecords { putLifetimes(at: now) }
    if recorder.trace.isRecording { recorder.result.trace = recorder.trace }
    checkConservation(at: now)
    recorder.result.events = events
  }

  private mutating func put(_ metric: String, _ subject: String, _ value: Double) {
    recorder.result.summary[SeriesKey(metric, subject)] = value
  }

  private func ratio(_ a: Double, _ b: Double) -> Double { b > 0 ? a / b : .nan }

  private func segmentID(_ s: Int) -> String { settings.scenario.customers.segments[s].id }

  // MARK: - Summaries

  private mutating func putSummaries(end: Int) {
    putRecords(end: end)
    putTeams(end: end)
    putMoney(end: end)
    putEquity(end: end)
    putGrowth(end: end)
  }

  private mutating func putRecords(end: Int) {
    let total = recorder.total
    for (j, journey) in settings.scenario.journeys.enumerated() {
      let subject = "journey:" + journey.id
      put("needs", subject, total.needs[j])
      put("contacts", subject, total.contacts[j])
      put(
        "first_contact_resolution", subject, ratio(total.firstResolved[j], total.firstAnswers[j]))
      put("journey_satisfaction", subject, ratio(total.journeySatisfaction[j], total.journeys[j]))
      put("promises_kept", subject, ratio(total.promisesKept[j], total.promises[j]))
    }
    put("needs", "all", total.needs.reduce(0, +))
    put("contacts", "all", total.contacts.reduce(0, +))
    put(
      "first_contact_resolution", "all",
      ratio(total.firstResolved.reduce(0, +), total.firstAnswers.reduce(0, +)))
    put(
      "promises_kept", "all",
      ratio(total.promisesKept.reduce(0, +), total.promises.reduce(0, +)))
    let customerMonths = recorder.customerMonths.flatMap { $0 }.reduce(0, +)
    put("contacts_per_customer", "all", ratio(total.contacts.reduce(0, +) * 12, customerMonths))
    put("joined", "all", total.joined.reduce(0, +))
    put("left", "all", total.left.reduce(0, +))
    put("referred", "all", total.referred)
    put("failures", "all", total.failures)
    put("complaints", "all", total.complaints)
    put("purchases", "all", total.purchases)
    for s in settings.segments.indices {
      let subject = "segment:" + segmentID(s)
      put("joined", subject, total.joined[s])
      put("left", subject, total.left[s])
      put("revenue", subject, total.revenue[s])
    }
    // Incidence: the mean over whole years of those who complained, a customer on the books.
    let wholeYears = max(1, end / 12)
    let months = Double(min(12, end))
    func incidence(_ pick: ([Double]) -> Double) -> Double {
      var sum = 0.0
      for year in 0..<wholeYears {
        sum += ratio(
          pick(recorder.complainers[year]), pick(recorder.customerMonths[year]) / months)
      }
      return sum / Double(wholeYears)
    }
    put("complaint_incidence", "all", incidence { $0.reduce(0, +) })
    for s in settings.segments.indices {
      put("complaint_incidence", "segment:" + segmentID(s), incidence { $0[s] })
    }
    put("survey_satisfaction", "all", ratio(recorder.survey.sum, recorder.survey.answers))
    put("satisfied_share", "all", ratio(recorder.survey.satisfied, recorder.survey.answers))
    put("nps", "all", ratio(100 * recorder.survey.net, recorder.survey.answers))
    put("survey_answers", "all", recorder.survey.answers)
    put("survey_response", "all", ratio(recorder.survey.answers, recorder.survey.asked))
    for metric in [
      "satisfaction_mean", "satisfaction_spread", "trust_mean", "expectation_mean",
      "competitor_pull",
    ] {
      for (key, values) in recorder.result.timeline where key.metric == metric {
        put(metric, key.subject, mean(values, to: end))
      }
    }
    for (key, values) in recorder.result.timeline where key.metric == "customers" {
      put("customers", key.subject, values[end - 1])
    }
    for (key, values) in recorder.result.timeline
    where key.metric == "rival_price" || key.metric == "rival_utility" {
      put(key.metric, key.subject, mean(values, to: end))
    }
    let bought = total.choices.dropLast().reduce(0, +)
    if total.choices.count > 1, !settings.market.rivals.isEmpty {
      put("market_share", "all", ratio(total.choices[0], bought))
      for (r, rival) in settings.scenario.market.rivals.enumerated() {
        put("market_share", "rival:" + rival.id, ratio(total.choices[r + 1], bought))
      }
    }
  }

  private func mean(_ values: [Double], to end: Int) -> Double {
    let said = values.prefix(end).filter { !$0.isNaN }
    return said.isEmpty ? .nan : said.reduce(0, +) / Double(said.count)
  }

  private mutating func putTeams(end: Int) {
    for (t, team) in settings.scenario.teams.enumerated() {
      let subject = "team:" + team.id
      let totals = recorder.teams[t]
      let s = totals.statistics
      put("contacts", subject, totals.contacts)
      put("mean_wait", subject, s.meanWait * 60)
      put("mean_wait_all", subject, s.meanWaitAll * 60)
      put("delayed_share", subject, s.delayedShare)
      put("abandonment_rate", subject, s.abandonmentRate)
      put("occupancy", subject, s.occupancy)
      put("on_duty", subject, ratio(s.dutyArea, totals.openMinutes))
      put("turnover", subject, ratio(totals.quits * 12, totals.postMonths))
      put("training_hours", subject, totals.trainingMinutes / 60)
      put("staff_cost", subject, totals.pay)
      put("skill_mean", subject, ratio(totals.skillArea, totals.skillMinutes))
      let quality = ratio(totals.qualitySum, totals.qualityCount)
      put("quality_mean", subject, quality)
      put(
        "quality_spread", subject,
        max(0, ratio(totals.qualitySquares, totals.qualityCount) - quality * quality).squareRoot())
      for metric in ["staff", "engagement_mean", "burnout_mean"] {
        if let values = recorder.result.timeline[SeriesKey(metric, subject)] {
          put(metric, subject, mean(values, to: end))
        }
      }
    }
  }

  private mutating func putMoney(end: Int) {
    for account in Ledger.Account.allCases {
      put(account.metric, "all", ledger.totals[account.rawValue].amount)
    }
    put("profit", "all", ledger.profit.amount)
  }

  // MARK: - Worth

  private mutating func putEquity(end: Int) {
    let now = grid.boundary(end)
    let factor = discountFactor(now)
    var all = 0.0
    var initial = 0.0
    var bySegment = [Double](repeating: 0, count: settings.segments.count)
    var heads = bySegment
    for row in customers.indices {
      let worth =
        customers[row].equity
        + (customers[row].isActive ? factor * worthBeyond(row, end: end) : 0)
      all += worth
      if customers[row].initial {
        let s = Int(customers[row].segment)
        initial += worth
        bySegment[s] += worth
        heads[s] += 1
      }
    }
    var marketing = 0.0
    if let spend = recorder.result.timeline[SeriesKey("acquisition_cost", "all")] {
      for m in 0..<end { marketing += spend[m] * discountFactor(grid.boundary(m)) }
    }
    put("customer_equity", "all", all - marketing)
    put("customer_equity_initial", "all", initial)
    put("customer_value", "all", ratio(initial, heads.reduce(0, +)))
    for s in settings.segments.indices {
      put("customer_value", "segment:" + segmentID(s), ratio(bySegment[s], heads[s]))
    }
  }

  /// What a customer on the books is worth beyond the horizon, at the margin and the chance of leaving
  /// they have now.
  private func worthBeyond(_ row: Int, end: Int) -> Double {
    let scenario = settings.scenario
    let segment = settings.segments[Int(customers[row].segment)]
    let margin: Double
    var leaving: Double
    if settings.relationship == .contract {
      margin = scenario.customers.contract.price * scenario.economics.margin
      let terms = ChurnHazard.terms(
        scenario.loyalty, satisfaction: customers[row].satisfaction, trust: customers[row].trust,
        openFailure: false, pricePull: pull.price * segment.priceSensitivity,
        otherPull: pull.other)
      leaving = ChurnHazard.chance(
        base: customers[row].base - settings.market.switchingCost,
        stateFactor: settings.meanStateFactor, terms: terms)
      if let journey = settings.leavingJourney {
        leaving *= 1 - settings.touchpoints[settings.journeys[journey].start].saves
      }
    } else {
      let year = min(max(0, end - 1) / 12, years - 1)
      let account = accounts[row * years + year]
      let from = max(grid.boundary(year * 12), customers[row].joined)
      let months = max(1, (grid.boundary(end) - from) / TimeGrid.month)
      margin = account.revenue.amount / months * scenario.economics.margin
      let chance = DropOut.chance(
        base: customers[row].base, satisfaction: customers[row].satisfaction,
        law: scenario.loyalty)
      leaving = 1 - pow(1 - min(chance, 0.999), Double(account.purchases) / months)
    }
    leaving = 1 - (1 - leaving) * (1 - segment.moveChance * segment.moveLost)
    return margin
      * CustomerValue.multiple(leaving: leaving, yearlyDiscount: scenario.economics.discountRate)
  }

  // MARK: - Growth

  private mutating func putGrowth(end: Int) {
    guard end >= 24 else { return }
    var sales = (0.0, 0.0)
    for row in customers.indices {
      sales.0 += accounts[row * years].revenue.amount
      sales.1 += accounts[row * years + 1].revenue.amount
    }
    guard sales.0 > 0 else { return }
    put("sales_growth", "all", sales.1 / sales.0 - 1)
    let contract = settings.relationship == .contract
    let months = (0...24).map { grid.boundary($0) }
    guard
      let parts = SalesGrowth.parts(
        of: customers.indices.map { row in
          growthAccount(row, contract: contract, months: months)
        })
    else { return }
    put("growth_retention", "all", parts.retention)
    put("growth_acquisition", "all", parts.acquisition)
    put("growth_frequency", "all", parts.frequency)
    put("growth_price_mix", "all", parts.priceMix)
  }

  /// A customer's first two years.
  ///
  /// Under a contract the unit is the bill at the beginning of a month, so that frequency cannot change;
  /// in a repertoire market it is time.
  private func growthAccount(
    _ row: Int, contract: Bool, months: [Double]
  ) -> SalesGrowth.Account {
    let customer = customers[row]
    func before(_ year: Int) -> Double {
      if contract {
        // Who joins on the boundary itself is billed from the next month on.
        if customer.initial { return 0 }
        return Double((year * 12..<year * 12 + 12).count { months[$0] <= customer.joined })
      }
      let (from, to) = (months[year * 12], months[year * 12 + 12])
      return 12 * min(1, max(0, (customer.joined - from) / (to - from)))
    }
    func after(_ year: Int) -> Double {
      if contract {
        return Double((year * 12..<year * 12 + 12).count { months[$0] >= customer.left })
      }
      let (from, to) = (months[year * 12], months[year * 12 + 12])
      return 12 * min(1, max(0, (to - customer.left) / (to - from)))
    }
    let (first, second) = (accounts[row * years], accounts[row * years + 1])
    return SalesGrowth.Account(
      sales: (first.revenue.amount, second.revenue.amount),
      purchases: (Double(first.purchases), Double(second.purchases)),
      notYet: (before(0), before(1)), gone: (after(0), after(1)))
  }

  /// Those who answered the survey in the first year, by their answer, and what they spent.
  private mutating func putObservedGrowth() {
    guard years >= 2 else { return }
    var bands = [0.0, 50, 60, 70, 80, 90].map { ObservedBand(from: $0) }
    for row in customers.indices where customers[row].answer >= 0 {
      let answer = customers[row].answer
      guard let band = bands.lastIndex(where: { answer >= $0.from }) else { continue }
      bands[band].customers += 1
      bands[band].answers += answer
      bands[band].firstYear += accounts[row * years].revenue.amount
      bands[band].secondYear += accounts[row * years + 1].revenue.amount
    }
    recorder.result.observed = bands
  }

  // MARK: - Fates and records

  private mutating func putFates() {
    recorder.result.fates = customers.prefix(recorder.initialCount).map {
      ReplicationResult.Fate(segment: Int($0.segment), left: $0.left)
    }
  }

  private mutating func putLifetimes(at now: Double) {
    let names = recorder.records.attributes
    recorder.records.lifetimes = customers.indices.map { row in
      let customer = customers[row]
      let segment = settings.scenario.customers.segments[Int(customer.segment)]
      let values = names.map { name -> String in
        guard let index = segment.people.firstIndex(where: { $0.name == name }) else { return "" }
        random.seek(customer.hash, Purpose.people, index)
        var u = random.uniform()
        for (value, share) in segment.people[index].values {
          u -= share
          if u < 0 { return value }
        }
        return segment.people[index].values.last?.value ?? ""
      }
      let end = min(now, customer.left)
      return Records.Lifetime(
        customer: row + 1, entry: max(0, -customer.joined) / TimeGrid.month,
        duration: (end - customer.joined) / TimeGrid.month, left: customer.left <= now,
        segment: segment.id, attributes: values)
    }
    recorder.result.records = recorder.records
  }

  // MARK: - Conservation

  /// Customers, money and staff must balance exactly.
  private mutating func checkConservation(at now: Double) {
    let total = recorder.total
    let joined = total.joined.reduce(0, +)
    let left = total.left.reduce(0, +)
    let active = Double(customers.count { $0.isActive })
    if Double(recorder.initialCount) + joined - left != active {
      recorder.result.violations.append(
        "customers: \(recorder.initialCount) + \(joined) joined - \(left) left is not \(active)")
    }
    if ledger.cash != ledger.profit {
      recorder.result.violations.append(
        "money: cash \(ledger.cash.amount) is not revenue less costs \(ledger.profit.amount)")
    }
    let paid = accounts.reduce(Money.zero) { $0 + $1.revenue }
    if paid != ledger.totals[Ledger.Account.revenue.rawValue] {
      recorder.result.violations.append("money: customers paid \(paid.amount), revenue differs")
    }
    var following = 0
    for index in cases.indices where cases[index].customer >= 0 {
      if Int(customers[Int(cases[index].customer)].activeCase) == index { following += 1 }
    }
    if following != customers.count(where: { $0.activeCase >= 0 }) {
      recorder.result.violations.append("customers: somebody is in two places")
    }
    for (t, team) in teams.enumerated() {
      let employed = employees.count { $0.status != .gone && Int($0.team) == t }
      if employed != team.posts.count(where: { $0 >= 0 }) {
        recorder.result.violations.append(
          "staff: \(employed) employed on \(team.posts.count) posts of team \(t)")
      }
    }
  }
}
