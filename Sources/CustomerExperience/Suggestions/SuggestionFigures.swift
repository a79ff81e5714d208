/// What becomes of customers' ideas.
public struct SuggestionFigures: Sendable, BitwiseCopyable {
  /// Ideas had.
  public let had: Figure<Truth>
  /// Ideas said.
  public let said: Figure<Truth>
  /// Suggestions written down.
  public let captured: Figure<Recorded>
  /// Suggestions adopted.
  public let adopted: Figure<Recorded>
  /// Suggestions answered.
  public let answered: Figure<Recorded>
  /// Suggestions written down about each step.
  let aboutSteps: Counter
  /// Suggestions written down about each feature and each step.
  public let about: Figure<Recorded>
  /// Improvements made.
  public let improvements: Figure<Recorded>
  /// What improvements cost.
  public let cost: Account

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.suggestions != nil }
    had = declare.count(
      "suggestions_had", "ideas that customers had", .count, [.all], .neither,
      "Ideas of customers for something that they missed, said or not.", isThere: isThere)
    said = declare.count(
      "suggestions_said", "ideas that were said", .count, [.all], .neither,
      "Ideas that customers said to somebody of the firm.", isThere: isThere)
    captured = declare.count(
      "suggestions_captured", "suggestions written down", .count, [.all], .up,
      "Ideas that were said and written down.", isThere: isThere)
    adopted = declare.count(
      "suggestions_adopted", "suggestions adopted", .count, [.all], .up,
      "Suggestions written down that the firm then decided to do, or that ask for what is under way or done already: of "
        + "several that ask for one thing only one made it (suggestion_improvements).",
      isThere: isThere)
    answered = declare.count(
      "suggestions_answered", "suggestions answered", .count, [.all], .up,
      "Adopted suggestions whose authors were told that it was done.", isThere: isThere)
    aboutSteps = declare.counter(by: .touchpoint)
    about = declare.count(
      "suggestions_about", "suggestions about it", .count, [.feature, .touchpoint], .neither,
      "Suggestions written down that ask for a feature, or for a step of a journey to be made better.",
      others: [.touchpoint: aboutSteps], isThere: isThere)
    improvements = declare.count(
      "suggestion_improvements", "improvements suggested and made", .count, [.all], .up,
      "Features and steps that were made better because customers had asked for it.",
      isThere: isThere)
    cost = declare.account(
      "suggestion_cost", "improvements suggested",
      "What improvements cost that customers suggested, when they are decided.",
      isSpending: true, isThere: isThere)
  }
}
