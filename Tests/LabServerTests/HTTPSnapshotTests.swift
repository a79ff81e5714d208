import Documents
import Foundation
import Testing

@testable import LabServer

/// Snapshots, and what is told of the description.
@Suite struct HTTPSnapshotTests {
  private let path = "/api/scenarios/cafe/snapshots"
  private let json = "Content-Type: application/json; charset=utf-8\r\n"

  private func names(_ lab: TestLab) throws -> [String]? {
    let list = JSONReader.read(try lab.ask("GET", path).body.utf8)
    return list?["snapshots"]?.items?.compactMap { $0["name"]?.string }
  }

  private func temporaryFolder() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("cxlab-kept-\(UUID().uuidString)")
      .path
  }

  @Test func aSnapshotIsKeptListedAndDeleted() async throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await TestLab.run(folder: folder) { lab throws in
      let body = #"{"name":"cheaper 😀 \ud83d\ude00","settings":["price=3"]}"#
      let answer = try lab.ask("POST", path, headers: json, body: body)
      #expect(answer.status == 201)
      #expect(answer.body.contains(#""number":1,"name":"cheaper 😀 😀","settings":["price=3"]"#))
      #expect(answer.body.hasSuffix(#""result":{"pairs":8}}"#))
      let other = #"{"settings":[],"name":"as it is"}"#
      #expect(try lab.ask("POST", path, headers: json, body: other).body.hasSuffix("null}"))
    }
    // Another server, the same folder.
    try await TestLab.run(folder: folder) { lab throws in
      let whole = try lab.ask("GET", "\(path)/1")
      #expect(whole.status == 200 && whole.body.hasSuffix(#""result":{"pairs":8}}"#))
      #expect(try lab.ask("GET", "\(path)/7").status == 404)
      #expect(try lab.ask("GET", "\(path)/one").status == 404)
      #expect(try names(lab) == ["cheaper 😀 😀", "as it is"])
      #expect(try lab.ask("DELETE", "\(path)/1").status == 204)
      #expect(try lab.ask("DELETE", "\(path)/1").status == 404)
      #expect(try lab.ask("DELETE", "\(path)/one").status == 404)
      #expect(try names(lab) == ["as it is"])
      // A number is not given twice.
      let body = #"{"name":"a","settings":[]}"#
      #expect(try lab.ask("DELETE", "\(path)/2").status == 204)
      #expect(
        try lab.ask("POST", path, headers: json, body: body).body.hasPrefix(#"{"number":3,"#))
    }
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{}", #"{"name":"a"}"#, #"{"name":1,"settings":[]}"#,
    #"{"name":"","settings":[]}"#, #"{"name":"  ","settings":[]}"#,
    #"{"name":"a\nb","settings":[]}"#, #"{"name":"a\u0000","settings":[]}"#,
    #"{"name":"\u202egpj","settings":[]}"#, #"{"name":"a","settings":"price=3"}"#,
    #"{"name":"a","settings":[1]}"#, #"{"name":"a","settings":[null]}"#,
    #"{"name":"a","settings":[],"number":7}"#, #"{"name":"a","settings":[]} x"#,
    #"{"name":"\#(String(repeating: "a", count: 81))","settings":[]}"#,
    #"{"name":"a","settings":["\#(String(repeating: "a", count: 1001))"]}"#,
    #"{"name":"a","settings":[\#(Array(repeating: #""a=1""#, count: 201).joined(separator: ","))]}"#,
    String(repeating: "[", count: 100_000),
  ])
  func whatIsNoSnapshotIsRefused(_ body: String) async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("POST", path, headers: json, body: body)
      #expect(answer.status == 400)
      #expect(answer.problem == "bad-request")
      #expect(try names(lab) == [])
    }
  }

  @Test func theFormIsNamed() async throws {
    try await TestLab.run { lab throws in
      let body = #"{"name":"a","settings":[]}"#
      for type in ["", "Content-Type: text/plain\r\n", "Content-Type: application/jsonx\r\n"] {
        #expect(try lab.ask("POST", path, headers: type, body: body).status == 415)
      }
    }
  }

  @Test func settingsThatDoNotFitAreNotKept() async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask(
        "POST", path, headers: json, body: #"{"name":"a","settings":["a=1","nonsense"]}"#)
      #expect(answer.status == 422)
      #expect(answer.problem == "bad-setting")
      #expect(answer.body.contains(#""setting":1"#))
    }
  }

  @Test func namesAndTitlesNeverReachAPageAsHTML() async throws {
    try await TestLab.run { lab throws in
      let name = "<script>alert(\\\"1\\\")</script>"
      let body = #"{"name":"\#(name)","settings":[]}"#
      #expect(try lab.ask("POST", path, headers: json, body: body).status == 201)
      for target in [path, "/api/scenarios", "/api/scenarios/cafe"] {
        let answer = try lab.ask("GET", target)
        // As JSON, its quotes escaped, and never as anything that a browser would run.
        #expect(answer.header("content-type") == "application/json")
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(JSONReader.read(answer.body.utf8) != nil)
        #expect(answer.body.contains("<script>"))
      }
      #expect(try names(lab) == [#"<script>alert("1")</script>"#])
      #expect(try !lab.ask("GET", "/").body.contains("<script>"))
      let unknown = try lab.ask("GET", "/api/scenarios/%3Cscript%3E/snapshots")
      #expect(unknown.header("content-type") == "application/json")
    }
  }

  @Test func aScenarioKeepsSoMany() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try SnapshotStore(folder: folder, most: 5)
    for number in 1...store.most {
      #expect(
        try store.add(name: "\(number)", settings: [], result: nil, on: "", to: "cafe") != nil)
    }
    #expect(try store.add(name: "more", settings: [], result: nil, on: "", to: "cafe") == nil)
    #expect(try store.add(name: "other", settings: [], result: nil, on: "", to: "bar") != nil)
    #expect(try store.delete(1, of: "bar") == false)
    #expect(try store.delete(1, of: "cafe"))
    #expect(try store.add(name: "more", settings: [], result: nil, on: "", to: "cafe") != nil)
  }

  @Test func aListIsShortAndGoesOn() async throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try SnapshotStore(folder: folder)
    let curves = String(repeating: "1.5,", count: 2_000) + "2"
    let headline = #"{"metric":"profit","text":"\#(String(repeating: "a", count: 20_000))"}"#
    let result = #"{"headlines":[\#(headline)],"curves":[\#(curves)]}"#
    for number in 1...130 {
      // The headlines of the first are long.
      _ = try store.add(
        name: "\(number)", settings: ["a=\(number)"], result: number > 120 ? nil : result,
        on: "files and seed", to: "cafe")
    }
    try await TestLab.run(folder: folder) { lab throws in
      var names: [String] = []
      var after: Int? = 0
      var parts = 0
      while let number = after {
        let answer = try lab.ask("GET", "\(path)?after=\(number)")
        #expect(answer.status == 200 && answer.body.utf8.count < 1_100_000)
        #expect(!answer.body.contains("curves") && !answer.body.contains("\"result\""))
        let part = try #require(JSONReader.read(answer.body.utf8))
        let rows = part["snapshots"]?.items ?? []
        #expect(rows.count <= 100)
        names += rows.compactMap { $0["name"]?.string }
        for row in rows {
          let isRun = row["number"]?.int ?? 0 <= 120
          #expect((row["headlines"]?.items?.count == 1) == isRun)
        }
        after = part["next"]?.int
        parts += 1
      }
      #expect(names == (1...130).map { String($0) })
      #expect(parts == 3)
      for wrong in ["-1", "x", "", "9999999999999999999"] {
        #expect(try lab.ask("GET", "\(path)?after=\(wrong)").status == 400)
      }
    }
  }

  @Test func aResultThatRestsOnSomethingElseIsNotShown() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try SnapshotStore(folder: folder)
    _ = try store.add(
      name: "one", settings: ["a=1"], result: #"{"headlines":[],"curves":[]}"#, on: "seed 1",
      to: "cafe")
    #expect(try store.snapshots(of: "cafe", on: "seed 1").map(\.result) == ["[]"])
    #expect(try store.snapshots(of: "cafe", on: "seed 2").map(\.result) == [nil])
    #expect(try store.snapshot(1, of: "cafe", on: "seed 1")?.result?.hasSuffix("[]}") == true)
    #expect(try store.snapshot(1, of: "cafe", on: "seed 2")?.name == "one")
    #expect(try store.snapshot(1, of: "cafe", on: "seed 2")?.result == nil)
    #expect(try store.snapshot(1, of: "cafe", by: ["anna"], on: "seed 1") == nil)
  }

  @Test func severalServersShareAFolder() async throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stores = try (0..<4).map { _ in try SnapshotStore(folder: folder) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, store) in stores.enumerated() {
        group.addTask {
          for time in 0..<10 {
            let kept = try store.add(
              name: "\(number).\(time)", settings: ["a=\(time)"], result: nil, on: "", to: "cafe")
            #expect(kept != nil)
          }
        }
      }
      try await group.waitForAll()
    }
    let kept = try stores[0].snapshots(of: "cafe", on: "")
    #expect(Set(kept.map(\.name)).count == 40)
    #expect(kept.map(\.number) == Array(1...40))
  }

  @Test func aFileThatIsNoStoreIsToldByItsPath() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileSystem.makeFolders(folder)
    try FileSystem.write(
      Array("not a database, whatever its name says".utf8), to: folder + "/snapshots.sqlite")
    #expect {
      try SnapshotStore(folder: folder)
    } throws: {
      "\($0)".contains(folder + "/snapshots.sqlite")
    }
  }

  @Test func aLaterFormIsLeftAlone() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileSystem.makeFolders(folder)
    _ = try SQLiteFile.opened(folder + "/snapshots.sqlite", patience: 0) {
      try $0.execute("PRAGMA user_version = 3")
    }
    #expect {
      try SnapshotStore(folder: folder)
    } throws: {
      "\($0)".contains("later version")
    }
  }

  @Test func aFileOfTheFirstFormIsTakenOver() throws {
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileSystem.makeFolders(folder)
    _ = try SQLiteFile.opened(folder + "/snapshots.sqlite", patience: 0) {
      try $0.execute(
        """
        CREATE TABLE snapshots(
          number INTEGER PRIMARY KEY AUTOINCREMENT, scenario TEXT NOT NULL, name TEXT NOT NULL,
          settings TEXT NOT NULL, made TEXT NOT NULL, basis TEXT NOT NULL, result TEXT);
        INSERT INTO snapshots VALUES (7, 'cafe', 'old', '["a=1"]', '2027-01-01T00:00:00Z', '', '{}');
        PRAGMA user_version = 1
        """)
    }
    for _ in 0..<2 {
      let store = try SnapshotStore(folder: folder)
      let kept = try store.snapshots(of: "cafe", on: "")
      #expect(kept.map(\.name) == ["old"] && kept.first?.owner == "")
    }
    let store = try SnapshotStore(folder: folder)
    #expect(
      try store.add(
        name: "new", settings: [], result: nil, on: "", to: "cafe", by: "anna")?.number == 8)
    #expect(try store.snapshots(of: "cafe", on: "").map(\.name) == ["old"])
    #expect(try store.snapshots(of: "cafe", by: ["anna"], on: "").map(\.name) == ["new"])
    #expect(try store.delete(8, of: "cafe") == false)
    #expect(try store.delete(8, of: "cafe", by: ["anna"]))
  }

  // MARK: - The description

  @Test func theDescriptionHasEveryRoute() async throws {
    try await TestLab.run { lab throws in
      let document = try #require(JSONReader.read(try lab.ask("GET", "/openapi.json").body.utf8))
      #expect(document["openapi"]?.string?.hasPrefix("3.1") == true)
      for route in LabRoute.all {
        let operation = document["paths"]?[route.path]?[route.method.lowercased()]
        let responses = operation?["responses"]?.members?.map(\.key) ?? []
        #expect(responses.contains { $0.hasPrefix("2") }, "\(route.path)")
        #expect(Set(["400", "403", "405", "500", "503"]).isSubset(of: responses))
        let named = operation?["parameters"]?.items?.compactMap { $0["name"]?.string } ?? []
        #expect(Set(named).isSuperset(of: route.parameters.map(\.name)))
      }
      #expect(
        document["paths"]?.members?.count == Set(LabRoute.all.map(\.path)).count)
    }
  }

  @Test func everySchemaThatIsNamedIsThere() throws {
    let text = OpenAPI.document(ids: ["cafe"], files: ["lab.js"], limits: LabHTTPLimits()).compact
    let document = try #require(JSONReader.read(text.utf8))
    let schemas = Set(document["components"]?["schemas"]?.members?.map(\.key) ?? [])
    let named = Set(text.matches(of: /#\/components\/schemas\/(\w+)/).map { String($0.output.1) })
    #expect(named.isSubset(of: schemas))
    // What comes as events is told in words.
    for schema in schemas.subtracting(named) {
      #expect(text.contains("a \(schema)"), "\(schema) is the form of nothing")
    }
  }
}
