import DiscreteEvents

/// A team's state: its line, its posts, and whom it worked for this month.
struct TeamState {
  var station: Station
  /// The employee on each post, or −1.
  var posts: [Int32]
  /// Hires so far on each post.
  var hires: [Int32]
  /// A bit a post: whoever is on duty or in class, and perhaps others who were.
  var present: [UInt64] = []
  /// Arrivals from outside so far.
  var backgroundCount = 0
  var servedToday = 0
  var today = Int.min
  /// The simulated customers' share of the team's contacts last month: they bear that share of its costs.
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

  /// Notes that the employee on a post may be on duty or in class.
  mutating func notePresence(of post: Int) {
    while present.count <= post / 64 { present.append(0) }
    present[post / 64] |= 1 << UInt64(post % 64)
  }

  /// Notes that the employee on a post is neither.
  mutating func noteAbsence(of post: Int) { present[post / 64] &= ~(1 << UInt64(post % 64)) }

  /// Notes whom the team worked for this month.
  mutating func shareCosts() {
    if contacts > 0 { ownShare = Double(ownContacts) / Double(contacts) }
  }

  /// Begins a new month of counting.
  mutating func closeMonth(at time: Double) {
    station.resetStatistics(at: time)
    contacts = 0
    ownContacts = 0
  }
}
