import CustomerExperience
import Testing

@testable import ScenarioFiles

/// Messages of every kind, each with its exact place.
@Suite struct DiagnosticTests {
  @Test(arguments: [
    ("staff: 3", "stff: 3", "16:5 unknown key 'stff' in teams.baristas (did you mean 'staff'?)"),
    ("title: Café", "titel: Café", "1:1 unknown key 'titel' (did you mean 'title'?)"),
    ("staff: 3", "zebra: 3", "16:5 unknown key 'zebra' in teams.baristas"),
    // A key in the wrong section is told where it belongs, with its name spelt right.
    (
      "pay: £12.50/h", "pay: £12.50/h\n    appointment: {slots: 4 per h}",
      "18:5 unknown key 'appointment' in teams.baristas; 'appointment' belongs in a touchpoint "
        + "(journeys.touchpoints)"
    ),
    (
      "pay: £12.50/h", "pay: £12.50/h\n    apointment: {slots: 4 per h}",
      "18:5 unknown key 'apointment' in teams.baristas; 'appointment' belongs in a touchpoint "
        + "(journeys.touchpoints)"
    ),
    (
      "title: Café", "title: Café\nwin-back: {cost: £5}",
      "2:1 unknown key 'win-back'; 'win_back' belongs in loyalty"
    ),
    (
      "relationship: repertoire", "relationship: repertoire\n  currency: GBP",
      "5:3 unknown key 'currency' in customers; 'currency' belongs at the top of the file"
    ),
    (
      "initial: 300", "initial: 300\n      likelier: []",
      "8:7 unknown key 'likelier' in customers.segments.regulars; 'likelier' belongs in a kind of customer "
        + "(customers.needs)"
    ),
    // What is in the section, or around it, goes before what is elsewhere.
    (
      "staff: 3", "staff: 3\n    half_life: 6 months",
      "17:5 unknown key 'half_life' in teams.baristas; 'half_life' belongs in a course (teams.training)"
    ),
    // Of what is in many places nothing can be said.
    ("title: Café", "title: Café\ncost: £5", "2:1 unknown key 'cost'"),
    ("staff: 3", "staff: 0", "16:12 teams.baristas.staff must be 1 to 10000 people; found '0'"),
    ("staff: 3", "staff: 2.5", "16:12 teams.baristas.staff must be a whole number; found '2.5'"),
    (
      "staff: 3", "staff: [3]",
      "16:12 teams.baristas.staff is a number of people, such as 3; found a list"
    ),
    (
      "staff: 3", "staff: {a: 3}",
      "16:12 teams.baristas.staff is a number of people, such as 3; found a mapping"
    ),
    (
      "staff: 3", "staff:",
      "16:11 teams.baristas.staff is a number of people, such as 3; found nothing"
    ),
    (
      "£12.50/h", "12 min",
      "17:10 teams.baristas.pay is money per time, such as £12.50/h; found '12 min'"
    ),
    (
      "£12.50/h", "$12.50/h",
      "17:10 teams.baristas.pay is in $, but the scenario's currency is GBP"
    ),
    ("£12.50/h", "£-3/h", "17:10 teams.baristas.pay must be £0/h to £100000/h; found '£-3/h'"),
    (
      "£12.50/h", "£12.50/h\n    turnover: -5% per year",
      "18:15 teams.baristas.turnover must be 0% per year to 95% per year; found '-5% per year'"
    ),
    (
      "£12.50/h", "£12.50/h\n    hours: Mon-Sut 08:00-20:00",
      "18:12 teams.baristas.hours is opening hours, such as 'Mon-Sat 08:00-20:00' or 'always'; "
        + "found 'Mon-Sut 08:00-20:00'"
    ),
    (
      "2026-01-05", "2026-02-30",
      "2:16 clock.start is a date, such as 2026-01-05; found '2026-02-30'"
    ),
    (
      "2 years", "2 weeks",
      "2:37 clock.horizon must be 1 month to 480 months; found '2 weeks'"
    ),
    ("2 years", "41 years", "2:37 clock.horizon must be 1 month to 480 months; found '41 years'"),
    (
      "2 years", "2 years, settle: -1 month",
      "2:54 clock.settle must be 0 months to 480 months; found '-1 month'"
    ),
    (
      "repertoire", "repertory",
      "4:17 customers.relationship is contract or repertoire; found 'repertory' "
        + "(did you mean 'repertoire'?)"
    ),
    (
      "gamma 6 per week cv 0.5", "gamma 6 per week",
      "8:18 customers.segments.regulars.occasions: gamma needs a spread: add 'cv' with a ratio to the "
        + "mean, such as 'cv 0.9', or 'sd' with a standard deviation"
    ),
    (
      "regulars:", "Regulars:",
      "6:5 'Regulars' cannot name a segment: use letters a to z, digits and hyphens (and 'name:' for "
        + "display)"
    ),
    (
      "regulars:", "regulars:\n      weights: {reliability: 50%, empathy: 40%}",
      "7:16 shares of 'weights' add up to 90%, must be 100% (reliability 50% + empathy 40%)"
    ),
    (
      "regulars:", "regulars:\n      weights: {reliability: 50%, sympathy: 50%}",
      "7:35 unknown dimension 'sympathy' in customers.segments.regulars.weights (did you mean "
        + "'empathy'?); there are reliability, responsiveness, assurance, empathy, tangibles"
    ),
    (
      "regulars:", "regulars:\n      people: {age: {18-30: 50%, 31-50: 30%}}",
      "7:21 shares of 'age' add up to 80%, must be 100% (18-30 50% + 31-50 30%)"
    ),
  ])
  func placeAndWordsAreExact(_ piece: String, _ other: String, _ message: String) throws {
    let found = try problems(cafe(piece, other))
    #expect(found == [message])
  }

