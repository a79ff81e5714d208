// A day as a world that can be wound on and back: who stands in which line, who sits where, and
// what has been counted so far. Nothing here touches the page.

/// What is so at the beginning of a day.
function empty(day) {
  return {
    next: 0,
    lines: day.teams.map(() => []),
    seats: day.teams.map((team) => Array.from({ length: team.posts }, () => ({
      isOnDuty: false, isInClass: false, isAbsent: false, isVacant: false, isNew: false,
      visit: null,
    }))),
    /// Those whom nobody serves, and those whose seat is gone.
    own: day.teams.map(() => new Set()),
    counts: day.teams.map(() => ({
      arrived: 0, served: 0, gaveUp: 0, turnedAway: 0, answered: 0, waited: 0,
    })),
    happened: { complains: 0, buys: 0, joins: 0, leaves: 0, "comes-back": 0 },
    known: new Set(),
  };
}

/// The world of a day.
export function makeWorld(day) {
  const nobody = day.teams.length - 1;
  let state = empty(day);

  const place = (event) => event.team ?? nobody;
  /// Whether somebody is a customer, and not there to check for the firm; only customers are counted.
  const isCounted = (event) => !day.visits[event.visit].is_check;

  function leaveLine(team, visit) {
    const at = state.lines[team].indexOf(visit);
    if (at < 0) return false;
    state.lines[team].splice(at, 1);
    return true;
  }

  function seat(team, post) {
    const seats = state.seats[team];
    return post === undefined ? null : seats[post] ?? null;
  }

  /// Counts who comes, and knows them from then on.
  function greet(event, team) {
    if (state.known.has(event.visit)) return true;
    state.known.add(event.visit);
    if (isCounted(event) && day.visits[event.visit].arrived >= 0) state.counts[team].arrived += 1;
    return false;
  }

  function begin(event, team) {
    const wasKnown = greet(event, team);
    const waited = event.minute - day.visits[event.visit].arrived;
    leaveLine(team, event.visit);
    // Whoever is being served when the day begins was answered the day before, and who serves themselves
    // waits for nobody.
    const isAnswered = wasKnown || day.visits[event.visit].arrived >= 0;
    if (isAnswered && team !== nobody && isCounted(event)) {
      state.counts[team].answered += 1;
      state.counts[team].waited += Math.max(0, waited);
    }
    const chair = seat(team, event.post);
    if (chair) chair.visit = event.visit;
    else state.own[team].add(event.visit);
  }

  function end(event, team) {
    for (const chair of state.seats[team]) {
      if (chair.visit === event.visit) chair.visit = null;
    }
    state.own[team].delete(event.visit);
    if (isCounted(event)) state.counts[team].served += 1;
  }

  function staff(event, team) {
    const chair = seat(team, event.post);
    if (!chair) return;
    switch (event.what) {
      case "on-duty":
        Object.assign(chair, { isOnDuty: true, isInClass: false, isAbsent: false });
        Object.assign(chair, { isVacant: false, isNew: false });
        break;
      case "off-duty": chair.isOnDuty = false; break;
      case "to-class": chair.isInClass = true; break;
      case "from-class": chair.isInClass = false; break;
      case "absent": chair.isAbsent = true; break;
      case "vacant":
        Object.assign(chair, { isOnDuty: false, isInClass: false, isAbsent: false });
        chair.isVacant = true;
        break;
      case "hired": Object.assign(chair, { isVacant: false, isNew: true }); break;
    }
  }

  function apply(event) {
    const team = place(event);
    switch (event.what) {
      case "waits":
        greet(event, team);
        state.lines[team].push(event.visit);
        break;
      case "begins": begin(event, team); break;
      case "helped":
      case "unhelped":
        greet(event, team);
        end(event, team);
        break;
      case "gives-up":
      case "turned-away":
        greet(event, team);
        leaveLine(team, event.visit);
        if (isCounted(event)) {
          state.counts[team][event.what === "gives-up" ? "gaveUp" : "turnedAway"] += 1;
        }
        break;
      case "complains": case "buys": case "joins": case "leaves": case "comes-back":
        state.happened[event.what] += 1;
        break;
      default: staff(event, team);
    }
  }

  /// The event that comes next; undefined at the end.
  const upcoming = () => day.events[state.next];

  return {
    get state() { return state; },
    upcoming,

    /// Winds on to a time, or back where it lies behind.
    ///
    /// - Returns: The events on the way, none where it was wound back.
    to(minute) {
      const before = state.next > 0 ? day.events[state.next - 1].minute : -1;
      const isBack = minute < before;
      if (isBack) state = empty(day);
      const first = state.next;
      while (state.next < day.events.length && day.events[state.next].minute <= minute) {
        apply(day.events[state.next]);
        state.next += 1;
      }
      return isBack ? [] : day.events.slice(first, state.next);
    },

    /// Takes the next event alone; undefined at the end.
    step() {
      const event = upcoming();
      if (!event) return undefined;
      apply(event);
      state.next += 1;
      return event;
    },

    /// Goes back by one event; the one that is the last then.
    back() {
      const wanted = Math.max(0, state.next - 1);
      state = empty(day);
      while (state.next < wanted) {
        apply(day.events[state.next]);
        state.next += 1;
      }
      return day.events[wanted - 1];
    },

    /// What was counted so far, over all teams or of one.
    counts(team = null) {
      const all = team === null ? day.teams.map((_, i) => i) : [team];
      const sum = (pick) => all.reduce((total, i) => total + pick(i), 0);
      const answered = sum((i) => state.counts[i].answered);
      return {
        arrived: sum((i) => state.counts[i].arrived),
        waiting: sum((i) => state.lines[i].length),
        served: sum((i) => state.counts[i].served),
        gaveUp: sum((i) => state.counts[i].gaveUp),
        turnedAway: sum((i) => state.counts[i].turnedAway),
        meanWait: answered ? sum((i) => state.counts[i].waited) / answered : null,
        ...state.happened,
      };
    },
  };
}

