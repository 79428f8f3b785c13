/// The figures of all posts over the cycles of the loop.
struct KPICourses {
  private struct Figures {
    let at: String
    var values: [Double?]
  }

  /// A figure of a `kpi` line that people look at: where it is, what it is called, and the `metric` of
  /// the `analysis` lines that compare it with a threshold.
  private struct Kind {
    let path: [String]
    let title: String
    let unit: String
    var scale = 1.0
    var metric = ""
  }

  private static let kinds = [
    Kind(path: ["throughput"], title: "speed", unit: "posts an hour", metric: "throughput"),
    Kind(
      path: ["completion_rate"], title: "went out of those that were tried", unit: "",
      metric: "completion_rate"),
    Kind(path: ["rate_429"], title: "met a rate limit", unit: "", metric: "rate_429"),
    Kind(
      path: ["adherence", "300s"], title: "on time within 5 minutes", unit: "",
      metric: "adherence"),
    Kind(
      path: ["latency_seconds", "p95"], title: "delay, 95th percentile", unit: "min",
      scale: 1.0 / 60, metric: "latency_p95_minutes"),
    Kind(path: ["queue_depth"], title: "waiting at the end", unit: "posts"),
  ]

  private var cycles: [Figures] = []
  /// By the metric of the line that has it.
  private var thresholds: [String: Double] = [:]

  /// Takes the threshold of an `analysis` line of all posts.
  mutating func takeThreshold(of record: CheckedValue) throws(Message) {
    guard try record.optional("platform") == nil, let metric = try record.optional("metric"),
      let threshold = try record.optional("threshold")
    else { return }
    thresholds[try metric.string()] = try threshold.number(in: 0...1e15)
  }

  /// Takes a `kpi` line; those of single platforms and accounts are left to the file.
  mutating func take(_ record: CheckedValue) throws(Message) {
    guard try record.optional("platform") == nil, try record.optional("account") == nil else {
      return
    }
    var values: [Double?] = []
    for kind in Self.kinds {
      var value: CheckedValue? = record
      for name in kind.path { value = try value?.optional(name) }
      values.append(try value?.number(in: 0...1e15) * kind.scale)
    }
    cycles.append(
      Figures(
        at: try record.optional("at")?.string() ?? "", values: values))
  }

  /// A course for each figure that a cycle has; cycles without a post have none but their queue.
  var courses: [Course] {
    Self.kinds.indices.compactMap { index in
      let kind = Self.kinds[index]
      var course = Course(title: kind.title, unit: kind.unit)
      course.points = cycles.compactMap { cycle in
        cycle.values[index].map {
          Course.Point(label: String(cycle.at.prefix(10)), value: $0)
        }
      }
      course.threshold = thresholds[kind.metric]
      // A queue that was always empty is nothing to look at.
      let isIdle = kind.path == ["queue_depth"] && course.points.allSatisfy { $0.value == 0 }
      return course.points.isEmpty || isIdle ? nil : course
    }
  }
}

private func * (value: Double?, scale: Double) -> Double? { value.map { $0 * scale } }
