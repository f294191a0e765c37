// Copying: the WeChat body as rich text with its pictures inside it, and plain texts. Without script one selects by hand.
"use strict";

const status = document.querySelector("[data-copied]");

function say(text) {
  status.textContent = text;
  status.hidden = false;
}

// The copy event works at a plain http address too, and leaves every style as it is; the clipboard API stands in for it.
function put(kinds) {
  const write = (event) => {
    event.preventDefault();
    for (const [kind, text] of Object.entries(kinds)) event.clipboardData.setData(kind, text);
  };
  document.addEventListener("copy", write, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", write);
  return done;
}

async function copy(kinds) {
  if (put(kinds)) return true;
  if (!window.ClipboardItem || !navigator.clipboard) return false;
  const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]).then(() => true, () => false);
}

for (const button of document.querySelectorAll("[data-copy-text]")) {
  const source = document.getElementById(button.dataset.copyText);
  button.hidden = false;
  button.addEventListener("click", async () => {
    say((await copy({ "text/plain": source.value })) ? "已复制。" : "没有复制成功，请选中后按 Ctrl+C。");
  });
}

// The editor cannot fetch pictures from the desk, so they travel inside the text.
async function carried(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error("picture");
  const bytes = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(bytes);
  });
}

const frame = document.querySelector("[data-body]");
const button = document.querySelector("[data-copy-body]");

async function prepare() {
  const shown = frame.contentDocument && frame.contentDocument.querySelector("body > section");
  if (!shown || button.dataset.ready) return;
  button.dataset.ready = "1";
  const text = shown.innerText;
  const addresses = [...new Set([...shown.querySelectorAll("img")].map((image) => image.getAttribute("src")))];
  const made = await Promise.allSettled(addresses.map(carried));
  const missing = made.filter((one) => one.status === "rejected").length;
  const html = made.reduce(
    (body, one, at) => (one.status === "fulfilled" ? body.replaceAll(`src="${addresses[at]}"`, () => `src="${one.value}"`) : body),
    shown.outerHTML,
  );
  button.addEventListener("click", async () => {
    if (!(await copy({ "text/html": html, "text/plain": text }))) {
      say("浏览器没有让复制成功：请单独打开正文，全选后按 Ctrl+C。");
      return;
    }
    const rest = missing ? `有 ${missing} 张图片没有带上，请从图文包里补。` : "";
    say(`已复制为富文本，请到公众号后台的编辑器里粘贴。${rest}`);
    fetch(button.dataset.report, { method: "POST", headers: { "X-CSRFToken": button.dataset.token } });
  });
  button.disabled = false;
}

if (frame && button) {
  button.hidden = false;
  frame.addEventListener("load", prepare);
  prepare();
}
