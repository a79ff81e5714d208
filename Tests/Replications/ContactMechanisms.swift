import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

@Suite("Contacts of the firm's own accord: an inverted U")
struct OutreachMechanisms {
  /// A law under which what is felt is what was sent this month.
  private func law(_ change: (inout Outreach) -> Void) -> Outreach {
    var law = Outreach()
    (law.rate, law.cost, law.gain, law.halfAt) = (1, 0, 0, 1)
    (law.tolerance, law.irritation, law.memoryMonths, law.optOut) = (.constant(1_000), 0, 0.1, 0)
    change(&law)
    return law
  }

  /// Customers under a contract whom the firm contacts.
  private func firm(_ change: (inout Outreach) -> Void) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 4_000, months: 12)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.churn = .constant(0.05)
    s.loyalty.outreach = law(change)
    return s
  }

  /// Who is still there after a year, with so much added to the log-odds of leaving.
  private func kept(_ logOdds: Double) -> Double {
    let odds = 0.05 / 0.95 * exp(logOdds)
    return pow(1 - odds / (1 + odds), 12)
  }

  @Test("the ideal frequency is where the last contact gains what it irritates")
  func ideal() {
    var law = Outreach()
    (law.gain, law.halfAt, law.irritation) = (0.3, 0.5, 0.15)
    // 0.5 log2(0.3 ln 2 / 0.075) = 0.5 log2(2.7726).
    #expect(abs(OutreachLaw.ideal(law, tolerance: 0) - 0.7356) < 1e-4)
    #expect(OutreachLaw.ideal(law, tolerance: 3) == 3)
    for tolerance in [0.0, 0.5, 3] {
      let best = OutreachLaw.ideal(law, tolerance: tolerance)
      let most = OutreachLaw.worth(law, felt: best, tolerance: tolerance)
      for felt in stride(from: 0.0, through: 12, by: 0.05) {
        #expect(OutreachLaw.worth(law, felt: felt, tolerance: tolerance) <= most + 1e-12)
      }
    }
    #expect(OutreachLaw.worth(law, felt: 0, tolerance: 3) == 0)
    #expect(abs(OutreachLaw.worth(law, felt: 0.5, tolerance: 3) - 0.15) < 1e-12)
    law.irritation = 0
    #expect(OutreachLaw.ideal(law, tolerance: 3) == .infinity)
    law.gain = 0
    #expect(OutreachLaw.ideal(law, tolerance: 3) == 0)
  }

  @Test("contacts that are welcome keep as many as the law has it, and cost what they cost")
  func good() throws {
    let s = firm {
      $0.gain = 1.4
      $0.cost = 0.25
    }
    let runs = try replicate(s, 2)
    #expect(runs.conserve)
    // One contact a month is half of what there is to gain.
    let exact = kept(-0.7)
    let stay = try mean(runs.values("retention_12m")).mean
    #expect(abs(stay - exact) < 4 * (exact * (1 - exact) / 8_000).squareRoot())
    for run in runs {
      // Each month one for everybody who is there when it begins.
      let customers = try #require(run.timeline[SeriesKey("customers", "all")])
      let contacts = try #require(run.summary[SeriesKey("outreach_contacts", "all")])
      #expect(contacts == 4_000 + customers.dropLast().reduce(0, +))
      let cost = try #require(run.summary[SeriesKey("outreach_cost", "all")])
      #expect(abs(cost - 0.25 * contacts) < 1e-6)
      #expect(run.summary[SeriesKey("irritated_share", "all")] == 0)
    }
    var off = s
    off.loyalty.outreach = nil
    let without = try replicate(off, 1)
    #expect(try without.values("retention_12m")[0] < stay - 0.1)
    #expect(without[0].summary[SeriesKey("outreach_contacts", "all")] == nil)
  }

  @Test("contacts beyond what is tolerated drive away, for how customers are treated")
  func irritation() throws {
    let runs = try replicate(
      firm {
        $0.rate = 3
        ($0.tolerance, $0.irritation) = (.constant(1), 0.5)
      }, 2)
    #expect(runs.conserve)
    // Two too many a month: 1 on the log-odds.
    let exact = kept(1)
    let stay = try mean(runs.values("retention_12m")).mean
    #expect(abs(stay - exact) < 4 * (exact * (1 - exact) / 8_000).squareRoot())
    #expect(try runs.values("irritated_share") == [1, 1])
    var (service, all) = (0.0, 0.0)
    for run in runs {
      for (key, count) in run.leavers {
        all += count
        if key.cause == .service { service += count }
      }
    }
    let blamed = 1 - exp(-1.0)
    #expect(abs(service / all - blamed) < 4 * (blamed * (1 - blamed) / all).squareRoot())
  }

  @Test("who opts out is left alone")
  func optingOut() throws {
    let runs = try replicate(
      firm {
        $0.tolerance = .constant(0)
        ($0.irritation, $0.optOut) = (0.1, 1)
      }, 1)
    #expect(runs.conserve)
    #expect(try runs.values("outreach_contacts") == [4_000])
    #expect(try runs.values("opted_out_share") == [1])
  }

  @Test("where nobody says that they leave, those who have gone are contacted and paid for")
  func gone() throws {
    var s = Scenario.atRest(.repertoire, customers: 500, months: 12)
    s.market.nothing = -20
    s.loyalty.dropout = .constant(0.05)
    s.loyalty.outreach = law { $0.cost = 0.5 }
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    // One a month for each of 500, of whom most have gone at the end.
    #expect(try runs.values("customers")[0] < 400)
    #expect(try runs.values("outreach_contacts") == [6_000])
    #expect(abs(try runs.values("outreach_cost")[0] - 3_000) < 1e-6)
  }

  @Test("what was felt of contacts fades while somebody is away, too")
  func away() throws {
    var s = firm {
      ($0.rate, $0.memoryMonths, $0.tolerance) = (100, 1, .constant(1))
    }
    s.loyalty.churn = .constant(0.0001)
    var back = WinBack()
    (back.afterDays, back.chance, back.cost) = (60, 1, 0)
    s.loyalty.winBack = back
    func phase(_ month: Double, churn: Double) -> Phase {
      var settings = s
      settings.loyalty.churn = .constant(churn)
      settings.loyalty.outreach?.rate = 0
      return Phase(at: .month(month), settings: settings, changes: [])
    }
    // Contacts end, many leave, and those who left are won back from the ninth month on.
    s.phases = [phase(5.5, churn: 0.9), phase(7.5, churn: 0.0001)]
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    #expect(try runs.values("won_back")[0] > 1_000)
    let irritated = try #require(runs[0].timeline[SeriesKey("irritated_share", "all")])
    // Some 100 a month are felt at first; six months without one leave a quarter of a contact.
    #expect(irritated[5] > 0.99 && irritated[11] == 0)
  }

  @Test("of no contact, some and far too many some is the best")
  func invertedU() throws {
    let base = firm {
      $0.gain = 1.4
      ($0.halfAt, $0.tolerance, $0.irritation) = (0.2, .constant(2), 0.3)
    }
    let variants = [0.0, 1, 10].map { rate in
      var s = base
      s.loyalty.outreach?.rate = rate
      return s
    }
    let stay = try replicate(base, under: variants, 1).map { try $0.values("retention_12m")[0] }
    // What they are worth: 0, 1.36 and -1.
    #expect(stay[1] > stay[0] + 0.1 && stay[2] < stay[0] - 0.1)
  }

  @Test("in a repertoire market contacts make it likelier that it is us, and dropping out less so")
  func repertoire() throws {
    var s = Scenario.atRest(.repertoire, customers: 2_000, months: 12)
    var other = s
    other.loyalty.outreach = law { $0.gain = 1.4 }
    let runs = try replicate(s, under: [s, other], 1)
    for run in runs { #expect(run.conserve) }
    // Occasions are the same in both: 24 a year and customer, on 365 days.
    let occasions = 2_000 * 24 * 365 / 365.25
    let odds = try runs.map { run in
      let share = try run.values("purchases")[0] / occasions
      return log(share / (1 - share))
    }
    #expect(abs(odds[1] - odds[0] - 0.7) < 0.06)

    // Whoever always comes drops out with 2% a visit, or half of that.
    s.market.nothing = -20
    s.loyalty.dropout = .constant(0.02)
    other = s
    other.loyalty.outreach = law { $0.gain = 1.4 }
    let stay = try replicate(s, under: [s, other], 1).map { try $0.values("retention_12m")[0] }
    #expect(stay[1] > stay[0] + 0.1)
  }
}

