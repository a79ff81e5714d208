import Foundation
import Testing

/// Ctrl-C: what was there before stays, and nothing half done is left.
@Suite(.serialized) struct InterruptTests {
  @Test(arguments: [
    "run shop.yaml --replications 100000", "run shop.yaml --replications 100000 --jobs 1",
    "compare shop.yaml --set teams.staff.staff=3 --replications 100000",
  ])
  func ctrlCEndsALongRun(_ line: String) async throws {
    let workshop = try Workshop()
    try await workshop.succeed("run shop.yaml --replications 2")
    try await workshop.succeed("compare shop.yaml --set teams.staff.staff=3 --replications 2")
    let before = try workshop.files("Outputs")
    let running = try Program.start(
      line.split(separator: " ").map(String.init), in: workshop.folder)
    try await running.untilItListens()
    #expect(running.isRunning)
    running.interrupt()
    let outcome = try await running.end()
    #expect(outcome.status == 130 && !outcome.wasKilled)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("interrupted"))
    #expect(try workshop.files("Outputs") == before)
    #expect(try workshop.names("Outputs") == ["shop", "shop-vs-teams-staff-staff-3"])
  }

  @Test func aRequestToTerminateDoesTheSame() async throws {
    let workshop = try Workshop()
    let running = try Program.start(
      ["run", "shop.yaml", "--replications", "100000"], in: workshop.folder)
    try await running.untilItListens()
    running.terminate()
    let outcome = try await running.end()
    #expect(outcome.status == 143 && !outcome.wasKilled)
    #expect(try workshop.files("Outputs").isEmpty)
  }

  @Test func aTerminalThatIsClosedDoesTheSame() async throws {
    let workshop = try Workshop()
    let running = try Program.start(
      ["run", "shop.yaml", "--replications", "100000", "--records"], in: workshop.folder)
    try await running.untilItListens()
    running.hangUp()
    let outcome = try await running.end()
    #expect(outcome.status == 129 && !outcome.wasKilled)
    #expect(outcome.err.contains("interrupted"))
    #expect(try workshop.names("Outputs").isEmpty)
  }

  @Test func whoeverOutlivesItsTerminalGoesOn() async throws {
    let workshop = try Workshop()
    let program = try #require(Program.path)
    let line = """
      trap '' HUP; "$0" run shop.yaml --replications 40 & child=$!
      for _ in 1 2 3 4 5; do sleep 0.1; kill -HUP $child 2>/dev/null; done; wait $child
      """
    let outcome = try await Program.run(
      ["-c", line, program], in: workshop.folder, of: "/bin/bash")
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test func whereverItComesTheFolderIsWhole() async throws {
    let workshop = try Workshop()
    try await workshop.succeed("run shop.yaml --replications 2 --seed 2")
    let new = try workshop.files("Outputs/shop")
    try await workshop.succeed("run shop.yaml --replications 2 --seed 1")
    let old = try workshop.files("Outputs/shop")
    for delay in stride(from: 20, through: 260, by: 40) {
      let running = try Program.start(
        ["run", "shop.yaml", "--replications", "2", "--seed", "2"], in: workshop.folder)
      try await Task.sleep(for: .milliseconds(delay))
      running.interrupt()
      _ = try await running.end()
      let files = try workshop.files("Outputs/shop")
      #expect(files == old || files == new, "interrupted after \(delay) ms")
    }
    // A run that goes through clears away what an unlucky one may have left.
    try await workshop.succeed("run shop.yaml --replications 2 --seed 2")
    #expect(try workshop.files("Outputs/shop") == new)
    #expect(try workshop.names("Outputs") == ["shop"])
  }
}
