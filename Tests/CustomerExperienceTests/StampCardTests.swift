import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

extension StampCard {
  /// A card in which every key is at work.
  static var everything: StampCard {
    var card = StampCard()
    (card.stamps, card.given, card.enrolment, card.shown) = (4, 1, 0.3, 0.8)
    (card.pull, card.afterReward, card.reward, card.cost) = (0.5, 0.6, 2, 0.1)
    return card
  }
}

@Suite("M21: stamp cards")
struct StampCardTests {
  /// A shop with a rival like it: regulars and others who come a third as often.
  private func market(_ card: StampCard?, customers: Int = 600) -> Scenario {
    var s = Scenario()
    s.clock.horizonMonths = 12
    s.clock.settleMonths = 1
    s.customers.relationship = .repertoire
    s.customers.segments = [("regulars", 150.0), ("others", 50)].map { id, occasions in
      var segment = Segment()
      segment.id = id
      segment.initial = customers / 2
      segment.occasions = .constant(occasions)
      segment.spend = .constant(5)
      return segment
    }
    var till = Touchpoint()
    till.id = "till"
    till.channel = .selfService
    till.service = .constant(1)
    var visit = Journey()
    visit.id = "visit"
    visit.touchpoints = [till]
    s.journeys = [visit]
    var rival = Rival()
    rival.id = "rival"
    s.market.rivals = [rival]
    s.market.nothing = 0
    s.market.taste = 0
    s.loyalty.inertia = 0
    s.loyalty.dropout = .constant(0)
    s.loyalty.stampCard = card
    return s
  }

  private func runs(_ scenario: Scenario, count: Int = 3) throws -> [ReplicationResult] {
    let model = try Model(scenario)
    return try (1...count).map {
      try model.settledWorld(seed: 11, replication: $0).run(model)
    }
  }

  private func mean(_ runs: [ReplicationResult], _ metric: String) throws -> Double {
    let values = try runs.map { try #require($0.summary[SeriesKey(metric, "all")]) }
    return values.reduce(0, +) / Double(values.count)
  }

  @Test("the pull grows with the stamps, counts those given, and lets go after a reward")
  func law() {
    var card = StampCard()
    (card.pull, card.afterReward) = (0.25, 0.8)
    func multiple(_ stamps: Int, redeemed: Bool = false) -> Double {
      StampCardLaw.multiple(card, stamps: stamps, isRedeemed: redeemed)
    }
    #expect(multiple(0) == 1 && multiple(9) == 1.25)
    #expect(multiple(0, redeemed: true) == 0.8)
    card.stamps = 12
    #expect(multiple(2) > 1.04)
    card.stamps = 1
    #expect(multiple(0) == 1)
    for (share, times) in [(0.2, 1.25), (0.5, 0.8), (0.9, 1.25)] {
      let odds = log(share / (1 - share)) + StampCardLaw.utility(share: share, multiple: times)
      let wanted = min(0.999, share * times)
      #expect(abs(1 / (1 + exp(-odds)) - wanted) < 1e-12)
    }
    #expect(StampCardLaw.utility(share: 1, multiple: 2) == 0)
  }

  @Test("R26: the last stamp of ten comes in four fifths of the time of the second")
  func gradient() throws {
    var card = StampCard()
    (card.enrolment, card.shown, card.pull, card.afterReward) = (0.5, 1, 0.25, 0.8)
    let found = try runs(market(card), count: 10)
    #expect(found.allSatisfy { $0.violations.isEmpty })
    // From nothing on it to the last stamp it is 1/1.25, the published fifth; the time of the first stamp is not known,
    // that of the second is: 1.028/1.25.
    #expect(
      StampCardLaw.multiple(card, stamps: 0, isRedeemed: false)
        / StampCardLaw.multiple(card, stamps: 9, isRedeemed: false) == 0.8)
    #expect(abs(try mean(found, "stamp_gradient") - 0.822) < 0.03)
    card.pull = 0
    #expect(abs(try mean(runs(market(card)), "stamp_gradient") - 1) < 0.03)
  }

