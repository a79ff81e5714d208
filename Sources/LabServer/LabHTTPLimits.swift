/// How much of anything one who connects may ask for.
///
/// The library beneath has no limit of its own, and one connection too many ends its server: so connections are
/// read here.
struct LabHTTPLimits: Sendable {
  /// Connections that are answered at the same time.
  var connections = 64
  /// Connections that are told at the same time that there are too many; what comes besides is closed at once.
  var refusals = 64
  /// Connections from one address that are answered at the same time.
  var connectionsOfAddress = Int.max
  /// Streams that are open at the same time, in which something is simulated.
  var streams = 12
  /// The same of one member of a class.
  var streamsOfMember = Int.max
  /// Streams of what happens in a class, over all its members and of one.
  var classStreams = 160
  var classStreamsOfMember = 6
  /// Bytes of an address with its headers.
  var head = 128 << 10
  /// Headers of a request.
  var headers = 100
  /// Bytes of a body.
  var body = 1 << 20
  /// Settings of a request, and characters of each.
  var settings = 200
  var settingLength = 1_000
  /// Characters of a search.
  var searchLength = 200
  /// How long a connection may wait for its next request.
  var idle = Duration.seconds(30)
  /// How long a client may take to send a head or a body, and to take the next bytes of an answer or a stream.
  var request = Duration.seconds(10)
  var answer = Duration.seconds(20)
  /// Bytes of a stream that wait for a client who is slow to read them.
  var waiting = 1 << 20
  /// How long a connection that ends is read from, so that its answer is not lost.
  var parting = Duration.seconds(1)
  /// How often a stream shows that it is alive.
  var heartbeat = Duration.milliseconds(500)
  /// How often deadlines and hung-up clients are looked for.
  var watch = Duration.milliseconds(100)

  /// What a class of sixty pupils and their trainer needs; none of them can take it all.
  static var ofClass: LabHTTPLimits {
    var limits = LabHTTPLimits()
    (limits.connections, limits.connectionsOfAddress) = (600, 400)
    (limits.streams, limits.streamsOfMember) = (140, 4)
    return limits
  }
}
