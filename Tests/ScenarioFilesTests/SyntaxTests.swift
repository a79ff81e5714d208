import Foundation
import Testing

@testable import ScenarioFiles

/// What keeps a file from being read at all: one message, at its place.
@Suite struct SyntaxTests {
  @Test(arguments: [
    ("title: a\n\tclock: b", "2:1 a tab in the indentation; indent with spaces"),
    (
      "title: a\nclock:\n  start: 2026-01-05\n horizon: 2 years",
      "4:2 wrong indentation: this line is not in line with the keys above it"
    ),
    (
      "title: a: b",
      "1:9 a second ': ' here; is the indentation right? quote a text that holds ': '"
    ),
    (
      "title: a\n  clock: b",
      "2:8 a second ': ' here; is the indentation right? quote a text that holds ': '"
    ),
    (
      "title: a\nclock: {start: 2026-01-05",
      "2:26 expected ',' or '}' in the mapping (opened in line 2)"
    ),
    ("title: [a, b", "1:13 expected ',' or ']' in the list (opened in line 1)"),
    ("title: \"a\nclock: b", "2:9 a quote is not closed (opened in line 1)"),
    ("title: a\ntitle: b", "2:1 the key 'title' is given twice (first in line 1)"),
    ("clock: {start: 1, start: 2}", "1:19 the key 'start' is given twice (first in line 1)"),
    (
      "teams:\n  a: {on_duty: 1, on-duty: 2}",
      "2:19 the key 'on-duty' is given twice (first in line 2)"
    ),
    (
      "title: a\n---\ntitle: b",
      "2:1 one file holds one scenario; a second document ('---') starts here"
    ),
    ("title: @a", "1:8 a value cannot start with '@'; put it in quotes"),
    (
      "title: \"a\\qb\"",
      "1:10 unknown escape in a double-quoted text: found unknown escape character"
    ),
    ("title: a\nnonsense", "2:9 expected 'key: value'"),
    ("title: a\n- b", "2:1 wrong indentation: this line is not in line with the keys above it"),
    (
      "a: &x 1\nb: *x",
      "1:4 anchors (&) and aliases (*) are not part of the scenario language; "
        + "write the value out, or quote the text"
    ),
    (
      "b: *x",
      "1:4 anchors (&) and aliases (*) are not part of the scenario language; "
        + "write the value out, or quote the text"
    ),
    (
      "a: {<<: {b: c}}",
      "1:5 merge keys (<<) are not part of the scenario language; use 'extends'"
    ),
    ("a: !!int 5", "1:4 tags (!) are not part of the scenario language; quote the text"),
    ("a: !x {b: c}", "1:4 tags (!) are not part of the scenario language; quote the text"),
    ("? [a, b]\n: c", "1:3 a key must be a plain word"),
    (
      "title: a\u{7}b",
      "1:9 a character that cannot stand in a text file (U+0007); is this a YAML file?"
    ),
    (
      "title: a\0b",
      "1:9 a character that cannot stand in a text file (U+0000); is this a YAML file?"
    ),
    ("", "0:0 the file is empty"), ("# nothing\n", "0:0 the file is empty"),
    ("\u{FEFF}", "0:0 the file is empty"),
    (String(repeating: "[", count: 100_000), "1:1 nested more than 64 deep"),
    (String(repeating: "- ", count: 100_000) + "a", "1:1 nested more than 64 deep"),
    (String(repeating: "{a: ", count: 70), "1:1 nested more than 64 deep"),
    (
      (0..<80).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
      "65:1 nested more than 64 deep"
    ),
  ])
  func firstSyntaxErrorIsToldInPlainWords(_ text: String, _ message: String) throws {
    #expect(try problems(text) == [message])
  }

  /// Characters that could command a terminal, or show a text as another.
  private static let characters: [(String, String)] = [
    (
      #"title: "a\e[31mb""#,
      "1:8 a control character (U+001B), which no value may hold"
    ),
    (#"about: "a\u202Eb""#, "1:8 a control character (U+202E), which no value may hold"),
    (
      "title: a\u{202E}b",
      "1:9 a character that turns text around (U+202E): what is shown would not be what is meant"
    ),
  ]

  @Test(arguments: characters) func controlCharactersAreRefused(_ text: String, _ message: String)
    throws
  {
    #expect(try problems(text) == [message])
  }

  @Test(arguments: [
    ("just text", "1:1 a scenario is a section with keys of its own; found 'just text'"),
    ("- a\n- b", "1:1 a scenario is a section with keys of its own; found a list"),
  ])
  func aScenarioIsAMapping(_ text: String, _ message: String) throws {
    #expect(try problems(text).first == message)
  }

  @Test func missingFileIsToldByName() throws {
    let bench = try Workbench()
    #expect(bench.problems("none.yaml") == ["none.yaml:0:0 no such file"])
    let error = #expect(throws: ScenarioError.self) { try ScenarioLoader.load("none.yaml") }
    #expect(error?.rendered() == "none.yaml: error: no such file\n1 error; nothing was run.")
  }

  @Test func aFileThatMayHaveBeenMeantIsNamed() throws {
    let bench = try Workbench(["cafe.yaml": "", "b/shop.yml": ""])
    #expect(
      bench.problems("caffe.yaml") == [
        "caffe.yaml:0:0 no such file (did you mean 'cafe.yaml'?)"
      ])
    #expect(bench.problems("cafe") == ["cafe:0:0 no such file (did you mean 'cafe.yaml'?)"])
    #expect(bench.problems("b/shop") == ["b/shop:0:0 no such file (did you mean 'shop.yml'?)"])
    #expect(bench.problems("c/x")[0].hasPrefix("c/x:0:0 no such file; there is no folder "))
  }

  @Test func aSweepIsNotAScenario() throws {
    #expect(
      try problems("title: a\nscenario: b.yaml\ndesign: {points: 32}") == [
        "2:1 this is a sweep over scenarios (to run it: cxlab sweep run); here goes a scenario, such as "
          + "the one it names"
      ])
  }

  @Test func directoryIsNotAFile() throws {
    let bench = try Workbench(["folder/a.yaml": ""])
    #expect(bench.problems("folder") == ["folder:0:0 is a directory, not a file"])
  }

  @Test func aHugeFileIsNotParsed() throws {
    let bench = try Workbench()
    let noise = Data((0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) })
    try bench.write(noise, to: "test.yaml")
    #expect(bench.problems() == ["test.yaml:0:0 larger than 1 MiB; is it the right file?"])
  }

  @Test func bytesThatAreNotTextAreToldByPlace() throws {
    let bench = try Workbench()
    try bench.write(Data("title: a\nabout: ab".utf8) + [0xFF, 0x41], to: "test.yaml")
    #expect(
      bench.problems() == [
        "test.yaml:2:10 the file is not UTF-8 text: byte 18 (line 2) is invalid; save it as UTF-8"
      ])
  }

  @Test func manyUnknownKeysAreAnswered() throws {
    func text(_ count: Int) -> String {
      (0..<count).map { "key\($0): value" }.joined(separator: "\n")
    }
    #expect(try problems(text(900)).count > 900)
    #expect(try problems(text(20_000)) == ["1:1 the file has 20000 keys; at most 1000"])
  }
}
