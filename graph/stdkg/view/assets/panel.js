// The side panel: everything that is stated about a node, or who is in a cluster.

function focusOn(node) {
  if (state.focus !== node || state.cluster !== null) step(node);
  if (node !== null) unhide(node);
  state.focus = node;
  state.cluster = null;
  const isAway = node !== null && !isShown(node);
  if (isAway) showAround(node);
  drawView();
  if (node === null) return;
  if (isAway) fit();
  else if (!state.listed) bringIntoView();
  announce(say("selected", label(node), className(node), count(edgesOf[node].length)));
}

// What is asked for by name is shown, whatever the filters.
function unhide(node) {
  if (passes(node)) return;
  state.hiddenGroups.delete(DATA.nodes.group[node]);
  state.years = [null, null];
  drawLegend();
}

function drawView() {
  refresh();
  drawPanel();
  drawTools();
}

function pickCluster(cluster) {
  if (state.cluster !== cluster) step(null);
  state.focus = null;
  state.cluster = cluster;
  drawView();
  if (!state.listed) bringIntoView();
  announce(clusterName(cluster));
}

function drawPanel() {
  const panel = byId("panel");
  const open = state.focus !== null || state.cluster !== null;
  const changed = panel.hidden === open;
  if (changed && open) opener = document.activeElement === document.body ? null : document.activeElement;
  panel.hidden = !open;
  document.title = [state.focus === null ? "" : shorten(label(state.focus), 80), named(DATA.title)].filter(Boolean).map(withoutDirections).join(" – ");
  if (open) {
    const held = panel.contains(document.activeElement);
    replace(panel, state.focus !== null ? nodePanel(state.focus) : clusterPanel(state.cluster));
    panel.scrollTop = 0;
    if (held) panel.querySelector("h2").focus(); // who works by keyboard goes on from here
    panel.setAttribute("aria-label", panel.querySelector("h2").textContent);
  }
  markRow();
  if (changed) resized();
}

// What had the keyboard when the panel opened has it again.
let opener = null;

function closePanel() {
  const held = byId("panel").contains(document.activeElement);
  focusOn(null);
  if (!held) return;
  const isThere = opener?.isConnected && opener.checkVisibility();
  (isThere ? opener : byId(state.listed ? "view" : "graph")).focus();
}

function closeButton() {
  return button("×", closePanel, { class: "close", "aria-label": say("close"), title: say("close") });
}

function nodePanel(node) {
  const book = citeBook();
  const other = otherLabel(node);
  const id = DATA.nodes.id[node];
  const more = hiddenNeighbours(node).length;
  return [
    make("header", {}, closeButton(),
      make("p", { class: "kind" }, shapeIcon(groupOf(node)), isolated(className(node))),
      make("h2", { tabindex: -1 }, isolated(label(node), state.lang)),
      other ? make("p", { class: "other" }, isolated(other)) : null,
      make("p", {}, make("code", { text: id }))),
    make("div", { class: "actions" },
      state.listed ? null : button(say("centre"), () => centre(node)),
      button(say("only"), () => showOnly(node)),
      more ? button(say("expand", count(Math.min(more, FEW))), () => { expand(node); drawPanel(); }) : null,
      scene.between > MOST_BETWEEN ? button(say(state.between ? "fewerBetween" : "allBetween", count(scene.between)), switchBetween, { id: "between" }) : null,
      state.shown !== null && !DATA.large ? button(say("everything"), showEverything) : null),
    DATA.details ? figureSection(node, book) : null,
    relationSection(node, book),
    DATA.details ? factSection(node, book) : make("p", { class: "note", text: say("noDetails") }),
    book.list(),
  ];
}

// Relations by predicate and direction, each end a way on.
function relationSection(node, book) {
  const rows = new Map();
  for (const edge of edgesOf[node]) {
    const out = DATA.edges.from[edge] === node;
    const key = `${DATA.edges.relation[edge]} ${out}`;
    if (!rows.has(key)) rows.set(key, { name: relationName(edge), out, edges: [] });
    rows.get(key).edges.push(edge);
  }
  if (!rows.size) return null;
  const sorted = [...rows.values()].sort((a, b) => Number(b.out) - Number(a.out) || a.name.localeCompare(b.name));
  return make("section", { class: "links" }, make("h3", { text: say("links") }),
    make("dl", {}, sorted.map((row) => [
      make("dt", {}, row.out ? [isolated(row.name), " →"] : ["← ", isolated(row.name)]),
      make("dd", {}, cutList(row.edges, (edge) => relationItem(edge, node, book))),
    ])));
}

