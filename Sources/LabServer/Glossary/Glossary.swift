/// Words of the field and of this program, each with what it means and which criterion of a course unit it serves.
struct Glossary: Sendable {
  /// A unit of a course.
  struct Unit: Sendable {
    /// What terms call it.
    let id: String
    let title: String
    let criteria: [Criterion]
  }

  /// Something that a learner is to show.
  struct Criterion: Sendable {
    /// Its number in the unit, or its theme where the unit numbers none.
    let number: String
    /// What it asks for, in a few words.
    let text: String
  }

  /// A word.
  struct Term: Sendable {
    let word: String
    /// Other forms in which texts have it.
    let forms: [String]
    let meaning: String
    /// The criteria that it serves, such as `retention 2.1`.
    let criteria: [String]
    /// Where it is to be seen here.
    let places: [Place]
    /// Whether texts of the page mark it: what stands everywhere is only looked up.
    let isMarked: Bool
  }

  /// Where something is to be seen.
  enum Place: Sendable, Equatable {
    /// A view of the page, by its name, and what to look at there.
    case view(String, String)
    /// A key of scenario files, without ids.
    case key(String)
    /// A figure of results.
    case figure(String)
  }

  static let units: [Unit] = [relations, needs, retention, module]
  static let terms: [Term] =
    (experience + measuring + staying + relating + serving + selling + deciding).sorted {
      $0.word.lowercased() < $1.word.lowercased()
    }

  /// A term.
  static func term(
    _ word: String, _ forms: [String] = [], _ meaning: String, _ criteria: [String],
    _ places: [Place], isMarked: Bool = true
  ) -> Term {
    Term(
      word: word, forms: forms, meaning: meaning, criteria: criteria, places: places,
      isMarked: isMarked)
  }
}
