import DiscreteEvents
import Glibc

/// What a month's counts say, as series.
extension Recorder {
  private mutating func put(_ metric: String, _ subject: String, _ value: Double) {
    let key = SeriesKey(metric, subject)
    if result.timeline[key] == nil {
      result.timeline[key] = [Double](repeating: .nan, count: grid.horizon)
    }
    guard currentMonth >= 0, currentMonth < grid.horizon else { return }
    result.timeline[key]?[currentMonth] = value
  }

  private func ratio(_ a: Double, _ b: Double) -> Double { b > 0 ? a / b : .nan }

  /// Adds up a month.
  mutating func closeMonth(
    _ number: Int, at now: Double, customers: Rows<Customer>,
    needs: Rows<NeedState>, teams states: [TeamState],
    employees: Rows<Employee>, ledger: Ledger, pull: Double, settings: Settings,
    grid: TimeGrid
  ) {
    currentMonth = number
    putCustomers(customers, at: now)
    putJourneys()
    putTeams(states, employees, at: now)
    putMarket(pull: pull, at: now)
    for account in Ledger.Account.allCases {
      put(account.metric, "all", ledger.month[account.rawValue].amount)
    }
    put("profit", "all", ledger.monthProfit.amount)
    total.add(month)
    month = Counts(
      journeys: settings.journeys.count, segments: settings.segments.count,
      providers: month.choices.count - 1)
  }

  /// The customers on the books.
  private mutating func putCustomers(_ customers: Rows<Customer>, at now: Double) {
    let segments = settings.segments.count
    var count = [Double](repeating: 0, count: segments)
    var satisfaction = count
    var squares = 0.0
    var trust = count
    var expectation = count
    let year = min(currentMonth / 12, customerMonths.count - 1)
    let repertoire = settings.relationship == .repertoire
    for row in customers.indices where customers[row].isActive {
      let s = Int(customers[row].segment)
      count[s] += 1
      satisfaction[s] += customers[row].satisfaction
      squares += customers[row].satisfaction * customers[row].satisfaction
      trust[s] += customers[row].trust
      expectation[s] += (settings.segments[s].weights * customers[row].expectation).sum()
    }
    if repertoire, currentMonth + 1 < observedActive.count {
      for row in 0..<initialCount where seenAtStart[row] {
        if !Self.isSilent(customers[row], at: now) {
          observedActive[currentMonth + 1][Int(customers[row].segment)] += 1
        }
      }
    }
    let all = count.reduce(0, +)
    let mean = ratio(satisfaction.reduce(0, +), all)
    put("customers", "all", all)
    put("joined", "all", month.joined.reduce(0, +))
    put("left", "all", month.left.reduce(0, +))
    put("satisfaction_mean", "all", mean)
    put("satisfaction_spread", "all", max(0, ratio(squares, all) - mean * mean).squareRoot())
    put("trust_mean", "all", ratio(trust.reduce(0, +), all))
    put("expectation_mean", "all", ratio(expectation.reduce(0, +), all))
    put("revenue", "all", month.revenue.reduce(0, +))
    for (s, segment) in settings.scenario.customers.segments.enumerated() {
      let subject = "segment:" + segment.id
      customerMonths[year][s] += count[s]
      put("customers", subject, count[s])
      put("joined", subject, month.joined[s])
      put("left", subject, month.left[s])
      put("satisfaction_mean", subject, ratio(satisfaction[s], count[s]))
      put("trust_mean", subject, ratio(trust[s], count[s]))
      put("expectation_mean", subject, ratio(expectation[s], count[s]))
      put("revenue", subject, month.revenue[s])
    }
    if all > 0 {
      satisfactionYear[year].sum += mean
      satisfactionYear[year].months += 1
    }
    put("referred", "all", month.referred)
    put("failures", "all", month.failures)
    put("complaints", "all", month.complaints)
    put("purchases", "all", month.purchases)
    put(
      "contacts_per_customer", "all", ratio(month.contacts.reduce(0, +) * 12, all))
  }

  private mutating func putJourneys() {
    for (j, journey) in settings.scenario.journeys.enumerated() {
      let subject = "journey:" + journey.id
      put("needs", subject, month.needs[j])
      put("contacts", subject, month.contacts[j])
      put(
        "first_contact_resolution", subject, ratio(month.firstResolved[j], month.firstAnswers[j]))
      put("journey_satisfaction", subject, ratio(month.journeySatisfaction[j], month.journeys[j]))
      if journey.touchpoints.contains(where: { $0.promise != nil }) {
        put("promises_kept", subject, ratio(month.promisesKept[j], month.promises[j]))
      }
    }
    put("needs", "all", month.needs.reduce(0, +))
    put("contacts", "all", month.contacts.reduce(0, +))
    put(
      "first_contact_resolution", "all",
      ratio(month.firstResolved.reduce(0, +), month.firstAnswers.reduce(0, +)))
    if month.promises.reduce(0, +) > 0 {
      put(
        "promises_kept", "all",
        ratio(month.promisesKept.reduce(0, +), month.promises.reduce(0, +)))
    }
  }

