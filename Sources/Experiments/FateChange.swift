import CustomerExperience

/// Whether a customer at the start has left, and of which segment they are: all that a comparison asks of the
/// baseline, in four bytes.
struct BriefFate: Sendable {
  private let word: UInt32

  init(_ fate: ReplicationResult.Fate) {
    word = UInt32(fate.segment) << 1 | (fate.left.isFinite ? 1 : 0)
  }

  /// The segment's number.
  var segment: Int { Int(word >> 1) }
  /// Whether they have left.
  var hasLeft: Bool { word & 1 == 1 }
}

/// Initial customers by what a variant changed for them.
struct FateChange: Sendable {
  var saved = 0.0
  var lost = 0.0
  var stayedAnyway = 0.0
  var leftAnyway = 0.0

  /// Counts one more customer, of whom it is known whether they left.
  mutating func add(baseline: Bool, variant: Bool) {
    switch (baseline, variant) {
    case (true, false): saved += 1
    case (false, true): lost += 1
    case (false, false): stayedAnyway += 1
    case (true, true): leftAnyway += 1
    }
  }

  /// The changes of all customers and then of each segment, from what became of them in both worlds.
  static func bySegment(
    from baseline: [BriefFate], to variant: [ReplicationResult.Fate], segments: Int
  ) -> [FateChange] {
    var changes = Array(repeating: FateChange(), count: segments + 1)
    for (a, b) in zip(baseline, variant) where a.segment == b.segment {
      changes[0].add(baseline: a.hasLeft, variant: b.left.isFinite)
      changes[a.segment + 1].add(baseline: a.hasLeft, variant: b.left.isFinite)
    }
    return changes
  }
}
