import CustomerExperience
import RandomVariates
import DiscreteEvents
import Foundation
var s = Scenario()
s.title = "Broadband"
s.clock.settleMonths = Double(ProcessInfo.processInfo.environment["SETTLE"] ?? "60")!
s.customers.contract = Contract()
s.customers.contract.termMonths = 18; s.customers.contract.price = 32
func seg(_ id: String, _ n: Int, _ w: [Double], _ moves: Double) -> Segment {
  var g = Segment(); g.id = id; g.initial = n
  g.weights.of = Dimensions(reliability: w[0], responsiveness: w[1], assurance: w[2], empathy: w[3], tangibles: w[4])
  g.moves.rate = moves; g.moves.lost = 0.35
  return g
}
s.customers.segments = [seg("families", 2200, [0.34,0.26,0.16,0.10,0.14], 0.04), seg("students", 1200, [0.40,0.25,0.10,0.05,0.20], 0.7), seg("retired", 1600, [0.30,0.18,0.22,0.22,0.08], 0.02)]
s.customers.acquisition.marketing.spend = 4350
s.customers.acquisition.wordOfMouth.enabled = true
func route(_ to: String, _ share: Double, _ after: Law = .constant(0)) -> Route { var r = Route(); r.to = to; r.share = share; r.after = after; return r }
func g(_ d: Double) -> Law { .gamma(mean: d*1440, sd: d*1440*0.7) }
var fault = Journey(); fault.id = "fault"; fault.need.rate = .constant(1.7)
var call = Touchpoint(); call.id = "call"; call.team = "first-line"; call.channel = .phone; call.service = .lognormal(mean: 9, sd: 8.1); call.resolves = 0.62
call.unresolved = [route("engineer", 0.7), route("call", 0.3, g(2))]
var eng = Touchpoint(); eng.id = "engineer"; eng.team = "field"; eng.service = .lognormal(mean: 55, sd: 33); eng.promise = Promise(); eng.promise!.within = 3*1440; eng.resolves = 0.9; eng.unresolved = [route("call", 1, g(2))]; eng.cost = 45
fault.touchpoints = [call, eng]
var bill = Journey(); bill.id = "bill"; bill.need.rate = .constant(1.95); bill.need.peak = Peak(); bill.need.peak!.day = 3; bill.need.peak!.factor = 4
var bcall = call; bcall.service = .lognormal(mean: 6, sd: 4.8); bcall.resolves = 0.8; bcall.unresolved = [route("call", 1, g(3))]
bill.touchpoints = [bcall]
var leaving = Journey(); leaving.id = "leaving"; leaving.need.trigger = .intendsToLeave
var desk = Touchpoint(); desk.id = "desk"; desk.team = "retention-desk"; desk.channel = .phone; desk.service = .lognormal(mean: 8, sd: 5.6); desk.saves = 0.25; desk.offer = Offer(); desk.offer!.discount = 0.15
leaving.touchpoints = [desk]
s.journeys = [fault, bill, leaving]
func hours(_ days: Int, _ from: Int, _ to: Int) -> WeeklyHours { WeeklyHours(intervals: (0..<days).map { ($0*1440 + from*60)..<($0*1440 + to*60) }) }
var fl = Team(); fl.id = "first-line"; fl.staff = 5; fl.hours = hours(6, 8, 20); fl.absence = 0.13; fl.pay = 11.8; fl.turnover = 0.21
var c = Course(); c.id = "fault-finding"; c.hours = 16; c.cost = 260; c.teaches = Dimensions(reliability: 1, responsiveness: 0, assurance: 0.5, empathy: 0, tangibles: 0)
fl.training = [c]
var field = Team(); field.id = "field"; field.staff = 4; field.hours = hours(5, 8, 18); field.pay = 15; field.capacity = 14
var rd = Team(); rd.id = "retention-desk"; rd.staff = 1; rd.hours = hours(5, 9, 18); rd.pay = 12.4
s.teams = [fl, field, rd]
s.quality.mean = 74
var big = Rival(); big.id = "bignet"; big.price = .money(29); big.quality = 70
var promo = Promotion(); promo.at = .month(9); promo.price = .money(24); promo.months = 2; big.promotions = [promo]
var fib = Rival(); fib.id = "fibreco"; fib.price = .money(35); fib.quality = 80; fib.enters = .month(18)
s.market.rivals = [big, fib]
let env = ProcessInfo.processInfo.environment
if let e = env["CHURN"] { s.loyalty.churn = .constant(Double(e)!) }
let model = try Model(s)
let reps = Int(env["REPS"] ?? "2")!
var sums: [SeriesKey: [Double]] = [:]
for r in 1...reps {
  let t0 = ContinuousClock.now
  let world = try model.settledWorld(seed: 1, replication: r)
  let t1 = ContinuousClock.now
  let result = world.run(model)
  let t2 = ContinuousClock.now
  print("settle", t1 - t0, "run", t2 - t1, "events", result.events, result.violations)
  for (k, v) in result.summary { sums[k, default: []].append(v) }
  if r == 1, env["TL"] != nil { for (k, v) in result.timeline.sorted(by: { $0.key.metric + $0.key.subject < $1.key.metric + $1.key.subject }) { print(k.metric, k.subject, v.map { String(format: "%.3g", $0) }.joined(separator: " ")) }
    var l: [String: Double] = [:]; for (k, v) in result.leavers { l[k.cause.word, default: 0] += v }; print(l) }
}
for (k, v) in sums.sorted(by: { $0.key.metric + $0.key.subject < $1.key.metric + $1.key.subject }) {
  let m = v.reduce(0, +) / Double(v.count)
  let sd = (v.reduce(0) { $0 + ($1-m)*($1-m) } / Double(max(1, v.count-1))).squareRoot()
  print(k.metric.padding(toLength: 28, withPad: " ", startingAt: 0), k.subject.padding(toLength: 20, withPad: " ", startingAt: 0), String(format: "%10.4g ± %.3g", m, 2*sd/Double(v.count).squareRoot()))
}
