// The class: the door, where one joins with the code of the room, and behind it what the trainer
// leads and pupils do. Where no class is held, nothing of this is there.
//
// For tests, these stay as they are: #class-door (#class-join-code, #class-nickname, #class-join),
// #class-code, #class-qr, #class-pupils ([data-pupil=NUMBER]), #class-send, #class-locks
// ([data-lock=PATH]), #class-ask, #class-reveal, #class-question-end, #class-guesses,
// #class-guess-table, #class-guess ([data-month=MONTH]), #class-guess-send, #class-answer,
// #class-question-go, #class-board-go, #class-board-open, #class-board-close, #class-board-end, #class-ranks, #class-hand-in,
// #class-export; and on the body data-class (door, pupil or trainer).

import * as api from "./class-api.js";
import { setUpLead } from "./class-lead.js";
import { setUpPupil } from "./class-pupil.js";
import { at, say } from "./text.js";
import { addView, dropView, showView } from "./views.js";

/// Sets up the class.
///
/// - Parameter page: `scenario()` as it was described, `settings()` of the levers, `told()` for these
///   in words, `levers`, `entries()` of the scenario's own plan, `list()`, which lists the scenarios
///   anew, `show(id, settings)`, which gives whether it is shown, `changed()` after levers were moved,
///   and `headlines()` of the result that is shown.
/// - Returns: `enter()`, which is done when the lab may be used, and `refresh()`.
export function setUpClass(page) {
  const words = new URLSearchParams(location.hash.replace(/^#/, ""));
  let role = null;
  let part = null;
  let close = () => {};

  /// Takes a secret out of the address bar, where anybody would see it.
  function forget(name) {
    words.delete(name);
    const rest = words.toString();
    history.replaceState(null, "", location.pathname + (rest ? `#${rest}` : ""));
  }

  async function enter() {
    const code = words.get("join");
    const key = words.get("lead");
    if (code !== null) forget("join");
    if (key !== null) forget("lead");
    let found;
    try {
      found = await api.door();
    } catch {
      // The lab itself tells that it does not answer.
      return;
    }
    if (!found.is_class) return;
    addView("class", { enter: () => part?.refresh(), leave: () => part?.leave() });
    let problem = "";
    if (key !== null) {
      try {
        found = await api.lead(key);
      } catch (error) {
        problem = error.message;
      }
    }
    if (found.role === null) found = await knock(code ?? "", problem);
    begin(found);
    if (code !== null || key !== null || words.get("view") === "class") showView("class");
  }

  /// Shows the door until somebody has come in.
  function knock(code, problem) {
    document.body.dataset.class = "door";
    document.body.dataset.state = "loading";
    say(at("status"), "Join the class to begin.");
    at("class-door").hidden = false;
    showView("class");
    const fields = { code: at("class-join-code"), nickname: at("class-nickname") };
    fields.code.value = code;
    say(at("class-door-problem"), problem);
    (code ? fields.nickname : fields.code).focus();
    return new Promise((resolve) => {
      at("class-door-form").addEventListener("submit", async (event) => {
        event.preventDefault();
        const empty = Object.values(fields).find((field) => field.value.trim() === "");
        if (empty) {
          say(at("class-door-problem"), empty === fields.code
            ? "Type the code that the trainer shows." : "Choose a nickname.");
          return empty.focus();
        }
        at("class-join").disabled = true;
        try {
          const joined = await api.join(fields.code.value, fields.nickname.value.trim());
          at("class-door").hidden = true;
          resolve(joined);
        } catch (error) {
          say(at("class-door-problem"), error.message);
        } finally {
          at("class-join").disabled = false;
        }
      });
    });
  }

  function begin(found) {
    role = found.role;
    document.body.dataset.class = role;
    // Pupils write no scenarios: what one wrote, another could change.
    if (role === "pupil") {
      dropView("scenario");
      at("keep-variant").closest("li").hidden = true;
    }
    part = role === "trainer" ? setUpLead(page) : setUpPupil(page, found.nickname);
    watch();
    // Who does not look needs no news.
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) close();
      else watch();
    });
  }

  function watch() {
    close();
    close = api.watch({ state: (state) => part.show(state), lost });
  }

  /// The stream broke off: it is opened again, unless the class is over for this browser.
  async function lost() {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    try {
      const found = await api.door();
      if (found.role !== role) return location.reload();
    } catch {
      // The server may come back.
    }
    if (!document.hidden) watch();
  }

  return {
    enter,

    /// Shows what has changed in the levers and the results.
    refresh: () => part?.refresh(),
  };
}
