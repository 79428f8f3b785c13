/// Typed, checked access to a decoded value and what is in it, with the path for messages:
/// `content_types.x_post.level: a string where a number is expected`.
struct CheckedValue {
  let value: JSONValue
  /// What messages are about.
  let path: String

  init(_ value: JSONValue, at path: String) {
    self.value = value
    self.path = path
  }

  func number(in range: ClosedRange<Double>) throws(Message) -> Double {
    guard case .number(let number) = value else { throw wrongKind("a number") }
    guard range.contains(number) else { throw Message("\(number) is out of range", about: path) }
    return number
  }

  func integer(in range: ClosedRange<Int>) throws(Message) -> Int {
    let number = try number(in: Double(range.lowerBound)...Double(range.upperBound))
    guard let integer = Int(exactly: number), range.contains(integer) else {
      throw Message("\(number) is no whole number in range", about: path)
    }
    return integer
  }

  func string() throws(Message) -> String {
    guard case .string(let text) = value else { throw wrongKind("a string") }
    return text
  }

  func boolean() throws(Message) -> Bool {
    guard case .boolean(let flag) = value else { throw wrongKind("true or false") }
    return flag
  }

  func elements() throws(Message) -> [CheckedValue] {
    guard case .array(let elements) = value else { throw wrongKind("an array") }
    return elements.enumerated().map { CheckedValue($1, at: "\(path)[\($0)]") }
  }

  func members() throws(Message) -> [(key: String, value: CheckedValue)] {
    guard case .object(let members) = value else { throw wrongKind("an object") }
    return members.map { ($0.key, CheckedValue($0.value, at: "\(path).\($0.key)")) }
  }

  /// A member that must be there; of doubled keys the last counts.
  func member(_ key: String) throws(Message) -> CheckedValue {
    guard case .object(let members) = value else { throw wrongKind("an object") }
    guard let member = members.last(where: { $0.key == key }) else {
      throw Message("missing", about: "\(path).\(key)")
    }
    return CheckedValue(member.value, at: "\(path).\(key)")
  }

  /// The numbers of an array, all in a range.
  func numbers(in range: ClosedRange<Double>) throws(Message) -> [Double] {
    guard case .array(let elements) = value else { throw wrongKind("an array") }
    var numbers: [Double] = []
    numbers.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      if case .number(let number) = element, range.contains(number) {
        numbers.append(number)
      } else {
        // Only now, for a path takes longer to make than a number to check.
        numbers.append(try CheckedValue(element, at: "\(path)[\(index)]").number(in: range))
      }
    }
    return numbers
  }

  /// As many numbers of a range as there should be.
  func numbers(_ count: Int, in range: ClosedRange<Double>) throws(Message) -> [Double] {
    let numbers = try numbers(in: range)
    guard numbers.count == count else {
      throw Message("\(numbers.count) numbers where \(count) are expected", about: path)
    }
    return numbers
  }

  private func wrongKind(_ wanted: String) -> Message {
    Message("\(value.kindInWords) where \(wanted) is expected", about: path)
  }
}

extension JSONLine {
  /// A field that must be there.
  func checked(_ name: FieldName) throws(Message) -> CheckedValue {
    guard let bytes = value(of: name) else { throw Message("missing", about: name.string) }
    return CheckedValue(JSONValue(scanned: bytes), at: name.string)
  }
}
