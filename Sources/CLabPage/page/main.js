// The lab's page: what is where, what is running, and what happens when.
//
// For tests, these stay as they are: #status, #scenario, [data-lever=PATH] (with .lever-number,
// .lever-slider, .lever-reset, .lever-problem; choices, flags and texts have one select or input),
// #reset-all, #add-lever, #add-lever-results, #sentences, [data-headline=METRIC], #curve-choice,
// #subject-choice, #chart, #chart-difference, #chart-table, #chart-summary, #fates
// ([data-segment=ID]), #snapshot-name, #snapshot-keep, #snapshots ([data-snapshot=NUMBER], with
// .snapshot-load, .snapshot-delete, .snapshot-delete-yes), #snapshot-difference, #guess-first,
// #guess ([data-month=MONTH]), #guess-run, #guess-skip, #guess-result, #share-link, #download-yaml,
// #download-csv, #download-svg, #download-png, #present, #stage, #theme, #views ([data-view=NAME] and
// #view-NAME), #plan, #plan-add, #plan-form, [data-plan=ID] (with data-month), #growth-run,
// #growth-table, #stories-show, [data-fate=FATE], #download-report, #download-page,
// #download-curves, .lever-from; and on the body
// data-state (loading, running, done, wrong, guessing or away) and data-pairs of the result that is
// shown.

import * as api from "./api.js";
import { setUpClass } from "./class.js";
import { setUpCurves } from "./curves.js";
import { setUpDay } from "./day.js";
import { showFates } from "./fates.js";
import { setUpGrowth } from "./growth.js";
import { setUpEditor } from "./editor.js";
import { setUpGlossary } from "./glossary.js";
import { setUpGuess } from "./guess.js";
import { setUpHome } from "./home.js";
import { setUpLevers } from "./levers.js";
import { setUpPlan } from "./plan.js";
import { setUpPresentation } from "./present.js";
import { setUpSearch } from "./search.js";
import { download, hashOf, readHash, writeHash } from "./share.js";
import { clearShort, showShort } from "./short.js";
import { setUpSnapshots } from "./snapshots.js";
import { setUpStories } from "./stories.js";
import { at, counted, el, grouped, say, throttled } from "./text.js";
import { setUpTheme } from "./theme.js";
import { addView, setUpViews, showView, view } from "./views.js";
import { setUpWhy } from "./why.js";

let version = "";
let scenario = null;
let retention = null;
let hasBase = false;
let close = () => {};
let checking = new AbortController();
let tries = 0;
/// The result that is shown.
let shownResult = null;
/// Seconds that the base took; null where the server had it already.
let baseSeconds = null;
/// The settings of the last run that was begun.
let ran = "";
/// The scenarios that are offered, as text.
let offered = "";
/// The versions of the reader's scenarios as the server listed them last, and those that could not be shown.
const versions = { listed: new Map(), refused: new Map() };
/// Each load and run has a number; what comes late, for an older one, is dropped.
let turn = 0;
/// The same of changes that are put into plan and levers.
let applied = 0;

const levers = setUpLevers(changed, {
  isChanged: () => plan.isChanged(), reset: () => plan.reset(),
});
const plan = setUpPlan(levers, changed);
const search = setUpSearch(() => scenario.id, levers);
const curves = setUpCurves();
const guess = setUpGuess({ run: () => run(), switched: guessSwitched });
const presentation = setUpPresentation(curves, guess.line);
const snapshots = setUpSnapshots({
  scenario: () => scenario.id,
  settings,
  title: (path) => levers.description(path)?.label ?? path,
  value: (path) => levers.description(path)?.value,
  told,
  isPlanned: (path) => plan.words(path, "~") !== null,
}, load, curves.layOver);
const growth = setUpGrowth({ scenario: () => scenario, settings, cost: () => baseSeconds });
const stories = setUpStories({ scenario: () => scenario, settings });
const home = setUpHome({
  scenario: () => scenario, settings, result: () => shownResult, curves, growth,
  changes: () => [...changes()].map(([path, text]) => told(path, text)),
});
const lesson = setUpClass({
  scenario: () => scenario, settings, levers, show, headlines: () => shownResult?.headlines ?? [],
  told: () => [...changes()].map(([path, text]) => told(path, text)),
  entries: () => plan.entries(),
  async list() {
    const answer = await api.scenarios();
    const chosen = at("scenario").value;
    list(answer);
    at("scenario").value = chosen;
  },
  changed() {
    // What is loading is run once it is there.
    if (document.body.dataset.state !== "loading") changed();
  },
});
const runSoon = throttled(150, () => run());
/// Views that follow the scenario and its changes.
const followers = [setUpDay, setUpWhy].map((setUp) => setUp({ scenario: () => scenario, settings }));

