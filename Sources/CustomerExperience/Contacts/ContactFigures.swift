import DiscreteEvents

extension SubjectKind {
  /// A team.
  public static let team = SubjectKind(
    "team", sheet: Sheet(0, "staff.csv", "Each team month by month (means).")
  ) { $0.teams }
}

/// Lines, waits, and the quality that is delivered.
public struct ContactFigures: Sendable, BitwiseCopyable {
  /// Encounters with staff, the sum of their quality and of its squares.
  let encounters: Counter
  let quality: Counter
  let qualitySquares: Counter
  /// Quality delivered.
  public let qualityMean: Figure<Truth>
  /// Spread of the quality delivered.
  public let qualitySpread: Figure<Truth>
  /// Those who were answered, those who gave up and those who were turned away, and the minutes that each
  /// waited; those who had to wait.
  let started: Counter
  let reneged: Counter
  let turnedAway: Counter
  let waitOfStarted: Counter
  let waitOfReneged: Counter
  let waitOfTurnedAway: Counter
  let delayed: Counter
  /// Minutes of staff with customers, and on duty.
  let busy: Counter
  let duty: Counter
  /// Wait.
  public let wait: Figure<Recorded>
  /// Wait of all.
  public let waitOfAll: Figure<Recorded>
  /// Had to wait.
  public let delayedShare: Figure<Recorded>
  /// Gave up waiting.
  public let abandonment: Figure<Recorded>
  /// Turned away at closing.
  public let turnedAwayShare: Figure<Recorded>
  /// Those who were answered within the time that the team states, and of such teams those answered at all
  /// and all whose wait ended.
  let answeredInTime: Counter
  let answeredOfTimed: Counter
  let allOfTimed: Counter
  /// Answered in time, of all.
  public let serviceLevel: Figure<Recorded>
  /// Answered in time, of those answered.
  public let serviceLevelOfAnswered: Figure<Recorded>
  /// Occupancy.
  public let occupancy: Figure<Recorded>

  init(_ declare: inout FigureBuilder) {
    encounters = declare.counter(by: .team)
    quality = declare.counter(by: .team)
    qualitySquares = declare.counter(by: .team)
    qualityMean = declare.ratio(
      "quality_mean", "quality delivered", .points, [.all, .team], .up,
      "Mean quality of the encounters, weighted by what matters to each customer.",
      of: [quality], over: [encounters])
    qualitySpread = declare.spread(
      "quality_spread", "spread of the quality delivered", .points, [.all, .team], .down,
      "Standard deviation of the quality of the encounters.", sum: quality,
      squares: qualitySquares, number: encounters)
    started = declare.counter(by: .team)
    reneged = declare.counter(by: .team)
    waitOfStarted = declare.counter(by: .team)
    waitOfReneged = declare.counter(by: .team)
    turnedAway = declare.counter(by: .team)
    waitOfTurnedAway = declare.counter(by: .team)
    delayed = declare.counter(by: .team)
    busy = declare.counter(by: .team)
    duty = declare.counter(by: .team)
    wait = declare.ratio(
      "mean_wait", "wait", .seconds, [.team], .down,
      "Mean time in line of those who were answered.", of: [waitOfStarted], over: [started],
      scale: 60)
    waitOfAll = declare.ratio(
      "mean_wait_all", "wait of all", .seconds, [.team], .down,
      "Mean time in line of all, those who gave up or were turned away included.",
      of: [waitOfStarted, waitOfReneged, waitOfTurnedAway], over: [started, reneged, turnedAway],
      scale: 60)
    delayedShare = declare.ratio(
      "delayed_share", "had to wait", .fraction, [.team], .down,
      "Share of arrivals who had to wait at all.",
      of: [delayed], over: [started, reneged, turnedAway])
    abandonment = declare.ratio(
      "abandonment_rate", "gave up waiting", .fraction, [.team], .down,
      "Share of arrivals who gave up waiting.", of: [reneged],
      over: [started, reneged, turnedAway])
    turnedAwayShare = declare.ratio(
      "turned_away_rate", "turned away at closing", .fraction, [.team], .down,
      "Share of arrivals who were still in line when the team closed, and were sent away.",
      of: [turnedAway], over: [started, reneged, turnedAway],
      isThere: declare.holds { scenario in
        scenario.teams.contains { $0.hours != .always } || !scenario.clock.holidays.isEmpty
      })
    answeredInTime = declare.counter(by: .team)
    answeredOfTimed = declare.counter(by: .team)
    allOfTimed = declare.counter(by: .team)
    let isTimed = declare.holds { $0.teams.contains { $0.answerWithin != nil } }
    serviceLevel = declare.ratio(
      "service_level", "answered in time, of all", .fraction, [.team], .up,
      "Service level: share answered within the team's `answer_within`, of all who came; those who gave up or were "
        + "turned away count as not answered in time.", of: [answeredInTime], over: [allOfTimed],
      isThere: isTimed)
    serviceLevelOfAnswered = declare.ratio(
      "service_level_answered", "answered in time, of those answered", .fraction, [.team], .up,
      "Service level: share answered within the team's `answer_within`, of those who were answered at all.",
      of: [answeredInTime], over: [answeredOfTimed], isThere: isTimed)
    occupancy = declare.ratio(
      "occupancy", "occupancy", .fraction, [.team], .neither,
      "Share of the time on duty that the team spends with customers.", of: [busy], over: [duty])
  }
}
