import Testing

@testable import CustomerExperience

@Suite("M01 and M27: the quality of an encounter")
struct QualityTests {
  /// Round numbers, so that the sums can be done in the head.
  private var quality: Quality {
    var quality = Quality()
    quality.mean = 70
    quality.offset = Dimensions(
      reliability: 5, responsiveness: -5, assurance: 0, empathy: 0, tangibles: 0)
    quality.skill = 20
    quality.engagement = 10
    quality.overload = 100
    quality.overloadFrom = 0.8
    quality.burnout = 30
    quality.waiting = 15
    quality.waitTolerance = 3
    quality.waitFeels = 1.5
    return quality
  }

  @Test("an average employee delivers the mean and its offsets")
  func average() {
    let brings = EncounterQuality.byEmployee(
      quality, skill: .all(0.5), engagement: 0.55, burnout: 0, workload: 0.8, personal: 0)
    #expect(brings == Dimensional(75, 65, 70, 70, 70, 0, 0, 0))
  }

  @Test("skill, engagement, overload, burnout and the person add up")
  func terms() {
    var skill = Dimensional.all(0.5)
    skill[0] = 1
    let brings = EncounterQuality.byEmployee(
      quality, skill: skill, engagement: 0.75, burnout: 0.5, workload: 1.0, personal: 3)
    // + 10 × 0.2 − 100 × 0.2² − 30 × 0.5 + 3 = −14, and half of 20 on reliability
    #expect(abs(brings[0] - (75 + 10 - 14)) < 1e-12)
    #expect(abs(brings[3] - (70 - 14)) < 1e-12)
    #expect(brings[5] == 0, "lanes beyond the five dimensions stay empty")
  }

  @Test("overload counts only above its threshold")
  func overload() {
    func brings(workload: Double) -> Double {
      EncounterQuality.byEmployee(
        quality, skill: .all(0.5), engagement: 0.55, burnout: 0, workload: workload, personal: 0)[3]
    }
    #expect(brings(workload: 0.1) == brings(workload: 0.8))
    #expect(brings(workload: 0.9) < brings(workload: 0.8))
  }

  @Test("a wait costs the logarithm of how long it felt")
  func waiting() {
    #expect(EncounterQuality.lossByWaiting(quality, minutes: 0) == 0)
    // Felt 3 minutes at a tolerance of 3: ln 2.
    #expect(
      abs(EncounterQuality.lossByWaiting(quality, minutes: 2) - 15 * 0.693147180559945) < 1e-9)
  }

  @Test(
    "noise is scaled so that the weighted quality has the stated spread",
    arguments: [0.0, 0.6, 1.0])
  func noiseScale(shared: Double) {
    let weights = Weights().of.vector
    let scale = EncounterQuality.noiseScale(weights: weights, shared: shared)
    var variance = shared  // of the weighted sum of √φ z₀ + √(1 − φ) z_d
    for d in 0..<5 { variance += (1 - shared) * weights[d] * weights[d] }
    #expect(abs(scale * scale * variance - 1) < 1e-12)
  }

  @Test("who served nobody has no quality, and no spread of it either")
  func noEncounters() throws {
    let scenario = Scenario.shop(customers: 60) {
      var (busy, idle) = (Team(), Team())
      (busy.id, idle.id) = ("busy", "idle")
      $0.teams = [busy, idle]
      $0.journeys[0].touchpoints[0].channel = .visit
      $0.journeys[0].touchpoints[0].team = "busy"
    }
    let result = try scenario.runs(1)[0]
    for metric in ["quality_mean", "quality_spread"] {
      #expect(result.summary[SeriesKey(metric, "team:busy")] != nil)
      #expect(result.summary[SeriesKey(metric, "team:idle")] == nil)
    }
  }
}
