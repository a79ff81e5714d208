extension LabRoute {
  /// Words of the field.
  static let glossary: [LabRoute] = [
    LabRoute(
      path: "/api/glossary", name: "glossary",
      summary: """
        Words of the field, with what they mean here and the criteria of course units that they \
        serve.
        """,
      access: .everybody, success: .json("Glossary", "The words and the units.")
    ) { _, _ in LabReply(json: Glossary.json) }
  ]
}
