/// How well the scores of the posts cover the hours at which they may go out.
struct ScoreCoverage {
  /// Posts that have no score for some of their hours.
  private(set) var partly = 0
  /// Posts of which all scores are for hours before the plan.
  private(set) var outdated = 0
  /// The end of the scores that reach least far, of posts that have some for the plan.
  private(set) var leastEnd: Instant?
  /// The first post whose scores are over.
  private(set) var firstOutdated: Place?

  init(_ input: PlanInput) {
    let request = input.request
    for (index, post) in input.posts.enumerated() where post.pin == nil && !post.isSettled {
      guard let curve = input.curve(of: index), curve.rest != nil else { continue }
      let first = max(
        request.from, post.notBefore ?? .distantPast, request.job?.startAfter ?? .distantPast)
      let last = min(
        request.until, post.deadline?.adding(milliseconds: 1) ?? .distantFuture,
        request.job?.deadline?.adding(milliseconds: 1) ?? .distantFuture)
      let scores = curve.scores
      // Scores begin on the hour, so those of as many days end within the plan's last hour.
      let needed = max(last.adding(hours: -1), first.adding(milliseconds: 1))
      guard first < last, !scores.covers(from: first, until: needed) else { continue }
      if scores.end <= request.from {
        outdated += 1
        firstOutdated = firstOutdated ?? post.place
      } else {
        partly += 1
        leastEnd = min(leastEnd ?? .distantFuture, scores.end)
      }
    }
  }
}
