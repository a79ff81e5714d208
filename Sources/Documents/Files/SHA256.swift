import CCrypto

/// The Secure Hash Algorithm SHA-256 of FIPS 180-4, fed piece by piece, by OpenSSL's libcrypto.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Bytes of a digest.
  private static let size = 32

  /// A hash of nothing so far.
  public init() {
    context = Self.makeContext()
    Self.check(EVP_DigestInit_ex(context, EVP_sha256(), nil))
  }

  deinit { EVP_MD_CTX_free(context) }

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
    Self.check(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
  }

  /// The digest of what came so far as 64 hexadecimal digits; more may come after it.
  public var hex: String {
    let copy = Self.makeContext()
    defer { EVP_MD_CTX_free(copy) }
    Self.check(EVP_MD_CTX_copy_ex(copy, context))
    let digest = [UInt8](unsafeUninitializedCapacity: Self.size) { bytes, count in
      Self.check(EVP_DigestFinal_ex(copy, bytes.baseAddress, nil))
      count = Self.size
    }
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * Self.size)
    for byte in digest {
      digits.append(Self.hexDigits[Int(byte >> 4)])
      digits.append(Self.hexDigits[Int(byte & 15)])
    }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func makeContext() -> OpaquePointer {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory for a hash") }
    return context
  }

  /// A digest in memory can fail for want of memory only.
  private static func check(_ status: Int32) {
    precondition(status == 1, "libcrypto cannot compute SHA-256")
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
