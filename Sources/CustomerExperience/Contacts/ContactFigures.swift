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
  /// Those who were answered and those who gave up, and the minutes that each waited; those who had to wait.
  let started: Counter
  let reneged: Counter
  let waitOfStarted: Counter
  let waitOfReneged: Counter
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
  /// Occupancy.
  public let occupancy: Figure<Recorded>

  init(_ declare: inout FigureBuilder) {
    encounters = declare.counter(by: .team)
    quality = declare.counter(by: .team)
    qualitySquares = declare.counter(by: .team)
    qualityMean = declare.ratio(
      "quality_mean", "quality delivered", .points, [.team], .up,
      "Mean quality of the encounters, weighted by what matters to each customer.",
      of: [quality], over: [encounters])
    qualitySpread = declare.spread(
      "quality_spread", "spread of the quality delivered", .points, [.team], .down,
      "Standard deviation of the quality of the encounters.", sum: quality,
      squares: qualitySquares, number: encounters)
    started = declare.counter(by: .team)
    reneged = declare.counter(by: .team)
    waitOfStarted = declare.counter(by: .team)
    waitOfReneged = declare.counter(by: .team)
    delayed = declare.counter(by: .team)
    busy = declare.counter(by: .team)
    duty = declare.counter(by: .team)
    wait = declare.ratio(
      "mean_wait", "wait", .seconds, [.team], .down,
      "Mean time in line of those who were answered.", of: [waitOfStarted], over: [started],
      scale: 60)
    waitOfAll = declare.ratio(
      "mean_wait_all", "wait of all", .seconds, [.team], .down,
      "Mean time in line of all, those who gave up included.",
      of: [waitOfStarted, waitOfReneged], over: [started, reneged], scale: 60)
    delayedShare = declare.ratio(
      "delayed_share", "had to wait", .fraction, [.team], .down,
      "Share of arrivals who had to wait at all.",
      of: [delayed], over: [started, reneged])
    abandonment = declare.ratio(
      "abandonment_rate", "gave up waiting", .fraction, [.team], .down,
      "Share of arrivals who gave up waiting.", of: [reneged], over: [started, reneged])
    occupancy = declare.ratio(
      "occupancy", "occupancy", .fraction, [.team], .neither,
      "Share of the time on duty that the team spends with customers.", of: [busy], over: [duty])
  }
}
