// Comfort for the plan pages; everything works without it.
"use strict";

const choose = (id) => {
  document.querySelectorAll(".chosen").forEach((old) => old.classList.remove("chosen"));
  for (const name of [`q-${id}`, `p-${id}`]) {
    const found = document.getElementById(name);
    if (!found) continue;
    const folded = found.closest("details");
    if (folded) folded.open = true;
    found.classList.add("chosen");
    found.scrollIntoView({ block: "center" });
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#q-"], a[href^="#p-"]');
  if (!link) return;
  event.preventDefault();
  const hash = link.getAttribute("href");
  history.replaceState(null, "", hash);
  choose(hash.slice(3));
});

if (/^#[pq]-\d+$/.test(location.hash)) choose(location.hash.slice(3));

const waiting = document.getElementById("waiting");
if (waiting) {
  const look = async () => {
    const answer = await fetch(waiting.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const found = await answer.json();
    if (found.state === "read" || found.state === "refused") {
      location.reload();
      return;
    }
    const bar = waiting.querySelector("progress");
    if (found.total) {
      bar.max = found.total;
      bar.value = found.done;
    }
    waiting.querySelector(".state").textContent =
      found.label + (found.total ? `：第 ${found.done} 页，共 ${found.total} 页` : "");
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
}
