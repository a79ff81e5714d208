// Who stays as it is: the line that guesses begin with.

import { open } from "./api.js";

const longest = 30_000;

/// Tells the curve of a scenario's base, first as it is known soon and then whenever it is surer; where
/// the stream breaks off it is opened again.
///
/// - Returns: What closes it; the server then stops what runs for it.
export function baseOf(scenario, tell) {
  let close = () => {};
  let timer = null;
  let wait = 1000;

  function again() {
    timer = setTimeout(begin, wait);
    wait = Math.min(2 * wait, longest);
  }

  function begin() {
    close = open(scenario, [], {
      progress() {},
      result(result) {
        wait = 1000;
        const curve = result.curves.find((one) => one.id === "retention" && one.subject === "all");
        if (curve) tell(curve);
      },
      problem(problem) {
        if (problem.problem === "busy") again();
      },
      done() {},
      lost: again,
    });
  }

  begin();
  return () => {
    clearTimeout(timer);
    close();
  };
}
