import Foundation
import Testing

@testable import ScenarioFiles

/// Every key of every scenario that comes with the program, changed in its place.
@Suite("Every key of every scenario")
struct TextRoundTripTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Scenarios").standardized.path()

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  private static func lines(_ name: String) throws -> [String] {
    SourceText(name: "", text: try String(contentsOfFile: folder + "/" + name, encoding: .utf8))
      .lines
  }

  private static func tree(_ lines: [String]) throws -> Tree {
    let text = lines.joined(separator: "\n")
    return try #require(
      try TreeReader.read(text, of: SourceText(name: "", text: text), number: 0))
  }

  /// The paths of all keys, those of sections and those of values.
  private static func paths(_ tree: Tree, _ path: [String] = []) -> [[String]] {
    (tree.entries ?? []).flatMap {
      [path + [$0.key]] + paths($0.value, path + [$0.key])
    }
  }

  /// The remarks, each line's from its `#` on.
  private static func remarks(_ lines: [String]) -> [String] {
    lines.compactMap { line in
      line.firstMatch(of: /(^|\s)(#.*)$/).map { String($0.output.2) }
    }.sorted()
  }

  @Test("there are scenarios to look at")
  func some() { #expect(Self.names.count >= 10) }

  @Test("a value that is set is read, and nothing else changes", arguments: names)
  func set(_ name: String) throws {
    let lines = try Self.lines(name)
    let tree = try Self.tree(lines)
    let probe = "\"it's # a {probe}, \\\"of\\\": [all]\""
    var count = 0
    for path in Self.paths(tree) {
      let value = try #require(tree.value(at: path))
      let change: (lines: [String], line: Int)
      do {
        change = try TextEdit.lines(lines, tree, setting: path, to: probe, after: [])
      } catch {
        // Only sections hold remarks that would be lost.
        #expect(error == .remarks && value.text == nil, "\(path): \(error.message)")
        continue
      }
      count += 1
      let read = try Self.tree(change.lines)
      #expect(read.value(at: path)?.text == "it's # a {probe}, \"of\": [all]", "\(path)")
      let back = read.setting(path[...], to: value, keyPlace: .whole(0))
      #expect(back.means(tree), "\(path)")
      #expect(change.lines[change.line - 1].contains(probe), "\(path)")
      let others = change.lines.enumerated().filter { $0.offset != change.line - 1 }.map(\.element)
      #expect(lines.starts(with: others.prefix(change.line - 1)), "\(path)")
      #expect(
        lines.reversed().starts(with: others.dropFirst(change.line - 1).reversed()), "\(path)")
      let kept = Self.remarks(others + [change.lines[change.line - 1].replacing(probe, with: "")])
      #expect(kept == Self.remarks(lines), "\(path)")
    }
    #expect(count >= 2)
  }

  @Test("a key that is taken away is gone, and nothing else changes", arguments: names)
  func remove(_ name: String) throws {
    let lines = try Self.lines(name)
    let tree = try Self.tree(lines)
    for path in Self.paths(tree) {
      let change: (lines: [String], line: Int)
      do {
        change = try TextEdit.lines(lines, tree, setting: path, to: nil, after: [])
      } catch {
        #expect(error == .remarks && tree.value(at: path)?.text == nil, "\(path): \(error.message)")
        continue
      }
      let read = try Self.tree(change.lines)
      #expect(read.value(at: path) == nil, "\(path)")
      #expect(read.means(tree.setting(path[...], to: .deletion, keyPlace: .whole(0))), "\(path)")
      #expect(Self.remarks(change.lines) == Self.remarks(lines), "\(path)")
    }
  }
}
