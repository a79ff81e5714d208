import Testing

@testable import ScenarioFiles

/// Checks across values, each with its place.
@Suite struct CheckTests {
  private let counter = "counter: {team: baristas, service: 100 s}"

  @Test(arguments: [
    ("team: baristas", "team: barista", "13:23 no team 'barista' (did you mean 'baristas'?)"),
    (
      "team: baristas, ", "channel: phone, ",
      "13:7 missing key 'team' in journeys.coffee.touchpoints.counter: somebody must serve at a phone"
    ),
    (
      "service: 100 s", "channel: self-service",
      "13:17 journeys.coffee.touchpoints.counter.team cannot stand in self-service: nobody serves"
    ),
    (
      "service: 100 s", "resolves: 50%, unresolved: [{to: bar, share: 100%}]",
      "13:66 no touchpoint 'bar'; there is counter"
    ),
    (
      "service: 100 s", "next: [{to: counter, share: 100%}]",
      "13:7 a journey at 'counter' can never end: let it resolve the need, or lead on to a touchpoint "
        + "that does"
    ),
    (
      "service: 100 s", "saves: 10%",
      "13:33 journeys.coffee.touchpoints.counter.saves acts only in a journey of leaving "
        + "(need: {when: intends-to-leave})"
    ),
    (
      "service: 100 s}", "service: 100 s}\n      bar: {team: baristas}",
      "14:7 no path leads from the start (counter) to the touchpoint 'bar'"
    ),
    ("coffee:", "coffee:\n    start: bar", "12:12 no touchpoint 'bar'; there is counter"),
    (
      "coffee:", "coffee:\n    remembers: {mean: 50%, worst: 50%, end: 50%}",
      "12:16 shares of 'remembers' add up to 150%, must be 100% (mean 50% + worst 50% + end 50%)"
    ),
    (
      "coffee:", "coffee:\n    need: {rate: 2 per year}",
      "10:1 in a repertoire one journey is the visit to buy: leave out its 'need'"
    ),
    (
      "coffee:", "coffee:\n    need: {when: intends-to-leave}",
      "12:12 journeys.coffee.need.when acts only under a contract: in a repertoire nobody gives notice"
    ),
    (
      "      initial: 300\n", "      share: 100%\n",
      "3:1 missing key 'total' in customers: segments give shares of it"
    ),
    (
      "      initial: 300\n", "",
      "6:5 missing key 'initial' in customers.segments.regulars: say how many there are at the start, "
        + "or a 'share'"
    ),
    (
      "initial: 300", "initial: 0",
      "5:3 there are 0 customers in all; allowed: 1 to 1000000, or none where marketing wins some"
    ),
    (
      "initial: 300", "initial: 300\n      share: 10%",
      "8:7 customers.segments.regulars.share cannot stand beside 'initial'"
    ),
    (
      "      spend: lognormal £3.60 cv 0.4\n", "",
      "6:5 missing key 'spend' in customers.segments.regulars: in a repertoire, say what a visit is "
        + "worth, such as 'lognormal £3.60 cv 0.4'"
    ),
    (
      "  segments:", "  contract: {price: £30/month}\n  segments:",
      "5:3 customers.contract has no place in a repertoire: nobody signs anything"
    ),
    (
      "basics: {hours: 8 h}",
      "basics: {hours: 8 h}\n    background: {rate: 2 per h, peaks: [{from: 09:00, to: 08:00}]}",
      "20:41 a peak must end after it begins; one past midnight is two entries"
    ),
    ("title: Café", "title: ' '", "1:8 the title is empty"),
    (
      "regulars:", "all:",
      "6:5 'all' cannot name a segment: figures about everything together are called so"
    ),
    (
      "horizon: 2 years", "horizon: 45 days",
      "2:37 clock.horizon is counted in whole months, such as 1 month; found '45 days'"
    ),
    (
      "title: Café", "title: a\nmarket: {rivals: {us: {price: £3}}}",
      "2:19 'us' cannot name a rival: tables call us so"
    ),
    (
      "title: Café", "title: a\nloyalty: {stamp_card: {stamps: 8, given: 8}}",
      "2:42 a new card has 8 of 8 stamps: 'given' must be fewer than 'stamps'"
    ),
    (
      "title: Café", "title: a\nloyalty: {membership: {given: £5}}",
      "2:31 a new member is given as much as is redeemed at once: 'given' must be less than 'redeem_at'"
    ),
    (
      "title: Café",
      "title: a\nloyalty: {membership: {discount: 60%, tier: {discount: 50%}}}",
      "2:56 the discount of the higher tier and that of all members come to more than 100%; together they are at "
        + "most that"
    ),
    (
      "basics: {hours: 8 h}", "basics: {hours: 8 h}\n    standards: {tolerance: 120}",
      "20:28 teams.baristas.standards.tolerance must be 0 to 100 points; found '120'"
    ),
    (
      "title: Café", "title: a\nloyalty: {strategy: {rules: {a: {when: contract-ends}}}}",
      "2:34 loyalty.strategy.rules.a.when cannot be 'contract-ends' in a repertoire: nobody signs anything"
    ),
    (
      "title: Café", "title: a\ngrowth: {from: 0, to: 0}",
      "2:9 growth must go up from 'from' to 'to'"
    ),
    (
      "title: Café", "title: a\ncurrency: pounds",
      "2:11 currency is three capital letters, such as GBP; found 'pounds'"
    ),
  ])
  func repertoire(_ piece: String, _ other: String, _ message: String) throws {
    let first = try problems(cafe(piece, other)).first
    #expect(first == message)
  }

