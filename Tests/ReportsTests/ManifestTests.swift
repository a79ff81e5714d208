import Foundation
import Testing

@testable import Documents
@testable import Reports

@Suite struct ManifestTests {
  @Test func itHoldsWhatItTakesToRunAgain() {
    let text = Manifest.text(
      context: Fixture.context(), seed: .max, replications: 20,
      files: ["summary.csv": Array("abc".utf8), "manifest.json": []])
    #expect(
      text == """
        {
          "command": ["cxlab", "run", "Scenarios/broadband.yaml"],
          "files": {"summary.csv": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
          "inputs": [
            {"path": "Scenarios/broadband.yaml", "sha256": "\(SHA256.hex("title: Broadband\n".utf8))", \
        "text": "title: Broadband\\n"}
          ],
          "model_version": "1",
          "program": "cxlab",
          "program_version": "1.0.0",
          "replications": 20,
          "scenario": "broadband",
          "seed": 18446744073709551615
        }

        """)
  }

  @Test func dataThatIsNotTextIsHashedAlone() {
    let context = Fixture.context(inputs: [InputFile(path: "a.bin", bytes: [0xFF, 0xFE])])
    let text = Manifest.text(context: context, seed: 1, replications: 1, files: [:])
    #expect(text.contains("\"path\": \"a.bin\"") && !text.contains("\"text\""))
  }

  @Test func everyFileIsHashedAndTheSameRunGivesTheSameBytes() throws {
    try Fixture.withFolder { out in
      let paths = try RunReport.write(
        Fixture.run(records: true), context: Fixture.context(), folder: "one", out: out)
      try RunReport.write(
        Fixture.run(records: true), context: Fixture.context(), folder: "two", out: out)
      let manifest = try Fixture.text(out + "/one/manifest.json")
      #expect(manifest == (try Fixture.text(out + "/two/manifest.json")))
      let prefix = out + "/one/"
      for path in paths where path != prefix + "manifest.json" {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(
          manifest.contains("\"\(path.dropFirst(prefix.count))\": \"\(SHA256.hex(bytes))\""))
      }
    }
  }

  @Test func everyColumnOfEveryTableIsDescribed() throws {
    try Fixture.withFolder { out in
      let paths = try RunReport.write(
        Fixture.run(records: true), context: Fixture.context(), folder: "one", out: out)
      let described = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: out + "/one/columns.json")))
      let files = try #require((described as? [String: Any])?["files"] as? [String: Any])
      for path in paths where path.hasSuffix(".csv") {
        let file = String(path.dropFirst((out + "/one/").count))
        let entry = try #require(files[file] as? [String: Any], "\(file)")
        let columns = try #require(entry["columns"] as? [[String: String]])
        let header = try Fixture.text(path).split(separator: "\n")[0]
        #expect(columns.compactMap { $0["name"] }.joined(separator: ",") == header)
      }
    }
  }
}
