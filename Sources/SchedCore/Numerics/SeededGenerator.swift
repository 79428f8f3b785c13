import Glibc

/// Random numbers that a seed decides, in independent streams.
///
/// SplitMix64 (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195). A stream is a state far
/// from the others': the hash of seed and key, so that what one account draws does not depend on
/// how much another drew before.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// - Parameters:
  ///   - seed: what the user gives with `--seed`.
  ///   - stream: which of the independent streams.
  package init(seed: UInt64, stream: UInt64 = 0) {
    state = Self.mixed(seed &+ Self.goldenGamma) ^ Self.mixed(stream &* Self.goldenGamma)
  }

  package mutating func next() -> UInt64 {
    state &+= Self.goldenGamma
    return Self.mixed(state)
  }

  /// A double in [0, 1), with 53 random bits.
  package mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal number (Box and Muller 1958, doi 10.1214/aoms/1177706645).
  package mutating func nextNormal() -> Double {
    // From (0, 1], whose logarithm is finite.
    let radius = (-2 * log(1 - nextUnit())).squareRoot()
    return radius * cos(2 * .pi * nextUnit())
  }

  /// A whole number in 0..<count; 0 if there is none.
  ///
  /// It is the high half of a product with the count, which is even enough for choices (Lemire
  /// 2019, doi 10.1145/3230636).
  package mutating func next(below count: Int) -> Int {
    count > 0 ? Int(next().multipliedFullWidth(by: UInt64(count)).high) : 0
  }

  /// 2^64 divided by the golden ratio, made odd: the paper's increment.
  private static let goldenGamma: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
