// Draws the stations of a day: each team with its line and its seats, and those who leave it. Told
// apart by shape as well as by colour.

const space = "http://www.w3.org/2000/svg";

/// How big things are, in pixels.
const dot = 7;
const seatSize = 24;
const gap = 4;

/// How long somebody who leaves is seen, in milliseconds.
const parting = 700;

function svg(name, attributes = {}, text = null) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== null) element.textContent = text;
  return element;
}

/// The shape of somebody, by how they are: waiting or served as a disc, and by how they leave.
export function person(kind, isOwn = true) {
  const group = svg("g", { class: `person ${kind}${isOwn ? "" : " outside"}` });
  if (kind === "helped") {
    group.append(
      svg("circle", { r: dot }), svg("path", { class: "mark", d: "M-3.5 0.5 L-1 3 L3.5 -3" }));
  } else if (kind === "unhelped") {
    group.append(svg("path", { d: `M0 ${-dot - 1} L${dot + 1} 0 L0 ${dot + 1} L${-dot - 1} 0 Z` }));
  } else if (kind === "gives-up") {
    group.append(svg("path", { class: "cross", d: "M-6 -6 L6 6 M-6 6 L6 -6" }));
  } else if (kind === "turned-away") {
    group.append(
      svg("rect", { x: -dot, y: -dot, width: 2 * dot, height: 2 * dot }),
      svg("path", { class: "mark", d: "M-4 0 L4 0" }));
  } else {
    group.append(svg("circle", { r: dot }));
  }
  return group;
}

/// The shape of a seat, by how it is.
export function seatShape(kind) {
  const half = seatSize / 2 - 1;
  const group = svg("g", { class: `seat ${kind}` });
  group.append(svg("rect", { x: -half, y: -half, width: 2 * half, height: 2 * half, rx: 4 }));
  const letter = { "in-class": "C", absent: "A", vacant: "–", new: "N" }[kind];
  if (letter) group.append(svg("text", { y: 5, "text-anchor": "middle" }, letter));
  return group;
}

/// How a seat is.
function kindOf(seat) {
  if (seat.visit !== null) return "busy";
  if (seat.isVacant) return "vacant";
  if (seat.isInClass) return "in-class";
  if (seat.isOnDuty) return "free";
  if (seat.isAbsent) return "absent";
  return seat.isNew ? "new" : "off";
}

