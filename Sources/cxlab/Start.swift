import Documents
import Glibc

/// What has to be so before anything else happens.
enum Start {
  /// Files that are opened at the same time, with some to spare.
  private static let files = 40
  /// Bytes of a stack that do for all that a thread does here.
  private static let stack: rlim_t = 1 << 20

  /// Makes room for files and on stacks as far as the shell allows it, and ends with an error where
  /// that is not far enough: later there would be no words for it.
  static func prepare() {
    StandardOutput.prepare()
    raise(RLIMIT_STACK, to: stack)
    giveThreadsRoom()
    if let size = limit(RLIMIT_STACK), size < 65_536 {
      end(
        "a stack may have no more than \(size / 1024) KB here; allow 1024 or more (ulimit -s 1024)")
    }
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

  /// What the shell allows of something; nil where it sets no limit.
  private static func limit(_ resource: __rlimit_resource) -> rlim_t? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
    return limit.rlim_cur == rlim_t.max ? nil : limit.rlim_cur
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
    if size < Int(stack), pthread_attr_setstacksize(&attributes, Int(stack)) == 0 {
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
