import Glibc
import RandomVariates

/// The survey: a sample is asked, some answer, and the answers are all a manager sees.
extension Simulation {
  /// Whether a wave falls at the beginning of a month after the start.
  func isSurveyDue(_ number: Int) -> Bool {
    let every = max(1, Int(settings.scenario.measurement.survey.everyMonths.rounded()))
    return number > 0 && number % every == 0
  }

  /// Asks a sample of the customers on the books.
  mutating func survey(at now: Double) {
    let law = settings.scenario.measurement.survey
    let active = customers.count { $0.isActive }
    guard active > 0 else { return }
    let asked = min(1, Double(law.sample) / Double(active))
    var (sum, answers, satisfied, net) = (0.0, 0.0, 0.0, 0.0)
    for row in customers.indices where customers[row].isActive {
      random.seek(customers[row].hash, Purpose.surveySample, month)
      guard random.uniform() < asked else { continue }
      random.seek(customers[row].hash, Purpose.surveyAnswer, month)
      let truth = customers[row].satisfaction
      guard random.uniform() < SurveyResponse.chance(law, satisfaction: truth) else { continue }
      let answer = min(100, max(0, truth + law.noise * random.normal()))
      sum += answer
      answers += 1
      if answer >= law.satisfiedFrom { satisfied += 1 }
      net += Double(SurveyResponse.promoter(answer))
      if month < 12 { customers[row].answer = answer }
    }
    recorder.currentMonth = month
    recorder.put(survey: sum, answers: answers, satisfied: satisfied, net: net)
  }
}
