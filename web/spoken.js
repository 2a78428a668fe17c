// What Streamlit says of its own: to screen readers, in fields without a choice, in its calendar. Where the page is
// Chinese so is that; each chart is called by its own words, the page's own link is marked as the current one. Streamlit
// sets these once, so they are set again whenever it draws.
(() => {
  const WORDS = Object.entries({/* words */});
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-roledescription"];
  const TEXTS = "[data-testid=stSkipToContent], [id^=react-aria-description], [data-testid=stDateInput] *, [role=listbox] *, [data-testid=stFileUploader] *";
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const isChinese = () => document.documentElement.lang !== "en";

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const rules = WORDS.map(([english, chinese]) => [
    new RegExp(`^\\s*${escaped(english).replace("\\{name\\}", "(.*)")}\\s*$`, "s"), chinese,
  ]);
  const day = (text) => text.replace(
    new RegExp(`(${MONTHS.join("|")}) (\\d+), (\\d+)`, "g"),
    (_, month, number, year) => `${year}年${MONTHS.indexOf(month) + 1}月${number}日`,
  ).replace(" and ", "至");
  const translated = (text) => {
    for (const [rule, chinese] of rules) {
      const found = rule.exec(text);
      if (found) return chinese.replace("{name}", day(found[1] ?? ""));
    }
    return text;
  };

  // An element's own English is kept, so that a page that turns English says it again.
  const first = new WeakMap();
  const keep = (thing, name, now) => {
    const known = first.get(thing) ?? {};
    first.set(thing, known);
    if (now !== known[name]?.ours) known[name] = { theirs: now };
    const wanted = isChinese() ? translated(known[name].theirs) : known[name].theirs;
    known[name].ours = wanted;
    return wanted;
  };

  const say = (element, name, wanted) => {
    if (wanted && element.getAttribute(name) !== wanted) element.setAttribute(name, wanted);
  };

  const charts = (drawn) => {
    for (const chart of drawn) {
      // The mark without a size that tells the chart (charts/drawing.py).
      const told = chart.querySelector('path[role="graphics-symbol"][d="M0,0h0v0h0Z"][aria-label]');
      if (told) say(chart, "aria-label", told.getAttribute("aria-label"));
    }
  };

  const links = () => {
    for (const link of document.querySelectorAll("[data-testid=stPageLink-NavLink]")) {
      const isHere = new URL(link.href, location.href).pathname === location.pathname;
      if (isHere) say(link, "aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };

  const attribute = (element, name) => {
    const now = element.getAttribute(name);
    if (now === null) return;
    const wanted = keep(element, name, now);
    if (wanted !== now) element.setAttribute(name, wanted);
  };
  const words = (element) => {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue.trim()) continue;
      const wanted = keep(node, "text", node.nodeValue);
      if (wanted !== node.nodeValue) node.nodeValue = wanted;
    }
  };
  const named = ATTRIBUTES.map((name) => `[${name}]:not(svg *)`).join();
  const speak = (root) => {
    for (const element of [root, ...root.querySelectorAll(named)]) {
      for (const name of ATTRIBUTES) attribute(element, name);
    }
    for (const element of [root, ...root.querySelectorAll(TEXTS)]) {
      if (element !== root || root.matches(TEXTS)) words(element);
    }
  };

  // At once, before the browser paints, and only of what was drawn: of a chart it is its words alone.
  new MutationObserver((records) => {
    const drawn = new Set();
    const fresh = new Set();
    for (const { type, target, attributeName, addedNodes } of records) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const chart = element?.closest("[data-testid=stVegaLiteChart]");
      if (chart) drawn.add(chart);
      if (!element || element.closest("svg")) continue;
      if (type === "attributes") {
        if (attributeName === "lang") fresh.add(document.body);
        else if (element.closest("#root, body > div")) attribute(element, attributeName);
      } else if (type === "characterData") {
        if (element.matches(TEXTS)) words(element);
      } else {
        for (const node of addedNodes) {
          if (node.nodeType === Node.ELEMENT_NODE) fresh.add(node);
          else if (element.matches(TEXTS)) words(element);
        }
      }
    }
    for (const root of fresh) {
      if (!root.isConnected || !(root === document.body || root.closest("#root, body > div"))) continue;
      speak(root);
      for (const chart of root.querySelectorAll("[data-testid=stVegaLiteChart]")) drawn.add(chart);
    }
    charts(drawn);
    links();
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTES, "lang", "href"],
  });
})();
