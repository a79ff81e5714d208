import CustomerExperience
import Documents

/// What a folder of results is made of, besides files of its own.
package struct ResultParts {
  /// The tables.
  package var tables: [Table]
  /// Descriptions of files that were added already.
  package var others: [ColumnsFile.Description] = []
  /// Ids of the metrics that occur.
  package var metrics: [String]
  /// The scenario's currency.
  package var currency: String
  /// The charts.
  package var charts: [Chart]
  /// The seed.
  package var seed: UInt64
  /// Replications, or pairs of them.
  package var replications: Int
  /// The page, given the SVG of each chart by name.
  package var page: (_ drawings: [String: String]) -> String

  package init(
    tables: [Table], others: [ColumnsFile.Description] = [], metrics: [String], currency: String,
    charts: [Chart], seed: UInt64, replications: Int,
    page: @escaping (_ drawings: [String: String]) -> String
  ) {
    self.tables = tables
    self.others = others
    self.metrics = metrics
    self.currency = currency
    self.charts = charts
    self.seed = seed
    self.replications = replications
    self.page = page
  }
}

extension OutputFolder {
  /// Adds tables with `columns.json`, charts, the page and the manifest, and puts the folder in place.
  ///
  /// - Returns: The paths of the files written.
  package mutating func finish(
    _ parts: ResultParts, context: ReportContext
  ) throws(OutputError) -> [String] {
    for table in parts.tables { add(table.file, table.csv) }
    let descriptions = parts.tables.map { ColumnsFile.Description($0) } + parts.others
    add(
      "columns.json",
      ColumnsFile.text(
        descriptions, metrics: ColumnsFile.present(parts.metrics), currency: parts.currency))
    add(DataPackage.file, DataPackage.text(descriptions, name: context.scenarioName))
    let drawings = ChartFiles.add(parts.charts, to: &self, context: context)
    add("report.html", parts.page(drawings))
    add(
      "manifest.json",
      Manifest.text(
        context: context, seed: parts.seed, replications: parts.replications, hashes: hashes))
    return try commit()
  }
}
