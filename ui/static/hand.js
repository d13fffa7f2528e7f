/* Handing out in the browser, without anybody else: a chart as SVG or PNG with its title and source, and the address
   of exactly this view. Buttons carry what they do (data-save, data-copy); one listener serves all of them. */
(() => {
  "use strict";
  const SPACE = "http://www.w3.org/2000/svg";
  const TITLE = 44, FOOT = 34, SIDE = 16, SCALE = 2;
  const FONT = "'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, sans-serif";

  const chartBefore = (button) =>
    [...document.querySelectorAll(".js-plotly-plot")]
      .filter((plot) => plot.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING)
      .pop();
  const made = (name, attributes, words) => {
    const element = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (words) element.textContent = words;
    return element;
  };
  const fitted = (words, width, size) => {
    const wide = [...words].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x7f ? size : size * 0.58), 0);
    return wide > width ? { textLength: width, lengthAdjust: "spacingAndGlyphs" } : {};
  };
  const drawing = (plot, button) => {
    const { width, height } = plot.getBoundingClientRect();
    const app = getComputedStyle(document.querySelector(".stApp"));
    const whole = made("svg", { xmlns: SPACE, width: width + 2 * SIDE, height: height + TITLE + FOOT, "font-family": FONT });
    whole.append(made("title", {}, button.dataset.title), made("rect", { width: "100%", height: "100%", fill: app.backgroundColor }));
    const head = { x: SIDE, y: 28, "font-size": 16, "font-weight": 700, fill: app.color };
    whole.append(made("text", { ...head, ...fitted(button.dataset.title, width, 16) }, button.dataset.title));
    for (const layer of plot.querySelectorAll("svg.main-svg")) {
      const copy = layer.cloneNode(true);
      copy.querySelectorAll(".hoverlayer, .drag, .draglayer").forEach((part) => part.remove());
      copy.setAttribute("x", SIDE);
      copy.setAttribute("y", TITLE);
      copy.style.background = "none";
      whole.append(copy);
    }
    const foot = { x: SIDE, y: height + TITLE + 20, "font-size": 11, fill: app.color };
    whole.append(made("text", { ...foot, ...fitted(button.dataset.foot, width, 11) }, button.dataset.foot));
    return whole;
  };
  const keep = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const save = (button) => {
    const plot = chartBefore(button);
    if (!plot) return;
    const picture = drawing(plot, button);
    const text = new XMLSerializer().serializeToString(picture);
    const name = button.dataset.title.replace(/[\\/:*?"<>|\s]+/g, "-");
    const drawn = new Blob([text], { type: "image/svg+xml;charset=utf-8" });
    if (button.dataset.save === "svg") return keep(drawn, `${name}.svg`);
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = SCALE * Number(picture.getAttribute("width"));
      canvas.height = SCALE * Number(picture.getAttribute("height"));
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => keep(blob, `${name}.png`), "image/png");
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };
  const older = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  const copy = async (button) => {
    const address = `${location.origin}${location.pathname}?${button.dataset.copy}`;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      older(address);
    }
    const said = button.parentElement.querySelector("[role=status]");
    if (said) said.textContent = button.dataset.done;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-save], [data-copy]");
    if (!button) return;
    if (button.dataset.save) save(button);
    else copy(button);
  });
})();
