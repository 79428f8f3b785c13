import SchedCore
import Testing

/// What must not make a plan worse: more slots, more effort, or a rule that is looser.
struct SolverOrderTests {
  private func objective(_ some: SolverCase, _ effort: SolverEffort = .normal) -> Double {
    Solver.solve(rules: some.rules, account: some.account, effort: effort).objective
  }

  private func some(_ seed: Int) -> SolverCase {
    SolverCase(seed: UInt64(5000 + seed), posts: 4 + seed % 8, slots: 8 + seed % 13)
  }

  @Test(arguments: 0..<100)
  func `more slots never make a plan worse`(seed: Int) {
    let fine = some(seed)
    for step in [2, 4] {
      var coarse = fine
      for lane in coarse.rules.lanes.indices {
        coarse.rules.lanes[lane].slots.removeAll { $0 / SolverCase.hour % Int64(step) != 0 }
      }
      // Scores go by slot: those of the slots that are left.
      for post in coarse.account.posts.indices {
        guard let curve = fine.account.posts[post].curve else { continue }
        let slots = fine.rules.lanes[fine.account.posts[post].lane].slots
        let scores = zip(slots, fine.account.curves[curve])
          .filter { $0.0 / SolverCase.hour % Int64(step) == 0 }.map(\.1)
        coarse.account.curves.append(scores)
        coarse.account.posts[post].curve = coarse.account.curves.count - 1
      }
      #expect(objective(fine) >= objective(coarse) - 1e-9, "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: 0..<100)
  func `more effort never makes a plan worse`(seed: Int) {
    let fast = objective(some(seed), .fast)
    let normal = objective(some(seed), .normal)
    #expect(normal >= fast - 1e-9)
    #expect(objective(some(seed), .best) >= normal - 1e-9)
  }

  @Test(arguments: 0..<100)
  func `a looser rule never makes a plan worse`(seed: Int) {
    let strict = some(seed)
    let before = objective(strict)
    var loose: [SolverCase] = []
    loose.append(strict)
    loose[0].rules.calmLimit += 1
    loose.append(strict)
    loose[1].rules.totalLimit += 1
    loose.append(strict)
    loose[2].rules.campaignGap /= 2
    for (number, quotas) in strict.rules.lanes.map(\.quotas).enumerated() where !quotas.isEmpty {
      loose.append(strict)
      loose[loose.count - 1].rules.lanes[number].quotas[0].posts += 1
    }
    loose.append(strict)
    for post in strict.account.posts.indices { loose[loose.count - 1].account.posts[post].gap /= 2 }
    for (number, some) in loose.enumerated() {
      #expect(objective(some) >= before - 1e-9, "seed \(seed), rule \(number)")
    }
  }
}
