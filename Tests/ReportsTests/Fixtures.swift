import Foundation
import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

/// Made-up outcomes of a believable size: nothing here is simulated.
enum Fixture {
  static let months = 36

  static func scenario() -> Scenario {
    var scenario = Scenario()
    scenario.title = "Broadband contact centre"
    scenario.about = "Does first-line fault training beat one more agent?"
    scenario.currency = "GBP"
    scenario.sources = [
      Source(id: "ofcom-2022", citation: "Ofcom, Comparing Customer Service 2023 (data for 2022)"),
      Source(id: "cma-2015", citation: "CMA and Which?, switching in the last three years, 2015"),
    ]
    for (id, name, initial) in [
      ("families", "Families", 2200), ("students", "Students", 1200), ("retired", "Retired", 1600),
    ] {
      var segment = Segment()
      (segment.id, segment.name, segment.initial) = (id, name, initial)
      scenario.customers.segments.append(segment)
    }
    for (id, name) in [
      ("first-line", "First line"), ("field", "Engineers"), ("retention-desk", "Retention desk"),
    ] {
      var team = Team()
      (team.id, team.name) = (id, name)
      scenario.teams.append(team)
    }
    for id in ["fault", "bill"] {
      var journey = Journey()
      journey.id = id
      for (step, name) in [("call", "Call"), ("visit", "Engineer's visit")] {
        var point = Touchpoint()
        (point.id, point.name) = (step, name)
        journey.touchpoints.append(point)
      }
      scenario.journeys.append(journey)
    }
    var seat = Feature()
    (seat.id, seat.name, seat.kind) = ("seat", "A seat", .needed)
    scenario.features = [seat]
    var bignet = Rival()
    (bignet.id, bignet.name, bignet.price) = ("bignet", "BigNet", .money(29))
    var promotion = Promotion()
    (promotion.at, promotion.price, promotion.months) = (.month(9), .money(24), 2)
    bignet.promotions = [promotion]
    var fibreco = Rival()
    (fibreco.id, fibreco.name, fibreco.enters) = ("fibreco", "FibreCo", .month(18))
    scenario.market.rivals = [bignet, fibreco]
    scenario.phases = [
      Phase(at: .month(6), settings: Scenario(), changes: ["teams.first-line.staff = 6"])
    ]
    scenario.levers = [Lever(path: "teams.first-line.staff", range: ["4", "8"], values: nil)]
    return scenario
  }

  static func estimate(_ mean: Double, _ half: Double, _ replications: Int = 20) -> Estimate {
    Estimate(mean: mean, lower: mean - half, upper: mean + half, replications: replications)
  }

  /// The difference of a variant that is clear, in a metric about everything together.
  static func difference(_ id: String, from baseline: Double, by mean: Double, _ half: Double)
    -> DifferenceRow
  {
    DifferenceRow(
      metric: metric(id), subject: "all", meanBaseline: baseline, meanVariant: baseline + mean,
      difference: estimate(mean, half, 60), adjustedLower: mean - half, adjustedUpper: mean + half,
      varianceReduction: 10, verdict: .clear, morePairs: nil)
  }

  static func metric(_ id: String) -> Metric {
    guard let metric = Metric.named(id) else {
      Issue.record("no metric \(id)")
      return Metric.all[0]
    }
    return metric
  }

  static func run(records: Bool = false) -> RunOutcome {
    let scenario = scenario()
    return RunOutcome(
      scenario: scenario, seed: 1, replications: 20, months: months, summary: summary(),
      timeline: timeline(), retention: retention(), growth: growth(),
      growthObserved: growthObserved(), consistency: consistency(),
      gapClosings: gapClosings(), leavers: leavers(), evidence: evidence(),
      cohorts: (0..<months).map {
        CohortRow(cohort: "initial", period: $0, active: 5000 - 60 * Double($0))
      },
      records: records ? Self.records() : nil, events: 1_234_567)
  }