/// Makes the drawing of a day in an element.
export function makeDrawing(host, day, world) {
  const picture = svg("svg", { class: "stations", "aria-hidden": "true", focusable: "false" });
  host.replaceChildren(picture);
  const stations = order(day);
  const people = new Map();
  const seats = new Map();
  const words = new Map();
  const gone = new Set();
  let room = 0;
  /// In the picture's own measure, which is larger on the screen where there is room.
  let width = 0;
  let layout = [];
  /// The height of a station's name.
  let head = 26;

  /// Where everything stands at a width.
  function measure() {
    const now = Math.max(240, host.clientWidth);
    if (now === room) return;
    room = now;
    const zoom = Math.min(1.3, Math.max(1, room / 620));
    width = room / zoom;
    picture.replaceChildren();
    people.clear();
    seats.clear();
    words.clear();
    for (const element of gone) element.remove();
    gone.clear();
    let top = 0;
    // In a narrow picture the count stands under the name.
    head = width < 380 ? 46 : 26;
    layout = stations.map((team) => {
      const isOwn = team === day.teams.length - 1;
      const posts = isOwn ? 0 : day.teams[team].posts;
      // Seats on the right, the line on the left of them.
      const columns = Math.max(1, Math.floor((width * 0.42) / (seatSize + gap)));
      const mostSeats = Math.min(posts, columns * 3);
      const rows = Math.max(1, Math.ceil(mostSeats / columns));
      const height = head + Math.max(2, rows) * (seatSize + gap) + 14;
      const used = isOwn ? 0 : Math.min(columns, Math.max(1, mostSeats)) * (seatSize + gap);
      const place = {
        team, isOwn, top, height, columns, mostSeats,
        seatsFrom: width - used - 12, lineRows: Math.max(2, rows),
      };
      place.perRow = Math.max(3, Math.floor((place.seatsFrom - 52) / (2 * dot + gap)));
      top += height;
      return place;
    });
    picture.setAttribute("width", room);
    picture.setAttribute("height", top * zoom);
    picture.setAttribute("viewBox", `0 0 ${width} ${top}`);
    for (const place of layout) frame(place);
  }

  function frame(place) {
    const { top, height, team } = place;
    picture.append(
      svg("rect", {
        class: "station", x: 1, y: top + 1, width: width - 2, height: height - 8, rx: 6,
      }),
      svg("text", { class: "name", x: 10, y: top + 19 }, day.teams[team].title));
    const isBelow = head > 26;
    const text = svg("text", {
      class: "count", x: isBelow ? 10 : width - 10, y: top + (isBelow ? 38 : 19),
      "text-anchor": isBelow ? "start" : "end",
    });
    const more = svg("text", { class: "more", x: 10, y: top + height - 16 });
    picture.append(text, more);
    words.set(team, { text, more });
  }

  /// The place of the n-th in a line: the first stands next to the seats.
  function inLine(place, n) {
    const column = n % place.perRow;
    const row = Math.floor(n / place.perRow);
    return [
      place.seatsFrom - dot - 8 - column * (2 * dot + gap),
      place.top + head + dot + 4 + row * (2 * dot + gap + 6),
    ];
  }

  function ofSeat(place, post) {
    return [
      place.seatsFrom + (post % place.columns) * (seatSize + gap) + seatSize / 2,
      place.top + head + Math.floor(post / place.columns) * (seatSize + gap) + seatSize / 2,
    ];
  }

  const move = (element, [x, y]) => {
    element.style.transform = `translate(${x}px, ${y}px)`;
  };

  function show(visit, at, place, kind) {
    let element = people.get(visit);
    if (!element) {
      element = person(kind, day.visits[visit].customer !== null);
      // They come in from the left.
      move(element, [-10, at[1]]);
      picture.append(element);
      people.set(visit, element);
      element.getBoundingClientRect();
    }
    element.classList.toggle("served", kind === "served");
    move(element, at);
  }

  function drawSeats(place) {
    world.state.seats[place.team].forEach((seat, post) => {
      const kind = kindOf(seat);
      const id = `${place.team} ${post}`;
      const old = seats.get(id);
      if (post >= place.mostSeats) return;
      if (old?.kind === kind) return;
      old?.element.remove();
      const element = seatShape(kind);
      move(element, ofSeat(place, post));
      picture.insertBefore(element, words.get(place.team).text);
      seats.set(id, { kind, element });
    });
  }

  function drawPeople(place, present) {
    const line = world.state.lines[place.team];
    const room = place.perRow * place.lineRows;
    line.slice(0, room).forEach((visit, n) => {
      present.add(visit);
      show(visit, inLine(place, n), place, "waits");
    });
    let hidden = Math.max(0, line.length - room);
    let unseen = 0;
    world.state.seats[place.team].forEach((seat, post) => {
      if (seat.visit === null) return;
      if (post >= place.mostSeats) {
        unseen += 1;
        return;
      }
      present.add(seat.visit);
      show(seat.visit, ofSeat(place, post), place, "served");
    });
    const own = [...world.state.own[place.team]];
    own.slice(0, Math.max(0, room - line.length)).forEach((visit, n) => {
      present.add(visit);
      show(visit, inLine(place, line.length + n), place, "served");
    });
    if (place.isOwn) hidden += Math.max(0, own.length - Math.max(0, room - line.length));
    label(place, line.length, own.length, hidden, unseen);
  }

  function label(place, waiting, own, hidden, unseen) {
    const chairs = world.state.seats[place.team];
    const count = (test) => chairs.filter(test).length;
    const onDuty = count((seat) => seat.isOnDuty);
    const inClass = count((seat) => seat.isInClass);
    const absent = count((seat) => seat.isAbsent);
    const said = place.isOwn ? [`${own} now`] : [`${waiting} in line`, `${onDuty} on duty`];
    if (inClass) said.push(`${inClass} in class`);
    if (absent) said.push(`${absent} absent`);
    const { text, more } = words.get(place.team);
    set(text, said.join(" · "));
    const seatsLeft = Math.max(0, day.teams[place.team].posts - place.mostSeats);
    const rest = [];
    if (hidden) rest.push(`and ${hidden} more in line`);
    if (!place.isOwn && seatsLeft) rest.push(`and ${seatsLeft} more seats, ${unseen} of them busy`);
    set(more, rest.join("; "));
  }

  const set = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  /// Lets somebody leave, in the shape of how they do.
  function part(event) {
    const place = layout.find((one) => one.team === (event.team ?? day.teams.length - 1));
    const element = people.get(event.visit);
    people.delete(event.visit);
    if (!place || !element) return;
    const from = element.style.transform;
    element.remove();
    if (gone.size > 60) return;
    const leaver = person(event.what, day.visits[event.visit].customer !== null);
    leaver.style.transform = from;
    picture.append(leaver);
    gone.add(leaver);
    leaver.getBoundingClientRect();
    leaver.classList.add("leaving");
    const x = event.what === "helped" || event.what === "unhelped" ? width - 8 : 14;
    move(leaver, [x, place.top + place.height - 22]);
    setTimeout(() => {
      leaver.remove();
      gone.delete(leaver);
    }, parting);
  }

  return {
    /// Shows the world as it is; `events` led to it.
    draw(events = []) {
      measure();
      for (const event of events) {
        if (["helped", "unhelped", "gives-up", "turned-away"].includes(event.what)) part(event);
      }
      const present = new Set();
      for (const place of layout) {
        drawSeats(place);
        drawPeople(place, present);
      }
      for (const [visit, element] of people) {
        if (present.has(visit)) continue;
        element.remove();
        people.delete(visit);
      }
    },
  };
}

/// The teams in the order of the journeys; those without a step come last, and those who serve
/// themselves only where there is such a step.
function order(day) {
  const nobody = day.teams.length - 1;
  const steps = day.touchpoints.map((point) => point.team ?? nobody);
  const inOrder = [...new Set(steps)];
  const others = day.teams.map((_, i) => i).filter((i) => i !== nobody && !inOrder.includes(i));
  return [...inOrder, ...others];
}
