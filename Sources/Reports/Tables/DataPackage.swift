import Documents

/// `datapackage.json`: the tables as a Frictionless tabular data package, from the same declarations as
/// `columns.json`.
///
/// Programs that read the standard then know the type of each column, that an empty field is a missing value, and
/// what a column means: https://specs.frictionlessdata.io.
package enum DataPackage {
  /// The file.
  package static let file = "datapackage.json"

  /// The package's text.
  ///
  /// - Parameters:
  ///   - tables: what each table says of itself.
  ///   - name: the scenario's, or the sweep's.
  package static func text(_ tables: [ColumnsFile.Description], name: String) -> String {
    let resources = tables.map { table -> JSONValue in
      let fields = table.columns.map { column -> JSONValue in
        var field: JSONValue = [
          "name": .string(column.name), "type": .string(column.kind.rawValue),
        ]
        // A moment has its fraction of a second, which the default format leaves out.
        if column.kind == .datetime { field = field.merging(["format": "any"]) }
        if !column.unit.isEmpty { field = field.merging(["unit": .string(column.unit)]) }
        return field.merging(["description": .string(column.meaning)])
      }
      return [
        "name": .string(plain(table.file.replacing(".csv", with: ""))),
        "path": .string(table.file), "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "description": .string(table.about),
        "schema": ["fields": .array(fields), "missingValues": [""]],
      ]
    }
    let package: JSONValue = [
      "profile": "tabular-data-package", "name": .string(plain(name)),
      "resources": .array(resources),
    ]
    return package.pretty
  }

  /// A name in the characters that the standard allows.
  private static func plain(_ name: String) -> String {
    let allowed = name.lowercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber)
        || character == "_" || character == "." ? character : "-"
    }
    let plain = String(allowed).split(separator: "-").joined(separator: "-")
    return plain.isEmpty ? "results" : plain
  }
}
