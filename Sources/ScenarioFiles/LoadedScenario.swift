public import CustomerExperience

/// A file that a scenario was read from.
public struct InputFile: Sendable, Equatable {
  /// The path as given, or as named by the file that refers to it.
  public let path: String
  /// The text, without a byte-order mark.
  public let text: String
  /// The bytes as they are on disk.
  public let bytes: [UInt8]

  /// Makes a file that was read from its path and its bytes.
  ///
  /// - Returns: nil where the bytes are not text.
  public init?(path: String, bytes: [UInt8]) {
    guard let text = try? TextChecks.decode(bytes) else { return nil }
    self.init(path: path, text: text, bytes: bytes)
  }

  init(path: String, text: String, bytes: [UInt8]) {
    (self.path, self.text, self.bytes) = (path, text, bytes)
  }

  /// The same file under another path.
  func renamed(_ path: String) -> InputFile { InputFile(path: path, text: text, bytes: bytes) }
}

/// A scenario with what it was read from.
public struct LoadedScenario: Sendable {
  /// The scenario, with every default filled in.
  public let scenario: Scenario
  /// The file's name without its extension, after which outputs are named.
  public let stem: String
  /// What was read: the file itself first, then its parents, then data files.
  public let inputs: [InputFile]
  /// What need not be wrong but may surprise: keys that are given and do nothing.
  public let warnings: [Diagnostic]

  /// The merged tree.
  let tree: Tree
  /// The texts that places refer to.
  let sources: [SourceText]
  /// Where each value came from, by its dotted path.
  let origins: [String: Decoder.Origin]
  /// The currency and what a price is.
  let measuring: Measuring
}
