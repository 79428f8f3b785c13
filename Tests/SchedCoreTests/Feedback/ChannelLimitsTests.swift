import SchedCore
import Testing

struct ChannelLimitsTests {
  /// What so many days in a row let through and refused.
  private typealias Stretch = (days: Int, published: Int, refused: Int)

  private func days(_ stretches: [Stretch], after start: ChannelLimits? = nil) -> ChannelDays {
    var days = ChannelDays(after: start)
    var number = 20_000
    for stretch in stretches {
      for _ in 0..<stretch.days {
        days.add(.init(published: stretch.published, refused: stretch.refused), on: number)
        number += 1
      }
    }
    days.trim()
    return days
  }

  private func limits(_ stretches: Stretch..., after start: ChannelLimits? = nil) -> ChannelLimits?
  {
    ChannelLimits.following(days(stretches, after: start))?.limits
  }

  @Test
  func `a first refusal sets the day's posts to the most that a day let through, clean ones too`() {
    #expect(limits((1, 10, 2))?.postsPerDay == 10)
    #expect(limits((6, 5, 0), (1, 1, 1))?.postsPerDay == 5)
    // What the platform let through five weeks ago says little of today.
    #expect(limits((1, 9, 0), (34, 5, 0), (1, 1, 1))?.postsPerDay == 5)
    #expect(limits((1, 0, 4))?.postsPerDay == 1)
  }