  static func summary() -> [SummaryRow] {
    let rows: [(String, String, Double, Double)] = [
      ("retention_12m", "all", 0.859, 0.004), ("retention_36m", "all", 0.647, 0.006),
      ("retention_12m", "segment:families", 0.894, 0.004),
      ("retention_12m", "segment:students", 0.742, 0.008),
      ("retention_12m", "segment:retired", 0.901, 0.004),
      ("satisfaction_mean", "all", 72.3, 0.5), ("survey_satisfaction", "all", 75.9, 0.7),
      ("satisfied_share", "all", 0.823, 0.01), ("nps", "all", 12.4, 2.1),
      ("complaint_incidence", "all", 0.131, 0.006), ("customers", "all", 4870, 40),
      ("joined", "all", 2120, 30), ("left", "all", 2250, 35),
      ("mean_wait", "team:first-line", 154, 9), ("abandonment_rate", "team:first-line", 0.12, 0.01),
      ("occupancy", "team:first-line", 0.33, 0.01), ("turnover", "team:first-line", 0.2, 0.03),
      ("mean_wait", "team:field", 86_400, 4000), ("occupancy", "team:field", 0.71, 0.02),
      ("first_contact_resolution", "journey:fault", 0.58, 0.01),
      ("competitor_pull", "all", 0.06, 0.01), ("rival_price", "rival:bignet", 28.7, 0),
      ("weakest_link", "touchpoint:fault.call", 0.7, 0.01),
      ("weakest_link", "touchpoint:fault.visit", 0.3, 0.01),
      ("touchpoint_satisfaction", "touchpoint:fault.call", 67.5, 0.4),
      ("touchpoint_satisfaction", "touchpoint:fault.visit", 75.2, 0.4),
      ("service_gap", "gap:families.reliability", -3.4, 0.1),
      ("service_gap", "gap:families.empathy", 0.8, 0.1),
      ("feature_satisfaction_with", "feature:seat", 71, 0.2),
      ("feature_satisfaction_without", "feature:seat", 66, 0.2),
      ("revenue", "all", 5_600_000, 24_000), ("profit", "all", 812_000, 16_000),
      ("customer_equity", "all", 2_410_000, 30_000), ("customer_value", "all", 412, 7),
      ("sales_growth", "all", 0.037, 0.008), ("growth_retention", "all", -0.148, 0.004),
      ("growth_acquisition", "all", 0.185, 0.004), ("growth_frequency", "all", 0, 0),
      ("growth_price_mix", "all", -0.001, 0.0005),
    ]
    return rows.map { SummaryRow(metric: metric($0), subject: $1, estimate: estimate($2, $3)) }
  }

