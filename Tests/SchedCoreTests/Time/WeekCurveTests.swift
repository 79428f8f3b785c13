import SchedCore
import Testing

struct WeekCurveTests {
  @Test
  func `a curve has a value for each hour of the week`() {
    var curve = WeekCurve { Double($0) }
    #expect(curve[WeekHour(.sunday, hour: 23)] == 167)
    #expect(curve[0] == 0)
    // The mean of 0 to 167.
    #expect(curve.mean == 83.5)
    #expect(curve.minimum == 0 && curve.maximum == 167)
    curve[WeekHour(.monday, hour: 9)] = -1
    #expect(curve[9] == -1 && curve.minimum == -1)
    #expect(curve.map { $0 * 2 }[167] == 334)
  }

  @Test
  func `an hour of the week is a day and an hour of it`() {
    let hour = WeekHour(.wednesday, hour: 16)
    #expect(hour.index == 64)
    #expect(WeekHour(index: 64).weekday == .wednesday)
    #expect(WeekHour(index: 64).hour == 16)
  }
}
