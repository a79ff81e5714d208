/// The replications of blocks, in the order in which jobs begin them.
///
/// A job that finds none left to begin helps with one in progress.
struct ReplicationQueue {
  /// One replication of one block.
  struct Unit: Sendable {
    /// The block, by place in the queue's blocks.
    let block: Int
    /// The replication's number.
    let number: Int
    let replication: BlockReplication
  }

  private let blocks: [SweepBlock]
  private let numbers: ClosedRange<Int>
  private var begun = 0
  private var inProgress: [Unit] = []

  /// - Parameters:
  ///   - blocks: The blocks, which are begun in this order.
  ///   - numbers: The replications' numbers, from 1.
  init(_ blocks: [SweepBlock], _ numbers: ClosedRange<Int>) {
    (self.blocks, self.numbers) = (blocks, numbers)
  }

  /// The most jobs that can have something to do at the same time.
  var mostJobs: Int { blocks.reduce(0) { $0 + $1.points.count } * numbers.count }

  /// The replication that one more job is to work at, which it has joined.
  ///
  /// - Returns: Nil when there is nothing left to begin or to help with.
  mutating func next() -> Unit? {
    let unit = begin() ?? inProgress.max { $0.replication.share < $1.replication.share }
    guard let unit, unit.replication.share > 0 else { return nil }
    unit.replication.join()
    return unit
  }

  /// Takes out a replication that is complete.
  mutating func remove(_ unit: Unit) {
    inProgress.removeAll { $0.replication === unit.replication }
  }

  private mutating func begin() -> Unit? {
    guard begun < blocks.count * numbers.count else { return nil }
    let (block, place) = begun.quotientAndRemainder(dividingBy: numbers.count)
    begun += 1
    let number = numbers.lowerBound + place
    let unit = Unit(
      block: block, number: number, replication: BlockReplication(blocks[block], number))
    inProgress.append(unit)
    return unit
  }
}
