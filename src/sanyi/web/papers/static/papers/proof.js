// The two panes of the proofreading page: what is under the cursor or holds the focus in one is
// lit in the other. Arrow keys go from card to card; Enter opens the form of a card.
document.addEventListener("DOMContentLoaded", () => {
  const source = document.getElementById("source");
  const reading = document.getElementById("reading");
  if (!source || !reading) return;

  const pieces = new Map(); // key of a mark -> pieces of the source under it
  for (const piece of source.querySelectorAll("[data-marks]")) {
    for (const key of piece.dataset.marks.split(" ")) {
      if (!key) continue;
      if (!pieces.has(key)) pieces.set(key, []);
      pieces.get(key).push(piece);
    }
  }
  const onRight = (key) => document.querySelector(`[data-mark="${key}"]`);
  let lit = [];
  const light = (element, name) => {
    element.classList.add(name);
    lit.push([element, name]);
  };
  const clear = () => {
    for (const [element, name] of lit) element.classList.remove(name);
    lit = [];
  };
  const show = (pane, element) => {
    const box = pane.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    if (own.top < box.top + 40 || own.bottom > box.bottom) {
      pane.scrollTop += own.top - box.top - Math.min(90, box.height / 4);
    }
  };

  // from the reading: the entry is tinted, the part under the cursor is lit
  const fromReading = (element, scroll) => {
    clear();
    const part = element.closest("[data-mark]");
    if (!part) return;
    const card = element.closest(".proof-card");
    if (card) {
      light(card, "is-near");
      for (const piece of pieces.get(card.dataset.mark) || []) light(piece, "is-near");
    }
    const found = pieces.get(part.dataset.mark) || [];
    if (part !== card) {
      light(part, "is-lit");
      for (const piece of found) light(piece, "is-lit");
    }
    const first = found[0] || (card && (pieces.get(card.dataset.mark) || [])[0]);
    if (scroll && first) show(source, first);
  };

  // from the source: the widest mark is the entry, the narrowest what the cursor is on
  const fromSource = (piece, scroll) => {
    clear();
    const keys = piece.dataset.marks.split(" ").filter(Boolean);
    if (!keys.length) return;
    let target = null;
    for (const key of keys) {
      const element = onRight(key);
      if (!element) continue;
      const isCard = element.classList.contains("proof-card");
      light(element, isCard ? "is-near" : "is-lit");
      for (const other of pieces.get(key)) light(other, isCard ? "is-near" : "is-lit");
      target = element.closest(".proof-card") || element;
    }
    const folded = target && target.closest("details.proof-whole");
    if (folded) folded.open = true;
    if (scroll && target && reading.contains(target)) show(reading, target);
  };

  let waiting = 0;
  const soon = (act) => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(act, 90); // passing over does not make the other pane jump
  };
  document.addEventListener("mouseover", (event) => {
    const piece = event.target.closest("#source [data-marks]");
    if (piece) return soon(() => fromSource(piece, true));
    if (event.target.closest("form")) return undefined;
    if (event.target.closest("[data-mark]")) return soon(() => fromReading(event.target, true));
    return undefined;
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.classList.contains("source-begin")) {
      const piece = event.target.nextElementSibling;
      if (piece) fromSource(piece, true);
    } else if (event.target.closest("[data-mark]") && !event.target.closest("form")) {
      fromReading(event.target, true);
    }
  });

  const focusOn = (element) => {
    if (!element) return;
    element.focus({ preventScroll: true });
    show(reading.contains(element) ? reading : source, element);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".source-begin, .proof-number");
    if (!link) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    focusOn(target);
  });
  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    const own = here.matches(".proof-card") ? ".proof-card" : here.matches(".source-begin") ? ".source-begin" : "";
    if (!own) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...document.querySelectorAll(own)];
      const next = all[all.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        focusOn(next);
      }
    } else if (event.key === "Enter" && own === ".proof-card" && event.target === here) {
      const button = here.querySelector(".proof-correct");
      if (button) {
        event.preventDefault();
        button.click();
      }
    }
  });

  // after a form came or went, the focus stays where the person is
  document.addEventListener("htmx:afterSettle", (event) => {
    const form = event.target.querySelector && event.target.querySelector(".proof-form");
    if (form) {
      const first = form.querySelector("input:not([type=hidden]), select");
      if (first) first.focus();
    } else if (event.target.matches && event.target.matches(".proof-card")) {
      focusOn(event.target);
    }
  });
  for (const choice of document.querySelectorAll("input[name=view]")) {
    choice.addEventListener("change", () => {
      source.classList.toggle("is-accepted", choice.value === "accepted" && choice.checked);
    });
  }

  // words marked in the source become an entry: the link takes them along, from character to
  // character; without marked words, or without this, it leads to the form that asks for them
  const adding = document.getElementById("add-entry");
  const offset = (piece, node, place) => {
    const shown = node === piece.firstChild ? piece.textContent.slice(0, place) : place ? piece.textContent : "";
    return Number(piece.dataset.at) + shown.replaceAll("　｜　", "\t").length;
  };
  const marked = (range) => {
    const all = [...source.querySelectorAll(".piece")].filter((piece) => range.intersectsNode(piece));
    if (!all.length) return null;
    const [head, tail] = [all[0], all[all.length - 1]];
    const start = head.contains(range.startContainer) ? offset(head, range.startContainer, range.startOffset) : offset(head, head, 0);
    const end = tail.contains(range.endContainer) ? offset(tail, range.endContainer, range.endOffset) : offset(tail, tail, 1);
    return end > start ? { start, end } : null;
  };
  if (adding) {
    const [plain, asked] = [adding.textContent, adding.href];
    const follow = (found) => {
      adding.textContent = found ? adding.dataset.marked : plain;
      adding.href = found ? `${asked}?${new URLSearchParams(found)}` : asked;
      adding.classList.toggle("btn-primary", Boolean(found));
    };
    adding.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the words marked
    document.addEventListener("selectionchange", () => {
      const chosen = document.getSelection();
      if (!chosen.rangeCount || !source.contains(chosen.anchorNode)) return;
      follow(chosen.isCollapsed ? null : marked(chosen.getRangeAt(0)));
    });
  }
  const at = new URLSearchParams(window.location.search).get("at");
  const first = at && [...document.querySelectorAll(".proof-correct")].find(
    (link) => new URL(link.href).searchParams.get("id") === at);
  if (first) focusOn(first.closest(".proof-card"));
});