  static func timeline() -> [TimelineSeries] {
    func series(
      _ id: String, _ subject: String, _ half: Double, every: Int = 1, _ mean: (Double) -> Double
    ) -> TimelineSeries {
      TimelineSeries(
        metric: metric(id), subject: subject,
        estimates: (0..<months).map {
          $0 % every == every - 1 ? estimate(mean(Double($0)), half) : nil
        })
    }
    var all = [
      series("satisfaction_mean", "all", 0.4) { 72 + 0.8 * sin($0 / 8) },
      series("survey_satisfaction", "all", 1.1, every: 3) { 75.6 + 0.9 * sin($0 / 8) },
      series("satisfied_share", "all", 0.02, every: 3) { 0.82 + 0.01 * sin($0 / 8) },
      series("customers", "all", 25) { 5000 - 4 * $0 },
      series("competitor_pull", "all", 0.01) {
        ($0 == 9 || $0 == 10 ? 0.16 : 0.01) + ($0 >= 18 ? 0.1 * (1 - exp(-($0 - 18) / 10)) : 0)
      },
      series("rival_utility", "rival:bignet", 0.0) { $0 == 9 || $0 == 10 ? 0.3 : 0.1 },
      series("pull_part", "pull:families.price", 0.0) { $0 == 9 || $0 == 10 ? 0.2 : 0.1 },
      series("rival_price", "rival:bignet", 0.0) { $0 == 9 || $0 == 10 ? 24 : 29 },
      series("revenue", "all", 900) { 156_000 - 120 * $0 },
      series("supply_cost", "all", 400) { 62_000 - 50 * $0 },
      series("staff_cost", "all", 300) { 41_000 + 200 * sin($0) },
      series("training_cost", "all", 30) { $0.truncatingRemainder(dividingBy: 6) == 0 ? 1300 : 0 },
      series("recruitment_cost", "all", 200) { 900 + 200 * cos($0) },
      series("recovery_cost", "all", 100) { 2400 + 100 * sin($0 / 3) },
      series("contact_cost", "all", 1) { 0 * $0 },
      series("acquisition_cost", "all", 0) { 4350 + 0 * $0 },
      series("overhead_cost", "all", 0) { 20_000 + 0 * $0 },
      series("profit", "all", 800) { 25_000 - 60 * $0 - 300 * sin($0) },
    ]
    for (i, team) in ["first-line", "field", "retention-desk"].enumerated() {
      let shift = Double(i)
      let subject = "team:" + team
      all += [
        series("skill_mean", subject, 0.01) { 0.5 + 0.05 * shift + 0.03 * sin(($0 + shift) / 5) },
        series("engagement_mean", subject, 0.008) { 0.55 + 0.02 * shift - 0.001 * $0 },
        series("burnout_mean", subject, 0.006) { 0.1 + 0.04 * shift + 0.0012 * $0 },
        series("occupancy", subject, 0.01) { 0.33 + 0.19 * shift + 0.01 * sin($0 / 4) },
        series("mean_wait", subject, 6) { (i == 1 ? 86_000 : 150) + 12 * sin($0 / 3) + 10 * shift },
      ]
    }
    all.append(series("needs", "journey:fault", 8) { 700 - $0 })
    for (step, level) in [("call", 66.0), ("visit", 74)] {
      all += [
        series("touchpoint_satisfaction", "touchpoint:fault." + step, 0.5) { level + 0.1 * $0 },
        series("weakest_link", "touchpoint:fault." + step, 0.01) {
          (step == "call" ? 0.7 : 0.3) + 0 * $0
        },
      ]
    }
    for (dimension, gap) in zip(Dimensions.names, [-3.4, -1.2, 0.3, 0.8, -0.1]) {
      let subject = "gap:families." + dimension
      all += [
        series("expected_quality", subject, 0.2) { 72 + 0 * $0 },
        series("received_quality", subject, 0.2) { 72 + gap + 0 * $0 },
        series("service_gap", subject, 0.1) { gap + 0 * $0 },
      ]
    }
    all += [
      series("feature_satisfaction_with", "feature:seat", 0.2) { 71 + 0 * $0 },
      series("feature_satisfaction_without", "feature:seat", 0.2) { 66 + 0 * $0 },
    ]
    return all
  }

  static func retention() -> [RetentionCurve] {
    func curve(_ view: String, _ segment: String, _ size: Double, _ hazard: Double)
      -> RetentionCurve
    {
      RetentionCurve(
        view: view, cohort: "initial", segment: segment,
        points: (0...months).map { month in
          let survival = exp(-hazard * Double(month))
          let half = 0.0012 * Double(month).squareRoot()
          return RetentionPoint(
            month: month, atRisk: size * survival,
            events: month == 0 ? 0 : size * survival * hazard,
            survival: Estimate(
              mean: survival, lower: survival - half, upper: min(1, survival + half),
              replications: 20))
        })
    }
    return [
      curve("truth", "all", 5000, 0.0127), curve("truth", "families", 2200, 0.0094),
      curve("truth", "students", 1200, 0.0248), curve("truth", "retired", 1600, 0.0087),
      curve("observed", "all", 5000, 0.0107),
    ]
  }

