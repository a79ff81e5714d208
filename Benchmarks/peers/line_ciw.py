"""M/M/c with or without impatience in Ciw: prints customers a second, mean wait, share who gave up.

usage: line_ciw.py ARRIVALS_A_TIME SERVERS MEAN_PATIENCE CUSTOMERS
"""

import sys
import time

import ciw

rate, servers = float(sys.argv[1]), int(sys.argv[2])
patience, customers = float(sys.argv[3]), int(sys.argv[4])
impatience = {}
if patience < float("inf"):
    impatience["reneging_time_distributions"] = [ciw.dists.Exponential(1 / patience)]
network = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(rate)],
    service_distributions=[ciw.dists.Exponential(1.0)],
    number_of_servers=[servers],
    **impatience,
)
ciw.seed(1)
simulation = ciw.Simulation(network)
start = time.perf_counter()
simulation.simulate_until_max_customers(customers, method="Arrive")
spent = time.perf_counter() - start
records = simulation.get_all_records()
waited = sum(record.waiting_time for record in records) / len(records)
gave_up = sum(record.record_type == "renege" for record in records) / len(records)
print(f"{customers / spent:.0f} {waited:.5f} {gave_up:.5f}")
