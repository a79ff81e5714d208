import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

@Suite struct TableTests {
  private func lines(_ table: Table) -> [String] {
    String(decoding: table.csv, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func fieldsAreQuotedByTheRFC() {
    var writer = CSVWriter()
    for field in ["plain", "a,b", "say \"hi\"", "two\nlines", ""] { writer.field(field) }
    writer.endRow()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\n")
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (0.1 + 0.2, "0.3"), (1.0 / 3, "0.3333333333"),
    (2_410_000, "2410000"), (1e-7, "1e-07"), (.infinity, ""), (-.infinity, ""), (.nan, ""),
    (123_456_789.25, "123456789.2"), (-5, "-5"),
  ])
  func numbers(value: Double, text: String) {
    #expect(NumberText.significant(value) == text)
  }

  @Test func theTablesAreThoseOfTheDesign() {
    let tables = RunTables.all(Fixture.run())
    let headers = Dictionary(
      uniqueKeysWithValues: tables.map { ($0.file, lines($0)[0]) })
    #expect(
      headers == [
        "summary.csv": "metric,subject,unit,mean,lower,upper,half_width,replications",
        "timeline.csv": "month,metric,subject,mean,lower,upper",
        "retention.csv": "view,cohort,segment,month,at_risk,events,survival,lower,upper",
        "growth.csv":
          "dose,satisfaction,sales_growth,lower,upper,retention,acquisition,frequency,price_mix",
        "growth_observed.csv": "band,satisfaction,sales_growth,customers",
        "consistency.csv":
          "source,times,spread,quality,quality_lower,quality_upper,satisfaction,retention,"
          + "retention_difference,retention_lower,retention_upper,sales_difference,"
          + "sales_lower,sales_upper,replications",
        "gap_causes.csv":
          "gap,satisfaction_difference,satisfaction_lower,satisfaction_upper,retention_difference,"
          + "retention_lower,retention_upper,sales_difference,sales_lower,sales_upper",
        "touchpoints.csv": "month,touchpoint,touchpoint_satisfaction,weakest_link",
        "gaps.csv": "month,gap,expected_quality,received_quality,service_gap",
        "features.csv": "month,feature,feature_satisfaction_with,feature_satisfaction_without",
        "leavers.csv": "month,cause,segment,customers",
        "evidence.csv":
          "metric,subject,published_low,published_high,used,mean,lower,upper,verdict,source",
        "cohorts.csv":
          "cohort,period,active,revenue,customers_kept,money_kept_net,money_kept_gross",
        "staff.csv":
          "month,team,mean_wait,occupancy,skill_mean,engagement_mean,burnout_mean",
        "journeys.csv": "month,journey,needs",
        "rivals.csv": "month,rival,rival_price,rival_utility",
        "pull.csv": "month,pull,pull_part",
        "measurement.csv": "month,survey_satisfaction,satisfied_share",
        "finance.csv":
          "month,revenue,supply_cost,staff_cost,training_cost,recruitment_cost,recovery_cost,"
          + "contact_cost,acquisition_cost,overhead_cost,profit",
      ])
    #expect(tables.allSatisfy { !$0.rows.isEmpty })
  }

  @Test func columnsSayWhatASubjectAndARunAre() {
    for kind in SubjectKind.known {
      #expect(Shared.subject.meaning.contains(kind.subject(kind == .all ? "" : "ID")), "\(kind.id)")
    }
    let ids = [
      "satisfaction_mean", "customers", "profit", "occupancy", "retention_12m", "retention",
    ]
    let metrics = ids.compactMap(Metric.named)
    #expect(metrics.map(\.whole) == [.mean, .last, .sum, .pooled, .defined, .none])
    let text = ColumnsFile.text([], metrics: metrics, currency: "GBP")
    for whole in metrics.map(\.whole) {
      #expect(text.contains("\"run\": \"\(whole.rawValue)\""))
      #expect(text.contains(whole.phrase))
    }
  }

  @Test func anInfiniteBoundIsAnEmptyField() {
    var outcome = Fixture.run()
    outcome.summary = [
      SummaryRow(
        metric: Fixture.metric("profit"), subject: "all",
        estimate: Estimate(mean: 12.5, lower: -.infinity, upper: .infinity, replications: 1))
    ]
    #expect(lines(RunTables.summary(outcome))[1] == "profit,all,GBP,12.5,,,,1")
  }

  @Test func aMonthWithoutASurveyHasNoRowInTheTimelineAndAnEmptyFieldInThePivot() {
    let outcome = Fixture.run()
    let survey = lines(RunTables.timeline(outcome)).filter { $0.contains("survey_satisfaction") }
    #expect(survey.count == 12 && survey[0].hasPrefix("2,survey_satisfaction,all,"))
    let pivot = lines(RunTables.flat(.measurement, outcome))
    #expect(pivot[1] == "0,," && pivot[3].hasPrefix("2,75."))
  }

