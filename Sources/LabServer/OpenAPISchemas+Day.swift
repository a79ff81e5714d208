import CustomerExperience
import Documents

extension OpenAPISchemas {
  private static let index: JSONValue = ["type": ["integer", "null"], "minimum": 0]

  /// The forms of a day.
  static let day: JSONValue = [
    "Day": object([
      "day": ["type": "integer", "minimum": 1], "date": ["type": "string", "format": "date"],
      "weekday": text, "days": ["type": "integer", "minimum": 1],
      "chosen": ["type": "string", "enum": ["asked", "busiest", "course"]],
      "settings": list(of: text),
      "teams": list(
        of: object([
          "id": text, "title": text, "posts": count,
          "half_hours": [
            "type": "array", "minItems": .integer(DayRecord.halfHoursADay),
            "maxItems": .integer(DayRecord.halfHoursADay), "items": reference("HalfHour"),
          ],
        ])),
      "touchpoints": list(of: object(["title": text, "journey": text, "team": index])),
      "segments": list(of: text),
      "visits": list(
        of: object([
          "customer": ["type": ["integer", "null"], "minimum": 1], "segment": index,
          "touchpoint": index, "team": index, "arrived": number, "is_check": ["type": "boolean"],
        ])),
      "events": list(
        of: object(
          [
            "minute": number,
            "what": [
              "type": "string",
              "enum": .array(DayRecord.What.allCases.map { .string($0.rawValue) }),
            ],
            "visit": index, "customer": index, "team": index, "post": index, "about": text,
          ], required: ["minute", "what"])),
      "cut": count,
    ]),
    "HalfHour": object([
      "arrived": count, "served": count, "gave_up": count, "turned_away": count, "answered": count,
      "waited": ["type": "number", "minimum": 0], "longest_line": count, "on_duty": count,
      "in_class": count,
    ]),
  ]
}
