/* One person: picks an option and presses Send once a second; returns the milliseconds from each press to "saved". */
async ({ times, ids, saved, again }) => {
  const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((node) => (node.shadowRoot ? roots(node.shadowRoot) : []))];
  const all = (selector) => roots(document).flatMap((root) => [...root.querySelectorAll(selector)]);
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const button = (text) => all("button").find((node) => node.textContent.trim() === text && !node.disabled);
  const until = async (found, what) => {
    for (const end = performance.now() + 15000; performance.now() < end; await pause(10)) {
      const one = found();
      if (one) return one;
    }
    throw new Error(`no ${what} within 15 s`);
  };
  const taken = [];
  await pause(Math.random() * 1000);
  const earlier = window.answered || 0;
  for (let turn = earlier + 1; turn <= earlier + times; turn++) {
    const begun = performance.now();
    const radios = await until(() => (all("input[type=radio]").length >= ids ? all("input[type=radio]") : null), "options");
    radios[turn % ids].click();
    await pause(100);
    const send = await until(() => button("Send"), "button");
    const pressed = performance.now();
    send.click();
    const text = saved.text.replace("{n}", turn);
    await until(() => all(saved.where).some((node) => node.textContent.trim() === text), text);
    taken.push(performance.now() - pressed);
    window.answered = turn;
    if (again) (await until(() => button(again), again)).click();
    await pause(Math.max(0, 1000 - (performance.now() - begun)));
  }
  return taken;
}
