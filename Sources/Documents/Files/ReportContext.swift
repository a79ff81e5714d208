/// A file that a run read: the scenario, a parent it extends, or data.
public struct InputFile: Sendable, Equatable {
  /// The path, as the user or the scenario wrote it.
  public var path: String
  /// What it held when it was read.
  public var bytes: [UInt8]

  /// Makes an input.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// What a report says about how its figures came about.
public struct ReportContext: Sendable {
  /// The scenario's name in tables: the file's stem; in a comparison, the baseline's.
  public var scenarioName: String
  /// The program's version.
  public var programVersion: String
  /// The model's version.
  public var modelVersion: String
  /// The command's words, without those that cannot change the result (`--jobs`, `--out`, `--quiet`
  /// and their values).
  public var command: [String]
  /// Words that say where the results go, such as `--out Elsewhere`; empty where they go where they always do.
  ///
  /// They belong to what is printed, so that it can be pasted, and not to what is kept.
  public var place: [String]
  /// The scenario first, then its parents and data files; in a comparison, also the variants.
  public var inputs: [InputFile]
  /// What a reader should know besides the results, such as keys that do nothing; the report says it too.
  public var warnings: [String] = []
  /// Draws the charts.
  public var renderer: ChartRenderer
  /// Takes what a user should know although the run goes on; by default it is printed on standard
  /// error.
  public var warn: @Sendable (String) -> Void

  /// Makes a context.
  public init(
    scenarioName: String, programVersion: String, modelVersion: String, command: [String],
    place: [String] = [], inputs: [InputFile], renderer: ChartRenderer,
    warn: @escaping @Sendable (String) -> Void = printWarning
  ) {
    self.scenarioName = scenarioName
    self.programVersion = programVersion
    self.modelVersion = modelVersion
    self.command = command
    self.place = place
    self.inputs = inputs
    self.renderer = renderer
    self.warn = warn
  }
}

/// Prints a line on standard error.
public func printWarning(_ line: String) { FileSystem.printError("warning: " + line) }
