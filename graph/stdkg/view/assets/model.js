// What the page knows. `DATA` holds columns: nodes {id, en, zh, group, class, years, x, y, size, cluster},
// edges {from, to, relation, cites}, and rows: groups, relations, terms, details, figures, citations, sources.

const DATA = JSON.parse(byId("data").textContent);
const nodeCount = () => DATA.nodes.id.length;
const edgeCount = () => DATA.edges.from.length;

DATA.figures = DATA.figures.map(unfold);
addFromPyvis();

const indexOf = new Map(DATA.nodes.id.map((id, index) => [id, index]));
const edgesOf = Array.from({ length: nodeCount() }, () => []);
for (let edge = 0; edge < edgeCount(); edge++) {
  edgesOf[DATA.edges.from[edge]].push(edge);
  if (DATA.edges.from[edge] !== DATA.edges.to[edge]) edgesOf[DATA.edges.to[edge]].push(edge);
}
const membersOf = DATA.clusters.map(() => []);
if (DATA.large) DATA.nodes.cluster.forEach((cluster, node) => membersOf[cluster].push(node));
const mixedClusters = membersOf.map((members) => members.some((node) => DATA.nodes.group[node] !== DATA.nodes.group[members[0]]));
for (const members of membersOf) members.sort((a, b) => edgesOf[b].length - edgesOf[a].length || a - b);

// Figures come with short names, as there are many.
function unfold(row) {
  const { m, v, c, u, a, p, f, l, o, b, t, r, k, n, s } = row;
  const years = (String(p ?? "").match(/(?<!\d)[12]\d{3}(?!\d)/g) ?? []).map(Number);
  return {
    measure: m, value: v, comparator: c, unit: u, area: a, period: p, sector: f, level: l, about: o, by: b, status: t,
    rank: r, rankKind: k, note: n, cites: s, years: years.length ? [Math.min(...years), Math.max(...years)] : [],
  };
}

// Nodes and edges that were added with pyvis's own methods join the columns.
function addFromPyvis() {
  const { nodes, edges } = DATA.added;
  if (!nodes.length && !edges.length) return;
  const numbers = new Map(DATA.nodes.id.map((id, index) => [id, index]));
  if (nodes.length) DATA.groups.push({ name: ["added"], shape: "dot", light: "#5f6670", dark: "#aab2bd" });
  nodes.forEach((node, turn) => {
    numbers.set(String(node.id), nodeCount());
    const added = {
      id: String(node.id), en: String(node.label ?? node.id), zh: "", group: DATA.groups.length - 1, class: -1,
      years: [], x: node.x ?? -150, y: node.y ?? turn * 60, size: node.size ?? 10, cluster: 0,
    };
    for (const [column, value] of Object.entries(added)) if (DATA.nodes[column]) DATA.nodes[column].push(value);
    if (DATA.details) DATA.details.push([[], []]);
  });
  for (const edge of edges) {
    const label = String(edge.label ?? edge.title ?? "");
    let relation = DATA.relations.findIndex((known) => known.name[0] === label);
    if (relation < 0) relation = DATA.relations.push({ id: label, name: [label] }) - 1;
    const added = { from: numbers.get(String(edge.from)), to: numbers.get(String(edge.to)), relation, cites: [] };
    for (const [column, value] of Object.entries(added)) DATA.edges[column].push(value);
  }
}

// A label in the page's language, from a pair [English, Chinese] or [both].
function named(pair) {
  const text = (state.lang === "zh" && pair[1]) || pair[0];
  return isVisible(text) ? text : say("unnamed");
}

function label(node) {
  const { en, zh, id } = DATA.nodes;
  const text = (state.lang === "zh" && zh[node]) || en[node] || zh[node];
  return isVisible(text) ? text : id[node];
}

function otherLabel(node) {
  const { en, zh } = DATA.nodes;
  return state.lang === "zh" ? (zh[node] ? en[node] : "") : zh[node];
}

function term(number) {
  if (typeof number !== "number") return number;
  return number < 0 ? DATA.texts[-1 - number] : named(DATA.terms[number]);
}

function groupOf(node) {
  return DATA.groups[DATA.nodes.group[node]];
}

function className(node) {
  return sentence(DATA.nodes.class[node] >= 0 ? term(DATA.nodes.class[node]) : named(groupOf(node).name));
}

function relationName(edge) {
  return named(DATA.relations[DATA.edges.relation[edge]].name);
}

function wordsOf(edge) {
  return DATA.edgeWords[edge] ?? {};
}

function otherEnd(edge, node) {
  return DATA.edges.from[edge] === node ? DATA.edges.to[edge] : DATA.edges.from[edge];
}

// The neighbours of a node, the best connected first.
function neighbours(node) {
  const found = new Set(edgesOf[node].map((edge) => otherEnd(edge, node)));
  found.delete(node);
  return [...found].sort((a, b) => edgesOf[b].length - edgesOf[a].length || a - b);
}

// What a cluster is called: a class, of all or of those that hang together with none, or its best connected member.
function clusterTitle(cluster) {
  const { top, isClass } = DATA.clusters[cluster];
  if (!isClass) return shorten(label(top), 40);
  return mixedClusters[cluster] ? say("otherClasses") : sentence(named(groupOf(top).name));
}

function clusterName(cluster) {
  const size = membersOf[cluster].length;
  if (DATA.clusters[cluster].isClass) return say("classCluster", clusterTitle(cluster), count(size));
  return size > 1 ? say("cluster", clusterTitle(cluster), count(size - 1), count(size)) : clusterTitle(cluster);
}

// Every year that a node, an edge or a figure names.
function yearsKnown() {
  const found = new Set();
  const take = (span) => span && span.forEach((year) => found.add(year));
  DATA.nodes.years.forEach(take);
  Object.values(DATA.edgeWords).forEach((words) => take(words.years));
  DATA.figures.forEach((figure) => take(figure.years));
  return [...found].sort((a, b) => a - b);
}
