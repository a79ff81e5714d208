import Documents
import Foundation

@testable import LabServer

/// A laboratory with drafts, asked without a socket.
struct DraftBench {
  static let scenario = """
    title: Small
    clock: {start: 2026-01-05, horizon: 12 months, settle: 2 months}
    customers:
      relationship: contract
      contract: {term: 18 months, price: £32/month}   # what they pay
      segments:
        households: {initial: 60, patience: lognormal 25 min cv 1}
    journeys:
      fault:
        need: {rate: 3 per year}
        touchpoints:
          call: {team: first-line, channel: phone, service: lognormal 9 min cv 0.9}
    teams:
      first-line: {name: First line, staff: 2, hours: Mon-Sat 08:00-20:00, pay: £11.80/h}

    """

  let folder: URL
  let laboratory: Laboratory
  let site: LabHTTPSite

  /// Runs something with scenario files of their own; the state lies in the folder `state` beside them.
  static func run(
    _ files: [String: String] = ["small.yaml": scenario], most: Int = 200, pairs: Int = 2,
    _ body: (DraftBench) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let names = files.keys.sorted().filter { $0.hasSuffix(".yaml") }
    try await body(DraftBench(folder, names, most: most, pairs: pairs))
  }

  init(_ folder: URL, _ names: [String], most: Int = 200, pairs: Int = 2) throws {
    self.folder = folder
    let state = folder.appending(path: "state").path()
    laboratory = try Laboratory(
      files: names.map { folder.appending(path: $0).path() }, seed: 7, pairs: pairs, jobs: 2,
      keptBytes: 1 << 28, drafts: try DraftStore(folder: state, most: most), version: "1.2.3")
    site = LabHTTPSite(
      source: laboratory, store: try SnapshotStore(folder: state),
      page: LabHTTPPage(files: [:], chartBundle: { nil }), port: 80)
  }

  /// What is answered: its status, and the JSON that it holds.
  @discardableResult
  func ask(_ method: String, _ path: String, _ body: JSONValue? = nil) async -> (Int, ReadJSON?) {
    let reply = await reply(method, path, body)
    guard case .bytes(let bytes) = reply.body else { return (reply.status, nil) }
    return (reply.status, JSONReader.read(bytes))
  }

  func reply(_ method: String, _ path: String, _ body: JSONValue? = nil) async -> LabReply {
    await reply(method, path, bytes: body.map { Array($0.compact.utf8) } ?? [])
  }

  func reply(_ method: String, _ path: String, bytes: [UInt8]) async -> LabReply {
    await site.reply(
      to: LabRequest(
        method: method, path: path.split(separator: "/").map(String.init), query: [],
        headers: ["host": "localhost", "content-type": "application/json"], body: bytes))
  }

  /// The text that is answered.
  func text(_ path: String) async -> String {
    guard case .bytes(let bytes) = await reply("GET", path).body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Begins a draft with a text, and gives its id.
  func draft(_ text: String, beside: String? = nil) async -> String {
    let (_, made) = await ask(
      "POST", "/api/drafts",
      [
        "start": "text", "title": "Mine", "text": .string(text),
        "beside": beside.map { .string($0) } ?? .null,
      ])
    return made?["id"]?.string ?? ""
  }
}
