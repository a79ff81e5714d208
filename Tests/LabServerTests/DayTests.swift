import CustomerExperience
import Documents
import Experiments
import Foundation
import ScenarioFiles
import Testing

@testable import LabServer

/// A day of a replication, written down event by event.
@Suite struct DayTests {
  private static let text = """
    title: Small
    clock: {start: 2026-01-05, horizon: 6 months, settle: 2 months}
    customers:
      relationship: contract
      contract: {term: 18 months, price: £32/month}
      segments:
        households: {initial: 400, patience: lognormal 6 min cv 1}
    journeys:
      fault:
        need: {rate: 20 per year}
        touchpoints:
          app: {channel: self-service, service: 3 min, resolves: 40%, unresolved: [{to: call}]}
          call: {team: first-line, channel: phone, service: lognormal 9 min cv 0.9, resolves: 70%}
    teams:
      first-line:
        name: First line
        staff: 2
        absence: 20%
        hours: Mon-Sat 08:00-20:00
        background: {daily: 30}
        training:
          calm: {hours: 6 h, cost: £260, teaches: {empathy: 100%}, every: 2 months}

    """

  /// The same with people whom the firm sends to check.
  private static let checked =
    text.replacing(
      "    staff: 2\n",
      with: "    staff: 2\n    standards: {checks: 20 per month, takes: 10 min}\n")
    + "measurement: {mystery_shopper: {visits: 30 per month}}\n"

