// What the reader has chosen, and the way back to it.

const state = {
  lang: "en",
  theme: "light",
  hiddenGroups: new Set(),
  hiddenRelations: new Set(),
  years: [null, null],
  focus: null, // a node
  cluster: null, // a cluster whose panel is open
  shown: DATA.large ? new Set() : null, // nodes shown one by one; null: all
  clustered: DATA.large, // the others stand in their clusters
  centres: new Set(), // the nodes whose neighbourhoods are shown
  between: false, // whether all relations among the neighbours are drawn, however many
  listed: false,
};

const MEMORY = "stdkg:" + location.pathname + ":" + nodeCount() + ":" + edgeCount() + ":" + (DATA.nodes.id[0] ?? "");

// Storage can be switched off, full, or forbidden to a page in a frame.
function remember(key, value) {
  try {
    localStorage.setItem(`${MEMORY}:${key}`, JSON.stringify(value));
  } catch {
    return false;
  }
  return true;
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(`${MEMORY}:${key}`));
  } catch {
    return null;
  }
}

// The language that the address asks for (`?lang=zh`), else the one that the reader chose, that the page was made in, or that
// the browser prefers.
function firstLanguage() {
  const wishes = [new URLSearchParams(location.search).get("lang"), recall("lang"), DATA.lang, ...navigator.languages];
  return wishes.map((wish) => String(wish).split("-")[0]).find((wish) => Object.hasOwn(WORDS, wish)) ?? "en";
}

// An address that asks for a language asks for the one that the reader has chosen since, also where it is opened anew.
function askInAddress(language) {
  const address = new URL(location.href);
  if (!address.searchParams.has("lang")) return;
  address.searchParams.set("lang", language);
  try {
    history.replaceState(history.state, "", address);
  } catch {
    return; // a frame may forbid it
  }
}

function inYears(span) {
  const [from, to] = state.years;
  if (!span || !span.length) return true;
  return (from === null || span[span.length - 1] >= from) && (to === null || span[0] <= to);
}

function passes(node) {
  return !state.hiddenGroups.has(DATA.nodes.group[node]) && inYears(DATA.nodes.years[node]);
}

function edgePasses(edge) {
  return !state.hiddenRelations.has(DATA.edges.relation[edge]) && inYears(wordsOf(edge).years);
}

function isShown(node) {
  return passes(node) && (state.shown === null || state.shown.has(node));
}

// The trail of views: what was in focus, what was shown, and from where. The browser's own buttons walk it where its
// history may be written.
const trail = { views: [], at: 0, max: 0 };

function keepView() {
  const { focus, cluster, shown, clustered, centres, between } = state;
  trail.views[trail.at] = {
    focus, cluster, clustered, between, centres: new Set(centres), shown: shown && new Set(shown), camera: cameraNow(),
    places: isApart() ? [...shown].map((node) => [node, placed.x[node], placed.y[node]]) : null,
  };
}

// Leave the view that is there for another, which `state` is about to be told.
function step(node) {
  keepView();
  trail.views.splice(trail.at + 1);
  trail.at = trail.max = trail.at + 1;
  try {
    const address = node === null ? location.pathname + location.search : "#" + encodeURIComponent(DATA.nodes.id[node]);
    history.pushState({ at: trail.at }, "", address);
  } catch {
    trail.apart = true;
  }
}

function walk(steps) {
  const at = trail.at + steps;
  if (at < 0 || at > trail.max) return;
  if (trail.apart || !history.state) arrive(at);
  else history.go(steps);
}

function arrive(wanted) {
  const at = Math.max(0, Math.min(wanted, trail.max));
  if (at !== trail.at) keepView();
  trail.at = at;
  const { camera, places, shown, centres, ...kept } = trail.views[at];
  Object.assign(state, kept, { shown: shown && new Set(shown), centres: new Set(centres) });
  if (state.focus !== null) unhide(state.focus);
  putBack();
  for (const [node, x, y] of places ?? []) [placed.x[node], placed.y[node]] = [x, y];
  drawView();
  moveCamera(camera);
}

function nodeInAddress() {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    return null;
  }
  return indexOf.get(name) ?? indexOf.get("id:" + name) ?? null;
}
