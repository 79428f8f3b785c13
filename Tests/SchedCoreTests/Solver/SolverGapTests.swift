import SchedCore
import Testing

/// How far plans are below their bounds at most. The work is counted in steps, so a figure is the same
/// on every machine; it rises if a part of the solver stands still.
struct SolverGapTests {
  @Test(arguments: [
    (SolverKind.overload, 0.0001), (.crowdedOverload, 0.05), (.crowd, 0.05), (.cooldown, 0.0001),
    (.chain, 0.01), (.capacity, 0.05),
  ])
  func `a plan is as near to its bound as it has been`(_ kind: SolverKind, _ percent: Double) {
    let (rules, account) = kind.problem
    let plan = Solver.solve(rules: rules, account: account)
    #expect(SolverChecker(rules: rules, account: account).violations(of: plan.instants) == [])
    let gap = (plan.bound / plan.objective - 1) * 100
    #expect(gap <= percent, "\(plan.objective), bound \(plan.bound)")
    print("GAP", kind, plan.instants.count { $0 != nil }, account.posts.count, plan.objective, gap)
  }
}