function relationItem(edge, node, book) {
  const other = otherEnd(edge, node);
  const words = wordsOf(edge);
  const role = (state.lang === "zh" && words.role_label_zh) || words.role_label;
  const dates = [words.start, words.end].filter(Boolean).join("–");
  const details = [role, words.title !== role ? words.title : "", ...(words.mechanisms ?? []).map(term), dates].filter(Boolean);
  const added = details.map((text) => shorten(String(text), 120)).join(say("comma"));
  const way = fill(button("", () => focusOn(other), { class: "link" }), shapeIcon(groupOf(other)), isolated(label(other)));
  return make("li", {}, way, " ", added ? make("small", {}, isolated(added)) : null, " ", book.marks(DATA.edges.cites[edge] ?? []));
}

function factSection(node, book) {
  const rows = new Map();
  for (const [predicate, value, cites, language = "", address = ""] of DATA.details[node][0]) {
    const name = term(predicate);
    if (!rows.has(name)) rows.set(name, []);
    rows.get(name).push({ value: term(value), language, address, cites });
  }
  if (!rows.size) return null;
  return make("section", { class: "facts" }, make("h3", { text: say("facts") }),
    make("dl", {}, [...rows].map(([name, values]) => [
      make("dt", {}, isolated(name)),
      make("dd", {}, cutList(values, (row) => factItem(row, book))),
    ])));
}

function factItem({ value, language, address, cites }, book) {
  const text = isolated(shorten(value, 1200), language);
  const shown = isWebAddress(address) ? fill(link(address, ""), text) : isWebAddress(value) ? link(value, shorten(value, 90)) : text;
  return make("li", {}, shown, language ? make("small", { class: "tag", text: language }) : null, " ", book.marks(cites));
}

const NEXT = 500; // shown at a time on request

// A list of which the first are shown, and the others on request.
function cutList(items, draw, most = 25) {
  const list = make("ul", { class: "plain" });
  grow(list, items, draw, most);
  return list;
}

function grow(list, items, draw, most) {
  const shown = items.slice(0, most).map(draw);
  fill(list, shown);
  const rest = items.slice(most);
  if (!rest.length) return shown;
  const more = button(say("more", count(Math.min(rest.length, NEXT))), () => {
    more.parentNode.remove();
    goOnAt(grow(list, rest, draw, NEXT)[0]);
  });
  list.append(make("li", {}, more));
  return shown;
}

function clusterPanel(cluster) {
  const waiting = membersOf[cluster].filter((node) => passes(node) && !isShown(node));
  const kinds = new Map();
  for (const node of membersOf[cluster]) kinds.set(DATA.nodes.group[node], (kinds.get(DATA.nodes.group[node]) ?? 0) + 1);
  const counted = [...kinds].sort((a, b) => b[1] - a[1]).slice(0, 12);
  return [
    make("header", {}, closeButton(), make("h2", { tabindex: -1 }, isolated(clusterName(cluster)))),
    make("div", { class: "actions" },
      waiting.length ? button(say("openCluster", count(Math.min(opened(), waiting.length))), () => openCluster(cluster)) : null),
    waiting.length ? make("p", { class: "note", text: say("remaining", count(waiting.length)) }) : null,
    make("section", {}, make("h3", { text: say("classes") }), make("ul", { class: "plain kinds" }, counted.map(([group, size]) =>
      make("li", {}, shapeIcon(DATA.groups[group]), isolated(sentence(named(DATA.groups[group].name))), make("small", { text: count(size) }))))),
    make("section", {}, make("h3", { text: say("members") }), cutList(membersOf[cluster], (node) =>
      make("li", {}, fill(button("", () => focusOn(node), { class: "link" }), shapeIcon(groupOf(node)), isolated(label(node)))), 40)),
  ];
}

function announce(text) {
  byId("live").textContent = text;
}
