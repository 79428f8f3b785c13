/// The event of a post.
struct CalendarEvent {
  /// RFC 7986, section 5.3: a UID has at most 255 octets.
  private static let longestKey = 240

  let post: ExportedPost
  let key: String
  let instant: Instant
  let zone: CalendarZone?
  let now: Instant

  func append(to text: inout CalendarText) {
    text.line("BEGIN:VEVENT")
    append("UID:", identifier, to: &text)
    text.append(ascii: "DTSTAMP:")
    text.append(utc: now)
    text.endLine()
    text.append(ascii: "LAST-MODIFIED:")
    text.append(utc: now)
    text.endLine()
    append("SEQUENCE:", "\(sequence)", to: &text)
    appendStart(to: &text)
    // Long enough to be seen; nobody is busy meanwhile.
    text.line("DURATION:PT15M")
    text.line("TRANSP:TRANSPARENT")
    text.line(isOverdue ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED")
    appendSummary(to: &text)
    appendDescription(to: &text)
    text.append(ascii: "CATEGORIES:")
    text.append(text: post.platform)
    text.append(ascii: ",")
    text.append(text: post.identity.account)
    text.endLine()
    if let link = post.link, Self.isAddress(link) {
      text.append(ascii: "URL:")
      text.append(plain: link)
      text.endLine()
    }
    text.line("END:VEVENT")
  }

  private func append(_ name: StaticString, _ value: String, to text: inout CalendarText) {
    text.append(ascii: name)
    text.append(text: value)
    text.endLine()
  }

  /// The key, or a hash in the place of a long one, at this kit.
  private var identifier: String {
    guard key.utf8.count > Self.longestKey else { return "\(key)@sched" }
    let halves = [Checksum.hash(key), Checksum.hash("", key)].map(Checksum.text)
    return "\(halves.joined())@sched"
  }

  /// Minutes since the epoch: a later export wins, and it fits into 31 bits until the year 6053.
  private var sequence: Int64 { min(max(now.seconds / 60, 0), Int64(Int32.max)) }

  /// Whether the slot is over, and nobody says that the post went out.
  private var isOverdue: Bool { post.life.stage != .published && instant < now }

  private func appendStart(to text: inout CalendarText) {
    if let zone, let local = zone.localTime(at: instant) {
      text.append(ascii: "DTSTART;TZID=")
      text.append(plain: zone.name)
      text.append(ascii: ":")
      text.append(local)
    } else {
      text.append(ascii: "DTSTART:")
      text.append(utc: instant)
    }
    text.endLine()
  }

  private func appendSummary(to text: inout CalendarText) {
    text.append(ascii: "SUMMARY:")
    text.append(text: post.contentType)
    if !post.title.isEmpty {
      text.append(ascii: ": ")
      text.append(text: post.title)
    }
    text.endLine()
  }

  /// The whole text, and what the plan says of the post, a line each.
  private func appendDescription(to text: inout CalendarText) {
    text.append(ascii: "DESCRIPTION:")
    if let words = post.text {
      text.append(text: words)
      text.append(text: "\n\n")
    }
    text.append(text: "account: ")
    text.append(text: post.identity.account)
    text.append(text: "\nplatform: ")
    text.append(text: post.platform)
    if let id = post.id {
      text.append(text: "\nid: ")
      text.append(text: id.text)
    }
    if let score = post.record.line.value(of: PostField.score), score.first != UInt8(ascii: "n") {
      text.append(text: "\nscore: ")
      text.append(text: String(decoding: score, as: UTF8.self))
    }
    text.append(text: "\nstatus: ")
    text.append(text: status.rawValue)
    text.endLine()
  }

  private var status: PostStatus {
    if post.life.stage == .published { return .published }
    return isOverdue ? .overdue : post.life.status ?? .scheduled
  }

  /// Whether a text is a URI that a line can hold: a scheme, and no blanks or control characters.
  private static func isAddress(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let isScheme = text.utf8[..<colon].allSatisfy { byte in
      byte | 0x20 &- UInt8(ascii: "a") < 26 || "0123456789+-.".utf8.contains(byte)
    }
    return isScheme && colon > text.startIndex
      && text.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 != 0x7F }
  }
}
