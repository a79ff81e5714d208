import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("M28 to M32: resolution, skill, engagement, burnout and turnover")
struct StaffTests {
  private var novice: Novice {
    var novice = Novice()
    novice.slower = 0.4
    novice.skillGap = 0.1
    novice.rampMonths = 3
    return novice
  }

  // MARK: - Resolution

  @Test("contacts a need: 1.370 at a resolution of 70%, 1.290 at 75%")
  func contacts() {
    #expect(abs(Resolution.contactsPerNeed(resolution: 0.70, recontact: 0.9) - 1.370) < 5e-4)
    #expect(abs(Resolution.contactsPerNeed(resolution: 0.75, recontact: 0.9) - 1.290) < 5e-4)
    #expect(Resolution.contactsPerNeed(resolution: 0.5, recontact: 0) == 1)
  }

  @Test("skill resolves, burnout does not; the reference shifts nothing")
  func shift() {
    #expect(Resolution.shift(competence: 0.5, burnout: 0) == 0)
    #expect(abs(Resolution.shift(competence: 0.7, burnout: 0.2) - (0.3 - 0.1)) < 1e-12)
    #expect(abs(Resolution.competence(Dimensional(0.3, 0.6, 0.9, 0, 0, 0, 0, 0)) - 0.6) < 1e-12)
  }

  @Test("newcomers take longer, the skilled less long")
  func timeFactor() {
    func factor(_ competence: Double, _ months: Double) -> Double {
      Resolution.timeFactor(competence: competence, tenureMonths: months, novice: novice)
    }
    #expect(factor(0.5, 0) == 1.4)
    #expect(abs(factor(0.5, 3) - (1 + 0.4 * exp(-1))) < 1e-12)
    #expect(abs(factor(1, 1e9) - exp(-0.2)) < 1e-12)
  }

  // MARK: - Skill

  @Test("what was learned halves every half-life")
  func decay() {
    #expect(SkillAndTraining.retained(months: 13.8, halfLife: 13.8) == 0.5)
    #expect(SkillAndTraining.retained(months: 100, halfLife: nil) == 1)
  }

  @Test("a course closes a share of the gap on what it teaches")
  func gain() {
    var course = Course()
    course.gain = 0.6
    course.teaches = Dimensions(
      reliability: 1, responsiveness: 0.5, assurance: 0, empathy: 0, tangibles: 0)
    let gained = SkillAndTraining.gained(course, skill: .all(0.5))
    #expect(gained == Dimensional(0.3, 0.15, 0, 0, 0, 0, 0, 0))
  }

  @Test("newcomers lack skill and make up for it on the job")
  func onTheJob() {
    func skill(_ months: Double) -> Double {
      SkillAndTraining.onTheJob(talent: 0.5, tenureMonths: months, novice: novice)
    }
    #expect(abs(skill(0) - 0.4) < 1e-12)
    #expect(abs(skill(1e9) - 0.5) < 1e-12)
    #expect(skill(3) > skill(2))
  }

  @Test(
    "R20: mean uplift by months between refreshers",
    arguments: [(1.0, 0.889), (3.0, 0.724), (6.0, 0.562), (12.0, 0.381), (24.0, 0.223)])
  func meanUplift(interval: Double, published: Double) {
    let found = SkillAndTraining.meanUplift(gain: 0.6, halfLife: 6.5, interval: interval)
    #expect(abs(found - published) < 6e-4)
  }

  // MARK: - Engagement and burnout

  @Test("engagement moves towards what nature, load, burnout and training make of it")
  func engagement() {
    func after(_ load: Double, _ burnout: Double, _ trained: Bool) -> Double {
      EngagementLaw.afterWeek(
        0.55, natural: 0.55, workload: load, threshold: 0.85, burnout: burnout,
        recentlyTrained: trained)
    }
    #expect(after(0.5, 0, false) == 0.55)
    #expect(abs(after(0.95, 0, false) - (0.55 - 0.15 * 0.08)) < 1e-12)
    #expect(abs(after(0.5, 0.5, false) - (0.55 - 0.15 * 0.15)) < 1e-12)
    #expect(abs(after(0.5, 0, true) - (0.55 + 0.15 * 0.03)) < 1e-12)
  }

  @Test("burnout stays within 0 to 1 whatever happens, and heals without load")
  func burnout() {
    var burnout = 0.0
    for _ in 0..<10_000 {
      burnout = BurnoutLaw.afterWeek(burnout, workload: 1.2, threshold: 0, abuse: 1_000_000)
      #expect((0...1).contains(burnout))
      if burnout >= 1 { break }
    }
    var settled = 0.0
    for _ in 0..<2_000 {
      settled = BurnoutLaw.afterWeek(settled, workload: 0.95, threshold: 0.85, abuse: 0)
    }
    #expect(abs(settled - 0.04 / 0.12) < 1e-9, "rise over rise plus recovery")
    for _ in 0..<2_000 {
      settled = BurnoutLaw.afterWeek(settled, workload: 0.5, threshold: 0.85, abuse: 0)
    }
    #expect(settled < 1e-9)
  }

  // MARK: - Turnover

  @Test("posts turn over at the stated rate when each leaver is followed", arguments: [0.21, 0.45])
  func renewal(yearly: Double) {
    let vacancy = 9
    let base = TurnoverLaw.baseHazard(yearly: yearly, vacancyWeeks: Double(vacancy))
    let source = RandomSource(seed: 1, replication: 1)
    let weeks = 365.25 / 7
    let (posts, settle, years) = (1_000, 1_000, 40.0)
    var quits = 0
    for post in 0..<posts {
      source.seek(UInt64(post), 0, 0)
      var hired = 0
      for week in 0..<settle + Int(years * weeks) where week >= hired {
        let chance = TurnoverLaw.weeklyChance(
          base: base, engagement: 0.55, burnout: 0,
          tenureMonths: Double(week - hired) * 12 / weeks)
        guard source.uniform() < chance else { continue }
        if week >= settle { quits += 1 }
        hired = week + 1 + vacancy
      }
    }
    let rate = Double(quits) / (Double(posts) * years)
    // Counts of a renewal process: a Poisson error is on the safe side.
    let error = Double(quits).squareRoot() / (Double(posts) * years)
    #expect(abs(rate - yearly) < 4 * error)
    #expect(error < 0.02 * yearly)
  }

  @Test("engagement keeps people, burnout and a first half-year do not")
  func turnover() {
    func chance(_ engagement: Double, _ burnout: Double, _ months: Double) -> Double {
      TurnoverLaw.weeklyChance(
        base: 0.005, engagement: engagement, burnout: burnout, tenureMonths: months)
    }
    #expect(chance(0.8, 0, 12) < chance(0.55, 0, 12))
    #expect(chance(0.55, 0.5, 12) > chance(0.55, 0, 12))
    #expect(chance(0.55, 0, 5.9) > 2 * chance(0.55, 0, 6))
    #expect(chance(0.55, 0, 36) == chance(0.55, 0, 400))
    #expect(TurnoverLaw.baseHazard(yearly: 0, vacancyWeeks: 9) == 0)
  }
}
