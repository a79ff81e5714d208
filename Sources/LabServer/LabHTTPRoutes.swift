/// What can be asked for: one table, from which requests are answered and the OpenAPI document is written.
struct LabRoute: Sendable {
  enum Action: Sendable {
    case page, pageFile, chartBundle, openAPI, icon
    case scenarios, scenario, keys, check, base, whatIf, variant, differences
    case snapshots, addSnapshot, deleteSnapshot
  }

  /// A parameter of the address, behind the question mark.
  enum Parameter: String, Sendable {
    /// A setting, any number of times.
    case set
    /// What to search for.
    case words = "q"
  }

  var method: String
  /// The path, with names in braces for what is not fixed.
  var path: String
  var action: Action
  /// What it gives, in a few words.
  var summary: String
  var parameters: [Parameter] = []

  static let all: [LabRoute] = [
    LabRoute(method: "GET", path: "/", action: .page, summary: "The page."),
    LabRoute(
      method: "GET", path: "/page/{name}", action: .pageFile, summary: "A file of the page."),
    LabRoute(
      method: "GET", path: "/vega.js", action: .chartBundle,
      summary: "The bundle that draws charts."),
    LabRoute(
      method: "GET", path: "/openapi.json", action: .openAPI, summary: "This description."),
    LabRoute(
      method: "GET", path: "/favicon.ico", action: .icon, summary: "Nothing: there is no icon."),
    LabRoute(
      method: "GET", path: "/api/scenarios", action: .scenarios, summary: "The scenarios."),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}", action: .scenario,
      summary: "A scenario with its levers."),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}/keys", action: .keys,
      summary: "Keys of a scenario that fit some words, best first.", parameters: [.words]),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}/check", action: .check,
      summary: "What is wrong with settings.", parameters: [.set]),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}/base", action: .base,
      summary: "The scenario as it is: events while it is simulated."),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}/what-if", action: .whatIf,
      summary: "The scenario with settings, against it as it is: events while both are simulated.",
      parameters: [.set]),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}/variant.yaml", action: .variant,
      summary: "The scenario with settings, as a file for the command line.", parameters: [.set]),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}/differences.csv", action: .differences,
      summary: "The differences that settings make, once all pairs are done.", parameters: [.set]),
    LabRoute(
      method: "GET", path: "/api/scenarios/{id}/snapshots", action: .snapshots,
      summary: "The snapshots of a scenario, oldest first."),
    LabRoute(
      method: "POST", path: "/api/scenarios/{id}/snapshots", action: .addSnapshot,
      summary: "Keeps settings under a name. When it answers, they are on the disk."),
    LabRoute(
      method: "DELETE", path: "/api/scenarios/{id}/snapshots/{number}", action: .deleteSnapshot,
      summary: "Deletes a snapshot."),
  ]

  /// What stands in the path for the names in braces, in their order; nil where it is another path.
  func arguments(in parts: [String]) -> [String]? {
    let pattern = path.split(separator: "/")
    guard pattern.count == parts.count else { return nil }
    var arguments: [String] = []
    for (expected, part) in zip(pattern, parts) {
      if expected.hasPrefix("{") {
        arguments.append(part)
      } else if expected != part {
        return nil
      }
    }
    return arguments
  }
}
