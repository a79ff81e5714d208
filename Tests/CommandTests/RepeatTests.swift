import Foundation
import Testing

/// The same command gives the same bytes, and a folder is of one run.
@Suite struct RepeatTests {
  @Test(arguments: ["shop", "desk"])
  func twoRunsAreTheSameBytes(_ name: String) async throws {
    let workshop = try Workshop()
    let first = try await workshop.succeed("run \(name).yaml --replications 4 --records")
    let before = try workshop.files("Outputs")
    let second = try await workshop.succeed("run \(name).yaml --replications 4 --records")
    #expect(first == second)
    #expect(try workshop.files("Outputs") == before)
    #expect(before.count > 20)
  }

  @Test func theNumberOfJobsChangesNothing() async throws {
    let workshop = try Workshop()
    var outcomes: [Outcome] = []
    var files: [[String: Data]] = []
    for jobs in [1, 2, 5] {
      outcomes.append(
        try await workshop.succeed(
          "run desk.yaml --replications 5 --records --format json --jobs \(jobs)"))
      try await workshop.succeed(
        "compare desk.yaml --set teams.desk.staff=4 --replications 5 --jobs \(jobs)")
      files.append(try workshop.files("Outputs"))
    }
    #expect(outcomes[1] == outcomes[0] && outcomes[2] == outcomes[0])
    #expect(files[1] == files[0] && files[2] == files[0])
  }

  @Test func anotherSeedIsAnotherRun() async throws {
    let workshop = try Workshop()
    let first = try await workshop.succeed("run shop.yaml --replications 2 --no-report")
    let other = try await workshop.succeed("run shop.yaml --replications 2 --no-report --seed 2")
    #expect(first.out != other.out)
  }

  @Test func aSecondRunReplacesTheFolderWhole() async throws {
    let workshop = try Workshop()
    try await workshop.succeed("run shop.yaml --replications 2 --records")
    try workshop.write("a note", to: "Outputs/shop/note.txt")
    try workshop.write("mine", to: "Outputs/other/note.txt")
    try await workshop.succeed("run shop.yaml --replications 2 --seed 3")
    let files = try workshop.files("Outputs/shop")
    #expect(!files.keys.contains { $0.hasPrefix("records/") || $0 == "note.txt" })
    #expect(try workshop.text("Outputs/other/note.txt") == "mine")
    #expect(try workshop.names("Outputs") == ["other", "shop"])
    try await workshop.succeed("run shop.yaml --replications 2 --seed 3 --out Fresh")
    // But for the page, which says how to get the same again, in the same place.
    var fresh = try workshop.files("Fresh/shop")
    let page = String(decoding: fresh["report.html"] ?? Data(), as: UTF8.self)
    #expect(try printedCommand(of: page).contains("--seed 3 --out Fresh"))
    fresh["report.html"] = files["report.html"]
    fresh["manifest.json"] = files["manifest.json"]
    #expect(fresh == files)
  }
}
