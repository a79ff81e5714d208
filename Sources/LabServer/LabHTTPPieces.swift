import Synchronization

/// The pieces of a stream that wait to be sent.
///
/// Who does not read them makes nothing grow: beyond some bytes a new event takes the place of those of the same
/// name that wait, of which it tells all and more.
final class LabHTTPPieces: Sendable {
  private struct Piece {
    /// The event's name; nil for a sign of life.
    var name: String?
    var bytes: [UInt8]
  }

  private struct State {
    var pieces: [Piece] = []
    var bytes = 0
  }

  private let most: Int
  private let state = Mutex(State())
  private let wake: AsyncStream<Void>.Continuation
  /// An element whenever there may be something to take; it ends after the last.
  let ready: AsyncStream<Void>

  /// Room for so many bytes, besides the newest event of each name.
  init(most: Int) {
    self.most = most
    (ready, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// Bytes that wait.
  var bytes: Int { state.withLock { $0.bytes } }

  /// Adds an event.
  func add(_ event: LabEvent) {
    let piece = Piece(name: event.name, bytes: event.lines)
    state.withLock { state in
      if state.bytes + piece.bytes.count > most {
        state.pieces.removeAll { $0.name == piece.name }
        state.bytes = state.pieces.reduce(0) { $0 + $1.bytes.count }
      }
      state.pieces.append(piece)
      state.bytes += piece.bytes.count
    }
    wake.yield()
  }

  /// Shows that the stream is alive, where nothing else waits that does.
  func beat() {
    let isQuiet = state.withLock { state in
      guard state.pieces.isEmpty else { return false }
      let beat = Array(": \n\n".utf8)
      state.pieces.append(Piece(name: nil, bytes: beat))
      state.bytes += beat.count
      return true
    }
    if isQuiet { wake.yield() }
  }

  /// Says that nothing more comes.
  func end() { wake.finish() }

  /// Takes the next piece; nil where none waits.
  func take() -> [UInt8]? {
    state.withLock { state in
      guard !state.pieces.isEmpty else { return nil }
      let bytes = state.pieces.removeFirst().bytes
      state.bytes -= bytes.count
      return bytes
    }
  }
}
