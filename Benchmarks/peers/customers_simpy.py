#!/usr/bin/env python3
"""Scenarios/first-steps.yaml of cxlab in SimPy 4.1: the same laws, other random numbers.

    customers_simpy.py REPLICATIONS [SEED]

A café with one rival across the road. Customers want a coffee now and then, choose among us, the rival and
nothing, queue at our counter with the general public, and make something of what they get; some never come
back. Each replication lives 24 months of settling, in which leavers are replaced one for one, and the 24
months observed. Mechanisms are numbered as in cxlab's sources (Mechanisms/), where each is derived.

Left out, as it moves no customer's outcome here: cost accounting and the worth of customers, surveys, records
and charts, trust (acts under contracts only), training (no course is held), moving away, absence and switching
costs (all zero in the scenario).

Seconds are those of the processor. Waits are in seconds, of everybody at the counter.
"""

import math
import random
import sys
import time
from datetime import date
from statistics import NormalDist, fmean, stdev

import simpy

# --- Time: minutes from Monday 5 January 2026 00:00; settling happens before, at negative times.

DAY, WEEK = 1440.0, 10080.0
MONTH, YEAR = 30.4375 * DAY, 365.25 * DAY
START = date(2026, 1, 5)
SETTLE, HORIZON = 24, 24