  @Test func recordsOpenInOtherPeoplesPrograms() {
    let files = RecordTables.files(
      Fixture.records(), scenario: "broadband", clock: Fixture.scenario().clock)
    let text = Dictionary(
      uniqueKeysWithValues: files.map {
        ($0.description.file, String(decoding: $0.bytes, as: UTF8.self))
      })
    #expect(
      text["records/transactions.csv"]
        == """
        customer_id,date,amount,transaction_id,timestamp,case_id,replication
        1,2026-01-05,32.00,1,2026-01-05T08:15:00.000Z,1-visit-7,1
        2,2026-02-05,1.2345,2,2026-02-05T00:00:00.000Z,,1

        """)
    #expect(
      text["records/lifetimes.csv"] == """
        customer_id,scenario,entry,duration,event_observed,segment,joined,left,cause,replication
        1,broadband,14.5,50.5,0,families,2024-10-21,,,1
        2,broadband,0,3.25,1,students,2026-01-08,2026-04-17,moved,1

        """)
    #expect(
      text["records/customers.csv"] == """
        customer_id,segment,initial,purchases_before,first_before,last_before,replication,age,home
        1,families,1,7,2025-11-24T08:00:00.000Z,2026-01-04T23:30:00.000Z,1,25-44,"owner, with a ""garden""\"
        2,students,0,0,,,1,18-24,renter

        """)
    #expect(
      text["records/events.csv"] == """
        customer_id,event,timestamp,resource,scenario,case_id,start_timestamp,replication
        1,fault: call,2026-01-05T08:00:00.000Z,,broadband,,2026-01-05T08:00:00.000Z,1
        1,fault: answered,2026-01-05T08:00:00.001Z,first-line:3,broadband,1-fault-2,2026-01-05T07:50:00.000Z,1
        2,bill: call,2026-01-05T08:01:30.000Z,first-line:1,broadband,,2026-01-05T08:01:30.000Z,1

        """)
    #expect(
      text["records/contacts.csv"] == """
        customer_id,case_id,touchpoint,team,agent,arrival,begin,end,wait,outcome,replication
        1,1-fault-2,fault: call,first-line,3,2026-01-05T07:45:00.000Z,2026-01-05T07:50:00.000Z,\
        2026-01-05T08:00:00.000Z,5,resolved,1
        2,2-bill-1,bill: call,first-line,,2026-01-05T08:00:00.000Z,,2026-01-05T08:01:30.000Z,1.5,gave up,1
        2,2-bill-2,bill: call,first-line,,2026-01-05T08:20:00.000Z,,,,open,1

        """)
    #expect(
      text["records/surveys.csv"]
        == "customer_id,month,date,answer,replication\n2,2,2026-04-04,61.5,1\n")
    #expect(
      text["records/panel.csv"] == """
        customer_id,segment,spell,month,date,start,stop,event,satisfaction,price,contacts,\
        contacts_before,complaints,purchases,paid,replication
        2,students,1,3,2026-04-07,3,3.25,1,71.5,28,1,2,1,1,28.00,1

        """)
    #expect(
      text["records/agents.csv"] == """
        month,team,agent,post,hired,left,experience,duty,busy,training,courses,contacts,contacts_own,\
        skill,engagement,burnout,replication
        0,first-line,3,2,2024-02-05,2026-01-17,23.4,2400,800.5,120,2,90,41,0.6,0.55,0.1,1

        """)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (951_782_400_001, "2000-02-29T00:00:00.001Z"),
  ])
  func timestamps(milliseconds: Int, text: String) {
    #expect(Timestamp.text(milliseconds: milliseconds) == text)
  }

  @Test(arguments: [
    (Int64(0), "0.00"), (5, "0.0005"), (-12_300, "-1.23"), (10_000, "1.00"), (1_999_900, "199.99"),
  ])
  func moneyIsExact(amount: Int64, text: String) { #expect(RecordTables.money(amount) == text) }

  @Test func aComparisonNamesWhatIsCompared() {
    let table = ComparisonTables.comparison(Fixture.comparison(), baseline: "broadband")
    let text = lines(table)
    #expect(
      text[0]
        == "metric,subject,unit,baseline,variant,mean_baseline,mean_variant,difference,lower,upper,"
        + "adjusted_lower,adjusted_upper,pairs,variance_reduction,verdict,smallest")
    #expect(
      text[1]
        == "retention_12m,all,fraction,broadband,training-6-months,0.859,0.8593,0.0003,0,0.0006,"
        + "-4.5e-05,0.000645,60,52.4,unclear,0.001")
    #expect(text.contains { $0.hasSuffix(",0,0,0,0,0,60,,same,0.001") })
  }

  @Test func everyColumnHasAMeaning() {
    let outcome = Fixture.run(records: true)
    for table in RunTables.all(outcome)
      + ComparisonTables.all(Fixture.comparison(), baseline: "broadband")
    {
      for column in table.columns {
        #expect(!column.meaning.isEmpty, "\(table.file) \(column.name)")
      }
    }
  }
}
