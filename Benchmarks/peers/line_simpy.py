"""M/M/c with or without impatience in SimPy: prints customers a second, mean wait, share who gave up.

usage: line_simpy.py ARRIVALS_A_TIME SERVERS MEAN_PATIENCE CUSTOMERS
"""

import random
import sys
import time

import simpy

rate, servers = float(sys.argv[1]), int(sys.argv[2])
patience, customers = float(sys.argv[3]), int(sys.argv[4])
random.seed(1)
exponential = random.expovariate
waited = 0.0
gave_up = 0


def customer(env, desk):
    global waited, gave_up
    arrived = env.now
    with desk.request() as turn:
        if patience < float("inf"):
            result = yield turn | env.timeout(exponential(1 / patience))
            waited += env.now - arrived
            if turn not in result:
                gave_up += 1
                return
        else:
            yield turn
            waited += env.now - arrived
        yield env.timeout(exponential(1.0))


def arrivals(env, desk):
    for _ in range(customers):
        yield env.timeout(exponential(rate))
        env.process(customer(env, desk))


env = simpy.Environment()
env.process(arrivals(env, simpy.Resource(env, servers)))
start = time.perf_counter()
env.run()
spent = time.perf_counter() - start
print(f"{customers / spent:.0f} {waited / customers:.5f} {gave_up / customers:.5f}")
