import SchedCore
import Testing

/// The built-in curves against the table and the claims of the evidence file, section 1.
struct EvidenceTests {
  /// The cells of the evidence table, Monday to Sunday, as they stand there.
  static let table: [(String, [String])] = [
    (
      "youtube_long_form",
      [
        "15-17 .80, 18-20 .70",
        "15-17 .85, 18-20 .70",
        "16-17 1.0, 15-17 .95",
        "15-17 .85, 18-20 .70",
        "15-17 .80, 18-20 .65",
        "11-15 .60, 17-18 .60",
        "11-15 .60, 15-18 .65",
      ]
    ),
    (
      "tiktok_video",
      [
        "17-20 .85",
        "14-15 .85, 16-17 .90, 20-21 .85",
        "17-19 1.0, 16-17 .95",
        "13-14 .85, 15-18 .90",
        "14-15 .80, 16-19 .85",
        "16-20 .55",
        "16-18 .80, 20-21 .95",
      ]
    ),
    (
      "instagram_feed",
      [
        "10-15 .90, 15-16 .85",
        "10-15 .95, 15-16 .85",
        "10-15 1.0, 15-16 .85, 18-19 .80",
        "10-15 .95, 15-16 .85",
        "10-14 .70, 15-18 .70",
        "10-13 .50, 17-19 .60",
        "10-13 .50, 17-19 .60",
      ]
    ),
    (
      "instagram_reels",
      [
        "6-9 .90, 9-14 .80, 18-21 .95",
        "6-9 .90, 9-14 .85, 18-21 .95",
        "6-9 .95, 9-14 .85, 18-21 1.0",
        "6-9 .90, 12-14 .75, 18-21 .90",
        "6-9 .75, 12-14 .65, 18-21 .75",
        "9-12 .50, 18-21 .60",
        "9-12 .50, 18-21 .65",
      ]
    ),
    (
      "x_post",
      [
        "8-10 .75, 11-12 .70",
        "8-12 .95, 14-16 .75",
        "9-10 1.0, 8-12 .95, 14-16 .75",
        "8-12 .95, 14-16 .75",
        "8-12 .70",
        "10-13 .35",
        "9-12 .30",
      ]
    ),
    (
      "linkedin_post",
      [
        "11-12 .75, 8-11 .60",
        "8-11 .95, 12-14 .95",
        "8-11 1.0, 12-14 .95",
        "8-11 .95, 12-14 .90",
        "8-11 .70, 12-14 .65",
        "9-11 .25",
        "10-12 .25",
      ]
    ),
    (
      "facebook_post",
      [
        "9-11 .80, 11-14 .90, 14-18 .80",
        "9-11 .85, 11-14 .95, 14-18 .80",
        "8-11 .85, 11-14 1.0, 14-18 .85",
        "8-11 .85, 11-14 .95, 14-18 .80",
        "9-11 .80, 14-16 .75",
        "10-12 .55",
        "8-11 .60",
      ]
    ),
  ]

  @Test(arguments: EvidenceTests.table)
  func `every window holds its weight, and the floor holds elsewhere`(
    name: String, cells: [String]
  ) throws {
    var expected = [Double](repeating: 0.1, count: 168)
    for (day, cell) in cells.enumerated() {
      for window in cell.split(separator: ", ") {
        let parts = window.split(whereSeparator: { " -".contains($0) })
        let from = try #require(Int(parts[0]))
        let until = try #require(Int(parts[1]))
        let weight = try #require(Double("0" + parts[2]) ?? Double(parts[2]))
        for hour in from..<until {
          let index = day * 24 + hour
          // Where two windows overlap, the larger weight holds.
          expected[index] = expected[index] == 0.1 ? weight : max(expected[index], weight)
        }
      }
    }
    #expect(try values(type(name).windows) == expected)
  }