def boundary(month):
    """The minute at which a month begins, on the start's day of the calendar month."""
    months = START.month - 1 + month
    return (date(START.year + months // 12, months % 12 + 1, START.day) - START).days * DAY


OPENS, CLOSES, OPEN_DAYS = 7 * 60, 18 * 60, 6  # Mon-Sat 07:00-18:00
OPEN_DAY = CLOSES - OPENS
OPEN_WEEK = OPEN_DAYS * OPEN_DAY
OPEN_SHARE = OPEN_WEEK / WEEK


def is_open(t):
    day, minute = divmod(t % WEEK, DAY)
    return day < OPEN_DAYS and OPENS <= minute < CLOSES


def open_clock(t):
    """Open minutes from minute 0 to a time."""
    week, rest = divmod(t, WEEK)
    day, minute = divmod(rest, DAY)
    if day >= OPEN_DAYS:
        return (week + 1) * OPEN_WEEK
    return week * OPEN_WEEK + day * OPEN_DAY + min(max(minute - OPENS, 0), OPEN_DAY)


def time_of(opened):
    """The time at which the clock of open minutes reaches a value: its inverse."""
    week, rest = divmod(opened, OPEN_WEEK)
    day, minute = divmod(rest, OPEN_DAY)
    return week * WEEK + day * DAY + OPENS + minute


# --- Laws, by mean and coefficient of variation.


def lognormal(mean, cv):
    variance = math.log(1 + cv * cv)
    mu, sigma = math.log(mean) - variance / 2, math.sqrt(variance)
    return lambda rng: math.exp(mu + sigma * rng.gauss(0, 1))


def exponential(mean):
    return lambda rng: rng.expovariate(1 / mean)


def gamma(mean, cv):
    shape, scale = 1 / (cv * cv), mean * cv * cv
    return lambda rng: rng.gammavariate(shape, scale)


def clip(x, low, high):
    return low if x < low else high if x > high else x


def logistic(x):
    return 1 / (1 + math.exp(-x))


# --- The scenario.


class Segment:
    def __init__(self, initial, occasions, spend, patience):
        self.initial = initial
        self.occasions = occasions  # a minute, drawn once a customer
        self.spend = spend  # pounds, each time
        self.patience = patience  # minutes, each time


SEGMENTS = [
    Segment(200, gamma(6 / WEEK, 0.5), lognormal(3.60, 0.4), lognormal(5, 0.6)),  # regulars
    Segment(1000, gamma(2 / MONTH, 0.9), lognormal(4.20, 0.5), exponential(3)),  # passers-by
]
SERVICE = lognormal(100 / 60, 0.5)
PROSPECTS = 40 / 8  # a month: what marketing spends over what a prospect costs
REFERRAL_RATE, HARM = 0.016, 1

# The five dimensions of service: reliability, responsiveness, assurance, empathy, tangibles.
WEIGHTS = (0.32, 0.22, 0.19, 0.16, 0.11)
RESPONSIVENESS = 1
QUALITY, BETWEEN_CUSTOMERS = 75, 12
WITHIN_STAFF, PROCESS, SHARED = 8, 4, 0.6
UNRESOLVED, WAITING, TOLERANCE_WAIT, WAIT_FEELS = 15, 15, 3, 1.56
LEARNING = 0.1  # of expectations
CONSTANT, BY_EXPECTATION, BY_PERFORMANCE, BY_SURPRISE, LOSS_AVERSION = 24, 0.15, 0.55, 0.6, 2
PRIOR, GAIN_FLOOR = 3, 0.05
MEAN_WEIGHT, WORST_WEIGHT, END_WEIGHT = 0.5, 0.3, 0.2  # of what is remembered of a visit
TOLERANCE, COMPLAINT_BASE, COMPLAINT_SEVERITY = 8, -4.6, 4.1
HANDLING_MEAN, HANDLING_SPREAD, RESTORES = 0.6, 0.25, 0.9
DROPOUT, DROPOUT_SATISFACTION = 0.002, 0.35
REFERENCE_SATISFACTION = 70

TASTE, INERTIA, MEMORY = 0.7, 1, 0.875
PRICE_RESPONSE, QUALITY_RESPONSE = 2.6, 0.008
RIVAL = QUALITY_RESPONSE * (74 - 75) - PRICE_RESPONSE * (0.95 - 1)  # utility of quality 74, 5% below us
NOTHING = 0

# Noise by dimension is scaled so that weighted quality has the stated standard deviation.
NOISE_SCALE = 1 / math.sqrt(SHARED + (1 - SHARED) * sum(w * w for w in WEIGHTS))
SERVED_SPREAD = math.hypot(WITHIN_STAFF, PROCESS) * NOISE_SCALE
UNSERVED_SPREAD = PROCESS * NOISE_SCALE
COMMON, OWN = math.sqrt(SHARED), math.sqrt(1 - SHARED)

STAFF, WEEKLY_MINUTES = 3, 2250
BACKGROUND, PEAK, PEAK_FROM, PEAK_TO = 14 / 60, 2, 8 * 60, 9.5 * 60
BACKGROUND_PATIENCE = SEGMENTS[0].patience
TURNOVER, HIRING, INDUCTION = 0.0, 42 * DAY, 21 * DAY
SKILL_MEAN, SKILL_SPREAD = 0.5, 0.25
ENGAGEMENT_MEAN, ENGAGEMENT_SPREAD = 0.55, 0.15
SLOWER, SKILL_GAP, RAMP = 0.4, 0.1, 3  # of a novice; ramp in months
BETWEEN_STAFF, BY_SKILL, BY_ENGAGEMENT = 6, 15, 8
OVERLOAD, OVERLOAD_FROM, BURNOUT = 120, 0.85, 10
ABUSIVE_BELOW = 20

# The rota: each works five days a week; an open day takes two staggered shifts.
WORK_DAYS = min(OPEN_DAYS, max(5, math.ceil(WEEKLY_MINUTES / OPEN_DAY)))
SHIFT = WEEKLY_MINUTES / WORK_DAYS
PATTERNS = math.ceil(OPEN_DAY / SHIFT - 1e-6)
SHIFT_STARTS = [OPENS + (OPEN_DAY - SHIFT) * k / max(1, PATTERNS - 1) for k in range(PATTERNS)]
SHIFT_CHANGES = sorted({s for start in SHIFT_STARTS for s in (start, start + SHIFT)})


def at_work(post, day, week):
    return (day + post + week) % OPEN_DAYS < WORK_DAYS


def tenure_factor(months):
    """M32: the young quit more, and the longer somebody is there the less."""
    return math.exp(-0.03 * min(months, 36) + (0.8 if months < 6 else 0))


def quit_base(yearly):
    """M32: the weekly hazard at which posts turn over at a yearly rate, by bisection."""
    if yearly <= 0:
        return 0.0
    weeks = YEAR / WEEK
    low, high = 0.0, 2.0
    for _ in range(60):
        base = (low + high) / 2
        alive, stay = 1.0, 0.0
        for week in range(36 * 53 // 12):
            stay += alive
            alive *= math.exp(-base * tenure_factor(week * 12 / weeks))
        settled = 1 - math.exp(-base * tenure_factor(36))
        stay += alive / settled if settled > 0 else math.inf
        if weeks / (stay + (HIRING + INDUCTION) / WEEK) < yearly:
            low = base
        else:
            high = base
    return (low + high) / 2


QUIT_BASE = quit_base(TURNOVER)


def encounter_satisfaction(performance, expectation):
    """M02, M09: satisfaction from performance, expectation and surprise; a shortfall counts twice."""
    points = CONSTANT
    for w, p, e in zip(WEIGHTS, performance, expectation):
        surprise = p - e
        if surprise < 0:
            surprise *= LOSS_AVERSION
        points += w * (BY_EXPECTATION * e + BY_PERFORMANCE * p + BY_SURPRISE * surprise)
    return clip(points, 0, 100)


def after_complaint(before, severity, justice):
    """M23: what handling a complaint makes good; handled badly it is a second failure."""
    loss = (10 + 20 * severity) * (1.5 if justice < 0.3 else 1)
    return clip(before - loss + RESTORES * loss * justice, 0, 100)


class Customer:
    """Somebody who wants a coffee now and then."""

    __slots__ = (
        "segment", "initial", "left", "taste", "expectation", "satisfaction", "visits", "rate",
        "taste_us", "taste_rival", "loyalty_us", "loyalty_rival", "visiting", "pending",
    )  # fmt: skip

    def __init__(self, segment, rng):
        self.segment = segment
        self.initial = False
        self.left = math.inf
        self.taste = rng.gauss(0, BETWEEN_CUSTOMERS)
        level = clip(QUALITY + self.taste, 0, 100)  # newcomers expect what the service is known for
        self.expectation = [level] * len(WEIGHTS)
        self.satisfaction = encounter_satisfaction(self.expectation, self.expectation)
        self.visits = 0
        self.rate = SEGMENTS[segment].occasions(rng)
        self.taste_us = rng.gauss(0, TASTE)
        self.taste_rival = rng.gauss(0, TASTE)
        self.loyalty_us = self.loyalty_rival = 0.0
        self.visiting = False
        self.pending = 0  # visits to be made after the present one


class Barista:
    """An employee on a post of the rota."""

    def __init__(self, post, rng, now, working):
        self.post = post
        self.working = working  # no longer in induction
        self.gone = False
        self.hired = self.updated = now
        self.talent = clip(rng.gauss(SKILL_MEAN, SKILL_SPREAD), 0, 1)
        self.natural = clip(rng.gauss(ENGAGEMENT_MEAN, ENGAGEMENT_SPREAD), 0, 1)
        self.personal = rng.gauss(0, BETWEEN_STAFF)
        self.engagement = self.natural
        self.burnout = self.workload = self.skill = 0.0
        self.on_duty_since = None
        self.going = False  # off duty, but for the customer being served
        self.busy = self.duty = 0.0  # minutes since the week began
        self.abuse = 0

    def tenure(self, now):
        return max(0, now - self.hired) / MONTH

    def learn(self, now):
        """M27 to M29: skill by tenure, and what follows from it for quality and speed."""
        ramp = math.exp(-self.tenure(now) / RAMP)
        self.skill = clip(self.talent - SKILL_GAP * ramp, 0, 1)
        self.updated = now
        # Skill is the same on all dimensions where nobody is trained.
        self.time_factor = math.exp(-0.4 * (self.skill - 0.5)) * (1 + SLOWER * ramp)
        excess = max(0, self.workload - OVERLOAD_FROM)
        self.brings = (
            QUALITY + BY_SKILL * (self.skill - 0.5) + BY_ENGAGEMENT * (self.engagement - 0.55)
            - OVERLOAD * excess * excess - BURNOUT * self.burnout + self.personal
        )  # fmt: skip

    def close_week(self, now):
        """M30, M31: workload and abuse wear down, engagement moves to its set-point."""
        if self.on_duty_since is not None:
            self.duty += now - self.on_duty_since
            self.on_duty_since = now
        self.workload = min(1.2, self.busy / self.duty) if self.duty > 0 else 0
        excess = max(0, self.workload - OVERLOAD_FROM)
        rise = 0.4 * excess + 0.0005 * self.abuse
        self.burnout = clip(self.burnout + rise * (1 - self.burnout) - 0.08 * self.burnout, 0, 1)
        target = self.natural - 0.8 * excess - 0.3 * self.burnout
        self.engagement = clip(self.engagement + 0.15 * (target - self.engagement), 0, 1)
        self.busy = self.duty = 0.0
        self.abuse = 0


class Cafe:
    """One replication."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.env = simpy.Environment(initial_time=boundary(-SETTLE))
        # Staff who are free, as a store rather than a resource: who serves matters, the number on duty
        # changes with the rota, and the first in is the one idle longest, whose turn it is.
        self.idle = simpy.Store(self.env)
        self.month = -SETTLE
        self.settling = True
        self.loss_mix = [0] * len(SEGMENTS)
        self.warnings = 0.0
        self.customers = []
        self.forget()
        now = self.env.now
        self.posts = [self.employ(post, working=True) for post in range(STAFF)]
        for barista in self.posts:  # who have been there for a while
            barista.hired = now - 60 * MONTH * self.rng.random()
            barista.learn(now)
        for number, segment in enumerate(SEGMENTS):
            for _ in range(segment.initial):
                self.join(number)
        for process in (self.background(), self.rota(), self.weeks()):
            self.env.process(process)

    def forget(self):
        """Begins to count."""
        self.purchases = self.started = self.reneged = 0
        self.revenue = self.wait = self.wait_reneged = 0.0
        self.skill_area = self.skill_minutes = 0.0

    def run(self):
        self.env.run(until=self.env.process(self.months()))
        initial = [c for c in self.customers if c.initial]
        counted = self.started + self.reneged
        return {
            "retention_12m": fmean(c.left >= boundary(12) for c in initial),
            "satisfaction": self.satisfaction_12m,
            "purchases": self.purchases,
            "revenue": self.revenue,
            "mean_wait": 60 * self.wait / self.started,
            "mean_wait_all": 60 * (self.wait + self.wait_reneged) / counted,
            "give_up": self.reneged / counted,
            "skill": self.skill_area / self.skill_minutes,
        }

    # --- Customers.

    def join(self, segment):
        customer = Customer(segment, self.rng)
        self.customers.append(customer)
        self.env.process(self.occasions(customer))

    def occasions(self, c):
        """A customer's life: on each occasion us, the rival or nothing."""
        env, rng = self.env, self.rng
        while True:
            # As many open minutes pass as keep the stated number of occasions a week.
            opened = open_clock(env.now) + rng.expovariate(c.rate) * OPEN_SHARE
            yield env.timeout(time_of(opened) - env.now)
            if c.left < math.inf:
                return
            choice = self.choose(c)
            if choice is None:
                continue
            c.loyalty_us *= MEMORY
            c.loyalty_rival *= MEMORY
            if choice == "rival":
                c.loyalty_rival += 1 - MEMORY
                continue
            c.loyalty_us += 1 - MEMORY
            if c.visiting:
                c.pending += 1
            else:
                env.process(self.visits(c))

    def choose(self, c):
        """M14: multinomial logit with inertia and taste."""
        ours = QUALITY_RESPONSE * (c.satisfaction - 75) + INERTIA * c.loyalty_us + c.taste_us
        us = math.exp(ours)
        rival = math.exp(RIVAL + INERTIA * c.loyalty_rival + c.taste_rival)
        u = self.rng.random() * (us + rival + math.exp(NOTHING))
        return "us" if u < us else "rival" if u < us + rival else None

    def visits(self, c):
        """A visit, and those that became due meanwhile."""
        env, rng = self.env, self.rng
        c.visiting = True
        while True:
            if not is_open(env.now):
                # One that had to wait for an earlier visit: some time during the next day open.
                opening = time_of(open_clock(env.now))
                yield env.timeout(opening - env.now + OPEN_DAY * rng.random())
            patience = SEGMENTS[c.segment].patience(rng)
            barista, wait = yield from self.queue(patience)
            if barista:
                yield from self.serve(barista)
                moments = self.experience(c, barista.brings, SERVED_SPREAD, wait, barista)
                self.purchases += 1
                self.revenue += round(SEGMENTS[c.segment].spend(rng), 2)
                self.release(barista)
            else:
                moments = self.experience(c, QUALITY, UNSERVED_SPREAD, wait, None)
            self.conclude(c, moments)
            if c.left < math.inf or not c.pending:
                break
            c.pending -= 1
        c.visiting = False

    def experience(self, c, brings, spread, wait, barista):
        """M01, M02, M06, M09, M22, M23: an encounter as experienced; the satisfactions remembered of it."""
        rng = self.rng
        normal = rng.gauss
        level = brings + c.taste + spread * COMMON * normal(0, 1)
        if barista is None:
            level -= UNRESOLVED
        own = spread * OWN
        performance = [level + normal(0, own) for _ in WEIGHTS]
        performance[RESPONSIVENESS] -= WAITING * math.log(1 + WAIT_FEELS * wait / TOLERANCE_WAIT)
        performance = [clip(p, 0, 100) for p in performance]
        expected = c.expectation
        satisfaction = encounter_satisfaction(performance, expected)
        shortfall = sum(w * (e - p) for w, e, p in zip(WEIGHTS, expected, performance))
        c.expectation = [e + LEARNING * (p - e) for e, p in zip(expected, performance)]
        if barista and satisfaction < ABUSIVE_BELOW:
            barista.abuse += 1
        moments = [satisfaction]
        if shortfall > TOLERANCE:
            severity = min(1, (shortfall - TOLERANCE) / 30)
            if rng.random() < logistic(COMPLAINT_BASE + COMPLAINT_SEVERITY * severity):
                justice = clip(rng.gauss(HANDLING_MEAN, HANDLING_SPREAD), 0, 1.3)
                # Made good or not, loyalty goes by the lesser of before and after.
                after = after_complaint(c.satisfaction, severity, justice)
                moments.append(min(after, c.satisfaction))
        return moments

    def conclude(self, c, moments):
        """M07, M13: the visit moves opinion, and some never come back."""
        overall = (
            MEAN_WEIGHT * sum(moments) / len(moments) + WORST_WEIGHT * min(moments)
            + END_WEIGHT * moments[-1]
        )  # fmt: skip
        c.satisfaction += max(GAIN_FLOOR, 1 / (c.visits + PRIOR)) * (overall - c.satisfaction)
        c.visits += 1
        gap = (c.satisfaction - REFERENCE_SATISFACTION) / 10
        if self.rng.random() < DROPOUT * math.exp(-DROPOUT_SATISFACTION * gap):
            self.leave(c)

    def leave(self, c):
        c.left = self.env.now
        if self.settling:
            if self.month >= -12:
                self.loss_mix[c.segment] += 1
            self.join(c.segment)

    # --- The counter.

    def queue(self, patience):
        """Waits for a barista until patience ends: the barista, or nobody, and the minutes in line."""
        env = self.env
        arrived = env.now
        turn = self.idle.get()
        if not turn.triggered:
            yield turn | env.timeout(patience)
        wait = env.now - arrived
        if not turn.triggered:
            turn.cancel()
            self.reneged += 1
            self.wait_reneged += wait
            return None, wait
        self.started += 1
        self.wait += wait
        return turn.value, wait

    def serve(self, barista):
        minutes = SERVICE(self.rng) * barista.time_factor
        yield self.env.timeout(minutes)
        barista.busy += minutes

    def release(self, barista):
        if barista.going:
            barista.going = False
        else:
            self.idle.put(barista)

    def background(self):
        """The general public: a Poisson process while open, busier in the morning."""
        env, rng = self.env, self.rng
        while True:
            due = env.now
            while True:  # drawn at the peak's rate and thinned outside it
                due = time_of(open_clock(due) + rng.expovariate(BACKGROUND * PEAK))
                if PEAK_FROM <= due % DAY < PEAK_TO or rng.random() < 1 / PEAK:
                    break
            yield env.timeout(due - env.now)
            env.process(self.stranger())

    def stranger(self):
        barista, _ = yield from self.queue(BACKGROUND_PATIENCE(self.rng))
        if barista:
            yield from self.serve(barista)
            self.release(barista)

    # --- Staff.

    def employ(self, post, working):
        barista = Barista(post, self.rng, self.env.now, working)
        barista.learn(self.env.now)
        return barista

    def rota(self):
        """Puts everybody where the rota wants them at every change of shift."""
        env = self.env
        while True:
            midnight = env.now // DAY * DAY
            for change in SHIFT_CHANGES:
                yield env.timeout(midnight + change - env.now)
                for barista in self.posts:
                    if barista is None or not barista.working:
                        continue
                    if self.is_scheduled(barista.post):
                        self.come(barista)
                    else:
                        self.go(barista)
            yield env.timeout(midnight + DAY - env.now)

    def is_scheduled(self, post):
        """Days off move on by one each week; those at work are dealt out to the shifts in turn."""
        week, rest = divmod(self.env.now, WEEK)
        day, minute = divmod(rest, DAY)
        week, day = int(week), int(day)
        if day >= OPEN_DAYS or not at_work(post, day, week):
            return False
        before = sum(at_work(other, day, week) for other in range(post))
        in_step = week // OPEN_DAYS if math.gcd(OPEN_DAYS, PATTERNS) > 1 else 0
        start = SHIFT_STARTS[(before + day + week + in_step) % PATTERNS]
        return start <= minute < start + SHIFT

    def come(self, barista):
        if barista.on_duty_since is not None:
            return
        barista.on_duty_since = self.env.now
        if barista.going:
            barista.going = False
        else:
            self.idle.put(barista)

    def go(self, barista):
        if barista.on_duty_since is None:
            return
        barista.duty += self.env.now - barista.on_duty_since
        barista.on_duty_since = None
        if barista in self.idle.items:
            self.idle.items.remove(barista)
        else:
            barista.going = True

    def bring_up_to_date(self, barista):
        now = self.env.now
        before, elapsed = barista.skill, now - barista.updated
        barista.learn(now)
        if barista.working:
            self.skill_area += (before + barista.skill) / 2 * elapsed
            self.skill_minutes += elapsed

    def weeks(self):
        while True:
            yield self.env.timeout(WEEK)
            now = self.env.now
            for barista in self.posts:
                if barista is None:
                    continue
                barista.close_week(now)
                self.bring_up_to_date(barista)
                hazard = (
                    QUIT_BASE * math.exp(-1.2 * (barista.engagement - 0.55) + barista.burnout)
                    * tenure_factor(barista.tenure(now))
                )  # fmt: skip
                if hazard > 0 and self.rng.random() < 1 - math.exp(-hazard):
                    self.env.process(self.replace(barista))

    def replace(self, barista):
        """Somebody quits; the post is advertised, and the successor is inducted."""
        self.go(barista)
        barista.gone = True
        self.posts[barista.post] = None
        yield self.env.timeout(HIRING)
        successor = self.posts[barista.post] = self.employ(barista.post, working=False)
        yield self.env.timeout(INDUCTION)
        if not successor.gone:
            successor.updated = self.env.now
            successor.working = True
            successor.learn(self.env.now)

    # --- Months.

    def months(self):
        env = self.env
        for self.month in range(-SETTLE, HORIZON):
            if self.month == 0:
                self.start_observation()
            if not self.settling:
                length = boundary(self.month + 1) - env.now
                self.talk(length)
                env.process(self.marketing(length))
            yield env.timeout(boundary(self.month + 1) - env.now)
            if not self.settling:
                for barista in filter(None, self.posts):
                    self.bring_up_to_date(barista)
            if self.month + 1 == 12:
                self.satisfaction_12m = fmean(c.satisfaction for c in self.active())

    def active(self):
        return (c for c in self.customers if c.left == math.inf)

    def start_observation(self):
        self.settling = False
        self.customers = list(self.active())
        for c in self.customers:
            c.initial = True
        if sum(self.loss_mix) < 50:
            # Too few left to tell their mix: newcomers come as the initial customers are.
            self.loss_mix = [segment.initial for segment in SEGMENTS]
        for barista in filter(None, self.posts):
            self.bring_up_to_date(barista)
        self.forget()

    def talk(self, length):
        """M20: those who are very satisfied win friends, the dissatisfied warn."""
        self.warnings = 0.0
        for c in self.active():
            x = (c.satisfaction - 50) / 50
            if x < 0:
                self.warnings += REFERRAL_RATE * x * x
            elif self.rng.random() < REFERRAL_RATE * x * x:
                self.env.process(self.friend(length * self.rng.random()))

    def friend(self, after):
        yield self.env.timeout(after)
        self.join_late()

    def marketing(self, length):
        """A month's prospects, some of whom are warned off."""
        end = self.env.now + length
        while True:
            gap = self.rng.expovariate(PROSPECTS / length)
            if self.env.now + gap >= end:
                return
            yield self.env.timeout(gap)
            if self.rng.random() >= HARM * self.warnings / (PROSPECTS + HARM * self.warnings):
                self.join_late()

    def join_late(self):
        """Newcomers come in the mix of those lost in the year before the start."""
        self.join(self.rng.choices(range(len(SEGMENTS)), self.loss_mix)[0])


def half_width(values):
    """Half of the 95% interval of the mean, by Student's t (Cornish-Fisher; good to 1% from 5 values on)."""
    if len(values) < 2:
        return math.nan
    z, v = NormalDist().inv_cdf(0.975), len(values) - 1
    t = (
        z + (z**3 + z) / (4 * v) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )  # fmt: skip
    return t * stdev(values) / math.sqrt(len(values))


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: customers_simpy.py REPLICATIONS [SEED]")
    replications = int(sys.argv[1])
    seed = sys.argv[2] if len(sys.argv) > 2 else "1"
    results = []
    for replication in range(replications):
        begin = time.process_time()
        outcome = Cafe(f"{seed}/{replication}").run()
        results.append({"seconds": time.process_time() - begin, **outcome})
        print("  ".join(f"{name} {value:.6g}" for name, value in results[-1].items()), flush=True)
    print()
    for name in results[0]:
        values = [result[name] for result in results]
        print(f"{name:14} {fmean(values):12.6g} ± {half_width(values):.4g}")


if __name__ == "__main__":
    main()
