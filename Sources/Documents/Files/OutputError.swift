/// Output that could not be written; the command ends with exit code 73.
public struct OutputError: Error, Equatable, CustomStringConvertible {
  /// What went wrong and what to do about it, in a sentence.
  public var message: String

  /// Makes an error.
  public init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
