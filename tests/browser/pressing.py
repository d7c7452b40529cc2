"""Scripts that press in the page, so that a whole path is one call instead of a dozen for each response.

Pressing something hidden or disabled is an error. test_interactions.py and test_keyboard.py press as readers do.
"""

PRESS = """
const press = (element, what) => {
  if (!element?.checkVisibility({ visibilityProperty: true }) || element.disabled) throw new Error(`no ${what}`);
  element.click();
};
const until = (element, attribute) => new Promise((done, fail) => {
  const late = setTimeout(() => fail(new Error(`no ${attribute} after 20 seconds`)), 20_000);
  const check = () => {
    if (!element.hasAttribute(attribute)) return;
    observer.disconnect();
    clearTimeout(late);
    done();
  };
  const observer = new MutationObserver(check);
  observer.observe(element, { attributes: true });
  check();
});
const answer = async (step, response) => {
  const form = step.querySelector("form");
  if (form.hasAttribute("data-grade")) throw new Error(`${form.dataset.item} is marked before it is answered`);
  for (const box of form.querySelectorAll("input[type=checkbox]:checked")) press(box, `box ${box.value}`);
  for (const value of response) press(form.querySelector(`input[value="${value}"]`), `input ${value}`);
  press(form.querySelector("button[type=submit]"), `button for ${form.dataset.item}`);
  await until(form, "data-grade");
  return form.dataset.grade;
};
"""
"""The beginning of a script's body. ``answer`` gives a response to a step, waits for its grade and returns it."""

ANSWER = f"async (step, response) => {{ {PRESS} return answer(step, response); }}"
"""Gives one response to an item, and returns its grade."""

TAKE = f"""
async (scenario, paths, look) => {{
  {PRESS}
  const seen = [];
  for (const [place, path] of paths.entries()) {{
    if (place > 0) {{
      const retries = [...scenario.querySelectorAll("[data-step] [data-retry]")];
      press(retries.find((each) => each.checkVisibility()), "way to try again");
      if (scenario.hasAttribute("data-completed")) throw new Error("still completed");
    }}
    for (const [item, response, more] of path) {{
      const step = scenario.querySelector(`[data-step="${{item}}"]`);
      seen.push([await answer(step, response), look(step)]);
      if (more) press(step.querySelector("[data-continue]"), `way on from ${{item}}`);
      else await until(scenario, "data-completed");
    }}
  }}
  return seen;
}}
"""
"""Answers a scenario along paths, and begins it anew between them.

Returns the grade of each response, with what ``look`` returns for its item.
"""

ANSWER_ALL = f"""
async (step, responses, look) => {{
  {PRESS}
  const selected = () => [...step.querySelectorAll("input:checked")].map((each) => each.value);
  const seen = [];
  for (const response of responses) {{
    const grade = await answer(step, response);
    const marked = {{ grade, outcome: look(step), focus: document.activeElement.textContent }};
    press(step.querySelector("[data-retry]"), "way to try again");
    seen.push([marked, {{ selected: selected(), focus: document.activeElement.value }}]);
  }}
  return seen;
}}
"""
"""Gives responses to one item, one after the other. Returns what there is once each is marked, and to try again."""
