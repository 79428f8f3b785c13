/// What became of the records of one platform, to be told.
struct TrainingReport: Sendable {
  var duplicates: Int
  var waiting: Int
  private var settled = 0
  private var usable = 0
  /// Posts that nothing is learned from, by reason.
  private var unknownMetrics = 0
  private var withoutMetrics = 0
  private var allZero = 0
  private var wanted = ""

  init(duplicates: Int, waiting: Int) { (self.duplicates, self.waiting) = (duplicates, waiting) }

  /// Counts the posts that have no outcome.
  mutating func count(
    _ samples: [Sample], _ outcomes: Outcomes, usable: [Int], _ rule: OutcomeRule,
    of platform: Platform
  ) {
    (settled, self.usable) = (samples.count, usable.count)
    let names = Set(rule.weights(of: platform).map(\.metric))
    wanted =
      rule.metric.map { "metrics.\($0)" }
      ?? "\(platform.kpiWeights.map(\.metric).joined(separator: ", ")) or reactions"
    for index in samples.indices where !outcomes.isUsable(index) {
      let metrics = samples[index].post.metrics
      if metrics.names.isEmpty {
        withoutMetrics += 1
      } else if zip(metrics.names, metrics.values).contains(where: { names.contains($0) && $1 == 0 }
      ) {
        allZero += 1
      } else {
        unknownMetrics += 1
      }
    }
  }

  /// What is said of a platform that nothing is learned from.
  func messages(of platform: Platform, tooFewFor needed: Int) -> [Message] {
    var reasons: [String] = []
    if duplicates > 0 {
      reasons.append(
        "\(duplicates) more \(duplicates == 1 ? "record is" : "records are") of the same posts")
    }
    if waiting > 0 {
      reasons.append("\(waiting) \(waiting == 1 ? "post is" : "posts are") too young")
    }
    let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
    let few = Message(
      "\(Self.counted(usable, "sample")), \(needed) needed\(why); no model for it",
      about: platform.name,
      level: .warning)
    return missing(platform.name) + [few]
  }

  private func missing(_ platform: String) -> [Message] {
    let parts = [
      (unknownMetrics, "none of \(wanted)"), (withoutMetrics, "no metrics"),
      (allZero, "nothing but zeros, as all posts"),
    ].filter { $0.0 > 0 }
    guard !parts.isEmpty else { return [] }
    let told = parts.map { "\($0.0) \($0.0 == 1 ? "has" : "have") \($0.1)" }
      .joined(separator: ", ")
    return [
      Message(
        "of \(Self.counted(settled, "post")) \(told); nothing is learned from them",
        about: platform,
        level: .warning)
    ]
  }

  /// What is said of a model.
  func messages(of model: PlatformModel, _ all: PlatformSamples) -> [Message] {
    var messages = missing(model.platform)
    func note(_ text: String) {
      messages.append(Message(text, about: model.platform, level: .note))
    }
    note(posts(model, all))
    note(metrics(model))
    note(Self.hours(all))
    if let effect = model.timeEffect {
      note(Self.effect(effect))
      if effect.probability < Self.certain { messages.append(.uncertain(effect, model)) }
    }
    note(Self.judged(model))
    return messages
  }

  /// Below this probability it is told that hours may not matter.
  private static let certain = 0.5

  private func posts(_ model: PlatformModel, _ all: PlatformSamples) -> String {
    let accounts = all.outcomes.columns.accountNames.count
    var text = "\(Self.counted(model.samples, "post")) of \(Self.counted(accounts, "account"))"
    if let span = model.span {
      text += " from \(Self.day(span.lowerBound)) to \(Self.day(span.upperBound))"
    }
    var left: [String] = []
    if duplicates > 0 {
      left.append("\(Self.counted(duplicates, "record")) replaced by later ones")
    }
    if waiting > 0 { left.append("\(Self.counted(waiting, "post")) too young to count") }
    return left.isEmpty ? text : text + "; " + left.joined(separator: ", ")
  }

  private func metrics(_ model: PlatformModel) -> String {
    let parts = model.metrics.map { "\($0.name) (\(Self.percent($0.share)))" }
    let used = Set(model.metrics.map(\.name))
    let unused =
      model.target == "kpi" ? wantedNames.filter { !used.contains($0) } : []
    let rest = unused.isEmpty ? "" : "; of \(unused.joined(separator: ", ")) nothing is known"
    return "success is \(parts.joined(separator: ", "))\(rest)"
  }

  private var wantedNames: [String] {
    wanted.replacing(" or reactions", with: "").split(separator: ", ").map(String.init)
  }

  /// In which hours of the day nine of ten posts are, so that a wrong zone is seen at a glance.
  private static func hours(_ all: PlatformSamples) -> String {
    let sorted = all.weekHours.map { $0 % 24 }.sorted()
    let (first, last) = (sorted[sorted.count / 20], sorted[sorted.count - 1 - sorted.count / 20])
    var counts: [String: Int] = [:]
    for sample in all.samples { counts[sample.audience.mainZone.name, default: 0] += 1 }
    let zone = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "UTC"
    return "nine of ten posts went out between \(first) h and \(last + 1) h, in \(zone)"
  }

  private static func effect(_ effect: TimeEffect) -> String {
    let more =
      effect.postsNeeded > 0
      ? "; \(effect.postsNeeded) more posts would tell it within 10 %" : ""
    return "the hour matters with probability \(rounded(effect.probability)); the best one brings "
      + "\(rounded(effect.best)) times a typical one (80 %: \(rounded(effect.lower)) to "
      + "\(rounded(effect.upper))), \(percent(effect.share)) of the variance\(more)"
  }

  private static func judged(_ model: PlatformModel) -> String {
    let scores = model.scores
    return "of the variance of \(scores.heldOut) held out, the model explains "
      + "\(percent(scores.forest.r2)), the account's level \(percent(scores.mean.r2)), its last 30 "
      + "posts \(percent(scores.recent?.r2 ?? 0)), a table of hours \(percent(scores.table.r2)); "
      + "the forest counts by \(rounded(model.share))"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func day(_ instant: Instant) -> String { String("\(instant)".prefix(10)) }

  private static func percent(_ share: Double) -> String {
    let tenths = (max(-99.9, share * 100) * 10).rounded() / 10
    return "\(tenths) %"
  }

  fileprivate static func rounded(_ value: Double) -> Double {
    (max(-1000, min(1e6, value)) * 100).rounded() / 100
  }
}

extension Message {
  static var mixedIDs: Message {
    Message(
      "some ids are written both as numbers and as strings; 1 and \"1\" are the same post",
      about: PostField.id.string, level: .warning)
  }

  fileprivate static func uncertain(_ effect: TimeEffect, _ model: PlatformModel) -> Message {
    Message(
      "these \(model.samples) posts do not tell whether the hour matters (probability "
        + "\(TrainingReport.rounded(effect.probability))); expect little of the best hours",
      about: model.platform, level: .warning)
  }
}
