import Documents

/// What the routes ask of a laboratory, so that they can be tried without one.
protocol LabSource: DraftSource {
  func scenarios() -> JSONValue
  func description(of id: String) throws(LabProblem) -> JSONValue
  func basis(of id: String) throws(LabProblem) -> String
  func keys(of id: String, matching words: String) throws(LabProblem) -> JSONValue
  func check(_ id: String, settings: [String]) throws(LabProblem) -> JSONValue
  func base(of id: String) throws(LabProblem) -> AsyncStream<LabEvent>
  func whatIf(_ id: String, settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent>
  func result(of id: String, settings: [String], seed: UInt64?) async throws -> JSONValue
  func keysChanged(_ id: String, from: [String], to: [String]) throws(LabProblem) -> [String]
  func keysSet(_ id: String, by setting: String) throws(LabProblem) -> [String]
  func words(_ id: String, for settings: [String]) throws(LabProblem) -> [String]
  func label(_ id: String, of key: String) throws(LabProblem) -> String?
  func months(of id: String) throws(LabProblem) -> Int
  func finished(_ id: String, settings: [String]) -> JSONValue?
  func variantFile(_ id: String, settings: [String]) throws(LabProblem) -> String
  func differences(_ id: String, settings: [String]) async throws -> String
  func plan(of id: String) throws(LabProblem) -> JSONValue
  func growth(_ id: String, settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent>
  func stories(_ id: String, settings: [String]) async throws -> JSONValue
  func report(_ id: String, settings: [String]) async throws -> String
  func day(
    _ id: String, settings: [String], on wish: DayWish, isCourse: Bool
  ) async throws -> JSONValue
  func why(_ id: String, settings: [String]) throws(LabProblem) -> JSONValue
}

extension Laboratory: LabSource {}

extension LabSource {
  /// The ids of the scenarios.
  var ids: [String] {
    guard case .array(let items) = scenarios()["scenarios"] else { return [] }
    return items.compactMap { if case .string(let id) = $0["id"] { id } else { nil } }
  }
}
