import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("M37: why purchases come back")
struct ReturnReasonTests {
  private func returned(
    base: Double = 0.1, _ change: (inout ReturnReasons) -> Void = { _ in }
  ) -> Scenario {
    .shop {
      var (law, reasons) = (Returns(), ReturnReasons())
      change(&reasons)
      (law.base, law.disappointment, law.reasons) = (base, 0, reasons)
      $0.returns = law
      $0.quality.process = 10
      $0.customers.segments[0].spendSpread = 0
    }
  }

  @Test(
    "on paper: the least time wins, the chance is the base chance, and a rarer reason leaves the others alone"
  )
  func law() {
    let law = ReturnReasons()
    #expect(abs(ReturnReasonLaw.chance(law, base: 0.3) - 0.3) < 1e-12)
    // At a base of one half the rates are ln 2 times the shares.
    func reason(_ law: ReturnReasons, _ times: [Double]) -> ReturnReason? {
      let luck = zip(law.shares, times).map { $0 * $1 * log(2.0) }
      return ReturnReasonLaw.reason(law, base: 0.5, exponentials: luck)
    }
    #expect(reason(law, [2, 0.9, 0.4, 0.8]) == .damaged)
    #expect(reason(law, [2, 0.9, 1.4, 0.8]) == .changedMind)
    #expect(reason(law, [2, 1.9, 1.4, 1.1]) == nil)
    var careful = law
    careful.damaged = 0.1
    let luck = zip(law.shares, [2, 0.9, 0.6, 2]).map { $0 * $1 * log(2.0) }
    #expect(ReturnReasonLaw.reason(law, base: 0.5, exponentials: luck) == .damaged)
    #expect(ReturnReasonLaw.reason(careful, base: 0.5, exponentials: luck) == .notAsDescribed)
    careful.damaged = 0
    #expect(ReturnReasonLaw.chance(careful, base: 0.5) < 0.5)
    #expect(ReturnReasonLaw.reason(careful, base: 1, exponentials: [1, 1, 1, 1]) != nil)
  }

  // Some 90,000 purchases, of which 9,000 come back: the standard error of a reason's share is 0.005.
  @Test("each reason has its share, 65 of 100 are the firm's doing, and the total is as stated")
  func shares() throws {
    let runs = try returned().runs()
    #expect(abs(try runs.mean("return_rate") - 0.1) < 0.008)
    for (reason, share) in zip(ReturnReason.allCases, [0.23, 0.22, 0.20, 0.35]) {
      let found = try runs.mean("returns_reason_share", "return:" + reason.word)
      #expect(abs(found - share) < 0.02, "\(reason)")
    }
    #expect(abs(try runs.mean("returns_own_fault") - 0.65) < 0.02)
    let plain = try Scenario.shop { $0.returns = Returns() }.runs(1)
    #expect(plain[0].summary[SeriesKey("returns_own_fault", "all")] == nil)
  }

  @Test("a reason that becomes rarer takes its returns away, and only those")
  func rarer() throws {
    func count(_ reason: ReturnReason, _ runs: [ReplicationResult]) throws -> Double {
      try runs.mean("returns_by_reason", "return:" + reason.word)
    }
    let (usual, careful) = (try returned().runs(), try returned { $0.damaged = 0.05 }.runs())
    let (before, after) = (try count(.damaged, usual), try count(.damaged, careful))
    #expect(abs(after / before - 0.25) < 0.06)
    #expect(try careful.mean("returns") < 0.9 * usual.mean("returns"))
    let others = try (count(.wrongItem, usual), count(.wrongItem, careful))
    #expect(abs(others.1 / others.0 - 1) < 0.05)
  }

  @Test("what is the firm's doing is felt as a failure; a change of mind is not")
  func failure() throws {
    func satisfaction(_ change: (inout ReturnReasons) -> Void) throws -> Double {
      var scenario = returned(base: 0.3, change)
      (scenario.complaints.handling.mean, scenario.complaints.handling.spread) = (0.6, 0)
      return try scenario.runs(1).mean("satisfaction_mean")
    }
    func only(_ reasons: inout ReturnReasons, wrongItem: Double) {
      (reasons.wrongItem, reasons.changedMind) = (wrongItem, 1 - wrongItem)
      (reasons.notAsDescribed, reasons.damaged) = (0, 0)
    }
    let wrong = try satisfaction { only(&$0, wrongItem: 1) }
    let own = try satisfaction { only(&$0, wrongItem: 0) }
    #expect(wrong < own - 0.3)
    let severe = try satisfaction {
      only(&$0, wrongItem: 1)
      $0.severity = 1
    }
    #expect(severe < wrong)
  }
}
