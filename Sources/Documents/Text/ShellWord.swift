/// A word on a line of a shell.
public enum ShellWord {
  /// A word as a shell takes it: in quotes where it needs them.
  ///
  /// Within single quotes a shell takes everything as it is, but a single quote.
  public static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789-_./,:+@%".unicodeScalars.contains($0)
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
