/// What people of a kind are like, where a scenario says so: multiples of what is drawn for their segment.
public struct TraitEffect: Sendable, Equatable {
  /// The attribute, one of the segment's `people`.
  public var attribute = ""
  /// The value of the attribute.
  public var value = ""
  /// How many times as long they wait in line.
  public var patience = 1.0
  /// How many times as strongly prices act on them.
  public var price = 1.0
  /// How many times as many needs they have.
  public var needs = 1.0
  /// How many times as much they spend on a visit.
  public var spend = 1.0

  /// No effect.
  public init() {}
}
