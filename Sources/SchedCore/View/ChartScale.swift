/// Where numbers lie on a line from 0 to 1.
struct ChartScale {
  let range: ClosedRange<Double>

  /// From the least to the greatest of the numbers and nought: a bar begins at nought, so that bars
  /// compare as their numbers do.
  init(of ranking: Ranking) {
    self.init(
      ranking.rows.reduce(into: [0]) { values, row in
        values += [row.value, row.lower ?? row.value, row.upper ?? row.value]
      })
  }

  /// From nought, the foot of the chart, to a tenth above the greatest of the numbers and the bound:
  /// a small change is to look small.
  init(of course: Course) {
    let scale = ChartScale([0] + course.points.map(\.value) + (course.threshold.map { [$0] } ?? []))
    let room = (scale.range.upperBound - scale.range.lowerBound) / 10
    range = scale.range.lowerBound...scale.range.upperBound + room
  }

  private init(_ values: [Double]) {
    let finite = values.filter { $0.isFinite && abs($0) < 1e300 }
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 0)
    range = least...(most > least ? most : least + 1)
  }

  func share(of value: Double) -> Double {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }
}
