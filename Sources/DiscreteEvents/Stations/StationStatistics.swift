/// What a station counted since its statistics began.
///
/// Waits are in the caller's unit of time; areas are integrals over time (job-time, server-time).
@frozen
public struct StationStatistics: Sendable, Equatable {
  /// When the statistics began.
  public var since: Double
  /// The time up to which the areas are integrated.
  public var until: Double
  /// Jobs that came, those that turned back or were refused included.
  public var arrivals = 0
  /// Jobs that started service.
  public var started = 0
  /// Jobs that left the waiting line before they had ever been served.
  public var reneged = 0
  /// Jobs that were sent away from the waiting line before they had ever been served, as at closing time.
  public var turnedAway = 0
  /// Jobs that turned back at the sight of the line.
  public var balked = 0
  /// Jobs that were refused because the room was full.
  public var refused = 0
  /// Services that were interrupted and whose job waited again.
  public var interrupted = 0
  /// Jobs that left after a service that was interrupted.
  public var sentHome = 0
  /// Services that ended.
  public var completed = 0
  /// Jobs that started, reneged or were turned away after waiting longer than zero.
  public var delayed = 0
  /// The waits of the jobs that started, summed; a wait counts whole, even if it began before
  /// ``since``.
  public var waitOfStarted = 0.0
  /// The waits of the jobs that reneged, summed.
  public var waitOfReneged = 0.0
  /// The waits of the jobs that were turned away, summed.
  public var waitOfTurnedAway = 0.0
  /// The integral of the number of waiting jobs.
  public var queueArea = 0.0
  /// The integral of the number of busy servers.
  public var busyArea = 0.0
  /// The integral of the number of busy servers that are blocked: their job is done but cannot go on.
  public var blockedArea = 0.0
  /// The integral of the number of servers on duty, which those finishing after their shift still
  /// are.
  public var dutyArea = 0.0
  /// What the jobs waiting at ``since`` had already waited by then, summed.
  public var carriedWait = 0.0

  /// Makes statistics that begin at a time.
  public init(since time: Double = 0) {
    since = time
    until = time
  }

  @inlinable @inline(__always)
  mutating func advance(to time: Double, waiting: Int, busy: Int) {
    let step = time - until
    precondition(step >= 0, "time at a station cannot run backwards")
    until = time
    queueArea += step * Double(waiting)
    busyArea += step * Double(busy)
  }
}

extension StationStatistics {
  /// The time observed.
  public var elapsed: Double { until - since }
  /// The jobs whose wait ended: started, reneged or turned away.
  public var answeredOrLost: Int { started + reneged + turnedAway }
  /// The mean number of waiting jobs over time; 0 when no time has passed.
  public var meanQueue: Double { ratio(queueArea, elapsed) }
  /// The share of servers' time on duty that they were busy, 0 to 1; 0 when nobody was on duty.
  public var occupancy: Double { ratio(busyArea, dutyArea) }
  /// The mean wait of the jobs that started; 0 when none did.
  public var meanWaitAnswered: Double { ratio(waitOfStarted, Double(started)) }
  /// The mean wait of the jobs whose wait ended; 0 when none did.
  public var meanWaitAll: Double {
    ratio(waitOfStarted + waitOfReneged + waitOfTurnedAway, Double(answeredOrLost))
  }
  /// Of the jobs whose wait ended, the share that reneged, 0 to 1; 0 when no wait ended.
  public var abandonmentRate: Double { ratio(Double(reneged), Double(answeredOrLost)) }
  /// Of the jobs that came, the share that were refused, 0 to 1; 0 when none came.
  public var refusedShare: Double { ratio(Double(refused), Double(arrivals)) }
  /// Of the jobs whose wait ended, the share that waited longer than zero, 0 to 1.
  public var delayedShare: Double { ratio(Double(delayed), Double(answeredOrLost)) }

  /// The relative gap of Little's law as an identity of the sample path (Little 1961; Stidham
  /// 1974).
  ///
  /// The area under the number waiting equals the time that all jobs waited between ``since`` and
  /// ``until``: of those that started, that reneged or were turned away and of those still waiting, less
  /// what was waited before ``since``. The gap is relative to the largest of the area, the waits and the
  /// time observed, so that it stays within rounding when next to nobody waited.
  ///
  /// - Parameter stillWaiting: what the jobs now waiting have waited since they joined, summed.
  public func littleGap(stillWaiting: Double) -> Double {
    let waited = waitOfStarted + waitOfReneged + waitOfTurnedAway + stillWaiting - carriedWait
    let scale = max(queueArea, waited, elapsed)
    return scale > 0 ? abs(queueArea - waited) / scale : 0
  }

  private func ratio(_ numerator: Double, _ denominator: Double) -> Double {
    denominator > 0 ? numerator / denominator : 0
  }
}
