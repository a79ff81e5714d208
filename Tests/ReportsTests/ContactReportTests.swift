import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

/// What a report says of appointments, and of contacts of the firm's own accord.
@Suite struct ContactReportTests {
  private var outcome: RunOutcome {
    var outcome = Fixture.run()
    for (number, band) in LeadBand.allCases.enumerated() {
      outcome.add("no_show_by_lead", "lead:" + band.word, 0.08 + 0.04 * Double(number), 0.01)
    }
    outcome.add("appointment_wait", "all", 4 * 86_400, 3_600)
    outcome.add("no_show_rate", "all", 0.17, 0.01)
    outcome.add("slots_used", "all", 0.74, 0.01)
    outcome.add("slots_from_list", "all", 0.06, 0.01)
    outcome.add("appointments_refused", "all", 0.03, 0.01)
    outcome.add("outreach_contacts", "all", 120_000, 500)
    outcome.add("outreach_cost", "all", 60_000, 250)
    outcome.add("irritated_share", "all", 0.12, 0.01)
    outcome.add("opted_out_share", "all", 0.05, 0.01)
    outcome.contactResponse = [
      (0.0, -0.02, -900.0), (0.5, -0.005, 1_500), (1, 0, 0), (2, -0.004, -8_000),
      (4, -0.03, -30_000),
    ].map { times, kept, profit in
      ContactPoint(
        times: times, contacts: times, irritated: 0.1 * times,
        retention: Fixture.estimate(0.86 + kept, 0.004),
        retentionChange: Fixture.estimate(kept, times == 1 ? 0 : 0.001),
        profitChange: Fixture.estimate(profit, times == 1 ? 0 : 200))
    }
    return outcome
  }

  @Test func theTablesHoldEachLeadAndFrequency() {
    let tables = RunTables.all(outcome)
    func rows(_ file: String) -> Int { tables.first { $0.file == file }?.rows.count ?? 0 }
    #expect(rows("no_shows.csv") == 6 && rows("contact_response.csv") == 5)
    let without = RunTables.all(Fixture.run()).map(\.file)
    for file in ["no_shows.csv", "contact_response.csv"] {
      #expect(!without.contains(file), "\(file)")
    }
  }

  @Test func theChartsSayWhatTheyShow() throws {
    let charts = RunCharts.all(outcome)
    let missed = try #require(charts.first { $0.name == "no_shows" })
    #expect(
      missed.title
        == "Booked less than a day before, 8 of 100 do not turn up; more than 28 days before, 28")
    let response = try #require(charts.first { $0.name == "contact_response" })
    #expect(response.title.contains(" as many contacts: "))
    #expect(response.title.contains("3.0 of 100 customers kept"))
    #expect(response.title.contains("£30,000 less profit"))
    #expect(response.data.rows.count == 5)
  }

  @Test func theSentencesTellWhatPays() throws {
    let sentences = Sentences(outcome.scenario)
    let appointments = try #require(sentences.appointments(outcome))
    #expect(appointments.contains("4.0 days") && appointments.contains("nobody comes to 17"))
    #expect(appointments.contains("3 of 100 who ask find none"))
    let outreach = try #require(sentences.outreach(outcome))
    #expect(outreach.contains("12 are contacted more than they tolerate"))
    #expect(outreach.contains("Half as many contacts would bring "))
    var asItIs = outcome
    asItIs.contactResponse.remove(at: 1)
    #expect(
      try #require(sentences.outreach(asItIs)).contains("None of the other frequencies"))
    let plain = Fixture.run()
    #expect(sentences.appointments(plain) == nil && sentences.outreach(plain) == nil)
  }

  @Test func nobodyIsNotTold() throws {
    var none = outcome
    for id in ["slots_from_list", "appointments_refused", "opted_out_share"] {
      none.summary.removeAll { $0.metric.id == id }
      none.add(id, "all", 0.002, 0.001)
    }
    let sentences = Sentences(none.scenario)
    let appointments = try #require(sentences.appointments(none))
    #expect(!appointments.contains("waiting list") && !appointments.contains("find none"))
    let outreach = try #require(sentences.outreach(none))
    #expect(outreach.contains("12 are contacted more than they tolerate."))
    #expect(!outreach.contains("opted out"))
  }

  @Test func aChangeOfAShareIsInPoints() throws {
    let chart = try #require(RunCharts.all(outcome).first { $0.name == "contact_response" })
    #expect(chart.description.contains("At 0 contacts stop at the start"))
    #expect(chart.spec.compact.contains("points, against contacts as they are"))
    #expect(chart.data.rows.first?[3].field == "-2.00 points")
    #expect(chart.data.rows.first?[4].field == "-2.10 to -1.90")
  }

  @Test func thePageHasItsSections() {
    func page(_ outcome: RunOutcome) -> String {
      RunPage.text(
        outcome, charts: RunCharts.all(outcome), drawings: [:], context: Fixture.context())
    }
    // With the charts that are declared with their figures.
    var drawn = outcome
    for id in ["slots_used", "no_show_rate", "irritated_share"] {
      drawn.timeline.append(
        TimelineSeries(
          metric: Fixture.metric(id), subject: "all",
          estimates: (0..<Fixture.months).map { _ in Fixture.estimate(0.2, 0.01) }))
    }
    for title in ["Appointments", "How often to get in touch"] {
      #expect(page(drawn).contains(">\(title)<"), "\(title)")
      #expect(!page(Fixture.run()).contains(">\(title)<"), "\(title)")
    }
    for chart in ["Slots used, missed and not to be had", "Contacts that are too many"] {
      #expect(page(drawn).contains(chart), "\(chart)")
    }
    #expect(!page(drawn).contains(">Schemes and instruments<"))
  }
}
