import Glibc

/// Row 121: who has an idea, out of what is missing.
///
///     a month:  P(idea) = 1 − e^(−rate/12)      where anything was missing in it
///
/// The idea is about what was missed most, in points: a feature of the offer that was not there, by what it is worth to
/// the customer, or a step of a journey, by how far the satisfaction with it fell below the mark. Ideas come out of
/// needs that are not met (von Hippel 1986); most are never said, and of those that are many are heard by somebody who
/// writes nothing down. The form is ours, and its numbers are design defaults [D].
public enum SuggestionLaw {
  /// The chance of an idea in a month in which something was missing.
  @inline(__always)
  public static func chance(_ law: Suggestions) -> Double { -expm1(-law.rate / 12) }
}
