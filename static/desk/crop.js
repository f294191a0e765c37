// A box on the picture that is dragged or moved with the arrow keys; it writes the three numbers the form sends.
(() => {
  "use strict";
  const within = (value, most) => Math.min(Math.max(value, 0), Math.max(most, 0));

  function setUp(fieldset) {
    const [left, top, width] = ["left", "top", "width"].map((name) => fieldset.querySelector(`input[name$=_${name}]`));
    const frame = fieldset.querySelector(".frame");
    const picture = new Image();
    const box = document.createElement("div");
    const ratio = fieldset.dataset.height / fieldset.dataset.width;
    let at = { left: +fieldset.dataset.left, top: +fieldset.dataset.top, width: +fieldset.dataset.share };
    box.className = "box"; box.tabIndex = 0; box.setAttribute("role", "application");
    box.setAttribute("aria-label", "裁切框：方向键移动，加减号改大小");
    frame.append(picture, box);
    const height = () => (at.width * picture.naturalWidth * ratio) / picture.naturalHeight;

    function place(next, write) {
      at = { ...at, ...next };
      const tallest = picture.naturalHeight / (picture.naturalWidth * ratio);
      at.width = Math.min(Math.max(at.width, 0.1), 1, tallest);
      at.left = within(at.left, 1 - at.width); at.top = within(at.top, 1 - height());
      box.style.left = `${at.left * 100}%`; box.style.top = `${at.top * 100}%`;
      box.style.width = `${at.width * 100}%`; box.style.height = `${height() * 100}%`;
      if (write) { for (const [input, value] of [[left, at.left], [top, at.top], [width, at.width]]) input.value = (Math.floor(value * 1e4) / 100).toFixed(2); }
    }

    picture.addEventListener("load", () => { frame.hidden = false; fieldset.querySelector("[data-frame-hint]").hidden = false; place({}, false); });
    fieldset.querySelector("details").addEventListener("toggle", () => { if (!picture.src) picture.src = fieldset.dataset.picture; });
    box.addEventListener("pointerdown", (event) => {
      const start = { x: event.clientX, y: event.clientY, ...at };
      box.setPointerCapture(event.pointerId);
      const move = (now) => place({ left: start.left + (now.clientX - start.x) / frame.clientWidth, top: start.top + (now.clientY - start.y) / frame.clientHeight }, true);
      box.addEventListener("pointermove", move);
      box.addEventListener("pointerup", () => box.removeEventListener("pointermove", move), { once: true });
    });
    box.addEventListener("wheel", (event) => { event.preventDefault(); place({ width: at.width * (event.deltaY > 0 ? 0.95 : 1.05) }, true); }, { passive: false });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: { left: at.left - 0.01 }, ArrowRight: { left: at.left + 0.01 }, ArrowUp: { top: at.top - 0.01 }, ArrowDown: { top: at.top + 0.01 }, "+": { width: at.width + 0.02 }, "=": { width: at.width + 0.02 }, "-": { width: at.width - 0.02 } }[event.key];
      if (step) { event.preventDefault(); place(step, true); }
    });
  }

  document.querySelectorAll("fieldset.crop").forEach(setUp);
})();