/// All changes, those of the plan last, as path and text.
function changes() {
  return new Map([...levers.changes(), ...plan.changes()]);
}

/// The changes as the server takes them.
function settings() {
  return [...changes()].map(([path, text]) => `${path}=${text}`);
}

/// A change in words.
function told(path, text) {
  return plan.words(path, text) ?? `${levers.description(path)?.label ?? path}: ${text}`;
}

// What the page says it is doing.

let words = "";
const speak = throttled(700, () => say(at("status"), words));

function status(state, text, done = null, total = null) {
  words = text;
  // How far it is, is told now and then; what is new, at once.
  if (document.body.dataset.state !== state) say(at("status"), text);
  else speak();
  document.body.dataset.state = state;
  const bar = at("progress");
  bar.hidden = !total;
  if (total) {
    bar.max = total;
    bar.value = done;
  }
}

function showProblems(problems) {
  at("problems").replaceChildren(...problems.map((problem) => el("li", {}, problem.message)));
}

/// Shows problems beside what they are about; the others come back.
function tell(problems, list) {
  return plan.tell(levers.tell(problems, list), list);
}

function wrong(problem) {
  close();
  const others = problem.problems?.length ? tell(problem.problems, settings()) : [];
  showProblems(others.length ? others : [problem]);
  status("wrong", problem.message);
}

// Loading.

/// Begins, or begins again once the server is back: the address says with what.
async function begin() {
  const mine = (turn += 1);
  status("loading", "Loading the scenarios.");
  try {
    const answer = await api.scenarios();
    if (mine !== turn) return;
    version = answer.version;
    offer(answer);
    const wanted = readHash();
    const all = [...answer.scenarios, ...answer.drafts];
    const first = all.find((one) => one.id === wanted.scenario) ?? all[0];
    if (!first) return status("wrong", "There is no scenario: start cxlab serve with a file.");
    const isOther = wanted.scenario && first.id !== wanted.scenario;
    await show(first.id, isOther ? new Map() : wanted.settings);
  } catch (error) {
    failed(mine, error);
  }
}

/// Lists the scenarios that are served, and those of the reader; in a class, those of the trainer.
///
/// - Returns: Whether the list is another than before: one that somebody may have opened is left alone.
function list({ scenarios, drafts }) {
  versions.listed = new Map(drafts.map((one) => [one.id, one.version]));
  const all = JSON.stringify([scenarios, drafts].map((some) => some.map(({ id, title }) => [id, title])));
  if (all === offered) return false;
  offered = all;
  const option = (one) => el("option", { value: one.id }, one.title);
  at("scenario").replaceChildren(...scenarios.map(option));
  if (drafts.length) {
    const label = document.body.dataset.class === "pupil" ? "From the trainer" : "Mine";
    at("scenario").append(el("optgroup", { label }, ...drafts.map(option)));
  }
  return true;
}

/// Offers the scenarios.
function offer(answer) {
  const chosen = scenario?.id ?? at("scenario").value;
  if (!list(answer)) return renew();
  const { scenarios } = answer;
  at("scenario").value = chosen;
  // What is shown was deleted.
  const isGone = scenario && at("scenario").value !== scenario.id;
  if (isGone && scenarios.length) show(scenarios[0].id, new Map());
  else renew();
}

/// Asks which scenarios there are now; what another tab has saved is noticed so.
const hear = () => {
  const mine = turn;
  return api.scenarios().then(offer).catch((error) => failed(mine, error));
};

/// Whether the scenario was saved since it was shown, in this tab or in another.
function isRewritten() {
  const { id, version } = scenario;
  return (versions.listed.get(id) ?? 0) > Math.max(version ?? 0, versions.refused.get(id) ?? 0);
}

/// Shows the scenario anew where it is another now; whoever writes it sees it once they are done.
function renew() {
  if (scenario && view() !== "scenario" && isRewritten()) showAgain();
}

