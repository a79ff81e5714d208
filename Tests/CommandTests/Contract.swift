/// The tables that commands write, with their columns in order: what other programs rely on.
enum Contract {
  /// A run's tables; those that end in `...` go on with a column a metric.
  static let run = [
    "summary.csv": columns("metric subject unit mean lower upper half_width replications"),
    "timeline.csv": columns("month metric subject mean lower upper"),
    "retention.csv": columns("view cohort segment month at_risk events survival lower upper"),
    "active.csv": columns("segment month active share lower upper"),
    "growth.csv": columns(
      "dose satisfaction sales_growth lower upper retention acquisition frequency price_mix"),
    "growth_observed.csv": columns("band satisfaction sales_growth customers"),
    "consistency.csv": columns(
      "source times spread quality quality_lower quality_upper satisfaction retention "
        + "retention_difference retention_lower retention_upper sales_difference "
        + "sales_lower sales_upper replications"),
    "touchpoints.csv": columns("month touchpoint ..."),
    "gaps.csv": columns("month gap ..."),
    "leavers.csv": columns("month cause segment customers"),
    "switching.csv": columns("from to choices share lower upper"),
    "pull.csv": columns("month pull ..."),
    "buyers.csv": columns("month provider ..."),
    "leaving_reasons.csv": columns("reason leavers share lower upper"),
    "loyalty.csv": columns(
      "segment loyalty customers share retention retention_lower retention_upper revenue "
        + "revenue_lower revenue_upper"),
    "evidence.csv": columns(
      "metric subject published_low published_high used mean lower upper verdict source"),
    "cohorts.csv": columns(
      "cohort period active revenue customers_kept money_kept_net money_kept_gross"),
    "tenure.csv": columns(
      "year customer_years profit lower upper margin growth saving premium costs time referrals"),
    "whale.csv": columns("customers profit lower upper share"),
    "staff.csv": columns("month team ..."),
    "journeys.csv": columns("month journey ..."),
    "rivals.csv": columns("month rival ..."),
    "measurement.csv": columns("month ..."),
    "finance.csv": columns("month ..."),
  ]

  /// Tables of a run that has something to say in them.
  static let switchedOn = [
    "fairness.csv": columns(
      "attribute value measure kind unit mean lower upper difference difference_lower "
        + "difference_upper acts verdict"),
    "no_shows.csv": columns("lead no_show lower upper"),
    "contact_response.csv": columns(
      "times contacts irritated retention retention_difference retention_lower retention_upper "
        + "profit_difference profit_lower profit_upper replications"),
    "segmentation.csv": columns("method metric unit mean lower upper"),
    "stock.csv": columns("month category ..."),
    "accounts.csv": columns("month account ..."),
    "sites.csv": columns("month site ..."),
  ]

  /// A comparison's tables.
  static let comparison = [
    "comparison.csv": columns(
      "metric subject unit baseline variant mean_baseline mean_variant difference lower upper "
        + "adjusted_lower adjusted_upper pairs variance_reduction verdict smallest"),
    "difference.csv": columns("month metric subject variant difference lower upper"),
    "customers_changed.csv": columns("variant segment saved lost stayed_anyway left_anyway"),
  ]

  /// What `--records` adds; `customers.csv` goes on with a column an attribute.
  static let records = [
    "records/transactions.csv": columns(
      "customer_id date amount transaction_id timestamp case_id replication"),
    "records/lifetimes.csv": columns(
      "customer_id scenario entry duration event_observed segment joined left cause replication"),
    "records/customers.csv": columns(
      "customer_id segment initial purchases_before first_before last_before replication ..."),
    "records/events.csv": columns(
      "customer_id event timestamp resource scenario case_id start_timestamp replication"),
    "records/contacts.csv": columns(
      "customer_id case_id touchpoint team agent arrival begin end wait outcome replication"),
    "records/surveys.csv": columns("customer_id month date answer replication"),
    "records/panel.csv": columns(
      "customer_id segment spell month date start stop event satisfaction price contacts "
        + "contacts_before complaints purchases paid replication"),
    "records/agents.csv": columns(
      "month team agent post hired left experience duty busy training courses contacts "
        + "contacts_own skill engagement burnout replication"),
  ]

  /// What every folder holds besides tables and charts.
  static let others: Set = ["columns.json", "datapackage.json", "report.html", "manifest.json"]

  private static func columns(_ names: String) -> [String] {
    names.split(separator: " ").map(String.init)
  }
}
