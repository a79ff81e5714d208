import Foundation
import Testing

/// `cxlab run`.
@Suite struct RunTests {
  @Test func whatLiesInAStrangersFolderIsNotRun() async throws {
    let workshop = try Workshop()
    try workshop.write("#!/bin/sh\ntouch \"$(dirname \"$0\")/was-run\"\n", to: ".venv/bin/python")
    let python = workshop.folder.appendingPathComponent(".venv/bin/python").path
    chmod(python, 0o755)
    let outcome = try await Program.run(
      ["run", "shop.yaml", "--replications", "2"], in: workshop.folder, drawsCharts: true,
      environment: ["CXLAB_VENV": ""])
    #expect(outcome.status == 0)
    let marker = workshop.folder.appendingPathComponent(".venv/bin/was-run").path
    #expect(!FileManager.default.fileExists(atPath: marker))
  }

  @Test func theResultGoesToStandardOutputAndTheRestToStandardError() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed("run shop.yaml --replications 3 --seed 7")
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.first == "Corner shop · 60 customers · 2 years · seed 7")
    #expect(outcome.out.contains("12-month retention"))
    #expect(lines.last?.hasPrefix("Outputs/shop/report.html") == true)
    #expect(outcome.err.contains("warning: charts are not drawn"))
    #expect(!outcome.out.contains("warning"))
    // No progress bar where nobody looks.
    #expect(!outcome.err.contains("simulating") && !outcome.err.contains("\r"))
    #expect(try workshop.names("Outputs") == ["shop"])
  }

  @Test func quietPrintsTheResultOnly() async throws {
    let workshop = try Workshop()
    let loud = try await workshop.succeed("run shop.yaml --replications 2")
    let quiet = try await workshop.succeed("run shop.yaml --replications 2 --quiet")
    #expect(quiet.out == loud.out)
    #expect(quiet.err.isEmpty)
    #expect(!loud.err.isEmpty)
  }

  @Test func jsonIsAnObjectWithTheRowsOfTheSummary() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed("run shop.yaml --replications 2 --format json")
    let object = try #require(try json(outcome.out) as? [String: Any])
    let summary = try #require(object["summary"] as? [[String: Any]])
    #expect(object["replications"] as? Int == 2 && object["months"] as? Int == 24)
    #expect(summary.map { $0["metric"] as? String } == (try metrics(workshop)))
    #expect((object["evidence"] as? [[String: Any]])?.count == 1)
  }

  private func metrics(_ workshop: Workshop) throws -> [String?] {
    try workshop.records("Outputs/shop/summary.csv").map { $0["metric"] }
  }

  @Test func severalFilesAreRunOneByOne() async throws {
    let workshop = try Workshop()
    let text = try await workshop.succeed("run shop.yaml desk.yaml --replications 2")
    #expect(text.out.contains("Corner shop ·") && text.out.contains("Help desk ·"))
    #expect(try workshop.names("Outputs") == ["desk", "shop"])
    let outcome = try await workshop.succeed(
      "run shop.yaml desk.yaml --replications 2 --format json")
    let list = try #require(try json(outcome.out) as? [[String: Any]])
    #expect(list.map { $0["scenario"] as? String } == ["Corner shop", "Help desk"])
  }

  @Test func filesOfOneNameAreRefused() async throws {
    let workshop = try Workshop()
    try workshop.write(shop(), to: "other/shop.yaml")
    let outcome = try await workshop.run("run shop.yaml other/shop.yaml")
    #expect(outcome.status == 64 && outcome.out.isEmpty)
    #expect(outcome.err.contains("two files are called shop"))
    #expect(try workshop.names() == ["desk.yaml", "other", "shop.yaml"])
  }

  @Test func settingsChangeTheScenario() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed(
      "run shop.yaml --replications 2 --set clock.horizon=12months --set teams.staff.staff=3")
    #expect(outcome.out.contains("· 1 year ·"))
    let staff = try workshop.records("Outputs/shop/staff.csv")
    #expect(staff.count == 12 && staff.allSatisfy { $0["staff"] == "3" })
    // The growth curve needs two years.
    #expect(try workshop.rows("Outputs/shop/growth.csv").count == 1)
  }

  @Test func withoutAReportNothingIsWritten() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed("run shop.yaml --replications 2 --no-report")
    #expect(outcome.out.contains("12-month retention") && !outcome.out.contains("report.html"))
    #expect(try workshop.names() == ["desk.yaml", "shop.yaml"])
  }

  @Test func strictFailsWhereAPublishedFigureDoesNotHold() async throws {
    let outside = shop("low: 1, high: 1000", "low: 5000, high: 6000")
    let workshop = try Workshop(["good.yaml": shop(), "bad.yaml": outside])
    let lenient = try await workshop.succeed("run bad.yaml --replications 2")
    #expect(lenient.err.contains("warning: a published figure does not hold"))
    #expect(lenient.out.contains("0 of 1 published figures inside their range"))
    let strict = try await workshop.run("run bad.yaml --replications 2 --strict")
    #expect(strict.status == 65 && strict.out == lenient.out)
    #expect(try workshop.records("Outputs/bad/evidence.csv").map { $0["verdict"] } == ["outside"])
    try await workshop.succeed("run good.yaml --replications 2 --strict")
    #expect(try workshop.records("Outputs/good/evidence.csv").map { $0["verdict"] } == ["inside"])
    let compared = try await workshop.run(
      "compare bad.yaml --set teams.staff.staff=3 --replications 2 --strict")
    #expect(compared.status == 65)
  }

  @Test func itStopsWhenItIsPreciseEnough() async throws {
    let workshop = try Workshop()
    let early = try await workshop.succeed(
      "run shop.yaml --until retention_12m=99points --replications 40 --format json --no-report")
    #expect((try json(early.out) as? [String: Any])?["replications"] as? Int == 20)
    let never = try await workshop.succeed(
      "run shop.yaml --until retention_12m=0.0001points --replications 32 --format json "
        + "--no-report")
    #expect((try json(never.out) as? [String: Any])?["replications"] as? Int == 32)
    #expect(never.err.contains("not to ±0.0001 points: it takes more --replications"))
  }

  @Test(arguments: ["retention=1points", "retention_36m=1points"])
  func aPrecisionThatIsNeverReachedIsRefused(_ rule: String) async throws {
    // The one is a monthly figure, the other lies beyond the horizon.
    let workshop = try Workshop()
    let outcome = try await workshop.run("run shop.yaml --until \(rule)")
    #expect(outcome.status == 64 && outcome.out.isEmpty)
    #expect(outcome.err.contains("no such figure"))
  }

  @Test func pathsMayHoldSpacesAndLieElsewhere() async throws {
    let workshop = try Workshop(["my folder/my shop.yaml": shop()])
    let child = "extends: ../my folder/my shop.yaml\nteams: {staff: {staff: 3}}\n"
    try workshop.write(child, to: "children/child.yaml")
    let parent = try await workshop.run([
      "run", "my folder/my shop.yaml", "--replications", "2", "--out", "my results/deep",
    ])
    #expect(parent.status == 0, "\(parent.err)")
    #expect(parent.out.contains("my results/deep/my shop/report.html"))
    try await workshop.succeed("run children/child.yaml --replications 2")
    let manifest = try #require(
      try json(workshop.text("Outputs/child/manifest.json")) as? [String: Any])
    let inputs = try #require(manifest["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["text"] as? String } == [child, shop()])
  }
}