  private mutating func putTeams(
    _ states: [TeamState], _ employees: Rows<Employee>, at now: Double
  ) {
    for (t, team) in settings.scenario.teams.enumerated() {
      let subject = "team:" + team.id
      let state = states[t]
      let s = StationTotals(state.station.statistics)
      let open =
        Double(team.hours.minutesPerWeek) / TimeGrid.week
        * (grid.boundary(currentMonth + 1) - grid.boundary(currentMonth))
      put("contacts", subject, Double(state.contacts))
      put("mean_wait", subject, s.meanWait * 60)
      put("mean_wait_all", subject, s.meanWaitAll * 60)
      put("delayed_share", subject, s.delayedShare)
      put("abandonment_rate", subject, s.abandonmentRate)
      put("occupancy", subject, s.occupancy)
      put("on_duty", subject, ratio(s.dutyArea, open))
      let staff = state.posts.filter { $0 >= 0 }.map { employees[Int($0)] }
      let heads = Double(staff.count)
      put("staff", subject, heads)
      put("engagement_mean", subject, ratio(staff.reduce(0) { $0 + $1.engagement }, heads))
      put("burnout_mean", subject, ratio(staff.reduce(0) { $0 + $1.burnout }, heads))
      put("skill_mean", subject, ratio(state.skillArea, state.skillMinutes))
      put("turnover", subject, ratio(Double(state.quits) * 12, state.postMonths))
      put("training_hours", subject, state.trainingMinutes / 60)
      put("staff_cost", subject, state.pay.amount)
      let mean = ratio(state.qualitySum, Double(state.qualityCount))
      put("quality_mean", subject, mean)
      put(
        "quality_spread", subject,
        max(0, ratio(state.qualitySquares, Double(state.qualityCount)) - mean * mean).squareRoot())
      addTotals(t, state: state, statistics: s, open: open)
      checkLittle(state, team: team.id, at: now)
    }
  }

  private mutating func addTotals(
    _ t: Int, state: TeamState, statistics: StationTotals, open: Double
  ) {
    teams[t].statistics.add(statistics)
    teams[t].contacts += Double(state.contacts)
    teams[t].quits += Double(state.quits)
    teams[t].qualitySum += state.qualitySum
    teams[t].qualitySquares += state.qualitySquares
    teams[t].qualityCount += Double(state.qualityCount)
    teams[t].trainingMinutes += state.trainingMinutes
    teams[t].skillArea += state.skillArea
    teams[t].skillMinutes += state.skillMinutes
    teams[t].pay += state.pay.amount
    teams[t].postMonths += state.postMonths
    teams[t].openMinutes += open
  }

  /// Little's law as an identity of the sample path: the area under the line is the time spent in it.
  private mutating func checkLittle(_ state: TeamState, team: String, at now: Double) {
    let gap = state.station.littleGap(at: now)
    if gap > 1e-6 {
      result.violations.append("Little's law at team '\(team)', month \(currentMonth): gap \(gap)")
    }
  }

  private mutating func putMarket(pull: Double, at now: Double) {
    guard !settings.market.rivals.isEmpty else { return }
    put("competitor_pull", "all", pull)
    let bought = month.choices.dropLast().reduce(0, +)
    if month.choices.count > 1 { put("market_share", "all", ratio(month.choices[0], bought)) }
    for (r, rival) in settings.scenario.market.rivals.enumerated() {
      let subject = "rival:" + rival.id
      let price = settings.market.price(
        of: r, at: now - 1, grid: grid, ours: startPrice)
      put("rival_price", subject, price)
      let known = settings.market.monthsInMarket(r, at: now - 1, grid: grid) >= 0
      put(
        "rival_utility", subject,
        known
          ? CompetitorPull.utility(
            price: price / startPrice, quality: rival.quality,
            priceResponse: settings.market.priceResponse,
            qualityResponse: settings.market.qualityResponse) : .nan)
      if month.choices.count > r + 2 {
        put("market_share", subject, ratio(month.choices[r + 1], bought))
      }
    }
  }

  /// Notes a wave of the survey.
  mutating func put(
    survey sum: Double, asked: Double, answers: Double, satisfied: Double, net: Double
  ) {
    survey.asked += asked
    survey.sum += sum
    survey.answers += answers
    survey.satisfied += satisfied
    survey.net += net
    put("survey_answers", "all", answers)
    put("survey_response", "all", ratio(answers, asked))
    put("survey_satisfaction", "all", ratio(sum, answers))
    put("satisfied_share", "all", ratio(satisfied, answers))
    put("nps", "all", ratio(100 * net, answers))
  }
}
