/// The names that platforms use for the same thing.
enum MetricNames {
  /// Reads `{saves: [saved, bookmarks], likes: [reactions]}`: of each other name the first.
  static func table(_ node: YAMLNode?) throws(Message) -> [String: String] {
    var table: [String: String] = [:]
    for pair in try node?.pairs("metric_names") ?? [] {
      for other in pair.value.elements {
        let name = try other.string(pair.shownKey)
        guard table.updateValue(pair.key, forKey: name) == nil else {
          throw Message(
            "\(Quoting.quoted(name)) stands twice", about: "metric_names", at: other.place,
            status: .configuration)
        }
      }
    }
    return table
  }
}