@Suite("Service by appointment")
struct AppointmentMechanisms {
  /// A practice that is open from nine to five every day.
  private func practice(
    perYear: Double = 12, slots: Double = 4, _ change: (inout Appointment) -> Void = { _ in }
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 400, months: 12)
    var chair = Touchpoint.phone(team: "desk", service: .constant(10))
    (chair.id, chair.channel) = ("chair", .counter)
    var law = Appointment()
    (law.slots, law.aheadDays, law.accepts, law.overbooked) = (slots, 60, .constant(30), 0)
    (law.noShow, law.lead, law.cancels) = (0, 0, 0)
    change(&law)
    chair.appointment = law
    s.journeys = [.need("treatment", perYear: perYear, at: chair)]
    var desk = Team.steady("desk", onDuty: 4)
    desk.hours = WeeklyHours(intervals: (0..<7).map { $0 * 1_440 + 540..<$0 * 1_440 + 1_020 })
    s.teams = [desk]
    return s
  }

  @Test("the chance of not turning up follows the lead, and a reminder lowers it")
  func law() {
    var law = Appointment()
    (law.noShow, law.lead) = (0.1, 0.5)
    #expect(abs(AppointmentLaw.noShow(law, days: 0) - 0.1) < 1e-12)
    // Odds of 1/9 times the root of 9: 1/3.
    #expect(abs(AppointmentLaw.noShow(law, days: 8) - 0.25) < 1e-12)
    law.reminder = Reminder()
    law.reminder?.avoids = 0.4
    #expect(abs(AppointmentLaw.noShow(law, days: 8) - 0.15) < 1e-12)
    (law.noShow, law.reminder) = (1, nil)
    #expect(AppointmentLaw.noShow(law, days: 3) == 1)
    law.noShow = 0
    #expect(AppointmentLaw.noShow(law, days: 3) == 0)
    law.slots = 2.5
    #expect(AppointmentLaw.slots(law, openMinutes: 480) == 20)
    #expect(AppointmentLaw.slots(law, openMinutes: 100) == 4)
    law.overbooked = 0.24
    #expect(AppointmentLaw.extra(law, slots: 20) == 4)
  }

  @Test("as many miss their time as the law has it; a reminder brings some of them, and costs")
  func attendance() throws {
    let base = practice { $0.noShow = 0.2 }
    let reminded = practice {
      $0.noShow = 0.2
      $0.reminder = Reminder()
      $0.reminder?.avoids = 0.5
      $0.reminder?.cost = 0.5
    }
    let runs = try replicate(base, under: [base, reminded], 1).map { $0[0] }
    func number(_ run: ReplicationResult, _ metric: String) throws -> Double {
      try #require(run.summary[SeriesKey(metric, "all")])
    }
    for (run, chance) in zip(runs, [0.2, 0.1]) {
      #expect(run.violations.isEmpty)
      let made = try number(run, "appointments")
      #expect(made > 4_000)
      let missed = try number(run, "no_show_rate")
      let error = (chance * (1 - chance) / made).squareRoot()
      #expect(abs(missed - chance) < 4 * error + 0.001)
      // Four an hour on eight hours of 365 days.
      let came = try number(run, "slots_used") * 11_680
      #expect(abs(came - came.rounded()) < 1e-6)
      #expect(came <= made && came > (1 - chance - 0.03) * made - 60)
      #expect(try number(run, "appointments_refused") == 0)
      #expect(try number(run, "slots_from_list") == 0)
    }
    let cost = try number(runs[1], "reminder_cost")
    let made = try number(runs[1], "appointments")
    #expect(cost <= 0.5 * made && cost >= 0.5 * (made - 60))
    #expect(try number(runs[0], "reminder_cost") == 0)
    var off = base
    off.journeys[0].touchpoints[0].appointment = nil
    #expect(try replicate(off, 1)[0].summary[SeriesKey("no_show_rate", "all")] == nil)
  }

  @Test("the longer ago an appointment was made, the fewer turn up, where the lead counts")
  func lead() throws {
    // Fewer slots than needs: the time until the next one grows.
    func shares(_ lead: Double) throws -> [Double] {
      let run = try replicate(practice(slots: 1.5) { ($0.noShow, $0.lead) = (0.1, lead) }, 1)
      #expect(run.conserve)
      return try ["lead:0", "lead:15-28"].map { try run.values("no_show_by_lead", $0)[0] }
    }
    let (counts, indifferent) = (try shares(0.8), try shares(0))
    #expect(counts[1] > counts[0] + 0.2)
    #expect(abs(indifferent[1] - indifferent[0]) < 0.15)
  }

  @Test("who finds no slot in time is refused; a list brings some of them a slot that is freed")
  func waitingList() throws {
    let base = practice(perYear: 24, slots: 1.5) {
      $0.accepts = .constant(5)
      $0.cancels = 0.2
    }
    var listed = base
    listed.journeys[0].touchpoints[0].appointment?.waitingList = true
    let runs = try replicate(base, under: [base, listed], 1)
    for run in runs { #expect(run.conserve) }
    #expect(try runs[0].values("slots_from_list") == [0])
    #expect(try runs[1].values("slots_from_list")[0] > 0.02)
    for run in runs {
      #expect(try run.values("appointments_refused")[0] > 0.1)
      #expect(try run.values("appointment_wait")[0] <= 5 * 86_400 + 1)
      #expect(try abs(run.values("appointments_cancelled")[0] - 0.2) < 0.03)
    }
    // Where everybody finds one, nobody is refused.
    #expect(try replicate(practice(slots: 12), 1).values("appointments_refused") == [0])
  }

  @Test("slots that are given twice are used in place of those who do not turn up")
  func overbooking() throws {
    let base = practice(perYear: 24, slots: 1.5) {
      $0.accepts = .constant(5)
      $0.noShow = 0.3
    }
    var over = base
    over.journeys[0].touchpoints[0].appointment?.overbooked = 0.25
    let used = try replicate(base, under: [base, over], 1).map { run in
      #expect(run.conserve)
      return try run.values("slots_used")[0]
    }
    // Of twelve slots a day 70% are used, and of fifteen appointments.
    #expect(used[0] < 0.75 && used[1] > used[0] + 0.1)
  }

  @Test("to miss an appointment is one's own doing; to find none is held against the firm")
  func blame() throws {
    func stay(_ perYear: Double, _ change: (inout Appointment) -> Void) throws -> Double {
      var s = practice(perYear: perYear, change)
      (s.loyalty.churn, s.loyalty.failure) = (.constant(0.03), 2)
      let runs = try replicate(s, 1)
      #expect(runs.conserve)
      return try runs.values("retention_12m")[0]
    }
    let quiet = try stay(0) { _ in }
    #expect(try stay(12) { $0.noShow = 1 } == quiet)
    #expect(try stay(12) { $0.accepts = .constant(0) } < quiet - 0.1)
  }

  @Test("appointments add up when customers leave, hours change and the book opens and closes")
  func changes() throws {
    var s = practice(perYear: 24, slots: 1.5) {
      $0.accepts = .exponential(mean: 10)
      ($0.noShow, $0.lead, $0.cancels) = (0.1, 0.3, 0.2)
      ($0.waitingList, $0.overbooked) = (true, 0.2)
    }
    s.clock.settleMonths = 3
    s.loyalty.churn = .constant(0.05)
    s.journeys[0].retry = 0.5
    s.customers.acquisition.marketing.spend = 1_000
    func phase(_ month: Double, _ change: (inout Scenario) -> Void) -> Phase {
      var settings = s
      change(&settings)
      return Phase(at: .month(month), settings: settings, changes: [])
    }
    let phases = [
      phase(2) { $0.journeys[0].touchpoints[0].appointment?.slots = 0.5 },
      phase(3.5) {
        $0.teams[0].hours = WeeklyHours(
          intervals: (0..<3).map { $0 * 1_440 + 600..<$0 * 1_440 + 720 })
      },
      phase(5) { $0.journeys[0].touchpoints[0].appointment = nil },
      phase(7) { $0.journeys[0].touchpoints[0].appointment?.slots = 3 },
      phase(9) { $0.journeys[0].touchpoints[0].appointment?.aheadDays = 3 },
    ]
    s.phases = phases
    let runs = try replicate(s, 2)
    #expect(runs.conserve)
    for run in runs {
      let made = try #require(run.timeline[SeriesKey("appointments", "all")])
      #expect(made[6] == 0 && made[4] > 0 && made[8] > made[4])
    }
  }

  @Test("who goes to a site that opens later comes when it does")
  func sites() throws {
    var s = practice()
    var late = Team.steady("late", onDuty: 4)
    late.hours = WeeklyHours(intervals: (0..<7).map { $0 * 1_440 + 720..<$0 * 1_440 + 1_200 })
    s.teams.append(late)
    s.sites = ["near", "far"].map { id in
      var site = Site()
      site.id = id
      return site
    }
    var served = SiteTeam()
    (served.id, served.by) = ("desk", "late")
    s.sites[1].teams = [served]
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    #expect(try runs.values("contacts", "team:late")[0] > 1_000)
    #expect(try runs.values("turned_away_rate", "team:late") == [0])
  }

  @Test("an appointment with nobody is refused")
  func nobody() {
    var s = practice()
    s.journeys[0].touchpoints[0].team = nil
    s.journeys[0].touchpoints[0].channel = .selfService
    #expect(throws: ModelError.self) { try Model(s) }
  }
}
