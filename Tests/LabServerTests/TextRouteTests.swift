import Documents
import Foundation
import ScenarioFiles
import Testing

@testable import LabServer

@Suite("What is told about a text")
struct TextRouteTests {
  @Test("what is wrong is told with its place, in the words of the command, and what is allowed")
  func check() async throws {
    try await DraftBench.run { bench async throws in
      let text = DraftBench.scenario.replacing("staff: 2", with: "staff: two")
      let (status, answer) = await bench.ask(
        "POST", "/api/text/check", ["text": .string(text), "as": "small"])
      #expect(status == 200)
      let problem = try #require(answer?["problems"]?.items?.first)
      let path = bench.folder.appending(path: "wrong.yaml").path()
      try Data(text.utf8).write(to: URL(filePath: path))
      do throws(ScenarioError) {
        _ = try ScenarioLoader.load(path)
        Issue.record("nothing is wrong with it")
      } catch {
        let expected = try #require(error.diagnostics.first)
        #expect(problem["message"]?.string == expected.message)
        #expect(problem["line"]?.int == expected.line && problem["line"]?.int == 14)
        #expect(problem["column"]?.int == expected.column)
        #expect(problem["length"]?.int == expected.length)
      }
      #expect(problem["severity"]?.string == "error" && problem["file"] == .null)
      #expect(problem["allowed"]?.string?.hasPrefix("staff: people (1 to 10000)") == true)
      #expect(answer?["is_good"] == .bool(false) && answer?["is_read"] == .bool(true))
      let (_, good) = await bench.ask(
        "POST", "/api/text/check", ["text": .string(DraftBench.scenario)])
      let odd = good?["problems"]?.items ?? []
      #expect(odd.map { $0["severity"]?.string } == ["warning"])
      #expect(good?["is_good"] == .bool(true))
      #expect(good?["work"]?.string?.contains("events") == true)
    }
  }

  @Test("what is wrong with a parent is told with its name")
  func parent() async throws {
    let files = ["small.yaml": DraftBench.scenario, "broken.yml": "title: a\nnonsense: 1\n"]
    try await DraftBench.run(files) { bench async throws in
      let (_, answer) = await bench.ask(
        "POST", "/api/text/check", ["text": "extends: broken.yml\n", "as": "small"])
      let problems = answer?["problems"]?.items ?? []
      #expect(problems.contains { $0["file"]?.string == "broken.yml" && $0["line"]?.int == 2 })
    }
  }

  @Test("a text with very many problems is told some, and how many more there are")
  func many() async throws {
    try await DraftBench.run { bench async throws in
      let lines = (0..<900).map { "k\($0): 1" }.joined(separator: "\n")
      let (_, answer) = await bench.ask("POST", "/api/text/check", ["text": .string(lines)])
      let told = answer?["problems"]?.items?.count ?? 0
      #expect(told == 100 && (answer?["more"]?.int ?? 0) >= 800)
    }
  }

