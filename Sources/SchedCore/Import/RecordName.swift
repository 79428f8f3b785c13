/// The name of a metric or a field, with the bytes that begin it in a record.
struct RecordName: Sendable {
  let text: String
  // Sound to send: written by the initialiser, never again, and never freed; see `Columns`.
  private nonisolated(unsafe) let bytes: UnsafeBufferPointer<UInt8>

  init(_ text: String) {
    var opening: [UInt8] = []
    JSONString.append(text, to: &opening)
    opening.append(UInt8(ascii: ":"))
    self.init(text, opening)
  }

  /// The fields that say what a post is, whole.
  init(platform: String, contentType: String) {
    var fields: [UInt8] = []
    for (name, value) in [(PostField.platform, platform), (PostField.contentType, contentType)] {
      if !fields.isEmpty { fields.append(UInt8(ascii: ",")) }
      JSONString.append(name.string, to: &fields)
      fields.append(UInt8(ascii: ":"))
      JSONString.append(value, to: &fields)
    }
    self.init(contentType, fields)
  }

  private init(_ text: String, _ opening: [UInt8]) {
    self.text = text
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: opening.count)
    _ = copy.initialize(from: opening)
    bytes = UnsafeBufferPointer(copy)
  }

  /// Such as `"views":`.
  var opening: UnsafeBufferPointer<UInt8> { bytes }
}
