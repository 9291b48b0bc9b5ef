// A countdown; it ticks here, so that nothing is sent while it runs.
function spoken(seconds) {
  const whole = Math.abs(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return (hours ? `${hours}:${two(minutes)}` : String(minutes)) + ":" + two(whole % 60);
}

function render({ model, el }) {
  const left = document.createElement("strong");
  const ends = document.createElement("span");
  const box = document.createElement("div");
  box.className = "cx-clock";
  box.setAttribute("role", "timer");
  box.append(left, " ", ends);
  el.append(box);

  function show() {
    const at = model.get("ends");
    const words = model.get("words");
    box.hidden = !at;
    if (!at) return;
    const seconds = Math.round(at - Date.now() / 1000);
    box.classList.toggle("over", seconds < 0);
    left.textContent = words[seconds < 0 ? "over" : "left"].replace("{time}", spoken(seconds));
    const time = new Date(at * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    ends.textContent = words.ends.replace("{time}", time);
  }

  show();
  model.on("change:ends", show);
  const ticking = setInterval(show, 1000);
  return () => clearInterval(ticking);
}

export default { render };
