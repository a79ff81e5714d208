import Foundation
import Testing

@testable import CustomerExperience

@Suite("M22, M23, M25 and M40: complaints, recovery, trust and surveys")
struct FailureTests {
  private var law: Complaints {
    var law = Complaints()
    law.tolerance = 8
    law.base = -3.85
    law.severity = 4.1
    law.restores = 0.9
    return law
  }

  @Test("a shortfall within tolerance is no failure; more is worse, repeats are worse yet")
  func severity() throws {
    #expect(Complaint.severity(law, shortfall: 8, repeats: 3) == nil)
    #expect(try #require(Complaint.severity(law, shortfall: 23, repeats: 0)) == 0.5)
    #expect(
      abs(try #require(Complaint.severity(law, shortfall: 23, repeats: 2)) - 0.8) < 1e-12)
    #expect(try #require(Complaint.severity(law, shortfall: 90, repeats: 0)) == 1)
  }

  @Test("the chance of complaining is logistic in severity")
  func complaining() {
    #expect(abs(Complaint.chance(law, severity: 0) - 1 / (1 + exp(3.85))) < 1e-12)
    #expect(abs(Complaint.chance(law, severity: 1) - 1 / (1 + exp(-0.25))) < 1e-12)
  }

  @Test(
    "the recovery paradox appears only after a mild failure, when justice times recovery exceeds one",
    arguments: [0.3, 0.6, 1.0, 1.1, 1.12, 1.3], [0.0, 0.5, 1.0])
  func paradox(justice: Double, severity: Double) {
    let after = Recovery.satisfaction(law, before: 60, severity: severity, justice: justice)
    #expect((after > 60) == (justice * 0.9 > 1 && severity <= 0.5))
    let loss = 10 + 20 * severity
    let exact = 60 - loss + 0.9 * loss * justice
    #expect(abs(after - (severity <= 0.5 ? exact : min(60, exact))) < 1e-9)
    let second = Recovery.satisfaction(
      law, before: 60, severity: severity, justice: justice, isFirst: false)
    #expect(abs(second - min(60, exact)) < 1e-9)
  }

  @Test("a recovery that fails costs half as much again")
  func doubleDeviation() {
    let failed = Recovery.satisfaction(law, before: 60, severity: 0.5, justice: 0.2)
    #expect(abs(failed - (60 - 30 + 0.9 * 30 * 0.2)) < 1e-9)
    #expect(Recovery.satisfaction(law, before: 5, severity: 1, justice: 0) == 0)
  }

  @Test("trust begins at 0.8; a broken promise outweighs three kept ones; the past fades")
  func trust() {
    let (kept, broken) = (TrustLedger.priorKept, TrustLedger.priorBroken)
    #expect(TrustLedger.trust(kept: kept, broken: broken) == 0.8)
    #expect(TrustLedger.trust(kept: kept + 1, broken: broken) == 5.0 / 6)
    #expect(
      TrustLedger.trust(kept: kept, broken: broken + TrustLedger.brokenWeight) == 0.5)
    #expect(abs(TrustLedger.fade(14, to: 4) - 13.8) < 1e-12)
    var value = 14.0
    for _ in 0..<2_000 { value = TrustLedger.fade(value, to: 4) }
    #expect(abs(value - 4) < 1e-9)
  }

  @Test("those who like the firm, and those who feel strongly, answer more")
  func response() {
    var survey = Survey()
    survey.response = 0.2
    survey.strongFeelings = 0.5
    survey.goodwill = 1
    #expect(SurveyResponse.chance(survey, satisfaction: 50) == 0.2)
    #expect(abs(SurveyResponse.chance(survey, satisfaction: 100) - 0.2 * exp(1.5)) < 1e-12)
    #expect(abs(SurveyResponse.chance(survey, satisfaction: 0) - 0.2 * exp(-0.5)) < 1e-12)
    survey.response = 0.9
    #expect(SurveyResponse.chance(survey, satisfaction: 100) == 1)
  }

  @Test(
    "promoters say 9 or 10 of 10, detractors 0 to 6",
    arguments: [(100.0, 1), (85.0, 1), (84.9, 0), (65.0, 0), (64.9, -1), (0.0, -1)])
  func promoters(answer: Double, promoter: Int) {
    #expect(SurveyResponse.promoter(answer) == promoter)
  }
}
