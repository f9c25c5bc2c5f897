// The same content as a list, for readers who don't see the graph or don't want to.

const ROWS = 1000;
let listLength = ROWS;

function setListed(on) {
  state.listed = on;
  byId("list").hidden = !on;
  for (const id of ["graph", "zoom"]) byId(id).hidden = on;
  drawTools();
  drawList();
  drawPanel();
  if (on) return;
  resized();
  network.redraw();
}

function drawList() {
  const list = byId("list");
  if (!state.listed) {
    replace(list);
    return;
  }
  const nodes = DATA.nodes.id.map((_, node) => node).filter(passes);
  const { compare } = new Intl.Collator(state.lang, { numeric: true });
  nodes.sort((a, b) => DATA.nodes.group[a] - DATA.nodes.group[b] || compare(label(a), label(b)));
  const head = make("tr", {}, ["name", "kind", "year", "degree"].map((name) =>
    make("th", { scope: "col", class: name === "degree" ? "number" : null, text: say(name) })));
  const rest = nodes.length - listLength;
  replace(list,
    make("table", {}, make("caption", { text: say("stated", count(nodes.length), count(edgeCount())) }),
      make("thead", {}, head), make("tbody", {}, nodes.slice(0, listLength).map(listRow))),
    rest > 0 ? button(say("more", count(Math.min(rest, ROWS))), () => {
      const before = listLength;
      listLength += ROWS;
      drawList();
      goOnAt(list.querySelectorAll("tbody tr")[before]);
    }) : null);
}

function listRow(node) {
  const years = DATA.nodes.years[node];
  const span = years.length ? (years[0] === years[1] ? String(years[0]) : `${years[0]}–${years[1]}`) : "";
  const current = node === state.focus ? "true" : null;
  const inner = button("", () => focusOn(node), { class: "link", "data-node": node, "aria-current": current });
  const name = fill(inner, shapeIcon(groupOf(node)), isolated(label(node)));
  return make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "class" }, isolatedTerm(className(node))),
    make("td", { class: "span", text: span }), make("td", { class: "number", text: count(edgesOf[node].length) }));
}

// The row of the node whose panel is open.
function markRow() {
  const list = byId("list");
  list.querySelector("[aria-current]")?.removeAttribute("aria-current");
  list.querySelector(`[data-node="${state.focus}"]`)?.setAttribute("aria-current", "true");
}
