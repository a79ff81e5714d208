/// The version of the model: it changes when the same scenario and seed give other results.
public enum ModelVersion {
  /// The present version.
  public static let current = "3"
}