/// Shows the scenario as it is now, with the changes that are made.
function showAgain() {
  const [made, before] = [changes(), plan.file()];
  clear();
  show(scenario.id, made, before);
}

/// Shows a scenario with changes: the base first, then what they do.
///
/// - Parameter before: the plan by whose entries the changes are numbered, where it may be another now.
/// - Returns: Whether it is shown, and neither failed nor made way for another.
async function show(id, changes, before = null) {
  const mine = (turn += 1);
  applied += 1;
  const heard = versions.listed.get(id) ?? 0;
  close();
  checking.abort();
  at("scenario").value = id;
  status("loading", "Loading the scenario.");
  try {
    // What the trainer has just sent is not listed yet.
    if (at("scenario").value !== id) {
      list(await api.scenarios());
      if (mine !== turn) return false;
      at("scenario").value = id;
    }
    const described = await api.describe(id);
    if (mine !== turn) return false;
    const isSame = scenario?.id === id && scenario.edition === described.edition;
    scenario = described;
    if (!isSame) clear();
    describe();
    levers.show(scenario.levers, scenario.months);
    await plan.load(id, scenario.currency);
    if (mine !== turn) return false;
    await apply(before ? plan.carried(changes, before) : changes);
    if (mine !== turn) return false;
    // In a class, locked levers go where they stay, or all of it to the starting point.
    lesson.refresh();
    if (mine !== turn) return false;
    plan.draw();
    note();
    snapshots.load().catch((error) => say(at("snapshot-problem"), error.message));
    stream(mine, []);
    return true;
  } catch (error) {
    // It is not asked for again until it is saved again.
    if (error.kind !== "away") versions.refused.set(id, heard);
    failed(mine, error);
    return false;
  }
}

function clear() {
  retention = null;
  shownResult = null;
  baseSeconds = null;
  hasBase = false;
  growth.clear();
  stories.clear();
  home.clear();
  at("guess-first").disabled = false;
  clearShort();
  curves.clear();
  guess.clear();
  snapshots.clear();
  search.clear();
  showFates(null, []);
  showProblems([]);
  delete document.body.dataset.pairs;
}

function describe() {
  document.title = `${scenario.title} · cxlab`;
  say(at("title"), scenario.title);
  say(at("about"), scenario.about ?? "");
  const warnings = scenario.warnings ?? [];
  at("warnings").hidden = warnings.length === 0;
  const [summary, list] = at("warnings").children;
  say(summary, `${counted(warnings.length, "remark")} on the scenario`);
  list.replaceChildren(...warnings.map((text) => el("li", {}, text)));
  const start = scenario.start ? ` from ${scenario.start}` : "";
  say(at("stamp"), `${counted(scenario.customers, "customer")}, `
    + `${counted(scenario.months, "month")}${start}, ${counted(scenario.pairs, "pair")}, `
    + `seed ${scenario.seed}, cxlab ${version}. The same numbers come out on every computer.`);
}

/// Puts changes into the plan and into the levers.
///
/// - Returns: False where others, or another scenario, were asked for meanwhile.
async function apply(changes) {
  const mine = (applied += 1);
  const rest = plan.take(changes);
  const wanted = new Map([...rest, ...plan.paths().map((path) => [path, ""])]);
  if (!(await addMissing(wanted, mine))) return false;
  levers.apply(rest);
  plan.settle();
  levers.showCount();
  return true;
}

/// Levers that changes have and the scenario does not list are looked up among its keys.
async function addMissing(changes, mine) {
  for (const [path, text] of changes) {
    if (levers.has(path)) continue;
    const { keys } = await api.keys(scenario.id, path);
    // These are no levers of a scenario that is shown meanwhile.
    if (mine !== applied) return false;
    levers.addQuietly(keys.find((key) => key.path === path) ?? {
      path, label: path, help: "", unit: "", form: "text", value: "", text,
    });
  }
  return true;
}

/// Loads changes into the levers that are shown.
async function load(changes) {
  const mine = turn;
  try {
    if (!(await apply(changes))) return;
  } catch (error) {
    return failed(mine, error);
  }
  changed();
  at("short").scrollIntoView({ block: "start" });
}

// Running.