  @Test
  func `Stories keep one day, and 0.85 of it at weekends`() throws {
    let windows = try type("instagram_stories").windows
    for hour in 0..<24 {
      let weight =
        switch hour {
        case 8..<10: 0.70
        case 12..<14: 0.80
        case 18..<22: 0.90
        default: 0.1
        }
      for day in 0..<5 { #expect(windows[day * 24 + hour] == weight) }
      let weekend = weight == 0.1 ? 0.1 : weight * 0.85
      for day in 5..<7 { #expect(abs(windows[day * 24 + hour] - weekend) < 1e-12) }
    }
  }

  @Test
  func `YouTube's best hour is Wednesday 16, and weekdays 15 to 17 beat all other hours`() throws {
    let weights = try effective("youtube_long_form")
    expectPeak(of: weights, at: [2 * 24 + 16])
    expectAbove(weights, hours(0..<5, 15..<17))
  }

  @Test
  func `TikTok's best day is Wednesday, Sunday's best hour is 20, Saturday is the weakest day`()
    throws
  {
    let weights = try effective("tiktok_video")
    expectPeak(of: weights, at: [2 * 24 + 17, 2 * 24 + 18])
    let days = (0..<7).map { weights[($0 * 24)..<($0 * 24 + 24)] }
    #expect(days[6].max() == weights[6 * 24 + 20])
    #expect(days[6].filter { $0 == days[6].max() }.count == 1)
    let peaks = days.map { $0.max() ?? 0 }
    let sums = days.map { $0.reduce(0, +) }
    for day in [0, 1, 2, 3, 4, 6] {
      #expect(peaks[5] < peaks[day] && sums[5] < sums[day])
    }
  }

  @Test(arguments: ["instagram_feed", "instagram_carousel"])
  func `Instagram's feed peaks Monday to Thursday from 10 to 15`(name: String) throws {
    let weights = try effective(name)
    expectAbove(weights, hours(0..<4, 10..<15))
  }

  @Test
  func `Reels peak from 6 to 9 and from 18 to 21`() throws {
    let weights = try effective("instagram_reels")
    expectPeak(of: weights, at: Array(2 * 24 + 18..<2 * 24 + 21))
    for day in 0..<5 {
      let best = Set(hours(day..<day + 1, 6..<9) + hours(day..<day + 1, 18..<21))
      let others = hours(day..<day + 1, 0..<24).filter { !best.contains($0) }
      let leastBest = try #require(best.map { weights[$0] }.min())
      #expect(others.allSatisfy { weights[$0] < leastBest })
    }
    let format = try type("instagram_reels").format
    #expect(format.maximum <= 1 && format.minimum >= 0)
    #expect(format[19] > format[7] && format[7] > format[12])
  }

  @Test(arguments: ["x_post", "x_thread"])
  func `X peaks Tuesday to Thursday from 8 to 12, and no hour of a weekend comes near`(
    name: String
  ) throws {
    let weights = try effective(name)
    expectAbove(weights, hours(1..<4, 8..<12))
  }

  @Test(arguments: ["linkedin_post", "linkedin_carousel"])
  func `LinkedIn peaks Tuesday to Thursday from 8 to 11 and 12 to 14, all in business hours`(
    name: String
  ) throws {
    let weights = try effective(name)
    expectAbove(weights, hours(1..<4, 8..<11) + hours(1..<4, 12..<14))
    let business = Set(hours(0..<5, 7..<19))
    let aboveFloor = weights.map { max(0, $0 - 0.1) }
    let inside = business.map { aboveFloor[$0] }.reduce(0, +)
    #expect(inside / aboveFloor.reduce(0, +) > 0.97)
    #expect(weights.indices.allSatisfy { business.contains($0) || weights[$0] <= 0.125 })
  }

  @Test
  func `Facebook peaks Monday to Thursday around midday`() throws {
    expectAbove(try effective("facebook_post"), hours(0..<4, 11..<14))
    let post = try type("facebook_post").windows
    let reels = try type("facebook_reels").windows
    for hour in 0..<168 {
      #expect(reels[hour] == ((18..<21).contains(hour % 24) ? max(post[hour], 0.8) : post[hour]))
    }
  }

  @Test
  func `Shorts are flatter than long-form and never inverted`() throws {
    let long = try type("youtube_long_form").windows
    let shorts = try type("youtube_shorts").windows
    #expect(abs(shorts.maximum - long.maximum) < 1e-12)
    #expect(shorts.maximum / shorts.mean < long.maximum / long.mean)
    #expect(shorts.maximum - shorts.minimum < long.maximum - long.minimum)
    let added = Set(hours(0..<7, 12..<15) + hours(0..<7, 19..<22))
    let others = (0..<168).filter { !added.contains($0) }
    for a in others {
      for b in others { #expect((shorts[a] < shorts[b]) == (long[a] < long[b])) }
    }
    for day in 0..<5 {
      let peak = try #require(hours(day..<day + 1, 0..<24).map { shorts[$0] }.max())
      for hour in added { #expect(shorts[hour] >= 0.75 && shorts[hour] <= peak) }
    }
  }

  @Test
  func `quiet hours lower the night, but not on TikTok and not for Shorts`() throws {
    for name in ["youtube_long_form", "instagram_reels", "x_post", "facebook_post"] {
      let factors = try type(name).guardFactors
      for hour in 0..<168 {
        #expect(factors[hour] == (hour % 24 >= 23 || hour % 24 < 6 ? 0.3 : 1))
      }
    }
    for name in ["tiktok_video", "youtube_shorts"] {
      #expect(try type(name).guardFactors.minimum == 1)
    }
  }

  @Test
  func `trust becomes a count of posts: low 5, medium 20`() throws {
    let counts = try type("tiktok_video").priorCounts
    #expect(values(counts) == (0..<168).map { $0 < 5 * 24 ? 20 : 5 })
    #expect(try type("x_post").priorCounts.minimum == 20)
    #expect(try type("instagram_stories").priorCounts.maximum == 5)
  }
}

extension EvidenceTests {
  private func type(_ name: String) throws -> ContentType {
    let catalogue = try PlatformCatalogue.builtIn()
    return catalogue.contentTypes[try catalogue.resolve(platform: nil, contentType: name)]
  }

  /// Windows with format (at its default weight of 0.2) and guard: the score without an audience.
  private func effective(_ name: String) throws -> [Double] {
    let type = try type(name)
    return (0..<168).map {
      type.windows[$0] * (1 + 0.2 * type.format[$0]) * type.guardFactors[$0]
    }
  }

  private func values(_ curve: WeekCurve) -> [Double] { (0..<168).map { curve[$0] } }

  private func hours(_ days: Range<Int>, _ hours: Range<Int>) -> [Int] {
    days.flatMap { day in hours.map { day * 24 + $0 } }
  }

  private func expectPeak(of weights: [Double], at expected: [Int]) {
    let peak = weights.max()
    #expect(weights.indices.filter { weights[$0] == peak } == expected)
  }

  /// Every one of the hours weighs more than every other hour of the week.
  private func expectAbove(_ weights: [Double], _ best: [Int]) {
    let others = Set(weights.indices).subtracting(best)
    let least = best.map { weights[$0] }.min() ?? 0
    #expect(others.allSatisfy { weights[$0] < least })
  }
}
