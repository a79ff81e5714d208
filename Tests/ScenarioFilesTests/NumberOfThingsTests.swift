import Testing

@testable import ScenarioFiles

/// A file with a hundred thousand of anything is refused or read in a moment: nothing takes a time that grows
/// with the square of their number.
@Suite struct NumberOfThingsTests {
  /// As many pieces as fit into a file, up to a hundred thousand.
  private static func many(_ piece: (Int) -> String) -> String {
    var (text, number) = ("", 0)
    while number < 100_000, text.utf8.count < TextChecks.sizeLimit - 4_000 {
      text += piece(number)
      number += 1
    }
    return text
  }

  /// What is tried: a name, the text, and what is said of it; nothing where it is good.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: @Sendable () -> String
    var message: String?
    var testDescription: String { name }
  }

  private static func inSegment(_ piece: String) -> String {
    cafe("    regulars:\n", "    regulars:\n      \(piece)\n")
  }

  static let cases: [Case] = [
    Case(
      name: "segments", text: { cafe("  segments:\n", "  segments:\n" + many { "    s\($0):\n" }) },
      message: "segments; at most 64"),
    Case(
      name: "segments on a line",
      text: { "customers: {segments: {" + many { "s\($0): {}," } + "}}" },
      message: "segments; at most 64"),
    Case(
      name: "journeys", text: { cafe("journeys:\n", "journeys:\n" + many { "  j\($0):\n" }) },
      message: "journeys; at most 16"),
    Case(
      name: "touchpoints",
      text: { cafe("    touchpoints:\n", "    touchpoints:\n" + many { "      t\($0):\n" }) },
      message: "touchpoints; at most 1000"),
    Case(
      name: "teams", text: { cafe("teams:\n", "teams:\n" + many { "  t\($0):\n" }) },
      message: "teams; at most 1000"),
    Case(
      name: "rivals", text: { cafe() + "\nmarket: {rivals: {" + many { "r\($0): {}," } + "}}" },
      message: "rivals; at most 100"),
    Case(
      name: "unknown keys", text: { cafe() + "\n" + many { "k\($0): 1\n" } },
      message: "keys; at most 1000"
    ),
    Case(
      name: "items of a list", text: { "plan: [" + many { _ in "a, " } + "]" },
      message: "plan has 100000 entries; at most 1000"),
    Case(
      name: "a plan",
      text: { cafe() + "\nplan:\n" + many { _ in "- {at: month 2, set: {quality.mean: 70}}\n" } },
      message: "entries; at most 1000"),
    Case(
      name: "changes of a plan",
      text: { cafe() + "\nplan:\n- at: month 2\n  set:\n" + many { "    k\($0): 1\n" } },
      message: "entries; at most 1000"),
    Case(
      name: "levers", text: { cafe() + "\nlevers:\n" + many { "  k\($0): [1]\n" } },
      message: "levers; at most 1900"),
    Case(
      name: "values of a lever",
      text: { cafe() + "\nlevers: {quality.mean: [" + many { "70.\($0 + 100_000)," } + "]}" },
      message: "values; at most 10000"),
    Case(
      name: "evidence", text: { cafe() + "\nevidence:\n" + many { _ in "- {}\n" } },
      message: "entries; at most 1000"),
    Case(
      name: "sources", text: { cafe() + "\nsources:\n" + many { "  s\($0): x\n" } },
      message: "entries; at most 1000"),
    Case(
      name: "sources as a list", text: { cafe() + "\nsources: [" + many { "s\($0)," } + "]" },
      message: "entries; at most 1000"),
    Case(
      name: "holidays", text: { "clock: {holidays: [" + many { _ in "{on: 2026-05-01}," } + "]}" },
      message: "entries; at most 1000"),
    Case(
      name: "peaks",
      text: {
        cafe("    staff:", "    background: {peaks: [" + many { _ in "{}," } + "]}\n    staff:")
      },
      message: "entries; at most 1000"),
    Case(
      name: "a timetable",
      text: {
        cafe(
          "    staff:",
          "    background: {timetable: [" + many { _ in "{times: Mon 09:00}," } + "]}\n    staff:")
      },
      message: "entries; at most 1000"),
    Case(
      name: "times of a timetable",
      text: {
        cafe(
          "    staff:",
          "    background: {timetable: [{times: '" + many { _ in "Mon 09:00 and " }
            + "Mon 09:00'}]}\n    staff:")
      }),
    Case(
      name: "effects", text: { inSegment("effects: [" + many { _ in "{}," } + "]") },
      message: "entries; at most 1000"),
    Case(
      name: "people", text: { inSegment("people: {" + many { "a\($0): {}," } + "}") },
      message: "entries; at most 1000"),
    Case(
      name: "values of people",
      text: { inSegment("people: {a: {" + many { "v\($0): 0%," } + "}}") },
      message: "entries; at most 1000"),
    Case(
      name: "starts",
      text: {
        cafe(
          "    touchpoints:\n", "    starts: [" + many { _ in "{to: x}," } + "]\n    touchpoints:\n"
        )
      },
      message: "entries; at most 1000"),
    Case(name: "equal keys", text: { many { "a\($0): 1\n" } + "a1: 2\n" }, message: "given twice"),
    Case(name: "anchors", text: { many { "a\($0): &a\n" } }, message: "anchors"),
    Case(name: "empty lines", text: { cafe() + "\n" + many { _ in "\n\n\n\n\n" } }),
    Case(name: "a long title", text: { cafe("Café", String(repeating: "x", count: 1_000_000)) }),
    Case(
      name: "a long number", text: { cafe("300", String(repeating: "6", count: 1_000_000)) },
      message: "too large a number"),
    Case(
      name: "deep lists", text: { "a: " + String(repeating: "[", count: 500_000) },
      message: "nested"),
    Case(name: "deep keys", text: { String(repeating: "? ", count: 500_000) }, message: "nested"),
    Case(
      name: "keys on a line", text: { String(repeating: "a: ", count: 300_000) },
      message: "a second ': '"),
  ]

  @Test(arguments: cases) func isReadInAMoment(_ one: Case) throws {
    let text = one.text()
    let began = ContinuousClock.now
    let found = try problems(text)
    let time = ContinuousClock.now - began
    // Two seconds on a machine that does nothing else; a square takes minutes.
    #expect(time < .seconds(20), "\(time)")
    if let message = one.message {
      #expect(found.contains { $0.contains(message) }, "\(found.prefix(3))")
    } else {
      #expect(found.isEmpty, "\(found.prefix(3))")
    }
  }

  @Test func aChildOfManyMergesInAMoment() throws {
    let bench = try Workbench([
      "parent.yaml": "sources:\n" + Self.many { "  s\($0): x\n" },
      "test.yaml": "extends: parent.yaml\nsources:\n" + Self.many { "  d\($0): x\n" },
    ])
    let began = ContinuousClock.now
    #expect(bench.problems().contains { $0.contains("entries; at most 1000") })
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test func aPlanOfAHugeScenarioIsRefused() throws {
    let teams = (0..<900).map { "  t\($0): {staff: 1, hours: Mon-Fri 09:00-17:00}\n" }.joined()
    let plan = (0..<900).map { "- {at: month \(1 + Double($0) / 100), set: {quality.mean: 70}}\n" }
      .joined()
    let began = ContinuousClock.now
    let found = try problems(cafe("teams:\n", "teams:\n" + teams) + "\nplan:\n" + plan)
    #expect(found.count == 1 && found[0].contains("at 900 moments"), "\(found)")
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test(arguments: [
    ("levers: {quality.mean: [60, 70]}\n" + many { "k\($0): 1\n" }, "keys; at most 1000"),
    ("levers:\n" + many { "  k\($0): [1]\n" }, "levers; at most 1900"),
    ("uncertainties: {" + many { "k\($0): uniform 1 to 2," } + "}", "entries; at most 1000"),
    ("levers: {quality.mean: [" + many { "70.\($0 + 100_000)," } + "]}", "values; at most 10000"),
    ("experiments: {" + many { "e\($0): {}," } + "}", "entries; at most 1000"),
    ("points: [{" + many { "k\($0): 1," } + "}]", "keys; at most 1900"),
    ("points: [" + many { "{quality.mean: 70.\($0 + 100_000)}," } + "]", ""),
  ])
  func aSweepIsReadInAMoment(_ text: String, _ message: String) throws {
    let bench = try Workbench([
      "cafe.yaml": cafe(), "s.yaml": "scenario: cafe.yaml\noutcomes: [profit]\n" + text,
    ])
    let began = ContinuousClock.now
    do {
      _ = try SweepLoader.load(bench.path("s.yaml"))
      #expect(message.isEmpty)
    } catch {
      let first = error.diagnostics.first?.message ?? ""
      #expect(!message.isEmpty && first.contains(message), "\(first.prefix(300))")
    }
    #expect(ContinuousClock.now - began < .seconds(20))
  }
}
