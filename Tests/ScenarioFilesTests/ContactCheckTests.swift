import CustomerExperience
import RandomVariates
import Testing

@testable import ScenarioFiles

/// Appointments, and contacts of the firm's own accord, in files.
@Suite struct ContactCheckTests {
  private static let call =
    "call: {team: desk, channel: phone, service: 9 min, resolves: 60%}"

  private func appointment(_ text: String, _ point: String = "team: desk, channel: phone") -> String
  {
    broadband(Self.call, "call: {\(point), service: 9 min, appointment: {\(text)}}")
  }

  private func warnings(_ text: String) throws -> [String] {
    try Workbench(["test.yaml": text]).load("test.yaml").warnings.map(\.message)
  }

  @Test func everyKeyIsRead() throws {
    let text =
      appointment(
        "slots: 3 per h, ahead: 2 weeks, accepts: exponential 5 days, waiting_list: true, overbooked: 10%, "
          + "no_show: 12%, lead: 0.5, cancels: 5%, reminder: {avoids: 30%, cost: £0.20}")
      + "\nloyalty: {outreach: {rate: 2 per month, cost: £0.10, gain: 0.4, half_at: 1 per month, "
      + "tolerance: lognormal 4 per month cv 0.5, irritation: 0.2, memory: 2 months, opt_out: 3%}}"
    let scenario = try Workbench(["test.yaml": text]).load("test.yaml").scenario
    let law = try #require(scenario.journeys[0].touchpoints[0].appointment)
    func isNear(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }
    #expect(isNear(law.slots, 3) && isNear(law.aheadDays, 14) && isNear(law.accepts.mean, 5))
    #expect(law.waitingList && isNear(law.overbooked, 0.1) && isNear(law.noShow, 0.12))
    #expect(isNear(law.lead, 0.5) && isNear(law.cancels, 0.05))
    #expect(isNear(law.reminder?.avoids, 0.3) && isNear(law.reminder?.cost, 0.2))
    let outreach = try #require(scenario.loyalty.outreach)
    #expect(isNear(outreach.rate, 2) && isNear(outreach.cost, 0.1) && isNear(outreach.gain, 0.4))
    #expect(isNear(outreach.halfAt, 1) && isNear(outreach.tolerance.mean, 4))
    #expect(isNear(outreach.irritation, 0.2) && isNear(outreach.memoryMonths, 2))
    #expect(isNear(outreach.optOut, 0.03))
  }

  @Test func anAppointmentNeedsSomebodyAndASlot() throws {
    func isTold(_ text: String, _ what: String) throws {
      let found = try problems(text)
      #expect(found.contains { $0.contains(what) }, "\(found)")
    }
    try isTold(
      appointment("slots: 4 per h", "channel: self-service"),
      "appointment needs a 'team' to make an appointment with")
    try isTold(
      appointment("slots: 4 per h", "team: desk, channel: mail"),
      "has no place where customers write")
    func short(_ slots: String) -> String {
      appointment(slots).replacing("staff: 5", with: "staff: 5, hours: Mon-Fri 09:00-16:00")
    }
    try isTold(
      short("slots: 0.01 per h"),
      "there is no whole slot on any day on which desk is open; the least is 0.143 per h, one")
    // What is told as the least is enough.
    #expect(try problems(short("slots: 0.143 per h")).isEmpty)
    try isTold(appointment("ahead: 10 days"), "missing key 'slots'")
    try isTold(appointment("slots: 4 per h, no_show: 120%"), "no_show")
    #expect(try problems(appointment("slots: 4 per h")).isEmpty)
  }

  @Test func oddsOfComingBackMayStay() throws {
    func halfLife(_ text: String) throws -> Double?? {
      let text = broadband() + "\nloyalty: {win_back: {\(text)}}"
      return try Workbench(["test.yaml": text]).load("test.yaml").scenario.loyalty.winBack
        .map(\.halfLifeMonths)
    }
    #expect(try halfLife("half_life: never") == .some(nil))
    #expect(try halfLife("half_life: 9 months") == 9)
    #expect(try halfLife("after: 10 days") == 6)
  }

  @Test func whatDoesNothingIsTold() throws {
    func isTold(_ text: String, _ what: String) throws {
      let found = try warnings(text)
      #expect(found.contains { $0.contains(what) }, "\(found)")
    }
    try isTold(
      appointment("slots: 4 per h, no_show: 0%, reminder: {cost: £1}"), "reminder brings nobody")
    try isTold(appointment("slots: 4 per h, no_show: 0%, lead: 0.6"), "lead does nothing")
    try isTold(appointment("slots: 0.2 per h, overbooked: 10%"), "overbooked does nothing")
    try isTold(
      broadband() + "\nloyalty: {outreach: {rate: 0 per month}}", "loyalty.outreach does nothing")
    let shared = appointment("slots: 4 per h")
      .replacing("desk: {staff: 5}", with: "desk: {staff: 5}\n  back: {staff: 5}")
    try isTold(
      shared + "\nsites: {near: {time: 5 min}, far: {teams: {desk: {by: back}}}}",
      "appointment is one book for all sites, at the hours of desk: who goes to far books in it too"
    )
    let good = try warnings(
      appointment("slots: 4 per h, overbooked: 10%, reminder: {cost: £1}")
        + "\nloyalty: {outreach: {rate: 1 per month}}")
    #expect(!good.contains { $0.contains("does nothing") || $0.contains("brings nobody") })
  }
}
