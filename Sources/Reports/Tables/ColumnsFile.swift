import CustomerExperience
import Documents

/// `columns.json`: the unit and meaning of every column of every table.
package enum ColumnsFile {
  /// What a table says of itself.
  package struct Description {
    package var file: String
    package var about: String
    package var columns: [Column]

    package init(_ table: Table) {
      (file, about, columns) = (table.file, table.about, table.columns)
    }

    package init(file: String, about: String, columns: [Column]) {
      (self.file, self.about, self.columns) = (file, about, columns)
    }
  }

  package static func text(_ tables: [Description], metrics: [Metric], currency: String) -> String {
    let files = tables.map { table in
      JSONValue.Member(
        key: table.file,
        value: [
          "about": .string(table.about),
          "columns": .array(
            table.columns.map {
              [
                "name": .string($0.name), "type": .string($0.kind.rawValue),
                "unit": .string($0.unit), "meaning": .string($0.meaning),
              ]
            }),
        ])
    }
    let declared: [JSONValue] = metrics.map {
      [
        "id": .string($0.id), "name": .string($0.name),
        "unit": .string(tableUnit($0, currency: currency)), "source": .string($0.nature.id),
        "better": .string($0.better.rawValue), "run": .string($0.whole.rawValue),
        "run_meaning": .string($0.whole.phrase), "least": .number($0.range.lowerBound),
        "most": .number($0.range.upperBound), "smallest": .number($0.smallest.absolute),
        "smallest_share": .number($0.smallest.share), "definition": .string($0.definition),
      ]
    }
    let value: JSONValue = ["files": .object(files), "metrics": .array(declared)]
    return value.pretty
  }

  /// Metrics that occur, in the order of the reference.
  package static func present(_ ids: some Sequence<String>) -> [Metric] {
    let ids = Set(ids)
    return Metric.all.filter { ids.contains($0.id) }
  }
}
