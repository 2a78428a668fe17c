// What Streamlit says of its own: to screen readers, in fields without a choice, in its calendar. Where the page is
// Chinese so is that; each chart is called by its own words, each button by what it explains, the page's own link is
// marked as the current one. Streamlit sets these once, so they are set again whenever it draws.
(() => {
  const WORDS = Object.entries({/* words */});
  const EXPLAIN = {/* explain */};
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

  const charts = () => {
    for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart]")) {
      // The mark without a size that tells the chart (charts/drawing.py).
      const told = chart.querySelector('path[role="graphics-symbol"][d="M0,0h0v0h0Z"][aria-label]');
      if (told) say(chart, "aria-label", told.getAttribute("aria-label"));
    }
  };

  const buttons = () => {
    const explain = EXPLAIN[isChinese() ? "zh" : "en"];
    for (const button of document.querySelectorAll("[class*=st-key-ask_card_] button")) {
      const label = button.querySelector("p")?.innerText.trim();
      if (label) say(button, "aria-label", explain.replace("{name}", label));
    }
    for (const button of document.querySelectorAll("[class*=st-key-ask_panel_] button")) {
      let place = button.parentElement;
      while (place && !place.querySelector("h3")) place = place.parentElement;
      const title = place?.querySelector("h3")?.innerText.trim();
      // What is seen on the button stands first in its name.
      if (title) say(button, "aria-label", `${button.querySelector("p")?.innerText.trim()}${isChinese() ? "：" : ": "}${title}`);
    }
  };

  const links = () => {
    for (const link of document.querySelectorAll("[data-testid=stPageLink-NavLink]")) {
      const isHere = new URL(link.href, location.href).pathname === location.pathname;
      if (isHere) say(link, "aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };

  const speak = () => {
    for (const name of ATTRIBUTES) {
      for (const element of document.querySelectorAll(`#root [${name}]:not(svg *), body > div [${name}]:not(svg *)`)) {
        const now = element.getAttribute(name);
        const wanted = keep(element, name, now);
        if (wanted !== now) element.setAttribute(name, wanted);
      }
    }
    for (const element of document.querySelectorAll(TEXTS)) {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue.trim()) continue;
        const wanted = keep(node, "text", node.nodeValue);
        if (wanted !== node.nodeValue) node.nodeValue = wanted;
      }
    }
    charts();
    buttons();
    links();
  };

  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      speak();
    }, 150);
  };
  new MutationObserver(soon).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-label", "placeholder", "lang"],
  });
})();
