import Foundation
import SchedCore
import Testing

struct PositiveMixtureTests {
  /// The integral of the doc comment, by 200,000 small steps.
  private func integral(_ estimate: Double, _ information: Double) -> Double {
    let step = 1e-5
    return (0..<200_000).reduce(0) { sum, index in
      let size = (Double(index) + 0.5) * step
      let prior = 2 * exp(-size * size / 0.02) / (0.1 * (2 * Double.pi).squareRoot())
      return sum + step * prior * exp(information * (size * estimate - size * size / 2))
    }
  }

  @Test(arguments: [(0.1, 100), (0.02, 1_000), (0, 50), (-0.05, 400), (-0.3, 2_000)])
  func `the ratio is the integral over all sizes`(estimate: Double, information: Double) {
    let ratio = PositiveMixture(deviation: 0.1).logRatio(of: estimate, information)
    #expect(abs(ratio - log(integral(estimate, information))) < 1e-4)
  }

  @Test
  func `far below nothing there is no jump from one formula to the other`() {
    let mixture = PositiveMixture(deviation: 0.1)
    // With an information of 10,000, z is 99.5 times the estimate.
    let (near, far) = (mixture.logRatio(of: -0.1, 1e4), mixture.logRatio(of: -0.102, 1e4))
    #expect(near > far && near - far < 0.03)
    #expect(mixture.logRatio(of: -10, 1e9) < mixture.logRatio(of: -1, 1e9))
  }
}
