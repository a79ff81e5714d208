import Documents
import Foundation
import Testing

/// The folders that commands write.
@Suite struct FolderTests {
  @Test(arguments: ["shop", "desk"])
  func aRunWritesTheContractedTables(_ name: String) async throws {
    let workshop = try Workshop()
    try await workshop.succeed("run \(name).yaml --replications 2 --records")
    var tables = Contract.run.merging(Contract.records) { first, _ in first }
    // Under a contract who leaves says so.
    if name == "desk" { tables["active.csv"] = nil }
    // Without rivals nobody goes to one.
    if name == "desk" {
      for table in ["switching.csv", "pull.csv", "buyers.csv"] { tables[table] = nil }
    }
    try check("Outputs/\(name)", tables: tables, in: workshop)
    let customers = try workshop.rows("Outputs/\(name)/records/customers.csv")
    #expect(customers.first?.dropFirst(7) == (name == "shop" ? ["age"] : []))
    // All of them say something; the desk has no rivals and no evidence.
    let empty: Set = name == "desk" ? ["evidence.csv", "rivals.csv"] : []
    for table in Set(tables.keys).subtracting(empty) {
      #expect(try workshop.rows("Outputs/\(name)/\(table)").count > 1, "\(table) is empty")
    }
  }

  @Test func withoutRecordsThereAreNone() async throws {
    let workshop = try Workshop()
    try await workshop.succeed("run shop.yaml --replications 2")
    try check("Outputs/shop", tables: Contract.run, in: workshop)
  }

  @Test func whatIsSwitchedOnHasTablesOfItsOwn() async throws {
    let workshop = try Workshop()
    try workshop.write(
      """
      extends: shop.yaml
      customers:
        needs: {quick: {share: 60%}, calm: {share: 40%, spend: 2}}
        segments:
          regulars: {household: {sizes: {one: 40%, two: 60%}, family: {share: 50%, discount: 5%}}}
      measurement: {fairness: true}
      segmentation: {segments: 3, demographic: age}
      stock: {categories: {beans: {share: 100%}}}
      returns: {base: 5%}
      loyalty: {outreach: {rate: 2 per month}}
      journeys:
        fitting:
          need: {rate: 6 per year}
          touchpoints: {room: {team: staff, service: 20 min, appointment: {slots: 1 per h}}}
      sites: {near: {time: 5 min}, far: {attraction: 3, time: lognormal 9 min cv 0.4}}
      """, to: "more.yaml")
    try await workshop.succeed("run more.yaml --replications 2")
    let tables = Contract.run.merging(Contract.switchedOn) { first, _ in first }
    try check("Outputs/more", tables: tables, in: workshop)
    for table in tables.keys {
      #expect(try workshop.rows("Outputs/more/\(table)").count > 1, "\(table) is empty")
    }
    let treated = try workshop.records("Outputs/more/fairness.csv")
    #expect(treated.allSatisfy { $0["attribute"] == "age" && $0["acts"] == "no" })
    let page = try workshop.text("Outputs/more/report.html")
    #expect(page.contains("How people are treated, by who they are"))
    #expect(page.contains("Segments, and what customers need"))
    #expect(page.contains("How often to get in touch") && page.contains(">Appointments<"))
    #expect(page.contains("Households and family accounts"))
  }

  @Test func aComparisonWritesTheContractedTables() async throws {
    let workshop = try Workshop()
    try await workshop.succeed("compare shop.yaml --set teams.staff.staff=3 --replications 2")
    try check(
      "Outputs/shop-vs-teams-staff-staff-3", tables: Contract.comparison, in: workshop)
  }

