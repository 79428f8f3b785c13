/// The lines of `--flat`: one for each hour, which begin with the post's own `id` and `account`.
///
///     {"id":17,"platform":"x","content_type":"x_post","at":"…","day":"wed","hour":9,"score":0.97}
struct ScoreRows {
  /// The rows from `"platform"` on, line ends included, one behind the other.
  private var text: [UInt8] = []
  private var ends: [Int] = []

  init(
    _ scores: [Double], of contentType: String, on platform: String, _ range: HourRange,
    _ zone: Zone
  ) {
    for (index, score) in scores.enumerated() {
      let instant = range.instant(ofHour: range.first + index)
      text.append(contentsOf: "\"platform\":".utf8)
      JSONString.append(platform, to: &text)
      text.append(contentsOf: ",\"content_type\":".utf8)
      JSONString.append(contentType, to: &text)
      text.append(UInt8(ascii: ","))
      BestTimes.appendHour(instant, zone, score, to: &text)
      text.append(contentsOf: "}\n".utf8)
      ends.append(text.count)
    }
  }

  var byteCount: Int { text.capacity + ends.capacity * 8 }

  func append(_ line: JSONLine, to output: inout [UInt8]) {
    var start = 0
    for end in ends {
      output.append(UInt8(ascii: "{"))
      for name in [PostField.id, PostField.account] {
        guard let value = line.value(of: name) else { continue }
        JSONString.append(name.string, to: &output)
        output.append(UInt8(ascii: ":"))
        output.append(contentsOf: value)
        output.append(UInt8(ascii: ","))
      }
      output.append(contentsOf: text[start..<end])
      start = end
    }
  }
}
