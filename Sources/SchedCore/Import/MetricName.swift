/// The name of a metric, with the bytes that begin it in a record.
final class MetricName: Sendable {
  let text: String
  /// `"views":`
  let opening: [UInt8]

  init(_ text: String) {
    self.text = text
    var opening: [UInt8] = []
    JSONString.append(text, to: &opening)
    self.opening = opening + [UInt8(ascii: ":")]
  }
}
