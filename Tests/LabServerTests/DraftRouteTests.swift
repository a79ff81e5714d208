import Documents
import Foundation
import ScenarioFiles
import Testing

@testable import LabServer

@Suite("Drafts")
struct DraftRouteTests {
  @Test("a draft begins new, from a copy, from settings or from a text, and is a scenario")
  func begins() async throws {
    try await DraftBench.run { bench async throws in
      let starts: [JSONValue] = [
        ["start": "new", "title": "New: one", "relationship": "contract"],
        ["start": "copy", "of": "small"],
        [
          "start": "variant", "of": "small", "title": "Three: agents",
          "settings": ["teams.first-line.staff=3"],
        ],
        ["start": "text", "title": "Sent", "text": .string(DraftBench.scenario)],
        ["start": "copy", "of": "draft-1"],
      ]
      let titles = ["New: one", "Small", "Three: agents", "Small", "New: one"]
      for (number, start) in starts.enumerated() {
        let (status, made) = await bench.ask("POST", "/api/drafts", start)
        #expect(status == 201)
        #expect(made?["id"]?.string == "draft-\(number + 1)")
        #expect(made?["title"]?.string == titles[number])
        let (found, scenario) = await bench.ask("GET", "/api/scenarios/draft-\(number + 1)")
        #expect(found == 200 && scenario?["title"]?.string == titles[number])
      }
      let (_, list) = await bench.ask("GET", "/api/drafts")
      #expect(list?["drafts"]?.items?.count == 5)
      let (_, all) = await bench.ask("GET", "/api/scenarios")
      #expect(all?["drafts"]?.items?.count == 5 && all?["scenarios"]?.items?.count == 1)
      // The author's file is as it was.
      let kept = try String(contentsOf: bench.folder.appending(path: "small.yaml"), encoding: .utf8)
      #expect(kept == DraftBench.scenario)
    }
  }

  @Test("a variant of a file extends it, one of a draft is its text with the keys set")
  func variants() async throws {
    try await DraftBench.run { bench async throws in
      let settings: JSONValue = ["teams.first-line.staff=3", "quality.mean=61"]
      for base in ["small", await bench.draft(DraftBench.scenario)] {
        let (_, made) = await bench.ask(
          "POST", "/api/drafts",
          ["start": "variant", "of": .string(base), "title": "Other", "settings": settings])
        let id = try #require(made?["id"]?.string)
        let text = await bench.text("/api/drafts/\(id)/file")
        #expect(text.contains("extends: small.yaml") == (base == "small"))
        #expect(text.contains("# what they pay") == (base != "small"))
        let path = bench.folder.appending(path: "\(id).yaml").path()
        try Data(text.utf8).write(to: URL(filePath: path))
        let expected = try ScenarioLoader.load(
          bench.folder.appending(path: "small.yaml").path(),
          settings: ["teams.first-line.staff=3", "quality.mean=61", "title=Other"])
        #expect(try ScenarioLoader.load(path).scenario == expected.scenario)
      }
    }
  }

  @Test("a plan and what is taken away are kept in a variant of a draft, with its remarks")
  func planned() async throws {
    let parent = DraftBench.scenario + "plan:\n  - {at: month 2, set: {quality.mean: 62}}\n"
    let other = """
      extends: small.yaml
      title: Mine   # my own
      teams: {first-line: {staff: 3}}   # more
      """
    try await DraftBench.run(["small.yaml": parent]) { bench async throws in
      for text in [parent, other] {
        for settings in [
          ["plan[0]={at: month 4, set: {teams.first-line.staff: 5}}"],
          ["plan[1]={at: month 4, set: {teams.first-line.staff: 5}}", "plan[0]=~"],
          ["teams.first-line.name=~", "teams.first-line.staff=~"],
          ["teams.first-line.name=\"A: \\\"b\\\"\"", "plan=~"],
        ] {
          let base = await bench.draft(text, beside: "small")
          let (status, made) = await bench.ask(
            "POST", "/api/drafts",
            [
              "start": "variant", "of": .string(base), "title": "~",
              "settings": .array(settings.map { .string($0) }),
            ])
          #expect(status == 201, "\(settings) \(made?["message"]?.string ?? "")")
          let id = try #require(made?["id"]?.string)
          let kept = await bench.text("/api/drafts/\(id)/file")
          for remark in ["# my own", "# more", "# what they pay"] {
            #expect(kept.contains(remark) == text.contains(remark), "\(kept)")
          }
          for (name, text) in [(base, text), (id, kept)] {
            try Data(text.utf8).write(to: bench.folder.appending(path: "\(name).yaml"))
          }
          let expected = try ScenarioLoader.load(
            bench.folder.appending(path: "\(base).yaml").path(),
            settings: settings + ["title=\"~\""])
          let path = bench.folder.appending(path: "\(id).yaml").path()
          #expect(try ScenarioLoader.load(path).scenario == expected.scenario, "\(kept)")
        }
      }
    }
  }