  @Test
  func `a refusal halves the posts at once and doubles the waits, and says why`() throws {
    let following = try #require(ChannelLimits.following(days([(6, 5, 0), (1, 4, 1)])))
    #expect(following.limits.maxConcurrentPosts == 1)
    #expect(following.limits.backoff.initialSeconds == 2)
    #expect(following.limits.backoff.maxSeconds == 120)
    // 1970-01-01 and 20,006 days.
    #expect(
      following.reason
        == "1 of 5 posts were refused (429) on 2024-10-10: at most 1 at once and 5 in 24 h")
  }

  @Test
  func `two in a hundred of a day are let pass as chance`() {
    #expect(limits((3, 98, 2)) != nil)
    #expect(limits((3, 98, 2))?.postsPerDay == nil)
    #expect(limits((3, 98, 2))?.backoff == Backoff())
    #expect(limits((1, 97, 3))?.postsPerDay == 97)
  }

  @Test
  func `who was never refused has no limits`() {
    #expect(limits((100, 5, 0)) == nil)
  }

  @Test
  func `a quota that is cut is found on the second day, and refusals beyond it take no more`() {
    #expect(limits((30, 10, 0), (1, 5, 5))?.postsPerDay == 10)
    #expect(limits((30, 10, 0), (2, 5, 5))?.postsPerDay == 5)
    #expect(limits((30, 10, 0), (20, 5, 5))?.postsPerDay == 5)
  }

  @Test
  func `a limit that is refused day after day is halved from the second day on, down to one`() {
    let course = (1...6).map { limits((30, 10, 0), ($0, 0, 3))?.postsPerDay }
    #expect(course == [10, 5, 2, 1, 1, 1])
  }

  @Test
  func `one refusal on a day of few posts takes nothing from a limit that is kept to`() {
    #expect(limits((1, 5, 1), (9, 5, 0), (1, 1, 1), (1, 5, 0), (1, 1, 1))?.postsPerDay == 5)
  }

  @Test
  func `a day that lets more through than the limit raises it`() {
    #expect(limits((1, 1, 1), (1, 4, 0))?.postsPerDay == 4)
  }

  @Test
  func `more is tried after four weeks of clean days, after eight once that was refused`() {
    #expect(limits((1, 5, 2), (27, 5, 0))?.postsPerDay == 5)
    #expect(limits((1, 5, 2), (28, 5, 0))?.postsPerDay == 6)
    #expect(limits((1, 5, 2), (28, 5, 0), (1, 5, 1))?.postsPerDay == 5)
    #expect(limits((1, 5, 2), (28, 5, 0), (1, 5, 1), (55, 5, 0))?.postsPerDay == 5)
    #expect(limits((1, 5, 2), (28, 5, 0), (1, 5, 1), (56, 5, 0))?.postsPerDay == 6)
    // A tenth of a larger one; and posts at once come back one by one.
    #expect(limits((1, 40, 2), (28, 5, 0))?.postsPerDay == 44)
    #expect(limits((2, 40, 2), (28, 5, 0))?.maxConcurrentPosts == 2)
    #expect(limits((2, 40, 2), (56, 5, 0))?.maxConcurrentPosts == 3)
    #expect(limits((2, 40, 2), (84, 5, 0))?.maxConcurrentPosts == 3)
  }

  @Test
  func `days without posts are neither clean nor not`() {
    var days = ChannelDays()
    days.add(.init(published: 5, refused: 2), on: 20_000)
    for day in 1...28 { days.add(.init(published: 5), on: 20_000 + 3 * day) }
    #expect(ChannelLimits.following(days)?.limits.postsPerDay == 6)
    #expect(ChannelLimits.following(days)?.limits.cleanDays == 0)
  }

  @Test
  func `waits have their bounds under any pressure, and come back to the usual ones`() {
    #expect(limits((30, 5, 5))?.backoff.initialSeconds == 60)
    #expect(limits((30, 5, 5))?.backoff.maxSeconds == 3600)
    #expect(limits((30, 5, 5), (30, 5, 0))?.backoff == Backoff())
  }

  /// A publisher that keeps to the limits, on a platform that lets five posts a day through.
  @Test
  func `a fixed quota is tried ever more rarely, also once its first days are forgotten`() {
    var days = ChannelDays()
    var refusals: [Int] = []
    for day in 0..<1500 {
      let wanted = ChannelLimits.following(days)?.limits.postsPerDay ?? 8
      #expect(day == 0 || (5...6).contains(wanted), "on day \(day)")
      if wanted > 5 { refusals.append(day) }
      days.add(.init(published: 5, refused: max(0, wanted - 5)), on: 20_000 + day)
      days.trim()
    }
    // After 28, 56, and then 112 clean days each.
    #expect(Array(refusals.prefix(5)) == [0, 29, 86, 199, 312])
    #expect(zip(refusals.dropFirst(3), refusals.dropFirst(4)).allSatisfy { $1 - $0 == 113 })
    #expect(days.days.count == ChannelDays.keptDays)
  }

  @Test
  func `limits of a file without days hold before the first day, until that one is forgotten`() {
    var start = ChannelLimits()
    start.postsPerDay = 7
    start.maxConcurrentPosts = 2
    start.resumeAt = Instant(seconds: 1_800_000_000)
    #expect(limits(after: start) == start)
    #expect(limits((27, 3, 0), after: start)?.postsPerDay == 7)
    #expect(limits((28, 3, 0), after: start)?.postsPerDay == 8)
    #expect(limits((1, 3, 1), after: start)?.postsPerDay == 7)
    #expect(limits((2, 3, 1), after: start)?.postsPerDay == 3)
    #expect(limits((400, 3, 0), after: start)?.postsPerDay != nil)
    #expect(limits((401, 3, 0), after: start)?.postsPerDay == nil)
    #expect(limits((401, 3, 0), after: start)?.resumeAt == start.resumeAt)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `days are the same in whatever order and pieces they come`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // More days than are kept; most have something, and a few refusals.
    let events = (0..<4000).map { _ in
      (day: 20_000 + random.next(below: 900), isRefused: random.next(below: 40) == 0)
    }
    func add(_ events: [(day: Int, isRefused: Bool)], cutInto pieces: Int) -> ChannelDays {
      var days = ChannelDays()
      for (index, event) in events.enumerated() {
        days.add(
          .init(published: event.isRefused ? 0 : 1, refused: event.isRefused ? 1 : 0), on: event.day
        )
        if random.next(below: events.count) < pieces || index == events.count - 1 { days.trim() }
      }
      return days
    }
    let once = add(events.sorted { $0.day < $1.day }, cutInto: 1)
    #expect(once.days.count > 380)
    for pieces in [1, 10, 4000] {
      let shuffled = add(events.shuffledBy(&random), cutInto: pieces)
      #expect(shuffled == once)
      #expect(ChannelLimits.following(shuffled)?.limits == ChannelLimits.following(once)?.limits)
    }
  }
}

extension Array {
  /// Fisher and Yates.
  fileprivate func shuffledBy(_ random: inout SeededGenerator) -> [Element] {
    var shuffled = self
    for index in indices.reversed() { shuffled.swapAt(index, random.next(below: index + 1)) }
    return shuffled
  }
}
