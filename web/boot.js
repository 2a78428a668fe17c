// Runs before Streamlit's own script.
//
// Where the server is: every page stands directly under the root, so Streamlit need not try the page's own
// path first (two requests that fail).
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };

// The page's own print button: Streamlit has none that stands on the page. The page is laid out at a sheet's width first
// (style.css, .paper), and printed when its charts and tables have been drawn at that width.
addEventListener("click", (event) => {
  if (!event.target.closest?.(".st-key-print button")) return;
  document.documentElement.classList.add("paper");
  setTimeout(() => print(), 1500);
});
// A sheet is 1046 px wide within its margins: what is wider is made smaller, since charts and tables keep the size that
// they were drawn at.
addEventListener("beforeprint", () => {
  const page = document.querySelector("[data-testid=stMainBlockContainer] > *");
  const wide = page ? page.getBoundingClientRect().width : 0;
  document.documentElement.style.setProperty("--paper", wide > 1046 ? String(1046 / wide) : "1");
});
addEventListener("afterprint", () => document.documentElement.classList.remove("paper"));

// A button that opens a drawer says so in the page's one field for it (pages/draw/asking.py), as if it had been typed there.
const ask = (name, patience = 100) => {
  const field = document.querySelector(".st-key-asked input");
  if (!field) {
    // The page is still being drawn: the field is its last part.
    if (patience) setTimeout(() => ask(name, patience - 1), 100);
    return;
  }
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, `${name} ${performance.now()}`);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })));
};
addEventListener("click", (event) => {
  const name = event.target.closest?.("[data-ask]")?.dataset.ask;
  if (name) ask(name);
});

// Logging in and out happens in this tab, whatever Streamlit's links do; the reader comes back to this very view.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const path = link && new URL(link.href, location.href).pathname;
  if (path !== "/login" && path !== "/logout") return;
  event.preventDefault();
  location.href = path === "/login" ? `/login?next=${encodeURIComponent(location.pathname + location.search)}` : path;
}, true);

// A project's page opens in this tab, so that «back» leads to the list or figure it was opened from, with its filters: from
// texts, and from tables, whose cells open a window. In a table the keyboard enters the cell with Enter, and the page with
// a second one; a finger only chooses the cell, which is told by what the table writes for those who do not see it.
(() => {
  const leads = (address) => {
    const url = address && new URL(address, location.href);
    return url && url.origin === location.origin && ["/project", "/projects"].includes(url.pathname) ? url.href : "";
  };
  addEventListener("click", (event) => {
    // Not the sidebar's link to the list: Streamlit opens that itself, and keeps the filters.
    const link = event.target.closest?.("a[href]:not([data-testid$=NavLink])");
    const page = link && leads(link.getAttribute("href"));
    if (!page || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.href = page;
  }, true);
  const open = window.open;
  window.open = (address, ...more) => {
    const page = leads(address);
    if (!page) return open.call(window, address, ...more);
    location.href = page;
    return null;
  };
  addEventListener("keydown", (event) => {
    const link = event.key === "Enter" && document.querySelector("#portal a[href]");
    const page = link && leads(link.getAttribute("href"));
    if (page) location.href = page;
  }, true);
  addEventListener("pointerup", (event) => {
    const table = event.pointerType === "touch" && event.target.closest?.("[data-testid=stDataFrame]");
    if (!table) return;
    setTimeout(() => {
      const page = leads(table.querySelector("[role=gridcell][aria-selected=true]")?.textContent);
      if (page) location.href = page;
    }, 700);
  }, true);
})();

// Light or dark by the link's `theme`: Streamlit has no such parameter and reads a reader's choice from
// local storage, kept by path. A change of the parameter tells it the new one; only back to the system's the page is
// loaded anew.
(() => {
  const replace = history.replaceState;
  const names = {/* labels */};
  const wanted = () => names[new URLSearchParams(location.search).get("theme")] || "System";
  const keep = () => {
    const key = `stActiveTheme-${location.pathname}-v2`;
    if (wanted() === "System") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(wanted()));
  };
  keep();
  const themes = {/* themes */};
  let drawn = wanted();
  const follow = () => {
    if (wanted() === drawn) return;
    keep();
    drawn = wanted();
    if (!themes[drawn]) {
      location.reload();
      return;
    }
    // From another base on Streamlit takes it at once; a name of its own would be looked for among its own themes.
    const told = { type: "SET_CUSTOM_THEME_CONFIG", themeName: `Own ${drawn}`, themeInfo: themes[drawn] };
    postMessage({ stCommVersion: 1, ...told }, location.origin);
  };

  // A change of language puts each filter's new label into the address one by one: one step back must undo
  // them all, so what follows the change within a moment replaces its history entry.
  const language = () => new URLSearchParams(location.search).get("lang");
  const declare = () => {
    document.documentElement.lang = language() === "EN" ? "en" : "zh-CN";
  };
  let spoken = language();
  let changed = -Infinity;
  const moment = 2000;

  addEventListener("popstate", () => {
    spoken = language();
    declare();
    follow();
  });
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...args) {
      const path = location.pathname;
      const follows = performance.now() - changed < moment && new URL(args[2] ?? "", location.href).pathname === path;
      const result = (follows ? replace : original).apply(this, args);
      if (language() !== spoken) {
        spoken = language();
        changed = performance.now();
        declare();
      }
      follow();
      return result;
    };
  }
})();
