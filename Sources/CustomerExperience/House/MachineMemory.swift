import Glibc

/// The memory that the machine has for this process, and what the process takes of it.
enum MachineMemory {
  /// Bytes that the process may take: what is free as it begins, or what a limit of its shell or its control
  /// group leaves it, whichever is least.
  static let bytes: Int = {
    let free = (meminfo("MemAvailable") ?? meminfo("MemTotal")).map { $0 + used }
    return ([free, limit(RLIMIT_AS), limit(RLIMIT_DATA)] + groups).compactMap(\.self).min() ?? .max
  }()

  /// Bytes that the process takes now; 0 where the system does not say.
  static var used: Int {
    // Size, resident and so on, in pages.
    let fields = text("/proc/self/statm").split(separator: " ")
    guard fields.count > 1, let size = Int(fields[0]), let resident = Int(fields[1]) else {
      return 0
    }
    // Where addresses are what is limited, they are what is counted.
    return (isLimitedByAddresses ? size : resident) * Int(getpagesize())
  }

  private static let isLimitedByAddresses = limit(RLIMIT_AS) != nil

  /// A limit that the shell has set.
  private static func limit(_ resource: __rlimit_resource) -> Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }

  /// A line of what the system says of its memory.
  private static func meminfo(_ name: String) -> Int? {
    for line in text("/proc/meminfo").split(separator: "\n") where line.hasPrefix(name + ":") {
      let number = line.dropFirst(name.count + 1).split(separator: " ").first
      return number.flatMap { Int($0) }.map { $0 * 1024 }
    }
    return nil
  }

  /// The limits of the control groups that the process is in, from its own up to the root.
  private static var groups: [Int?] {
    var limits: [Int?] = []
    for line in text("/proc/self/cgroup").split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let (controllers, group) = (fields[1].split(separator: ","), fields[2])
      let isSecond = controllers.isEmpty
      guard isSecond || controllers.contains("memory") else { continue }
      let root = "/sys/fs/cgroup" + (isSecond ? "" : "/memory")
      let file = isSecond ? "/memory.max" : "/memory.limit_in_bytes"
      var parts = group.split(separator: "/")
      while true {
        let path = ([root] + parts.map(String.init)).joined(separator: "/") + file
        limits.append(Int(text(path).prefix { $0.isNumber }))
        if parts.popLast() == nil { break }
      }
    }
    return limits
  }

  /// The text of a small file of the system; empty where there is none.
  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
    }
  }
}
