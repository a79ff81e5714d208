import Documents

/// The description of all that can be asked for, for programs that read such.
enum OpenAPI {
  /// The document of a lab.
  ///
  /// - Parameters:
  ///   - ids: the ids of its scenarios.
  ///   - files: the files of its page.
  ///   - limits: how much may be asked for.
  static func document(ids: [String], files: [String], limits: LabHTTPLimits) -> JSONValue {
    let known = ["id": ids, "name": files]
    var paths: [JSONValue.Member] = []
    for route in LabRoute.all {
      let operation = JSONValue.Member(
        key: route.method.lowercased(), value: operation(route, known, limits))
      if let place = paths.firstIndex(where: { $0.key == route.path }) {
        paths[place].value = paths[place].value.merging(.object([operation]))
      } else {
        paths.append(JSONValue.Member(key: route.path, value: .object([operation])))
      }
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "cxlab serve", "version": "1",
        "description":
          "The lab in the browser. It answers to 127.0.0.1 alone; times are in months, shares are 0 to 1.",
      ],
      "servers": [["url": "/"]],
      "paths": .object(paths),
      "components": ["schemas": OpenAPISchemas.all],
    ]
  }

  private static func operation(
    _ route: LabRoute, _ known: [String: [String]], _ limits: LabHTTPLimits
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "operationId", value: .string("\(route.action)")),
      .init(key: "summary", value: .string(route.summary)),
    ]
    let parameters =
      names(in: route.path).map { pathParameter($0, known) }
      + route.parameters.map { queryParameter($0, limits) }
    if !parameters.isEmpty { members.append(.init(key: "parameters", value: .array(parameters))) }
    if route.action == .addSnapshot {
      let schema = OpenAPISchemas.newSnapshot(limits)
      members.append(
        .init(
          key: "requestBody",
          value: ["required": true, "content": ["application/json": ["schema": schema]]]))
    }
    var replies = [success(of: route.action)]
    for (status, reason) in failures(of: route) {
      replies.append(
        .init(key: String(status), value: content("application/json", "Problem", reason)))
    }
    members.append(.init(key: "responses", value: .object(replies)))
    return .object(members)
  }

  /// The names in braces of a path.
  private static func names(in path: String) -> [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }
      .map { String($0.dropFirst().dropLast()) }
  }

  private static func pathParameter(_ name: String, _ known: [String: [String]]) -> JSONValue {
    let schema: JSONValue =
      if let names = known[name] {
        ["type": "string", "enum": .array(names.map(JSONValue.string))]
      } else {
        ["type": "integer", "minimum": 1, "maximum": 9_007_199_254_740_991]
      }
    return ["name": .string(name), "in": "path", "required": true, "schema": schema]
  }

  private static func queryParameter(
    _ parameter: LabRoute.Parameter, _ limits: LabHTTPLimits
  ) -> JSONValue {
    let name = JSONValue.string(parameter.rawValue)
    switch parameter {
    case .set:
      return [
        "name": name, "in": "query", "style": "form", "explode": true,
        "description": "A setting as the command line takes it, KEY=VALUE; may be repeated.",
        "schema": [
          "type": "array", "maxItems": .integer(limits.settings),
          "items": ["type": "string", "maxLength": .integer(limits.settingLength)],
        ],
      ]
    case .words:
      return [
        "name": name, "in": "query", "description": "Words to look for in keys and their help.",
        "schema": ["type": "string", "maxLength": .integer(limits.searchLength)],
      ]
    }
  }

  // MARK: - Answers

  private static func success(of action: LabRoute.Action) -> JSONValue.Member {
    let (status, reply): (Int, JSONValue) =
      switch action {
      case .page: (200, file("text/html", "string", "The page."))
      case .pageFile:
        (
          200,
          [
            "description": "The file.",
            "content": [
              "text/html": [:], "text/css": [:], "text/javascript": [:], "image/svg+xml": [:],
              "image/png": [:], "font/woff2": [:], "application/octet-stream": [:],
            ],
          ]
        )
      case .chartBundle: (200, file("text/javascript", "string", "JavaScript."))
      case .openAPI:
        (
          200,
          [
            "description": "This document.",
            "content": ["application/json": ["schema": ["type": "object"]]],
          ]
        )
      case .icon: (204, ["description": "Nothing."])
      case .scenarios: (200, content("application/json", "Scenarios", "The scenarios."))
      case .scenario: (200, content("application/json", "Scenario", "The scenario."))
      case .keys: (200, content("application/json", "Keys", "At most 20 keys."))
      case .check: (200, content("application/json", "Check", "What is wrong; none if nothing."))
      case .base, .whatIf:
        (
          200,
          file(
            "text/event-stream", "string",
            "Events: 'progress', 'result' (a Result), and at the end 'done' or 'problem' (a Problem); lines "
              + "that begin with a colon show that the lab is alive.")
        )
      case .variant:
        (200, file("text/yaml", "object", "A scenario file that extends the scenario."))
      case .differences: (200, file("text/csv", "string", "Rows as in comparison.csv."))
      case .snapshots: (200, content("application/json", "Snapshots", "The snapshots."))
      case .addSnapshot: (201, content("application/json", "Snapshot", "The snapshot, kept."))
      case .deleteSnapshot: (204, ["description": "Deleted."])
      }
    return .init(key: String(status), value: reply)
  }

  private static func content(_ type: String, _ schema: String, _ what: String) -> JSONValue {
    let reference: JSONValue = ["$ref": .string("#/components/schemas/\(schema)")]
    return [
      "description": .string(what),
      "content": .object([.init(key: type, value: ["schema": reference])]),
    ]
  }

  /// An answer that is no JSON: what it is once read.
  private static func file(_ type: String, _ read: String, _ what: String) -> JSONValue {
    [
      "description": .string(what),
      "content": .object([.init(key: type, value: ["schema": ["type": .string(read)]])]),
    ]
  }

  /// What can go wrong, by status.
  private static func failures(of route: LabRoute) -> [(Int, String)] {
    var failures = [
      (400, "The request is not well formed, or a parameter is unknown or too long."),
      (403, "It comes from another page, or names another host."),
      (405, "The address does not take this method; 'Allow' says which it takes."),
      (408, "The request did not arrive in time."),
      (411, "A body does not state its length."),
      (413, "A body is too long, or the scenario keeps too many snapshots."),
      (431, "The address or the headers are too long."),
      (500, "A fault of the lab."),
      (503, "There are too many connections, or there is too much to do."),
      (505, "It is not HTTP/1.1 or 1.0."),
    ]
    let named = names(in: route.path)
    if !named.isEmpty || route.action == .chartBundle {
      failures.append((404, "There is none of that name or number."))
    }
    if named.contains("id"), route.action != .snapshots, route.action != .deleteSnapshot {
      failures.append((422, "The settings do not fit the scenario, or it cannot be simulated."))
    }
    if route.action == .addSnapshot { failures.append((415, "The body is not said to be JSON.")) }
    if route.action == .base || route.action == .whatIf {
      failures.append((429, "Too many streams are open."))
    }
    return failures.sorted { $0.0 < $1.0 }
  }
}
