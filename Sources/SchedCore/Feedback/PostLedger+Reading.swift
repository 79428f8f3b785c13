extension PostLedger {
  private enum Field {
    static let kind: FieldName = "kind"
    static let account: FieldName = "account"
    static let post: FieldName = "post"
    static let weekHour: FieldName = "week_hour"
    static let figures: FieldName = "figures"
    static let posts: FieldName = "posts"
    static let choice: FieldName = "choice"
  }

  /// Every figure that can be written: the text of the greatest `Float`, a bit more than itself.
  private static let values = -3.4028235e38...3.4028235e38

  /// Takes an `open` or a `settled` line.
  /// - Returns: whether its platform is known.
  /// - Throws: what makes it no such line, about the field.
  package mutating func take(
    _ line: JSONLine, _ catalogue: PlatformCatalogue
  ) throws(Message) -> Bool {
    guard let type = try catalogue.contentTypeIndex(line),
      try catalogue.platformIndex(line) == catalogue.contentTypes[type].platform
    else { return false }
    let account = account(try line.checked(Field.account).string())
    if try line.checked(Field.kind).string() == "open" {
      try takeOpen(line, account, type)
    } else {
      try takeSettled(line, account, type)
    }
    return true
  }

  private mutating func takeOpen(
    _ line: JSONLine, _ account: Int32, _ type: Int
  ) throws(Message) {
    let record = RecordReader(line)
    let success = try record.boolean(PostField.success)
    var post = LedgerPost(
      key: try Self.key(try line.checked(Field.post)),
      instant: try record.required(PostField.postedAt),
      measuredAt: try record.instant(PostField.measuredAt), account: account,
      contentType: Int16(truncatingIfNeeded: type),
      weekHour: UInt8(try line.checked(Field.weekHour).integer(in: 0...167)),
      success: success.map { $0 ? .yes : .no } ?? .unsaid, metrics: 0)
    if line.value(of: Field.choice) != nil {
      let choice = try line.checked(Field.choice)
      guard let read = HourChoice(choice.value) else { throw .noChoice(choice.path) }
      post.choice = add(read)
    }
    let known = names[platform(of: post)]
    var own = [Float](repeating: .nan, count: known.count)
    for (name, value) in try line.checked(Field.figures).members() {
      guard let index = known.firstIndex(of: name) else { continue }
      own[index] = Float(try value.number(in: Self.values))
    }
    post.metrics = take(&own)
    _ = add(post)
  }

  private mutating func takeSettled(
    _ line: JSONLine, _ account: Int32, _ type: Int
  ) throws(Message) {
    var places: [Int?] = []
    let first = LedgerPost(
      key: 0, instant: Instant(seconds: 0), measuredAt: nil, account: account,
      contentType: Int16(truncatingIfNeeded: type), weekHour: 0, success: .unsaid, metrics: 0)
    let known = names[platform(of: first)]
    for element in try line.checked(Field.figures).elements() {
      places.append(known.firstIndex(of: try element.string()))
    }
    let posts = try line.checked(Field.posts)
    guard case .array(let elements) = posts.value else { throw .noPosts(posts.path) }
    var own: [Float] = []
    own.reserveCapacity(elements.count * known.count)
    var records: [LedgerPost] = []
    for (index, element) in elements.enumerated() {
      var post = first
      post.metrics = Int32(truncatingIfNeeded: own.count)
      own += repeatElement(.nan, count: known.count)
      guard let (figures, choice) = post.fill(from: element), figures.count == places.count else {
        throw .noPost("\(posts.path)[\(index)]")
      }
      if let choice { post.choice = add(choice) }
      for (place, figure) in zip(places, figures) {
        switch figure {
        case .null: continue
        case .number(let value) where Self.values.contains(value):
          if let place { own[Int(post.metrics) + place] = Float(value) }
        default: throw .noPost("\(posts.path)[\(index)]")
        }
      }
      records.append(post)
    }
    let start = take(&own)
    for var post in records {
      post.metrics += start
      _ = add(post)
    }
  }

  private static func key(_ value: CheckedValue) throws(Message) -> UInt64 {
    guard let key = Checksum.value(try value.string().utf8) else { throw .noKey(value.path) }
    return key
  }
}

extension LedgerPost {
  /// Takes what is written of a settled post: `["9f…",1700000000000,1700600000000,33,null,[12,900]]`.
  /// - Returns: its figures, and how it came to its hour where that is known; nil where it is not of
  ///   that form.
  fileprivate mutating func fill(
    from value: JSONValue
  ) -> (figures: [JSONValue], choice: HourChoice?)? {
    guard case .array(let parts) = value, (6...7).contains(parts.count),
      case .string(let text) = parts[0], let key = Checksum.value(text.utf8),
      case .number(let posted) = parts[1], let instant = Instant(exactly: posted),
      case .number(let read) = parts[2], let measured = Instant(exactly: read),
      case .number(let hour) = parts[3], (0...167).contains(hour),
      case .array(let figures) = parts[5]
    else { return nil }
    (self.key, self.instant, weekHour) = (key, instant, UInt8(hour))
    measuredAt = measured
    switch parts[4] {
    case .boolean(let isSuccess): success = isSuccess ? .yes : .no
    case .null: success = .unsaid
    default: return nil
    }
    guard parts.count == 7 else { return (figures, nil) }
    guard let choice = HourChoice(parts[6]) else { return nil }
    return (figures, choice)
  }
}

extension Instant {
  /// Milliseconds since the epoch; nil for a number that is none.
  fileprivate init?(exactly milliseconds: Double) {
    guard let whole = Int64(exactly: milliseconds), Self.bounds.contains(whole) else { return nil }
    self.init(milliseconds: whole)
  }
}

extension HourChoice {
  /// Reads `{"lot":"9f…","propensity":0.25,"advice":0.97,"explored":true}`, any of them.
  fileprivate init?(_ value: JSONValue) {
    guard case .object(let members) = value else { return nil }
    for member in members {
      switch (member.key, member.value) {
      case ("lot", .string(let text)):
        guard let lot = Checksum.value(text.utf8) else { return nil }
        self.lot = lot
      case ("propensity", .number(let share)) where (0...1).contains(share):
        propensity = Float(share)
      case ("advice", .number(let score)) where (0...1).contains(score): advice = Float(score)
      case ("explored", .boolean(let flag)): isExplored = flag
      default: return nil
      }
    }
  }
}

extension Message {
  fileprivate static func noKey(_ path: String) -> Message {
    Message("not a hash of 16 hexadecimal digits", about: path)
  }

  fileprivate static func noChoice(_ path: String) -> Message {
    Message(
      "not how a post came to its hour (lot, propensity, advice and explored, any of them)",
      about: path)
  }

  fileprivate static func noPosts(_ path: String) -> Message {
    Message("an array of posts is expected", about: path)
  }

  fileprivate static func noPost(_ path: String) -> Message {
    Message(
      "not a post (its key, two instants in milliseconds, the hour of the week, success, figures)",
      about: path)
  }
}
