@preconcurrency import Glibc

/// Standard output, which may be a full disk.
enum StandardOutput {
  /// Makes sure that the three standard files are open, as something or nothing.
  ///
  /// Where a shell has closed one (`>&-`), the next file that is opened would get its number, and what is printed
  /// would go into it. Standard output is then open for reading only: whatever is printed is told to be lost.
  static func prepare() {
    for (number, flags) in [(Int32(0), O_RDONLY), (1, O_RDONLY), (2, O_WRONLY)]
    where fcntl(number, F_GETFD) == -1 {
      _ = open("/dev/null", flags)
    }
  }

  /// Hands on what was printed so far; false where any of it was lost.
  static func flush() -> Bool { fflush(stdout) == 0 && ferror(stdout) == 0 }
}
