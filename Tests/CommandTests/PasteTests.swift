import Documents
import Foundation
import Testing

/// Whatever is printed as a command can be pasted in a shell, and gives the same result.
@Suite struct PasteTests {
  /// Runs a line as a shell does that finds the program.
  private func paste(_ line: String, in workshop: Workshop) async throws -> Outcome {
    let program = try #require(Program.path)
    let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
    let script = "export PATH=\(ShellWord.quoted(folder)):$PATH CXLAB_VENV=/nowhere; " + line
    return try await Program.run(["-c", script], in: workshop.folder, of: "/bin/bash")
  }

  @Test(arguments: [
    ["run", "shop.yaml", "--replications", "2"],
    ["run", "in a folder/my shop.yaml", "--replications", "2", "--out", "my results/it's"],
    ["run", "shop.yaml", "--replications", "2", "--set", "title=\"A & B\"", "--out=x y"],
    [
      "compare", "shop.yaml", "--set", "teams.staff.staff=3; quality.mean=70", "--replications",
      "2",
    ],
    [
      "compare", "shop.yaml", "--set", "teams.staff.staff=3", "--name", "Anna's <friend>",
      "--replications", "2", "--out", "deep/er",
    ],
    [
      "optimise", "levers.yaml", "--metric", "profit", "--limit", "satisfaction_mean >= 1",
      "--replications", "10", "--out", "best of all",
    ],
    [
      "sensitivity", "levers.yaml", "--metric", "profit", "--points", "0", "--walks", "2",
      "--replications", "2", "--out", "which",
    ],
  ])
  func theCommandOfAPage(_ words: [String]) async throws {
    let levers = "levers:\n  teams.staff.staff: [2, 3]\n  quality.mean: [65, 75]\n"
    let workshop = try Workshop([
      "shop.yaml": shop(), "in a folder/my shop.yaml": shop(), "levers.yaml": shop() + levers,
    ])
    let first = try await workshop.run(words)
    try #require(first.status == 0, "\(first.err)")
    let printed = try #require(
      first.out.split(separator: "\n").first { $0.contains("report.html") })
    let path = String(printed[..<(try #require(printed.range(of: "   (")).lowerBound)])
    let page = try workshop.text(path)
    let folder = String(path.dropLast("/report.html".count))
    let before = try workshop.files(folder)
    try FileManager.default.removeItem(at: workshop.folder.appendingPathComponent(folder))
    let line = try printedCommand(of: page)
    let again = try await paste(line, in: workshop)
    #expect(again.status == 0, "\(line)\n\(again.err)")
    #expect(try workshop.files(folder) == before, "\(line)")
    #expect(again.out == first.out)
  }

  @Test func commandsOnTheConsole() async throws {
    let workshop = try Workshop(["shop.yaml": shop(), "s.yaml": SweepTests.sweep])
    // What `new` says comes next.
    let made = try await workshop.run(["new", "my 'own' shop"])
    let next = try #require(made.err.split(separator: "\n").first { $0.hasPrefix("next: ") })
    let run = try await paste(
      next.dropFirst("next: ".count)
        + " --replications 1 --no-report --set 'clock.settle=0 months'",
      in: workshop)
    #expect(run.status == 0, "\(run.err)")
    // What a sweep says that is not done.
    _ = try await workshop.succeed("sweep plan s.yaml --out Elsewhere")
    let status = try await workshop.succeed("sweep status --plan Elsewhere/s/plan.jsonl")
    let work = try #require(status.out.range(of: "cxlab sweep work"))
    let line = status.out[work.lowerBound...].split(separator: "\n")[0]
    let worked = try await paste(String(line), in: workshop)
    #expect(worked.status == 0, "\(line)\n\(worked.err)")
    let done = try await workshop.succeed("sweep status --plan Elsewhere/s/plan.jsonl")
    let gather = try #require(done.out.range(of: "cxlab sweep gather"))
    let gathered = try await paste(
      String(done.out[gather.lowerBound...].split(separator: "\n")[0]), in: workshop)
    #expect(gathered.status == 0, "\(gathered.err)")
    // What an error points to.
    let wrong = try await workshop.run("check shop.yaml --set teams.staff.pateince=3")
    if let hint = wrong.err.range(of: "cxlab explain ") {
      let line = wrong.err[hint.lowerBound...].split(separator: "\n")[0]
      #expect(try await paste(String(line), in: workshop).status == 0, "\(line)")
    }
  }

  /// Commands of the README are known to the program, with their flags; the quick ones are run.
  @Test func commandsOfTheReadme() async throws {
    let readme = try String(
      contentsOf: Program.package.appendingPathComponent("README.md"), encoding: .utf8)
    let workshop = try Workshop([:])
    try FileManager.default.createSymbolicLink(
      at: workshop.folder.appendingPathComponent("Scenarios"),
      withDestinationURL: Program.package.appendingPathComponent("Scenarios"))
    var (tried, isInBlock) = (0, false)
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isInBlock.toggle() }
      let bare = line.hasPrefix("$ ") ? line.dropFirst(2) : line
      guard isInBlock, bare.hasPrefix("cxlab ") else { continue }
      let words = bare.split(separator: " ")
      let isQuick = ["check", "explain", "show", "schema"].contains(words[1])
      guard isQuick, !bare.contains("my-cafe") else { continue }
      tried += 1
      let outcome = try await paste(String(bare), in: workshop)
      #expect(outcome.status == 0, "\(bare)\n\(outcome.err)")
    }
    #expect(tried > 0)
  }
}

/// The command that a page prints.
func printedCommand(of page: String) throws -> String {
  let begin = try #require(page.range(of: ">Command</th><td>"))
  let end = try #require(page[begin.upperBound...].range(of: "</td>"))
  // Who copies from a page copies no tags.
  return String(page[begin.upperBound..<end.lowerBound])
    .replacing(#/<[^>]*>/#, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    .replacing("&quot;", with: "\"")
    .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
}
