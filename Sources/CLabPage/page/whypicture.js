// Draws what leads to what: quantities as boxes in columns, laws as arrows with their signs.

const space = "http://www.w3.org/2000/svg";
const box = { width: 152, height: 56 };
const pitch = { x: 214, y: 76 };
const margin = { x: 8, right: 52, y: 62 };

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/// A title on one or two lines.
function lines(text) {
  if (text.length <= 14) return [text];
  const words = text.split(" ");
  let best = [text, ""];
  for (let cut = 1; cut < words.length; cut += 1) {
    const halves = [words.slice(0, cut).join(" "), words.slice(cut).join(" ")];
    const longest = Math.max(...halves.map((half) => half.length));
    if (longest < Math.max(...best.map((half) => half.length))) best = halves;
  }
  return best;
}

/// Makes the picture.
///
/// - Parameters:
///   - data: nodes, arrows and groups as the server gives them; only what is to be shown.
///   - on: `arrow(id)` and `node(id)`, called when one is chosen.
///   - words: what an arrow and a node are called for those who hear them.
export function makePicture(data, on, words) {
  const columns = new Map(data.groups.map((group, i) => [group.id, i]));
  const places = new Map(data.nodes.map((node) => [node.id, {
    x: margin.x + columns.get(node.group) * pitch.x, y: margin.y + node.row * pitch.y,
    column: columns.get(node.group),
  }]));
  const width = margin.x + (data.groups.length - 1) * pitch.x + box.width + margin.right;
  const rows = Math.max(...data.nodes.map((node) => node.row));
  const height = margin.y + rows * pitch.y + box.height + 14;
  const picture = svg("svg", {
    class: "causes", viewBox: `0 0 ${width} ${height}`, role: "group",
    "aria-label": "What leads to what",
  });
  picture.append(heads());
  for (const [i, group] of data.groups.entries()) {
    for (const [row, title] of lines(group.title).entries()) {
      picture.append(svg("text", {
        class: "group", x: margin.x + i * pitch.x + box.width / 2, y: 20 + 21 * row,
        "text-anchor": "middle",
      }, title));
    }
  }
  const items = [];
  const twins = new Map();
  const arrows = data.arrows.map((arrow) => {
    const pair = `${arrow.from} ${arrow.to}`;
    const nth = twins.get(pair) ?? 0;
    twins.set(pair, nth + 1);
    return drawArrow(arrow, places.get(arrow.from), places.get(arrow.to), nth);
  });
  const boxes = data.nodes.map((node) => drawNode(node, places.get(node.id)));
  // Boxes lie over lines; the order of the keys is box, then its arrows.
  picture.append(...arrows.map((one) => one.element), ...boxes.map((one) => one.element));
  for (const one of boxes) {
    items.push(one.element);
    for (const arrow of arrows) if (arrow.from === one.id) items.push(arrow.element);
  }

  function heads() {
    const defs = svg("defs");
    for (const kind of ["more", "less"]) {
      defs.append(svg("marker", {
        id: `why-head-${kind}`, class: `head ${kind}`, viewBox: "0 0 10 10", refX: 9, refY: 5,
        markerWidth: 14, markerHeight: 14, markerUnits: "userSpaceOnUse", orient: "auto",
      }, svg("path", { d: "M0 0 L10 5 L0 10 Z" })));
    }
    return defs;
  }

  function drawNode(node, at) {
    const titles = lines(node.title);
    const element = svg("g", {
      class: "node", "data-node": node.id, role: "button", tabindex: -1,
      "aria-label": words.node(node), transform: `translate(${at.x} ${at.y})`,
    }, svg("rect", { width: box.width, height: box.height, rx: 7 }),
    ...titles.map((title, i) => svg("text", {
      x: box.width / 2, y: titles.length === 1 ? 35 : 24 + i * 22, "text-anchor": "middle",
    }, title)));
    element.addEventListener("click", () => on.node(node.id));
    return { id: node.id, element };
  }

  function drawArrow(arrow, from, to, nth) {
    const kind = arrow.sign === "+" ? "more" : "less";
    const { d, middle } = path(from, to, nth);
    const element = svg("g", {
      class: `arrow ${kind}${arrow.acts ? "" : " idle"}`, "data-arrow": arrow.id, role: "button",
      tabindex: -1, "aria-label": words.arrow(arrow),
    },
    svg("path", { class: "target", d }),
    svg("path", { class: "line", d, "marker-end": `url(#why-head-${kind})` }),
    svg("circle", { class: "sign", cx: middle[0], cy: middle[1], r: 10 }),
    svg("text", { class: "sign", x: middle[0], y: middle[1] + 6, "text-anchor": "middle" },
      arrow.sign === "+" ? "+" : "−"));
    element.addEventListener("click", () => on.arrow(arrow.id));
    return { id: arrow.id, from: arrow.from, to: arrow.to, element };
  }

  /// The curve of an arrow, and its middle.
  function path(from, to, nth) {
    const isForward = to.column > from.column;
    const isSame = to.column === from.column;
    const y = (place, isStart) => place.y + box.height / 2 + (isStart ? 5 : -5) * (nth ? -1.6 : 1);
    const start = [isForward || isSame ? from.x + box.width : from.x, y(from, true)];
    const end = [isForward ? to.x : to.x + box.width, y(to, false)];
    let reach = Math.max(34, Math.abs(end[0] - start[0]) * 0.42);
    let first;
    let second;
    if (isSame) {
      // Around the side, the further the longer the way.
      reach = 26 + Math.abs(end[1] - start[1]) * 0.11 + 14 * nth;
      first = [start[0] + reach, start[1]];
      second = [end[0] + reach, end[1]];
    } else {
      const way = isForward ? 1 : -1;
      first = [start[0] + way * reach, start[1]];
      second = [end[0] - way * reach, end[1]];
    }
    const d = `M${start} C${first} ${second} ${end}`;
    // Signs of arrows that share a way stand at different places on it.
    const t = 0.5 + (nth % 2 ? 0.14 : 0);
    const at = [0, 1].map((i) => (1 - t) ** 3 * start[i] + 3 * (1 - t) ** 2 * t * first[i]
      + 3 * (1 - t) * t ** 2 * second[i] + t ** 3 * end[i]);
    return { d, middle: at.map((value) => Math.round(value * 10) / 10) };
  }

  // One of all can be reached by the tabulator; arrow keys go on from there.
  let current = 0;
  const reach = (i) => {
    items[current]?.setAttribute("tabindex", "-1");
    current = (i + items.length) % items.length;
    items[current].setAttribute("tabindex", "0");
  };
  if (items.length) reach(0);
  picture.addEventListener("focusin", (event) => {
    const i = items.indexOf(event.target.closest("[data-node], [data-arrow]"));
    if (i >= 0) reach(i);
  });
  picture.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move) {
      reach(current + move);
      items[current].focus();
    } else if (event.key === "Home" || event.key === "End") {
      reach(event.key === "Home" ? 0 : items.length - 1);
      items[current].focus();
    } else if (event.key === "Enter" || event.key === " ") {
      const { node, arrow } = items[current].dataset;
      if (node) on.node(node);
      else on.arrow(arrow);
    } else {
      return;
    }
    event.preventDefault();
  });

  return {
    element: picture,

    /// Marks what is chosen, and pales the rest; null for nothing.
    mark(isMarked) {
      picture.classList.toggle("some", isMarked !== null);
      for (const one of boxes) {
        one.element.classList.toggle("chosen", isMarked !== null && isMarked.node(one.id));
      }
      for (const one of arrows) {
        one.element.classList.toggle("chosen", isMarked !== null && isMarked.arrow(one));
      }
    },

    /// Moves to an arrow or a quantity.
    focus(name, id) {
      picture.querySelector(`[data-${name}="${CSS.escape(id)}"]`)?.focus();
    },
  };
}
