import Foundation

/// Which files a scenario or a sweep may name: its parents, its data, the scenario that is swept.
///
/// What is named is read and kept beside the results, so a stranger's scenario must not name what is none of its
/// business. It reaches its own folder, the current folder, and what lies below them; a sweep names a scenario
/// from the folder above its own as well. Nothing is reached whose name, or whose folder's name, begins with a dot.
public struct Reach: Sendable {
  private let roots: [String]

  /// The usual reach.
  public static let usual = Reach(roots: [FileManager.default.currentDirectoryPath])

  /// The usual reach, and what lies below a folder.
  public static func below(_ folder: String) -> Reach {
    Reach(roots: [FileManager.default.currentDirectoryPath, folder])
  }

  /// Whether a file may be named by another.
  ///
  /// - Parameters:
  ///   - path: The file, links in its path and all.
  ///   - start: The file that the user named, whose folder is within reach.
  ///   - isAbove: Whether the folder above that is, too.
  func allows(_ path: String, from start: String, orAbove isAbove: Bool = false) -> Bool {
    let target = Self.real(path)
    let own = Self.folder(of: start) + (isAbove ? "/.." : "")
    return ([own] + roots).contains { root in
      let root = Self.real(root)
      let prefix = root.hasSuffix("/") ? root : root + "/"
      guard target.hasPrefix(prefix) else { return false }
      return !target.dropFirst(prefix.count).split(separator: "/").contains { $0.hasPrefix(".") }
    }
  }

  private static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  /// The path without links; of a file that does not exist, of the nearest folder above that does.
  private static func real(_ path: String) -> String {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    // No system has longer ones: there is nothing to resolve.
    guard absolute.utf8.count < Int(PATH_MAX) else { return absolute }
    var missing: [Substring] = []
    var known = absolute[...]
    while true {
      if let resolved = realpath(known.isEmpty ? "/" : String(known), nil) {
        defer { free(resolved) }
        let folder = String(cString: resolved)
        return ([folder == "/" ? "" : folder] + missing.map(String.init)).joined(separator: "/")
      }
      guard let slash = known.lastIndex(of: "/") else { return FilePath.normalised(absolute) }
      missing.insert(known[known.index(after: slash)...], at: 0)
      known = known[..<slash]
    }
  }
}
