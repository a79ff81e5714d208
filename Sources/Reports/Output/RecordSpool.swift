public import CustomerExperience
import Documents
public import Experiments
import Synchronization

/// Takes records while replications run and writes them to the disk, so that they are never all in memory.
///
/// Each replication has files of its own, which are joined in the order of their numbers: how many ran at a time
/// cannot be seen. They lie in a hidden folder beside the results, of the same disk.
///
/// ```swift
/// let spool = try RecordSpool(of: scenario, named: "broadband", folder: "broadband", in: "Outputs")
/// options.keepsRecords = true
/// options.takesRecords = { spool.take($0, $1) }
/// ```
public final class RecordSpool: Sendable {
  private struct State {
    var texts: [Int: RecordText] = [:]
    /// What was not put on the disk yet, by file.
    var waiting: [String: [UInt8]] = [:]
    /// The replications that have written to a table.
    var replications: [String: Set<Int>] = [:]
    /// The first thing that went wrong.
    var problem: OutputError?
  }

  private let annex: TemporaryFolder
  private let scenario: Scenario
  private let name: String
  private let tables: [ColumnsFile.Description]
  private let variants: [String]
  private let state = Mutex(State())

  /// So much is gathered before it goes to the disk.
  private static let size = 1 << 20

  /// Prepares the records of a run or, with variants, the paired ones of a comparison.
  ///
  /// - Parameters:
  ///   - scenario: the scenario, or the baseline.
  ///   - name: its name.
  ///   - folder: the folder of the results.
  ///   - directory: the folder above it.
  ///   - variants: the names of a comparison's variants; empty for a run.
  /// - Throws: ``OutputError``.
  public init(
    of scenario: Scenario, named name: String, folder: String, in directory: String,
    variants: [String] = []
  ) throws(OutputError) {
    (self.scenario, self.name, self.variants) = (scenario, name, variants)
    tables =
      variants.isEmpty
      ? RecordTables.Name.allCases.map {
        RecordTables.description(
          of: $0, attributes: scenario.attributeNames, clock: scenario.clock)
      } : [PairedTable.description]
    annex = try OutputFolder(name: folder, in: directory).makeAnnex("records")
  }

  /// Takes a month of a replication's records.
  public func take(_ replication: Int, _ records: Records) {
    // One replication hands its months on one after the other; another one does not wait for it.
    var text =
      state.withLock { $0.texts.removeValue(forKey: replication) }
      ?? RecordText(scenario: name, startDay: scenario.clock.start, replication: replication)
    for table in RecordTables.Name.allCases {
      add(
        text.rows(of: table, in: records), to: table.file, of: replication,
        isLast: records.isLast)
    }
    if !records.isLast { state.withLock { $0.texts[replication] = text } }
  }

  /// Takes what became of the customers at the start in both worlds.
  public func take(_ replication: Int, _ pairs: PairedFates) {
    let bytes = PairedTable.rows(
      pairs, variant: variants[pairs.variant], segments: scenario.customers.segments.map(\.id),
      startDay: scenario.clock.start, replication: replication)
    add(bytes, to: PairedTable.description.file, of: replication, isLast: true)
  }

  private func path(_ file: String, _ replication: Int) -> String {
    "\(annex.path)/\(file.replacing("/", with: "-")).\(replication)"
  }

  /// Adds to a file of a replication; what has come together, and whatever comes last, goes to the disk.
  private func add(_ bytes: [UInt8], to file: String, of replication: Int, isLast: Bool) {
    let path = path(file, replication)
    let full = state.withLock { state -> [UInt8]? in
      if !bytes.isEmpty { state.replications[file, default: []].insert(replication) }
      guard state.problem == nil else { return nil }
      state.waiting[path, default: []] += bytes
      let count = state.waiting[path, default: []].count
      guard count >= Self.size || isLast && count > 0 else { return nil }
      return state.waiting.removeValue(forKey: path)
    }
    if let full { write(full, to: path) }
  }

  private func write(_ bytes: [UInt8], to path: String) {
    do throws(OutputError) {
      try FileSystem.append(bytes, toEndOf: path)
    } catch {
      state.withLock { if $0.problem == nil { $0.problem = error } }
    }
  }

  /// Joins the files of all replications and hands them to the folder of the results.
  ///
  /// - Returns: What they say of themselves.
  func finish(into folder: inout OutputFolder) throws(OutputError) -> [ColumnsFile.Description] {
    for (path, bytes) in state.withLock({ $0.waiting }).sorted(by: { $0.key < $1.key }) {
      write(bytes, to: path)
    }
    state.withLock {
      $0.waiting = [:]
      $0.texts = [:]
    }
    if let problem = state.withLock({ $0.problem }) {
      // Said of the folder that the user knows.
      throw OutputError(problem.message.replacing(annex.path, with: folder.path + "/records"))
    }
    for table in tables {
      let target = annex.path + "/" + table.file.replacing("/", with: "-")
      var hash = SHA256()
      let header = RecordTables.header(table.columns)
      hash.update(header)
      try FileSystem.append(header, toEndOf: target)
      let numbers = state.withLock { $0.replications[table.file, default: []] }.sorted()
      for number in numbers {
        let part = path(table.file, number)
        try FileSystem.forEachPiece(of: part) { piece throws(OutputError) in
          let bytes = Array(piece)
          hash.update(bytes)
          try FileSystem.append(bytes, toEndOf: target)
        }
        FileSystem.remove(part)
      }
      folder.adopt(table.file, from: target, hash: hash.hex)
    }
    return tables
  }
}