  /// Checks a folder against its contract: the files, their columns, their description, the manifest.
  private func check(
    _ folder: String, tables: [String: [String]], in workshop: Workshop
  ) throws {
    let files = try workshop.files(folder)
    let charts = files.keys.filter { $0.hasPrefix("charts/") }
    #expect(!charts.isEmpty && charts.allSatisfy { $0.hasSuffix(".vl.json") })
    #expect(Set(files.keys).subtracting(charts) == Contract.others.union(tables.keys))
    let described = try #require(
      try json(workshop.text(folder + "/columns.json")) as? [String: Any])
    let declared = try #require(described["metrics"] as? [[String: Any]])
    let metrics = Set(declared.compactMap { $0["id"] as? String })
    #expect(declared.allSatisfy { ($0["definition"] as? String)?.isEmpty == false })
    let descriptions = try #require(described["files"] as? [String: Any])
    #expect(Set(descriptions.keys) == Set(tables.keys))
    for (table, columns) in tables {
      let rows = try workshop.rows(folder + "/" + table)
      let header = try #require(rows.first, "\(table)")
      #expect(rows.allSatisfy { $0.count == header.count }, "\(table)")
      let fixed = columns.filter { $0 != "..." }
      #expect(Array(header.prefix(fixed.count)) == fixed, "\(table)")
      let others = header.dropFirst(fixed.count)
      #expect(others.isEmpty || columns.last == "...", "\(table): \(others)")
      if !table.hasPrefix("records/") { #expect(metrics.isSuperset(of: others), "\(table)") }
      let description = try #require(descriptions[table] as? [String: Any], "\(table)")
      let about = try #require(description["columns"] as? [[String: Any]], "\(table)")
      #expect(about.map { $0["name"] as? String } == header, "\(table)")
      #expect(about.allSatisfy { ($0["meaning"] as? String)?.isEmpty == false }, "\(table)")
      // Every metric named in a table is described.
      if let place = header.firstIndex(of: "metric") {
        #expect(metrics.isSuperset(of: rows.dropFirst().map { $0[place] }), "\(table)")
      }
    }
    try checkManifest(folder, files: files, in: workshop)
    checkPage(String(decoding: files["report.html"] ?? Data(), as: UTF8.self))
  }

  private func checkManifest(_ folder: String, files: [String: Data], in workshop: Workshop) throws
  {
    let manifest = try #require(
      try json(workshop.text(folder + "/manifest.json")) as? [String: Any])
    let hashes = try #require(manifest["files"] as? [String: String])
    #expect(Set(hashes.keys) == Set(files.keys).subtracting(["manifest.json"]))
    for (name, hash) in hashes {
      #expect(hash == SHA256.hex([UInt8](files[name] ?? Data())), "\(name)")
    }
    let inputs = try #require(manifest["inputs"] as? [[String: Any]])
    for input in inputs {
      let text = try workshop.text(try #require(input["path"] as? String))
      #expect(input["text"] as? String == text)
      #expect(input["sha256"] as? String == SHA256.hex(Array(text.utf8)))
    }
    #expect(!inputs.isEmpty)
    #expect(manifest["seed"] as? Int == 1 && manifest["replications"] as? Int == 2)
    #expect(manifest["program_version"] is String && manifest["model_version"] is String)
  }

  /// A page that loads nothing from anywhere.
  private func checkPage(_ page: String) {
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</html>"))
    let references = /(?:src|srcset|href|poster|action|data)\s*=\s*["']?([^"'\s>]*)|url\(([^)]*)\)/
      .ignoresCase()
    for match in page.matches(of: references) {
      let target = match.1 ?? match.2 ?? ""
      let isInside = target.hasPrefix("#") || target.hasPrefix("data:")
      #expect(isInside, "the page refers to \(target)")
    }
    #expect(!page.contains("@import") && !page.contains("<script"))
    #expect(page.contains("default-src 'none'"))
  }

  @Test func chartsAreDrawnIntoThePageWhereTheyCanBe() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed("run shop.yaml --replications 2", drawsCharts: true)
    // Without `make setup` nothing can draw, and the user is told.
    guard !outcome.err.contains("charts are not drawn") else { return }
    let files = try workshop.files("Outputs/shop")
    let page = String(decoding: files["report.html"] ?? Data(), as: UTF8.self)
    let charts = files.keys.filter { $0.hasSuffix(".vl.json") }
      .map { $0.dropLast(".vl.json".count) }
    for chart in charts {
      let drawing = String(decoding: files["\(chart).svg"] ?? Data(), as: UTF8.self)
      #expect(drawing.hasPrefix("<svg"), "\(chart)")
    }
    #expect(page.components(separatedBy: "<svg").count - 1 >= charts.count)
    checkPage(page)
  }

  @Test func theManifestRunsAgain() async throws {
    let workshop = try Workshop()
    try await workshop.succeed("run shop.yaml --replications 2 --seed 5 --jobs 2 --out A --quiet")
    let manifest = try #require(
      try json(workshop.text("A/shop/manifest.json")) as? [String: Any])
    let command = try #require(manifest["command"] as? [String])
    #expect(command == ["cxlab", "run", "shop.yaml", "--replications", "2", "--seed", "5"])
    // In the same place, for the report names it.
    try workshop.move("A", to: "B")
    let again = try await workshop.run(Array(command.dropFirst()) + ["--out", "A"])
    #expect(again.status == 0)
    #expect(try workshop.files("A/shop") == workshop.files("B/shop"))
  }
}
