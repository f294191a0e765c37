// Comfort over pages that work without it: checks as you type, jumping to a finding, one-click fixes, autosave.
import { countMarkdown } from "./wordcount.js";

const PAUSE = 700;
const KEPT = "desk-unsaved:";
const SENT = "desk-sent";
const UNKEPT = new Set(["csrf_token", "base", "note"]);

// Offsets from the server count code points; the text area counts UTF-16 units.
const units = (text, points) => Array.from(text).slice(0, points).join("").length;

const fieldsOf = (form) => {
  const kept = {};
  for (const [name, value] of new FormData(form)) {
    if (UNKEPT.has(name) || typeof value !== "string") continue;
    (kept[name] ||= []).push(value.replace(/\r\n?/g, "\n").trim());
  }
  return kept;
};

const store = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(KEPT + key)); } catch { return null; }
  },
  write(key, value) {
    try { localStorage.setItem(KEPT + key, JSON.stringify(value)); } catch { /* a full or forbidden store is no reason to stop typing */ }
  },
  drop(key) {
    try { localStorage.removeItem(KEPT + key); } catch { /* as above */ }
  },
};

// The text of a form: CodeMirror where it was installed, the plain text area otherwise. Offsets are code points.
const surfaces = new WeakMap();
const surfaceOf = (form) => {
  if (!surfaces.has(form)) surfaces.set(form, form.dataset.check ? openSurface(form) : null);
  return surfaces.get(form);
};
const openSurface = (form) => {
  const area = form.elements.text;
  const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  const rich = window.DeskCodeMirror?.attach(area, { nonce: form.dataset.nonce, onChange: changed });
  if (!rich) {
    return {
      place: area,
      own: false,
      set(words) { area.value = words; },
      replace(start, end, words) { area.setRangeText(words, units(area.value, start), units(area.value, end), "end"); changed(); },
      insert(words) { area.setRangeText(words, area.selectionStart, area.selectionEnd, "end"); changed(); },
      show() {},
      reveal(start, end) { select(area, start, end); },
    };
  }
  const place = area.nextElementSibling;
  const surface = {
    place,
    own: false,
    set(words) { rich.replace(0, Array.from(rich.text()).length, words); },
    replace: rich.replace,
    insert(words) {
      // CodeMirror inserts at its own cursor what is pasted into it.
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", words);
      surface.own = true;
      place.querySelector(".cm-content").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      surface.own = false;
    },
    show: rich.show,
    reveal: rich.reveal,
  };
  return surface;
};

const fill = (form, kept) => {
  for (const control of form.elements) {
    if (!control.name || UNKEPT.has(control.name)) continue;
    const values = kept[control.name] || [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else if (values.length && control.type !== "submit") control.value = values[0];
  }
  if (kept.text) surfaceOf(form)?.set(kept.text[0]);
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

const keep = (form) =>
  store.write(form.dataset.autosave, { at: Date.now(), base: form.elements.base?.value, fields: fieldsOf(form) });

// The editor is where a sheet that was taken leads to: what was kept of that sheet is no longer needed.
const forgetTaken = () => {
  const taken = sessionStorage.getItem(SENT);
  if (taken && document.querySelector("form[data-check]")) {
    if (!taken.startsWith("story:")) store.drop(taken);
    sessionStorage.removeItem(SENT);
  }
};

const take = (form, kept) => {
  fill(form, kept.fields);
  // An edit begun on an older revision stays one: saving it shows both texts instead of overwriting.
  if (kept.base && form.elements.base) form.elements.base.value = kept.base;
};

const autosave = (form) => {
  const key = form.dataset.autosave;
  const offer = form.querySelector("[data-restore]");
  const kept = store.read(key);
  const same = kept && JSON.stringify(kept.fields) === JSON.stringify(fieldsOf(form));
  if (same) store.drop(key);
  if (kept && !same && offer) {
    const when = offer.querySelector("[data-restore-when]");
    if (when) when.textContent = new Date(kept.at).toLocaleString("zh-CN");
    offer.hidden = false;
    offer.querySelector("[data-restore-take]").addEventListener("click", () => { take(form, kept); offer.hidden = true; });
    offer.querySelector("[data-restore-drop]").addEventListener("click", () => { store.drop(key); offer.hidden = true; });
  }
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; keep(form); }, PAUSE);
  });
  // A window that closes in mid-typing keeps the last keys too.
  addEventListener("pagehide", () => { if (timer) keep(form); });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
    // Kept until the page comes back with the saved text: a lost session loses no text.
    keep(form);
    sessionStorage.setItem(SENT, key);
  });
};

