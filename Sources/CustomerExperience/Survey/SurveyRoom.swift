import Glibc
import RandomVariates

/// What draws of the survey are for.
enum SurveyDraw: UInt8, CaseIterable {
  case surveySample = 23
  case surveyAnswer = 24
}

/// The survey: a sample is asked, some answer, and the answers are all a manager sees.
enum SurveyRoom: Room {
  static let draws = SurveyDraw.allCases.map(\.rawValue)

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let law = world.settings.scenario.measurement.survey
    let every = max(1, Int(law.everyMonths.rounded()))
    if (world.month + 1) % every == 0 { world.survey(law, at: now) }
  }
}

extension Simulation {
  /// Asks a sample of the customers on the books.
  fileprivate mutating func survey(_ law: Survey, at now: Double) {
    let active = customers.count { $0.isActive }
    guard active > 0 else { return }
    let asked = min(1, Double(law.sample) / Double(active))
    let figures = layout.figures.survey
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
      answers.append(
        SurveyAnswer(customer: Int32(row), month: Int32(month), points: answer))
      if law.closeLoop != nil { followUp(row, answer: answer, at: now) }
    }
  }
}
