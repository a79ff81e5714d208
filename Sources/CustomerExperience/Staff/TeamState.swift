import DiscreteEvents

/// A team's state: its line, its posts, and whom it worked for this month.
struct TeamState {
  var station: Station
  /// The employee on each post, or −1.
  var posts: [Int32]
  /// Hires so far on each post.
  var hires: [Int32]
  /// Arrivals from outside so far.
  var backgroundCount = 0
  var servedToday = 0
  var today = Int.min
  /// The share of the team's costs that the simulated customers bear: all, or their share of its contacts last
  /// month.
  var ownShare = 1.0
  // Counted since the month began:
  var contacts = 0
  var ownContacts = 0

  /// Somebody joins the line.
  ///
  /// - Parameters:
  ///   - line: the number of the line, that of the first being 0.
  ///   - isCounted: whether it is a contact by which the team's costs are shared.
  ///   - isOwn: whether it is one of the simulated customers'.
  ///   - time: now, in minutes.
  /// - Returns: The server that turns to them at once; nil where they wait.
  @inline(__always)
  mutating func join(_ id: UInt32, line: Int, isCounted: Bool, isOwn: Bool, at time: Double)
    -> UInt32?
  {
    if isCounted {
      contacts += 1
      if isOwn { ownContacts += 1 }
    }
    return station.join(id, priority: line, at: time)
  }

  /// Notes whom the team worked for this month, where others bear their share of its costs.
  mutating func shareCosts(with background: BackgroundSettings) {
    guard background.bearsCost else {
      ownShare = 1
      return
    }
    if contacts > 0 { ownShare = Double(ownContacts) / Double(contacts) }
  }

  /// Begins a new month of counting.
  mutating func closeMonth(at time: Double) {
    station.resetStatistics(at: time)
    contacts = 0
    ownContacts = 0
  }
}
