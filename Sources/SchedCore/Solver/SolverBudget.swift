/// How many iterations, and how broad a search, an effort buys.
struct SolverBudget {
  /// Evaluations of the relaxation: so many, then so many more while the plan that comes of them is
  /// not good enough.
  let iterations: [Int]
  /// Evaluations of the relaxation of all groups together.
  let linkIterations: Int
  /// The width of the searches.
  let width: Int
  /// How many plans are tried that the relaxation comes to when it is made whole.
  let roundings: Int
  /// The width of the searches of whole lanes after the first round.
  let lastWidth: Int
  /// How often all lanes are gone through again, as long as that gains.
  let rounds: Int
  let arcsPerPost: Int
  /// How many posts stand in a stretch that is planned anew.
  let windowPosts: Int
  /// A plan this near to its bound, relatively, is good enough.
  let gap: Double
  /// How often the local search takes some posts off and puts them back.
  let trials: Int
  /// How many steps of annealing a post is worth, and an account at most.
  let stepsPerPost: Int
  let mostSteps: Int
  /// How many pairs of partial plan and slot the search over all lanes at once may try.
  let jointSteps: Int
  /// A plan this near to its bound, relatively, is left as it is by that search.
  var jointGap: Double { gap / 10 }

  init(_ effort: SolverEffort) {
    switch effort {
    case .fast:
      (iterations, width, lastWidth) = ([40, 80], 20, 60)
      (roundings, linkIterations) = (4, 60)
      (rounds, arcsPerPost, windowPosts, trials, gap) = (2, 16, 8, 0, 5e-4)
      (stepsPerPost, mostSteps, jointSteps) = (0, 0, 0)
    case .normal:
      (iterations, width, lastWidth) = ([60, 80, 260], 60, 500)
      (roundings, linkIterations) = (8, 400)
      (rounds, arcsPerPost, windowPosts, trials, gap) = (3, 24, 10, 1000, 1e-4)
      (stepsPerPost, mostSteps, jointSteps) = (250, 30_000, 6_000_000)
    case .best:
      (iterations, width, lastWidth) = ([100, 300, 1200], 400, 3000)
      (roundings, linkIterations) = (24, 1000)
      (rounds, arcsPerPost, windowPosts, trials, gap) = (8, 60, 14, 8000, 1e-7)
      (stepsPerPost, mostSteps, jointSteps) = (2_000, 300_000, 60_000_000)
    }
  }
}
