"""M/M/1 in Cimba (C, compiled models, through its Python package): prints customers a second and the mean
number waiting in line.

usage: line_cimba.py ARRIVALS_A_TIME CUSTOMERS
"""

import sys
import time

import cimba
import cimba.random

RATE, CUSTOMERS = float(sys.argv[1]), int(sys.argv[2])


class Line(cimba.Model):
    queue: cimba.Container
    mean_queue: cimba.Output[float]

    @cimba.process
    def arrivals(self):
        for _ in range(CUSTOMERS):
            cimba.hold(cimba.random.exponential(1.0 / RATE))
            self.queue.put(1)

    @cimba.process
    def server(self):
        while True:
            self.queue.get(1)
            cimba.hold(cimba.random.exponential(1.0))

    @cimba.on_end
    def measure(self):
        self.mean_queue = self.queue.mean_level()


model = Line()
fastest = 0.0
# The first run compiles the model.
for attempt in range(3):
    experiment = cimba.Experiment(
        model,
        replications=1,
        window=cimba.Window(warmup=0, duration=CUSTOMERS / RATE),
        seed=1 + attempt,
    )
    start = time.perf_counter()
    experiment.run(workers=1)
    fastest = max(fastest, CUSTOMERS / (time.perf_counter() - start))
print(f"{fastest:.0f}")
