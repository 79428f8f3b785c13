/// What a cycle tells on standard error, beside the findings of `Analysis`.
extension Cycle {
  /// How many results there were.
  var counted: Message { .counted(self) }

  /// What a person should know of the outcomes, what was learned from, and whether it helped;
  /// `others` are metrics of results that have none that counts.
  func explanations(_ others: Set<String>) -> [Message] {
    doubts(about: others) + learned.map { .outcomes($0, request.catalogue) }
      + values.map { Message($0.text, level: .note) }
  }

  private func doubts(about others: Set<String>) -> [Message] {
    var doubts: [Message] = []
    if forgotten > 0 { doubts.append(.tooOld(forgotten, days: request.forgetDays)) }
    guard !state.ledger.posts.isEmpty, state.ledger.posts.allSatisfy({ $0.measuredAt == nil })
    else { return doubts + noOutcome }
    if let metric = request.rule.metric {
      doubts.append(.noFigure(metric, others))
    } else if !others.isEmpty {
      doubts.append(.noMetric(others))
    }
    return doubts
  }

  /// Told where there are posts with figures, and none of them has settled.
  private var noOutcome: [Message] {
    let waiting = learned.reduce(0) { $0 + $1.waiting }
    let isNone = learned.allSatisfy { $0.posts.isEmpty } && state.past.isEmpty
    return waiting > 0 && isNone ? [.allWait(waiting)] : []
  }
}

extension Message {
  fileprivate static func allWait(_ waiting: Int) -> Message {
    Message(
      "nothing is learned of hours yet, for figures may still change (posts that wait: \(waiting); "
        + "give them again when they have settled, four half-lives after they went out)",
      level: .warning)
  }

  /// What of a platform's posts is learned from.
  fileprivate static func outcomes(
    _ platform: PlatformLearning, _ catalogue: PlatformCatalogue
  ) -> Message {
    var parts = ["posts with an outcome: \(platform.posts.count)"]
    if platform.waiting > 0 {
      parts.append("with figures that may still change: \(platform.waiting)")
    }
    if platform.withoutFigures > 0 {
      parts.append("without a figure that counts: \(platform.withoutFigures)")
    }
    return Message(
      parts.joined(separator: ", "), about: catalogue.platforms[platform.platform].name,
      level: .note)
  }

  fileprivate static func counted(_ cycle: Cycle) -> Message {
    var text = cycle.newResults == 1 ? "1 new result" : "\(cycle.newResults) new results"
    if cycle.updated > 0 { text += ", \(cycle.updated) with other figures than before" }
    if cycle.known > 0 { text += ", \(cycle.known) counted before" }
    return Message(text, level: .note)
  }

  fileprivate static func tooOld(_ count: Int, days: Int) -> Message {
    Message(
      "results left out because they are older than the \(days) days of --forget-days: \(count) "
        + "(nobody knows any more whether they were counted before)", level: .warning)
  }

  fileprivate static func noFigure(_ metric: String, _ others: Set<String>) -> Message {
    let known = others.isEmpty ? "" : " (there are \(inWords(others)))"
    return Message(
      "no result has metrics.\(metric), so that nothing is learned of hours\(known)",
      about: "--target", level: .warning)
  }

  fileprivate static func noMetric(_ others: Set<String>) -> Message {
    Message(
      "no result has one that counts, so that nothing is learned of hours (there are "
        + "\(inWords(others)); sched-platforms(5) lists what counts)",
      about: "metrics", level: .warning)
  }

  private static func inWords(_ names: Set<String>) -> String {
    let most = 12
    let shown = names.sorted().prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown) and \(names.count - most) more" : shown
  }
}
