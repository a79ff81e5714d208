import Documents

extension OpenAPISchemas {
  /// The forms of growth curves, stories and plans.
  static let curves: JSONValue = [
    "Growth": object([
      "pairs": ["type": "integer", "minimum": 1], "of": ["type": "integer", "minimum": 1],
      "settings": list(of: text), "dose_replications": ["type": "integer", "minimum": 1],
      "title": optionalText, "observed_slope": optionalNumber,
      "causal": list(
        of: object([
          "dose": number, "satisfaction": number, "sales_growth": reference("Estimate"),
          "retention": number, "acquisition": number, "frequency": number, "price_mix": number,
        ])),
      "observed": list(
        of: object([
          "band": text, "satisfaction": number, "sales_growth": number, "customers": number,
        ])),
    ]),
    "Stories": object([
      "settings": list(of: text), "choice": text, "note": optionalText,
      "stories": list(of: reference("Story")),
    ]),
    "Story": object([
      "fate": ["type": "string", "enum": ["kept", "lost", "unchanged"]], "heading": text,
      "customer": ["type": "integer", "minimum": 1], "segment": text, "summary": text,
      "rows": list(
        of: object([
          "time": text, "base": list(of: text), "variant": list(of: text),
          "parts": ["type": "boolean"],
        ])),
    ]),
    "Plan": object([
      "months": ["type": "integer", "minimum": 0], "entries": list(of: reference("PlanEntry")),
      "teams": list(
        of: object([
          "id": text, "title": text, "courses": list(of: object(["id": text, "title": text])),
        ])),
      "keys": list(of: reference("Lever")),
      "campaigns": list(
        of: object([
          "id": text, "title": text, "type": text, "month": number, "months": number,
          "spend": number,
        ])),
      "new_campaign_starts_anew": ["type": "boolean"],
    ]),
    "PlanEntry": object([
      "month": number, "text": text, "train": optionalText, "course": optionalText,
      "every": optionalText, "until": optionalText, "item": optionalText,
      "set": list(of: object(["path": text, "value": text])),
    ]),
  ]
}
