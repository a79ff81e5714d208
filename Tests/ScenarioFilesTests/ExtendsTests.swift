import CustomerExperience
import Foundation
import Testing

@testable import ScenarioFiles

@Suite struct ExtendsTests {
  @Test func mappingsMergeListsReplaceAndTildeDeletes() throws {
    let bench = try Workbench([
      "base/parent.yaml": cafe("staff: 3", "staff: 3\n    turnover: 20% per year")
        + "\nquality: {mean: 80, between_staff: 3}"
        + "\nplan: [{at: month 1, set: {quality.mean: 70}}]",
      "child.yaml": """
      extends: base/parent.yaml
      title: Child
      teams:
        baristas: {pay: £14/h, turnover: ~}
        cleaners: {staff: 1}
      quality: {between-staff: 2}
      plan: [{at: month 2, train: baristas, course: basics}]
      customers: {segments: {regulars: {initial: ~, share: 100%}}, total: 50}
      """,
    ])
    let scenario = try bench.load("child.yaml").scenario
    #expect(scenario.title == "Child")
    #expect(scenario.teams.map(\.id) == ["baristas", "cleaners"])
    #expect(scenario.teams[0].pay == 14)
    #expect(scenario.teams[0].staff == 3)
    #expect(scenario.teams[0].turnover == 0)
    #expect(scenario.quality.mean == 80)
    #expect(scenario.quality.betweenStaff == 2)
    #expect(scenario.phases.isEmpty)
    #expect(scenario.courses.count == 1)
    #expect(scenario.customers.segments[0].initialCustomers(of: 50) == 50)
  }

  @Test func messagesNameTheFileAValueCameFrom() throws {
    let bench = try Workbench([
      "base/parent.yaml": cafe("staff: 3", "staff: 0"),
      "child.yaml": "extends: base/parent.yaml\nteams: {baristas: {pay: 3}}",
    ])
    #expect(
      bench.problems("child.yaml") == [
        "child.yaml:2:25 teams.baristas.pay is money per time, such as £12.50/h; found '3'",
        "base/parent.yaml:16:12 teams.baristas.staff must be 1 to 10000 people; found '0'",
      ])
  }

  @Test func aSyntaxErrorInAParentIsToldThere() throws {
    let bench = try Workbench(["parent.yaml": "title: [", "child.yaml": "extends: parent.yaml"])
    #expect(bench.problems("child.yaml").map { $0.prefix(12) } == ["parent.yaml:"])
  }

  @Test func circlesAreToldWithTheirChain() throws {
    let bench = try Workbench([
      "a.yaml": "extends: sub/b.yaml", "sub/b.yaml": "extends: ../c.yaml",
      "c.yaml": "title: c\nextends: ./sub/../sub/b.yaml", "self.yaml": "extends: self.yaml",
    ])
    #expect(
      bench.problems("a.yaml") == [
        "c.yaml:2:10 extends goes in a circle: sub/b.yaml -> c.yaml -> sub/b.yaml"
      ])
    #expect(
      bench.problems("self.yaml") == [
        "self.yaml:1:10 extends goes in a circle: self.yaml -> self.yaml"
      ])
  }

  @Test func aMissingParentIsToldAtItsName() throws {
    let bench = try Workbench(["a.yaml": "title: a\nextends: none.yaml", "b.yaml": "extends: [x]"])
    #expect(bench.problems("a.yaml") == ["a.yaml:2:10 none.yaml: no such file"])
    #expect(bench.problems("b.yaml") == ["b.yaml:1:10 extends names one scenario file"])
  }

  @Test func longChainsAreCut() throws {
    var files: [String: String] = [:]
    for number in 0..<40 { files["\(number).yaml"] = "extends: \(number + 1).yaml" }
    let problems = try Workbench(files).problems("0.yaml")
    #expect(problems == ["16.yaml:1:10 more than 16 files extend one another"])
  }

  @Test func aFileReachesWhatLiesBesideItAndBelow() throws {
    let bench = try Workbench([
      "secret.yaml": "title: secret", "in/.hidden/a.yaml": "title: a", "in/text.txt": "root:x:0",
      "in/list.yaml": "[1, 2]", "in/below/good.yaml": "title: good",
      "in/up.yaml": "extends: ../secret.yaml", "in/dot.yaml": "extends: .hidden/a.yaml",
      "in/plain.yaml": "extends: text.txt", "in/item.yaml": "extends: list.yaml",
      "in/absolute.yaml": "extends: /etc/passwd", "in/linked.yaml": "extends: link.yaml",
      "in/down.yaml": "extends: below/good.yaml\n" + cafe(),
      "in/data.yaml": cafe("100 s", "empirical ../secret.csv s"),
    ])
    try FileManager.default.createSymbolicLink(
      atPath: bench.path("in/link.yaml"), withDestinationPath: "../secret.yaml")
    for (file, place) in [
      ("up", "1:10"), ("dot", "1:10"), ("absolute", "1:10"), ("linked", "1:10"), ("data", "13:"),
    ] {
      let problem = bench.problems("in/\(file).yaml").first ?? "none"
      #expect(problem.hasPrefix("in/\(file).yaml:\(place)"), "\(problem)")
      #expect(problem.contains("is out of reach") && problem.contains("--root"), "\(problem)")
    }
    for (file, parent) in [("plain", "in/text.txt"), ("item", "in/list.yaml")] {
      #expect(
        bench.problems("in/\(file).yaml") == [
          "in/\(file).yaml:1:10 \(parent) is no scenario: it has no keys"
        ])
    }
    #expect(bench.problems("in/down.yaml").isEmpty)
    // A wider reach is asked for.
    #expect(throws: Never.self) {
      let wide = Reach.below(bench.path(""))
      let text = "extends: ../secret.yaml\n" + cafe()
      try bench.write(text, to: "in/wide.yaml")
      _ = try ScenarioLoader.load(bench.path("in/wide.yaml"), reach: wide)
    }
  }

  @Test func aPathLongerThanAnyIsNoFile() throws {
    let long = String(repeating: "a/", count: 200_000) + "b.yaml"
    let bench = try Workbench(["a.yaml": "extends: \(long)"])
    let problem = try #require(bench.problems("a.yaml").first)
    #expect(
      problem.hasSuffix("no such file") || problem.contains("no folder"), "\(problem.suffix(80))")
  }

  @Test func pipesAndDevicesAreNoFiles() throws {
    let bench = try Workbench(["a.yaml": "extends: pipe.yaml"])
    #expect(mkfifo(bench.path("pipe.yaml"), 0o600) == 0)
    #expect(
      bench.problems("a.yaml") == ["a.yaml:1:10 pipe.yaml: is a pipe or a device, not a file"])
    #expect(bench.problems("pipe.yaml") == ["pipe.yaml:0:0 is a pipe or a device, not a file"])
  }
}