  static func growth() -> [GrowthPoint] {
    [-10.0, -5, 0, 5, 10].map { dose in
      let satisfaction = 72.3 + 0.62 * dose
      let growth = 0.037 + 0.006 * dose - 0.00015 * dose * dose
      return GrowthPoint(
        dose: dose, satisfaction: satisfaction, salesGrowth: estimate(growth, 0.011, 8),
        retention: -0.148 + 0.0052 * dose,
        acquisition: log(1 + growth) + 0.148 - 0.0052 * dose + 0.001,
        frequency: 0, priceMix: -0.001)
    }
  }

  static func growthObserved() -> [ObservedGrowthBand] {
    [
      ObservedGrowthBand(band: "40-50", satisfaction: 46.1, salesGrowth: -0.262, customers: 41),
      ObservedGrowthBand(band: "50-60", satisfaction: 55.8, salesGrowth: -0.201, customers: 113),
      ObservedGrowthBand(band: "60-70", satisfaction: 65.4, salesGrowth: -0.152, customers: 288),
      ObservedGrowthBand(band: "70-80", satisfaction: 75.2, salesGrowth: -0.118, customers: 402),
      ObservedGrowthBand(band: "80-90", satisfaction: 84.6, salesGrowth: -0.094, customers: 271),
      ObservedGrowthBand(band: "90-100", satisfaction: 93.7, salesGrowth: -0.081, customers: 84),
    ]
  }

  static func consistency() -> [ConsistencyPoint] {
    let spreads: [(SpreadSource, Double, Double, Double)] = [
      (.all, 0, 12.1, 0.006), (.all, 0.5, 13.0, 0.004), (.all, 1, 15.2, 0),
      (.all, 1.5, 18.4, -0.006), (.all, 2, 22.0, -0.014), (.betweenStaff, 0, 14.1, 0.001),
      (.withinStaff, 0, 13.4, 0.003), (.process, 0, 14.8, 0.001),
    ]
    return spreads.map { source, times, spread, change in
      let half = change == 0 ? 0 : 0.002
      return ConsistencyPoint(
        source: source, times: times, spread: spread, quality: estimate(71.4, 0.3, 4),
        satisfaction: 72.3 + 60 * change, retention: estimate(0.74 + change, 0.01, 4),
        retentionChange: estimate(change, half, 4), salesChange: estimate(1.4 * change, half, 4))
    }
  }

  static func gapClosings() -> [GapClosing] {
    [
      GapClosing(
        gap: .delivery, satisfaction: estimate(1.9, 0.2, 4), retention: estimate(0.004, 0.002, 4),
        sales: estimate(0.006, 0.003, 4)),
      GapClosing(
        gap: nil, satisfaction: estimate(2.6, 0.2, 4), retention: estimate(0.006, 0.002, 4),
        sales: estimate(0.009, 0.003, 4)),
    ]
  }

  static func leavers() -> [LeaverRow] {
    let causes: [(String, Double)] = [
      ("price", 19.4), ("moved", 11.9), ("not-resolved", 10.6), ("service", 9.2), ("rival", 6.1),
      ("broken-promise", 3.2), ("other", 2.1),
    ]
    return (0..<months).flatMap { month in
      causes.flatMap { cause, count in
        ["families", "students", "retired"].enumerated().map { i, segment in
          LeaverRow(
            month: month, cause: cause, segment: segment,
            customers: count / 3 * (0.8 + 0.2 * Double(i)) * (1 + 0.1 * sin(Double(month))))
        }
      }
    }
  }

  static func evidence() -> [EvidenceRow] {
    let rows:
      [(String, String, Double, Double, Evidence.Use, String, Double, Double, EvidenceRow.Verdict)] =
        [
          ("mean_wait", "team:first-line", 127, 187, .fit, "ofcom-2022", 154, 9, .inside),
          (
            "abandonment_rate", "team:first-line", 0.04, 0.21, .check, "ofcom-2022", 0.12, 0.01,
            .inside
          ),
          ("complaint_incidence", "all", 0.11, 0.15, .fit, "ofcom-2022", 0.131, 0.006, .inside),
          ("satisfied_share", "all", 0.79, 0.85, .fit, "ofcom-2022", 0.846, 0.01, .unclear),
          ("switched_36m", "all", 0.24, 0.28, .check, "cma-2015", 0.31, 0.007, .outside),
        ]
    return rows.map { id, subject, low, high, used, source, mean, half, verdict in
      var evidence = Evidence()
      (evidence.metric, evidence.subject, evidence.low, evidence.high) = (id, subject, low, high)
      (evidence.used, evidence.source) = (used, source)
      return EvidenceRow(evidence: evidence, estimate: estimate(mean, half), verdict: verdict)
    }
  }

