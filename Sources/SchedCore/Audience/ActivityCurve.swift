/// When a cohort or a device is awake and looking: activity by hour of the local week, in [-1, 1]
/// and with the mean 0, so that a curve moves scores between hours and not up or down.
///
/// Devices follow comScore 2013, Chitika 2012-13 and AddThis 2013, which are old but agree:
/// desktops peak from 10 to 17 on workdays and fall at weekends; phones rise from 7 to 9, peak from
/// 19 to 22, and are flatter at weekends, from noon on. Ages follow practitioners' claims (trust: low): the young
/// in the evenings from 18 to 23 and on weekend mornings, here from 11 on; 25-34 from 7 to 9, 12 to 13 and 18 to
/// 22; 35-44 on workdays from 15 to 18 and from 20 to 22; older ones from 7 to 11 and early in the
/// evening.
///
/// A younger or more mobile audience never lowers an evening hour e against a morning hour m. Let Y
/// be the curve of the young and O the mix of all others. Raising the share of the young by δ, the
/// others scaled down, moves D by a multiple of δ(Y - O). Where Y(e) ≥ O(e) and Y(m) ≤ O(m), this
/// raises 1 + w·D(e) and lowers 1 + w·D(m), whatever w ≥ 0 and the shares are. So the heights are
/// chosen such that from 18 to 23 no other cohort is above the young, from 6 to 11 none is below
/// them, and phones stand in the same way to the other devices; the tests check it hour by hour.
struct ActivityCurve {
  /// What the curve adds to a score's factor, hour by hour.
  let curve: WeekCurve

  /// - Parameters:
  ///   - workday: 24 values, from midnight on, for Monday to Friday.
  ///   - weekend: the same for Saturday and Sunday.
  private init(workday: [Double], weekend: [Double]) {
    let raw = WeekCurve { $0 / 24 < 5 ? workday[$0 % 24] : weekend[$0 % 24] }
    let mean = raw.mean
    let centred = raw.map { $0 - mean }
    let height = max(1, centred.maximum, -centred.minimum)
    curve = centred.map { $0 / height }
  }

  private init(mean of: [ActivityCurve]) {
    curve = WeekCurve { hour in of.reduce(0) { $0 + $1.curve[hour] } / Double(of.count) }
  }
}

extension ActivityCurve {
  /// The age cohorts that an audience may name, youngest first.
  static let ages: [(name: String, curve: ActivityCurve)] = [
    ("13-17", young), ("18-24", young), ("25-34", adult), ("35-44", middle), ("45-54", older),
    ("55-64", old), ("65+", old), ("55+", old),
  ]

  /// The devices; no figures exist for tablets, which are taken to lie half-way.
  static let devices: [(name: String, curve: ActivityCurve)] = [
    ("mobile", mobile), ("desktop", desktop), ("tablet", ActivityCurve(mean: [mobile, desktop])),
  ]

  private static let young = ActivityCurve(
    workday: [
      0.1, -0.6, -0.6, -0.6, -0.6, -0.6, -0.7, -0.7, -0.7, -0.7, -0.7, -0.2,
      -0.2, -0.2, 0.0, 0.1, 0.3, 0.4, 1.0, 1.0, 1.0, 1.0, 1.0, 0.6,
    ],
    weekend: [
      0.2, -0.4, -0.6, -0.6, -0.6, -0.6, -0.7, -0.7, -0.7, -0.7, -0.7, 0.4,
      0.5, 0.4, 0.3, 0.3, 0.3, 0.4, 1.0, 1.0, 1.0, 1.0, 1.0, 0.7,
    ])

  private static let adult = ActivityCurve(
    workday: [
      -0.4, -0.7, -0.7, -0.7, -0.7, -0.5, -0.1, 0.4, 0.4, 0.1, 0.0, 0.1,
      0.4, 0.1, 0.0, 0.0, 0.1, 0.3, 0.6, 0.6, 0.6, 0.6, 0.2, -0.1,
    ],
    weekend: [
      -0.3, -0.6, -0.7, -0.7, -0.7, -0.6, -0.3, 0.0, 0.2, 0.3, 0.3, 0.2,
      0.2, 0.1, 0.1, 0.1, 0.2, 0.3, 0.5, 0.5, 0.5, 0.5, 0.2, -0.1,
    ])

  private static let middle = ActivityCurve(
    workday: [
      -0.5, -0.7, -0.7, -0.7, -0.7, -0.5, -0.1, 0.2, 0.2, 0.1, 0.1, 0.1,
      0.2, 0.2, 0.3, 0.6, 0.6, 0.6, 0.3, 0.3, 0.6, 0.6, 0.1, -0.2,
    ],
    weekend: [
      -0.5, -0.7, -0.7, -0.7, -0.7, -0.6, -0.2, 0.1, 0.2, 0.3, 0.3, 0.2,
      0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.3, 0.3, 0.5, 0.5, 0.1, -0.2,
    ])

  private static let older = ActivityCurve(
    workday: [
      -0.6, -0.7, -0.7, -0.7, -0.6, -0.3, 0.2, 0.7, 0.7, 0.7, 0.7, 0.3,
      0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.4, 0.4, 0.2, 0.0, -0.2, -0.4,
    ],
    weekend: [
      -0.6, -0.7, -0.7, -0.7, -0.6, -0.3, 0.1, 0.6, 0.7, 0.7, 0.7, 0.3,
      0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.4, 0.4, 0.2, 0.0, -0.2, -0.4,
    ])

  private static let old = ActivityCurve(
    workday: [
      -0.6, -0.7, -0.7, -0.7, -0.5, -0.2, 0.3, 0.8, 0.8, 0.8, 0.8, 0.4,
      0.2, 0.1, 0.1, 0.2, 0.3, 0.4, 0.4, 0.3, 0.0, -0.2, -0.4, -0.5,
    ],
    weekend: [
      -0.6, -0.7, -0.7, -0.7, -0.5, -0.2, 0.2, 0.7, 0.8, 0.8, 0.8, 0.4,
      0.2, 0.1, 0.1, 0.2, 0.3, 0.4, 0.4, 0.3, 0.0, -0.2, -0.4, -0.5,
    ])

  private static let mobile = ActivityCurve(
    workday: [
      -0.3, -0.7, -0.8, -0.8, -0.8, -0.6, -0.3, 0.1, 0.2, 0.0, 0.0, 0.0,
      0.1, 0.0, 0.0, 0.0, 0.1, 0.3, 0.7, 1.0, 1.0, 1.0, 0.8, 0.3,
    ],
    weekend: [
      -0.2, -0.6, -0.7, -0.7, -0.7, -0.6, -0.6, -0.5, -0.3, -0.1, 0.0, 0.2,
      0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.6, 0.7, 0.7, 0.7, 0.6, 0.3,
    ])

  private static let desktop = ActivityCurve(
    workday: [
      -0.6, -0.7, -0.7, -0.7, -0.7, -0.7, -0.2, 0.2, 0.5, 0.8, 1.0, 1.0,
      1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.1, 0.0, 0.0, 0.0, -0.1, -0.5,
    ],
    weekend: [
      -0.6, -0.7, -0.7, -0.7, -0.7, -0.6, -0.5, -0.4, -0.2, 0.0, 0.1, 0.1,
      0.1, 0.1, 0.1, 0.1, 0.1, 0.0, -0.1, -0.1, -0.1, -0.1, -0.2, -0.4,
    ])
}
