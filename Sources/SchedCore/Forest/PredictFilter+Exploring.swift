/// How hours are tried that may not be the best.
extension PredictFilter {
  private static let written =
    [
      PostField.predictions, PostField.scores, PostField.timeEffect,
    ] + HourDraw.fields

  /// Draws the hour that comes first, puts it there, and removes what a former draw wrote.
  ///
  /// A post that has a slot is not drawn for: the hour is settled, and a draw that led to it is kept,
  /// for it is what tells how probable that hour was.
  func explore(
    _ picks: inout HourPicks, _ sample: Sample, _ line: JSONLine, over range: HourRange,
    weekHours: [Int], _ edit: inout JSONEdit
  ) -> HourDraw? {
    let life = try? PostLife(RecordReader(line))
    guard life?.heldInstant(past: range.start) == nil else { return nil }
    var draw: HourPicks.Draw?
    if request.exploration > 0 {
      let learned = request.parameters.exploration[sample.identity.contentType]
      draw = picks.explore(
        request.exploration, shares: learned.map { shares in weekHours.map { shares[$0] } },
        random: random(sample, line))
    }
    guard let draw, let first = picks.indices.first else {
      HourDraw.remove(from: line, in: &edit)
      return nil
    }
    return HourDraw(
      isRandom: draw.isRandom, propensity: draw.propensity, start: picks.hours[first])
  }

  /// A stream that belongs to the post, wherever it stands in the input: to its id, or where it has
  /// none to all its fields but those that are written here, so that a second pass draws the same.
  private func random(_ sample: Sample, _ line: JSONLine) -> SeededGenerator {
    var checksum = Checksum()
    if RecordReader(line).value(PostField.id) != nil, let id = line.value(of: PostField.id) {
      checksum.add(id)
    } else {
      for field in line.fields
      where !Self.written.contains(where: { line.isField(field, named: $0) }) {
        checksum.add(line.slice(field.keyStart, field.keyEnd))
        checksum.add(line.slice(field.valueStart, field.valueEnd))
      }
    }
    let name = request.catalogue.contentTypes[sample.identity.contentType].name
    Array("\(sample.identity.account)\n\(name)".utf8).withUnsafeBufferPointer { checksum.add($0) }
    return SeededGenerator(seed: request.seed, stream: checksum.value)
  }
}
