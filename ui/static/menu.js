/* The menu of narrow screens: opening it leads into it, choosing a page closes it, and closing it leads back to the
   button that opens it. Streamlit does none of these; a closed menu is out of the way of the keyboard (shintodo.css). */
(() => {
  "use strict";
  const NARROW = 768, EVERY = 50, OFTEN = 40;
  const CLOSE = "[data-testid=stSidebarCollapseButton] button", OPEN = "[data-testid=stExpandSidebarButton]";
  const soon = (selector, act, left = OFTEN) => {
    const found = document.querySelector(selector);
    if (found) act(found);
    else if (left > 0) setTimeout(() => soon(selector, act, left - 1), EVERY);
  };
  const focus = (element) => element.focus({ preventScroll: true });

  document.addEventListener("click", ({ target }) => {
    if (target.closest(OPEN)) soon(CLOSE, focus);
    else if (target.closest(CLOSE)) soon(OPEN, focus);
    else if (target.closest("[data-testid=stSidebarNavLink]") && innerWidth < NARROW)
      setTimeout(() => document.querySelector(CLOSE)?.click(), EVERY);
  });
})();
