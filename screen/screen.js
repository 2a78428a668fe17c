// The meeting screen: asks for its state, lays it out for this wall, turns it, and stays when the server goes away.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const place = (id) => document.getElementById(id);
  const query = location.search;
  const ASK_EVERY = 5000, GIVE_UP_AFTER = 8000, BODY_PX = 12.5, STEP = 5, MOST_DOTS = 24;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let state = null, tag = "", turns = [], at = 0, left = 0, paused = false, pointed = false, lost = null, why = "", busy = false, pointing = 0;

  const em = () => Math.min(innerWidth, innerHeight) / 27;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  // The zone's time, whatever the player's own clock is set to; where the browser does not know the zone, the player's.
  const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  let dial;
  try { dial = new Intl.DateTimeFormat("en-GB", { ...hours, timeZone: words.zone }); } catch { dial = new Intl.DateTimeFormat("en-GB", hours); }
  const clock = (moment) => dial.format(moment);
  const ask = (path, headers) => fetch(path, { headers, cache: "no-store", signal: AbortSignal.timeout(GIVE_UP_AFTER) });

  // How many panels fit beside (or above) each other and stay legible; more than three nobody reads at once.
  function room(hasBand) {
    const wide = innerWidth / em(), high = innerHeight / em();
    if (wide >= high) return { upright: false, panels: Math.min(3, Math.max(1, Math.floor(wide / 20.5))), apart: wide < 42 };
    return { upright: true, panels: Math.min(3, Math.max(1, Math.floor((high - 5 - (hasBand ? 9 : 0)) / 15))), apart: false };
  }

  // Panels on as few turns as there is room for; on a wide wall one with long rows takes two places.
  function share(panels, places, upright) {
    const parts = [[]];
    let taken = 0;
    for (const one of panels) {
      const needs = upright || !one.is_wide ? 1 : Math.min(2, places);
      if (taken + needs > places) { parts.push([]); taken = 0; }
      parts.at(-1).push(one);
      taken += needs;
    }
    return parts;
  }

  // Where a phone goes: to the projects that stand on this turn, to the one that does, or to the view's own page.
  function leads(part, page) {
    const named = part.filter((one) => one.leads.length);
    if (!named.length) return [page, ""];
    const asks = new URLSearchParams(), only = named.every((one) => one.only === named[0].only) ? named[0].only : "";
    if (only) asks.set("id", only);
    else for (const [key, value] of named.flatMap((one) => one.leads)) if (key === "rule" || !asks.has(key)) asks.append(key, value);
    return [only ? "project" : "projects", asks.toString()];
  }

  function lay(found) {
    const made = [];
    for (const turn of found.turns) {
      const { upright, panels, apart } = room(Boolean(turn.band));
      // On a small wall nothing is shown twice: the funnel has a view of its own.
      const twice = apart && turn.band && found.turns.some((other) => other.name === "funnel");
      const all = twice ? turn.panels.slice(0, 1) : turn.panels;
      // What has nothing to show takes no place: it is said in a line below.
      const some = all.filter((one) => !one.is_empty), nothing = some.length ? all.filter((one) => one.is_empty) : [];
      const parts = share(some.length ? some : all, nothing.length ? Math.min(panels, 2) : panels, upright);
      // Where the band leaves too little room below it, it has a turn to itself.
      if (turn.band && apart) parts.unshift([]);
      for (const [number, part] of parts.entries()) {
        const box = document.createElement("div");
        box.className = "turn" + (upright ? " upright" : "");
        box.dataset.name = turn.name;
        [box.dataset.page, box.dataset.asks] = leads(part, turn.page);
        const band = !apart || number === 0 ? turn.band : "";
        box.innerHTML = band + (part.length || !band ? `<div class="panels">${part.map((one) => one.html).join("")}</div>` : "");
        if (number === parts.length - 1) box.insertAdjacentHTML("beforeend", nothing.map((one) => one.html).join(""));
        for (const one of box.querySelectorAll("[data-width]")) one.style.width = one.dataset.width;
        for (const one of box.querySelectorAll("[data-left]")) one.style.left = one.dataset.left;
        made.push(box);
      }
    }
    return made;
  }

  // Everything is drawn before it is shown: new data come without a flash.
  async function prepare(made) {
    const stage = place("stage"), scale = em() / BODY_PX;
    made.forEach((box) => stage.append(box));
    made.forEach(tighten);
    made.forEach(level);
    const joined = query ? query + "&" : "?";
    await Promise.all(made.flatMap((box) => [...box.querySelectorAll(".chart")].map(async (chart) => {
      const size = (px) => Math.max(STEP, Math.round(px / scale / STEP) * STEP);
      const w = size(chart.clientWidth), h = size(chart.clientHeight);
      const answer = await ask(`/screen/chart/${chart.dataset.chart}${joined}w=${w}&h=${h}`);
      if (answer.ok) chart.innerHTML = await answer.text();
      const others = Number(answer.headers.get("X-Left-Out") ?? 0);
      const subtitle = chart.closest(".panel").querySelector(".subtitle");
      if (others && subtitle) subtitle.append(fill(chart.dataset.more, { n: others }));
      const svg = chart.querySelector("svg");
      if (svg) { svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`); svg.removeAttribute("width"); svg.removeAttribute("height"); }
    })));
    made.forEach(shorten);
    return made.flatMap(pages);
  }

  // A stage's bar is to scale; its words stand over it, however narrow it is.
  function level(box) {
    for (const step of box.querySelectorAll(".step")) step.style.setProperty("--part", step.dataset.part);
  }

  // What matters least goes first where a panel is too small for all of it.
  function tighten(box) {
    for (const panel of box.querySelectorAll(".panel")) {
      const chart = panel.querySelector(".chart");
      const full = () => panel.scrollHeight > panel.clientHeight + 2 || panel.querySelector(".body").scrollHeight > panel.querySelector(".body").clientHeight + em() / 5
        || (chart && chart.clientHeight < 6.5 * em());
      for (const less of ["no-subtitle", "no-last", "dense", "no-between", "no-detail", "no-notes"]) if (full()) panel.classList.add(less);
    }
  }

  // A list of what needs the meeting is gone through to its end, a turn a page; shorter ones beside it begin again.
  function pages(box) {
    const lists = [...box.querySelectorAll(".list")].filter((list) => list.nextElementSibling.dataset.range);
    const split = lists.map((list) => {
      list.nextElementSibling.textContent = fill(list.nextElementSibling.dataset.range, { first: 1, last: 1, n: 1 });
      const rows = [...list.children], found = [[]];
      let height = 0;
      for (const row of rows) {
        const own = row.getBoundingClientRect().height;
        if (height + own > list.clientHeight + 1 && found.at(-1).length) { found.push([]); height = 0; }
        found.at(-1).push(row);
        height += own;
      }
      return { found, all: rows.length + Number(list.nextElementSibling.dataset.others) };
    });
    const number = Math.max(1, ...split.map((one) => one.found.length));
    const made = [box, ...Array.from({ length: number - 1 }, () => box.cloneNode(true))];
    made.forEach((copy, page) => {
      const places = [...copy.querySelectorAll(".list")].filter((list) => list.nextElementSibling.dataset.range);
      places.forEach((list, which) => {
        const { found, all } = split[which], shown = page % found.length, first = found.slice(0, shown).flat().length + 1;
        const last = first + found[shown].length - 1, more = list.nextElementSibling;
        list.replaceChildren(...found[shown].map((row) => row.cloneNode(true)));
        more.textContent = first === 1 && last === all ? "" : fill(more.dataset.range, { first, last, n: all });
      });
      if (page) place("stage").append(copy);
    });
    return made;
  }

  // A list shows what fits whole; the rest is counted.
  function shorten(box) {
    for (const list of box.querySelectorAll(".list")) {
      if (list.nextElementSibling.dataset.range) continue;
      const more = list.nextElementSibling, rows = [...list.children];
      const others = Number(more.dataset.others);
      const tell = (hidden) => { more.textContent = hidden + others ? fill(more.dataset.more, { n: hidden + others }) : ""; };
      let hidden = 0;
      tell(hidden);
      while (hidden < rows.length - 1 && rows[rows.length - 1 - hidden].getBoundingClientRect().bottom > list.getBoundingClientRect().bottom + 1) {
        rows[rows.length - 1 - hidden++].remove();
        tell(hidden);
      }
    }
  }

  const figures = (box) => [...box.querySelectorAll(".figure")];
  const NUMBER = /\d[\d,]*(\.\d+)?/;

  // A figure counts up once when it changes, and ends on the server's own words.
  function count(element, before) {
    const after = element.textContent, old = before?.match(NUMBER), now = after.match(NUMBER);
    if (still || !before || before === after || !old || !now) return;
    const [from, to] = [old, now].map((found) => Number(found[0].replaceAll(",", "")));
    const digits = (now[1] ?? "").length - (now[1] ? 1 : 0), began = performance.now();
    const step = (moment) => {
      // A frame's time may lie before the call that asked for it.
      const part = Math.min(Math.max((moment - began) / 900, 0), 1), value = from + (to - from) * (1 - (1 - part) ** 3);
      const shown = value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: now[0].includes(",") });
      element.textContent = part < 1 ? after.replace(NUMBER, shown) : after;
      if (part < 1) requestAnimationFrame(step);
    };
    // At once, so that no frame shows the end before the way to it.
    step(began);
  }

  async function show(found) {
    // The frame first: what stands between header and footer is measured.
    head(found);
    let made = lay(found);
    const stage = place("stage");
    // A code takes room beside the heading: what stands below it is measured with it.
    if (made.length) document.body.classList.toggle("coded", Boolean(await codeOf(made[0]).catch(() => "")));
    try {
      made = await prepare(made);
    } catch (error) {
      made.forEach((box) => box.remove());
      throw error;
    }
    const old = turns, name = old[at]?.dataset.name, part = old.slice(0, at).filter((box) => box.dataset.name === name).length;
    const same = made.filter((box) => box.dataset.name === name);
    const before = old.length ? figures(old[at]).map((one) => one.textContent) : [];
    turns = made;
    at = Math.max(0, made.indexOf(same[Math.min(part, same.length - 1)]));
    const isNew = state && state.version !== found.version;
    state = found;
    turn(0);
    if (isNew) figures(turns[at]).forEach((one, place) => count(one, before[place]));
    old.forEach((box) => box.remove());
    stage.dataset.version = found.version;
  }

  function head(found) {
    document.documentElement.lang = found.language;
    document.documentElement.className = found.theme;
    place("zone").textContent = found.zone;
    place("what").textContent = found.what;
    place("dated").textContent = [found.scope, found.dated].filter(Boolean).join("　");
    place("mark").textContent = found.mark;
    place("mark").hidden = !found.mark;
  }

  function turn(by) {
    if (!turns.length) return;
    at = (at + by + turns.length) % turns.length;
    turns.forEach((box, number) => box.classList.toggle("shown", number === at));
    const dots = place("dots");
    // Of many turns a number tells more than a row of dots, and leaves room for the words beside it.
    if (dots.children.length !== turns.length) dots.replaceChildren(...turns.map(() => document.createElement("i")));
    [...dots.children].forEach((dot, number) => dot.classList.toggle("now", number === at));
    if (turns.length > MOST_DOTS) dots.dataset.many = `${at + 1} / ${turns.length}`;
    else delete dots.dataset.many;
    dots.className = paused ? "paused" : "";
    dots.setAttribute("aria-label", fill(words.turn, { n: at + 1, of: turns.length }));
    left = state.seconds;
    code();
  }

  // Phones in the room: the same view as a page. The server leaves it out where a phone could not reach it.
  // A page's code is asked for once: it depends on the link alone, so that a turn costs the server nothing.
  const codes = new Map();

  const pageOf = ({ dataset: { page, asks } }) => asks ? `${page}&${asks}` : page;

  async function codeOf(box) {
    const page = pageOf(box);
    if (!codes.has(page)) {
      const answer = await ask(`/screen/code${query ? query + "&" : "?"}page=${page}`);
      codes.set(page, answer.status === 200 ? await answer.text() : "");
    }
    return codes.get(page);
  }

  async function code() {
    const box = turns[at], page = pageOf(box), qr = place("qr");
    if (qr.dataset.page === page) return;
    qr.dataset.page = page;
    try {
      const drawn = await codeOf(box);
      // Meanwhile the view may have turned, and asked for its own.
      if (qr.dataset.page !== page) return;
      qr.innerHTML = drawn;
      qr.hidden = !drawn;
    } catch { if (qr.dataset.page === page) delete qr.dataset.page; }
  }

  async function refresh() {
    if (busy) return;
    busy = true;
    try {
      const answer = await ask(`/screen/state${query}`, tag ? { "If-None-Match": tag } : {});
      if (answer.status === 200) {
        await show(await answer.json());
        tag = answer.headers.get("ETag") ?? "";
      } else if (answer.status === 401 || answer.status === 403) {
        location.reload(); // the log-in or the key has ended: nothing stays on the wall, and the server says why
      } else if (answer.status !== 304) {
        // The server may know what keeps the data from being read, and what to do about it.
        why = answer.status === 503 ? ((await answer.json()).errors ?? []).join(" ") : "";
        throw new Error(String(answer.status));
      }
      lost = null;
      why = "";
    } catch (error) {
      lost ??= new Date();
    }
    place("trouble").textContent = lost ? [why, fill(words.lost, { time: clock(lost) })].filter(Boolean).join(" ") : "";
    place("message").hidden = Boolean(turns.length);
    place("message").textContent = turns.length ? "" : lost ? why || words.waiting : "";
    busy = false;
  }

  function pause(on) {
    paused = on;
    turn(0);
    hint(paused ? words.paused : words.keys);
  }
  function hint(text) {
    place("hint").textContent = text;
    place("hint").classList.add("shown");
    clearTimeout(hint.timer);
    hint.timer = setTimeout(() => place("hint").classList.remove("shown"), 4000);
  }
  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  const KEYS = { ArrowRight: 1, PageDown: 1, ArrowDown: 1, ArrowLeft: -1, PageUp: -1, ArrowUp: -1 };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in KEYS) turn(KEYS[event.key]);
    else if (event.key === " " || event.key === ".") pause(!paused);
    else if (event.key === "Home") turn(-at);
    else if (event.key === "End") turn(turns.length - 1 - at);
    else if (event.key === "f" || event.key === "F") full();
    else return;
    event.preventDefault();
  });
  let touched = null;
  addEventListener("pointerdown", (event) => { touched = event.clientX; });
  addEventListener("pointerup", (event) => {
    const moved = touched === null ? 0 : event.clientX - touched;
    touched = null;
    if (Math.abs(moved) > innerWidth / 10) turn(moved < 0 ? 1 : -1);
    else pause(!paused);
  });
  addEventListener("dblclick", full);
  // A browser also tells of a pointer that lies still when the view below it changes: only one that moved holds the view.
  let lies = null;
  addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    const spot = `${event.screenX} ${event.screenY}`, moved = lies !== null && lies !== spot;
    lies = spot;
    if (!moved) return;
    pointed = true;
    pointing = Date.now();
    document.body.classList.add("pointed");
  });
  document.documentElement.addEventListener("pointerleave", () => { pointed = false; document.body.classList.remove("pointed"); });
  let resized;
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(() => { if (state) show(state).catch(() => {}); }, 250);
  });

  function tick() {
    place("clock").textContent = fill(words.now, { time: clock(new Date()) });
    // A pointer that has been left lying on the screen does not stop it for ever.
    if (pointed && Date.now() - pointing > 60000) { pointed = false; document.body.classList.remove("pointed"); }
    if (paused || pointed || !turns.length) return;
    if (--left <= 0) turn(turns.length > 1 ? 1 : 0);
  }
  setInterval(tick, 1000);
  setInterval(refresh, ASK_EVERY);
  tick();
  refresh().then(() => hint(words.keys));
  window.screenOf = { turn, pause, refresh, get at() { return at; }, get paused() { return paused; } };
})();
