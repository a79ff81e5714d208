import Foundation
import Testing

@testable import ScenarioFiles

/// What a text that came from elsewhere may name, and how long reading it may take.
@Suite("A stranger's text")
struct TextReachTests {
  private let bench: Workbench

  init() throws {
    let scenario = """
      title: Base
      clock: {start: 2026-01-05, horizon: 12 months}
      customers: {relationship: contract, contract: {price: £20/month}, segments: {a: {initial: 10}}}
      journeys: {visit: {need: {rate: 1 per year}, touchpoints: {counter: {team: desk, service: 2 min}}}}
      teams: {desk: {staff: 1, hours: Mon-Fri 09:00-17:00, pay: £12/h}}

      """
    bench = try Workbench([
      "served/base.yaml": scenario, "served/below/other.yaml": scenario,
      "served/times.csv": "minutes\n2\n3\n", "served/secret.txt": "minutes\n1\n",
      "served/.hidden.yaml": scenario, "elsewhere/base.yaml": scenario,
    ])
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("served/link.yaml"), withDestinationPath: bench.path("elsewhere/base.yaml")
    )
  }

  private func problems(_ text: String) -> [String] {
    let path = bench.path("served/draft.yaml")
    do {
      _ = try ScenarioText(text, at: path, reach: .foldersOf([bench.path("served/base.yaml")]))
        .load()
      return []
    } catch {
      return error.diagnostics.map(\.message)
    }
  }

  @Test(
    "files of the folder can be named", arguments: ["base.yaml", "./base.yaml", "below/other.yaml"])
  func within(_ name: String) { #expect(problems("extends: \(name)\n") == []) }

  @Test(
    "no path leads out",
    arguments: [
      "../elsewhere/base.yaml", "below/../../elsewhere/base.yaml", "/etc/passwd", "link.yaml",
      ".hidden.yaml", "../../etc/passwd", "secret.txt", "below/../.hidden.yaml",
    ])
  func outside(_ name: String) {
    let problems = problems("extends: \(name)\n")
    #expect(problems.count == 1 && problems[0].contains("out of reach"), "\(problems)")
  }

  @Test("tables of the folder can be read, and nothing else")
  func tables() {
    func service(_ file: String) -> [String] {
      let counter = "counter: {service: empirical \(file) minutes}"
      return problems("extends: base.yaml\njourneys: {visit: {touchpoints: {\(counter)}}}\n")
    }
    #expect(!service("times.csv").contains { $0.contains("out of reach") })
    for file in ["secret.txt", "/etc/hostname", "../elsewhere/base.yaml"] {
      #expect(service(file).contains { $0.contains("out of reach") }, "\(file)")
    }
  }

  @Test("aliases that would unfold without end are refused before they do, as keys, too")
  func bomb() {
    var lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    for depth in 1...12 {
      let items = Array(repeating: "*a\(depth - 1)", count: 10).joined(separator: ",")
      lines.append("a\(depth): &a\(depth) [\(items)]")
    }
    for end in ["? *a12\n: 1", "{*a12 : 1}", "z: {*a12 : 1, b: 2}", "z: *a12"] {
      let problems = problems((lines + [end, ""]).joined(separator: "\n"))
      #expect(problems.count == 1 && problems[0].hasPrefix("anchors (&) and aliases"))
    }
  }

  @Test(
    "a star or an and-sign within a text or a remark is a letter",
    arguments: [
      "title: Fish & chips * 2, R&D\nabout: >\n  * one\n  * two & three",
      "title: Tea &cakes and *cakes", "title: \"&a, *a\"\nabout: '&a: *a'",
      "title: T\nabout: |\n  *a\n  - &a\n  - *a", "title: T   # &a, *a\n# see: &a\n# and: *a",
      "title: [*a\n", "title: T\nabout: \"one\n  *a,\n  &a\"",
    ])
  func noAliases(_ lines: String) {
    let problems = problems("extends: base.yaml\n\(lines)\n")
    #expect(problems.isEmpty == !lines.hasSuffix("[*a\n"), "\(problems)")
  }

  @Test(
    "an alias is one wherever a value can begin",
    arguments: [
      "a: &x 1\nb: *x", "a: &x\n  1\nb:\n  *x", "a: {b: &x 1, c: *x}", "a: [&x 1,*x]",
      "a:\n  - &x 1\n  - *x", "a:\n- &x b\n- ? *x\n  : 1", "a: \"&x # \"\nb: &x 1\nc: *x",
      "a: 'it''s: &x'\nb: &x 1\nc: *x", "{\"a\": &x 1, \"b\":*x}", "a: |\n  &x\nb: &x 1\n*x : 2",
    ])
  func aliases(_ text: String) {
    let problems = problems(text + "\n")
    #expect(problems.count == 1 && problems[0].hasPrefix("anchors (&) and aliases"), "\(problems)")
  }
}
