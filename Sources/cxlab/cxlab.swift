import ArgumentParser
import Foundation
import ScenarioFiles

/// The command line of the customer-experience laboratory.
@main
struct CXLab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cxlab",
    abstract: "A laboratory for customer experience.",
    usage: "cxlab COMMAND ...",
    discussion: """
      One scenario file describes customers, staff and rivals; cxlab simulates them event by event and \
      shows what a change to the service does to retention, satisfaction and sales growth.

      To begin:

        cxlab new my-cafe
        cxlab run my-cafe.yaml
        cxlab compare my-cafe.yaml --set teams.staff.staff=4

      Results go to standard output, everything else to standard error. Exit codes: 0 done; 64 bad \
      usage; 65 bad scenario or data; 69 Slurm or the port of the lab is not to be had; 70 a bug; 73 output \
      cannot be written; 129 terminal closed; 130 interrupted; 143 asked to terminate.
      """,
    version: version,
    subcommands: [
      Run.self, Compare.self, Sweep.self, Sensitivity.self, Optimise.self,
      Serve.self, Check.self, Show.self, Explain.self, Replicate.self,
      Schema.self, New.self,
    ])

  /// The program's version.
  static let version = "0.1.0"

  /// Runs the command that the arguments name.
  static func main() async {
    Start.prepare()
    let words = Array(CommandLine.arguments.dropFirst())
    if let word = words.first, let problem = problem(withCommand: word) {
      Terminal.complain("error: \(problem)\n  See 'cxlab --help' for more information.")
      Foundation.exit(ExitStatus.badUsage)
    }
    do {
      var command = try parseAsRoot(words)
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      // The library would not notice that its help is lost.
      guard exitCode(for: error).isSuccess else { exit(withError: error) }
      print(fullMessage(for: error))
    }
    guard StandardOutput.flush() else {
      Terminal.complain("error: standard output cannot be written: what was printed is lost")
      Foundation.exit(ExitStatus.cannotWrite)
    }
  }

  /// What is wrong with a first word that is no command; nil where it is one, or an option.
  private static func problem(withCommand word: String) -> String? {
    let commands = configuration.subcommands.map { $0._commandName }
    guard !word.hasPrefix("-"), word != "help", !commands.contains(word) else { return nil }
    if word.hasSuffix(".yaml") || word.hasSuffix(".yml") {
      return "a command goes first; to simulate it: cxlab run \(Terminal.quoted(word))"
    }
    let meant = Nearest.suggestion(word, among: commands)
    return "there is no command '\(word)'"
      + (meant.isEmpty ? "; there are \(commands.joined(separator: ", "))" : meant)
  }
}
