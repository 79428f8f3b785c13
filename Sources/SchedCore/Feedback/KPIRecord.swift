/// The figures of a cycle, as a line of the parameter file.
struct KPIRecord: Sendable, Equatable {
  /// What the figures are of: everything, a platform, or an account on it.
  struct Scope: Hashable, Sendable {
    var platform: String?
    var account: String?
  }

  /// A metric of published posts.
  struct MetricMedian: Sendable, Equatable {
    var name: String
    var median: Double
    var posts: Int
  }

  var cycle: Int
  var at: Instant
  var scope: Scope
  /// Posts by how they ended.
  var published = 0
  var failed = 0
  var rateLimited = 0
  var cancelled = 0
  var retries = 0
  /// Published posts an hour.
  var throughput: Double?
  /// Planned posts an hour, and which share of them went out; nil where nothing was planned.
  var plannedThroughput: Double?
  var planCompletion: Double?
  var completionRate: Double?
  var rate429: Double?
  /// Seconds from the slot to the start: the 50th, 95th and 99th percentile.
  var latency: [Double] = []
  /// The share within some seconds of the slot.
  var adherence: [(seconds: Double, share: Double)] = []
  var queueDepth = 0
  /// Posts that wait although their slot is over.
  var overdue = 0
  var oldestWaitHours: Double?
  var metrics: [MetricMedian] = []

  static func == (a: KPIRecord, b: KPIRecord) -> Bool { a.text == b.text }
}

extension KPIRecord {
  init(
    _ measurement: Measurement, of scope: Scope, cycle: Int, at: Instant, metrics: [MetricMedian]
  ) {
    self.init(cycle: cycle, at: at, scope: scope)
    (published, failed) = (measurement.published, measurement.failed)
    (rateLimited, cancelled) = (measurement.rateLimited, measurement.cancelled)
    (retries, throughput) = (measurement.retries, measurement.throughput)
    (plannedThroughput, planCompletion) = (
      measurement.plannedThroughput, measurement.planCompletion
    )
    (completionRate, rate429) = (measurement.completionRate, measurement.rate429)
    latency = Self.percentiles.compactMap(measurement.latencies.percentile)
    adherence = Array(zip(measurement.tolerances, measurement.adherence ?? [])).map { ($0, $1) }
    (queueDepth, overdue) = (measurement.queueDepth, measurement.overdue)
    oldestWaitHours = measurement.oldestWaitSeconds.map { $0 / 3600 }
    self.metrics = metrics
  }

  /// Published posts an hour, of those that were planned.
  var throughputOfPlan: Double? {
    plannedThroughput.flatMap { planned in planCompletion.map { planned * $0 } }
  }

  static let percentiles = [0.5, 0.95, 0.99]
  private static let percentileNames = ["p50", "p95", "p99"]

  var latencyP95Minutes: Double? { latency.count > 1 ? latency[1] / 60 : nil }

  /// The share within the tolerance, if it was measured.
  func adherence(within seconds: Double) -> Double? {
    adherence.first { $0.seconds == seconds }?.share
  }

  private var text: [UInt8] {
    var writer = JSONWriter()
    append(to: &writer)
    return writer.bytes
  }

  /// Appends the line.
  func append(to writer: inout JSONWriter) {
    writer.line { line in
      line.add("kind", "kpi")
      line.add("cycle", cycle)
      line.add("at", at.description)
      if let platform = scope.platform { line.add("platform", platform) }
      if let account = scope.account { line.add("account", account) }
      line.add("published", published)
      line.add("failed", failed)
      line.add("rate_limited", rateLimited)
      line.add("cancelled", cancelled)
      line.add("retries", retries)
      if let throughput { line.add("throughput", throughput) }
      if let plannedThroughput { line.add("planned_throughput", plannedThroughput) }
      if let planCompletion { line.add("plan_completion", planCompletion) }
      if let completionRate { line.add("completion_rate", completionRate) }
      if let rate429 { line.add("rate_429", rate429) }
      if !latency.isEmpty {
        line.addObject("latency_seconds") { object in
          for (name, value) in zip(Self.percentileNames, latency) { object.add(name, value) }
          object.add("relative_error", LatencyHistogram.relativeError)
        }
      }
      if !adherence.isEmpty {
        line.addObject("adherence") { object in
          for (seconds, share) in adherence { object.add(Self.name(ofSeconds: seconds), share) }
        }
      }
      line.add("queue_depth", queueDepth)
      if overdue > 0 { line.add("overdue", overdue) }
      if let oldestWaitHours { line.add("oldest_wait_hours", oldestWaitHours) }
      if !metrics.isEmpty {
        line.addObject("metrics") { object in
          for metric in metrics {
            object.addObject(metric.name) {
              $0.add("median", metric.median)
              $0.add("posts", metric.posts)
            }
          }
        }
      }
    }
  }

  private static func name(ofSeconds seconds: Double) -> String {
    var text: [UInt8] = []
    JSONNumber.append(seconds, to: &text)
    return String(decoding: text, as: UTF8.self) + "s"
  }

  /// Reads a line.
  init(_ line: JSONLine) throws(Message) {
    let record = RecordReader(line)
    func count(_ name: FieldName) throws(Message) -> Int {
      try line.checked(name).integer(in: 0...1_000_000_000_000)
    }
    func share(_ name: FieldName) throws(Message) -> Double? {
      try record.number(name, in: 0...1)
    }
    cycle = try count("cycle")
    at = try record.required("at")
    scope = Scope(platform: try record.string("platform"), account: try record.string("account"))
    (published, failed) = (try count("published"), try count("failed"))
    (rateLimited, cancelled) = (try count("rate_limited"), try count("cancelled"))
    retries = try count("retries")
    throughput = try record.number("throughput", in: 0...1e12)
    plannedThroughput = try record.number("planned_throughput", in: 0...1e12)
    planCompletion = try share("plan_completion")
    (completionRate, rate429) = (try share("completion_rate"), try share("rate_429"))
    if line.value(of: "latency_seconds") != nil {
      let object = try line.checked("latency_seconds")
      for name in Self.percentileNames {
        latency.append(try object.member(name).number(in: 0...1e15))
      }
    }
    if line.value(of: "adherence") != nil {
      for (key, value) in try line.checked("adherence").members() {
        guard key.hasSuffix("s"), let seconds = Double(key.dropLast()), seconds > 0 else {
          throw Message("\(Quoting.quoted(key)) is no tolerance (such as 300s)", about: value.path)
        }
        adherence.append((seconds, try value.number(in: 0...1)))
      }
    }
    queueDepth = try count("queue_depth")
    if line.value(of: "overdue") != nil { overdue = try count("overdue") }
    oldestWaitHours = try record.number("oldest_wait_hours", in: 0...1e12)
    guard line.value(of: "metrics") != nil else { return }
    for (name, value) in try line.checked("metrics").members() {
      metrics.append(
        MetricMedian(
          name: name, median: try value.member("median").number(in: -1e300...1e300),
          posts: try value.member("posts").integer(in: 0...1_000_000_000_000)))
    }
  }
}
