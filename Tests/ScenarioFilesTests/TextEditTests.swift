import Foundation
import Testing

@testable import ScenarioFiles

/// One key of a text changed in its place.
@Suite("A text is changed in its place")
struct TextEditTests {
  private static let text = """
    # The shop
    title: Shop   # its name
    about: >
      Some words
      in two lines.

    clock: {start: 2026-01-05, horizon: 12 months}   # a year
    customers:
      relationship: contract
      contract:
        term: 18 months       # signed
        price: £32/month
      segments:
        # the only ones
        households: {initial: 60, people: {age: {18-24: 90%, 25-44: 10%}}}

    teams:
      first-line:
        staff: 2
        hours: Mon-Sat 08:00-20:00
        unknown-key: 7

    levers:
      teams.first-line.staff: {from: 1, to: 4}
    plan:
    - {at: month 3, set: {teams.first-line.staff: 3}}

    """

  private func set(_ key: String, _ value: String?, in text: String = text) throws -> String {
    let source = ScenarioText(text, at: "shop.yaml", reach: .foldersOf(["shop.yaml"]))
    return try source.setting(key, to: value)?.text ?? text
  }

  /// The lines that went and those that came.
  private func changes(_ old: String, _ new: String) -> [String] {
    let difference = new.components(separatedBy: "\n")
      .difference(from: old.components(separatedBy: "\n"))
    return difference.map {
      switch $0 {
      case .remove(_, let line, _): "-" + line
      case .insert(_, let line, _): "+" + line
      }
    }
  }

  @Test(
    "only the line of the key changes",
    arguments: [
      ("title", "What: if?", ["-title: Shop   # its name", "+title: \"What: if?\"  # its name"]),
      (
        "customers.contract.term", "6 months",
        [
          "-    term: 18 months       # signed", "+    term: 6 months        # signed",
        ]
      ),
      (
        "clock.settle", "2 months",
        [
          "-clock: {start: 2026-01-05, horizon: 12 months}   # a year",
          "+clock: {start: 2026-01-05, horizon: 12 months, settle: 2 months}   # a year",
        ]
      ),
      ("teams.first-line.pay", "£12/h", ["+    pay: £12/h"]),
      ("teams.first-line.name", "Agents", ["+    name: Agents"]),
      ("quality.mean", "60", ["+quality:", "+  mean: 60"]),
      (
        "customers.segments.households.people.age", "{18-24: 100%}",
        [
          "-    households: {initial: 60, people: {age: {18-24: 90%, 25-44: 10%}}}",
          "+    households: {initial: 60, people: {age: {18-24: 100%}}}",
        ]
      ),
      (
        "about", "One line",
        ["-  in two lines.", "-  Some words", "-about: >", "+about: One line"]
      ),
      ("teams.field", "{}", ["+  field: {}"]),
      ("customers.segments.shops", "{initial: 3}", ["+    shops: {initial: 3}"]),
    ])
  func setInPlace(_ key: String, _ value: String, _ expected: [String]) throws {
    let changed = try set(key, value)
    #expect(changes(Self.text, changed) == expected)
    // Set to what it is, it is not changed at all.
    #expect(try set(key, value, in: changed) == changed)
  }

  @Test(
    "a key is taken away with its line, or with its comma",
    arguments: [
      ("customers.contract.price", ["-    price: £32/month"]),
      (
        "clock.horizon",
        [
          "-clock: {start: 2026-01-05, horizon: 12 months}   # a year",
          "+clock: {start: 2026-01-05}   # a year",
        ]
      ),
      (
        "clock.start",
        [
          "-clock: {start: 2026-01-05, horizon: 12 months}   # a year",
          "+clock: {horizon: 12 months}   # a year",
        ]
      ),
      ("about", ["-  in two lines.", "-  Some words", "-about: >"]),
      ("quality.mean", []),
    ])
  func takenAway(_ key: String, _ expected: [String]) throws {
    #expect(changes(Self.text, try set(key, nil)) == expected)
  }

  @Test("what cannot be done surely is refused, and says so")
  func refused() throws {
    for (key, value) in [
      ("customers.segments", nil), ("teams.first-lime.staff", "3"), ("teams.UP", "{}"),
      ("plan", "[]"), ("title", "~\u{1}"), ("teams.first-line.hours", "[a"), ("nothing", "1"),
      ("teams.first-line.staff.x", "1"), ("", "1"),
    ] {
      do {
        let changed = try set(key, value)
        // A list may be set as a whole, where no remark is lost.
        #expect(key == "plan" && changed.contains("plan: []"), "\(key)")
      } catch is TextEditProblem {
        #expect(key != "plan")
      }
    }
  }

  @Test("why it is refused is told")
  func reasons() throws {
    for (key, value, words) in [
      ("teams.first-lime.staff", "3", "did you mean 'first-line'?"),
      ("customers.segments", nil, "remarks in it, which would be lost"),
      ("teams.first-line.hours", "[a", "this is no value: "),
      ("teams.UP", "{}", "the letters a to z"),
    ] {
      let problem = #expect(throws: TextEditProblem.self) { try set(key, value) }
      #expect(problem?.message.contains(words) == true, "\(key): \(problem?.message ?? "")")
    }
  }

  @Test("whatever is set, the rest says what it said")
  func rest() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scenarios").standardized.path()
    for name in ["broadband.yaml", "first-steps-training.yaml", "hotel.yaml", "bank.yaml"] {
      let path = folder + "/" + name
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let source = ScenarioText(text, at: path, reach: .foldersOf([path]))
      for (key, value) in [
        ("title", "A: b"), ("quality.mean", "61"), ("economics.discount-rate", "4% per year"),
      ] {
        let changed = try source.setting(key, to: value)
        let new = ScenarioText(try #require(changed).text, at: path, reach: .foldersOf([path]))
        let expected = try ScenarioLoader.load(path, settings: ["\(key)=\(FlowText.scalar(value))"])
        #expect(try new.load().scenario == expected.scenario, "\(name) \(key)")
      }
    }
  }

