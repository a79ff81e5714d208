/// The Secure Hash Algorithm SHA-256 of FIPS 180-4, fed piece by piece.
///
/// A crypto package would lengthen a clean build by a minute; the files of a run are hashed in
/// milliseconds by these lines.
public struct SHA256: Sendable {
  private var state = Self.initial
  /// Bytes that do not fill a block yet.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  /// A hash of nothing so far.
  public init() {}

  /// The digest of some bytes as 64 hexadecimal digits.
  public static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    hash.update(Array(bytes))
    return hash.hex
  }

  /// Goes on with further bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { update($0) }
  }

  /// Goes on with further bytes.
  public mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    length += UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest.append(contentsOf: bytes[..<start])
      guard rest.count == 64 else { return }
      rest.withUnsafeBufferPointer { Self.compress($0, into: &state) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = (bytes.count - start) & ~63
    if whole > 0 {
      Self.compress(UnsafeBufferPointer(rebasing: bytes[start..<start + whole]), into: &state)
    }
    rest.append(contentsOf: bytes[(start + whole)...])
  }

  /// The digest of what came so far: 32 bytes.
  public var digest: [UInt8] {
    var copy = self
    let bits = length * 8
    var padding: [UInt8] = [0x80]
    padding.append(contentsOf: repeatElement(0, count: Int((119 - length % 64) % 64)))
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    copy.update(padding)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for word in copy.state {
      for shift in stride(from: 24, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
      }
    }
    return bytes
  }

  /// The digest as 64 hexadecimal digits.
  public var hex: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in digest {
      digits.append(Self.hexDigits[Int(byte >> 4)])
      digits.append(Self.hexDigits[Int(byte & 15)])
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Mixes whole blocks of 64 bytes in.
  ///
  /// Through plain pointers: with a check of bounds at each of the steps it took five times as long.
  private static func compress(
    _ message: UnsafeBufferPointer<UInt8>, into state: inout [UInt32]
  ) {
    guard let bytes = message.baseAddress else { return }
    constants.withUnsafeBufferPointer { k in
      state.withUnsafeMutableBufferPointer { state in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
          guard let k = k.baseAddress, let w = w.baseAddress, let state = state.baseAddress else {
            return
          }
          for block in stride(from: 0, to: message.count, by: 64) {
            compress(bytes + block, k, w, state)
          }
        }
      }
    }
  }

  private static func compress(
    _ message: UnsafePointer<UInt8>, _ k: UnsafePointer<UInt32>,
    _ w: UnsafeMutablePointer<UInt32>, _ state: UnsafeMutablePointer<UInt32>
  ) {
    let words = UnsafeRawPointer(message)
    for t in 0..<16 {
      w[t] = UInt32(bigEndian: words.loadUnaligned(fromByteOffset: 4 * t, as: UInt32.self))
    }
    for t in 16..<64 {
      let early = w[t - 15]
      let late = w[t - 2]
      let s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
      let s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
      w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    // Eight steps a round, each with the words where they are: to move them along takes longer than
    // to mix them.
    var t = 0
    while t < 64 {
      step(a, b, c, &d, e, f, g, &h, k[t] &+ w[t])
      step(h, a, b, &c, d, e, f, &g, k[t + 1] &+ w[t + 1])
      step(g, h, a, &b, c, d, e, &f, k[t + 2] &+ w[t + 2])
      step(f, g, h, &a, b, c, d, &e, k[t + 3] &+ w[t + 3])
      step(e, f, g, &h, a, b, c, &d, k[t + 4] &+ w[t + 4])
      step(d, e, f, &g, h, a, b, &c, k[t + 5] &+ w[t + 5])
      step(c, d, e, &f, g, h, a, &b, k[t + 6] &+ w[t + 6])
      step(b, c, d, &e, f, g, h, &a, k[t + 7] &+ w[t + 7])
      t &+= 8
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  /// One of the 64 steps on a block: `h` becomes what the next step calls `a`, `d` its `e`.
  @inline(__always)
  private static func step(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ word: UInt32
  ) {
    let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let first = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ word
    let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d = d &+ first
    h = first &+ s0 &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 {
    word &>> places | word &<< (32 &- places)
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  private static let initial: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