  @Test("R26: a card of twelve with two stamps is filled sooner than one of ten without")
  func endowed() throws {
    var empty = StampCard()
    (empty.enrolment, empty.shown) = (0.5, 1)
    var endowed = empty
    (endowed.stamps, endowed.given) = (12, 2)
    let filled = try [empty, endowed].map { try mean(runs(market($0)), "stamp_cards_filled") }
    #expect(filled[1] > filled[0] * 1.005)
    // Where a fuller card does not pull harder, one is filled as soon as the other.
    let alike = try [empty, endowed].map { card -> Double in
      var card = card
      card.pull = 0
      return try mean(runs(market(card)), "stamp_cards_filled")
    }
    #expect(abs(alike[1] / alike[0] - 1) < 0.005, "\(alike)")
  }

  @Test("members come more often, and nearly all of it is who they are")
  func selection() throws {
    let found = try runs(market(StampCard()))
    let (member, other) = (
      try mean(found, "stamp_visits_member"), try mean(found, "stamp_visits_other")
    )
    #expect(member > 1.3 * other)
    let anyway = try mean(found, "stamp_came_anyway")
    #expect(anyway > 0.8 && anyway < 0.95)
    // The same customers with the same luck, without a card.
    let without = try mean(runs(market(nil)), "purchases")
    let with = try mean(found, "purchases")
    #expect(with > without && with < 1.15 * without)
  }

  @Test("what it costs is what it gives, and it goes off what is earned")
  func money() throws {
    var card = StampCard()
    (card.pull, card.afterReward, card.enrolment, card.shown) = (0, 1, 1, 1)
    (card.stamps, card.reward, card.cost) = (5, 2, 0.5)
    // Nobody's bill is smaller than a reward.
    func alike(_ card: StampCard?) -> Scenario {
      var scenario = market(card)
      for s in scenario.customers.segments.indices {
        scenario.customers.segments[s].spendSpread = 0
      }
      return scenario
    }
    let (with, without) = (try runs(alike(card)), try runs(alike(nil)))
    let rewards = try mean(with, "stamp_rewards")
    let cards = try mean(with, "stamp_cards_filled")
    #expect(cards > 1_000 && abs(rewards - 2 * cards) < 1e-6)
    #expect(abs(try mean(without, "revenue") - mean(with, "revenue") - rewards) < 1e-3)
    // What is given away has to be supplied as what is sold.
    #expect(try mean(with, "supply_cost") == mean(without, "supply_cost"))
    let cost = try mean(with, "stamp_card_cost")
    #expect(cost >= 0.5 * cards)
    #expect(
      abs(try mean(without, "profit") - mean(with, "profit") - rewards - cost) < 1e-3)
  }

  @Test("a card without any effect changes no visit, and none has no figures")
  func off() throws {
    var card = StampCard()
    (card.pull, card.afterReward, card.reward, card.cost) = (0, 1, 0, 0)
    let (with, without) = (try runs(market(card), count: 1), try runs(market(nil), count: 1))
    for metric in ["purchases", "revenue", "profit", "satisfaction_mean"] {
      #expect(try mean(with, metric) == mean(without, metric), "\(metric)")
    }
    #expect(without[0].summary[SeriesKey("stamp_members", "all")] == nil)
    #expect(without[0].timeline[SeriesKey("stamp_visits_member", "all")] == nil)
  }

  @Test("it begins on the day a plan or a variant says, from a world that never had one")
  func begins() throws {
    let (plain, with) = (try Model(market(nil)), try Model(market(StampCard.everything)))
    #expect(plain.canStart(with))
    let world = try plain.settledWorld(seed: 1, replication: 1)
    let result = world.run(with)
    #expect(result.violations.isEmpty)
    #expect(try #require(result.summary[SeriesKey("stamp_cards_filled", "all")]) > 100)
    var planned = market(nil)
    planned.phases = [
      Phase(at: .month(6), settings: market(StampCard.everything), changes: [])
    ]
    let later = world.run(try Model(planned))
    let months = try #require(later.timeline[SeriesKey("stamp_members", "all")])
    #expect(months[5].isNaN || months[5] == 0)
    #expect(months[6] > 50 && later.violations.isEmpty)
  }
}
