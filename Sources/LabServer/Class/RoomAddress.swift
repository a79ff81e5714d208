import Foundation

/// An address of this machine in a network.
public struct RoomAddress: Sendable, Equatable {
  /// What the system calls its way into the network, such as `wlan0`.
  public var network: String
  /// Such as `192.168.1.20`.
  public var address: String

  /// The IPv4 addresses of this machine but those that lead back to itself, those of real networks first.
  static func all() -> [RoomAddress] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var found: [RoomAddress] = []
    var next = first
    while let entry = next?.pointee {
      next = entry.ifa_next
      let flags = Int(entry.ifa_flags)
      guard flags & Int(IFF_UP) != 0, flags & Int(IFF_LOOPBACK) == 0, let socket = entry.ifa_addr,
        Int32(socket.pointee.sa_family) == AF_INET, let name = entry.ifa_name,
        let address = text(of: socket)
      else { continue }
      let new = RoomAddress(network: String(cString: name), address: address)
      if !found.contains(new) { found.append(new) }
    }
    return found.filter { !$0.isVirtual } + found.filter(\.isVirtual)
  }

  /// What this machine is called, in small letters: in full, in short, and as neighbours in a network call it.
  static let names: [String] = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return [] }
    let host = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
    )
    .lowercased()
    let short = String(host.prefix { $0 != "." })
    return short.isEmpty ? [] : [host, short, short + ".local"]
  }()

  /// Whether only programs on this machine are there, as those of containers.
  private var isVirtual: Bool {
    ["docker", "br-", "veth", "virbr", "podman", "cni", "lxc", "vmnet"].contains {
      network.hasPrefix($0)
    }
  }

  /// An IPv4 address as people write it; nil where it is of another kind.
  static func text(of socket: UnsafePointer<sockaddr>) -> String? {
    guard Int32(socket.pointee.sa_family) == AF_INET else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
    let result = socket.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
      withUnsafePointer(to: address.pointee.sin_addr) {
        inet_ntop(AF_INET, $0, &text, socklen_t(INET_ADDRSTRLEN))
      }
    }
    guard result != nil else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// An end of a socket as people write it; empty where it is not connected any more.
  ///
  /// - Parameter ask: `getpeername` for the other end, `getsockname` for this one.
  static func text(
    of file: Int32,
    _ ask: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> String {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        ask(file, address, &length) == 0 ? text(of: address) ?? "" : ""
      }
    }
  }
}
