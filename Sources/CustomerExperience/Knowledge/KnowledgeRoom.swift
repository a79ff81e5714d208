import DiscreteEvents
import Glibc

/// A customer's answer to the survey.
public struct SurveyAnswer: Sendable, Equatable, BitwiseCopyable {
  /// The customer's number in the firm's files, from 0.
  public let customer: Int32
  /// The month at whose end it was given.
  public let month: Int32
  /// The answer, in points from 0 to 100.
  public let points: Double
}

/// A complaint that the firm heard.
public struct ComplaintHeard: Sendable, Equatable, BitwiseCopyable {
  /// The customer's number in the firm's files, from 0.
  public let customer: Int32
  /// The number of the journey it is about.
  public let journey: Int32
  /// Minutes since the start.
  public let time: Double
}

/// What the firm has on file about a customer.
public struct CustomerFile: Sendable, Equatable, BitwiseCopyable {
  /// Visits at which the customer bought.
  public internal(set) var visits: Int32 = 0
  /// Complaints since the start.
  public internal(set) var complaints: Int32 = 0
  /// Minutes since the start of the first and the last of the visits.
  public internal(set) var firstVisit = 0.0, lastVisit = -Double.infinity

  /// Whether the customer has been silent for longer than what chance explains.
  ///
  /// That is for longer than ln(visits a year / 0.05) of their own mean gaps. The rule is for a repertoire
  /// market.
  ///
  /// - Parameter now: minutes since the start.
  public func isSilent(at now: Double) -> Bool {
    guard visits > 0 else { return true }
    let span = lastVisit - firstVisit
    let gap = visits > 1 ? span / Double(visits - 1) : TimeGrid.year / 4
    guard gap > 0 else { return false }
    let multiple = max(1, log(TimeGrid.year / gap / 0.05))
    return now - lastVisit > multiple * gap
  }
}

/// A customer's visits as they lie in the table: 12 bytes.
struct VisitsOnFile {
  /// Visits at which the customer bought.
  private(set) var count: Int32 = 0
  /// Minutes since the start of the first and the last of them, to seven digits.
  private(set) var first: Float = 0, last = -Float.infinity

  /// Notes another visit.
  ///
  /// No visit is later on file than it was: what is told of the time since is never negative.
  @inline(__always)
  mutating func add(at now: Double) {
    let nearest = Float(now)
    last = Double(nearest) > now ? nearest.nextDown : nearest
    if count == 0 { first = last }
    count += 1
  }
}

/// What the firm knows: who answered what, who complained when, who bought.
///
/// Beside it stand the figures whose nature is ``Known``. Nothing here is about what customers think unless
/// they said so.
struct KnowledgeRoom: Room {
  fileprivate let answers: TableHandle<SurveyAnswer>
  fileprivate let complaints: TableHandle<ComplaintHeard>
  /// Complaints since the start, by customer.
  fileprivate let complaintsOnFile: TableHandle<Int32>
  /// Visits, by customer; empty under a contract.
  fileprivate let visitsOnFile: TableHandle<VisitsOnFile>

  init(_ plot: Plot) {
    answers = plot.tables.make()
    complaints = plot.tables.make()
    complaintsOnFile = plot.tables.make()
    visitsOnFile = plot.tables.make()
  }

  static func observationBegins(_ world: inout Simulation) {
    let complaints = world.rows(world.rooms.knowledge.complaintsOnFile)
    complaints.fill(with: 0, count: complaints.count)
  }
}

extension Simulation {
  /// What was answered to the survey, in order of time.
  var answers: Rows<SurveyAnswer> { rows(rooms.knowledge.answers) }
  /// Complaints since the start, in order of time.
  var complaintsHeard: Rows<ComplaintHeard> { rows(rooms.knowledge.complaints) }
  /// Visits on file, by customer; empty under a contract.
  var visitsOnFile: Rows<VisitsOnFile> {
    @inline(__always) get { rows(rooms.knowledge.visitsOnFile) }
  }

  /// Opens the file of a new customer.
  func openFile() {
    rows(rooms.knowledge.complaintsOnFile).append(0)
    if settings.bond.isChosenOnOccasions { visitsOnFile.append(VisitsOnFile()) }
  }

  /// While the world settles, another customer takes a row, of whom nothing is on file.
  mutating func dropFile(of row: Int) {
    rows(rooms.knowledge.complaintsOnFile)[row] = 0
    if settings.bond.isChosenOnOccasions { visitsOnFile[row] = VisitsOnFile() }
  }

  /// A complaint is put on file.
  func fileComplaint(of row: Int) { rows(rooms.knowledge.complaintsOnFile)[row] += 1 }

  /// Complaints of a customer since the start.
  func complaintsOnFile(of row: Int) -> Int32 { rows(rooms.knowledge.complaintsOnFile)[row] }

  /// What the firm has on file about a customer.
  func file(of row: Int) -> CustomerFile {
    var file = CustomerFile()
    file.complaints = complaintsOnFile(of: row)
    guard settings.bond.isChosenOnOccasions else { return file }
    let visits = visitsOnFile[row]
    file.visits = visits.count
    (file.firstVisit, file.lastVisit) = (Double(visits.first), Double(visits.last))
    return file
  }
}

/// The firm as its managers see it: what is in its books and what its instruments have read.
///
/// A view of a month's beginning. The truth is not in it: figures are asked for by their place among
/// ``Figures``, and only those of a ``Known`` nature have a type that fits.
public struct FirmView: Sendable {
  /// The month that begins; what is known is of those before.
  public let month: Int
  /// The ids of the segments, in the order of their numbers.
  public let segments: [String]
  /// Answers to the survey, in order of time.
  public let answers: [SurveyAnswer]
  /// Complaints, in order of time.
  public let complaints: [ComplaintHeard]
  /// The customers' files, by their numbers; leavers keep theirs.
  public let customers: [CustomerFile]
  /// Of truth, too: never to be shown as a whole.
  private let timeline: FigureSeries

  init(of world: Simulation) {
    month = world.month
    segments = world.settings.scenario.customers.segments.map(\.id)
    answers = Array(world.answers)
    complaints = Array(world.complaintsHeard)
    customers = world.customers.indices.map(world.file)
    timeline = world.result.timeline
  }

  /// What a figure was in a month; nil where there is nothing to say, or the month has not ended.
  ///
  /// - Parameters:
  ///   - figure: which, such as `\.survey.satisfaction`.
  ///   - month: the month; the last one where nil.
  ///   - kind: what it is about.
  ///   - id: which segment, team and so on.
  public func value<Source: Known>(
    of figure: KeyPath<Figures, Figure<Source>>, in month: Int? = nil,
    about kind: SubjectKind = .all, _ id: String = ""
  ) -> Double? {
    let wanted = month ?? self.month - 1
    guard wanted >= 0, wanted < self.month else { return nil }
    let metric = timeline.layout.metric(of: timeline.layout.figures[keyPath: figure])
    guard let months = timeline[SeriesKey(metric.id, kind.subject(id))],
      months.indices.contains(wanted), !months[wanted].isNaN
    else { return nil }
    return months[wanted]
  }

  /// What was posted to an account in a month; nil where the month has not ended.
  public func value(
    of account: KeyPath<Figures, Account>, in month: Int? = nil,
    about kind: SubjectKind = .all, _ id: String = ""
  ) -> Double? {
    value(of: account.appending(path: \.figure), in: month, about: kind, id)
  }
}
