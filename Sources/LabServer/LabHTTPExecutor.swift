import Dispatch

/// Threads that are not those of the simulations, which take every thread that Swift has by default.
///
/// Without them nothing would be answered until a replication ends.
final class LabHTTPExecutor: TaskExecutor {
  /// One thread for all sockets.
  ///
  /// One and not several: the library forgets that it waits for a socket only after it has woken who waited, who
  /// must not have closed it by then, for the next socket gets its number.
  static let wire = LabHTTPExecutor(DispatchQueue(label: "lab.wire", qos: .userInitiated))
  /// As many as it takes for what is to be answered.
  static let work = LabHTTPExecutor(
    DispatchQueue(label: "lab.work", qos: .userInitiated, attributes: .concurrent))

  let queue: DispatchQueue

  private init(_ queue: DispatchQueue) { self.queue = queue }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