  /// A laboratory with the scenario.
  private func lab(_ text: String = DayTests.text) throws -> (Laboratory, URL) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "small.yaml")
    try Data(text.utf8).write(to: file)
    let lab = try Laboratory(
      files: [file.path()], seed: 7, pairs: 2, jobs: 2, keptBytes: 1 << 28,
      drafts: try DraftStore(folder: folder.path()), version: "1")
    return (lab, folder)
  }

  private func model(_ text: String = DayTests.text) throws -> Model {
    let (_, folder) = try lab(text)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try Model(ScenarioLoader.load(folder.appending(path: "small.yaml").path()).scenario)
  }

  private func world(_ model: Model) throws -> SettledWorld {
    try model.settledWorld(seed: 7, replication: 1)
  }

  private func record(
    _ choice: DayWatch.Choice, limit: Int = 100_000, of world: SettledWorld, _ model: Model
  ) throws -> DayRecord {
    try #require(world.run(model, watching: DayWatch(choice, limit: limit)).day)
  }

  // MARK: - The record

  @Test("writing a day down changes no number of the run")
  func sameNumbers() throws {
    let model = try model()
    let world = try world(model)
    let plain = world.run(model)
    for choice in [DayWatch.Choice.day(3), .busiest(of: 7), .course(from: 0)] {
      let watched = world.run(model, watching: DayWatch(choice, endsRun: false))
      #expect(watched.day != nil)
      #expect(watched.events == plain.events)
      #expect(watched.violations.isEmpty)
      func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }
      #expect(bits(watched.summary.values) == bits(plain.summary.values))
      #expect(bits(watched.timeline.values) == bits(plain.timeline.values))
    }
  }

  @Test("whoever comes is served, leaves the line or is still there")
  func conservation() throws {
    let model = try model()
    let world = try world(model)
    for number in 0..<6 {
      let day = try record(.day(number), of: world, model)
      #expect(day.day == number && day.cut == 0)
      #expect(day.events.map(\.time) == day.events.map(\.time).sorted())
      var inLine: Set<Int32> = []
      var served: Set<Int32> = []
      for event in day.events {
        switch event.what {
        case .waits: #expect(inLine.insert(event.visit).inserted)
        case .begins:
          inLine.remove(event.visit)
          #expect(served.insert(event.visit).inserted)
        case .helped, .unhelped: #expect(served.remove(event.visit) != nil)
        case .givesUp, .turnedAway: #expect(inLine.remove(event.visit) != nil)
        default: break
        }
      }
      let ended = day.events.count {
        [.helped, .unhelped, .givesUp, .turnedAway].contains($0.what)
      }
      #expect(day.visits.count == ended + inLine.count + served.count)
      #expect(ended > 10)
    }
  }

  @Test("the table by half hours says what the events say, whether they were kept or not")
  func table() throws {
    let model = try model()
    let world = try world(model)
    let day = try record(.day(1), of: world, model)
    func counted(_ kinds: [DayRecord.What], _ team: Int, _ half: Int) -> Int {
      day.events.count {
        kinds.contains($0.what) && Int($0.team < 0 ? 1 : $0.team) == team
          && min(47, Int($0.time / 30)) == half
      }
    }
    #expect(day.teams.count == 2)
    for team in day.teams.indices {
      for (half, row) in day.teams[team].halfHours.enumerated() {
        #expect(row.served == counted([.helped, .unhelped], team, half))
        #expect(row.gaveUp == counted([.givesUp], team, half))
        #expect(row.turnedAway == counted([.turnedAway], team, half))
        let arrived = day.visits.count {
          Int($0.team < 0 ? 1 : $0.team) == team && $0.arrived >= 0 && Int($0.arrived / 30) == half
        }
        #expect(row.arrived == arrived)
      }
    }
    #expect(day.teams[0].halfHours.map(\.onDuty).max() ?? 0 >= 1)
    #expect(day.teams[0].halfHours[0].onDuty == 0)
    #expect(day.teams[0].halfHours.map(\.longestLine).max() ?? 0 >= 1)
    let short = try record(.day(1), limit: 12, of: world, model)
    #expect(short.events == Array(day.events.prefix(12)))
    #expect(short.cut == day.events.count - 12)
    #expect(short.teams.map(\.halfHours) == day.teams.map(\.halfHours))
    #expect(short.visits.count <= 12)
  }

  @Test("nobody waits where they serve themselves, and who checks for the firm is no customer")
  func checks() throws {
    let model = try model(Self.checked)
    let world = try world(model)
    var checks = 0
    for number in 0..<6 {
      let day = try record(.day(number), of: world, model)
      func isCheck(_ visit: Int32) -> Bool { day.visits[Int(visit)].isCheck }
      checks += day.visits.count { $0.isCheck }
      #expect(day.visits.allSatisfy { !$0.isCheck || ($0.customer == 0 && $0.team == 0) })
      #expect(day.arrivals == day.visits.count { !$0.isCheck && $0.arrived >= 0 })

      let alone = day.teams[1].halfHours
      #expect(alone.contains { $0.arrived > 0 } && alone.contains { $0.served > 0 })
      #expect(alone.allSatisfy { $0.answered == 0 && $0.waited == 0 })

      let team = day.teams[0].halfHours
      func events(_ kinds: DayRecord.What...) -> [DayRecord.Event] {
        day.events.filter { $0.team == 0 && kinds.contains($0.what) && !isCheck($0.visit) }
      }
      func sum(_ part: KeyPath<DayRecord.HalfHour, Int>) -> Int {
        team.reduce(0) { $0 + $1[keyPath: part] }
      }
      #expect(sum(\.served) == events(.helped, .unhelped).count)
      #expect(sum(\.gaveUp) == events(.givesUp).count)
      #expect(sum(\.turnedAway) == events(.turnedAway).count)
      let begun = events(.begins)
      #expect(sum(\.answered) == begun.count)
      let waited = begun.reduce(0.0) { $0 + $1.time - day.visits[Int($1.visit)].arrived }
      #expect(abs(waited - team.reduce(0) { $0 + $1.waited }) < 1e-6)
    }
    #expect(checks > 10)
  }

  @Test("the page is told who checks for the firm")
  func told() async throws {
    let (lab, folder) = try lab(Self.checked)
    defer { try? FileManager.default.removeItem(at: folder) }
    var told = ""
    for day in 1...3 {
      told += try await lab.day("small", settings: [], on: .number(day), isCourse: false).compact
    }
    #expect(told.contains(#""is_check":true"#) && told.contains(#""is_check":false"#))
  }

  @Test("the busiest of some days is the one on which the most come")
  func busiest() throws {
    let model = try model()
    let world = try world(model)
    let days = try (0..<7).map { try record(.day($0), of: world, model) }
    let best = try record(.busiest(of: 7), of: world, model)
    #expect(best.arrivals == days.map(\.arrivals).max())
    #expect(best == days[best.day])
  }

  @Test("a day with a course has somebody in class, and none before it has")
  func course() throws {
    let model = try model()
    let world = try world(model)
    let day = try record(.course(from: 3), of: world, model)
    let classes = day.events.filter { $0.what == .toClass }
    #expect(!classes.isEmpty && day.hasClass)
    #expect(classes.allSatisfy { $0.about == 0 && $0.team == 0 && $0.post >= 0 })
    #expect(day.teams[0].halfHours.contains { $0.inClass > 0 })
    for number in 3..<day.day {
      #expect(try !record(.day(number), of: world, model).hasClass)
    }
  }

  // MARK: - The lab

  @Test("the lab shows the busiest day of the first week, a date, or the next course")
  func days() async throws {
    let (lab, folder) = try lab()
    defer { try? FileManager.default.removeItem(at: folder) }
    func day(_ wish: String?, course: Bool = false) async throws -> JSONValue {
      try await lab.day(
        "small", settings: [], on: try #require(DayWish(wish)), isCourse: course)
    }
    let first = try await day(nil)
    #expect(first["chosen"] == "busiest" && first["days"] == 181)
    let dated = try await day("2026-02-02")
    #expect(dated["day"] == 29 && dated["weekday"] == "Monday" && dated["chosen"] == "asked")
    let numbered = try await day("29")
    #expect(numbered.compact == dated.compact)
    let course = try await day("2", course: true)
    #expect(course["chosen"] == "course")
    #expect(course.compact.contains(#""what":"to-class""#) && course.compact.contains("calm"))
    #expect(course.compact.contains(#""title":"On their own""#))
  }

  @Test("the same customers with the same luck come where a change does not reach them")
  func sameLuck() async throws {
    let (lab, folder) = try lab()
    defer { try? FileManager.default.removeItem(at: folder) }
    func day(_ settings: [String]) async throws -> JSONValue {
      try await lab.day("small", settings: settings, on: .number(1), isCourse: false)
    }
    let base = try await day([])
    let dearer = try await day(["complaints.cost=£90"])
    #expect(base["events"] == dearer["events"] && base["visits"] == dearer["visits"])
    let fewer = try await day(["teams.first-line.staff=1"])
    #expect(base["events"] != fewer["events"])
    #expect(fewer["settings"] == ["teams.first-line.staff=1"])
  }

  @Test("a day beyond the end, no course and wrong settings are told")
  func problems() async throws {
    let (lab, folder) = try lab()
    defer { try? FileManager.default.removeItem(at: folder) }
    func problem(_ wish: DayWish, _ settings: [String] = [], course: Bool = false) async
      -> LabProblem?
    {
      do {
        _ = try await lab.day("small", settings: settings, on: wish, isCourse: course)
        return nil
      } catch {
        return error as? LabProblem
      }
    }
    let early = try #require(DayWish("1970-01-01"))
    for wish in [DayWish.number(182), .number(0), .number(.max), early] {
      let problem = try #require(await problem(wish))
      #expect(problem.kind == "not-found")
      #expect(problem.message.contains("1 to 181, 2026-01-05 to 2026-07-04"))
    }
    let none = await problem(
      .number(1), ["teams.first-line.training.calm.every=never"], course: true)
    #expect(none?.kind == "not-found" && none?.message.contains("Nobody is in class") == true)
    #expect(await problem(.busiest, ["quality.mien=3"])?.kind == "bad-setting")
    for text in ["", "x", "-1", "1.5", "2026-13-01", "99999999999999999999"] {
      #expect(DayWish(text) == nil, "\(text)")
    }
  }

  @Test("who hangs up ends the run, and the next is whole")
  func cancelled() async throws {
    let (lab, folder) = try lab()
    defer { try? FileManager.default.removeItem(at: folder) }
    let task = Task {
      try await lab.day("small", settings: [], on: .number(1), isCourse: true)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let day = try await lab.day("small", settings: [], on: .number(1), isCourse: false)
    #expect(day["day"] == 1)
  }

  @Test(arguments: [
    ("day", 200), ("day?day=2026-01-09&set=a%3D1", 200), ("day?day=9&find=course", 200),
    ("day?day=soon", 400), ("day?find=party", 400), ("day?day=1&day=2", 400),
    ("day?day=00000000001", 400), ("day?week=1", 400),
  ])
  func route(_ target: String, status: Int) async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("GET", "/api/scenarios/cafe/\(target)")
      #expect(answer.status == status)
      if status == 400 { #expect(answer.problem == "bad-request") }
      #expect(try lab.ask("GET", "/api/scenarios/bar/day").status == 404)
      #expect(try lab.ask("HEAD", "/api/scenarios/cafe/day").status == 200)
      #expect(try lab.ask("HEAD", "/api/scenarios/bar/day").status == 404)
    }
  }

  @Test("a day counts as something that is watched")
  func limit() async throws {
    var limits = LabHTTPLimits()
    limits.streams = 0
    try await TestLab.run(limits: limits) { lab throws in
      #expect(try lab.ask("GET", "/api/scenarios/cafe/day").status == 429)
    }
  }
}