  @Test(
    "lines end as they did, and a mark of order stays",
    arguments: [
      ("\u{FEFF}title: a\r\n", "\u{FEFF}title: a\r\nabout: b\r\n"),
      ("title: a\r\nmarket: {}\n# end\r\n", "title: a\r\nabout: b\r\nmarket: {}\n# end\r\n"),
      ("title: a", "title: a\nabout: b"),
      ("title: a\rmarket: {}", "title: a\rabout: b\rmarket: {}"),
      ("title: a\t# tab\n", "title: a\t# tab\nabout: b\n"),
    ])
  func ends(_ text: String, _ expected: String) throws {
    #expect(try set("about", "b", in: text) == expected)
    #expect(try set("about", nil, in: text) == text)
  }

  @Test("what cannot be read is told, and nothing is changed")
  func unreadable() {
    for (text, words) in [
      ("", "empty"), ("# only a remark\n", "empty"), ("title: a\ntitle: b\n", "given twice"),
      ("title: a\n\tabout: b\n", "a tab"), ("title: [a\n", "expected"),
    ] {
      let error = #expect(throws: ScenarioError.self) { try set("about", "b", in: text) }
      #expect(error?.diagnostics.first?.message.contains(words) == true, "\(text)")
    }
  }

  // MARK: - Exactly the value

  @Test(
    "exactly the value is replaced, however it is written",
    arguments: [
      ("title: 'it''s # a {b}'  # why", "title: x                # why"),
      (#"title: "a \" # b"  # why"#, "title: x           # why"),
      ("title: 'one\n  two # three'  # why", "title: x  # why"),
      ("title: one\n  two\n\n  three  # why\n# next", "title: x  # why\n# next"),
      ("title: >  # why\n  one\n\n  # two\n", "title: x  # why\n"),
      ("title: |\n\n    one\n  # a remark\n", "title: x\n  # a remark\n"),
      ("title: |2\n    one\n  two\n# a remark\n", "title: x\n# a remark\n"),
      ("title: |+\n  one\n\nmarket: {}", "title: x\nmarket: {}"),
      ("title:\n  # above\n  one\nmarket: {}", "title:\n  # above\n  x\nmarket: {}"),
      ("{market: {}, title: 'a, ''b}', about: c}", "{market: {}, title: x, about: c}"),
      ("{title: the \"b, about: 5\" pipe}", "{title: x, about: 5\" pipe}"),
      ("{title: \"a\n  }, b\", about: c}", "{title: x, about: c}"),
      ("{title: a\n  \"b, # why\n  about: c}", "{title: x, # why\n  about: c}"),
      ("{\"title\":\"a\", about: c}", "{\"title\":x, about: c}"),
    ])
  func exactly(_ text: String, _ expected: String) throws {
    #expect(try set("title", "x", in: text) == expected)
  }

  @Test(
    "remarks stay, also where a key is taken away",
    arguments: [
      ("# a\ntitle: b  # c\n# d\nabout: e\n# end", "title", "# a\n# c\n# d\nabout: e\n# end"),
      ("title: >  # c\n  # prose\nabout: e", "title", "# c\nabout: e"),
      ("clock:  # c\n  start: 2026-01-05\ntitle: b", "clock", "# c\ntitle: b"),
      (
        "clock: {\n  start: 2026-01-05,  # c\n  horizon: 1 year  # d\n}", "clock.start",
        "clock: {\n    # c\n  horizon: 1 year  # d\n}"
      ),
      (
        "clock: {\n  start: 2026-01-05,  # c\n  horizon: 1 year\n}", "clock.horizon",
        "clock: {\n  start: 2026-01-05,  # c\n}"
      ),
      (
        "clock: {start: 'a, }', horizon: [1,\n  2], settle: b}", "clock.horizon",
        "clock: {start: 'a, }', settle: b}"
      ),
    ])
  func remarksStay(_ text: String, _ key: String, _ expected: String) throws {
    #expect(try set(key, nil, in: text) == expected)
  }

  @Test("remarks within what is replaced or taken away are not lost silently")
  func remarksWithin() {
    for text in [
      "clock: {start: 2026-01-05,  # c\n  horizon: 1 year}\n",
      "clock:\n  start: 2026-01-05  # c\n  horizon: 1 year\n",
      "clock:\n  # c\n  start: 2026-01-05\n",
    ] {
      for value in ["{}", nil] {
        let problem = #expect(throws: TextEditProblem.self) {
          try set("clock", value, in: text)
        }
        #expect(problem == .remarks, "\(text)")
      }
    }
  }

  @Test("a new key goes above the remarks of the next, and below those of the last")
  func between() throws {
    let text = """
      # about the file
      title: b
      # about the clock
      clock:
        # about the horizon
        horizon: 1 year
        # settle: 1 month
      # about nothing
      """
    #expect(
      try changes(text, set("clock.start", "2026-01-05", in: text)) == ["+  start: 2026-01-05"])
    #expect(
      try set("clock.start", "2026-01-05", in: text).contains(
        "clock:\n  start: 2026-01-05\n  # about the horizon\n"))
    #expect(
      try set("customers.relationship", "contract", in: text).contains(
        "  # settle: 1 month\ncustomers:\n  relationship: contract\n# about nothing"))
    #expect(try set("extends", "c.yaml", in: text).hasPrefix("# about the file\nextends: c.yaml\n"))
  }
}
