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
    for jobs in [1, 2, 5] {
      outcomes.append(
        try await workshop.succeed(
          "run desk.yaml --replications 5 --records --format json --jobs \(jobs) --out \(jobs)"))
      try await workshop.succeed(
        "compare desk.yaml --set teams.desk.staff=4 --replications 5 --jobs \(jobs) "
          + "--out \(jobs)")
    }
    #expect(outcomes[1] == outcomes[0] && outcomes[2] == outcomes[0])
    let one = try workshop.files("1")
    #expect(try workshop.files("2") == one)
    #expect(try workshop.files("5") == one)
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
    #expect(try workshop.files("Fresh/shop") == files)
  }
}