/// A lever was moved.
function changed() {
  plan.draw();
  levers.showCount();
  note();
  if (guess.isOn() && settings().length) return askGuess();
  guess.clear();
  runSoon();
}

/// Writes the changes into the address and into what can be taken home.
function note() {
  const made = changes();
  growth.tell();
  stories.tell();
  for (const follower of followers) follower.changed();
  at("share-link").href = writeHash(scenario.id, made);
  const files = { "download-yaml": "variant.yaml", "download-csv": "differences.csv" };
  for (const [id, file] of Object.entries(files)) {
    const link = at(id);
    if (made.size) {
      link.href = api.address(scenario.id, file, settings());
      link.setAttribute("download", "");
      link.removeAttribute("aria-disabled");
    } else {
      link.removeAttribute("href");
      link.setAttribute("aria-disabled", "true");
    }
  }
  say(at("home-note"), made.size ? "" : "Files of changes are there once a lever is moved.");
}

function askGuess() {
  turn += 1;
  checking.abort();
  if (!retention) {
    // There is no line to begin from before the base is there; or at all, in this scenario.
    if (hasBase) runSoon();
    else stream(turn, []);
    return;
  }
  close();
  at("results").classList.add("stale");
  curves.showGuess(null);
  curves.showRetention();
  status("guessing", "Draw your guess, then run.");
  guess.ask(retention);
}

function guessSwitched(isOn) {
  if (!isOn) {
    curves.showGuess(null);
    runSoon();
  }
}

/// Runs what the levers say; the stream before is closed first.
async function run() {
  const mine = (turn += 1);
  close();
  checking.abort();
  const list = settings();
  ran = list.join("\n");
  at("results").classList.add("stale");
  if (list.length === 0) {
    showProblems(tell([], []));
    return stream(mine, list);
  }
  status("running", "Running your changes.");
  checking = new AbortController();
  // What sliders and lists say is hardly ever wrong: it is run while it is still being checked. A pupil may be held
  // to something.
  const isEarly = levers.areUsual() && !plan.isChanged() && document.body.dataset.class !== "pupil";
  const asked = api.check(scenario.id, list, checking.signal);
  if (isEarly) stream(mine, list);
  try {
    const { problems } = await asked;
    if (mine !== turn) return;
    showProblems(tell(problems, list));
    if (problems.some((problem) => problem.severity !== "warning")) {
      // What still comes of a run that began is dropped.
      turn += 1;
      close();
      return status("wrong", "Not run: see what is said of the changes.");
    }
    if (!isEarly) stream(mine, list);
  } catch (error) {
    failed(mine, error);
  }
}

function stream(mine, list) {
  close();
  const isBase = list.length === 0;
  let latest = null;
  let began = null;
  status("running", isBase ? "Simulating the base." : "Running your changes.");
  at("results").classList.add("stale");
  at("curves").classList.remove("fresh");
  close = api.open(scenario.id, list, {
    progress({ done, total, doing }) {
      if (mine !== turn) return;
      tries = 0;
      began ??= performance.now();
      const what = doing || (isBase ? "simulating the base" : "pair");
      status("running", `${capital(what)}: ${grouped(done)} of ${grouped(total)}.`, done, total);
    },
    months({ curve }) {
      // The first pair's own result says more.
      if (mine !== turn || latest) return;
      tries = 0;
      at("curves").classList.add("fresh");
      curves.glimpse(curve);
    },
    result(result) {
      if (mine !== turn) return;
      tries = 0;
      latest = result;
      display(result, result.pairs >= result.of);
      status("running", isBase ? `Simulating the base: ${result.pairs} of ${result.of}.`
        : `Pair ${result.pairs} of ${result.of}.`, result.pairs, result.of);
    },
    problem(problem) {
      if (mine !== turn) return;
      if (problem.problem === "busy") again(mine, problem.message);
      else if (problem.problem === "changed" && view() !== "scenario") showAgain();
      else wrong(problem);
    },
    done({ pairs }) {
      if (mine !== turn) return;
      if (latest) {
        display(latest, true);
        snapshots.learn(list, latest);
      }
      status("done", isBase ? `Done: ${counted(pairs, "run")} of the base.`
        : `Done: ${counted(pairs, "pair")}.`);
      say(at("told"), latest?.sentences?.[0] ?? "");
      if (isBase) {
        hasBase = true;
        if (began) baseSeconds = (performance.now() - began) / 1000;
        growth.tell();
        at("guess-first").disabled = retention === null;
      }
      // What was run before the page lost the server is not guessed again.
      if (!isBase || settings().length === 0) return;
      if (settings().join("\n") === ran) run();
      else changed();
    },
    async lost() {
      const why = await api.whyLost(scenario.id, list);
      if (mine !== turn) return;
      if (why === null) again(mine, "The connection broke off.");
      else failed(mine, why);
    },
  });
}