/// "09:05" of minutes since midnight.
export function clock(minute) {
  const whole = Math.min(1440, Math.max(0, Math.floor(minute + 1e-6)));
  const parts = [Math.floor(whole / 60), whole % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/// A wait as people say it.
export function span(minutes) {
  if (minutes === null) return "–";
  const seconds = Math.round(minutes * 60);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/// What happened, in a sentence; null for what is not worth one.
export function sentence(day, event) {
  const team = event.team === undefined ? "" : day.teams[event.team].title;
  const visit = event.visit === undefined ? null : day.visits[event.visit];
  const isCheck = visit?.is_check ?? false;
  const who = visit
    ? visit.customer ? `customer ${visit.customer}`
      : isCheck ? "somebody who checks for the firm" : "somebody from outside"
    : event.customer ? `customer ${event.customer}` : "";
  const waited = visit ? span(Math.max(0, event.minute - visit.arrived)) : "";
  const seat = event.post === undefined ? "" : `${team}, place ${event.post + 1},`;
  const point = visit?.touchpoint === null || visit?.touchpoint === undefined ? null
    : day.touchpoints[visit.touchpoint];
  const about = event.about ? ` (${event.about})` : "";
  switch (event.what) {
    case "waits": return `${who} stands in line for ${team}`;
    case "begins":
      return team ? `${who} is served by ${team} after ${waited}`
        : `${who} serves themselves${point ? ` (${point.title})` : ""}`;
    case "helped":
      return `${who} leaves ${team || "self-service"}${isCheck ? "" : ", helped"}`;
    case "unhelped": return `${who} leaves ${team || "self-service"}, not helped`;
    case "gives-up": return `${who} gives up waiting for ${team} after ${waited}`;
    case "turned-away": return `${who} is sent away by ${team} at closing`;
    case "needs": return `${who} needs something${about}`;
    case "resolved": return `the need of ${who} is met${about}`;
    case "given-up": return `${who} gives the matter up${about}`;
    case "dropped": return `a need of ${who} ends with their leaving${about}`;
    case "goes-on": return `the next step of ${who} comes later${about}`;
    case "tries-again": return `${who} will try again${about}`;
    case "buys": return `${who} buys`;
    case "complains": return `${who} complains`;
    case "joins": return `${who} joins`;
    case "comes-back": return `${who} comes back as a customer`;
    case "leaves": return `${who} leaves the firm`;
    case "on-duty": return `${seat} comes on duty`;
    case "off-duty": return `${seat} goes off duty`;
    case "to-class": return `${seat} goes to class${about}`;
    case "from-class": return `${seat} comes back from class`;
    case "absent": return `${seat} is absent today`;
    case "vacant": return `${seat} is an empty post`;
    case "hired": return `${seat} is a newcomer in induction`;
    default: return null;
  }
}
