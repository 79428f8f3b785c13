import Testing

@testable import SchedCore

struct HeatMapTests {
  private func map(_ values: [Int: Double], posts: [Int: Double] = [:], fewest: Double = 0)
    -> HeatMap
  {
    var cells = [HeatMap.Cell?](repeating: nil, count: WeekHour.count)
    for (hour, value) in values {
      cells[hour] = HeatMap.Cell(value)
      cells[hour]?.posts = posts[hour]
    }
    return HeatMap(title: "x", unit: "score", zone: "UTC", cells: cells, fewestPosts: fewest)
  }

  @Test
  func `the best five come first, the earlier of equals before the later`() {
    let map = map([3: 0.5, 100: 0.9, 20: 0.5, 167: 0.9, 50: 0.1, 60: 0.2])
    #expect(map.best.map(\.index) == [100, 167, 3, 20, 60])
  }

  @Test
  func `an hour of too few posts is neither named nor in the range of the shades`() throws {
    let map = map([1: 9, 2: 5, 3: 7], posts: [1: 2, 2: 3, 3: 40], fewest: 3)
    #expect(map.best.map(\.index) == [3, 2])
    #expect(map.range == 5...7)
    #expect(try [1, 2, 3].map { map.isThin(try #require(map.cells[$0])) } == [true, false, false])
  }

  @Test
  func `shades are fifths of the way from the least to the greatest number`() {
    let map = map([0: 10, 1: 20])
    #expect(
      [10, 11.9, 12, 13.9, 14, 16, 17.9, 18, 20].map(map.shade) == [0, 0, 1, 1, 2, 3, 3, 4, 4])
  }

  @Test
  func `where all hours are alike there is one shade, and without any there is no range`() {
    #expect(map([0: 3, 7: 3]).shade(of: 3) == 0)
    #expect(map([:]).range == nil)
    #expect(map([:]).best == [])
  }
}
