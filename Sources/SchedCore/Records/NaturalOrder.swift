/// The order in which people number things: p2 before p10.
///
/// Runs of digits are compared as numbers, however long; all else is compared by its bytes. Leading
/// zeros count only between texts that are otherwise equal: 7, 07, 007, 8.
enum NaturalOrder {
  static func precedes(_ a: String, _ b: String) -> Bool {
    var left = a.utf8[...]
    var right = b.utf8[...]
    var moreZeros = 0
    while let x = left.first, let y = right.first {
      if isDigit(x), isDigit(y) {
        let (zeros, number) = takeNumber(from: &left)
        let (otherZeros, other) = takeNumber(from: &right)
        if number.count != other.count { return number.count < other.count }
        for (digit, otherDigit) in zip(number, other) where digit != otherDigit {
          return digit < otherDigit
        }
        if moreZeros == 0 { moreZeros = zeros - otherZeros }
      } else if x != y {
        return x < y
      } else {
        left.removeFirst()
        right.removeFirst()
      }
    }
    if left.isEmpty != right.isEmpty { return left.isEmpty }
    return moreZeros < 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Takes a run of digits from the front.
  /// - Returns: how many zeros it begins with, and the digits after them.
  private static func takeNumber(
    from text: inout Substring.UTF8View
  ) -> (zeros: Int, digits: Substring.UTF8View) {
    let run = text.prefix(while: isDigit)
    let digits = run.drop { $0 == UInt8(ascii: "0") }
    text = text[run.endIndex...]
    return (run.count - digits.count, digits)
  }
}

extension PostID {
  /// Whether the id comes first in natural order; numbers come before strings.
  func naturallyPrecedes(_ other: PostID) -> Bool {
    switch (self, other) {
    case (.number, .string): true
    case (.string, .number): false
    case (.number(let a), .number(let b)), (.string(let a), .string(let b)):
      NaturalOrder.precedes(a, b)
    }
  }
}
