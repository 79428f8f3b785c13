#!/usr/bin/env python3
"""The weights' optimiser of sched-feedback, beside bayesian-optimization and scikit-optimize.

    search.py FOLDER-OF-THE-TOOLS [--seeds N] [--alone]

Branin's function and Hartmann's of 3 and 6 dimensions: 10 uniform points, the same for all, and
then 40 that each optimiser chooses. Regret is the least value found less the known minimum; its
median over the seeds is printed, and the median CPU seconds of a run. The peers take 10 to 20
seconds a run, a quarter of an hour for all; --alone leaves them out. One that is not installed
is named and left out.
"""
import argparse, json, math, os, random, resource, statistics, subprocess, time, warnings

for library in ("OMP", "OPENBLAS"):
    os.environ[library + "_NUM_THREADS"] = "1"
warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("tools")
parser.add_argument("--seeds", type=int, default=2)
parser.add_argument("--alone", action="store_true")
options = parser.parse_args()
FIRST, EVALUATIONS = 10, 50

HEIGHTS = [1, 1.2, 3, 3.2]
WIDTHS3 = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]
PEAKS3 = [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]]
WIDTHS6 = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14],
           [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
PEAKS6 = [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
          [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]


def branin(x):
    bend = x[1] - 5.1 / (4 * math.pi ** 2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
    return bend ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10


def hartmann(widths, peaks):
    return lambda x: -sum(
        height * math.exp(-sum(w * (v - p / 1e4) ** 2 for w, v, p in zip(ws, x, ps)))
        for height, ws, ps in zip(HEIGHTS, widths, peaks))


FUNCTIONS = {"Branin": (branin, [(-5, 10), (0, 15)], 0.39788735772973816),
             "Hartmann-3": (hartmann(WIDTHS3, PEAKS3), [(0, 1)] * 3, -3.86277978733),
             "Hartmann-6": (hartmann(WIDTHS6, PEAKS6), [(0, 1)] * 6, -3.32236801142)}


def ours(function, bounds, starts, seed):
    variables = {"BO_SEED": str(seed), "BO_X0": json.dumps(starts), "BO_INIT": str(FIRST),
                 "BO_BOUNDS": json.dumps(bounds), "BO_EVALS": str(EVALUATIONS)}
    with subprocess.Popen([options.tools + "/optimizer-bench"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True, env=os.environ | variables) as child:
        for line in child.stdout:
            print(function(json.loads(line)), file=child.stdin, flush=True)


def bayes_opt(function, bounds, starts, seed):
    from bayes_opt import BayesianOptimization
    names = [f"x{index}" for index in range(len(bounds))]
    search = BayesianOptimization(lambda **point: -function([point[name] for name in names]),
                                  dict(zip(names, bounds)), random_state=seed, verbose=0,
                                  allow_duplicate_points=True)
    for start in starts:
        search.probe(dict(zip(names, start)), lazy=True)
    search.maximize(init_points=0, n_iter=EVALUATIONS - FIRST)


def skopt(function, bounds, starts, seed):
    from skopt import gp_minimize
    gp_minimize(function, [tuple(map(float, pair)) for pair in bounds], x0=starts,
                n_calls=EVALUATIONS, n_initial_points=0, random_state=seed)


def run(optimiser, name, seed):
    """The regret, and the CPU seconds of this process and its children."""
    function, bounds, least = FUNCTIONS[name]
    chance = random.Random(seed)
    starts = [[chance.uniform(*pair) for pair in bounds] for _ in range(FIRST)]
    values = []
    used = lambda: time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    begin = used()
    optimiser(lambda x: values.append(function(x)) or values[-1], bounds, starts, seed)
    assert len(values) == EVALUATIONS, f"{optimiser.__name__} made {len(values)} evaluations"
    return min(values) - least, used() - begin


optimisers = {"sched-feedback": ours}
for title, module, peer in (("bayesian-optimization", "bayes_opt", bayes_opt),
                            ("scikit-optimize", "skopt", skopt)):
    try:
        __import__(module)
        if not options.alone:
            optimisers[title] = peer
    except ImportError:
        print(f"{title} is not installed")
print(f"median regret after {EVALUATIONS} evaluations, of {options.seeds} seeds (CPU seconds)")
print(" " * 10 + "".join(f"{title:>25}" for title in optimisers), flush=True)
for name in FUNCTIONS:
    runs = {title: [] for title in optimisers}
    for seed in range(options.seeds):
        for title, optimiser in optimisers.items():
            runs[title].append(run(optimiser, name, seed))
    medians = [map(statistics.median, zip(*pairs)) for pairs in runs.values()]
    print(f"{name:10}" + "".join(f"{regret:17.6f} ({seconds:5.2f})" for regret, seconds in medians),
          flush=True)
