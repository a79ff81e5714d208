/// Reads a scenario's files into one tree and keeps what was read.
final class Reading {
  private(set) var sources: [SourceText] = []
  private(set) var problems: [Decoder.Problem] = []
  private var files: [InputFile] = []
  private var dataFiles: [InputFile] = []
  private var tables: [String: DataFile] = [:]
  /// Files that a scenario names by an absolute path, or that one of those names.
  private var absolute: Set<String> = []
  private let disk: FileSource
  /// Which files may be named; nil where there are only those that were kept.
  private let reach: Reach?
  /// Whether a key may be set again, which then counts.
  private let allowsRepeats: Bool
  /// The file that the user named.
  private let start: String

  /// Begins to read a file.
  ///
  /// - Parameters:
  ///   - start: The file that the user named.
  ///   - reach: Which files it may name.
  init(_ start: String, reach: Reach) {
    (self.start, self.reach, disk, allowsRepeats) = (start, reach, .disk, false)
  }

  /// Begins to read a text as if it stood in a file.
  ///
  /// - Parameters:
  ///   - start: The path of the file; none need be there.
  ///   - reach: Which files it may name.
  init(_ start: String, holding bytes: [UInt8], reach: Reach) {
    (self.start, self.reach, allowsRepeats) = (start, reach, false)
    disk = FileSource(bytes, at: start)
  }

  /// Begins to read a file among those that were kept.
  ///
  /// - Parameter allowsRepeats: Whether a key may be set again: the settings of a plan go on top of what was typed.
  init(_ start: String, from kept: [InputFile], allowsRepeats: Bool = true) {
    (self.start, reach, disk) = (start, nil, FileSource(kept))
    self.allowsRepeats = allowsRepeats
  }

  /// What is wrong with naming a file that is out of reach; nil where it is not.
  ///
  /// - Parameter isAbove: Whether the folder above the start's own is within reach, too.
  func refusal(of path: String, orAbove isAbove: Bool = false) -> String? {
    guard let reach, !reach.allows(path, from: start, orAbove: isAbove) else { return nil }
    return reach.refusal(of: path)
  }

  /// The files that were read: the scenario, its parents, its data.
  var inputs: [InputFile] { files + dataFiles }

  /// The most parents a file may have.
  private static let parentLimit = 16

  /// The tree of a file with its parents' under it; nil where it cannot be read.
  func tree(of path: String) -> Tree? {
    var chain = [path]
    var trees: [Tree] = []
    var next: (path: String, place: Place?)? = (path, nil)
    while let (file, place) = next {
      guard let tree = read(file, named: place) else { return nil }
      if let place, tree.entries == nil {
        report("\(file) is no scenario: it has no keys", at: place, key: "extends")
        return nil
      }
      trees.append(tree)
      next = nil
      guard let entry = tree.entry("extends"), !entry.value.isDeletion else { continue }
      guard let parent = entry.value.text, !parent.isEmpty else {
        report("extends names one scenario file", at: entry.value.place, key: "extends")
        return nil
      }
      let resolved = resolve(parent, beside: file)
      if let refusal = refusal(of: resolved) {
        report(refusal, at: entry.value.place, key: "extends")
        return nil
      }
      if let start = chain.map(FilePath.normalised).firstIndex(of: FilePath.normalised(resolved)) {
        let cycle = (chain[start...] + [resolved]).joined(separator: " -> ")
        report("extends goes in a circle: \(cycle)", at: entry.value.place, key: "extends")
        return nil
      }
      if chain.count > Reading.parentLimit {
        report(
          "more than \(Reading.parentLimit) files extend one another", at: entry.value.place,
          key: "extends")
        return nil
      }
      chain.append(resolved)
      next = (resolved, entry.value.place)
    }
    guard var merged = trees.popLast() else { return nil }
    while let child = trees.popLast() { merged = merged.merged(under: child) }
    return merged
  }

  /// The path that a file means by another's name.
  private func resolve(_ name: String, beside file: String) -> String {
    let path = FilePath.resolve(name, beside: file)
    if name.hasPrefix("/") || absolute.contains(file) { absolute.insert(path) }
    return path
  }

  /// What was read, its paths as seen from the folder of a file; names that are absolute where they stand
  /// in a scenario stay so, for they are found by them.
  func inputs(seenFrom file: String) -> [InputFile] {
    inputs.map {
      absolute.contains($0.path) ? $0 : $0.renamed(FilePath.relative($0.path, to: file))
    }
  }

  /// The tree of one file, whose keys are its own.
  func tree(ofFileAlone path: String) -> Tree? { read(path, named: nil) }

  /// The tree with the changes of `--set` made.
  func apply(_ settings: [String], to tree: Tree) -> Tree {
    var tree = tree
    var given: [(path: [String], setting: String)] = []
    for setting in settings {
      let number = sources.count
      sources.append(SourceText(name: SourceText.settingName, text: setting))
      do {
        let change = try SettingReader(text: setting, source: sources[number], number: number)
          .apply(to: tree)
        tree = change.tree
        let before = allowsRepeats ? nil : given.first { $0.path.starts(with: change.path) }
        given.append((change.path, setting))
        if let before {
          let path = ListItem.text(of: change.path)
          report(
            before.path == change.path
              ? "\(path) is set twice (first by --set \(before.setting)); set it once"
              : "\(path) as a whole would undo --set \(before.setting), which goes after it",
            at: Place(
              source: number, line: 1, column: 1,
              length: max(1, setting.prefix { $0 != "=" }.unicodeScalars.count)), key: nil)
        }
      } catch {
        report(error.message, at: error.place, key: nil)
      }
    }
    // Until here every entry of a list kept its number.
    for (path, _) in given where ListItem.isItem(path) {
      tree = ListItem.swept(path.dropLast(), of: tree)
    }
    return tree
  }

