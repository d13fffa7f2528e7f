/* Signing in leads away and back to the bare address: what somebody came for, page, choices and language, is kept in this
   tab alone and opened then. Only an address of this very site is ever kept. */
(() => {
  "use strict";
  const KEY = "sd-came-for", LONG = 15 * 60 * 1000;
  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      return null;
    }
  };
  const found = kept();
  if (found && location.pathname === "/" && !location.search) {
    sessionStorage.removeItem(KEY);
    const wanted = new URL(found.address, location.origin);
    if (Date.now() - found.at < LONG && wanted.origin === location.origin && wanted.pathname + wanted.search !== "/")
      location.replace(wanted.pathname + wanted.search);
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[class*=st-key-with-] button")) return;
    sessionStorage.setItem(KEY, JSON.stringify({ address: location.pathname + location.search, at: Date.now() }));
  }, true);
})();
