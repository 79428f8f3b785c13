extension FeedbackState {
  private enum Field {
    static let platform: FieldName = "platform"
    static let account: FieldName = "account"
    static let resumeAt: FieldName = "resume_at"
    static let start: FieldName = "start"
    static let days: FieldName = "days"
  }

  /// Takes a line of a channel's days.
  mutating func takeDays(_ line: JSONLine) throws(Message) {
    let channel = Channel(
      platform: try line.checked(Field.platform).string(),
      account: try line.checked(Field.account).string())
    var start: ChannelLimits?
    if line.value(of: Field.start) != nil {
      start = try ChannelLimits(line.checked(Field.start))
    }
    var days = ChannelDays(after: start)
    if let instant = try RecordReader(line).instant(Field.resumeAt) { days.add(resumeAt: instant) }
    for element in try line.checked(Field.days).elements() {
      let parts = try element.elements()
      guard parts.count == 3 else { throw .notADay(element.path) }
      let counts = 0...1_000_000_000
      let day = ChannelDays.Day(
        published: try parts[1].integer(in: counts), refused: try parts[2].integer(in: counts))
      days.add(day, on: try parts[0].date())
    }
    self.days[channel] = days
  }

  /// Appends the lines of all channels' days.
  func appendDays(to writer: inout JSONWriter) {
    for (channel, days) in days.sorted(by: { $0.key < $1.key }) {
      writer.line { line in
        line.add("kind", "days")
        line.add("platform", channel.platform)
        line.add("account", channel.account)
        if let resumeAt = days.resumeAt { line.add("resume_at", resumeAt.description) }
        if let start = days.start { line.addObject("start", start.append) }
        line.addList("days", days.inOrder) { list, day in
          list.array { row in
            row.element(CivilDate(daysSinceEpoch: day.number).description)
            row.element(exact: Int64(day.day.published))
            row.element(exact: Int64(day.day.refused))
          }
        }
      }
    }
  }
}

extension ChannelLimits {
  /// Reads a line of limits; one of the first format has a patience in cycles, which were of any
  /// length, so its waits begin anew.
  init(_ line: JSONLine) throws(Message) {
    let limits = try Parameters.Limits(line)
    maxConcurrentPosts = limits.maxConcurrentPosts ?? Self.mostConcurrentPosts
    (postsPerDay, resumeAt) = (limits.postsPerDay, limits.resumeAt)
    backoff = limits.backoff ?? Backoff()
    if line.value(of: "clean_days") != nil {
      cleanDays = try line.checked("clean_days").integer(in: Self.dayCounts)
    }
    if line.value(of: "patience_days") != nil {
      patienceDays = try line.checked("patience_days").integer(in: Self.dayCounts)
    }
  }

  fileprivate init(_ start: CheckedValue) throws(Message) {
    let posts = 1...1_000_000
    maxConcurrentPosts = try start.member("max_concurrent_posts").integer(in: posts)
    for (key, value) in try start.members() where key == "posts_per_day" {
      postsPerDay = try value.integer(in: posts)
    }
    backoff = try Backoff(start.member("backoff"))
    cleanDays = try start.member("clean_days").integer(in: Self.dayCounts)
    patienceDays = try start.member("patience_days").integer(in: Self.dayCounts)
  }

  private static let dayCounts = 0...1_000_000

  func append(to line: inout JSONWriter) {
    line.add("max_concurrent_posts", maxConcurrentPosts)
    if let postsPerDay { line.add("posts_per_day", postsPerDay) }
    line.addObject("backoff") {
      $0.add("initial_seconds", backoff.initialSeconds)
      $0.add("multiplier", backoff.multiplier)
      $0.add("max_seconds", backoff.maxSeconds)
    }
    if let resumeAt { line.add("resume_at", resumeAt.description) }
    line.add("clean_days", cleanDays)
    line.add("patience_days", patienceDays)
  }
}

extension Message {
  fileprivate static func notADay(_ path: String) -> Message {
    Message(
      "not a day (as [\"2026-11-23\",10,2]: posts that went out, posts that were refused)",
      about: path)
  }
}
