public import CGSL
public import CPhilox

/// A source of addressed random draws: the generator of one replication.
///
/// A draw is named by (seed, replication, subject, purpose, occasion), never by how many draws came
/// before it. ``seek(_:_:_:)`` moves to an address in a few stores; what is drawn there is the same
/// on any thread, in any order and whatever else happened in the simulation. Two scenarios that
/// share a seed therefore give the same customer the same luck (common random numbers).
///
/// Generator: Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011), as a GSL generator, so that every
/// `gsl_ran_*` distribution can draw from it. A source serves one thread at a time.
public final class RandomSource {
  @usableFromInline let generator: UnsafeMutablePointer<gsl_rng>
  @usableFromInline let state: UnsafeMutablePointer<cx_philox_state>

  /// Makes the source of one replication.
  ///
  /// - Parameters:
  ///   - seed: the experiment's seed.
  ///   - replication: the replication's number, from 1.
  public init(seed: UInt64, replication: UInt32) {
    cx_gsl_errors_off()
    guard let made = gsl_rng_alloc(cx_gsl_rng_philox()) else {
      preconditionFailure("out of memory for a random number generator")
    }
    generator = made
    state = cx_philox_state_of(made)
    let key = StableHash.mix(StableHash.mix(seed) ^ UInt64(replication))
    gsl_rng_set(made, UInt(key))
  }

  /// Makes a second source of the replication of another: the same address has the same draws.
  ///
  /// - Parameter other: a source, which other threads may copy at the same time but not draw from.
  public init(copying other: RandomSource) {
    guard let made = gsl_rng_clone(other.generator) else {
      preconditionFailure("out of memory for a random number generator")
    }
    generator = made
    state = cx_philox_state_of(made)
  }

  deinit { gsl_rng_free(generator) }

  /// Moves to the first draw of an address.
  ///
  /// - Parameters:
  ///   - subject: the 64-bit hash of whose draw it is (see ``StableHash``).
  ///   - purpose: what it is for.
  ///   - occasion: which occasion, counted by what causes it; the low 24 bits count.
  @inlinable @inline(__always)
  public func seek(_ subject: UInt64, _ purpose: UInt8, _ occasion: Int) {
    cx_philox_seek(state, subject, UInt32(purpose), UInt32(truncatingIfNeeded: occasion))
  }

  /// The next uniform of the current address, strictly between 0 and 1.
  @inlinable @inline(__always)
  public func uniform() -> Double { cx_philox_uniform(state) }

  /// The next exponential of the current address, with mean 1: a ziggurat of 256 layers (Marsaglia &
  /// Tsang 2000), an eighth of the cost of a logarithm.
  @inlinable @inline(__always)
  public func exponential() -> Double { cx_philox_exponential(state) }

  /// The next standard normal of the current address: a ziggurat of 256 layers (Marsaglia & Tsang
  /// 2000).
  @inlinable @inline(__always)
  public func normal() -> Double { cx_philox_normal(state) }
}
