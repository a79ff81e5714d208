import ArgumentParser
import Documents
import Studies

/// `cxlab sweep plan`.
struct SweepPlanning: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Write the plan of a sweep: what will be run, point by point.",
    usage: "cxlab sweep plan FILE [OPTIONS]",
    discussion: """
      The plan holds the texts of the sweep, the scenario and all they refer to, so that a worker \
      needs the plan and the program and nothing else. It is never changed afterwards: its hash \
      says to which plan a result belongs. The laws that worlds are drawn from are listed.
      """)

  @Argument(
    help: ArgumentHelp("The sweep file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @OptionGroup var planning: PlanningOptions
  @OptionGroup var limits: LimitOptions

  func run() throws {
    do {
      let sweep = try planning.plan(file, quiet: false)
      print("\(sweep.headline)\n\(sweep.path)")
      for line in sweep.plan.laws { print(line) }
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was planned")
    }
  }
}

extension SweepPlan {
  /// What each world is drawn from, a line a key; none where nothing is drawn.
  fileprivate var laws: [String] {
    experiments.flatMap { experiment -> [String] in
      let drawn = experiment.uncertainties.filter { $0.law != nil }
      guard !drawn.isEmpty else { return [] }
      let width = drawn.map(\.path.count).max() ?? 0
      let name = experiments.count > 1 ? " of \(experiment.name)" : ""
      return ["", "\(counted(drawn.count, "key")) drawn for each world\(name):"]
        + drawn.map { factor in
          let gap = String(repeating: " ", count: width - factor.path.count + 2)
          return "  \(factor.path)\(gap)\(factor.law ?? "")"
        }
    }
  }
}
