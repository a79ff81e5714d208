import ArgumentParser
import CustomerExperience

/// The flags that say how much a run may take.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .customLong("most-events"), parsing: .unconditional,
    help: ArgumentHelp(
      "The most events of a replication; one that takes more ends with an error that names the key (default: "
        + "2e9, about half an hour or more).", valueName: "n"))
  var events: String?

  @Option(
    name: .customLong("most-memory"), parsing: .unconditional,
    help: ArgumentHelp(
      "The most memory that the run may take, such as 4GB (default: what the machine has).",
      valueName: "size"))
  var memory: String?

  func validate() throws {
    var limits = WorkLimits()
    if let events {
      guard let number = Double(events), (1...1e15).contains(number) else {
        throw ValidationError(
          "--most-events is a number from 1 to 1e15, such as 5e9; found '\(events)'.")
      }
      limits.events = Int(number)
    }
    if let memory {
      guard let bytes = Self.bytes(memory) else {
        throw ValidationError("--most-memory is a size such as 500MB or 4GB; found '\(memory)'.")
      }
      limits = WorkLimits(events: limits.events, bytes: bytes)
    }
    // Here, so that they hold before any file is read, whatever the command.
    WorkLimits.current = limits
  }

  /// A size in bytes; nil where it is none.
  private static func bytes(_ text: String) -> Int? {
    let word = text.uppercased().filter { $0 != " " }
    for (unit, size) in [("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1.0)]
    where word.hasSuffix(unit) {
      guard let number = Double(word.dropLast(unit.count)), (1...1e15).contains(number * size)
      else { return nil }
      return Int(number * size)
    }
    return nil
  }
}
