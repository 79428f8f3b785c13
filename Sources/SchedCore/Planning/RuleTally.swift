/// How many posts each rule concerns, for one line: `4 by min_gap_hours, 2 by quota`.
struct RuleTally {
  private var counts: [String: Int] = [:]

  init(_ rules: some Sequence<String>) {
    for rule in rules { counts[rule, default: 0] += 1 }
  }

  /// The most frequent first, those of one count by name.
  var words: String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) by \($0.key)" }.joined(separator: ", ")
  }
}
