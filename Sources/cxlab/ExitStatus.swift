import ArgumentParser
import CustomerExperience
import Documents
import Experiments
import LabServer
import ScenarioFiles
import Studies

/// The exit statuses besides 0, which says that all is done.
enum ExitStatus {
  /// The command was not used as it is meant to be.
  static let badUsage: Int32 = 64
  /// A bad scenario or bad data; with `--strict`, published figures that do not hold.
  static let badScenario: Int32 = 65
  /// Slurm is not installed, does not answer or refuses a job; or the port of the lab is taken.
  static let unavailable: Int32 = 69
  /// A check inside the program failed: a bug.
  static let bug: Int32 = 70
  /// An output cannot be written.
  static let cannotWrite: Int32 = 73
  /// Ctrl-C.
  ///
  /// Other signals have 128 and their number, too: 129 says that the terminal was closed, 143 that the command
  /// was asked to terminate.
  static let interrupted: Int32 = 130
}

/// Ends a command with the exit status that an error calls for.
enum Failure {
  /// The status of an error, after saying what is wrong.
  ///
  /// - Parameter outcome: What an error in a scenario means, such as `nothing was run`.
  static func exitCode(for error: any Error, outcome: String?) -> ExitCode {
    switch error {
    case let error as ExitCode: return error
    case let error as ScenarioError:
      Terminal.complain(error.rendered(outcome: outcome))
      return ExitCode(ExitStatus.badScenario)
    case let error as OutputError:
      return end(ExitStatus.cannotWrite, error.description)
    case let error as LabServerError: return end(ExitStatus.unavailable, error.description)
    case let error as SweepError: return end(ExitStatus.badScenario, error.description)
    case ExperimentError.model(let error):
      return end(ExitStatus.badScenario, error.description)
    case ExperimentError.missingFigure(let metric):
      return end(
        ExitStatus.badUsage,
        "\(metric): this scenario's results have no such figure; its horizon may be too "
          + "short, or it is a monthly figure (see cxlab explain \(metric))")
    case ExperimentError.conservation(let violations):
      return end(
        ExitStatus.bug,
        "a law of conservation does not hold. This is a bug in cxlab, not in the scenario:\n  "
          + violations.prefix(5).joined(separator: "\n  "))
    case ExperimentError.cancelled: return ExitCode(ExitStatus.interrupted)
    default: return end(ExitStatus.bug, "\(error)")
    }
  }

  /// A status, after saying what is wrong.
  static func end(_ status: Int32, _ message: String) -> ExitCode {
    Terminal.complain("error: " + message)
    return ExitCode(status)
  }
}
