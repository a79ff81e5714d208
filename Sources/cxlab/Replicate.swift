import ArgumentParser
import DiscreteEvents
import Foundation
import QueueValidation

/// `cxlab replicate`: known results, run again.
struct Replicate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replicate",
    abstract: "Run known results again and say which hold.",
    discussion: """
      The suite 'queues' compares the engine with queues whose exact figures are known from theory: \
      waiting lines, loss systems, impatience, priorities, networks, repair shops and arrivals that swing. \
      A figure holds if the 99.9% confidence interval of the simulation covers the exact one. If any does \
      not, the exit status is 65.
      """)

  enum Suite: String, ExpressibleByArgument, CaseIterable {
    case queues
  }

  @Option(help: ArgumentHelp("The results to run.", valueName: "suite"))
  var suite = Suite.queues

  @Option(help: ArgumentHelp("Replications of each model.", valueName: "n"))
  var replications = 20

  @Option(help: ArgumentHelp("The seed: the same seed gives the same results.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    guard (2...10_000).contains(replications) else {
      throw ValidationError("--replications is a whole number from 2 to 10,000.")
    }
  }

  func run() throws {
    let rows = QueueSuite.run(replications: replications, seed: seed)
    var model = ""
    for row in rows {
      if row.model != model {
        model = row.model
        print(model)
      }
      let figure = row.figure.padding(toLength: 44, withPad: " ", startingAt: 0)
      let simulated =
        "\(Self.short(row.simulated.mean)) (\(Self.short(row.simulated.lower)) to "
        + "\(Self.short(row.simulated.upper)))"
      print(
        "  \(figure) \(Self.short(row.exact).padding(toLength: 10, withPad: " ", startingAt: 0))"
          + " \(simulated.padding(toLength: 34, withPad: " ", startingAt: 0)) "
          + (row.holds ? "holds" : "DOES NOT HOLD"))
    }
    let held = rows.count(where: \.holds)
    print("\n\(held) of \(rows.count) figures hold   (exact | simulated, 99.9% CI)")
    if held < rows.count { throw ExitCode(65) }
  }

  /// Four significant digits; rounding noise is 0.
  private static func short(_ value: Double) -> String {
    String(format: "%.4g", abs(value) < 1e-9 ? 0 : value)
  }
}
