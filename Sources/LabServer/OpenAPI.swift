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
        "description": .string(
          "The lab in the browser. It answers to 127.0.0.1 alone; where a class is held, to its network, and "
            + "there with a session, a cookie that joining sets. Times are in months, shares are 0 to 1."
        ),
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
      .init(key: "operationId", value: .string(route.name)),
      .init(key: "summary", value: .string(route.summary)),
    ]
    let parameters =
      route.argumentNames.map { pathParameter($0, known) }
      + route.parameters.map { queryParameter($0, limits) }
    if !parameters.isEmpty { members.append(.init(key: "parameters", value: .array(parameters))) }
    if let body = route.body {
      members.append(
        .init(
          key: "requestBody",
          value: ["required": true, "content": ["application/json": ["schema": body(limits)]]]))
    }
    var replies = [
      JSONValue.Member(key: String(route.success.status), value: answer(route.success))
    ]
    for (status, reason) in failures(of: route) {
      let problem = LabSuccess.json("Problem", reason)
      replies.append(.init(key: String(status), value: answer(problem)))
    }
    members.append(.init(key: "responses", value: .object(replies)))
    return .object(members)
  }

  private static func pathParameter(_ name: String, _ known: [String: [String]]) -> JSONValue {
    let names: JSONValue = ["enum": .array((known[name] ?? []).map(JSONValue.string))]
    let schema: JSONValue =
      switch name {
      case "id": ["type": "string", "anyOf": [names, OpenAPISchemas.draftID]]
      case "draft": OpenAPISchemas.draftID.merging(["type": "string"])
      case "name": names.merging(["type": "string"])
      default: ["type": "integer", "minimum": 1, "maximum": 9_007_199_254_740_991]
      }
    return ["name": .string(name), "in": "path", "required": true, "schema": schema]
  }

  private static func queryParameter(
    _ parameter: LabParameter, _ limits: LabHTTPLimits
  ) -> JSONValue {
    let value: JSONValue = [
      "type": "string", "maxLength": .integer(parameter.mostCharacters(limits)),
    ]
    let most = parameter.mostTimes(limits)
    var members: JSONValue = [
      "name": .string(parameter.name), "in": "query", "description": .string(parameter.summary),
    ]
    if most == 1 {
      members = members.merging(["schema": value])
    } else {
      members = members.merging([
        "style": "form", "explode": true,
        "schema": ["type": "array", "maxItems": .integer(most), "items": value],
      ])
    }
    return members
  }

  /// What is answered: its types, and what is read from each.
  private static func answer(_ success: LabSuccess) -> JSONValue {
    let description: JSONValue = ["description": .string(success.summary)]
    guard !success.content.isEmpty else { return description }
    return description.merging([
      "content": .object(
        success.content.map { type, schema in
          .init(key: type, value: schema == [:] ? [:] : ["schema": schema])
        })
    ])
  }

  /// What can go wrong, by status.
  private static func failures(of route: LabRoute) -> [(Int, String)] {
    var failures = [
      (400, "The request is not well formed, or a parameter is unknown or too long."),
      (
        403,
        "It comes from another page, names another host, or is not for this member of the class: who has not "
          + "joined, or a pupil where the trainer has locked something."
      ),
      (405, "The address does not take this method; 'Allow' says which it takes."),
      (408, "The request did not arrive in time."),
      (411, "A body does not state its length."),
      (413, "A body is too long."),
      (431, "The address or the headers are too long."),
      (500, "A fault of the lab."),
      (503, "There are too many connections, or there is too much to do."),
      (505, "It is not HTTP/1.1 or 1.0."),
    ]
    if !route.argumentNames.isEmpty {
      failures.append((404, "There is none of that name or number."))
    }
    if route.argumentNames.contains("id") {
      failures.append((422, "It is a draft, which is no scenario yet."))
    }
    failures.removeAll { general in route.failures.contains { $0.status == general.0 } }
    failures += route.failures
    return failures.sorted { $0.0 < $1.0 }
  }
}
