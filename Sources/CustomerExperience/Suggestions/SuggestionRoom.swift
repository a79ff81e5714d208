import DiscreteEvents
import Glibc
import RandomVariates

/// What draws of suggestions are for.
enum SuggestionDraw: UInt8, CaseIterable {
  case had = 135
  case said = 136
  case captured = 137
  case adopted = 138
  case answered = 139
}

/// Suggestions: what customers miss, what they say of it, and what the firm does.
///
/// What can be suggested has a number: the features of the offer, then the steps of all journeys.
struct SuggestionRoom: Room {
  /// What a customer missed most since the month began.
  fileprivate struct Wish {
    /// Its number; −1 for nothing.
    var topic: Int32 = -1
    /// Points by which they missed it.
    var points: Float = 0
  }

  /// An adopted suggestion of somebody who waits for it to be done.
  fileprivate struct Author {
    var row: Int32
    var topic: Int32
    /// Whether they will be told.
    var isTold: Bool
  }

  /// By customer; empty until somebody misses something.
  fileprivate let wishes: TableHandle<Wish>
  /// The month in which each improvement is made, by its number.
  ///
  /// It is `never` for those not decided; there are no rows until one is.
  fileprivate let made: TableHandle<Int32>
  fileprivate let authors: TableHandle<Author>
  /// Suggestions written down, those of them adopted, and those not.
  fileprivate var captured = 0
  fileprivate var adopted = 0
  fileprivate var rejected = 0

  fileprivate static let never = Int32.max

  init(_ plot: Plot) {
    wishes = plot.tables.make()
    made = plot.tables.make()
    authors = plot.tables.make()
  }

  static let draws = SuggestionDraw.allCases.map(\.rawValue)

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    guard !world.isSettling, world.month >= 0, let law = world.settings.suggestions else { return }
    world.hearSuggestions(law, at: now)
    world.makeImprovements(law, at: now)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.suggestions
    guard room.captured != room.adopted + room.rejected else { return [] }
    return [
      "suggestions: \(room.captured) written down are not \(room.adopted) adopted and \(room.rejected) not"
    ]
  }
}

extension Simulation {
  private var wishes: Rows<SuggestionRoom.Wish> { rows(rooms.suggestions.wishes) }
  private var made: Rows<Int32> { rows(rooms.suggestions.made) }

  /// Whether an improvement has been made.
  @inline(__always)
  private func isMade(_ topic: Int) -> Bool {
    let made = made
    return topic < made.count && made[topic] <= Int32(month)
  }

  /// Whether a feature is there at every encounter, since customers suggested it.
  @inline(__always)
  func isAlwaysThere(feature number: Int) -> Bool { isMade(number) }

  /// Points that improvements which customers suggested add to encounters at a step.
  @inline(__always)
  func improvement(atTouchpoint touchpoint: Int) -> Double {
    guard let law = settings.suggestions, isMade(settings.features.count + touchpoint) else {
      return 0
    }
    return law.step
  }

  /// An encounter has been experienced: what was missing at it.
  @inline(never)
  mutating func noteWish(_ encounter: Encounter, satisfaction: Double) {
    guard let law = settings.suggestions, !isSettling else { return }
    let row = encounter.row
    let made = cases[encounter.caseIndex]
    let short = law.low - satisfaction
    var wish = SuggestionRoom.Wish()
    if short > 0 {
      wish.topic = Int32(settings.features.count) + Int32(made.touchpoint)
      wish.points = Float(short)
    }
    let segment = Int(customers[row].segment)
    for number in settings.features.indices {
      let feature = settings.features[number]
      guard feature.journey < 0 || feature.journey == Int(made.journey),
        encounter.features & (1 << UInt64(number)) == 0
      else { continue }
      let worth = Float(worth(ofFeature: number, to: row, usual: feature.worth[segment]))
      if worth > wish.points { (wish.topic, wish.points) = (Int32(number), worth) }
    }
    guard wish.topic >= 0 else { return }
    let wishes = wishes
    while wishes.count < customers.count { wishes.append(SuggestionRoom.Wish()) }
    if wish.points > wishes[row].points { wishes[row] = wish }
  }

  /// A month has passed: who missed something may have an idea, and say it.
  fileprivate mutating func hearSuggestions(_ law: Suggestions, at now: Double) {
    let wishes = wishes
    let (chance, figures) = (SuggestionLaw.chance(law), layout.figures.suggestions)
    for row in wishes.indices where wishes[row].topic >= 0 {
      let topic = Int(wishes[row].topic)
      wishes[row] = SuggestionRoom.Wish()
      guard customers[row].isActive else { continue }
      let hash = customers[row].hash
      random.seek(hash, SuggestionDraw.had, occasionOfMonth)
      guard random.uniform() < chance else { continue }
      count(figures.had)
      random.seek(hash, SuggestionDraw.said, occasionOfMonth)
      guard random.uniform() < law.said else { continue }
      count(figures.said)
      random.seek(hash, SuggestionDraw.captured, occasionOfMonth)
      guard random.uniform() < law.ease else { continue }
      count(figures.captured)
      rooms.suggestions.captured += 1
      if topic < settings.features.count {
        count(figures.about, topic)
      } else {
        count(figures.aboutSteps, topic - settings.features.count)
      }
      consider(topic, of: row, law, at: now)
    }
  }

  /// The firm considers a suggestion that was written down.
  private mutating func consider(_ topic: Int, of row: Int, _ law: Suggestions, at now: Double) {
    let (hash, figures, made) = (customers[row].hash, layout.figures.suggestions, made)
    while made.count < settings.features.count + settings.touchpoints.count {
      made.append(SuggestionRoom.never)
    }
    // What the firm has brought in meanwhile of its own accord is done already, and costs nothing more.
    let isThere = topic < settings.features.count && settings.features[topic].present >= 1
    if made[topic] == SuggestionRoom.never, isThere { made[topic] = Int32(month) }
    random.seek(hash, SuggestionDraw.adopted, occasionOfMonth)
    let isAdopted = random.uniform() < law.adopted
    if made[topic] == SuggestionRoom.never, isAdopted {
      made[topic] = Int32(month) + Int32(law.lagMonths.rounded())
      count(figures.improvements)
      if law.cost > 0 { ledger.post(figures.cost, Money(law.cost)) }
      if isTraced { note("the firm", "adopts what customer \(row + 1) suggests", at: now) }
    }
    guard made[topic] != SuggestionRoom.never else {
      rooms.suggestions.rejected += 1
      return
    }
    rooms.suggestions.adopted += 1
    count(figures.adopted)
    random.seek(hash, SuggestionDraw.answered, occasionOfMonth)
    rows(rooms.suggestions.authors).append(
      SuggestionRoom.Author(
        row: Int32(row), topic: Int32(topic), isTold: random.uniform() < law.answered))
  }

  /// Improvements are made whose time has come: those who suggested them are told, and trust the firm the more.
  fileprivate mutating func makeImprovements(_ law: Suggestions, at now: Double) {
    let (authors, figures) = (rows(rooms.suggestions.authors), layout.figures.suggestions)
    guard authors.count > 0 else { return }
    var waiting: [SuggestionRoom.Author] = []
    for author in authors {
      guard isMade(Int(author.topic)) else {
        waiting.append(author)
        continue
      }
      guard author.isTold, customers[Int(author.row)].isActive else { continue }
      count(figures.answered)
      customers[Int(author.row)].kept += law.credit
    }
    let none = SuggestionRoom.Author(row: 0, topic: 0, isTold: false)
    authors.fill(with: none, count: waiting.count)
    for (place, author) in waiting.enumerated() { authors[place] = author }
  }
}
