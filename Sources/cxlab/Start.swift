import CStart
import DiscreteEvents
import Documents
import Glibc

/// What has to be so before anything else happens.
enum Start {
  /// Files that are opened at the same time, with some to spare.
  private static let files = 40

  /// Makes room for files and on the stacks of threads as far as the shell allows it.
  ///
  /// It ends with an error where that is not far enough: later there would be no words for it. The stack of the
  /// process itself has been seen to before any Swift (`CStart`).
  static func prepare() {
    StandardOutput.prepare()
    // Where the watch over memory comes too late: replications that run beside one another grow at the same moment.
    MemoryEnd.end = {
      OutputFolder.abandonAll()
      FileSystem.printError(
        "error: there is no more memory: the scenario is too large for what this shell or machine allows; run "
          + "fewer --jobs, or fewer customers (cxlab check says what a scenario takes)")
      _exit(ExitStatus.badScenario)
    }
    giveThreadsRoom()
    raise(RLIMIT_NOFILE, to: rlim_t(2 * files))
    guard canOpen(files) else {
      end("too few files may be open at the same time; allow 64 or more (ulimit -n 64)")
    }
  }

  private static func end(_ message: String) -> Never {
    // The plain call: others may want more of a stack than there is.
    FileSystem.printError("error: " + message)
    exit(ExitStatus.cannotWrite)
  }

  /// Raises a limit where it is lower, as far as that goes.
  private static func raise(_ resource: __rlimit_resource, to wanted: rlim_t) {
    var limit = rlimit()
    let number = __rlimit_resource_t(resource.rawValue)
    guard getrlimit(number, &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    _ = setrlimit(number, &limit)
  }

  /// Threads have had their stacks laid out by the limit as it was.
  private static func giveThreadsRoom() {
    typealias Get = @convention(c) (UnsafeMutablePointer<pthread_attr_t>) -> Int32
    typealias Set = @convention(c) (UnsafePointer<pthread_attr_t>) -> Int32
    // The header shows the two only to GNU sources, so they are looked up by name.
    guard let get = dlsym(nil, "pthread_getattr_default_np"),
      let set = dlsym(nil, "pthread_setattr_default_np")
    else { return }
    var attributes = pthread_attr_t()
    guard unsafeBitCast(get, to: Get.self)(&attributes) == 0 else { return }
    var size = 0
    pthread_attr_getstacksize(&attributes, &size)
    if size < Int(CSTART_STACK), pthread_attr_setstacksize(&attributes, Int(CSTART_STACK)) == 0 {
      _ = unsafeBitCast(set, to: Set.self)(&attributes)
    }
    pthread_attr_destroy(&attributes)
  }

  /// Whether so many more files can be open.
  private static func canOpen(_ count: Int) -> Bool {
    var opened: [Int32] = []
    defer { for file in opened { close(file) } }
    while opened.count < count {
      let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return false }
      opened.append(file)
    }
    return true
  }
}
