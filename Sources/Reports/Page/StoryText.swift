import CustomerExperience
import DiscreteEvents
import Documents
import Experiments

/// A customer's life in plain words, by periods.
package struct StoryText {
  private let scenario: Scenario
  private let display: Display

  /// Tells of a scenario's customers.
  package init(_ scenario: Scenario) {
    self.scenario = scenario
    display = Display(scenario)
  }

  /// A period, and what happened in it in each world.
  package struct Row: Equatable {
    /// When, such as `Jan to Mar 2026`.
    package var time: String
    /// What happened in the baseline, a sentence each.
    package var baseline: [String]
    /// What happened in the variant.
    package var variant: [String]
    /// Whether the two lives part here.
    package var parts: Bool
  }

  /// What is to say of a period of a life.
  private enum Told: Equatable {
    /// No customer in all of it.
    case gone
    /// A customer to whom nothing happened, with their satisfaction at the end.
    case quiet(String?)
    /// Sentences.
    case lines([String])

    /// Whether two periods in a row can be told as one.
    func goesOn(in next: Told) -> Bool {
      switch (self, next) {
      case (.gone, .gone), (.quiet, .quiet): true
      default: false
      }
    }

    /// The sentences, after those of the period before: what goes on as it was is said once.
    func words(after before: Told?) -> [String] {
      let goesOn = before?.goesOn(in: self) ?? false
      return switch self {
      case .gone: goesOn ? [] : ["No longer a customer."]
      case .quiet(let end): (goesOn ? [] : ["Nothing happened."]) + [end].compactMap(\.self)
      case .lines(let lines): lines
      }
    }
  }

  /// A period of both lives.
  private struct Period {
    var from: Int
    var to: Int
    var baseline: Told
    var variant: Told
    var parts: Bool
  }

  /// The periods of two lives; those in a row in which nothing happens in either stand together.
  package func rows(_ pair: StoryPair, months: Int) -> [Row] {
    let length = months <= 12 ? 1 : months <= 48 ? 3 : 12
    let parting = pair.baseline.parts(from: pair.variant)
    var periods: [Period] = []
    for from in stride(from: 0, to: months, by: length) {
      let to = min(months, from + length)
      let (begin, end) = (minute(from), minute(to))
      let now = Period(
        from: from, to: to, baseline: told(pair.baseline, from, to),
        variant: told(pair.variant, from, to),
        parts: parting.map { $0 >= begin && $0 < end } ?? false)
      if let last = periods.last, last.baseline.goesOn(in: now.baseline),
        last.variant.goesOn(in: now.variant), !now.parts, !last.parts
      {
        periods[periods.count - 1] = Period(
          from: last.from, to: to, baseline: now.baseline, variant: now.variant, parts: false)
      } else {
        periods.append(now)
      }
    }
    return periods.indices.map { index in
      let period = periods[index]
      let before = index > 0 ? periods[index - 1] : nil
      return Row(
        time: time(period.from, period.to),
        baseline: period.baseline.words(after: before?.baseline),
        variant: period.variant.words(after: before?.variant), parts: period.parts)
    }
  }

  // MARK: - Time

  private var start: CivilDate { CivilDate(dayNumber: scenario.clock.start) }

  /// The minute at which a month begins.
  private func minute(_ month: Int) -> Double {
    Double(start.adding(months: month).dayNumber - start.dayNumber) * 1440
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// A day in words, such as `12 Mar 2026`.
  func day(_ minute: Double) -> String {
    let date = CivilDate(
      dayNumber: scenario.clock.start + Int((minute / 1440).rounded(.down)))
    return "\(date.day) \(Self.months[date.month - 1]) \(date.year)"
  }

  /// From the day on which a month begins to the last before another begins.
  private func time(_ from: Int, _ to: Int) -> String {
    "\(day(minute(from))) to \(day(minute(to) - 1440))"
  }

  // MARK: - What happened

  /// What is to say of a period: what went wrong with its day, and of the rest how often it was.
  private func told(_ story: Story, _ from: Int, _ to: Int) -> Told {
    let (begin, end) = (minute(from), minute(to))
    let events = story.events.filter { $0.time >= begin && $0.time < end }
    if events.isEmpty, isAway(story, at: begin) { return .gone }
    var lines = usual(events) + unusual(events)
    // What happens last is told last.
    lines += events.compactMap { event -> String? in
      switch event.what {
      case .left(let cause): "Left on \(day(event.time)): \(Self.words(cause))."
      case .cameBack: "Came back on \(day(event.time))."
      default: nil
      }
    }
    let satisfaction: String? =
      isAway(story, at: end) || !story.satisfaction.indices.contains(to - 1)
      ? nil
      : "Satisfaction at the end: \(NumberText.fixed(story.satisfaction[to - 1], 0))."
    return lines.isEmpty ? .quiet(satisfaction) : .lines(lines + [satisfaction].compactMap(\.self))
  }

  /// Whether the customer has left before a time, and not come back.
  private func isAway(_ story: Story, at time: Double) -> Bool {
    for event in story.events.reversed() where event.time < time {
      switch event.what {
      case .left: return true
      case .cameBack, .joined: return false
      default: continue
      }
    }
    return false
  }

  /// Needs that were met, by kind.
  private func usual(_ events: [Story.Event]) -> [String] {
    scenario.journeys.indices.compactMap { journey -> String? in
      let met = events.count { $0.what == .resolved(journey) }
      guard met > 0, !isLeaving(journey) else { return nil }
      let law = scenario.journeys[journey]
      if isVisit(journey) { return counted(met, "visit") + "." }
      return "\(law.displayName): " + (met == 1 ? "settled." : "settled \(met) times.")
    }
  }

  /// What went wrong, or was out of the ordinary; of each kind the day, or the first of several.
  private func unusual(_ events: [Story.Event]) -> [String] {
    var order: [String] = []
    var days: [String: [Double]] = [:]
    for event in events {
      guard let text = phrase(event.what) else { continue }
      if days[text] == nil { order.append(text) }
      days[text, default: []].append(event.time)
    }
    return order.map { text in
      let times = days[text] ?? []
      guard let first = times.first, times.count > 1 else {
        return "\(text) on \(day(times.first ?? 0))."
      }
      return "\(text) \(times.count) times, first on \(day(first))."
    }
  }

  /// What is told with its day; nil for what is counted, or said elsewhere.
  private func phrase(_ what: Story.What) -> String? {
    func about(_ journey: Int) -> String {
      isVisit(journey) ? "" : " (\(scenario.journeys[journey].displayName))"
    }
    return switch what {
    case .gaveUpWaiting(let journey): "Gave up waiting" + about(journey)
    case .turnedAway(let journey): "Was turned away at closing" + about(journey)
    case .givenUp(let journey):
      isVisit(journey) || isLeaving(journey)
        ? nil : "\(scenario.journeys[journey].displayName): not settled, given up"
    case .complained: "Complained"
    case .meansToLeave: "Wanted to leave"
    case .persuaded: "Was talked into staying"
    case .joined: "Joined"
    case .need, .resolved, .served, .dropped, .cameBack, .left: nil
    }
  }

  /// Whether a journey is the visit to buy.
  private func isVisit(_ journey: Int) -> Bool {
    let need = scenario.journeys[journey].need
    return scenario.customers.relationship == .repertoire && need.rate == nil
      && need.trigger == nil
  }

  private func isLeaving(_ journey: Int) -> Bool {
    scenario.journeys[journey].need.trigger == .intendsToLeave
  }

  /// A cause of leaving in words.
  static func words(_ cause: LeavingCause) -> String {
    switch cause {
    case .moved: "moved away"
    case .price: "a rival's lower price"
    case .competition: "a rival"
    case .notResolved: "a need that was not settled"
    case .service: "the service"
    case .brokenPromises: "broken promises"
    case .drifted: "no particular reason"
    }
  }
}
