/// The quality of service: its mean, its spread and what moves it, in points from 0 to 100.
public struct Quality: Sendable, Equatable {
  /// The mean quality of an encounter with an average employee who is not overloaded.
  public var mean = 75.0
  /// Added to the mean on each dimension.
  public var offset = Dimensions(all: 0)
  /// Why less is delivered than customers expect.
  public var gaps = ServiceGaps()
  /// How much employees differ beyond skill and engagement (standard deviation).
  public var betweenStaff = 6.0
  /// How much one employee differs from one encounter to the next (standard deviation).
  public var withinStaff = 8.0
  /// How much systems and processes add to that, self-service included (standard deviation).
  public var process = 4.0
  /// How much customers differ in what they make of the same service (standard deviation).
  public var betweenCustomers = 12.0
  /// The variance of encounters with staff at the same mean, in squared points.
  public var varianceOfEncounters: Double {
    betweenStaff * betweenStaff + withinStaff * withinStaff + process * process
  }
  /// Share of an encounter's variance that all five dimensions have in common.
  public var shared = 0.6
  /// Points gained from no skill to full skill.
  public var skill = 15.0
  /// Points gained from no engagement to full engagement.
  public var engagement = 8.0
  /// Points lost at full occupancy, by the square of the excess over `overloadFrom`.
  public var overload = 120.0
  /// The occupancy from which overload sets in.
  public var overloadFrom = 0.85
  /// Points lost from no burnout to full burnout.
  public var burnout = 10.0
  /// Points lost when a need is not resolved.
  public var unresolved = 15.0
  /// Points of responsiveness lost by waiting: times ln(1 + perceived wait / tolerance).
  public var waiting = 15.0
  /// Minutes of waiting that customers find tolerable.
  public var waitTolerance = 3.0
  /// How much longer a wait feels than it is (unoccupied and uncertain: 1.2 times 1.3).
  public var waitFeels = 1.56
  /// Monthly experience of using the product itself (contract).
  public var usage = Usage()

  /// Added to what is delivered, so that its mean is held while its spread is changed; nothing in a scenario as written.
  public var held = HeldMean()

  /// The defaults.
  public init() {}

  /// The mean of an encounter on each dimension, before whoever serves and chance add to it.
  var delivered: Dimensional { .all(mean) + offset.vector - gaps.lost }
  /// The same where somebody serves, and where nobody does.
  var deliveredByStaff: Dimensional { delivered + held.served.vector }
  var deliveredByNobody: Dimensional { delivered + held.unserved.vector }
}

/// What makes up for the ends of the scale (``ScaleEnds``), in points on each dimension.
///
/// Who is served by somebody meets other spreads than who is served by nobody, so that they lose different amounts.
public struct HeldMean: Sendable, Equatable {
  /// Of encounters with staff.
  public var served = Dimensions(all: 0)
  /// Of those with nobody: self-service, and lines given up.
  public var unserved = Dimensions(all: 0)

  /// Nothing.
  public init() {}
}

/// The monthly experience of using the product, without any contact (contract).
public struct Usage: Sendable, Equatable {
  /// Its mean, in points; `quality.mean` where nil.
  public var mean: Double?
  /// How much it varies from month to month (standard deviation).
  public var spread = 6.0

  /// The defaults.
  public init() {}
}
