import CustomerExperience
import DiscreteEvents
import Documents
import Experiments
import ScenarioFiles

extension LabScenario {
  /// A day of the first replication as it went.
  ///
  /// - Parameters:
  ///   - settings: what is changed; nothing for the base.
  ///   - wish: which day.
  ///   - isCourse: whether the first day from there on is meant on which somebody is in class.
  /// - Throws: What is wrong with the settings or with the day.
  func day(_ settings: [String], on wish: DayWish, isCourse: Bool) async throws -> JSONValue {
    let variant = settings.isEmpty ? nil : try variant(settings)
    let scenario = variant?.scenario ?? loaded.scenario
    let choice = try choice(wish, isCourse: isCourse, of: scenario.clock)
    do {
      guard let day = try await live.day(of: variant?.scenario, DayWatch(choice)) else {
        throw LabProblem.noSuchDay(
          "Nobody is in class from that day to the end: no team takes a course then.")
      }
      return DayJSON(record: day, scenario: scenario, settings: settings, choice: choice).json
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw LabProblem(error)
    }
  }

  /// The days of the first week, of which the busiest is shown where none is asked for.
  private static let firstDays = 7

  private func choice(
    _ wish: DayWish, isCourse: Bool, of clock: Clock
  ) throws(LabProblem) -> DayWatch.Choice {
    let day: Int
    switch wish {
    case .busiest:
      guard isCourse else { return .busiest(of: Self.firstDays) }
      day = 0
    case .number(let number): day = number - 1
    case .date(let date): day = date.dayNumber - clock.start
    }
    guard (0..<clock.days).contains(day) else {
      let (first, last) = (
        CivilDate(dayNumber: clock.start), CivilDate(dayNumber: clock.start + clock.days - 1)
      )
      throw .noSuchDay(
        "There is no such day: the scenario has days 1 to \(clock.days), \(first) to \(last).")
    }
    return isCourse ? .course(from: day) : .day(day)
  }
}