function display(result, isLast) {
  document.body.dataset.pairs = result.pairs;
  shownResult = result;
  at("results").classList.remove("stale");
  at("curves").classList.remove("fresh");
  const curve = result.curves.find((one) => one.id === "retention" && one.subject === "all");
  if (curve) retention = curve;
  showShort(result, isLast);
  curves.showGuess(guess.line());
  curves.show(result);
  showFates(result, scenario.segments);
  guess.show(curve, isLast);
  presentation.update();
  lesson.refresh();
}

// When something goes wrong.

function failed(mine, error) {
  if (mine !== turn || error.name === "AbortError") return;
  if (error.kind === "away") away();
  else if (error.kind === "busy") again(mine, error.message);
  else if (error.kind) wrong(error);
  else {
    console.error(error);
    status("wrong", `This page has a fault: ${error.message}. Load it again, please.`);
  }
}

/// Runs again after a while, which grows.
function again(mine, why) {
  tries += 1;
  status("running", `${why} Trying again.`);
  setTimeout(() => {
    if (mine === turn) run();
  }, Math.min(1000 * tries, 5000));
}

/// Waits for the server to come back, then begins again with what the address holds.
async function away() {
  const mine = (turn += 1);
  close();
  status("away", "The program does not answer: is cxlab serve running? Trying again.");
  for (let wait = 1000; ; wait = Math.min(wait * 1.5, 5000)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (mine !== turn) return;
    try {
      await api.scenarios();
      break;
    } catch (error) {
      if (error.kind !== "away") break;
    }
  }
  if (mine === turn) begin();
}

// While nothing runs there is no stream that could break off, so the server is asked now and then.
setInterval(() => {
  const isIdle = ["done", "wrong", "guessing"].includes(document.body.dataset.state);
  if (document.hidden || !isIdle) return;
  hear();
}, 4000);

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// Taking home.

async function takePicture(format) {
  const made = [...changes()].map(([path, text]) => told(path, text));
  const subtitle = made.length ? made : ["as it is"];
  try {
    const blob = await curves.picture(scenario.title, subtitle, format);
    if (blob) download(`${scenario.id}-${curves.current().id}.${format}`, blob);
  } catch (error) {
    say(at("home-note"), `The picture could not be drawn: ${error.message}`);
  }
}

at("download-svg").addEventListener("click", () => takePicture("svg"));
at("download-png").addEventListener("click", () => takePicture("png"));
at("print").addEventListener("click", () => print());
at("share-copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(at("share-link").href);
    say(at("home-note"),
      "The link is copied. It works where cxlab serve runs with the same files.");
  } catch {
    say(at("home-note"),
      "The browser does not let the page copy: the address bar holds the link too.");
  }
});

at("scenario").addEventListener("change", () => show(at("scenario").value, new Map()));

// An address that was pasted, or followed, while the page is open.
addEventListener("hashchange", () => {
  const { scenario: id, settings: wantedChanges, view: wanted } = readHash();
  showView(wanted);
  if (!scenario) return;
  if (location.hash === hashOf(scenario.id, changes())) return renew();
  if (id && id !== scenario.id) show(id, wantedChanges);
  else if (isRewritten()) show(scenario.id, wantedChanges);
  else load(wantedChanges);
});

setUpTheme();
addView("what-if");
setUpEditor({
  scenario: () => ({ id: scenario?.id ?? at("scenario").value, title: scenario?.title ?? "" }),
  settings,
  listed: hear,
  moved: note,
  tryIt(id) {
    show(id, new Map());
    showView("what-if");
  },
});
const moved = () => {
  if (!scenario) return;
  note();
  renew();
};
setUpViews(moved);
setUpGlossary(moved);
showView(readHash().view);
lesson.enter().then(begin);
