import Synchronization

/// The streams that are open, over all and of each member of a class.
final class LabStreamCount: Sendable {
  private let most: Int
  private let ofMember: Int
  private let open = Mutex((all: 0, of: [ClassMember: Int]()))

  /// Says how many there may be, and of one member.
  init(most: Int, ofMember: Int) { (self.most, self.ofMember) = (most, ofMember) }

  /// Counts one more; false where there are too many.
  ///
  /// - Parameter member: whose it is; nil where there is no class.
  func begin(for member: ClassMember?) -> Bool {
    open.withLock { open in
      guard open.all < most else { return false }
      if let member {
        guard open.of[member, default: 0] < ofMember else { return false }
        open.of[member, default: 0] += 1
      }
      open.all += 1
      return true
    }
  }

  /// Counts one less.
  func end(for member: ClassMember?) {
    open.withLock { open in
      open.all -= 1
      guard let member, let own = open.of[member] else { return }
      open.of[member] = own > 1 ? own - 1 : nil
    }
  }
}
