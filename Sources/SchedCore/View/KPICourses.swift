/// The figures of all posts over the cycles of the loop.
struct KPICourses {
  private struct Figures {
    let at: String
    let published: Double
    var values: [Double?]
  }

  /// A figure of a `kpi` line that people look at: where it is, what it is called, and the bound that
  /// sched-feedback sets it (man page sched-feedback(1), THRESHOLDS).
  private struct Kind {
    let path: [String]
    let title: String
    let unit: String
    var scale = 1.0
  }

  private static let kinds = [
    Kind(path: ["throughput"], title: "speed", unit: "posts an hour"),
    Kind(path: ["completion_rate"], title: "went out of those that were tried", unit: ""),
    Kind(path: ["rate_429"], title: "met a rate limit", unit: ""),
    Kind(path: ["adherence", "300s"], title: "on time within 5 minutes", unit: ""),
    Kind(
      path: ["latency_seconds", "p95"], title: "delay, 95th percentile", unit: "min",
      scale: 1.0 / 60),
    Kind(path: ["queue_depth"], title: "waiting at the end", unit: "posts"),
  ]

  private var cycles: [Figures] = []

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
        at: try record.optional("at")?.string() ?? "",
        published: try record.optional("published")?.number(in: 0...1e15) ?? 0, values: values))
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
      // A queue that was always empty is nothing to look at.
      let isIdle = kind.path == ["queue_depth"] && course.points.allSatisfy { $0.value == 0 }
      return course.points.isEmpty || isIdle ? nil : course
    }
  }
}

private func * (value: Double?, scale: Double) -> Double? { value.map { $0 * scale } }
