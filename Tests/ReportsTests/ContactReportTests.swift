import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

/// What a report says of appointments, and of contacts of the firm's own accord.
@Suite struct ContactReportTests {
  private var outcome: RunOutcome {
    var outcome = Fixture.run()
    func add(_ id: String, _ subject: String, _ mean: Double, _ half: Double) {
      outcome.summary.append(
        SummaryRow(
          metric: Fixture.metric(id), subject: subject, estimate: Fixture.estimate(mean, half)))
    }
    for (number, band) in LeadBand.allCases.enumerated() {
      add("no_show_by_lead", "lead:" + band.word, 0.08 + 0.04 * Double(number), 0.01)
    }
    add("appointment_wait", "all", 4 * 86_400, 3_600)
    add("no_show_rate", "all", 0.17, 0.01)
    add("slots_used", "all", 0.74, 0.01)
    add("slots_from_list", "all", 0.06, 0.01)
    add("appointments_refused", "all", 0.03, 0.01)
    add("outreach_contacts", "all", 120_000, 500)
    add("outreach_cost", "all", 60_000, 250)
    add("irritated_share", "all", 0.12, 0.01)
    add("opted_out_share", "all", 0.05, 0.01)
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

  @Test func thePageHasItsSections() {
    func page(_ outcome: RunOutcome) -> String {
      RunPage.text(
        outcome, charts: RunCharts.all(outcome), drawings: [:], context: Fixture.context())
    }
    for title in ["Appointments", "How often to get in touch"] {
      #expect(page(outcome).contains(">\(title)<"), "\(title)")
      #expect(!page(Fixture.run()).contains(">\(title)<"), "\(title)")
    }
  }
}
