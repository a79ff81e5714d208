@preconcurrency import Glibc

/// Standard output, which may be a full disk.
enum StandardOutput {
  /// Hands on what was printed so far; false where any of it was lost.
  static func flush() -> Bool { fflush(stdout) == 0 && ferror(stdout) == 0 }
}
