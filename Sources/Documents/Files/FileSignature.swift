#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What tells a changed file from an unchanged one without reading it: its size, the times of its last
/// changes and its place on the disk.
///
/// Whoever edits a file can set the time of its last change back, but not the time at which it was set.
package struct FileSignature: Equatable, Sendable, CustomStringConvertible {
  /// The signature in words, for files that keep it.
  package let description: String
  /// The file's number on its disk, which it keeps under another name.
  package let number: UInt64

  /// Takes the signature of a file; nil where there is none, or it cannot be read.
  ///
  /// The file is opened for it: on a shared disk that asks the server, where a look at its name may be
  /// answered from what was so some seconds ago.
  package init?(_ path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let (content, any) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (content, any) = (status.st_mtim, status.st_ctim)
    #endif
    number = UInt64(status.st_ino)
    description =
      "\(status.st_size) \(content.tv_sec).\(content.tv_nsec) \(any.tv_sec).\(any.tv_nsec) "
      + "\(status.st_ino)"
  }
}
