// Runs before Streamlit's own script.
//
// Where the server is: every page stands directly under the root, so Streamlit need not try the page's own
// path first (two requests that fail).
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };

// Light or dark by the link's `theme`: Streamlit has no such parameter and reads a reader's choice from
// local storage, kept by path. A change of the parameter loads the page anew.
(() => {
  const names = {/* labels */};
  const wanted = () => names[new URLSearchParams(location.search).get("theme")] || "System";
  const keep = () => {
    const key = `stActiveTheme-${location.pathname}-v2`;
    if (wanted() === "System") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(wanted()));
  };
  keep();
  const drawn = wanted();
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...args) {
      const result = original.apply(this, args);
      if (wanted() !== drawn) {
        keep();
        location.reload();
      }
      return result;
    };
  }
})();
