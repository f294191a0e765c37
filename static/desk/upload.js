// Sends each chosen file in pieces, shows how far it is, and goes on where it stopped after a cut or a closed browser.
// Without this script the form sends one file whole.
(() => {
  "use strict";
  const PIECE = 4 * 1024 * 1024;
  const WAITS = [1000, 3000, 10000, 30000];
  const form = document.querySelector("form.upload");
  if (!form || !window.fetch || !window.Blob) return;
  const list = form.querySelector(".progress");
  const chooser = form.querySelector("input[type=file]");
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const key = (file) => `upload:${file.name}:${file.size}:${file.lastModified}:${organisation()}`;
  const organisation = () => form.elements.organisation_id.value;
  const remembered = (file) => { try { return localStorage.getItem(key(file)); } catch { return null; } };
  const remember = (file, url) => { try { url ? localStorage.setItem(key(file), url) : localStorage.removeItem(key(file)); } catch { /* not kept: the upload begins anew next time */ } };

  class Refused extends Error { constructor(words, keep) { super(words); this.keep = keep; } }

  async function ask(url, options) {
    const headers = { "X-CSRFToken": form.elements.csrf_token.value, ...(options.headers || {}) };
    const answer = await fetch(url, { credentials: "same-origin", redirect: "error", ...options, headers });
    const body = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (answer.status === 409 && "received" in body) return body;
    if (answer.status >= 500 || body.busy) throw new Error("busy");
    if (!answer.ok) throw new Refused(body.message || "没有传上去：请重新登录后再传，已传的部分会接着传。", answer.status === 403);
    return body;
  }

  async function begun(file) {
    const url = remembered(file);
    if (url) {
      try { return await ask(url, { method: "GET" }); } catch (error) { if (!(error instanceof Refused) || error.keep) throw error; remember(file, null); }
    }
    const body = new FormData();
    body.append("name", file.name); body.append("size", file.size); body.append("organisation_id", organisation());
    const state = await ask(form.dataset.uploads, { method: "POST", body });
    remember(file, state.url);
    return state;
  }

  async function sent(file, show) {
    let state = await patiently(() => begun(file), show);
    const { url } = state;
    for (;;) {
      while (state.received < file.size) {
        const from = state.received;
        const piece = file.slice(from, from + PIECE);
        const headers = { "Upload-Offset": String(from), "Content-Type": "application/octet-stream" };
        state = await patiently(() => ask(url, { method: "PATCH", body: piece, headers }), show);
        show(state.received / file.size);
      }
      const kept = await patiently(() => ask(`${url}/completion`, { method: "POST" }), show);
      if (!("received" in kept)) return kept;
      state = kept; // less had arrived than was thought, as after a crash of the server: on from there
    }
  }

  async function patiently(step, show) {
    for (let turn = 0; ; turn += 1) {
      try { return await step(); } catch (error) {
        if (error instanceof Refused || turn >= 20) throw error;
        show(null, "网络断了，正在重试……");
        await wait(WAITS[Math.min(turn, WAITS.length - 1)]);
      }
    }
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const said = document.createElement("span");
    name.textContent = file.name; bar.max = 1; bar.value = 0; bar.setAttribute("aria-label", file.name);
    item.append(name, bar, said); list.append(item);
    return {
      show(share, words) { if (share !== null) bar.value = share; said.textContent = words || `${Math.floor(bar.value * 100)}%`; },
      done(file) { bar.value = 1; said.textContent = file.known ? "素材库里已有这个文件 " : ""; const link = document.createElement("a"); link.href = file.url; link.textContent = file.known ? "看原来那份" : "写图说"; said.append(link); if (!file.known) shelve(file); },
      refused(words) { bar.remove(); said.textContent = words; item.classList.add("wrong"); },
    };
  }

  // The card of a new file goes to the head of the list, as the page itself would show it.
  function shelve(file) {
    let shelf = document.querySelector("ul.thumbs");
    if (!shelf) {
      shelf = document.createElement("ul"); shelf.className = "thumbs";
      const empty = document.querySelector("main > .empty");
      empty ? empty.replaceWith(shelf) : document.querySelector("main").append(shelf);
    }
    shelf.insertAdjacentHTML("afterbegin", file.card);
  }

  form.addEventListener("submit", async (event) => {
    const files = [...chooser.files];
    if (!files.length) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    for (const file of files) {
      const line = row(file);
      try {
        const kept = await sent(file, line.show);
        remember(file, null); line.done(kept);
      } catch (error) {
        if (error instanceof Refused && !error.keep) remember(file, null);
        line.refused(error instanceof Refused ? error.message : "没有传完：请检查网络后再点一次上传，会接着传。");
      }
    }
    chooser.value = ""; button.disabled = false;
  });
})();
