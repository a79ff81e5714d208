import Foundation

/// Which files a scenario or a sweep may name: its parents, its data, the scenario that is swept.
///
/// What is named is read and kept beside the results, so a stranger's scenario must not name what is none of its
/// business. It reaches its own folder, the current folder, and what lies below them; a sweep names a scenario
/// from the folder above its own as well. Nothing is reached whose name, or whose folder's name, begins with a dot.
public struct Reach: Sendable {
  private let roots: [String]
  /// For a text that came from elsewhere: the endings of what it may name, and nothing else in its own folder.
  private let endings: [String]?

  /// The usual reach.
  public static let usual = Reach(roots: [FileManager.default.currentDirectoryPath], endings: nil)

  /// The usual reach, and what lies below a folder.
  public static func below(_ folder: String) -> Reach {
    Reach(roots: [FileManager.default.currentDirectoryPath, folder], endings: nil)
  }

  /// Scenarios and tables that lie in, or below, the folders of some files, and nothing else: for a text that a
  /// browser has sent.
  public static func foldersOf(_ files: [String]) -> Reach {
    Reach(roots: files.map(folder(of:)), endings: [".yaml", ".yml", ".csv"])
  }

  /// What is wrong with a file that is out of reach.
  func refusal(of path: String) -> String {
    guard let endings else {
      return
        "\(path) is out of reach: a file may name others in its own folder, in the current one and below "
        + "them, but no hidden ones; '--root FOLDER' allows more"
    }
    return
      "\(path) is out of reach: files that may be named here end in \(endings.joined(separator: ", ")) and lie in "
      + "the folders of the scenarios that the lab serves, or below them"
  }

  /// Whether a file may be named by another.
  ///
  /// - Parameters:
  ///   - path: The file, links in its path and all.
  ///   - start: The file that the user named, whose folder is within reach.
  ///   - isAbove: Whether the folder above that is, too.
  func allows(_ path: String, from start: String, orAbove isAbove: Bool = false) -> Bool {
    let target = Self.real(path)
    if let endings, !endings.contains(where: target.hasSuffix) { return false }
    let own = endings == nil ? [Self.folder(of: start) + (isAbove ? "/.." : "")] : []
    return (own + roots).contains { root in
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
