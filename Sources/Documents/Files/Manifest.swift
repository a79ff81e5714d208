/// What it takes to make a folder of results again: inputs, versions, seed and command.
///
/// It lists the SHA-256 of every file. No clock and no host, so the same run gives the same bytes.
package enum Manifest {
  /// Data files up to this size are kept in full; of larger ones, the hash alone.
  static let largestText = 256 * 1024

  package static func text(
    context: ReportContext, seed: UInt64, replications: Int, files: [String: [UInt8]]
  ) -> String {
    text(
      context: context, seed: seed, replications: replications,
      hashes: files.mapValues { SHA256.hex($0) })
  }

  /// - Parameters:
  ///   - hashes: The SHA-256 of each file.
  ///   - more: Further members.
  package static func text(
    context: ReportContext, seed: UInt64, replications: Int, hashes: [String: String],
    more: JSONValue = [:]
  ) -> String {
    let inputs = context.inputs.map { input -> JSONValue in
      var entry: JSONValue = [
        "path": .string(input.path), "sha256": .string(SHA256.hex(input.bytes)),
      ]
      if input.bytes.count <= largestText,
        let text = String(validating: input.bytes, as: UTF8.self)
      {
        entry = entry.merging(["text": .string(text)])
      }
      return entry
    }
    let listed = hashes.keys.sorted().filter { $0 != "manifest.json" }.map { name in
      JSONValue.Member(key: name, value: .string(hashes[name, default: ""]))
    }
    let manifest: JSONValue = [
      "program": "cxlab",
      "program_version": .string(context.programVersion),
      "model_version": .string(context.modelVersion),
      "scenario": .string(context.scenarioName),
      "command": .array(context.command.map { .string($0) }),
      "seed": .unsigned(seed),
      "replications": .integer(replications),
      "inputs": .array(inputs),
      "files": .object(listed),
    ]
    return manifest.merging(more).sortedByKey.pretty
  }
}
