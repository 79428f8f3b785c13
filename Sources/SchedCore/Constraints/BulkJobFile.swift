/// Reads a job from YAML, of which JSON is a part.
extension BulkJob {
  private static let keys = [
    "bulk_job_id", "start_after", "deadline", "suggested_concurrency", "max_parallelism",
    "priority_hint", "dispatch_windows",
  ]

  /// - Throws: a file that cannot be opened (66) or is no job (78).
  package init(contentsOf path: String) throws(Message) {
    try self.init(try YAMLParser.parse(contentsOf: path))
  }

  /// Reads a document; nil, an empty one, is a job that asks for nothing.
  package init(_ document: YAMLNode?) throws(Message) {
    let empty = YAMLNode(.mapping([]), at: Place(file: ""))
    let file = try YAMLMapping(document ?? empty, knownKeys: Self.keys)
    idJSON = try file["bulk_job_id"].map { node throws(Message) in try Self.idJSON(node) }
    let start = try file.value("start_after", Instant.init(rfc3339:))
    deadline = try file.value("deadline") { text throws(Message) in
      let deadline = try Instant(rfc3339: text)
      if let start, deadline < start { throw .before(deadline, "start_after", start) }
      return deadline
    }
    startAfter = start
    let counts = 1...1_000_000
    suggestedConcurrency = try file.integer("suggested_concurrency", in: counts)
    maxParallelism = try file.integer("max_parallelism", in: counts)
    priorityHint = try file.value("priority_hint", Priority.init(parsing:))
    var windows: [DispatchWindow] = []
    for node in file.list("dispatch_windows") ?? [] { windows.append(try DispatchWindow(node)) }
    dispatchWindows = windows.isEmpty ? nil : windows
  }

  /// A whole number without quotes is a number, everything else a string.
  private static func idJSON(_ node: YAMLNode) throws(Message) -> [UInt8] {
    let text = try node.string("bulk_job_id")
    if case .scalar(_, isPlain: true) = node.content, let number = Int(text), "\(number)" == text {
      return Array(text.utf8)
    }
    var json: [UInt8] = []
    JSONString.append(text, to: &json)
    return json
  }
}

extension BulkJob.DispatchWindow {
  /// Reads a weekly window, or one whose ends are instants.
  fileprivate init(_ node: YAMLNode) throws(Message) {
    let mapping = try YAMLMapping(
      node, knownKeys: WeeklyWindow.keys, about: "dispatch_windows")
    // A time of day has at most five characters, an instant at least twenty.
    let isOnce = try mapping.string("from").map { $0.utf8.count > 5 } ?? false
    guard isOnce else {
      self = .weekly(try WeeklyWindow(mapping))
      return
    }
    if let days = mapping["days"] { throw .daysOfInstants(at: days.place) }
    let from = try mapping.required("from").value(as: "from", Instant.init(rfc3339:))
    let until = try mapping.required("until").value(as: "until") { text throws(Message) in
      let until = try Instant(rfc3339: text)
      guard from < until else { throw .notAfter(until, from) }
      return until
    }
    self = .once(from: from, until: until)
  }
}

extension Message {
  fileprivate static func before(
    _ instant: Instant, _ key: String, _ other: Instant
  ) -> Message {
    Message("\"\(instant)\" is before \(key) \"\(other)\"")
  }

  fileprivate static func notAfter(_ until: Instant, _ from: Instant) -> Message {
    Message("\"\(until)\" is not after from \"\(from)\"")
  }

  fileprivate static func daysOfInstants(at place: Place) -> Message {
    Message(
      "days are for times of day, and from is an instant here", about: "days", at: place,
      status: .configuration)
  }
}
