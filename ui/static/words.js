/* Streamlit's own English on Japanese pages. The words stand in the document (#sd-words), from text/*.toml [streamlit]:
   English to Japanese, where * stands for whatever is there, and English of ours where Streamlit's is for programmers. Text of ours (.sd) is never touched.
   It also keeps <html lang> what the page says it is when the language is switched without loading anew, marks the group
   of the menu that holds the page, and takes the part of a list off the grouped page menu of narrow screens, whose
   groups Streamlit sets between its list items. */
(() => {
  "use strict";
  const ATTRIBUTES = ["aria-label", "title", "alt", "placeholder", "aria-valuetext", "aria-description"];
  const SKIPPED = ".sd, .stPlotlyChart, [data-testid=stIconMaterial], script, style";
  const words = JSON.parse(document.getElementById("sd-words").textContent);
  const escape = (text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "(.+)");
  const rules = (pairs) => pairs.map(([from, to]) => [new RegExp(`^${escape(from)}$`), to]);
  const better = words.filter(([, , ours]) => ours);
  const tables = {
    ja: rules([...words, ...better.map(([, ja, ours]) => [ours, ja])]),
    en: rules([...words.map(([en, ja, ours]) => [ja, ours || en]), ...better.map(([en, , ours]) => [en, ours])]),
  };

  const said = (text) => {
    const lang = document.documentElement.lang;
    const plain = text.trim();
    if (!plain) return null;
    for (const [pattern, to] of tables[lang] || []) {
      const found = plain.match(pattern);
      if (!found) continue;
      const rest = found[1] === undefined ? "" : (lang === "ja" && said(found[1])) || found[1];
      return text.replace(plain, () => to.replace("*", () => rest));
    }
    return null;
  };
  const texts = (node) => {
    const to = said(node.nodeValue);
    if (to !== null && to !== node.nodeValue && !node.parentElement?.closest(SKIPPED)) node.nodeValue = to;
  };
  const attributes = (element) => {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const to = value && said(value);
      if (to && to !== value) element.setAttribute(name, to);
    }
  };
  const unlisted = (element) => {
    if (element.closest("[data-testid=stSidebarNavItems]") && (element.tagName === "UL" || element.tagName === "LI"))
      element.setAttribute("role", "none");
  };
  const walk = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return texts(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(SKIPPED)) return undefined;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) texts(node);
      else { attributes(node); unlisted(node); }
    }
    return undefined;
  };
  const language = () => {
    const lang = document.querySelector(".sd-language")?.dataset.lang;
    if (!lang || lang === document.documentElement.lang) return;
    document.documentElement.lang = lang;
    walk(document.body);
  };
  const group = () => {
    const name = document.querySelector(".sd-language")?.dataset.group;
    for (const each of document.querySelectorAll("[data-testid=stTopNavSection]")) {
      const here = Boolean(name) && each.textContent.trim().startsWith(name);
      if (here !== (each.getAttribute("aria-current") === "true"))
        here ? each.setAttribute("aria-current", "true") : each.removeAttribute("aria-current");
    }
  };
  const changed = (mutations) => {
    language();
    group();
    for (const mutation of mutations) {
      if (mutation.type === "childList") mutation.addedNodes.forEach(walk);
      else if (mutation.type === "characterData") texts(mutation.target);
      else attributes(mutation.target);
    }
  };
  const watch = { childList: true, subtree: true, characterData: true, attributes: true };
  new MutationObserver(changed).observe(document.body, { ...watch, attributeFilter: [...ATTRIBUTES, "data-lang", "data-group"] });
  walk(document.body);
})();