  @Test("what a draft cannot be made to say is told, and no draft is made")
  func notSaid() async throws {
    try await DraftBench.run { bench async throws in
      let plan = "plan:\n  - at: month 2   # when\n    set: {quality.mean: 62}\n"
      let base = await bench.draft(DraftBench.scenario + plan)
      let (status, problem) = await bench.ask(
        "POST", "/api/drafts",
        ["start": "variant", "of": .string(base), "title": "V", "settings": ["plan[0]=~"]])
      #expect(status == 422 && problem?["problem"]?.string == "bad-setting")
      #expect(problem?["message"]?.string?.contains("there are remarks in it") == true)
      #expect(try bench.laboratory.drafts().count == 1)
    }
  }

  @Test("a draft's file and a variant's stand together for the command line")
  func together() async throws {
    try await DraftBench.run { bench async throws in
      let id = await bench.draft(
        "extends: small.yaml\ntitle: Mine\nteams: {first-line: {staff: 3}}\n", beside: "small")
      let settings = ["quality.mean=61", "teams.first-line.pay=~"]
      let variant = try bench.laboratory.variantFile(id, settings: settings)
      #expect(variant.contains("\nextends: \(id).yaml\n"))
      let draft = bench.folder.appending(path: "\(id).yaml")
      try Data(await bench.text("/api/drafts/\(id)/file").utf8).write(to: draft)
      let file = bench.folder.appending(path: "variant.yaml")
      try Data(variant.utf8).write(to: file)
      let expected = try ScenarioLoader.load(draft.path(), settings: settings)
      #expect(try ScenarioLoader.load(file.path()).scenario == expected.scenario)
      #expect(
        try bench.laboratory.scenario(id).variant(settings).scenario == expected.scenario)
    }
  }

  @Test("a text may extend a file whatever it is called")
  func anyName() async throws {
    try await DraftBench.run(["draft.yaml": DraftBench.scenario]) { bench async throws in
      let (_, answer) = await bench.ask(
        "POST", "/api/text/check", ["text": "extends: draft.yaml\n", "as": "draft"])
      #expect(answer?["is_good"] == .bool(true))
      for name in [".draft.yaml", "./.draft.yaml"] {
        let (_, answer) = await bench.ask(
          "POST", "/api/text/check", ["text": .string("extends: \(name)\n"), "as": "draft"])
        #expect(answer?["is_good"] == .bool(false))
      }
    }
  }

  @Test("a title is shown as it reads, and not all of a very long one")
  func titles() async throws {
    try await DraftBench.run { bench async throws in
      for (text, title) in [
        ("title: 'it''s # a title'   # why", "it's # a title"),
        (#"title: "a \"b\" c""#, #"a "b" c"#), ("title: a\t# why", "a"),
        ("title: >\n  folded", "Mine"), ("title: ", "Mine"), ("about: x", "Mine"),
        (
          "title: e" + String(repeating: "\u{301}", count: 90_000),
          "e" + String(repeating: "\u{301}", count: 199)
        ),
      ] {
        let (_, draft) = await bench.ask("GET", "/api/drafts/\(await bench.draft(text))")
        #expect(draft?["title"]?.string == title)
      }
    }
  }

  @Test("what a draft is simulated to is what its file is")
  func simulated() async throws {
    try await DraftBench.run { bench async throws in
      let id = await bench.draft(DraftBench.scenario)
      func result(_ id: String, _ settings: [String]) async throws -> String? {
        var last: JSONValue?
        for await event in try bench.laboratory.whatIf(id, settings: settings)
        where event.name == "result" { last = event.data }
        return last?.compact
      }
      let settings = ["teams.first-line.staff=1"]
      #expect(try await result(id, settings) == result("small", settings))
      #expect(try await result(id, settings) != nil)
      #expect(try bench.laboratory.basis(of: id) != bench.laboratory.basis(of: "small"))
    }
  }

  @Test("a save over an older version is told, and keeps what was saved")
  func conflict() async throws {
    try await DraftBench.run { bench async throws in
      let id = await bench.draft(DraftBench.scenario)
      let path = "/api/drafts/\(id)"
      let (saved, now) = await bench.ask("PUT", path, ["text": "title: b\n", "version": 1])
      #expect(saved == 200 && now?["version"]?.int == 2 && now?["title"]?.string == "b")
      let (status, problem) = await bench.ask("PUT", path, ["text": "title: c\n", "version": 1])
      #expect(status == 409 && problem?["problem"]?.string == "conflict")
      let (_, kept) = await bench.ask("GET", path)
      #expect(kept?["text"]?.string == "title: b\n")
    }
  }

  @Test("a draft that is no scenario is kept, and says what is wrong where it is to be simulated")
  func bad() async throws {
    try await DraftBench.run { bench async throws in
      let id = await bench.draft(
        DraftBench.scenario.replacing("hours:", with: "huors:"))
      for path in ["", "/base", "/keys", "/check", "/snapshots", "/variant.yaml"] {
        let (status, problem) = await bench.ask("GET", "/api/scenarios/\(id)\(path)")
        #expect(status == 422, "\(path)")
        #expect(problem?["problem"]?.string == "bad-scenario")
        #expect(problem?["message"]?.string?.contains("'huors'") == true)
      }
    }
  }

  @Test("saving ends what runs of the older text, and says why; the next run is of the new one")
  func ended() async throws {
    try await DraftBench.run(pairs: 20_000) { bench async throws in
      let id = await bench.draft(DraftBench.scenario)
      var events: [LabEvent] = []
      var text = DraftBench.scenario
      for await event in try bench.laboratory.base(of: id) {
        if events.isEmpty {
          text = text.replacing("staff: 2", with: "staff: 3")
          await bench.ask("PUT", "/api/drafts/\(id)", ["text": .string(text), "version": 1])
        }
        events.append(event)
      }
      #expect(events.last?.name == "problem" && events.last?.data["problem"] == "changed")
      let (_, scenario) = await bench.ask("GET", "/api/scenarios/\(id)")
      #expect(scenario?["levers"]?.items?.contains { $0["value"]?.string == "3" } == true)
    }
  }

  @Test("a draft that is deleted is gone with its snapshots, and its run ends")
  func deleted() async throws {
    try await DraftBench.run { bench async throws in
      let id = await bench.draft(DraftBench.scenario)
      let snapshots = "/api/scenarios/\(id)/snapshots"
      let (kept, _) = await bench.ask("POST", snapshots, ["name": "a", "settings": []])
      #expect(kept == 201)
      #expect(await bench.ask("DELETE", "/api/drafts/\(id)").0 == 204)
      for path in [
        "/api/drafts/\(id)", "/api/scenarios/\(id)", snapshots, "/api/drafts/\(id)/file",
      ] {
        #expect(await bench.ask("GET", path).0 == 404, "\(path)")
      }
      #expect(await bench.ask("DELETE", "/api/drafts/\(id)").0 == 404)
      #expect(await bench.ask("PUT", "/api/drafts/\(id)", ["text": "", "version": 1]).0 == 404)
      let basis = try bench.laboratory.basis(of: "small")
      #expect(try bench.site.store.snapshots(of: id, on: basis).isEmpty)
    }
  }

  @Test(
    "drafts are there after the program was ended, beside a file that is not served any more, too")
  func restarted() async throws {
    try await DraftBench.run(["small.yaml": DraftBench.scenario]) { bench async throws in
      let id = await bench.draft("extends: small.yaml\ntitle: Kept\n", beside: "small")
      try Data(DraftBench.scenario.utf8).write(to: bench.folder.appending(path: "other.yaml"))
      let again = try DraftBench(bench.folder, ["other.yaml"])
      let (status, scenario) = await again.ask("GET", "/api/scenarios/\(id)")
      #expect(status == 200 && scenario?["title"]?.string == "Kept")
    }
  }

  @Test("a file that is called as drafts are is served under another name")
  func namesake() async throws {
    try await DraftBench.run(["draft-1.yaml": DraftBench.scenario]) { bench async throws in
      let id = await bench.draft("title: x\n")
      #expect(id == "draft-1")
      #expect(bench.laboratory.scenarios()["scenarios"] != nil)
      #expect(await bench.ask("GET", "/api/scenarios/file-draft-1").0 == 200)
      #expect(await bench.ask("GET", "/api/scenarios/draft-1").0 == 422)
    }
  }

  // MARK: - What is refused

  @Test(
    "what is no draft is refused",
    arguments: [
      "", "{}", "[]", #"{"start":"magic"}"#, #"{"start":"new","title":"a"}"#,
      #"{"start":"new","title":"a","relationship":"marriage"}"#,
      #"{"start":"new","title":" ","relationship":"contract"}"#,
      #"{"start":"new","title":"a\nb","relationship":"contract"}"#,
      #"{"start":"copy"}"#, #"{"start":"copy","of":7}"#,
      #"{"start":"copy","of":"small","text":"x"}"#,
      #"{"start":"variant","of":"small","title":"a","settings":"x"}"#,
      #"{"start":"text","title":"a"}"#, #"{"start":"text","title":"a","text":"x","beside":3}"#,
      String(repeating: "[", count: 100_000),
    ])
  func refused(_ body: String) async throws {
    try await DraftBench.run { bench async throws in
      let reply = await bench.reply("POST", "/api/drafts", bytes: Array(body.utf8))
      #expect(reply.status == 400)
      #expect(try bench.laboratory.drafts().isEmpty)
    }
  }

  @Test("a save names its version as a whole number")
  func version() async throws {
    try await DraftBench.run { bench async throws in
      let id = await bench.draft("title: a\n")
      for version: JSONValue in [0, -1, true, "1", 1.5, .null] {
        let (status, _) = await bench.ask(
          "PUT", "/api/drafts/\(id)", ["text": "b", "version": version])
        #expect(status == 400, "\(version)")
      }
    }
  }

  @Test("texts that are too long, too many or no text at all are refused in words")
  func hostile() async throws {
    try await DraftBench.run(most: 2) { bench async throws in
      func begin(_ text: String) async -> (Int, ReadJSON?) {
        await bench.ask(
          "POST", "/api/drafts", ["start": "text", "title": "a", "text": .string(text)])
      }
      #expect(await begin(String(repeating: "x", count: Draft.mostBytes + 1)).0 == 413)
      let (status, problem) = await begin("title: a\nb: \u{0}\n")
      #expect(status == 422 && problem?["problem"]?.string == "bad-text")
      #expect(problem?["message"]?.string?.contains("line 2") == true)
      #expect(await begin("title: \u{202E}x").0 == 422)
      #expect(await begin(String(repeating: "x", count: Draft.mostBytes)).0 == 201)
      #expect(await begin("\u{FEFF}title: a\r\n").0 == 201)
      #expect(await begin("title: one more").0 == 413)
      for of in ["nothing", "draft-9", "../small"] {
        let (status, _) = await bench.ask(
          "POST", "/api/drafts", ["start": "copy", "of": .string(of)])
        #expect(status == 404)
      }
    }
  }

  @Test("a title with a script in it stays a text, and names no file")
  func script() async throws {
    try await DraftBench.run { bench async throws in
      let title = "<script>alert(1)</script>\\\"; rm"
      let id = await bench.draft("title: '\(title)'\n")
      let reply = await bench.reply("GET", "/api/drafts/\(id)")
      #expect(reply.headers.contains { $0 == ("Content-Type", "application/json") })
      #expect(await bench.ask("GET", "/api/drafts/\(id)").1?["title"]?.string == title)
      let file = await bench.reply("GET", "/api/drafts/\(id)/file")
      let disposition = file.headers.first { $0.name == "Content-Disposition" }?.value
      #expect(disposition == "attachment; filename=\"draft-1.yaml\"")
      #expect(file.headers.contains { $0 == ("Content-Type", "text/yaml; charset=utf-8") })
    }
  }

  @Test("no draft reaches a file outside of the folders of the scenarios")
  func reach() async throws {
    try await DraftBench.run { bench async throws in
      for parent in ["../../etc/passwd", "/etc/passwd", "state/drafts.sqlite", "../small.yaml"] {
        let id = await bench.draft("extends: \(parent)\ntitle: a\n", beside: "small")
        let (status, problem) = await bench.ask("GET", "/api/scenarios/\(id)")
        #expect(status == 422)
        #expect(problem?["message"]?.string?.contains("out of reach") == true, "\(parent)")
      }
    }
  }
}
