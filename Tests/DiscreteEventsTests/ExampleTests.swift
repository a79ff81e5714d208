import DiscreteEvents
import Foundation
import Testing

@Suite("Examples of the documentation")
struct ExampleTests {
  @Test("the call centre answers as Erlang-A would have it, nearly")
  func callCentre() {
    let days = (1...200).map { CallCentre().day($0) }
    let hungUp = ConfidenceInterval.ofMean(days.map(\.0.abandonmentRate), level: 0.999)
    // Talk is lognormal, days begin empty: the formula holds of it within a few points.
    let exact = ErlangA(
      QueueModel(arrivalRate: 1 / 0.6, serviceRate: 1 / 4.5, servers: 8, abandonRate: 1.0 / 3))
    #expect(abs(hungUp.mean - exact.abandonmentRate) < 0.02)
    #expect(days.allSatisfy { $0.0.arrivals == $0.0.started + $0.0.reneged })
    #expect(days.allSatisfy { $0.waits.count == $0.0.started })
    let quick = days.flatMap(\.waits).filter { $0 <= 1.0 / 3 }.count
    #expect(quick > 0 && quick < days.reduce(0) { $0 + $1.waits.count })
  }

  @Test("the bank's customers wait as Erlang C says")
  func bank() {
    let exact = ErlangA(QueueModel(arrivalRate: 0.2, serviceRate: 0.1, servers: 3)).meanWait
    let days = ConfidenceInterval.ofMean((1...400).map { Bank().meanWait(day: $0) }, level: 0.999)
    #expect(days.lower < exact && exact < days.upper)
    #expect(days.halfWidth < 0.2 * exact)
  }

  @Test("the clinic sees as many as its nurse can")
  func clinic() {
    // A patient every 10 minutes, and 15 with the nurse: 1,440 minutes make 96 patients less those in
    // the house.
    let runs = (1...20).map { Clinic().run(minutes: 1_440, replication: $0) }
    for run in runs {
      #expect((91...95).contains(run.done))
      #expect(run.occupancy[0] > 0.98)
      #expect(abs(run.occupancy[1] - 20.0 / 30) < 0.05)
      #expect(abs(run.occupancy[2] - 5.0 / 15) < 0.05)
    }
  }

  @Test("the help desk's calls add up, and first contacts settle as many as they should")
  func helpDesk() {
    var (answered, settled, callers) = (0.0, 0.0, 0.0)
    for number in 1...60 {
      var desk = HelpDesk()
      desk.day(number)
      #expect(desk.lines.allSatisfy { $0.present == 0 && $0.violations(at: 1e6) == [] })
      #expect(desk.trace.entries.count <= 500 && desk.trace.entries.count > 20)
      let s = desk.lines[0].statistics
      #expect(s.completed == desk.answered && s.balked == desk.putOff)
      let distinct = Set(desk.trace.entries.map(\.subject)).count
      if desk.trace.omitted == 0 { callers += Double(distinct) } else { continue }
      answered += Double(desk.answered)
      settled += Double(desk.settledAtOnce)
    }
    // 7 of 10 questions are settled by the first answer; of the rest half are answered again.
    #expect(abs(settled / callers - 0.7) < 4 * (0.21 / callers).squareRoot())
    #expect(abs(answered / callers - 1 / 0.85) < 4 * (0.16 / callers).squareRoot())
  }

  @Test(
    "the documentation shows the code that is tested",
    arguments: ["CallCentre", "Bank", "Clinic", "HelpDesk"])
  func shown(name: String) throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let code = try String(
      contentsOf: tests.appending(path: "Examples/\(name).swift"), encoding: .utf8)
    let page = try String(
      contentsOf: tests.deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Sources/DiscreteEvents/DiscreteEvents.docc/\(name).md"), encoding: .utf8)
    #expect(page.contains("```swift\n\(code)```"))
    if name != "HelpDesk" {
      #expect(code.split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
    }
  }
}
