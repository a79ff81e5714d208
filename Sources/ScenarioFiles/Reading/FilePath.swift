/// Paths of files, as text.
enum FilePath {
  /// The name without its folders and its extension.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// A path that a file names, relative to that file.
  static func resolve(_ path: String, beside file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return normalised(String(file[...slash]) + path)
  }

  /// A path as seen from the folder of a file; both are relative to the same place.
  static func relative(_ path: String, to file: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var target = normalised(path).split(separator: "/")[...]
    var base = normalised(file).split(separator: "/").dropLast()
    while let first = target.first, target.count > 1, first == base.first {
      target = target.dropFirst()
      base = base.dropFirst()
    }
    return (base.map { _ in ".." } + target.map(String.init)).joined(separator: "/")
  }

  /// Without `.` and without a folder that is left again at once.
  static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      if part == "." { continue }
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
