/// Why a line is no JSON object, and at which byte.
struct JSONFault: Error, Equatable {
  enum Kind {
    case notAnObject, keyExpected, colonExpected, valueExpected
    case commaOrBraceExpected, commaOrBracketExpected, digitExpected, leadingZero
    case badEscape, controlCharacter, notUTF8, tooDeep, trailingBytes, endsEarly
  }

  let kind: Kind
  /// The byte at fault, counted from 0.
  let offset: Int
}

extension JSONFault {
  /// The fault in words, with the byte counted from 1.
  var message: Message {
    Message("not JSON: \(words) at byte \(offset + 1)")
  }

  private var words: String {
    switch kind {
    case .notAnObject: "an object is expected, one a line, as {\"platform\":\"x\"},"
    case .keyExpected: "a key in double quotes is expected"
    case .colonExpected: "a colon is expected behind the key"
    case .valueExpected: "a value is expected"
    case .commaOrBraceExpected: "a comma or } is expected"
    case .commaOrBracketExpected: "a comma or ] is expected"
    case .digitExpected: "a digit is expected"
    case .leadingZero: "a number begins with 0"
    case .badEscape: "unknown escape"
    case .controlCharacter: "a control character stands in a string (write it as \\u00XX)"
    case .notUTF8: "the text is not UTF-8"
    case .tooDeep: "more than \(JSONScanner.deepest) levels"
    case .trailingBytes: "something follows the object"
    case .endsEarly: "the line ends too early"
    }
  }
}