const select = (control, from, to) => {
  const [start, end] = [units(control.value, from), units(control.value, to)];
  control.focus();
  control.setSelectionRange(start, end);
  if (control.tagName !== "TEXTAREA") return;
  const style = getComputedStyle(control);
  const perLine = Math.max(10, Math.floor(control.clientWidth / (parseFloat(style.fontSize) || 16)));
  const rows = (sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine));
  const above = control.value.slice(0, start).split("\n").reduce(rows, 0);
  control.scrollTop = Math.max(0, (above - 4) * (parseFloat(style.lineHeight) || 28));
};

const jump = (form, { field, start, end }) => {
  if (field === "text") surfaceOf(form).reveal(Number(start), Number(end));
  else if (form.elements[field]) select(form.elements[field], Number(start), Number(end));
};

const mend = (form, { field, start, end, replacement }) => {
  if (field === "text") {
    surfaceOf(form).replace(Number(start), Number(end), replacement);
    return;
  }
  const control = form.elements[field];
  if (!control) return;
  control.setRangeText(replacement, units(control.value, Number(start)), units(control.value, Number(end)), "end");
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

// 字数 at every key, also while the server cannot be reached: the same counter as the server's.
const counting = (form) => {
  const live = form.querySelector("[data-live]");
  const { low, high, least, most } = live.dataset;
  const count = () => {
    const words = countMarkdown(form.elements.text.value).word_count;
    live.querySelector("b").textContent = words;
    const standing = words >= low && words <= high ? "ok" : words >= least && words <= most ? "near" : "beyond";
    live.className = `count ${standing}`;
  };
  form.addEventListener("input", count);
  count();
};

const LOST = "登录已过期，请在新窗口登录后再试；文字已留在本机。";
const NO_LINE = "暂时连不上检查服务，文字已留在本机。";
const isSignIn = (answer) => answer.redirected && new URL(answer.url).pathname === "/sign-in";
const isJson = (answer) => (answer.headers.get("Content-Type") || "").includes("json");

// After a sign-in in another window this page's token is an old one: the page itself is asked for the new one.
const renewed = async (form) => {
  const answer = await fetch(form.dataset.page);
  if (!answer.ok || isSignIn(answer)) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-check] [name=csrf_token]");
  if (!fresh) return false;
  for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = fresh.value;
  return true;
};

// POST as the signed-in person, once more with a new token where the old one was refused. Gives null for a lost session.
const ask = async (form, address, bodyOf, signal) => {
  const send = () => fetch(address, { method: "POST", body: bodyOf(), signal, headers: { Accept: "application/json" } });
  const answer = await send();
  if (isJson(answer)) return answer;
  if (answer.status !== 400 && answer.status !== 401 && answer.status !== 403 && !isSignIn(answer)) throw new Error(String(answer.status));
  if (!(await renewed(form))) return null;
  const again = await send();
  if (!isJson(again)) throw new Error(String(again.status));
  return again;
};

// From the last to the first, so that those still to come stay where they were found.
const mendAll = (form, buttons) => {
  const fixes = buttons.map((button) => button.dataset).sort((one, other) => other.start - one.start);
  let before = Infinity;
  for (const fix of fixes) {
    if (Number(fix.end) > before) continue;
    before = Number(fix.start);
    mend(form, fix);
  }
};

const checking = (form) => {
  surfaceOf(form);
  form.classList.add("scripted");
  const panel = form.querySelector("[data-panel]");
  const preview = document.querySelector("[data-preview]");
  const status = form.querySelector("[data-status]");
  let timer = 0;
  let running = null;
  let lost = false;
  const check = async () => {
    running?.abort();
    running = new AbortController();
    status.textContent = "检查中…";
    try {
      const answer = await ask(form, form.dataset.check, () => new FormData(form), running.signal);
      lost = answer === null;
      if (lost) {
        status.textContent = LOST;
        return;
      }
      const found = await answer.json();
      panel.innerHTML = found.panel;
      preview.innerHTML = found.preview;
      // What is said of the text as a whole stands in the list; marking it would underline everything.
      const whole = Array.from(form.elements.text.value.trimEnd()).length;
      surfaceOf(form).show(found.findings.filter((one) => one.end > one.start && one.end - one.start < whole));
      status.textContent = found.errors ? `${found.errors} 处错误` : "没有错误";
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = NO_LINE;
    }
  };
  // What was found no longer stands where it stood: the next offsets come with the next check.
  const rest = () => { for (const button of panel.querySelectorAll("button.fix")) button.disabled = true; };
  form.addEventListener("input", () => { rest(); clearTimeout(timer); timer = setTimeout(check, PAUSE); });
  addEventListener("focus", () => { if (lost) check(); });
  if (window.DeskCodeMirror) check();
  const asked = /^#(title|summary|text):(\d+)-(\d+)$/.exec(location.hash);
  if (asked) jump(form, { field: asked[1], start: asked[2], end: asked[3] });
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-field], button[data-all]");
    if (!button) return;
    if (button.dataset.all) mendAll(form, Array.from(panel.querySelectorAll("button.fix")).filter((one) => one.dataset.rule === button.dataset.all));
    else if (button.classList.contains("fix")) mend(form, button.dataset);
    else jump(form, button.dataset);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(); }
  });
};

