import CustomerExperience
import Experiments

/// What a folder of results is made of, besides files of its own.
struct ResultParts {
  /// The tables.
  var tables: [Table]
  /// Descriptions of files that were added already.
  var others: [ColumnsFile.Description] = []
  /// Ids of the metrics that occur.
  var metrics: [String]
  /// The scenario's currency.
  var currency: String
  /// The charts.
  var charts: [Chart]
  /// The seed.
  var seed: UInt64
  /// Replications, or pairs of them.
  var replications: Int
  /// The page, given the SVG of each chart by name.
  var page: (_ drawings: [String: String]) -> String
}

extension OutputFolder {
  /// Adds tables with `columns.json`, charts, the page and the manifest, and puts the folder in place.
  ///
  /// - Returns: The paths of the files written.
  mutating func finish(
    _ parts: ResultParts, context: ReportContext
  ) throws(OutputError) -> [String] {
    for table in parts.tables { add(table.file, table.csv) }
    add(
      "columns.json",
      ColumnsFile.text(
        parts.tables.map { .init($0) } + parts.others,
        metrics: ColumnsFile.present(parts.metrics), currency: parts.currency))
    let drawings = ChartFiles.add(parts.charts, to: &self, context: context)
    add("report.html", parts.page(drawings))
    add(
      "manifest.json",
      Manifest.text(
        context: context, seed: parts.seed, replications: parts.replications, files: files))
    return try commit()
  }
}
