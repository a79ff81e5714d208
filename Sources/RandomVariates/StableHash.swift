/// Hashes that are the same in every process and on every machine (unlike Swift's `Hasher`).
public enum StableHash {
  /// A bijective mixing of 64 bits (the finaliser of SplitMix64, Steele, Lea & Flood 2014).
  @inlinable
  public static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The hash of a name (FNV-1a over its UTF-8 bytes, then mixed).
  public static func of(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return mix(hash)
  }

  /// The hash of the `number`-th thing that `parent` gave rise to.
  @inlinable
  public static func child(_ parent: UInt64, _ number: Int) -> UInt64 {
    mix(parent ^ mix(UInt64(bitPattern: Int64(number)) &+ 0x51_7C_C1_B7_27_22_0A_95))
  }
}