// Pictures pasted or dropped into the text go into the library and become a revision's attachment at once.
const pictures = (form) => {
  const surface = surfaceOf(form);
  const status = form.querySelector("[data-attach-status]");
  const send = async (file) => {
    const bodyOf = () => {
      const body = new FormData();
      body.set("csrf_token", form.elements.csrf_token.value);
      body.set("base", form.elements.base.value);
      body.set("change", "attach");
      body.set("file", file, file.name || "粘贴的图片.png");
      return body;
    };
    status.textContent = `正在上传 ${file.name || "图片"}…`;
    const answer = await ask(form, form.dataset.attach, bodyOf);
    if (!answer) {
      status.textContent = `没有传上去：${LOST}`;
      return;
    }
    const said = await answer.json();
    if (!answer.ok) {
      status.textContent = `没有传上去：${said.message}`;
      return;
    }
    form.elements.base.value = said.base;
    for (const place of document.querySelectorAll("[data-attached]")) place.textContent = said.count;
    if (said.markdown) surface.insert(`\n\n${said.markdown}\n\n`);
    const known = said.known ? "素材库里已有这个文件，用的是原来那份。" : "";
    const place = said.markdown ? "已附上并放进正文，图说到附件页点“填写图说”。" : "已附上，列在附件页；视频、音频和文档不放进正文。";
    status.textContent = known + place;
  };
  const sendAll = async (files) => {
    // One after another: each is a revision that the next one builds upon.
    for (const file of files) {
      try { await send(file); } catch { status.textContent = "没有传上去：网络不通或文件太大，请稍后再试。"; return; }
    }
  };
  // A paste from Word or WPS goes through the server, which leaves its rubbish behind.
  const clean = async (html, plain) => {
    const bodyOf = () => {
      const body = new FormData();
      body.set("csrf_token", form.elements.csrf_token.value);
      body.set("html", html);
      return body;
    };
    let words = plain;
    try {
      const answer = await ask(form, form.dataset.paste, bodyOf);
      if (answer?.ok) {
        const got = await answer.json();
        words = got.markdown || plain;
        if (got.said) status.textContent = got.said;
      }
    } catch { /* the plain words are better than none */ }
    surface.insert(words);
  };
  // Captured, so that these come before CodeMirror's own.
  surface.place.addEventListener("paste", (event) => {
    if (surface.own) return;
    const html = event.clipboardData?.getData("text/html") || "";
    if (/mso-|MsoNormal|urn:schemas-microsoft-com|<table|<h[1-6]/i.test(html)) {
      event.preventDefault();
      event.stopPropagation();
      clean(html, event.clipboardData.getData("text/plain"));
      return;
    }
    const files = Array.from(event.clipboardData?.files || []);
    if (files.length && !event.clipboardData.getData("text/plain")) { event.preventDefault(); event.stopPropagation(); sendAll(files); }
  }, true);
  surface.place.addEventListener("dragover", (event) => {
    if (Array.from(event.dataTransfer.types).includes("Files")) { event.preventDefault(); surface.place.classList.add("dropping"); }
  });
  surface.place.addEventListener("dragleave", () => surface.place.classList.remove("dropping"));
  surface.place.addEventListener("drop", (event) => {
    surface.place.classList.remove("dropping");
    const files = Array.from(event.dataTransfer.files);
    if (files.length) { event.preventDefault(); event.stopPropagation(); sendAll(files); }
  }, true);
};

forgetTaken();
for (const page of document.querySelectorAll("[data-forget]")) store.drop(page.dataset.forget);
for (const form of document.querySelectorAll("form[data-check]")) {
  counting(form);
  checking(form);
}
for (const form of document.querySelectorAll("form[data-autosave]")) autosave(form);
for (const form of document.querySelectorAll("form[data-attach]")) pictures(form);
