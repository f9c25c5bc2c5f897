// Search by name in both languages, whatever the page's language.

const SUGGESTED = 12;
let folded = null;

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// Names in one form, made when the reader first searches.
function foldedNames() {
  if (folded) return folded;
  const aliases = DATA.details ? DATA.details.map(([rows]) => rows.filter((row) => DATA.labelTerms.includes(row[0])).map((row) => term(row[1])).join("\n")) : null;
  folded = DATA.nodes.id.map((id, node) =>
    fold([DATA.nodes.en[node], DATA.nodes.zh[node], aliases?.[node] ?? "", id].join("\n")));
  return folded;
}

function find(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const words = wanted.split(/\s+/);
  const found = [];
  foldedNames().forEach((names, node) => {
    if (!words.every((word) => names.includes(word))) return;
    found.push([rankOf(names, wanted), -edgesOf[node].length, node]);
  });
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return found.map((row) => row[2]);
}

// The whole name first, then what begins with it or has a word that does, then what holds it, then its words apart.
function rankOf(names, wanted) {
  const at = names.indexOf(wanted);
  if (at < 0) return 3;
  if (names.split("\n").includes(wanted)) return 0;
  return at === 0 || /[\s(（]/.test(names[at - 1]) ? 1 : 2;
}

function drawSearch() {
  const before = byId("query")?.value ?? "";
  const list = make("ul", { id: "found", role: "listbox", hidden: true, "aria-label": say("search") });
  const input = make("input", {
    id: "query", type: "search", role: "combobox", placeholder: say("search"), "aria-label": say("search"),
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found", autocomplete: "off", spellcheck: "false",
    on: { input: suggest, keydown: searchKeys, click: suggest, blur: () => setTimeout(closeFound, 150) },
  });
  input.value = before;
  replace(byId("search"), input, list);
}

function suggest() {
  const list = byId("found");
  const text = byId("query").value;
  const nodes = find(text);
  list.hidden = !text.trim();
  byId("query").setAttribute("aria-expanded", String(!list.hidden));
  byId("query").removeAttribute("aria-activedescendant");
  if (list.hidden) return;
  const items = nodes.slice(0, SUGGESTED).map((node, turn) => make("li", {
    id: "found-" + turn, role: "option", "aria-selected": "false", "data-node": node,
    on: { mousedown: (event) => { event.preventDefault(); take(node); } },
  }, shapeIcon(groupOf(node)), make("span", {}, isolated(label(node)),
    make("small", {}, isolated([otherLabel(node), className(node)].filter(Boolean).join(" · "))))));
  if (!items.length) items.push(make("li", { role: "option", "aria-selected": "false", "aria-disabled": "true", class: "none", text: say("noMatch") }));
  replace(list, items);
  announce(nodes.length ? say("results", count(nodes.length)) : say("noMatch"));
}

function searchKeys(event) {
  const options = [...byId("found").querySelectorAll("[data-node]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (byId("found").hidden) suggest();
    mark(options, (at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % (options.length || 1));
  } else if (event.key === "Enter") {
    event.preventDefault();
    const chosen = options[at] ?? options[0];
    if (chosen) take(Number(chosen.dataset.node));
  } else if (event.key === "Escape" && byId("query").value) {
    event.preventDefault(); // first the names that were found go, then the text
    if (byId("found").hidden) byId("query").value = "";
    closeFound();
  }
}

function mark(options, at) {
  options.forEach((option, turn) => option.setAttribute("aria-selected", String(turn === at)));
  if (!options[at]) return;
  byId("query").setAttribute("aria-activedescendant", options[at].id);
  options[at].scrollIntoView({ block: "nearest" });
}

function closeFound() {
  byId("found").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
}

function take(node) {
  byId("query").value = label(node);
  closeFound();
  const wasShown = isShown(node);
  focusOn(node);
  if (wasShown && !state.listed) centre(node);
}
