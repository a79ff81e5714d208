import CustomerExperience
import Documents
import Experiments
import ScenarioFiles

/// One event of a stream.
struct LabEvent: Sendable, Equatable {
  /// `progress`, `result`, `problem` or `done`.
  var name: String
  /// What it says.
  var data: JSONValue

  static func progress(done: Int, total: Int, doing: String) -> LabEvent {
    LabEvent(
      name: "progress",
      data: ["done": .integer(done), "total": .integer(total), "doing": .string(doing)])
  }

  /// What the first months of the first pair show of who stays.
  static func firstMonths(_ curve: JSONValue) -> LabEvent {
    LabEvent(name: "months", data: ["curve": curve])
  }

  static func result(_ result: JSONValue) -> LabEvent { LabEvent(name: "result", data: result) }

  static func done(pairs: Int) -> LabEvent {
    LabEvent(name: "done", data: ["pairs": .integer(pairs)])
  }

  static func problem(_ problem: LabProblem) -> LabEvent {
    LabEvent(name: "problem", data: problem.json)
  }
}

/// Why something that was asked of the lab cannot be done.
enum LabProblem: Error {
  /// There is no scenario of that id.
  case unknownScenario(String)
  /// Settings that are wrong, with what is wrong about them.
  case badSettings([Diagnostic], in: [String])
  /// A draft that is no scenario yet, with what is wrong with it.
  case badScenario([Diagnostic])
  /// A draft was saved or deleted while it was simulated.
  case changed
  /// A day that the scenario does not have.
  case noSuchDay(String)
  /// The scenario cannot be simulated.
  case model(String)
  /// Too much is asked at once.
  case busy(String)
  /// A bug.
  case internalFault(String)

  /// What an error of the engine means here.
  init(_ error: any Error) {
    switch error {
    case let problem as LabProblem: self = problem
    case ExperimentError.model(let error): self = .model(error.description)
    case ExperimentError.conservation(let violations):
      self = .internalFault(
        "A law of conservation does not hold. This is a bug in cxlab, not in the scenario: "
          + violations.prefix(5).joined(separator: "; "))
    default: self = .internalFault("\(error)")
    }
  }

  /// A word for programs.
  var kind: String {
    switch self {
    case .unknownScenario: "unknown-scenario"
    case .badSettings: "bad-setting"
    case .badScenario: "bad-scenario"
    case .changed: "changed"
    case .noSuchDay: "not-found"
    case .model: "model"
    case .busy: "busy"
    case .internalFault: "internal"
    }
  }

  /// What it is, in plain English.
  var message: String {
    switch self {
    case .unknownScenario(let id): "There is no scenario called '\(id)' here."
    case .badSettings(let diagnostics, _):
      (diagnostics.first?.message ?? "The settings cannot be used.")
        + (diagnostics.count > 1 ? " (and \(diagnostics.count - 1) more)" : "")
    case .badScenario(let diagnostics):
      (diagnostics.first?.note ?? "The text is no scenario.")
        + (diagnostics.count > 1 ? " (and \(diagnostics.count - 1) more)" : "")
    case .changed: "The scenario was saved or deleted since; load it again."
    case .noSuchDay(let message), .model(let message), .busy(let message),
      .internalFault(let message):
      message
    }
  }

  /// What is wrong, one by one, as `check` tells it.
  var problems: [JSONValue] {
    switch self {
    case .badSettings(let diagnostics, let settings):
      diagnostics.map { $0.json(in: settings) }
    case .badScenario(let diagnostics): diagnostics.prefix(100).map { $0.json(in: []) }
    case .unknownScenario, .changed, .noSuchDay, .model, .busy, .internalFault: []
    }
  }

  /// The problem as an answer.
  var json: JSONValue {
    [
      "problem": .string(kind), "message": .string(message), "problems": .array(problems),
    ]
  }
}

extension Diagnostic {
  /// What is wrong as JSON; where it is about one of the settings, with its number.
  func json(in settings: [String]) -> JSONValue {
    let number = setting.flatMap { settings.indices.contains($0) ? $0 : nil }
    return [
      "severity": .string(severity.rawValue),
      "message": .string(isOfSetting ? message : note),
      "setting": number.map { .integer($0) } ?? .null, "column": .integer(column),
      "length": .integer(length), "key": key.map { .string($0) } ?? .null,
    ]
  }
}

extension [Diagnostic] {
  /// What is not among others that are known: a second one in the same words is another, and so is one at another place.
  func without(_ known: [Diagnostic]) -> [Diagnostic] {
    var known = known
    return filter { one in
      guard let place = known.firstIndex(of: one) else { return true }
      known.remove(at: place)
      return false
    }
  }
}
