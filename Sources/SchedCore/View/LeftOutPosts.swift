/// How many posts an export leaves out, and why.
struct LeftOutPosts {
  private var total = 0
  private var counts: [String: Int] = [:]

  /// Whether no post has been counted.
  var isEmpty: Bool { total == 0 }

  mutating func countPost() { total += 1 }

  mutating func leaveOut(because reason: String) { counts[reason, default: 0] += 1 }

  /// `6 of 60 posts are not in the calendar: 5 unscheduled, 1 draft`; nil where none is left out.
  func message(outOf place: String) -> Message? {
    guard !counts.isEmpty else { return nil }
    let reasons = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let sum = counts.values.reduce(0, +)
    let list = reasons.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return Message(
      "\(sum) of \(total) \(total == 1 ? "post" : "posts") \(sum == 1 ? "is" : "are") not in \(place): "
        + list, level: .report)
  }
}
