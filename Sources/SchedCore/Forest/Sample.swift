/// A published post as the forest learns from it: an object, for several lists have it at a time.
package final class Sample: Sendable {
  /// Where it stood in the input, counted over all lines.
  let number: Int
  package let post: PublishedPost
  /// The instant on the clock of the audience's main zone, in seconds.
  package let localSecond: Int64
  /// The values of `--feature`, in the order of the flags.
  package let own: [OwnFeature]

  package init(_ post: PublishedPost, own: [OwnFeature], number: Int) {
    self.number = number
    self.post = post
    let offset = post.audience.mainZone.offsetSeconds(at: post.postedAt)
    localSecond = post.postedAt.seconds + Int64(offset)
    self.own = own
  }

  var identity: PostIdentity { post.identity }
  var instant: Instant { post.postedAt }
  var audience: AudienceShares { post.audience }
  var followers: Double? { post.followers }

  /// Seven days on that clock, counted since the epoch.
  var localWeek: Int { Int(localSecond.floorDivided(by: 7 * 86_400)) }

  /// The day on that clock, since the epoch.
  var localDay: Int { Int(localSecond.floorDivided(by: 86_400)) }

  /// The hour of the local week, 0 to 167.
  package var weekHour: Int {
    let days = localSecond.floorDivided(by: 86_400)
    let hour = Int(localSecond - days * 86_400) / 3600
    return Weekday(daysSinceEpoch: Int(days)).rawValue * 24 + hour
  }
}

/// Where a feature that the user named stands in a record: a field, or a field within a field
/// after a dot.
package struct OwnFeaturePath: Sendable {
  package let name: String

  package init(_ name: String) { self.name = name }

  /// Numbers and words as they are, true and false as 1 and 0; what is absent or of another kind
  /// is missing.
  package func value(in line: JSONLine) -> OwnFeature {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard var value = line.value(named: name) ?? line.value(named: String(parts[0])) else {
      return .missing
    }
    if line.value(named: name) == nil, parts.count == 2 {
      guard case .object(let members) = value,
        let member = members.last(where: { $0.key == parts[1] })
      else { return .missing }
      value = member.value
    }
    switch value {
    case .number(let number) where number.isFinite: return .number(number)
    case .boolean(let flag): return .number(flag ? 1 : 0)
    case .string(let word) where !word.isEmpty: return .word(word)
    default: return .missing
    }
  }
}
