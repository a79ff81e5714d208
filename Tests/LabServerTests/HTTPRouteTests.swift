import Documents
import Foundation
import Testing

@testable import LabServer

/// What is answered, and to whom.
@Suite struct HTTPRouteTests {
  @Test(arguments: [
    ("/", 200, "text/html; charset=utf-8"), ("/page/lab.js", 200, "text/javascript; charset=utf-8"),
    ("/openapi.json", 200, "application/json"), ("/api/scenarios", 200, "application/json"),
    ("/api/scenarios/cafe", 200, "application/json"),
    ("/api/scenarios/cafe/keys?q=price+of%20it", 200, "application/json"),
    ("/api/scenarios/cafe/check?set=a%3D1&set=b", 200, "application/json"),
    ("/api/scenarios/cafe/variant.yaml?set=price%3D3", 200, "text/yaml; charset=utf-8"),
    ("/api/scenarios/cafe/differences.csv", 200, "text/csv; charset=utf-8"),
    ("/api/scenarios/cafe/snapshots", 200, "application/json"),
    ("/vega.js", 404, "application/json"), ("/page/other.js", 404, "application/json"),
    ("/api/scenarios/bar", 404, "application/json"),
    ("/api/scenarios/bar/snapshots", 404, "application/json"),
    ("/api/scenarios/cafe/", 404, "application/json"), ("/nothing", 404, "application/json"),
    ("/api/scenarios/cafe/base?set=a%3D1", 400, "application/json"),
    ("/api/scenarios/cafe/keys?q=a&q=b", 400, "application/json"),
  ])
  func everyRouteAnswers(_ target: String, status: Int, type: String) async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("GET", target)
      #expect(answer.status == status)
      #expect(answer.header("content-type") == type)
      #expect(answer.header("cache-control") == "no-store")
      #expect(answer.header("x-content-type-options") == "nosniff")
      #expect(answer.header("content-security-policy")?.contains("default-src 'self'") == true)
      #expect(answer.header("content-length") == String(answer.body.utf8.count))
    }
  }

  @Test func parametersAreDecoded() async throws {
    try await TestLab.run { lab throws in
      #expect(
        try lab.ask("GET", "/api/scenarios/cafe/keys?q=a+b%2Bc%C3%A9").body.contains("a b+cé"))
      #expect(
        try lab.ask("GET", "/api/scenarios/cafe/variant.yaml?set=a%3D1&set=b=2").body
          == "extends: ../cafe.yaml\na=1\nb=2")
    }
  }

  @Test func anIconIsNothing() async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("GET", "/favicon.ico")
      #expect(answer.status == 204)
      #expect(answer.header("content-length") == nil)
    }
  }

  @Test(arguments: [
    "/page/..%2Findex.html", "/page/../index.html", "/page/%2e%2e/index.html", "/../etc/passwd",
    "/page/%2Fetc%2Fpasswd", "/page//lab.js", "/page/lab.js%00", "//page/lab.js", "/page/",
    "/api/scenarios/..%2Fcafe", "/api/scenarios/cafe/../cafe",
  ])
  func noPathLeadsOut(_ target: String) async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("GET", target)
      #expect(answer.status == 404)
      #expect(["not-found", "unknown-scenario"].contains(answer.problem))
    }
  }

  @Test(arguments: ["/%", "/%zz", "/%ff", "/a b", "/?q=%e2%82", "cafe", "http://a/", "/#a", "*"])
  func anAddressThatIsNoneIsRefused(_ target: String) async throws {
    try await TestLab.run { lab throws in
      #expect(try lab.ask("GET", target).status == 400)
    }
  }

  @Test(arguments: [
    ("POST", "/", "GET, HEAD"), ("DELETE", "/api/scenarios/cafe/snapshots", "GET, POST, HEAD"),
    ("POST", "/api/scenarios/cafe/snapshots/1", "GET, DELETE, HEAD"),
    ("OPTIONS", "/api/scenarios", "GET, HEAD"),
    ("get", "/", "GET, HEAD"), ("TRACE", "/page/lab.js", "GET, HEAD"),
  ])
  func anotherMethodIsRefused(_ method: String, _ target: String, allowed: String) async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask(method, target)
      #expect(answer.status == 405)
      #expect(answer.problem == "method")
      #expect(answer.header("allow") == allowed)
    }
  }

  @Test func headIsAnsweredWithoutABody() async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.ask("HEAD", "/page/lab.js")
      #expect(answer.status == 200)
      #expect(answer.header("content-length") == "5")
      #expect(answer.body.isEmpty)
      let stream = try lab.ask("HEAD", "/api/scenarios/cafe/base")
      #expect(stream.status == 200)
      #expect(stream.body.isEmpty)
    }
  }

  @Test(arguments: [
    ("evil.example:80", 403), ("127.0.0.1", 403), ("127.0.0.1:1", 403), ("localhost.evil", 403),
    ("", 403), ("127.0.0.1:PORT", 200), ("LOCALHOST:PORT", 200), ("[::1]:PORT", 200),
    ("evil@127.0.0.1:PORT", 403), ("127.0.0.1.evil.example:PORT", 403),
  ])
  func onlyItsOwnNameIsAnswered(_ host: String, status: Int) async throws {
    try await TestLab.run { lab throws in
      let name = host.replacingOccurrences(of: "PORT", with: String(lab.port))
      let answer = try lab.askRaw(
        "GET /api/scenarios HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n\r\n")
      #expect(answer.status == status)
    }
  }

  @Test func aRequestNamesItsHost() async throws {
    try await TestLab.run { lab throws in
      #expect(try lab.askRaw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status == 400)
    }
  }

  @Test func anotherPageMayNotChangeAnything() async throws {
    try await TestLab.run { lab throws in
      let path = "/api/scenarios/cafe/snapshots"
      let json = "Content-Type: application/json\r\n"
      let body = #"{"name":"a","settings":[]}"#
      for origin in ["http://evil.example", "null", "https://127.0.0.1:\(lab.port)"] {
        let answer = try lab.ask("POST", path, headers: json + "Origin: \(origin)\r\n", body: body)
        #expect(answer.status == 403)
        #expect(answer.problem == "forbidden")
        let deleted = try lab.ask("DELETE", "\(path)/1", headers: "Origin: \(origin)\r\n")
        #expect(deleted.status == 403)
      }
      let own = "Origin: http://127.0.0.1:\(lab.port)\r\n"
      let answer = try lab.ask("POST", path, headers: json + own, body: body)
      #expect(answer.status == 201)
    }
  }

  @Test func anotherPageMayNotBeginARun() async throws {
    try await TestLab.run { lab throws in
      for site in ["cross-site", "same-site"] {
        let header = "Sec-Fetch-Site: \(site)\r\n"
        #expect(try lab.ask("GET", "/api/scenarios/cafe/base", headers: header).status == 403)
        // A link to the page.
        #expect(try lab.ask("GET", "/", headers: header).status == 200)
      }
      let own = "Sec-Fetch-Site: same-origin\r\n"
      #expect(try lab.ask("GET", "/api/scenarios", headers: own).status == 200)
    }
  }

  @Test func severalRequestsShareAConnection() async throws {
    try await TestLab.run { lab throws in
      let client = try RawClient(port: lab.port)
      let request = "GET /page/lab.js HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n\r\n"
      client.send(request)
      #expect(client.read(until: "let a").contains("200 OK"))
      // Two at once are answered in their order.
      client.send(request + request.replacing("lab.js", with: "no.js") + "GET / HTTP/1.0\r\n")
      client.send("Host: localhost:\(lab.port)\r\n\r\n")
      let text = client.readToEnd()
      let statuses = text.matches(of: /HTTP\/1\.1 (\d+)/).map { $0.output.1 }
      #expect(statuses == ["200", "404", "200"])
      #expect(text.contains("Connection: close"))
    }
  }

  @Test func aTakenPortIsToldWithItsOption() throws {
    let listener = try LabHTTPListener(port: 0)
    defer { listener.close() }
    #expect {
      try LabHTTPListener(port: listener.port)
    } throws: { error in
      "\(error)".contains("port \(listener.port) is taken") && "\(error)".contains("--port")
    }
  }
}