  static func records() -> Records {
    var records = Records()
    records.attributes = ["age", "home"]
    records.transactions = [
      .init(customer: 1, day: 0, amount: 320_000, time: 495, caseID: "1-visit-7"),
      .init(customer: 2, day: 31, amount: 12_345, time: 44_640),
    ]
    records.lifetimes = [
      .init(
        customer: 1, entry: 14.5, duration: 50.5, left: false, segment: "families",
        joinedDay: -441, leftDay: nil, cause: ""),
      .init(
        customer: 2, entry: 0, duration: 3.25, left: true, segment: "students",
        joinedDay: 3, leftDay: 102, cause: "moved"),
    ]
    records.people = [
      .init(
        customer: 1, segment: "families", attributes: ["25-44", "owner, with a \"garden\""],
        isInitial: true, before: .init(purchases: 7, first: -60_000, last: -30)),
      .init(
        customer: 2, segment: "students", attributes: ["18-24", "renter"], isInitial: false,
        before: .init(purchases: 0, first: nil, last: nil)),
    ]
    records.customerMonths = [
      .init(
        customer: 2, segment: "students", spell: 1, month: 3, day: 92, start: 3, stop: 3.25,
        left: true, satisfaction: 71.5, price: 28, contacts: 1, contactsBefore: 2, complaints: 1,
        purchases: 1, paid: 280_000)
    ]
    records.agentMonths = [
      .init(
        month: 0, team: "first-line", agent: 3, post: 2, hiredDay: -700, leftDay: 12,
        experience: 23.4, duty: 2400, busy: 800.5, training: 120, courses: 2, served: 90,
        servedOwn: 41, skill: 0.6, engagement: 0.55, burnout: 0.1)
    ]
    records.events = [
      .init(customer: 1, event: "fault: call", time: 480, resource: ""),
      .init(
        customer: 1, event: "fault: answered", time: 480, resource: "first-line:3",
        caseID: "1-fault-2", began: 470),
      .init(customer: 2, event: "bill: call", time: 481.5, resource: "first-line:1"),
    ]
    records.contacts = [
      .init(
        customer: 1, caseID: "1-fault-2", touchpoint: "fault: call", team: "first-line", agent: 3,
        arrived: 465, began: 470, ended: 480, outcome: .resolved),
      .init(
        customer: 2, caseID: "2-bill-1", touchpoint: "bill: call", team: "first-line", agent: nil,
        arrived: 480, began: nil, ended: 481.5, outcome: .gaveUp),
      .init(
        customer: 2, caseID: "2-bill-2", touchpoint: "bill: call", team: "first-line", agent: nil,
        arrived: 500, began: nil, ended: nil, outcome: .open),
    ]
    records.answers = [.init(customer: 2, month: 2, day: 89, points: 61.5)]
    return records
  }

