import ArgumentParser
import CustomerExperience
import ScenarioFiles

/// Writes a scenario file to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a scenario file to start from.",
    usage: "cxlab new NAME [--relationship contract|repertoire]")

  @Argument(help: "The scenario's name, such as my-cafe; the file is named after it.")
  var name: String

  @Option(help: ArgumentHelp("What binds customers.", valueName: "kind"))
  var relationship = Relationship.repertoire

  func validate() throws {
    if name.isEmpty || name.hasPrefix(".") || name.hasSuffix("/") {
      throw ValidationError("Name the scenario, such as my-cafe.")
    }
  }

  func run() throws {
    let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    let path = isFile ? name : name + ".yaml"
    try OutputFile.write(
      ScenarioTemplate.starter(named: title, relationship: relationship), to: path,
      overwriting: false)
    print(path)
    Terminal.complain("next: cxlab run \(Terminal.quoted(path))")
  }

  /// The name in words: `my-cafe.yaml` is `My cafe`.
  private var title: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    let words = stem.map { $0 == "-" || $0 == "_" ? " " : String($0) }.joined()
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension Relationship: ExpressibleByArgument {}
