// Runs before Streamlit's own script.
//
// Where the server is: every page stands directly under the root, so Streamlit need not try the page's own
// path first (two requests that fail).
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };

// The page's own print button: Streamlit has none that stands on the page.
addEventListener("click", (event) => {
  if (event.target.closest?.(".st-key-print button")) setTimeout(() => print());
});

// Logging in and out happens in this tab, whatever Streamlit's links do; the reader comes back to this very view.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const path = link && new URL(link.href, location.href).pathname;
  if (path !== "/login" && path !== "/logout") return;
  event.preventDefault();
  location.href = path === "/login" ? `/login?next=${encodeURIComponent(location.pathname + location.search)}` : path;
}, true);

// Light or dark by the link's `theme`: Streamlit has no such parameter and reads a reader's choice from
// local storage, kept by path. A change of the parameter loads the page anew.
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
  const drawn = wanted();

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
    if (wanted() !== drawn) {
      keep();
      location.reload();
    }
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
      if (wanted() !== drawn) {
        keep();
        location.reload();
      }
      return result;
    };
  }
})();