  static func comparison() -> ComparisonOutcome {
    let baseline = run()
    func variant(_ name: String, _ title: String, _ change: String, _ scale: Double)
      -> VariantOutcome
    {
      let rows: [(String, String, Double, Double, Double, DifferenceRow.Verdict, Int?)] = [
        ("retention_12m", "all", 0.859, 0.0003 * scale, 0.0003, scale > 1 ? .clear : .unclear, 30),
        ("retention_36m", "all", 0.647, 0.0024 * scale, 0.0008, .clear, nil),
        ("satisfaction_mean", "all", 72.3, 0.21 * scale, 0.05, .clear, nil),
        ("survey_satisfaction", "all", 75.9, 0.15 * scale, 0.4, .unclear, 900),
        ("customer_equity", "all", 2_410_000, 9600 * scale, 2400, .clear, nil),
        ("profit", "all", 812_000, scale > 1 ? -53_000 : 38_000, 4000, .clear, nil),
        ("revenue", "all", 5_600_000, 12_000 * scale, 3000, .clear, nil),
        ("sales_growth", "all", 0.037, 0.0012 * scale, 0.0004, .clear, nil),
        ("mean_wait", "team:first-line", 154, scale > 1 ? -48 : 44, 5, .clear, nil),
        ("occupancy", "team:first-line", 0.33, -0.01 * scale, 0.002, .clear, nil),
        ("growth_frequency", "all", 0, 0, 0, .same, nil),
      ]
      return VariantOutcome(
        name: name, title: title, changes: [change], outcome: run(),
        differences: rows.map { id, subject, base, difference, half, verdict, more in
          DifferenceRow(
            metric: metric(id), subject: subject, meanBaseline: base,
            meanVariant: base + difference, difference: estimate(difference, half, 60),
            adjustedLower: difference - 1.15 * half, adjustedUpper: difference + 1.15 * half,
            varianceReduction: half == 0 ? .infinity : 52.4, verdict: verdict,
            morePairs: verdict == .unclear ? more : nil)
        },
        timeline: [
          TimelineSeries(
            metric: metric("retention_12m"), subject: "all",
            estimates: (0..<months).map { estimate(0.0001 * scale * Double($0), 0.0003, 60) }),
          TimelineSeries(
            metric: metric("customers"), subject: "all",
            estimates: (0..<months).map { estimate(0.4 * scale * Double($0), 1.2, 60) }),
          TimelineSeries(
            metric: metric("satisfaction_mean"), subject: "all",
            estimates: (0..<months).map {
              estimate(0.3 * scale * (1 - exp(-Double($0) / 9)), 0.06, 60)
            }),
        ],
        changed: [
          ChangedCustomersRow(
            variant: name, segment: "all", saved: 17 * scale, lost: 5, stayedAnyway: 3218,
            leftAnyway: 1760 - 17 * (scale - 1)),
          ChangedCustomersRow(
            variant: name, segment: "families", saved: 8 * scale, lost: 2, stayedAnyway: 1540,
            leftAnyway: 650),
          ChangedCustomersRow(
            variant: name, segment: "students", saved: 6 * scale, lost: 2, stayedAnyway: 480,
            leftAnyway: 712),
          ChangedCustomersRow(
            variant: name, segment: "retired", saved: 3 * scale, lost: 1, stayedAnyway: 1198,
            leftAnyway: 398),
        ])
    }
    return ComparisonOutcome(
      baseline: baseline,
      variants: [
        variant(
          "training-6-months", "Training every 6 months",
          "teams.first-line.training.fault-finding.every: never -> 6 months", 1),
        variant(
          "one-more-agent", "One more agent", "teams.first-line.staff: 5 -> 6", 2),
      ], pairs: 60)
  }

  static func context(
    renderer: ChartRenderer = ChartRenderer(python: nil),
    inputs: [InputFile] = [
      InputFile(path: "Scenarios/broadband.yaml", bytes: Array("title: Broadband\n".utf8))
    ]
  ) -> ReportContext {
    ReportContext(
      scenarioName: "broadband", programVersion: "1.0.0", modelVersion: "1",
      command: ["cxlab", "run", "Scenarios/broadband.yaml"], inputs: inputs, renderer: renderer,
      warn: { _ in })
  }

  /// A folder of its own, removed after the body.
  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "/cxlab-reports-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer {
      chmod(folder, 0o755)
      try? FileManager.default.removeItem(atPath: folder)
    }
    return try body(folder)
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}

extension RunOutcome {
  /// Adds a figure of the whole run.
  mutating func add(_ id: String, _ subject: String, _ mean: Double, _ half: Double = 0.01) {
    summary.append(
      SummaryRow(
        metric: Fixture.metric(id), subject: subject, estimate: Fixture.estimate(mean, half)))
  }
}
