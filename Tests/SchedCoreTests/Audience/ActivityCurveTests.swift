import SchedCore
import Testing

/// The shape of D, over random audiences.
struct ActivityCurveTests {
  private static let ages = ["13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+", "55+"]
  private static let devices = ["mobile", "desktop", "tablet"]

  private func demographics(ages: [Double], devices: [Double]) -> WeekCurve {
    func normalised(_ names: [String], _ shares: [Double]) -> [String: Double] {
      let sum = shares.reduce(0, +)
      guard sum > 0 else { return [:] }
      return Dictionary(uniqueKeysWithValues: zip(names, shares.map { $0 / sum }))
    }
    return AudienceProfile(
      ageShares: normalised(Self.ages, ages), deviceShares: normalised(Self.devices, devices),
      zoneWeights: [(.utc, 1)]
    ).demographics
  }

  private func randomShares(_ count: Int, _ generator: inout SeededGenerator) -> [Double] {
    (0..<count).map { _ in generator.next() % 3 == 0 ? 0 : generator.nextUnit() }
  }

  /// Whether no evening hour (18-23) of `b` fell against any morning hour (6-11) of `a`.
  private func favoursEvenings(_ b: WeekCurve, over a: WeekCurve, weight: Double) -> Bool {
    func factor(_ curve: WeekCurve, _ day: Int, _ hour: Int) -> Double {
      1 + weight * curve[day * 24 + hour]
    }
    for eveningDay in 0..<7 {
      for evening in 18..<23 {
        for morningDay in 0..<7 {
          for morning in 6..<11
          where factor(b, eveningDay, evening) * factor(a, morningDay, morning)
            < factor(a, eveningDay, evening) * factor(b, morningDay, morning) - 1e-12
          {
            return false
          }
        }
      }
    }
    return true
  }

  @Test(arguments: 1...40)
  func `a younger or more mobile audience never lowers evenings against mornings`(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let ages = randomShares(8, &generator)
    let devices = randomShares(3, &generator)
    let before = demographics(ages: ages, devices: devices)
    for weight in [0.1, 0.3, 1] {
      for young in 0...1 where ages.reduce(0, +) > 0 && ages[2...].reduce(0, +) > 0 {
        var younger = ages
        younger[young] += 0.5
        #expect(
          favoursEvenings(
            demographics(ages: younger, devices: devices), over: before, weight: weight))
      }
      if devices.reduce(0, +) > 0 {
        var moreMobile = devices
        moreMobile[0] += 0.5
        #expect(
          favoursEvenings(
            demographics(ages: ages, devices: moreMobile), over: before, weight: weight))
      }
    }
  }

  /// The curve of one cohort or device alone; from 8 on, of a device.
  private func curve(_ index: Int) -> WeekCurve {
    let shares = (0..<11).map { $0 == index ? 1.0 : 0 }
    return demographics(ages: Array(shares[..<8]), devices: Array(shares[8...]))
  }

  /// From this the property above follows for all shares and weights.
  @Test
  func `the young and phones lead every evening hour and trail every morning hour`() {
    for (leader, others) in [(0, 2...7), (1, 2...7), (8, 9...10)] {
      for other in others {
        for day in 0..<7 {
          for hour in 18..<23 {
            #expect(curve(leader)[day * 24 + hour] >= curve(other)[day * 24 + hour])
          }
          for hour in 6..<11 {
            #expect(curve(leader)[day * 24 + hour] <= curve(other)[day * 24 + hour])
          }
        }
      }
    }
  }

  @Test
  func `D is the mean of the mix of ages and the mix of devices`() {
    let both = demographics(ages: [1, 0, 3, 0, 0, 0, 0, 0], devices: [1, 1, 0])
    for hour in 0..<168 {
      let ages = 0.25 * curve(0)[hour] + 0.75 * curve(2)[hour]
      let devices = 0.5 * curve(8)[hour] + 0.5 * curve(9)[hour]
      #expect(abs(both[hour] - (ages + devices) / 2) < 1e-12)
    }
  }

  @Test
  func `each curve lies within -1 and 1 and has the mean 0`() {
    for index in 0..<11 {
      let curve = curve(index)
      #expect(abs(curve.mean) < 1e-12)
      #expect(curve.maximum <= 1 && curve.minimum >= -1)
      #expect(curve.maximum > 0.2)
    }
  }

  @Test
  func `desktops peak in working hours and phones in the evening`() {
    let mobile = demographics(ages: [], devices: [1, 0, 0])
    let desktop = demographics(ages: [], devices: [0, 1, 0])
    for day in 0..<5 {
      for hour in 10..<17 { #expect(desktop[day * 24 + hour] == desktop.maximum) }
      for hour in 19..<22 { #expect(mobile[day * 24 + hour] == mobile.maximum) }
      #expect(mobile[day * 24 + 8] > mobile[day * 24 + 6])
    }
    #expect((120..<168).allSatisfy { desktop[$0] < desktop.maximum / 2 })
    for day in 5..<7 {
      let afternoon = (12..<18).map { mobile[day * 24 + $0] }
      #expect(afternoon.allSatisfy { $0 == afternoon[0] })
    }
  }

  /// The claims of the evidence file, section 2: hours that are busier than each cohort's mean.
  @Test(arguments: [
    (0, 0..<7, [18..<23]), (1, 0..<7, [18..<23]), (2, 0..<5, [7..<9, 12..<13, 18..<22]),
    (3, 0..<5, [15..<18, 20..<22]), (4, 0..<7, [7..<11, 17..<19]), (7, 0..<7, [7..<11, 17..<19]),
  ])
  func `ages are busy when practitioners say so`(
    _ age: Int, _ days: Range<Int>, _ hours: [Range<Int>]
  ) {
    for day in days {
      for hour in hours.joined() { #expect(curve(age)[day * 24 + hour] > 0.1) }
      #expect(curve(age)[day * 24 + 3] < -0.5)
    }
  }
}