  /// The numbers in a column of a data file, named relative to the file of a source.
  func column(
    of file: String, _ column: String, from source: Int
  ) throws(ValueProblem) -> [Double] {
    let base = sources.indices.contains(source) && !sources[source].isSetting ? source : 0
    let path = resolve(file, beside: sources.isEmpty ? "" : sources[base].name)
    if let table = tables[path] { return try table.column(column) }
    if let refusal = refusal(of: path) { throw ValueProblem(refusal) }
    let bytes: [UInt8]
    do {
      bytes = try disk.bytes(of: path, limit: DataFile.sizeLimit)
    } catch {
      throw ValueProblem("data file \(path): \(error.message)")
    }
    let text: String
    do {
      text = try TextChecks.decode(bytes)
    } catch {
      throw ValueProblem("data file \(path): \(error.message)")
    }
    dataFiles.append(InputFile(path: path, text: text, bytes: bytes))
    let table = DataFile(name: path, text: text)
    tables[path] = table
    return try table.column(column)
  }

  /// Everything that is wrong, in order of place: first in `--set`, then in the files.
  func error(with others: [Decoder.Problem]) -> ScenarioError {
    ScenarioError(diagnostics: diagnostics(problems + others, .error))
  }

  /// What need not be wrong, in the same order.
  func warnings(_ doubts: [Decoder.Problem]) -> [Diagnostic] { diagnostics(doubts, .warning) }

  private func diagnostics(
    _ problems: [Decoder.Problem], _ severity: Diagnostic.Severity
  ) -> [Diagnostic] {
    var seen: Set<Decoder.Problem> = []
    var count = 0
    let sorted = problems.enumerated().sorted { a, b in
      let (left, right) = (a.element.place, b.element.place)
      if left.source != right.source { return rank(left.source) < rank(right.source) }
      if left.line != right.line { return left.line < right.line }
      if left.column != right.column { return left.column < right.column }
      return a.offset < b.offset
    }
    return sorted.map(\.element).compactMap { problem in
      var told = problem
      told.key = nil
      told.place.length = 0
      guard seen.insert(told).inserted else { return nil }
      count += 1
      // Of those that are only counted nobody reads a remark, for which a line is searched.
      return diagnostic(problem, severity, isShown: count <= ScenarioError.limit)
    }
  }

  /// What somebody has just typed comes first, then the file itself, then its parents.
  private func rank(_ source: Int) -> Int {
    sources[source].isSetting ? source - sources.count : source
  }

  private func diagnostic(
    _ problem: Decoder.Problem, _ severity: Diagnostic.Severity, isShown: Bool
  ) -> Diagnostic {
    let source = sources[problem.place.source]
    return Diagnostic(
      severity: severity, file: source.name, line: problem.place.line, column: problem.place.column,
      length: problem.place.length,
      message: severity == .error && isShown
        ? problem.message + remark(on: problem, in: source) : problem.message,
      sourceLine: source.line(problem.place.line), key: problem.key,
      setting: source.isSetting ? sources[..<problem.place.source].count(where: \.isSetting) : nil)
  }

  /// A remark on a slip that cannot be seen, in what a problem is about.
  private func remark(on problem: Decoder.Problem, in source: SourceText) -> String {
    let (place, message) = (problem.place, problem.message)
    guard place.length > 1, !message.contains("U+"), let line = source.line(place.line) else {
      return ""
    }
    let token = String(
      String.UnicodeScalarView(
        line.unicodeScalars.dropFirst(max(0, place.column - 1)).prefix(place.length)))
    let isKey = message.hasPrefix("unknown key") || message.contains("with keys of its own")
    return Slip.hint(in: token, isKey: isKey).map { " (\($0))" } ?? ""
  }

  /// Notes a problem.
  func report(_ message: String, at place: Place, key: String?) {
    problems.append(Decoder.Problem(place: place, message: message, key: key))
  }

  /// Reads one file.
  ///
  /// - Parameter place: Where another file names it.
  private func read(_ path: String, named place: Place?) -> Tree? {
    let number = sources.count
    let bytes: [UInt8]
    do {
      bytes = try disk.bytes(of: path, limit: TextChecks.sizeLimit)
    } catch {
      if let place {
        report("\(path): \(error.message)", at: place, key: "extends")
      } else {
        sources.append(SourceText(name: path, text: ""))
        report(error.message, at: .whole(number), key: nil)
      }
      return nil
    }
    do {
      let text = try text(bytes, of: path)
      let source = SourceText(name: path, text: text)
      sources.append(source)
      files.append(InputFile(path: path, text: text, bytes: bytes))
      try TextChecks.check(source, number: number)
      guard let tree = try TreeReader.read(text, of: source, number: number), !tree.isEmpty else {
        report("the file is empty", at: .whole(number), key: nil)
        return nil
      }
      return tree
    } catch {
      var place = error.place
      place.source = number
      report(error.message, at: place, key: nil)
      return nil
    }
  }

  /// The text of a file; of one that is none, what can be shown of it is kept for the message.
  private func text(_ bytes: [UInt8], of path: String) throws(SyntaxProblem) -> String {
    do {
      return try TextChecks.decode(bytes)
    } catch {
      sources.append(SourceText(name: path, text: lossyText(bytes)))
      throw error
    }
  }

  private func lossyText(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false
    ).joined(separator: "\n")
  }
}
