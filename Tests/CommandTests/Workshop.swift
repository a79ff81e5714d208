import Foundation
import Testing

/// A folder of its own for one test, with scenario files in it.
final class Workshop {
  /// The folder, in which commands run.
  let folder: URL

  /// Makes the folder.
  ///
  /// - Parameter files: The text of each file.
  init(_ files: [String: String] = ["shop.yaml": shop(), "desk.yaml": desk()]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cxlab-test-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  /// Writes a file, with the folders above it.
  func write(_ data: Data, to name: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// The rows of a CSV file, the header first.
  func rows(_ name: String) throws -> [[String]] { csv(try text(name)) }

  /// The rows of a CSV file as fields by column.
  func records(_ name: String) throws -> [[String: String]] {
    let rows = try rows(name)
    let header = try #require(rows.first)
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// Every file under a folder by its path inside it, hidden ones included.
  func files(_ name: String = ".") throws -> [String: Data] {
    let top = folder.appendingPathComponent(name)
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: top.path) {
      let url = top.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
        continue
      }
      if !isFolder.boolValue { found[path] = try Data(contentsOf: url) }
    }
    return found
  }

  /// Gives a folder another name: what is in a report names the folder that it was written to.
  func move(_ from: String, to: String) throws {
    try FileManager.default.moveItem(
      at: folder.appendingPathComponent(from), to: folder.appendingPathComponent(to))
  }

  /// The names in a folder, hidden ones included.
  func names(_ name: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)
      .sorted()
  }

  /// Runs a command in the folder, from a line without quotes.
  func run(_ line: String, drawsCharts: Bool = false) async throws -> Outcome {
    try await run(line.split(separator: " ").map(String.init), drawsCharts: drawsCharts)
  }

  /// Runs a command in the folder.
  func run(_ words: [String], drawsCharts: Bool = false) async throws -> Outcome {
    try await Program.run(words, in: folder, drawsCharts: drawsCharts)
  }

  /// Runs a command that has to succeed.
  @discardableResult
  func succeed(_ line: String, drawsCharts: Bool = false) async throws -> Outcome {
    let outcome = try await run(line, drawsCharts: drawsCharts)
    try #require(outcome.status == 0 && !outcome.wasKilled, "\(line)\n\(outcome.err)")
    return outcome
  }
}

/// The rows of a CSV text: RFC 4180.
func csv(_ text: String) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var field = ""
  var isQuoted = false
  var before: Character?
  for character in text {
    switch character {
    case "\"":
      // Two quotes within a quoted field are one.
      if !isQuoted, before == "\"" { field.append("\"") }
      isQuoted.toggle()
    case "," where !isQuoted:
      row.append(field)
      field = ""
    case "\n" where !isQuoted:
      rows.append(row + [field])
      (row, field) = ([], "")
    default: field.append(character)
    }
    before = character
  }
  return rows
}

/// A value of JSON.
func json(_ text: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
}

/// A small scenario in a repertoire market, with a piece replaced by another.
func shop(_ piece: String = "", _ other: String = "") -> String {
  replaced(
    """
    title: Corner shop
    sources: {nobody-2020: 'Nobody 2020, invented'}
    clock: {start: 2026-01-05, horizon: 24 months, settle: 6 months}
    customers:
      relationship: repertoire
      segments:
        regulars:
          initial: 60
          people: {age: {young: 40%, old: 60%}}
          occasions: gamma 2 per week cv 0.5
          spend: lognormal £3.60 cv 0.4
    journeys:
      visit:
        touchpoints:
          counter: {team: staff, service: lognormal 100 s cv 0.5}
    teams:
      staff:
        staff: 2
        hours: Mon-Fri 08:00-17:00
        pay: £12/h
        background: {rate: 2 per h}
        training: {basics: {hours: 8 h, teaches: {empathy: 100%}}}
    market:
      rivals:
        opposite: {price: 5% below ours, quality: 74}
    growth: {from: -5, to: 5, doses: 3, replications: 2}
    evidence:
      - {metric: customers, low: 1, high: 1000, used: check, source: nobody-2020}

    """, piece, other)
}

/// A small scenario with contracts, with a piece replaced by another.
func desk(_ piece: String = "", _ other: String = "") -> String {
  replaced(
    """
    title: Help desk
    about: What does a shorter wait buy?
    clock: {start: 2026-01-05, horizon: 24 months, settle: 6 months}
    customers:
      relationship: contract
      contract: {term: 12 months, price: £20/month}
      segments:
        homes: {initial: 80}
        offices: {initial: 20}
    journeys:
      fault:
        need: {rate: 4 per year}
        touchpoints:
          call:
            team: desk
            channel: phone
            service: 9 min
            resolves: 60%
            unresolved: [{to: engineer, share: 60%}, {to: call, share: 40%}]
          engineer: {team: desk, service: 30 min}
    teams:
      desk: {staff: 3, hours: Mon-Fri 09:00-17:00, background: {rate: 1 per h}}
    growth: {from: -5, to: 5, doses: 3, replications: 2}

    """, piece, other)
}

private func replaced(_ text: String, _ piece: String, _ other: String) -> String {
  precondition(piece.isEmpty || text.contains(piece), "the piece is not part of the scenario")
  return piece.isEmpty ? text : text.replacing(piece, with: other)
}
