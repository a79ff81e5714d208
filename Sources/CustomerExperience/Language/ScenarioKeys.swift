extension Scenario: Declared {
  /// The declared keys of a scenario file.
  public static var keys: [Key<Scenario>] { heading + world + service + market + experiment }

  private static var heading: [Key<Scenario>] {
    [
      Key(
        "extends", .parent, "Another scenario file that this one changes; relative to this file.",
        changeable: false),
      Key(
        "title", .text(\.title), "The title shown on charts and in the report.", required: true,
        changeable: false),
      Key(
        "about", .text(\.about), "What the scenario asks, in a sentence or two.",
        changeable: false),
      Key(
        "sources", .citations(\.sources),
        "Citations of the figures used, each under an id that evidence can refer to.",
        changeable: false),
      Key(
        "currency", .text(\.currency), "The currency, by its three letters (ISO 4217).",
        changeable: false),
    ]
  }

  private static var world: [Key<Scenario>] {
    [
      Key(
        "clock", .section(\.clock), "When it starts, how long it runs and how long it settles.",
        required: true),
      Key(
        "customers", .section(\.customers), "Who the customers are and what binds them.",
        required: true),
      Key(
        "journeys", .table(\.journeys, of: "journey"),
        "What customers need and the path each need takes.", required: true),
      Key("teams", .table(\.teams, of: "team"), "The people who serve."),
      Key(
        "sites", .table(\.sites, of: "site"),
        "Where customers are served: each goes to one of them, by its attraction and the way to it; in one place where not "
          + "given.", see: "Huff 1964"),
    ]
  }

  private static var service: [Key<Scenario>] {
    [
      Key("quality", .section(\.quality), "The quality of service: its mean and its spread."),
      Key(
        "features", .table(\.features, of: "feature"),
        "What the offer has or lacks at encounters: needs and wants, and what meeting them costs."),
      Key(
        "stock", .section(\.stock),
        "Goods that may be out of stock when somebody comes for them (repertoire); none where not given."
      ),
      Key(
        "returns", .section(\.returns),
        "Goods that customers bring back (repertoire); none where not given."),
      Key(
        "segmentation", .section(\.segmentation),
        "Customers divided into segments from what is on record, held against customers.needs; not where not given."
      ),
      Key(
        "suggestions", .section(\.suggestions),
        "What customers suggest out of what they miss, and what the firm makes of it; not heard where not given."
      ),
      Key("expectations", .section(\.expectations), "How expectations adapt."),
      Key("satisfaction", .section(\.satisfaction), "How satisfaction forms."),
    ]
  }

  private static var market: [Key<Scenario>] {
    [
      Key("market", .section(\.market), "Rivals, prices and the response to them."),
      Key(
        "complaints", .section(\.complaints), "Who complains and how complaints are handled."),
      Key("loyalty", .section(\.loyalty), "Who stays and who leaves."),
      Key("measurement", .section(\.measurement), "What managers can see."),
      Key("economics", .section(\.economics), "Margins, costs and the discount rate."),
    ]
  }

  private static var experiment: [Key<Scenario>] {
    [
      Key(
        "plan", .plan(items: \.planItems, courses: \.courses, phases: \.phases),
        "Dated changes of settings and courses held on a date.", changeable: false),
      Key(
        "levers", .levers(\.levers), "Keys that the web page and sweeps offer, with their ranges.",
        changeable: false),
      Key(
        "evidence", .list(\.evidence), "Published figures the scenario is held against.",
        changeable: false),
      Key(
        "growth", .section(\.growth),
        "The doses of the causal satisfaction-to-sales-growth curve.", changeable: false),
    ]
  }
}

extension PlanEntry: Declared {
  /// The declared keys of an entry of `plan`.
  public static var keys: [Key<PlanEntry>] {
    [
      Key(
        "at", .moment(\.at), "When it takes effect.", required: true, changeable: false),
      Key(
        "set", .settings(\.set), "Keys by their dotted paths, and what each is set to.",
        changeable: false),
      Key(
        "item", .optionalText(\.item),
        "The id of the item of the plan that this is part of: letters a to z, digits and hyphens.",
        changeable: false),
      Key("owner", .optionalText(\.owner), "Who is responsible for the item.", changeable: false),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000_000),
        "Money that the item costs when it takes effect.", changeable: false),
      Key("train", .optionalText(\.train), "The team that takes a course.", changeable: false),
      Key(
        "course", .optionalText(\.course), "The course, one of the team's `training`.",
        changeable: false),
      Key(
        "every", .optionalNumber(\.everyMonths, .months, 0.25...480, absent: "never"),
        "How often the course is repeated.", changeable: false),
      Key(
        "until", .optionalMoment(\.until), "When repetition stops.", changeable: false),
    ]
  }
}

extension Evidence: Declared {
  /// The declared keys of an entry of `evidence`.
  public static var keys: [Key<Evidence>] {
    [
      Key("metric", .text(\.metric), "The metric's id.", required: true, changeable: false),
      Key(
        "subject", .text(\.subject),
        "Whom it is about: all, segment:ID, team:ID, rival:ID or journey:ID.", changeable: false),
      Key(
        "low", .measured(\.low), "The lower end of the published range.", required: true,
        changeable: false),
      Key(
        "high", .measured(\.high), "The upper end of the published range.", required: true,
        changeable: false),
      Key(
        "used", .oneOf(\.used),
        "Whether the scenario was tuned to the figure (fit) or not (check).", changeable: false),
      Key(
        "source", .text(\.source), "The id of the citation, one of `sources`.", required: true,
        changeable: false),
    ]
  }
}

extension GrowthCurve: Declared {
  /// The declared keys of the section `growth`.
  public static var keys: [Key<GrowthCurve>] {
    [
      Key(
        "from", .number(\.from, .points, -50...0), "The lowest shift of the service's mean.",
        changeable: false),
      Key(
        "to", .number(\.to, .points, 0...50), "The highest shift of the service's mean.",
        changeable: false),
      Key(
        "doses", .integer(\.doses, .count, 2...101), "How many doses, evenly spaced.",
        changeable: false),
      Key(
        "replications", .integer(\.replications, .count, 2...10_000), "Replications a dose.",
        changeable: false),
    ]
  }
}
