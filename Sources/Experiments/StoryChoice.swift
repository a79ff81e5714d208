import CustomerExperience

extension StoryPair {
  /// The lives of three customers in both worlds, chosen by a rule: of those who were kept the one who leaves first
  /// in the baseline, of those who were lost the one who leaves first in the variant, and of those for whom nothing
  /// changed the first who stays in both, or where nobody does, who leaves in both.
  ///
  /// - Parameters:
  ///   - baseline: what became of the customers at the start in the baseline.
  ///   - variant: what became of them in the variant, in the same order.
  ///   - run: lives through both worlds again, following some customers.
  /// - Returns: A pair for each kind of customer that there is.
  static func chosen(
    from baseline: [ReplicationResult.Fate], _ variant: [ReplicationResult.Fate],
    run: ([Int]) -> (ReplicationResult, ReplicationResult)
  ) -> [StoryPair] {
    let rows = chosenRows(from: baseline, variant)
    guard !rows.isEmpty else { return [] }
    let (before, after) = run(rows.map(\.row))
    guard before.stories.count == rows.count, after.stories.count == rows.count else { return [] }
    return rows.enumerated().map { number, chosen in
      StoryPair(
        fate: chosen.fate, customer: chosen.row + 1, segment: baseline[chosen.row].segment,
        baseline: before.stories[number], variant: after.stories[number],
        leftBaseline: baseline[chosen.row].left, leftVariant: variant[chosen.row].left)
    }
  }

  /// Who is chosen, by row.
  static func chosenRows(
    from baseline: [ReplicationResult.Fate], _ variant: [ReplicationResult.Fate]
  ) -> [(fate: Fate, row: Int)] {
    let both = Array(zip(baseline, variant))
    let kept = both.indices.filter { both[$0].0.left.isFinite && !both[$0].1.left.isFinite }
    let lost = both.indices.filter { !both[$0].0.left.isFinite && both[$0].1.left.isFinite }
    let stayed = both.indices.first { !both[$0].0.left.isFinite && !both[$0].1.left.isFinite }
    let gone = both.indices.first { both[$0].0.left.isFinite && both[$0].1.left.isFinite }
    return [
      (Fate.kept, kept.min { (both[$0].0.left, $0) < (both[$1].0.left, $1) }),
      (.lost, lost.min { (both[$0].1.left, $0) < (both[$1].1.left, $1) }),
      // Of a change that changes nobody's fate there is nothing to tell.
      (.unchanged, kept.isEmpty && lost.isEmpty ? nil : stayed ?? gone),
    ].compactMap { fate, row in row.map { (fate, $0) } }
  }
}
