import Testing

@testable import CustomerExperience

@Suite("M02, M06 and M07: satisfaction, expectations and memory")
struct SatisfactionTests {
  private let weights = Dimensional(0.32, 0.22, 0.19, 0.16, 0.11, 0, 0, 0)

  private func law(lossAversion: Double = 2) -> Satisfaction {
    var law = Satisfaction()
    law.constant = 24
    law.expectation = 0.15
    law.performance = 0.55
    law.disconfirmation = 0.60
    law.lossAversion = lossAversion
    return law
  }

  private func satisfaction(
    performance: Double, expectation: Double, lossAversion: Double = 2
  ) -> Double {
    Disconfirmation.satisfaction(
      law(lossAversion: lossAversion), performance: .all(performance),
      expectation: .all(expectation), weights: weights)
  }

  @Test("service as expected gives the constant and 0.70 of the level")
  func asExpected() {
    #expect(abs(satisfaction(performance: 60, expectation: 60) - (24 + 0.70 * 60)) < 1e-12)
  }

  @Test("an unpleasant surprise weighs λ times as much as a pleasant one")
  func lossAversion() {
    let level = satisfaction(performance: 60, expectation: 60)
    let up = satisfaction(performance: 70, expectation: 60) - level
    let down = level - satisfaction(performance: 50, expectation: 60)
    #expect(abs(up - 10 * (0.55 + 0.60)) < 1e-9)
    #expect(abs(down - 10 * (0.55 + 2 * 0.60)) < 1e-9)
    let neutral = level - satisfaction(performance: 50, expectation: 60, lossAversion: 1)
    #expect(abs(neutral - up) < 1e-9)
  }

  @Test("loss aversion applies to each dimension before it is weighted")
  func byDimension() {
    var performance = Dimensional.all(60)
    performance[0] = 70
    performance[1] = 50
    let found = Disconfirmation.satisfaction(
      law(), performance: performance, expectation: .all(60), weights: weights)
    let exact = 24 + 0.70 * 60 + 0.32 * 11.5 - 0.22 * 17.5
    #expect(abs(found - exact) < 1e-9)
  }

  @Test("satisfaction stays within 0 to 100")
  func bounded() {
    #expect(satisfaction(performance: 100, expectation: 0) == 100)
    #expect(satisfaction(performance: 0, expectation: 100) == 0)
  }

  @Test("the mean of the value function is −(λ − 1)σ/√2π")
  func meanValue() {
    #expect(abs(Disconfirmation.meanValue(lossAversion: 2, spread: 12) + 0.39894228 * 12) < 1e-6)
    #expect(Disconfirmation.meanValue(lossAversion: 1, spread: 12) == 0)
  }

  @Test("expectations close a share of the gap, and move towards what is promised")
  func expectations() {
    var law = Expectations()
    law.learning = 0.1
    law.promised = nil
    law.promisePull = 0.2
    var expectation = Dimensional.all(70)
    for _ in 0..<5 {
      expectation = AdaptiveExpectations.afterEncounter(
        expectation, performance: .all(80), law: law)
    }
    #expect(abs(expectation[0] - (80 - 10 * 0.59049)) < 1e-9)  // 0.9⁵
    law.promised = 90
    let pulled = AdaptiveExpectations.afterEncounter(.all(70), performance: .all(70), law: law)
    #expect(abs(pulled[2] - 74) < 1e-12)
  }

  @Test("a better rival raises expectations, a worse one does not lower them")
  func rivals() {
    var law = Expectations()
    law.rivalPull = 0.5
    let raised = AdaptiveExpectations.afterMonth(.all(70), bestRival: 80, law: law)
    #expect(abs(raised[0] - 75) < 1e-12)
    #expect(AdaptiveExpectations.afterMonth(.all(70), bestRival: 60, law: law) == .all(70))
  }

  @Test("opinion hardens with experience down to a floor")
  func gain() {
    var law = Satisfaction()
    law.prior = 3
    law.gainFloor = 0.05
    #expect(CumulativeSatisfaction.gain(law, experiences: 0) == 1.0 / 3)
    #expect(CumulativeSatisfaction.gain(law, experiences: 7) == 0.1)
    #expect(CumulativeSatisfaction.gain(law, experiences: 1000) == 0.05)
    law.prior = 0
    #expect(CumulativeSatisfaction.gain(law, experiences: 0) == 1)
  }

  @Test("a journey is remembered by its mean, its worst moment and its end")
  func peakEnd() {
    var memory = JourneyMemory()
    (memory.mean, memory.worst, memory.end) = (0.5, 0.3, 0.2)
    let found = CumulativeSatisfaction.journey(memory, mean: 60, worst: 20, end: 90)
    #expect(abs(found - (30 + 6 + 18)) < 1e-12)
  }
}
