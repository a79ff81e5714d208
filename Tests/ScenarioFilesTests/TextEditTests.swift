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
      }
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
      for (key, value) in [("title", "A: b"), ("quality.mean", "61"), ("economics.discount", "4%")]
      {
        let changed: (text: String, line: Int)?
        do { changed = try source.setting(key, to: value) } catch is TextEditProblem { continue }
        let new = ScenarioText(try #require(changed).text, at: path, reach: .foldersOf([path]))
        let expected = try ScenarioLoader.load(path, settings: ["\(key)=\(FlowText.scalar(value))"])
        #expect(try new.load().scenario == expected.scenario, "\(name) \(key)")
      }
    }
  }

  @Test("a text of another's ends, and with a mark of order, is read as it is")
  func otherEnds() throws {
    #expect(try set("about", "b", in: "\u{FEFF}title: a\r\n") == "title: a\nabout: b\n")
  }
}
