/// A plan by local day, and what has no slot.
package struct PlanCalendar: Sendable {
  package struct Post: Sendable {
    package let instant: Instant
    package let local: Zone.LocalTime
    package let account: String
    package let platform: String
    package let contentType: String
    /// What the post is called: its title, the first line of its text, or else its id.
    package let title: String
    package let score: Double?
    package let status: PostStatus?

    package init(
      instant: Instant, local: Zone.LocalTime, account: String, platform: String,
      contentType: String, title: String, score: Double?, status: PostStatus?
    ) {
      (self.instant, self.local, self.account, self.platform) = (instant, local, account, platform)
      (self.contentType, self.title, self.score, self.status) = (contentType, title, score, status)
    }
  }

  /// A post without a slot.
  package struct Unplaced: Sendable {
    package let account: String
    package let contentType: String
    package let title: String
    /// Why, in the planner's words, or its status.
    package let reason: String

    package init(account: String, contentType: String, title: String, reason: String) {
      (self.account, self.contentType) = (account, contentType)
      (self.title, self.reason) = (title, reason)
    }
  }

  /// Whose clock shows the times.
  package let zone: String
  /// In the order of their instants.
  package var posts: [Post] = []
  /// How many posts with a slot there are beside `posts`, all of them later.
  package var laterPosts = 0
  package var unplaced: [Unplaced] = []
  /// How many posts without a slot there are beside `unplaced`.
  package var furtherUnplaced = 0

  package init(zone: String) { self.zone = zone }

  /// The posts by local day.
  package var days: [(date: CivilDate, posts: ArraySlice<Post>)] {
    var days: [(date: CivilDate, posts: ArraySlice<Post>)] = []
    var start = 0
    for index in posts.indices {
      let isLast = index + 1 == posts.count
      if isLast || posts[index + 1].local.date != posts[start].local.date {
        days.append((posts[start].local.date, posts[start...index]))
        start = index + 1
      }
    }
    return days
  }
}
