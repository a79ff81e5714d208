import Dispatch
import FlyingSocks
import Foundation
import Synchronization

/// A port of this machine, listened at.
struct LabHTTPListener {
  fileprivate let socket: Socket
  /// The port, also where any that is free was asked for.
  let port: Int

  /// Takes a port; 0 for one that is free.
  ///
  /// - Parameter isForRoom: whether others in the network are answered, and not this machine alone.
  init(port wanted: Int, isForRoom: Bool = false) throws(LabServerError) {
    do {
      let address = try sockaddr_in.inet(
        ip4: isForRoom ? "0.0.0.0" : "127.0.0.1", port: UInt16(clamping: wanted))
      socket = try Socket(domain: AF_INET)
      _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
      // So that a server that ended a moment ago does not keep the next from starting.
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
      try socket.listen()
      guard case .ip4(_, let port) = try socket.sockname() else {
        throw SocketError.unsupportedAddress
      }
      self.port = Int(port)
    } catch SocketError.failed(_, EADDRINUSE, _) {
      throw LabServerError(
        "port \(wanted) is taken, by another lab perhaps; choose another with --port, such as --port "
          + "\(wanted < 65_535 ? wanted + 1 : 8077)")
    } catch SocketError.failed(_, EACCES, _) {
      throw LabServerError(
        "port \(wanted) is the system's; choose one from 1024 on with --port, such as --port 8077")
    } catch {
      throw LabServerError("port \(wanted) cannot be had: \(error.localizedDescription)")
    }
  }

  /// Gives the port back; to be called once.
  func close() { try? socket.close() }
}

/// Answers at a port until its task is cancelled.
final class LabHTTPServer: Sendable {
  private let site: LabHTTPSite
  private let limits: LabHTTPLimits
  private let open = Mutex<[ObjectIdentifier: LabHTTPConnection]>([:])
  /// Connections that are told that there are too many.
  private let refused = Mutex<[ObjectIdentifier: LabHTTPConnection]>([:])

  init(_ site: LabHTTPSite, limits: LabHTTPLimits = LabHTTPLimits()) {
    (self.site, self.limits) = (site, limits)
  }

  /// Answers whoever connects.
  ///
  /// - Parameter isReady: called when connections are taken.
  func run(_ listener: LabHTTPListener, isReady: @Sendable () -> Void) async throws {
    let pool = SocketPool.make(maxEvents: 64)
    try await withTaskExecutorPreference(LabHTTPExecutor.wire) {
      try await pool.prepare()
      let socket = try AsyncSocket(socket: listener.socket, pool: pool)
      // Not a task that sleeps: Swift wakes those on the threads that simulate.
      let timer = DispatchSource.makeTimerSource(queue: LabHTTPExecutor.wire.queue)
      timer.schedule(deadline: .now(), repeating: limits.watch / .seconds(1))
      timer.setEventHandler { [self] in tick() }
      timer.activate()
      defer { timer.cancel() }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask { await self.accept(socket) }
        isReady()
        defer { group.cancelAll() }
        try await group.next()
      }
    }
  }

  /// Takes connections until its task is cancelled.
  private func accept(_ socket: AsyncSocket) async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        do {
          take(try await socket.accept(), in: &group)
        } catch {
          // One that was gone at once, or no file is left to open: others may end meanwhile.
          try? await Task.sleep(for: .milliseconds(50))
        }
      }
    }
  }

  private func take(_ socket: AsyncSocket, in group: inout DiscardingTaskGroup) {
    let connection = LabHTTPConnection(socket, limits: limits)
    let id = ObjectIdentifier(connection)
    if Self.admit(
      connection, to: open, most: limits.connections, ofAddress: limits.connectionsOfAddress)
    {
      group.addTask { [self] in
        await connection.answer(site)
        open.withLock { $0[id] = nil }
      }
    } else if Self.admit(connection, to: refused, most: limits.refusals) {
      group.addTask { [self] in
        await connection.refuse(.tooManyConnections)
        refused.withLock { $0[id] = nil }
      }
    } else {
      connection.close()
    }
  }

  private static func admit(
    _ connection: LabHTTPConnection,
    to list: borrowing Mutex<[ObjectIdentifier: LabHTTPConnection]>, most: Int,
    ofAddress: Int = .max
  ) -> Bool {
    list.withLock { list in
      guard list.count < most,
        list.count < ofAddress
          || list.values.count(where: { $0.peer == connection.peer }) < ofAddress
      else { return false }
      list[ObjectIdentifier(connection)] = connection
      return true
    }
  }

  private func tick() {
    let now = ContinuousClock.now
    let all = open.withLock { Array($0.values) } + refused.withLock { Array($0.values) }
    for connection in all { connection.tick(now) }
  }
}
