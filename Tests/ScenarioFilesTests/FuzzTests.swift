import Foundation
import Testing

@testable import ScenarioFiles

/// No input may crash the loader: thousands of damaged examples, the same ones each time.
@Suite struct FuzzTests {
  /// A small generator with a fixed seed (SplitMix64).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let pieces: [[UInt8]] = [
    "{", "}", "[", "]", ":", ": ", "- ", "\n", "  ", "\t", "#", "&a ", "*a", "!!int ", "\"", "'",
    "|",
    ">", "%", "@", "~", "null", "nan", "inf", "1e999", "-1", "99999999999999999999", "0", "£", "€",
    "\u{FEFF}", "\u{2028}", "\0", "é", "\r\n", "---", "...", "?", "<<", "cv", "to", "sd", "per",
    "/",
    "month 1e300", "month -1", "2026-02-30", "extends: test.yaml\n", "= ", "..", ",",
  ].map { Array($0.utf8) }

  private func damaged(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeSubrange(place..<end)
      case 1:
        let piece = FuzzTests.pieces.randomElement(using: &generator) ?? []
        bytes.insert(contentsOf: piece, at: place)
      case 2:
        let piece = FuzzTests.pieces.randomElement(using: &generator) ?? []
        bytes.replaceSubrange(place..<end, with: piece)
      case 3: if place < bytes.count { bytes[place] = .random(in: 0...255, using: &generator) }
      case 4:
        let from = Int.random(in: 0...bytes.count, using: &generator)
        let to = min(bytes.count, from + Int.random(in: 0...60, using: &generator))
        bytes.insert(contentsOf: Array(bytes[from..<to]), at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 200))
      }
    }
    return bytes
  }

  @Test(arguments: Array(Examples.all.keys.sorted().enumerated()).map { ($0.offset, $0.element) })
  func damagedExamplesDoNotCrash(_ number: Int, _ name: String) throws {
    var generator = Generator(state: UInt64(number) &+ 7)
    let bench = try Workbench(Examples.all)
    let original = Array((Examples.all[name] ?? "").utf8)
    var bad = 0
    for _ in 0..<700 {
      try bench.write(.init(damaged(original, &generator)), to: "test.yaml")
      do {
        let loaded = try bench.load("test.yaml")
        #expect(!ResolvedScenario.text(of: loaded).isEmpty)
      } catch {
        bad += 1
        #expect(!error.diagnostics.isEmpty)
        #expect(!error.rendered().isEmpty)
      }
    }
    #expect(bad > 200)
  }

  @Test func damagedSettingsDoNotCrash() throws {
    var generator = Generator(state: 99)
    let bench = try Workbench(["test.yaml": cafe()])
    let settings = [
      "teams.baristas.pay=£12.50/h", "journeys.coffee.touchpoints.counter.next=[{to: counter}]",
      "plan=[{at: month 2, set: {quality.mean: 70}}]", "quality.offset.empathy=3 points",
    ]
    for _ in 0..<500 {
      let setting = settings.randomElement(using: &generator) ?? ""
      let bytes = damaged(Array(setting.utf8), &generator)
      _ = bench.diagnostics(settings: [String(decoding: bytes, as: UTF8.self)])
    }
  }

  @Test func damagedTextsAreChangedOrRefused() throws {
    var generator = Generator(state: 12)
    let original = Array(cafe().utf8)
    let keys = ["title", "teams.baristas.staff", "quality.mean", "teams.new", "clock.start"]
    for number in 0..<600 {
      let bytes = damaged(original, &generator)
      let text = ScenarioText(
        String(decoding: bytes, as: UTF8.self), at: "nowhere/test.yaml",
        reach: .foldersOf(["nowhere/test.yaml"]))
      let lines = text.text.split(separator: "\n", omittingEmptySubsequences: false)
      let line = Int.random(in: 0...lines.count, using: &generator)
      _ = text.completion(line: line, column: Int.random(in: 0...90, using: &generator), files: [])
      _ = text.title
      for section in ["", "teams", "teams.baristas"] { _ = try? text.form(of: section) }
      let value = String(decoding: damaged(Array("5 min".utf8), &generator), as: UTF8.self)
      for key in keys { _ = try? text.setting(key, to: number % 3 == 0 ? nil : value) }
    }
  }

  @Test func nonsenseKeysAreNotExplained() {
    var generator = Generator(state: 5)
    for _ in 0..<2000 {
      let path = KeyReference.allPaths.randomElement(using: &generator) ?? ""
      let bytes = damaged(Array(path.utf8), &generator)
      let text = String(decoding: bytes, as: UTF8.self)
      _ = KeyReference.explain(text)
      _ = KeyReference.nearest(to: text)
    }
  }
}
