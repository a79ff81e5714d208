import DiscreteEvents
import Foundation
import Testing

/// `cxlab run --trace`.
@Suite struct TraceTests {
  /// A help desk of two with a dozen customers.
  private static let desk = """
    title: A help desk, looked at closely
    clock: {start: 2026-01-05, horizon: 1 month, settle: 1 month}
    customers:
      relationship: contract
      contract: {term: 12 months, price: £30/month}
      segments: {homes: {initial: 12}}
    journeys:
      fault:
        need: {rate: 40 per year}
        touchpoints:
          call:
            team: desk
            service: lognormal 12 min cv 0.6
            resolves: 70%
            unresolved: [{to: call, share: 100%, after: 1 days}]
    teams:
      desk:
        staff: 2
        hours: Mon-Fri 09:00-17:00
        background: {rate: 1 per h, patience: exponential 4 min}
        training: {basics: {hours: 2 h, every: 6 months}}

    """

  /// The first lines of the trace are the stored ones.
  ///
  /// Where the model was changed on purpose: `CXLAB_STORE=1 swift test --filter TraceTests`.
  @Test func theTraceIsTheStoredOne() async throws {
    let workshop = try Workshop(["desk.yaml": Self.desk])
    try await workshop.succeed("run desk.yaml --replications 2 --trace")
    let trace = try workshop.text("Outputs/desk/trace.txt")
    let lines = trace.split(separator: "\n")
    #expect(lines.count > 250)
    let first = lines.prefix(120).joined(separator: "\n") + "\n"
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "Stored/desk.trace.txt")
    if ProcessInfo.processInfo.environment["CXLAB_STORE"] == "1" {
      try Data(first.utf8).write(to: stored)
    }
    let difference = EventTrace.firstDifference(
      of: first, from: try String(contentsOf: stored, encoding: .utf8))
    #expect(difference == nil, "\(difference ?? "")")
    // Times are in order, and everybody who begins had come.
    #expect(lines.map { $0.prefix(23) } == lines.map { $0.prefix(23) }.sorted())
    #expect(trace.contains("  month 0") && trace.contains("goes to the class basics"))
  }

  /// The trace is of replication 1: how many there are changes nothing, nor does tracing the results.
  @Test func theTraceDoesNotDependOnTheRest() async throws {
    let workshop = try Workshop(["desk.yaml": Self.desk])
    try await workshop.succeed("run desk.yaml --replications 2 --trace --out a")
    try await workshop.succeed("run desk.yaml --replications 3 --jobs 1 --trace --out b")
    try await workshop.succeed("run desk.yaml --replications 3 --out c")
    #expect(try workshop.text("a/desk/trace.txt") == workshop.text("b/desk/trace.txt"))
    #expect(try workshop.text("b/desk/summary.csv") == workshop.text("c/desk/summary.csv"))
    #expect(try !workshop.names("c/desk").contains("trace.txt"))
    let refused = try await workshop.run("run desk.yaml --trace --no-report")
    #expect(refused.status == 64 && refused.err.contains("not even --trace"))
  }
}
