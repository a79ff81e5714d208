/// A worker's share of a plan: blocks are dealt to the shards in turn.
public struct Shard: Sendable, Equatable {
  /// The shard's number, from 1.
  public var number: Int
  /// How many shards there are.
  public var count: Int

  /// The whole plan.
  public static let whole = Shard(number: 1, of: 1)

  init(number: Int, of count: Int) { (self.number, self.count) = (number, count) }

  /// Reads a shard such as `2/8`; nil where the text is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
      (1...1_000_000).contains(count), (1...count).contains(number)
    else { return nil }
    self.init(number: number, of: count)
  }

  /// Whether a block, counted from 0, is dealt to it.
  func holds(_ block: Int) -> Bool { block % count == number - 1 }
}
