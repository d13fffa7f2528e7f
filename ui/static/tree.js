/* Branches of the heat map: a unit's button shows or hides the rows below it, in place and without asking the server.
   Rows stand in the order of the tree and carry their level (data-level); what is below a closed branch stays hidden. */
(() => {
  "use strict";
  const levelOf = (row) => Number(row.dataset.level);
  const turn = (button) => {
    const unfolded = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(unfolded));
    const own = button.closest("tr");
    let closed = unfolded ? Infinity : levelOf(own) + 1;
    for (let row = own.nextElementSibling; row && levelOf(row) > levelOf(own); row = row.nextElementSibling) {
      if (levelOf(row) < closed) closed = Infinity;
      row.hidden = levelOf(row) >= closed || !unfolded;
      const branch = row.querySelector(".sd-branch");
      if (!row.hidden && branch && branch.getAttribute("aria-expanded") !== "true") closed = levelOf(row) + 1;
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".sd-branch");
    if (button) turn(button);
  });
})();
