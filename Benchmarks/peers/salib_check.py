"""Sensitivity indices by SALib, from the same points and outputs as cxlab's.

    python salib_check.py sobol  FACTORS        < outputs.csv
    python salib_check.py morris FACTORS LEVELS < points-and-outputs.csv

Standard input has a row a point: its coordinates in the unit cube, then the output. Standard output has
a row an index: its name and its value. Sobol rows go by base point A, AB(1)..AB(k), BA(1)..BA(k), B.
"""

import sys

import numpy as np
from SALib.analyze import morris, sobol


def main():
    method, factors = sys.argv[1], int(sys.argv[2])
    table = np.loadtxt(sys.stdin, delimiter=",", ndmin=2)
    points, outputs = table[:, :factors], table[:, factors]
    problem = {
        "num_vars": factors,
        "names": [f"x{i}" for i in range(factors)],
        "bounds": [[0.0, 1.0]] * factors,
    }
    if method == "sobol":
        # The intervals are a bootstrap of other draws: only the estimates can be compared.
        found = sobol.analyze(problem, outputs, calc_second_order=True, num_resamples=2)
        for i in range(factors):
            print(f"first {i},{float(found['S1'][i])!r}")
            print(f"total {i},{float(found['ST'][i])!r}")
        for i in range(factors):
            for j in range(i + 1, factors):
                print(f"pair {i} {j},{float(found['S2'][i, j])!r}")
    else:
        found = morris.analyze(problem, points, outputs, num_levels=int(sys.argv[3]))
        for i in range(factors):
            print(f"mean {i},{float(found['mu'][i])!r}")
            print(f"size {i},{float(found['mu_star'][i])!r}")
            print(f"deviation {i},{float(found['sigma'][i])!r}")


main()