  @Test func twoVisitsToBuyAreOneTooMany() throws {
    let text = cafe("teams:", "  tea:\n    touchpoints: {counter: {team: baristas}}\nteams:")
    #expect(
      try problems(text) == [
        "14:3 in a repertoire only one journey is the visit to buy, without a 'need'; there are coffee, "
          + "tea"
      ])
  }

  @Test(arguments: [
    (
      "  contract: {term: 18 months, price: £32/month}\n", "",
      "3:1 missing key 'contract' in customers: under a contract, say its 'term' and 'price'"
    ),
    (
      "initial: 500", "initial: 500, occasions: 2 per week",
      "7:27 customers.segments.homes.occasions acts only in a repertoire, not under a contract"
    ),
    (
      "    need: {rate: 2 per year}\n", "",
      "9:3 missing key 'need' in journeys.fault: say how often it arises, such as {rate: 2 per year}"
    ),
    (
      "rate: 2 per year", "rate: 2 per year, when: intends-to-leave",
      "10:30 journeys.fault.need.when cannot stand beside 'rate'"
    ),
    (
      "rate: 2 per year", "when: intends-to-leave, peak: {day: 3, factor: 2}",
      "10:36 journeys.fault.need.peak needs a 'rate'"
    ),
    (
      "    homes: {initial: 500}\n", "",
      "6:3 customers.segments is empty: name at least one segment"
    ),
    (
      "initial: 500", "initial: 1000000}\n    more: {initial: 1",
      "6:3 there are 1000001 customers in all; allowed: 1 to 1000000"
    ),
    (
      "channel: phone, ", "promise: {within: 2 days}, resoles: 3, ",
      "12:53 unknown key 'resoles' in journeys.fault.touchpoints.call (did you mean 'resolves'?)"
    ),
    (
      "team: desk, channel: phone", "promise: {within: 2 days}",
      "12:14 journeys.fault.touchpoints.call.promise needs a 'team' that keeps it"
    ),
    (
      "desk: {staff: 5}",
      "desk: {staff: 5}\nloyalty: {strategy: {rules: {a: {when: silent}}}}",
      "15:34 loyalty.strategy.rules.a.when cannot be 'silent' under a contract: the firm knows who is a customer"
    ),
    (
      "price: £32/month", "price: £32",
      "5:38 customers.contract.price is money per time, such as £32/month; found '£32'"
    ),
  ])
  func contract(_ piece: String, _ other: String, _ message: String) throws {
    let first = try problems(broadband(piece, other)).first
    #expect(first == message)
  }

  /// Mistakes in what people are and what they raise.
  private static let mistakesInPeople: [(String, String, String)] = [
    (
      "initial: 500",
      "initial: 500, people: {age: {young: 40%, old: 60%}}, effects: [{of: ag, is: old}]",
      "7:81 no attribute 'ag' (did you mean 'age'?)"
    ),
    (
      "initial: 500",
      "initial: 500, people: {age: {young: 40%, old: 60%}}, effects: [{of: age, is: odl}]",
      "7:90 no value of age 'odl' (did you mean 'old'?)"
    ),
    (
      "initial: 500", "initial: 500, effects: [{of: age, is: old, needs: 2}]",
      "7:42 no attribute 'age'; there is none"
    ),
    (
      "initial: 500", "initial: 500, people: {age: {young: 40%, old: 60%}}, effects: [{is: old}]",
      "7:76 missing key 'of' in customers.segments.homes.effects[0]"
    ),
    (
      "    touchpoints:", "    starts: [{to: cal, share: 100%}]\n    touchpoints:",
      "11:19 no touchpoint 'cal' (did you mean 'call'?)"
    ),
    (
      "    touchpoints:", "    starts: [{to: call, share: 80%}]\n    touchpoints:",
      "11:13 shares of 'starts' add up to 80%, must be 100% (call 80%)"
    ),
    (
      "    touchpoints:",
      "    start: call\n    starts: [{to: call, share: 100%}]\n    touchpoints:",
      "11:5 journeys.fault.start cannot stand beside 'starts'"
    ),
    (
      "rate: 2 per year", "rate: 2 per year, share: 50%",
      "10:30 journeys.fault.need.share needs 'when: buys' or 'when: complains'"
    ),
    (
      "rate: 2 per year", "rate: 2 per year, after: exponential 2 days",
      "10:30 journeys.fault.need.after needs 'when: buys' or 'when: complains'"
    ),
    (
      "rate: 2 per year", "when: complain, share: 50%",
      "10:18 journeys.fault.need.when is intends-to-leave or buys or complains; found 'complain' "
        + "(did you mean 'complains'?)"
    ),
    (
      "rate: 2 per year", "when: intends-to-leave, started_by: firm",
      "10:36 journeys.fault.need.started_by needs a 'rate', or 'when: buys' or 'when: complains'"
    ),
    (
      "title: Broadband", "title: a\nmeasurement: {mystery_shopper: {visits: 2000 per month}}",
      "2:41 measurement.mystery_shopper.visits must be 0 per month to 1000 per month; found "
        + "'2000 per month'"
    ),
    (
      "title: Broadband", "title: a\nmeasurement: {mystery_shoper: {visits: 2 per month}}",
      "2:15 unknown key 'mystery_shoper' in measurement (did you mean 'mystery_shopper'?)"
    ),
  ]

  @Test(arguments: mistakesInPeople)
  func peopleAndNeeds(_ piece: String, _ other: String, _ message: String) throws {
    let first = try problems(broadband(piece, other)).first
    #expect(first == message)
  }

  @Test(arguments: [
    ("metric: mean_wait, subject: team:desk, low: 1 min, high: 2 min", ""),
    (
      "metric: mean_waits, low: 1, high: 2",
      "16:14 unknown metric 'mean_waits' (did you mean 'mean_wait'?)"
    ),
    (
      "metric: mean_wait, subject: team:dex, low: 1 min, high: 2 min",
      "16:34 no team 'dex'; there is desk"
    ),
    (
      "metric: mean_wait, low: 1 min, high: 2 min",
      "16:5 mean_wait is about team:ID; found 'all'"
    ),
    (
      "metric: mean_wait, subject: team:desk, low: 5%, high: 2 min",
      "16:50 evidence[0].low is a duration, such as 127 s; found '5%'"
    ),
    ("metric: retention_12m, low: 90%, high: 80%", "16:34 'low' is above 'high'"),
    ("metric: retention_12m, low: 80%", "16:5 missing key 'high' in evidence[0]"),
    (
      "metric: customer_value, low: £1, high: 2",
      "16:45 evidence[0].high is money, such as £75; found '2'"
    ),
    ("metric: nps, low: 0, high: 10 points", ""),
    ("metric: skill_mean, subject: team:desk, low: 0.4, high: 60%", ""),
  ])
  func evidence(_ entry: String, _ message: String) throws {
    let text = broadband() + "\nsources: {a: b}\nevidence:\n  - {source: a, \(entry)}"
    let moved = text.replacing("- {source: a, ", with: "- {").replacing(
      entry, with: entry + ", source: a")
    let first = try problems(moved).first
    #expect(first ?? "" == message.replacing("16:", with: "17:"))
  }

  @Test func evidenceNeedsASourceAndAHorizon() throws {
    let text =
      broadband("36 months", "24 months")
      + "\nevidence: [{metric: retention_36m, low: 10%, high: 20%, source: x}]"
    let found = try problems(text)
    #expect(
      found == [
        "15:21 retention_36m needs 36 months, but the scenario runs for 24 months",
        "15:65 no source 'x'; there is none",
      ])
  }
}
