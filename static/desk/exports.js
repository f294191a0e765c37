// Copying: the WeChat body as rich text with its pictures inside it, and plain texts. Without script one selects by hand.
"use strict";

const status = document.querySelector("[data-copied]");

function say(text) {
  status.textContent = text;
  status.hidden = false;
}

// A plain http address of a court's network has no clipboard API; the copy event works everywhere.
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
  if (window.ClipboardItem && navigator.clipboard && navigator.clipboard.write) {
    const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch (error) {
      if (error.name !== "NotAllowedError") throw error;
    }
  }
  return put(kinds);
}

for (const button of document.querySelectorAll("[data-copy-text]")) {
  const source = document.getElementById(button.dataset.copyText);
  button.hidden = false;
  button.addEventListener("click", async () => {
    say((await copy({ "text/plain": source.value })) ? "已复制。" : "没有复制成功，请选中后按 Ctrl+C。");
  });
}

// The editor cannot fetch pictures from the desk, so they travel inside the text.
async function carried(image) {
  const answer = await fetch(image.getAttribute("src"), { credentials: "same-origin" });
  if (!answer.ok) throw new Error("picture");
  const bytes = await answer.blob();
  await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { image.setAttribute("src", reader.result); resolve(); };
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
  const body = shown.cloneNode(true);
  const results = await Promise.allSettled([...body.querySelectorAll("img")].map(carried));
  const missing = results.filter((one) => one.status === "rejected").length;
  button.addEventListener("click", async () => {
    if (!(await copy({ "text/html": body.outerHTML, "text/plain": text }))) {
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