  @Test(arguments: [
    ("origin", "an origin"), ("attribute", "an attribute"), ("team", "a team"), ("unit", "a unit"),
    ("uncertainty", "an uncertainty"), ("e-mail", "an e-mail"), ("", "a "),
  ])
  func wordsTakeTheirArticle(_ noun: String, _ text: String) {
    #expect(Article.with(noun) == text)
    // Whatever a table may hold.
    for kind in SubjectKind.known where kind != .all {
      let vowel = "aeio".contains(kind.id.prefix(1))
      #expect(Article.with(kind.id).hasPrefix(vowel ? "an " : "a "), "\(kind.id)")
    }
  }

  @Test func diagnosticsLookLikeACompilers() throws {
    let bench = try Workbench(["test.yaml": cafe("£12.50/h", "12 min")])
    #expect(
      bench.diagnostics()[0].rendered.replacing(bench.path(""), with: "") == """
        test.yaml:17:10: error: teams.baristas.pay is money per time, such as £12.50/h; found '12 min'
           17 |     pay: 12 min
              |          ^~~~~~
        """)
    #expect(bench.diagnostics()[0].key == "teams.pay")
  }

  @Test func theSampleOfTheDesignIsTold() throws {
    let text = cafe("regulars:", "regulars:\n      pateince: 5 min").replacing(
      "£12.50/h", with: "12 min"
    ).replacing(
      "service: 100 s",
      with: "service: 100 s, unresolved: [{to: counter, share: 60%}, {to: counter, share: 30%}]")
    let bench = try Workbench(["my-cafe.yaml": text])
    let error = #expect(throws: ScenarioError.self) { try bench.load("my-cafe.yaml") }
    #expect(
      error?.rendered().replacing(bench.path(""), with: "") == """
        my-cafe.yaml:7:7: error: unknown key 'pateince' in customers.segments.regulars (did you mean \
        'patience'?)
            7 |       pateince: 5 min
              |       ^~~~~~~~
        my-cafe.yaml:14:61: error: shares of 'unresolved' add up to 90%, must be 100% (counter 60% + \
        counter 30%)
           14 |       counter: {team: baristas, service: 100 s, unresolved: [{to: counter, share: 60%}, \
        {to: counter, share: 30%}]}
              |                                                             ^
        my-cafe.yaml:18:10: error: teams.baristas.pay is money per time, such as £12.50/h; found '12 min'
           18 |     pay: 12 min
              |          ^~~~~~
        3 errors; nothing was run.      cxlab explain customers.segments
        """)
    #expect(error?.rendered(outcome: nil).contains("\n3 errors      cxlab explain") == true)
  }

  @Test func twentyAreShownAndTheRestCounted() throws {
    let keys = (0..<30).map { "wrong\($0): 1" }.joined(separator: "\n")
    let bench = try Workbench(["test.yaml": cafe() + "\n" + keys])
    let error = #expect(throws: ScenarioError.self) { try bench.load("test.yaml") }
    #expect(error?.diagnostics.count == 30)
    let lines = error?.rendered().split(separator: "\n") ?? []
    #expect(lines.filter { $0.contains(": error: ") }.count == 20)
    #expect(lines.suffix(2) == ["and 10 more", "30 errors; nothing was run."])
  }

  @Test func quotedAndFoldedTokensAreUnderlined() throws {
    let quoted = try Workbench(["test.yaml": cafe("£12.50/h", "\"12 \\\"min\"")]).diagnostics()
    #expect(quoted.map(\.length) == [10])
    let folded = try Workbench(["test.yaml": cafe("£12.50/h", ">\n      12\n      min")])
      .diagnostics()
    #expect(folded.map(\.line) == [17])
  }

  @Test func longLinesAreCutAroundTheToken() throws {
    let text = cafe(
      "title: Café", "title: Café\nsources: [\(String(repeating: "long, ", count: 400))a]")
    let line = text.replacing("sources: [", with: "sources: [{a: b}, ")
    let shown = try Workbench(["test.yaml": line]).diagnostics()[0].rendered.split(separator: "\n")
    #expect(shown.allSatisfy { $0.count < 200 })
  }

  @Test func missingSectionsAreToldTogether() throws {
    #expect(
      try problems("title: a") == [
        "1:1 missing key 'clock'", "1:1 missing key 'customers'", "1:1 missing key 'journeys'",
      ])
  }

  @Test func errorsOfAllKindsComeInOrderOfPlace() throws {
    let text = cafe("staff: 3", "staff: 0").replacing("2 years", with: "2").replacing(
      "team: baristas", with: "team: barista")
    #expect(try problems(text).map { $0.prefix { $0 != " " } } == ["2:37", "13:23", "16:12"])
  }
}
