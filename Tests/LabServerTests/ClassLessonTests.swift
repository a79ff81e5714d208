import Documents
import Foundation
import Testing

@testable import LabServer

/// What a class does once its members are in.
@Suite(.timeLimit(.minutes(20))) struct ClassLessonTests {
  private let whatIf = "/api/scenarios/cafe/what-if"
  private let snapshots = "/api/scenarios/cafe/snapshots"

  private func values(_ fall: Double) -> String {
    "[" + (0...12).map { "\(1 - fall * Double($0) / 100)" }.joined(separator: ",") + "]"
  }

  /// The members of a list by nickname.
  private func nicknames(_ list: ReadJSON?) -> [String] {
    list?.items?.compactMap { $0["nickname"]?.string } ?? []
  }

  @Test func onlyTheTrainerLeads() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let (lead, anna) = (try ClassBrowser.leading(lab), try ClassBrowser.joined(lab, "Anna"))
      for route in LabRoute.classLead {
        let path = route.path.replacing("{number}", with: "9")
        #expect(try anna.ask(route.method, path, "{}").status == 403, "\(path)")
        #expect(try lead.ask(route.method, path, "{}").status != 403, "\(path)")
      }
      #expect(try lead.ask("PUT", "/api/class/guess", "{}").status == 403)
      #expect(try lead.ask("PUT", "/api/class/plan", "{}").status == 403)
    }
  }

  @Test func anotherKeyDoesNotLead() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let answer = try lab.ask(
        "POST", "/api/class/lead", headers: "Content-Type: application/json\r\n",
        body: #"{"key":"\#(lab.classroom?.state.room.code ?? "")"}"#)
      #expect(answer.status == 403)
    }
  }

  @Test func theInvitationHasTheCodeAndItsDrawing() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let answer = try ClassBrowser.leading(lab).ask("GET", "/api/class/invitation")
      let invitation = JSONReader.read(answer.body.utf8)
      let code = try #require(lab.classroom?.state.room.code)
      #expect(invitation?["code"]?.string?.replacing("-", with: "") == code)
      for room in invitation?["rooms"]?.items ?? [] {
        let link = try #require(room["link"]?.string)
        #expect(link.hasSuffix(":\(lab.port)/#join=\(code)"))
        #expect(room["qr"]?.items?.compactMap(\.string) == QRCode(link)?.rows)
      }
      #expect(!answer.body.contains(lab.classroom?.state.room.key ?? ""))
    }
  }

  @Test func guessesAreHiddenFromOthersUntilTheResultIsShown() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let (lead, anna) = (try ClassBrowser.leading(lab), try ClassBrowser.joined(lab, "Anna"))
      let ben = try ClassBrowser.joined(lab, "Ben")
      let settings = #"{"scenario":"cafe","settings":["price=3"]}"#
      let guess = #"{"question":1,"values":\#(values(2))}"#
      #expect(try anna.ask("PUT", "/api/class/guess", guess).status == 422)
      #expect(try lead.ask("POST", "/api/class/question", settings).status == 204)
      #expect(try anna.ask("PUT", "/api/class/guess", guess).status == 204)
      #expect(try anna.ask("PUT", "/api/class/guess", guess).status == 204)
      let other = #"{"question":1,"values":\#(values(6))}"#
      #expect(try ben.ask("PUT", "/api/class/guess", other).status == 204)

      let led = try lead.state()?["question"]
      #expect(nicknames(led?["guesses"]) == ["Anna", "Ben"])
      #expect(led?["result"] == .null && led?["guesses"]?.items?[0]["distance"] == .null)
      let own = try ben.state()?["question"]
      #expect(nicknames(own?["guesses"]) == ["Ben"] && own?["count"]?.int == 2)
      // What is guessed cannot be tried.
      #expect(try anna.ask("GET", "\(whatIf)?set=price%3D3").status == 403)
      #expect(
        try anna.ask("GET", "/api/scenarios/cafe/differences.csv?set=price%3D4").status == 403)
      #expect(
        try anna.ask("GET", "/api/scenarios/cafe/check?set=price%3D3").body.contains("guessing"))

      #expect(try lead.ask("POST", "/api/class/question/reveal").status == 204)
      let shown = try await anna.state { $0["question"]?["result"]?["months"] != nil }
      let question = try #require(shown?["question"])
      // Six and a half months on average, one percentage point each.
      #expect(question["guesses"]?.items?[0]["distance"] == .number("6.5"))
      #expect(question["result"]?["variant"]?["mean"]?.items?.last == .number("0.64"))
      #expect(try anna.ask("PUT", "/api/class/guess", guess).status == 422)
      #expect(try lead.ask("DELETE", "/api/class/question").status == 204)
      #expect(try anna.state()?["question"] == .null)
    }
  }

  @Test(arguments: [
    #"{"question":1,"values":[1,0.5]}"#, #"{"question":1,"values":[]}"#,
    #"{"question":1,"values":[1,1,1,1,1,1,1,1,1,1,1,1,1.1]}"#,
    #"{"question":1,"values":[1,1,1,1,1,1,1,1,1,1,1,1,-0.1]}"#,
    #"{"question":1,"values":[1,1,1,1,1,1,1,1,1,1,1,1,null]}"#,
    #"{"question":"1","values":[1,1,1,1,1,1,1,1,1,1,1,1,1]}"#, #"{"question":1}"#, "[]", "{",
    #"{"question":1,"values":[1,1,1,1,1,1,1,1,1,1,1,1,1],"pupil":2}"#,
  ])
  func whatIsNoGuessIsRefused(_ body: String) async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let (lead, anna) = (try ClassBrowser.leading(lab), try ClassBrowser.joined(lab, "Anna"))
      _ = try lead.ask("POST", "/api/class/question", #"{"scenario":"cafe","settings":["a=1"]}"#)
      #expect(try anna.ask("PUT", "/api/class/guess", body).status == 400)
      #expect(try anna.state()?["question"]?["count"]?.int == 0)
    }
  }

  @Test func whatIsLockedIsNotTried() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let (lead, anna) = (try ClassBrowser.leading(lab), try ClassBrowser.joined(lab, "Anna"))
      _ = try lead.ask("PUT", "/api/class/start", #"{"scenario":"cafe","settings":["price=2"]}"#)
      #expect(try lead.ask("PUT", "/api/class/locks", #"{"keys":["price"]}"#).status == 204)
      let state = try anna.state()
      #expect(state?["locks"]?.items == [.string("price")])
      #expect(state?["start"]?["settings"]?.items == [.string("price=2")])
      for path in ["what-if", "differences.csv", "variant.yaml"] {
        for query in ["set=price%3D3", "set=staff%3D3", "set=price.now%3D2&set=price%3D2"] {
          #expect(
            try anna.ask("GET", "/api/scenarios/cafe/\(path)?\(query)").status == 403, "\(query)")
        }
      }
      let problems = JSONReader.read(
        try anna.ask("GET", "/api/scenarios/cafe/check?set=staff%3D1&set=price%3D3").body.utf8)
      #expect(problems?["problems"]?.items?.first?["setting"]?.int == 1)
      #expect(problems?["problems"]?.items?.first?["message"]?.string?.contains("locked") == true)
      #expect(state?["lock_labels"]?.items == [.string("the price")])
      #expect(state?["start"]?["words"]?.items == [.string("price 2")])
      let kept = #"{"name":"a","settings":["price=3"]}"#
      #expect(try anna.ask("POST", snapshots, kept).status == 403)
      // As it is at the starting point, with others changed; and the trainer in any case.
      let client = try anna.stream("\(whatIf)?set=price%3D2&set=staff%3D3")
      #expect(client.read(until: "\r\n\r\n").contains("200 OK"))
      #expect(try lead.ask("POST", snapshots, kept).status == 201)
    }
  }

  @Test func aPupilSeesAndDeletesOnlyItsOwnSnapshots() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let (lead, anna) = (try ClassBrowser.leading(lab), try ClassBrowser.joined(lab, "Anna"))
      let ben = try ClassBrowser.joined(lab, "Ben")
      func names(_ browser: ClassBrowser) throws -> [String] {
        let list = JSONReader.read(try browser.ask("GET", snapshots).body.utf8)
        return list?["snapshots"]?.items?.compactMap { $0["name"]?.string } ?? []
      }
      for (browser, name) in [(lead, "trainer's"), (anna, "Anna's"), (ben, "Ben's")] {
        let body = #"{"name":"\#(name)","settings":["price=2"]}"#
        #expect(try browser.ask("POST", snapshots, body).status == 201)
      }
      #expect(try names(anna) == ["Anna's"])
      #expect(try names(ben) == ["Ben's"])
      #expect(try names(lead) == ["trainer's", "Anna's", "Ben's"])
      #expect(try lead.ask("GET", snapshots).body.contains(#""nickname":"Anna""#))
      for number in [1, 2] {
        #expect(try ben.ask("DELETE", "\(snapshots)/\(number)").status == 404)
      }
      #expect(try names(lead).count == 3)
      #expect(try anna.ask("DELETE", "\(snapshots)/2").status == 204)
      // Who is sent away is out at once, and what he made is gone with him.
      #expect(try lead.ask("DELETE", "/api/class/pupils/2").status == 204)
      #expect(try ben.ask("GET", snapshots).status == 403)
      #expect(try names(lead) == ["trainer's"])
      let again = try ClassBrowser.joined(lab, "Ben")
      #expect(try names(again) == [])
      #expect(try lead.ask("DELETE", "/api/class/pupils/2").status == 404)
    }
  }

  // MARK: - The board

  @Test func plansAreRankedByWhatTheyReachInWorldsThatNobodyHasSeen() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let lead = try ClassBrowser.leading(lab)
      let pupils = try ["Anna", "Ben", "Cleo", "Dan"].map { try ClassBrowser.joined(lab, $0) }
      func handIn(_ pupil: Int, _ settings: String) throws -> Int {
        try pupils[pupil].ask(
          "PUT", "/api/class/plan", #"{"board":1,"settings":[\#(settings)]}"#
        ).status
      }
      #expect(try handIn(0, #""price=2""#) == 422)
      let board = #"{"scenario":"cafe","metric":"profit","subject":"all","most_changes":2}"#
      #expect(try lead.ask("POST", "/api/class/board", board).status == 204)
      #expect(try handIn(0, #""price=2","staff=1","wages=3""#) == 422)
      #expect(try handIn(0, #""price=2""#) == 204)
      #expect(try handIn(1, #""price=9","staff=1""#) == 204)
      #expect(try handIn(2, #""price=101""#) == 204)
      #expect(try handIn(3, #""price=4""#) == 204)
      #expect(try handIn(0, #""price=9""#) == 204)
      // Nothing is told before it is closed: nobody is to aim at these very worlds.
      let open = try await lead.state { $0["board"]?["count"]?.int == 4 }
      #expect(open?["board"]?["seed"] == .null && open?["board"]?["rows"]?.items == [])
      #expect(try pupils[0].state()?["board"]?["plan"]?.items == [.string("price=9")])

      #expect(try lead.ask("POST", "/api/class/board/close").status == 204)
      #expect(try handIn(0, #""price=3""#) == 422)
      let closed = try await lead.state { $0["board"]?["rows"]?.items?.isEmpty == false }
      let rows = try #require(closed?["board"]?["rows"]?.items)
      #expect(rows.map { $0["nickname"]?.string } == ["Anna", "Ben", "Dan", "Cleo"])
      #expect(rows.map { $0["rank"] } == [.number("1"), .number("1"), .number("3"), .null])
      // Two whose intervals overlap cannot be told apart.
      #expect(rows.map { $0["best_rank"]?.int } == [1, 1, 3, nil])
      #expect(rows.map { $0["worst_rank"]?.int } == [2, 2, 3, nil])
      #expect(closed?["board"]?["pairs"]?.int == 8)
      #expect(rows[0]["words"]?.items == [.string("price 9")])
      // Of the board's own seed, not of the lab's.
      #expect(rows[0]["reached"]?["mean"] == .number("90.5"))
      #expect(rows[3]["problem"]?.string == "nobody would pay that")
      #expect(closed?["board"]?["as_it_is"]?["mean"] == .number("10.5"))
      #expect(closed?["board"]?["seed"]?.unsigned == lab.classroom?.state.board?.seed)
      let told = try #require(try pupils[3].state()?["board"]?["rows"]?.items)
      #expect(told.map { $0["settings"]?.items?.count } == [nil, nil, 1, nil])
      #expect(told.map { $0["words"]?.items?.count } == [nil, nil, 1, nil])
    }
  }

  @Test func ranksGoOnlyAsFarAsIntervalsDo() {
    func reached(_ mean: Double, _ half: Double?) -> ClassPlan {
      let (lower, upper) = (half.map { mean - $0 }, half.map { mean + $0 })
      return ClassPlan(
        settings: [], reached: ClassReached(mean: mean, lower: lower, upper: upper, text: ""))
    }
    var board = ClassBoard(
      number: 1, scenario: "cafe", start: [], metric: "profit", subject: "all", label: "profit",
      isMoreBetter: true, mostChanges: 1, seed: 1)
    board.plans = [
      1: reached(10, 1), 2: reached(9.5, 1), 3: reached(5, 1),
      4: ClassPlan(settings: [], problem: "nobody would pay that"),
    ]
    #expect(board.ranking.map(\.pupil) == [1, 2, 3, 4])
    #expect(board.ranking.map(\.rank) == [1, 2, 3, nil])
    #expect(board.ranking.map(\.possible) == [1...2, 1...2, 3...3, nil])
    board.isMoreBetter = false
    #expect(board.ranking.map(\.pupil) == [3, 2, 1, 4])
    #expect(board.ranking.map(\.possible) == [1...1, 2...3, 2...3, nil])
    // Without an interval nothing is certain.
    board.plans[3] = reached(5, nil)
    #expect(board.ranking.map(\.possible) == [1...3, 1...3, 1...3, nil])
  }

  @Test(arguments: [
    #"{"scenario":"cafe","metric":"nonsense","subject":"all","most_changes":2}"#,
    #"{"scenario":"cafe","metric":"profit","subject":"all","most_changes":0}"#,
    #"{"scenario":"cafe","metric":"profit","subject":"all","most_changes":2.5}"#,
    #"{"scenario":"cafe","metric":"profit","subject":"","most_changes":2}"#,
  ])
  func whatIsNoBoardIsRefused(_ body: String) async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let lead = try ClassBrowser.leading(lab)
      #expect(try lead.ask("POST", "/api/class/board", body).status == 400)
      #expect(try lead.state()?["board"] == .null)
    }
  }

  @Test func theExportIsHarmlessInASpreadsheet() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let lead = try ClassBrowser.leading(lab)
      let eve = try ClassBrowser.joined(lab, "=1+1")
      _ = try lead.ask(
        "POST", "/api/class/question", #"{"scenario":"cafe","settings":["price=3"]}"#)
      _ = try eve.ask("PUT", "/api/class/guess", #"{"question":1,"values":\#(values(3))}"#)
      let early = try lead.ask("GET", "/api/class/export.csv")
      #expect(early.header("content-disposition")?.contains("class.csv") == true)
      #expect(early.body.contains("\n'=1+1,guess,1,cafe,price=3,,"))
      #expect(!early.body.contains("result"))
      _ = try lead.ask("POST", "/api/class/question/reveal")
      _ = try await lead.state { $0["question"]?["result"]?["months"] != nil }
      _ = try lead.ask(
        "POST", "/api/class/board",
        #"{"scenario":"cafe","metric":"profit","subject":"all","most_changes":2}"#)
      _ = try eve.ask("PUT", "/api/class/plan", #"{"board":1,"settings":["price=5"]}"#)
      _ = try lead.ask("POST", "/api/class/board/close")
      _ = try await lead.state { $0["board"]?["rows"]?.items?.isEmpty == false }
      let rows = try lead.ask("GET", "/api/class/export.csv").body.split(separator: "\n")
      #expect(rows.count == 4)
      #expect(
        rows[0].hasSuffix(
          ",problem," + (0...12).map { "percent_month_\($0)" }.joined(separator: ",")))
      // What was guessed month by month, and what came.
      let months = (0...12).map { String(100 - 3 * $0) }.joined(separator: ",")
      let none = String(repeating: ",", count: 11)
      #expect(rows[1] == "'=1+1,guess,1,cafe,price=3,0\(none)\(months)")
      #expect(rows[2] == ",result,1,cafe,price=3,\(none)\(months)")
      let noMonths = String(repeating: ",", count: 14)
      #expect(
        rows[3] == "'=1+1,plan,1,cafe,price=5,,profit,GBP,50.5,49,51,1,1,1,8\(noMonths)")
      for text in ["=a", "+a", "-a", "@a", "\ta"] {
        #expect(ClassExport.harmless(.text(text)) == .text("'" + text))
      }
      #expect(ClassExport.harmless(.text("a=b")) == .text("a=b"))
      #expect(ClassExport.harmless(.number(-1)) == .number(-1))
    }
  }
}
