import SchedCore
import Testing

struct BulkJobTests {
  @Test
  func `a job is read whole`() throws {
    let job = try ConstraintsFiles.job(
      """
      bulk_job_id: spring-launch
      start_after: 2026-11-23T08:00:00Z
      deadline: 2026-11-30T08:00:00+01:00
      suggested_concurrency: 4
      max_parallelism: 8
      priority_hint: high
      dispatch_windows:
        - {days: mon-fri, from: "09:00", until: "17:00"}
        - {from: 2026-11-28T10:00:00Z, until: 2026-11-28T12:00:00Z}
      """)
    #expect(job.idJSON == Array("\"spring-launch\"".utf8))
    #expect(job.startAfter?.description == "2026-11-23T08:00:00Z")
    #expect(job.deadline?.description == "2026-11-30T07:00:00Z")
    #expect(job.suggestedConcurrency == 4)
    #expect(job.maxParallelism == 8)
    #expect(job.priorityHint == .high)
    #expect(job.dispatchWindows?.count == 2)
  }

  @Test
  func `a job may be JSON`() throws {
    let job = try ConstraintsFiles.job(
      "{\"bulk_job_id\":17,\"priority_hint\":3,\n\t\"max_parallelism\":2,"
        + "\"dispatch_windows\":[{\"days\":[\"sat\",\"sun\"]}]}\n")
    #expect(job.idJSON == Array("17".utf8))
    #expect(job.priorityHint == .urgent)
    #expect(job.maxParallelism == 2)
    let weekend = try WeeklyWindow(
      days: DaySet(parsing: "sat-sun"), from: TimeOfDay(minutes: 0),
      until: TimeOfDay(minutes: 1440))
    #expect(job.dispatchWindows == [.weekly(weekend)])
  }

  @Test(arguments: [
    // Posts of one instant, what the job says, and the waves; none has more than max_parallelism.
    (5, "", 1), (5, "suggested_concurrency: 3", 2), (4, "suggested_concurrency: 3", 1),
    (1, "suggested_concurrency: 3", 1), (12, "suggested_concurrency: 3", 4),
    (5, "max_parallelism: 2", 3), (4, "max_parallelism: 2", 2),
    (5, "{suggested_concurrency: 3, max_parallelism: 2}", 3),
    (6, "{suggested_concurrency: 2, max_parallelism: 5}", 3),
  ])
  func `a wave has about suggested_concurrency posts, and at most max_parallelism`(
    _ posts: Int, _ text: String, _ waves: Int
  ) throws {
    #expect(try ConstraintsFiles.job(text).waveCount(of: posts) == waves)
  }

  @Test
  func `an id keeps its kind`() throws {
    let ids = try ["17", "\"17\"", "007", "a\\b", "99999999999999999999"].map {
      try ConstraintsFiles.job("bulk_job_id: \($0)").idJSON.map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    #expect(ids == ["17", "\"17\"", "\"007\"", #""a\\b""#, "\"99999999999999999999\""])
  }

  @Test
  func `a job that is empty asks for nothing`() throws {
    let job = try ConstraintsFiles.job("")
    #expect(job.idJSON == nil && job.startAfter == nil && job.dispatchWindows == nil)
    #expect(try ConstraintsFiles.job("dispatch_windows: []").dispatchWindows == nil)
  }

  @Test
  func `slots outside all dispatch windows are closed`() throws {
    let job = try ConstraintsFiles.job(
      """
      dispatch_windows:
        - {days: thu, from: "09:00", until: "10:00"}
        - {from: 2026-11-26T12:00:00Z, until: 2026-11-26T13:00:00Z}
      """)
    // 2026-11-26 is a Thursday, and Berlin is one hour ahead.
    let grid = try ConstraintsFiles.grid(
      "time_zone: Europe/Berlin\nslot_minutes: 60", from: "2026-11-26T00:00:00Z",
      until: "2026-11-27T00:00:00Z", job: job)
    let open = zip(grid.instants, grid.flags).filter { $0.1.isOpen }.map { $0.0.description }
    #expect(open == ["2026-11-26T08:00:00Z", "2026-11-26T12:00:00Z"])
    #expect(grid.instants(with: .outsideDispatch).count == 22)
  }

  @Test(arguments: [
    ("bulkjob_id: a", "1: bulkjob_id: unknown key (did you mean \"bulk_job_id\"?)"),
    (
      "start_after: 9:00",
      "14: start_after: \"9:00\" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"
    ),
    (
      "{start_after: 2026-11-24T09:00:00Z, deadline: 2026-11-23T09:00:00Z}",
      "47: deadline: \"2026-11-23T09:00:00Z\" is before start_after \"2026-11-24T09:00:00Z\""
    ),
    ("max_parallelism: 0", "18: max_parallelism: 0 is out of range (1 to 1000000)"),
    (
      "suggested_concurrency: 1.5",
      "24: suggested_concurrency: \"1.5\" is not a whole number (1 to 1000000)"
    ),
    (
      "priority_hint: hihg",
      "16: priority_hint: unknown value \"hihg\" (did you mean \"high\"?)"
    ),
    (
      "priority_hint: 0",
      "16: priority_hint: 0 is not a priority (urgent, high, normal, low, or 3, 2, 1)"
    ),
    (
      "dispatch_windows: [{from: 2026-11-28T10:00:00Z, until: 12:00}]",
      "56: until: \"12:00\" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"
    ),
    (
      "dispatch_windows: [{from: 2026-11-28T10:00:00Z, until: 2026-11-28T10:00:00Z}]",
      "56: until: \"2026-11-28T10:00:00Z\" is not after from \"2026-11-28T10:00:00Z\""
    ),
    (
      "dispatch_windows: [{from: 2026-11-28T10:00:00Z}]",
      "20: until: this key is missing here"
    ),
    (
      "dispatch_windows: [{days: mon, from: 2026-11-28T10:00:00Z, until: 2026-11-28T11:00:00Z}]",
      "27: days: days are for times of day, and from is an instant here"
    ),
  ])
  func `what is wrong in a job is said with its place`(_ text: String, _ fault: String) {
    #expect(
      ConstraintsFiles.fault { _ = try ConstraintsFiles.job(text) } == "job.yaml:1:\(fault)")
  }
}
