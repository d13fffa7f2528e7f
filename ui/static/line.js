/* The line to the server: when it is gone for more than a moment, a banner of ours says so in the page's language, with
   what to do; it goes away by itself once the line is back. Stands before Streamlit's script, whose socket it watches.
   The words stand in the document (#sd-lost), from text/*.toml [lost]. */
(() => {
  "use strict";
  const PATIENCE = 1500, LONG = 60000;
  const LINE = "/_stcore/stream";
  let open = 0, leaving = false, waiting, since;

  const words = () => {
    const all = JSON.parse(document.getElementById("sd-lost").textContent);
    return all[document.documentElement.lang] || all.en;
  };
  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const banner = () => document.querySelector(".sd-lost");
  const tell = () => {
    if (open > 0 || leaving || banner()) return;
    const said = words();
    const box = element("div", "sd-lost");
    box.setAttribute("role", "alert");
    box.setAttribute("data-react-aria-top-layer", "true");
    box.append(element("strong", "", said.title), element("p", "", said.what));
    const again = element("button", "sd-button", said.again);
    again.type = "button";
    again.addEventListener("click", () => location.reload());
    box.append(again);
    document.body.append(box);
    document.documentElement.classList.add("sd-line-lost");
    since = setTimeout(() => { box.querySelector("p").textContent = said.long; }, LONG);
  };
  const lost = () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, PATIENCE);
  };
  const back = () => {
    clearTimeout(waiting);
    clearTimeout(since);
    banner()?.remove();
    document.documentElement.classList.remove("sd-line-lost");
  };
  // Streamlit's own window would lie over the page, speak of Streamlit, and take the page away from the keyboard
  const theirs = () => {
    const titles = Object.values(JSON.parse(document.getElementById("sd-lost").textContent)).map((each) => each.theirs);
    for (const dialog of document.querySelectorAll("[data-testid=stDialog] [role=dialog]")) {
      if (!titles.includes(dialog.querySelector("h2")?.textContent.trim())) continue;
      dialog.querySelector("button")?.click();
      tell();
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(theirs).observe(document.body, { childList: true });
  });
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      if (!String(given[0]).includes(LINE)) return;
      let mine = false;
      this.addEventListener("open", () => { mine = true; open += 1; back(); });
      this.addEventListener("close", () => { if (mine) open -= 1; mine = false; if (open === 0) lost(); });
    }
  };
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
