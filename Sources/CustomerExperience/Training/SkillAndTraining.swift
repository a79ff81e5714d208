import Glibc

/// M29: learning on the job, training, transfer and decay.
///
///     course, applied with chance `transfer`:  K ← K + gain·teaches·(1 − K)
///     without refreshing:                      what was gained halves every half-life
///     learning on the job:                     K = talent − gap·e^{−tenure/ramp}
///
/// A gain of 0.31 moves the average trainee by 0.62 standard deviations within the job (Arthur, Bennett,
/// Edens & Bell 2003). 62% apply what they learned at once (Saks & Belcourt 2006: 62, 44 and 34% at once,
/// after six months and after a year); the half-life of 13.8 months alone takes 62% to 34% in a year, so
/// that transfer and decay are counted once.
public enum SkillAndTraining {
  /// The share of a gain left after some months.
  @inline(__always)
  public static func retained(months: Double, halfLife: Double?) -> Double {
    guard let halfLife else { return 1 }
    return exp2(-months / halfLife)
  }

  /// The skill learned on the job.
  @inline(__always)
  public static func onTheJob(talent: Double, tenureMonths: Double, novice: Novice) -> Double {
    let ramp = novice.rampMonths > 0 ? exp(-tenureMonths / novice.rampMonths) : 0
    return min(1, max(0, talent - novice.skillGap * ramp))
  }

  /// What a course that can be applied adds to skill on each dimension.
  @inline(__always)
  public static func gained(_ course: Course, skill: Dimensional) -> Dimensional {
    let gap = Dimensional.all(1) - skill
    return gap * course.teaches.vector * course.gain
  }

  /// Mean share of the greatest possible uplift when a course of gain `g` is repeated every `interval`
  /// months for ever: the closed form that the simulation is tested against.
  public static func meanUplift(gain g: Double, halfLife: Double, interval: Double) -> Double {
    let r = exp2(-interval / halfLife)
    let afterCourse = g / (1 - r * (1 - g))
    let meanShare = (1 - r) * halfLife / (interval * log(2))
    return afterCourse * meanShare
  }
}
