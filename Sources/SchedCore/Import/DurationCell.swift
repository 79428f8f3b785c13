/// A length of time as exports write it: `0:02:42`, `2:42`, `PT2M42S`; in seconds.
enum DurationCell {
  /// The seconds; nil if the cell holds no duration.
  static func seconds(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    text.first == UInt8(ascii: "P") ? iso8601(text) : clock(text)
  }

  /// `h:mm:ss` or `m:ss`, with or without a fraction of a second.
  private static func clock(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var total = 0.0
    var part = 0.0
    var scale = 0.0
    var (colons, digits) = (0, 0)
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        guard digits < 10 else { return nil }
        if scale > 0 {
          part += Double(byte - UInt8(ascii: "0")) * scale
          scale /= 10
        } else {
          part = part * 10 + Double(byte - UInt8(ascii: "0"))
        }
      case UInt8(ascii: ":"):
        guard digits > 0, colons < 2, scale == 0, colons == 0 || part < 60 else { return nil }
        total = (total + part) * 60
        (part, digits, colons) = (0, 0, colons + 1)
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard colons > 0, digits > 0, scale == 0 else { return nil }
        scale = 0.1
      default: return nil
      }
    }
    guard colons > 0, digits > 0, part < 60 else { return nil }
    return total + part
  }

  /// ISO 8601, section 5.5.2.2, without years and months.
  private static func iso8601(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    let units: [UInt8: Double] = [
      UInt8(ascii: "W"): 604_800, UInt8(ascii: "D"): 86_400, UInt8(ascii: "H"): 3600,
      UInt8(ascii: "M"): 60, UInt8(ascii: "S"): 1,
    ]
    var total = 0.0
    var number = ""
    var isTime = false
    var parts = 0
    for byte in text.dropFirst() {
      switch byte {
      case UInt8(ascii: "T") where !isTime && number.isEmpty: isTime = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
        number.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let isMonth = byte == UInt8(ascii: "M") && !isTime
        guard let unit = units[byte], !isMonth, let value = Double(number) else { return nil }
        total += value * unit
        number = ""
        parts += 1
      }
    }
    return parts > 0 && number.isEmpty ? total : nil
  }
}
