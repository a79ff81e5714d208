/// Settings in an order that does not depend on the one in which they were made.
enum SettingOrder {
  /// The same for the same settings in any order in which they mean the same.
  ///
  /// A setting of what another sets as a whole has to come after it, and a new entry of a list after the one before:
  /// in another order they are refused. So the order of such settings stays as it is.
  static func normal(_ settings: [String]) -> [String] {
    let keyed = settings.map { (key: key(of: $0), text: $0) }
    let entries = keyed.filter { $0.key.contains("[") }.map(\.text)
    let others = keyed.filter { !$0.key.contains("[") }.sorted { $0.text < $1.text }
    let keys = others.map(\.key)
    let isNested = keys.contains { whole in
      keyed.contains { $0.key.hasPrefix(whole + ".") || $0.key.hasPrefix(whole + "[") }
    }
    return isNested ? settings : others.map(\.text) + entries
  }

  private static func key(of setting: String) -> String { String(setting.prefix { $0 != "=" }) }
}
