import Testing

@testable import ScenarioFiles

/// What a word processor makes of a scenario is named, at its place.
@Suite struct SlipTests {
  @Test(arguments: [
    ("        pay: £12.50/h", "        pay: \u{201C}£12.50/h\u{201D}", 17, "U+201C"),
    ("        pay: £12.50/h", "        pay: £12.50\u{A0}/h", 17, "U+00A0"),
    ("        staff: 3", "        staff: \u{2018}3\u{2019}", 16, "U+2018"),
    (
      "        staff: 3", "        staff: 3\n        hours: Mon\u{2013}Fri 09:00-17:00", 17,
      "U+2013"
    ),
    // What YAML notices a line below or not at all.
    ("        staff: 3", "        staff:3", 16, "a space is missing after the colon of 'staff:'"),
    ("        staff: 3", "        staff:\u{A0}3", 16, "U+00A0"),
    ("        staff: 3", "        \u{A0}staff: 3", 16, "U+00A0"),
    ("spend: lognormal £3.60 cv 0.4", "spend: £3,600", 9, "write thousands without a comma"),
    (
      "{team: baristas, service: 100 s}", "{team:baristas, service: 100 s}", 13,
      "a space is missing"
    ),
    (
      "clock: {start: 2026-01-05, horizon: 2 years}",
      "clock: {horizon: 2 years}\neconomics: {overhead: £3,500/month}", 3,
      "write thousands without a comma, such as £3500"
    ),
  ])
  func slips(_ piece: String, _ other: String, _ line: Int, _ remark: String) throws {
    let text = cafe(piece.trimmed, other.trimmed)
    let found = try Workbench(["test.yaml": text]).diagnostics()
    let told = found.first { $0.message.contains(remark) }
    #expect(told != nil, "\(found.map(\.rendered))")
    #expect(told?.line == line, "\(found.map(\.rendered))")
  }

  @Test func textsMayHoldThem() throws {
    let text = cafe("title: Café", "title: \u{201C}Café\u{201D} \u{2013} the corner\u{2019}s")
    #expect(try problems(text).isEmpty)
  }

  @Test func aSubjectIsNoKeyWithoutASpace() {
    #expect(Slip.hint(in: "team:first-line", isKey: false) == nil)
    #expect(Slip.hint(in: "staff:5", isKey: true) == "a space is missing after the colon")
    #expect(Slip.hint(in: "https://example.org", isKey: true) == nil)
    #expect(Slip.hint(in: "500/month", isKey: true)?.contains("thousands") == true)
    #expect(Slip.hint(in: "5000", isKey: true) == nil)
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
