import Documents
import Experiments

extension PlannedSweep {
  /// Reads all that workers have written for the plan.
  ///
  /// Identical lines of several workers count once; a torn or corrupted line is listed and its point is
  /// not done.
  ///
  /// - Throws: ``SweepError`` where a line belongs to another plan, or two lines differ.
  public func results() throws(SweepError) -> SweepResults {
    var results = SweepResults(
      points: plan.points.count, ranges: plan.outcomes.map(\.possible))
    for path in try listedWorkFiles() {
      // Taken before it is read: what is added meanwhile must show.
      let signature = FileSignature(path)
      guard let bytes = FileSystem.read(path), let signature else {
        throw SweepError("\(path) cannot be read")
      }
      results.files.append(path)
      results.signatures.append(signature)
      try read(bytes, of: path, into: &results)
    }
    return results
  }

  /// The files that workers have written, in order of name; none where they cannot be listed.
  package var workFiles: [String] { (try? listedWorkFiles()) ?? [] }

  private func listedWorkFiles() throws(SweepError) -> [String] {
    guard FileSystem.kind(workFolder) != .missing else { return [] }
    guard let names = FileSystem.listing(of: workFolder) else {
      throw SweepError(
        "\(workFolder) \(FileSystem.kind(workFolder) == .file ? "is a file, not a folder" : "cannot be read"): "
          + "what was worked out is not known")
    }
    return names.filter { $0.hasSuffix(".jsonl") }.map { workFolder + "/" + $0 }
      .filter(FileSystem.isPlain)
  }

  private func read(
    _ bytes: [UInt8], of path: String, into results: inout SweepResults
  ) throws(SweepError) {
    let begin = SweepRecord.start(of: hash)
    let outcome = bytes.withUnsafeBufferPointer { buffer -> Result<Void, SweepError> in
      var start = 0
      var line = 0
      while start < buffer.count {
        line += 1
        var end = start
        while end < buffer.count, buffer[end] != 0x0A { end += 1 }
        do throws(SweepError) {
          // A line without its end was torn, even where all but the line feed is there.
          guard end < buffer.count else { throw SweepError("") }
          let text = UnsafeBufferPointer(rebasing: buffer[start..<end])
          try take(text, begin, at: line, of: path, into: &results)
        } catch {
          guard error.description.isEmpty else { return .failure(error) }
          results.damaged.append(SweepResults.Place(file: path, line: line))
        }
        start = end + 1
      }
      return .success(())
    }
    try outcome.get()
  }

  /// Takes one line in; an error without words means that it is damaged.
  private func take(
    _ line: UnsafeBufferPointer<UInt8>, _ start: [UInt8], at number: Int, of path: String,
    into results: inout SweepResults
  ) throws(SweepError) {
    let record: SweepRecord
    do {
      record = try SweepRecord(
        line, start: start, outcomes: plan.outcomes.count, replications: plan.replications)
    } catch {
      switch error {
      case .damaged: throw SweepError("")
      case .foreign(let other):
        throw SweepError(
          "\(path):\(number) belongs to another plan (\(other.prefix(8)), not \(shortHash)); take that "
            + "file out of the folder")
      }
    }
    guard plan.points.indices.contains(record.point - 1) else { throw SweepError("") }
    try results.add(record, at: number)
  }
}

/// The file of one attempt of a worker: it is made with the first line and belongs to nobody else.
final class AttemptFile {
  private let folder: String
  private let shard: Shard
  private var open: (file: Int32, path: String)?

  init(folder: String, shard: Shard) { (self.folder, self.shard) = (folder, shard) }

  deinit { if let open { FileSystem.closeFile(open.file) } }

  /// Appends lines, each in one piece, and makes sure that they are on the disk.
  func append(_ lines: [[UInt8]]) throws(OutputError) {
    guard !lines.isEmpty else { return }
    let open: (file: Int32, path: String)
    if let mine = self.open { open = mine } else { open = try make() }
    self.open = open
    do {
      for line in lines { try FileSystem.append(line, to: open.file, open.path) }
      try FileSystem.flush(open.file, open.path)
    } catch {
      // On a full disk every attempt would leave a file behind.
      if FileSystem.read(open.path)?.isEmpty == true { FileSystem.remove(open.path) }
      throw error
    }
  }

  /// The first free number is this attempt's.
  private func make() throws(OutputError) -> (file: Int32, path: String) {
    try FileSystem.makeFolders(folder)
    var attempt = 1
    while true {
      let path = "\(folder)/shard-\(shard.number)-of-\(shard.count).\(attempt).jsonl"
      if let file = try FileSystem.makeAppendable(path) { return (file, path) }
      attempt += 1
    }
  }
}
