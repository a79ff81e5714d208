/// Needs and wants: what having or lacking a feature does to the quality of an encounter (Kano, Seraku, Takahashi &
/// Tsuji 1984).
///
///     needed:  0 with it, −p without      wanted:  +p with it, 0 without      welcome:  ±p/2
///
/// Whatever comes each time is learned as all service is (M06): a delight becomes the norm, and then its end is felt
/// as a loss.
public enum KanoLaw {
  /// Points of quality that a feature adds to an encounter.
  @inline(__always)
  public static func points(_ kind: Feature.Kind, worth: Double, isPresent: Bool) -> Double {
    switch kind {
    case .needed: isPresent ? 0 : -worth
    case .wanted: isPresent ? worth : 0
    case .welcome: isPresent ? worth / 2 : -worth / 2
    }
  }
}
