import Glibc
import RandomVariates

/// What draws of the survey are for.
enum SurveyDraw: UInt8, CaseIterable {
  case surveySample = 23
  case surveyAnswer = 24
}

/// The survey: a sample is asked, some answer, and the answers are all a manager sees.
struct SurveyRoom: Room {
  /// What each customer last answered within the first year, negative without an answer; empty until
  /// somebody is asked.
  fileprivate let answers: TableHandle<Double>

  init(_ plot: Plot) { answers = plot.tables.make() }

  static let draws = SurveyDraw.allCases.map(\.rawValue)

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let law = world.settings.scenario.measurement.survey
    let every = max(1, Int(law.everyMonths.rounded()))
    if (world.month + 1) % every == 0 { world.survey(law, at: now) }
  }
}

extension Simulation {
  /// What a customer last answered within the first year; negative without an answer.
  func answer(of row: Int) -> Double {
    let answers = rows(rooms.survey.answers)
    return row < answers.count ? answers[row] : -1
  }

  /// Asks a sample of the customers on the books.
  fileprivate mutating func survey(_ law: Survey, at now: Double) {
    let active = customers.count { $0.isActive }
    guard active > 0 else { return }
    let asked = min(1, Double(law.sample) / Double(active))
    let figures = layout.figures.survey
    let answers = rows(rooms.survey.answers)
    if month < 12 { while answers.count < customers.count { answers.append(-1) } }
    for row in customers.indices where customers[row].isActive {
      random.seek(customers[row].hash, SurveyDraw.surveySample, month)
      guard random.uniform() < asked else { continue }
      count(figures.asked)
      random.seek(customers[row].hash, SurveyDraw.surveyAnswer, month)
      let truth = customers[row].satisfaction
      guard random.uniform() < SurveyResponse.chance(law, satisfaction: truth) else { continue }
      let answer = min(100, max(0, truth + law.noise * random.normal()))
      count(figures.sum, by: answer)
      count(figures.answers)
      if answer >= law.satisfiedFrom { count(figures.satisfied) }
      count(figures.net, by: Double(SurveyResponse.promoter(answer)))
      if month < 12 { answers[row] = answer }
    }
  }
}
