/// Words of screens, reports and charts that are neither keys nor metrics.
public enum TermReference {
  /// A word with what it means.
  struct Term {
    let word: String
    let meaning: String
  }

  /// What a word means; nil where it is none of them.
  public static func explain(_ word: String) -> String? {
    let word = word.lowercased()
    return all.first { $0.word == word }.map { "\($0.word)     a word of reports\n\($0.meaning)" }
  }

  /// The words, in the order of the alphabet.
  public static var words: [String] { all.map(\.word) }

  static let all = [
    Term(
      word: "baseline",
      meaning: "The scenario that variants are compared with: the first file, or the file as it is."
    ),
    Term(
      word: "clear",
      meaning:
        "Of a difference: its 95% confidence interval, widened for the number of variants, does not "
        + "include zero."),
    Term(
      word: "confidence interval",
      meaning:
        "What range the true figure of the model probably lies in, given how many runs were made: a "
        + "method that is right 95 times in 100. It says nothing of whether the assumptions are right."
    ),
    Term(
      word: "drifted",
      meaning:
        "Of expectations: they have moved to what customers are used to, or to what rivals offer (see "
        + "expectations.drift)."),
    Term(
      word: "half-width",
      meaning: "Half of the length of a confidence interval: the figure is known to within so much."
    ),
    Term(
      word: "kept and lost",
      meaning:
        "Customers who stay with a variant and leave without it, and the other way round: the same people "
        + "with the same luck in both."),
    Term(
      word: "not clear yet",
      meaning:
        "Of a difference: its interval includes zero, so luck may be all of it; more replications may "
        + "tell, and the report says about how many."),
    Term(
      word: "pair",
      meaning:
        "One replication of a baseline and of a variant, with the same customers and the same luck: what "
        + "differs is what the variant does."),
    Term(
      word: "plan",
      meaning: "What changes on a date: settings, courses and items with an owner and a cost."),
    Term(
      word: "replication",
      meaning:
        "One run of the whole scenario with luck of its own. Figures are means over replications."),
    Term(
      word: "same",
      meaning: "Of a difference: it is zero in every pair, to the last digit."),
    Term(
      word: "settling",
      meaning:
        "The months that a world lives through before the scenario's start, so that customers and staff "
        + "have a past (see clock.settle)."),
    Term(
      word: "survey",
      meaning: "Of a figure: what the answers of those who were asked say, and not how it is (see "
        + "measurement.survey)."),
    Term(
      word: "too small",
      meaning:
        "Of a difference: both ends of its interval are below what is worth mentioning for that figure "
        + "(cxlab explain and the figure's id says from what size on it would matter)."),
    Term(
      word: "truth",
      meaning:
        "Of a figure: how it is in the model, which no firm can see; firms have records and surveys."
    ),
    Term(
      word: "variant",
      meaning:
        "A scenario that differs from the baseline in some keys, by --vs, by --set or by a file of its "
        + "own that extends it."),
  ]
}
