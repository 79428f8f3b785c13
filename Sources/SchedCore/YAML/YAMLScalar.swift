/// Scalars as values: texts, numbers, true and false, or what a parser makes of the text.
///
/// Numbers follow the decimal forms of the core schema (YAML 1.2.2, section 10.3.2); octal,
/// hexadecimal, `.nan` and `.inf` are refused. `yes`, `no`, `on` and `off` are refused too, because
/// YAML 1.1 and 1.2 disagree about them.
extension YAMLNode {
  /// What the parser makes of a scalar's text; its message gets the node's place and the subject.
  package func value<T>(
    as subject: String?, _ parse: (String) throws(Message) -> T
  ) throws(Message) -> T {
    let text = try string(subject)
    do {
      return try parse(text)
    } catch {
      let message = error.at(place).ending(with: .configuration)
      throw subject.map { message.about($0) } ?? message
    }
  }

  /// The text of a scalar, which must not be empty of value.
  package func string(_ subject: String?) throws(Message) -> String {
    guard case .scalar(let text, _) = content, !isNull else {
      throw Message.notAScalar(self).failing(at: self, about: subject)
    }
    return text
  }

  /// A number of the range.
  package func double(
    _ subject: String?, in range: ClosedRange<Double>
  ) throws(Message) -> Double {
    let text = try plainText(subject, kind: "a number")
    guard NumberText(text) != nil, let value = Double(text) else {
      throw Message.not("a number", text, Message.range(range)).failing(at: self, about: subject)
    }
    guard value.isFinite, range.contains(value) else {
      throw Message.outOfRange(text, Message.range(range)).failing(at: self, about: subject)
    }
    return value
  }

  /// A whole number of the range, written without point and exponent.
  package func integer(_ subject: String?, in range: ClosedRange<Int>) throws(Message) -> Int {
    let text = try plainText(subject, kind: "a whole number")
    guard NumberText(text) == .whole else {
      throw Message.not("a whole number", text, Message.range(range)).failing(
        at: self, about: subject)
    }
    guard let value = Int(text), range.contains(value) else {
      throw Message.outOfRange(text, Message.range(range)).failing(at: self, about: subject)
    }
    return value
  }

  /// A `true` or a `false`.
  package func boolean(_ subject: String?) throws(Message) -> Bool {
    switch content {
    case .scalar("true", isPlain: true): return true
    case .scalar("false", isPlain: true): return false
    default:
      throw Message.notABoolean(try string(subject)).failing(at: self, about: subject)
    }
  }

  /// The text of a scalar that must stand without quotes.
  private func plainText(_ subject: String?, kind: String) throws(Message) -> String {
    let text = try string(subject)
    if case .scalar(_, isPlain: false) = content, NumberText(text) != nil {
      throw Message.quotedNumber(text, kind).failing(at: self, about: subject)
    }
    return text
  }
}

/// The form of a number's text: sign, digits, point, exponent.
private enum NumberText {
  case whole, decimal

  init?(_ text: String) {
    var rest = Substring(text).utf8
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var digits = NumberText.dropDigits(&rest)
    guard digits == 0 || !rest.isEmpty else {
      self = .whole
      return
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += NumberText.dropDigits(&rest)
    }
    guard digits > 0 else { return nil }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard NumberText.dropDigits(&rest) > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    self = .decimal
  }

  /// Drops the digits in front and counts them.
  private static func dropDigits(_ text: inout Substring.UTF8View) -> Int {
    let rest = text.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    defer { text = rest }
    return text.count - rest.count
  }
}

extension Message {
  fileprivate func failing(at node: YAMLNode, about subject: String?) -> Message {
    let message = at(node.place).ending(with: .configuration)
    return subject.map { message.about($0) } ?? message
  }

  fileprivate static func notAScalar(_ node: YAMLNode) -> Message {
    Message("\(node.kindInWords) stands here (a single value is needed)")
  }

  fileprivate static func not(_ kind: String, _ text: String, _ allowed: String) -> Message {
    Message("\(Quoting.quoted(text)) is not \(kind)\(allowed)")
  }

  fileprivate static func outOfRange(_ number: String, _ allowed: String) -> Message {
    Message("\(number.prefix(Quoting.longestShown)) is out of range\(allowed)")
  }

  fileprivate static func quotedNumber(_ text: String, _ kind: String) -> Message {
    Message("\(Quoting.quoted(text)) is a text, not \(kind) (write it without quotes)")
  }

  fileprivate static func notABoolean(_ text: String) -> Message {
    Message("\(Quoting.quoted(text)) is not one of true or false (without quotes)")
  }

  /// A range in brackets, as ` (0 to 8760)`; one without an upper end as ` (at least 0)`.
  fileprivate static func range(_ range: ClosedRange<Double>) -> String {
    let hasLower = range.lowerBound > -.greatestFiniteMagnitude
    let hasUpper = range.upperBound < .greatestFiniteMagnitude
    return allowed(
      from: hasLower ? shortest(range.lowerBound) : nil,
      through: hasUpper ? shortest(range.upperBound) : nil)
  }

  fileprivate static func range(_ range: ClosedRange<Int>) -> String {
    allowed(
      from: range.lowerBound > .min ? "\(range.lowerBound)" : nil,
      through: range.upperBound < .max ? "\(range.upperBound)" : nil)
  }

  private static func allowed(from lower: String?, through upper: String?) -> String {
    switch (lower, upper) {
    case (let lower?, let upper?): " (\(lower) to \(upper))"
    case (let lower?, nil): " (at least \(lower))"
    case (nil, let upper?): " (at most \(upper))"
    case (nil, nil): ""
    }
  }

  private static func shortest(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
