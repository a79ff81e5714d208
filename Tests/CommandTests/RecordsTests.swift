import DiscreteEvents
import Foundation
import Testing

/// `--records`: what other programs compute from the records is what the run says.
@Suite struct RecordsTests {
  private typealias Row = [String: String]

  /// A run of a scenario with the records of all its replications.
  private static func run(_ name: String, replications: Int = 3) async throws -> Workshop {
    let workshop = try Workshop()
    try await workshop.succeed(
      "run \(name).yaml --replications \(replications) --records-of \(replications)")
    return workshop
  }

  private static func table(_ name: String, _ scenario: String, _ workshop: Workshop) throws
    -> [Row]
  {
    try workshop.records("Outputs/\(scenario)/records/\(name).csv")
  }

  private static func number(_ row: Row, _ column: String) throws -> Double {
    try #require(Double(row[column] ?? ""), "\(column): \(row)")
  }

  /// Minutes since 1970 of a moment such as `2026-01-05T08:00:00.000Z`.
  private static func minutes(_ text: String) throws -> Double {
    let parts = text.split { "-T:Z".contains($0) }.compactMap { Double($0) }
    try #require(parts.count == 6, "\(text)")
    let day = try #require(
      CivilDate(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2])))
    return Double(day.dayNumber) * 1440 + parts[3] * 60 + parts[4] + parts[5] / 60
  }

  // MARK: - What a manager sees

  /// The rule of who is active, as the README of the outputs tells it, over the purchases in the records.
  @Test func whoIsActiveFollowsFromTheRecords() async throws {
    let replications = 3
    let workshop = try await Self.run("shop", replications: replications)
    let start = try #require(CivilDate(year: 2026, month: 1, day: 5))
    let ends = (0...24).map { Double(start.adding(months: $0).dayNumber) * 1440 }
    var bought: [String: [Double]] = [:]
    for row in try Self.table("transactions", "shop", workshop) {
      let key = (row["replication"] ?? "") + "/" + (row["customer_id"] ?? "")
      bought[key, default: []].append(try Self.minutes(row["timestamp"] ?? ""))
    }
    var active = [Double](repeating: 0, count: ends.count)
    for row in try Self.table("customers", "shop", workshop) where row["initial"] == "1" {
      let key = (row["replication"] ?? "") + "/" + (row["customer_id"] ?? "")
      let before = try #require(Int(row["purchases_before"] ?? ""))
      guard before > 0 else { continue }
      let first = try Self.minutes(row["first_before"] ?? "")
      let last = try Self.minutes(row["last_before"] ?? "")
      func isSilent(at end: Double) -> Bool {
        let since = bought[key, default: []].filter { $0 < end }
        let (count, last) = (before + since.count, since.last ?? last)
        let year = 365.25 * 1440
        let gap = count > 1 ? (last - first) / Double(count - 1) : year / 4
        return gap > 0 && end - last > max(1, log(year / gap / 0.05)) * gap
      }
      guard !isSilent(at: ends[0]) else { continue }
      for (month, end) in ends.enumerated() where !isSilent(at: end) { active[month] += 1 }
    }
    let told = try workshop.records("Outputs/shop/active.csv").filter { $0["segment"] == "all" }
    #expect(told.count == ends.count && active[0] > 0 && active[24] < active[0])
    for (row, count) in zip(told, active) {
      let mean = try Self.number(row, "active")
      #expect(abs(mean - count / Double(replications)) < 1e-6, "month \(row["month"] ?? "")")
    }
  }

  // MARK: - The panel

  @Test(arguments: ["shop", "desk"])
  func thePanelIsACountingProcess(_ name: String) async throws {
    let workshop = try await Self.run(name)
    func key(_ row: Row) -> String { (row["replication"] ?? "") + "/" + (row["customer_id"] ?? "") }
    let panel = Dictionary(grouping: try Self.table("panel", name, workshop), by: key)
    let lifetimes = try Self.table("lifetimes", name, workshop)
    #expect(lifetimes.count > 100 && panel.count == lifetimes.count)
    var events = 0
    for life in lifetimes {
      let months = try #require(panel[key(life)])
      var tenure = try Self.number(life, "entry")
      for (n, row) in months.enumerated() {
        #expect(abs(try Self.number(row, "start") - tenure) < 1e-6, "\(row)")
        tenure = try Self.number(row, "stop")
        #expect(try Self.number(row, "start") < tenure)
        #expect(row["event"] == (n == months.count - 1 ? life["event_observed"] : "0"), "\(row)")
        #expect((0...100).contains(try Self.number(row, "satisfaction")))
        #expect(try Self.number(row, "price") > 0)
        if row["event"] == "1" { events += 1 }
      }
      #expect(abs(tenure - (try Self.number(life, "duration"))) < 1e-6, "\(life)")
    }
    #expect(events > 5)
    // What was paid and what was asked of the firm is all there.
    let paid = try panel.values.joined().reduce(0) { $0 + (try Self.number($1, "paid")) }
    let sums = try Self.table("transactions", name, workshop).map { try Self.number($0, "amount") }
    #expect(abs(paid - sums.reduce(0, +)) < 0.01 * paid * 1e-6 + 0.01)
    let purchases = try panel.values.joined().reduce(0) { $0 + (try Self.number($1, "purchases")) }
    #expect(Int(purchases) == sums.count)
  }

  // MARK: - Contacts, cases and agents

  @Test(arguments: ["shop", "desk"])
  func agentsServedTheContacts(_ name: String) async throws {
    let workshop = try await Self.run(name)
    var served: [String: Int] = [:]
    let contacts = try Self.table("contacts", name, workshop)
    for row in contacts {
      #expect(row["begin"] == "" || row["outcome"] != "gave up", "\(row)")
      #expect((row["end"] == "") == (row["outcome"] == "open"), "\(row)")
      if ["resolved", "unresolved"].contains(row["outcome"]) {
        #expect(row["agent"] != "" && row["wait"] != "", "\(row)")
        served["\(row["replication"] ?? "")/\(row["agent"] ?? "")", default: 0] += 1
      }
    }
    #expect(name == "shop" || Set(contacts.compactMap { $0["outcome"] }).count > 1)
    var own: [String: Int] = [:]
    let agents = try Self.table("agents", name, workshop)
    for row in agents {
      own["\(row["replication"] ?? "")/\(row["agent"] ?? "")", default: 0] +=
        Int(try Self.number(row, "contacts_own"))
      #expect(try Self.number(row, "contacts") >= (try Self.number(row, "contacts_own")))
      #expect(
        try Self.number(row, "duty") <= 31 * 1440 && (try Self.number(row, "experience")) >= 0)
    }
    #expect(own.filter { $0.value > 0 } == served)
    // Busy over duty is what the run says of the team.
    let team = name == "shop" ? "staff" : "desk"
    let occupancy = try #require(
      try workshop.records("Outputs/\(name)/summary.csv").first {
        $0["metric"] == "occupancy" && $0["subject"] == "team:\(team)"
      })
    let busy = try agents.reduce(0) { $0 + (try Self.number($1, "busy")) }
    let duty = try agents.reduce(0) { $0 + (try Self.number($1, "duty")) }
    #expect(abs(busy / duty - (try Self.number(occupancy, "mean"))) < 0.01)
  }

  /// Whoever leaves closes what they were about, and nothing else stays open but at the end.
  @Test(arguments: ["shop", "desk"])
  func everyCaseEndsOnce(_ name: String) async throws {
    let workshop = try await Self.run(name)
    var open: [String: [String]] = [:]
    var last: [String: String] = [:]
    for row in try Self.table("events", name, workshop) where row["case_id"] != "" {
      let key = (row["replication"] ?? "") + "/" + (row["case_id"] ?? "")
      open[key, default: []].append(row["event"] ?? "")
      // The wait for a service is the time from the event before to its beginning: never negative.
      let began = row["start_timestamp"] ?? ""
      #expect(last[key] ?? "" <= began && began <= row["timestamp"] ?? "", "\(row)")
      last[key] = row["timestamp"] ?? ""
    }
    func isEnd(_ event: String) -> Bool {
      [": resolved", ": given up", ": dropped"].contains { event.hasSuffix($0) }
    }
    let left = Set(
      try Self.table("lifetimes", name, workshop).filter { $0["event_observed"] == "1" }.map {
        ($0["replication"] ?? "") + "/" + ($0["customer_id"] ?? "")
      })
    var stillOpen = 0
    for (key, events) in open {
      let ends = events.count(where: isEnd)
      #expect(ends <= 1, "\(key): \(events)")
      #expect(ends == 0 || isEnd(events[events.count - 1]), "\(key): \(events)")
      guard ends == 0 else { continue }
      stillOpen += 1
      let customer = key.split(separator: "-").first.map(String.init) ?? ""
      #expect(!left.contains(customer), "\(key): \(events)")
    }
    #expect(open.count > 500 && stillOpen < 30)
  }

  // MARK: - Replications, comparisons and the package

  @Test func replicationsComeInOrderWhateverTheJobs() async throws {
    let workshop = try Workshop()
    for jobs in [1, 3] {
      try await workshop.succeed(
        "run desk.yaml --replications 5 --records-of 4 --jobs \(jobs) --out R")
      try workshop.move("R", to: "\(jobs)")
    }
    #expect(try workshop.files("1") == workshop.files("3"))
    let numbers = try workshop.records("1/desk/records/transactions.csv").compactMap {
      Int($0["replication"] ?? "")
    }
    #expect(numbers == numbers.sorted() && Set(numbers) == [1, 2, 3, 4])
    try await workshop.succeed("run desk.yaml --replications 5 --records --out one")
    let first = try workshop.records("one/desk/records/panel.csv")
    let all = try workshop.records("1/desk/records/panel.csv")
    #expect(first == all.filter { $0["replication"] == "1" })
    #expect(try workshop.names("1") == ["desk"])
  }

  @Test func theSameCustomersInBothWorlds() async throws {
    let workshop = try Workshop()
    try await workshop.succeed(
      "compare desk.yaml --set quality.mean=60 --set teams.desk.staff=1 --replications 3 "
        + "--records-of 3 --out A")
    let folder = try #require(try workshop.names("A").first)
    let pairs = try workshop.records("A/\(folder)/records/paired.csv")
    let changed = try workshop.records("A/\(folder)/customers_changed.csv")
    #expect(pairs.count == 3 * 2 * 100)
    for row in changed {
      for fate in ["saved", "lost", "stayed_anyway", "left_anyway"] {
        let count = pairs.count {
          $0["variant"] == row["variant"] && $0["fate"] == fate
            && (row["segment"] == "all" || $0["segment"] == row["segment"])
        }
        #expect(abs(try Self.number(row, fate) - Double(count) / 3) < 1e-6, "\(row) \(fate)")
      }
    }
    for row in pairs {
      let stayed = row["left_variant"] == ""
      #expect(stayed == ["saved", "stayed_anyway"].contains(row["fate"]), "\(row)")
      #expect(stayed == (row["cause_variant"] == ""))
    }
    // The baseline is the run of it: the same ids, the same days.
    try await workshop.succeed("run desk.yaml --replications 3 --records-of 3 --out A")
    let lives = try workshop.records("A/desk/records/lifetimes.csv")
    for row in pairs.prefix(100) {
      let life = try #require(
        lives.first {
          $0["customer_id"] == row["customer_id"] && $0["replication"] == row["replication"]
        })
      #expect(life["left"] == row["left_baseline"] && life["cause"] == row["cause_baseline"])
    }
    for jobs in [1, 3] {
      try await workshop.succeed(
        "compare desk.yaml --set quality.mean=60 --replications 4 --records-of 3 --jobs \(jobs) "
          + "--out J")
      try workshop.move("J", to: "J\(jobs)")
    }
    #expect(try workshop.files("J1") == workshop.files("J3"))
  }

  @Test func thePackageSaysWhatTheTablesHold() async throws {
    let workshop = try Workshop()
    try await workshop.succeed("run shop.yaml --replications 2 --records")
    let package = try #require(
      try json(workshop.text("Outputs/shop/datapackage.json")) as? [String: Any])
    #expect(package["name"] as? String == "shop")
    let resources = try #require(package["resources"] as? [[String: Any]])
    let tables = try workshop.files("Outputs/shop").keys.filter { $0.hasSuffix(".csv") }
    #expect(Set(resources.compactMap { $0["path"] as? String }) == Set(tables))
    let moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
    for resource in resources {
      let path = try #require(resource["path"] as? String)
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let rows = try workshop.rows("Outputs/shop/" + path)
      #expect(fields.compactMap { $0["name"] as? String } == rows.first ?? [], "\(path)")
      for row in rows.dropFirst() {
        for (field, value) in zip(fields, row) where value != "" {
          let holds =
            switch field["type"] as? String {
            case "integer": Int(value) != nil
            case "number": Double(value) != nil
            case "date": value.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
            case "datetime": value.wholeMatch(of: moment) != nil
            case "string": true
            default: false
            }
          #expect(holds, "\(path): \(field["name"] ?? "") is '\(value)'")
        }
      }
    }
  }
}