  @Test("a form has the fields of a section, with what the text and its parents say")
  func form() async throws {
    try await DraftBench.run { bench async throws in
      let text = "extends: small.yaml\nteams:\n  first-line:\n    pay: £12/h\n"
      func form(_ path: String) async -> (Int, ReadJSON?) {
        await bench.ask(
          "POST", "/api/text/form",
          ["text": .string(text), "as": "small", "path": .string(path)])
      }
      let (status, team) = await form("teams.first-line")
      #expect(status == 200 && team?["label"]?.string == "First line")
      func field(_ name: String) -> ReadJSON? {
        team?["fields"]?.items?.first { $0["path"]?.string == "teams.first-line.\(name)" }
      }
      #expect(field("pay")?["value"]?.string == "£12/h" && field("pay")?["line"]?.int == 4)
      #expect(field("staff")?["value"] == .null && field("staff")?["inherited"]?.string == "2")
      #expect(field("staff")?["unit"]?.string == "people")
      #expect(field("staff")?["default"]?.string == "1")
      #expect(team?["parts"]?.items?.contains { $0["label"]?.string == "Training" } == true)
      let (_, top) = await form("")
      let title = top?["fields"]?.items?.first { $0["path"]?.string == "title" }
      #expect(title?["is_required"] == .bool(true) && title?["inherited"]?.string == "Small")
      let plan = top?["parts"]?.items?.first { $0["path"]?.string == "plan" }
      #expect(plan?["is_list"] == .bool(true) && plan?["count"]?.int == 0)
      let (_, teams) = await form("teams")
      #expect(teams?["noun"]?.string == "team")
      #expect(teams?["parts"]?.items?.map { $0["path"]?.string } == ["teams.first-line"])
      for path in ["teams.nobody", "plan", "title", "x"] { #expect(await form(path).0 == 404) }
    }
  }

  @Test("a key is set in its place, or it is said why not")
  func set() async throws {
    try await DraftBench.run { bench async throws in
      func set(_ path: String, _ value: JSONValue) async -> (Int, ReadJSON?) {
        await bench.ask(
          "POST", "/api/text/set",
          [
            "text": .string(DraftBench.scenario), "path": .string(path), "value": value,
            "as": "small",
          ])
      }
      let (status, answer) = await set("customers.contract.price", "£33/month")
      #expect(status == 200 && answer?["line"]?.int == 5)
      #expect(
        answer?["text"]?.string
          == DraftBench.scenario.replacing("price: £32", with: "price: £33"))
      let (_, taken) = await set("customers.contract.price", .null)
      #expect(taken?["text"]?.string?.contains("{term: 18 months}   # what they pay") == true)
      let (same, unchanged) = await set("teams.first-line.staff", "2")
      #expect(same == 200 && unchanged?["text"]?.string == DraftBench.scenario)
      let (_, ended) = await bench.ask(
        "POST", "/api/text/set",
        ["text": "\u{FEFF}title: a # b\r\n", "path": "about", "value": "c", "as": "small"])
      #expect(ended?["text"]?.string == "\u{FEFF}title: a # b\r\nabout: c\r\n")
      let (wrong, problem) = await set("teams.first-lime.staff", "3")
      #expect(wrong == 422 && problem?["problem"]?.string == "bad-setting")
      #expect(problem?["message"]?.string?.contains("did you mean 'first-line'?") == true)
    }
  }

  @Test("choices are told with what they mean")
  func complete() async throws {
    try await DraftBench.run { bench async throws in
      let (status, answer) = await bench.ask(
        "POST", "/api/text/complete",
        ["text": "extends: small.yaml\nteams: {first-line: {st}}", "line": 2, "column": 24])
      let item = answer?["items"]?.items?.first
      #expect(status == 200 && item?["label"]?.string == "staff")
      #expect(item?["detail"]?.string?.contains("default 1") == true)
      #expect(answer?["from"]?.int == 22 && answer?["to"]?.int == 24)
      let (_, files) = await bench.ask(
        "POST", "/api/text/complete", ["text": "extends: ", "line": 1, "column": 10])
      #expect(files?["items"]?.items?.map { $0["label"]?.string } == ["small.yaml"])
    }
  }

  @Test(
    "questions of another shape are refused",
    arguments: [
      ("check", #"{}"#, 400), ("check", #"{"text":1}"#, 400),
      ("check", #"{"text":"a","as":"nobody"}"#, 404), ("check", #"{"text":"a","as":1}"#, 400),
      ("check", #"{"text":"a","more":1}"#, 400), ("form", #"{"text":"a"}"#, 400),
      ("form", #"{"text":"a: [","path":""}"#, 422),
      ("set", #"{"text":"title: a","path":"title"}"#, 400),
      ("complete", #"{"text":"a","line":0,"column":1}"#, 400),
      ("complete", #"{"text":"a","line":1.5,"column":1}"#, 400),
      ("complete", #"{"text":"a","line":99999999999999999999,"column":1}"#, 400),
    ])
  func refused(_ question: String, _ body: String, _ status: Int) async throws {
    try await DraftBench.run { bench async throws in
      let reply = await bench.reply("POST", "/api/text/\(question)", bytes: Array(body.utf8))
      #expect(reply.status == status)
    }
  }

  @Test(
    "a text that is too long is refused by every question",
    arguments: ["check", "form", "set", "complete"])
  func tooLong(_ question: String) async throws {
    try await DraftBench.run { bench async throws in
      let members: [String: JSONValue] = [
        "check": [:], "form": ["path": ""], "set": ["path": "title", "value": "x"],
        "complete": ["line": 1, "column": 1],
      ]
      let text = JSONValue.string(String(repeating: "x", count: Draft.mostBytes + 1))
      let body = (members[question] ?? [:]).merging(["text": text])
      #expect(await bench.ask("POST", "/api/text/\(question)", body).0 == 413)
    }
  }
}
