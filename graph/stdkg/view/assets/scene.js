// What is on the canvas: nodes one by one, clusters for the rest, edges between what is shown.

const FEW = 40; // neighbours shown at a time
const OPENED = 60; // members of a cluster shown at a time, where there is room
const MOST_SHOWN = 15000; // nodes that "show all" allows
const HEAVY_NODES = 1500;
const HEAVY_EDGES = 4000;
const MOST_JOINTS = 400; // edges between clusters
const MOST_BETWEEN = 60; // edges among the neighbours of a node that are drawn unasked

const clusterId = (cluster) => "cluster " + cluster;

function computeScene() {
  const { place, nodes, inside } = placeNodes();
  const edges = [];
  const between = [];
  const joints = new Map();
  const { from: sources, to: targets } = DATA.edges;
  const { cluster } = DATA.nodes;
  const most = nodeCount() + DATA.clusters.length + 2;
  for (let edge = 0; edge < edgeCount(); edge++) {
    const [from, to] = [place[sources[edge]], place[targets[edge]]];
    if (from === AWAY || to === AWAY || !edgePasses(edge)) continue;
    if (from >= 0 && to >= 0) {
      (isBetween(from, to) ? between : edges).push(edge);
    } else if (cluster[sources[edge]] !== cluster[targets[edge]]) {
      const key = Math.min(from, to) * most + Math.max(from, to);
      const joint = joints.get(key);
      if (joint) joint.count += 1;
      else joints.set(key, { from: atPlace(from), to: atPlace(to), count: 1 });
    }
  }
  const strongest = [...joints.values()].sort((a, b) => b.count - a.count).slice(0, MOST_JOINTS);
  if (state.between || between.length <= MOST_BETWEEN) edges.push(...between);
  const focused = edges.filter(touchesFocus).length;
  const open = new Set(state.clustered ? [...state.shown].map((node) => cluster[node]) : []);
  return { nodes, edges, joints: strongest, inside, open, between: between.length, focused };
}

// Where each node stands: by itself, as its own number, in its cluster, as a number below AWAY, or nowhere.
const AWAY = -1;
const atPlace = (place) => (place >= 0 ? place : clusterId(AWAY - 1 - place));

function placeNodes() {
  const nodes = [];
  const inside = new Map();
  const place = new Int32Array(nodeCount()).fill(AWAY);
  for (let node = 0; node < nodeCount(); node++) {
    if (isShown(node)) {
      place[node] = node;
      nodes.push(node);
    } else if (state.clustered && passes(node)) {
      const cluster = DATA.nodes.cluster[node];
      place[node] = AWAY - 1 - cluster;
      inside.set(cluster, (inside.get(cluster) ?? 0) + 1);
    }
  }
  return { place, nodes, inside };
}

const isApart = () => state.shown !== null && !state.clustered;

// Whether an edge joins two neighbours of what is shown, rather than what is shown with its neighbours.
function isBetween(from, to) {
  return isApart() && ![from, to].some((end) => end === state.focus || state.centres.has(end));
}

function isHeavy(scene) {
  return scene.nodes.length > HEAVY_NODES || scene.edges.length > HEAVY_EDGES;
}

// Parallel edges bow apart; a single one is straight, and so is every edge of a heavy scene.
function curves(edges, heavy) {
  const between = new Map();
  if (heavy) return between;
  for (const edge of edges) {
    const ends = [DATA.edges.from[edge], DATA.edges.to[edge]].sort((a, b) => a - b).join("|");
    if (!between.has(ends)) between.set(ends, []);
    between.get(ends).push(edge);
  }
  const found = new Map();
  for (const parallel of between.values()) {
    if (parallel.length < 2) continue;
    parallel.forEach((edge, turn) => {
      const side = DATA.edges.from[edge] < DATA.edges.to[edge] ? turn : turn + 1;
      const bow = 0.14 + 0.16 * Math.floor(turn / 2);
      found.set(edge, { enabled: true, type: side % 2 ? "curvedCW" : "curvedCCW", roundness: bow });
    });
  }
  return found;
}

function isNear(node) {
  return network.heavy || state.focus === null || node === state.focus || near.has(node);
}

const near = new Set();

function updateNear() {
  near.clear();
  if (state.focus !== null) neighbours(state.focus).forEach((node) => near.add(node));
}

// Seen from afar nodes and edges grow, so that they can still be seen and hit; seen from near they don't fill the window.
let boost = 1;

function boostAt(scale) {
  if (scale > 0.8) return Math.max(0.4, Math.round(10 * (0.8 / scale) ** 0.7) / 10);
  return Math.max(1, Math.min(6, Math.round(8 * (0.65 / scale) ** 0.8) / 8));
}

function nodeSize(node) {
  if (isApart()) return Math.min(state.centres.has(node) ? 20 : 16, DATA.nodes.size[node] * 0.7 + 3) * boost; // they stand in rings
  if (!state.clustered) return DATA.nodes.size[node] * boost;
  return Math.min(16, DATA.nodes.size[node]) * Math.min(boost, 1.4); // in a cluster they stand close
}

function nodeStyle(node) {
  const colour = groupOf(node)[state.theme];
  const faded = !isNear(node);
  const border = node === state.focus ? palette().ink : palette().ground;
  return {
    id: node,
    x: placed.x[node],
    y: placed.y[node],
    shape: groupOf(node).shape,
    size: nodeSize(node),
    borderWidth: node === state.focus ? 4 : network.heavy ? 0 : 1, // in pixels of the screen
    color: faded ? { background: colour + "38", border: palette().ground } : { background: colour, border },
  };
}

// A cluster of which members stand one by one keeps its size, so that they stand in it.
function clusterRadius(cluster, size) {
  const whole = DATA.clusters[cluster].r * 0.8;
  return Math.max(24, isOpen(cluster) ? whole : whole * Math.sqrt(size / membersOf[cluster].length));
}

const isOpen = (cluster) => scene.open.has(cluster);

function mixed(one, other, share) {
  const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [own, ground] = [parts(one), parts(other)];
  return "#" + own.map((part, turn) => Math.round(part * share + ground[turn] * (1 - share)).toString(16).padStart(2, "0")).join("");
}

function clusterStyle(cluster, size) {
  const { x, y, top } = DATA.clusters[cluster];
  const colour = groupOf(top)[state.theme];
  const radius = clusterRadius(cluster, size);
  const border = state.cluster === cluster ? palette().ink : colour;
  return {
    id: clusterId(cluster), x, y, fixed: true, shape: "dot", size: radius, borderWidth: state.cluster === cluster ? 6 : 3,
    // the lines to any other end at its disc
    color: { background: isOpen(cluster) ? colour + "26" : mixed(colour, palette().ground, state.focus === null ? 0.4 : 0.15), border },
  };
}

// Many lines are pale and thin, so that what they join can be seen.
const opacity = (share) => Math.round(255 * share).toString(16).padStart(2, "0");
const paleness = (most, least) => opacity(Math.max(least, Math.min(most, (most * 500) / scene.edges.length)));
const boldness = (width) => width / Math.max(1, Math.sqrt(scene.focused / 60));
const touchesFocus = (edge) => state.focus !== null && (DATA.edges.from[edge] === state.focus || DATA.edges.to[edge] === state.focus);

function edgeStyle(edge, smooth) {
  const focused = touchesFocus(edge);
  const colour = focused ? palette().strong : palette().line;
  return {
    id: edge,
    from: DATA.edges.from[edge],
    to: DATA.edges.to[edge],
    smooth: smooth ?? false,
    width: (focused ? boldness(2.2) : 1.4) * boost,
    arrows: { to: { enabled: focused || boost < 2, scaleFactor: focused ? 0.5 / Math.sqrt(boost) : 0.4 } },
    color: focused ? colour : colour + (state.focus !== null ? paleness(0.25, 0.08) : paleness(1, 0.35)),
  };
}

// Between clusters by how many relations there are; where members stand one by one, as pale as can be.
function jointStyle(joint) {
  const isWide = [joint.from, joint.to].every((end) => typeof end === "string" && !isOpen(Number(end.split(" ")[1])));
  return {
    id: `joint ${joint.from} ${joint.to}`, from: joint.from, to: joint.to, smooth: false, arrows: "",
    width: (isWide ? 1 + 1.4 * Math.log10(joint.count) : 0.8) * boost,
    color: palette().line + (state.focus !== null || !isWide ? "44" : "aa"),
  };
}

let scene = { nodes: [], edges: [], joints: [], inside: new Map(), open: new Set(), between: 0, focused: 0 };

function refresh() {
  scene = computeScene();
  const heavy = isHeavy(scene);
  makeLight(heavy);
  const bows = curves(scene.edges, heavy);
  updateNear();
  settle(
    nodeSet,
    scene.nodes.map(nodeStyle).concat([...scene.inside].map(([cluster, size]) => clusterStyle(cluster, size))),
  );
  const edges = heavy ? [] : scene.edges.map((edge) => edgeStyle(edge, bows.get(edge)));
  settle(edgeSet, edges.concat(scene.joints.map(jointStyle)));
  network.redraw(); // the labels, which may be in another language
  announceScene();
}

// Bring a set to what is wanted: take away what is gone, hand over only what is new or looks otherwise.
function settle(set, wanted) {
  const known = looks.get(set) ?? new Map();
  const now = new Map(wanted.map((item) => [item.id, JSON.stringify(item)]));
  const gone = set.getIds().filter((id) => !now.has(id));
  const changed = wanted.filter((item) => known.get(item.id) !== now.get(item.id));
  looks.set(set, now);
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
}

const looks = new Map();

function announceScene() {
  const nothing = !scene.nodes.length && !scene.inside.size;
  const hint = byId("hint");
  hint.classList.toggle("empty", nothing);
  if (!nodeCount()) hint.textContent = say("empty");
  else if (nothing) hint.textContent = say("nothing");
  else if (state.clustered && !scene.nodes.length) {
    hint.textContent = say("hintLarge", count(nodeCount()), count(scene.inside.size));
  } else {
    const left = scene.between > MOST_BETWEEN && !state.between ? say("leftOut", count(scene.between)) : "";
    hint.textContent = say("stated", count(scene.nodes.length), count(scene.edges.length)) + left;
  }
  byId("graph").setAttribute("aria-label", hint.textContent + " " + say("keys"));
}

function show(nodes) {
  if (state.shown === null) return;
  nodes.forEach((node) => state.shown.add(node));
}

// A node with its neighbours around it, each in a place of its own for as long as the others are away.
function showAround(node) {
  const others = neighbours(node).filter(passes).slice(0, FEW);
  Object.assign(state, { shown: new Set([node, ...others]), clustered: false, centres: new Set([node]), between: false });
  arrange(node, others);
}

function switchBetween() {
  state.between = !state.between;
  refresh();
  drawPanel();
}

function showOnly(node) {
  step(node);
  showAround(node);
  drawView();
  fit();
}

function hiddenNeighbours(node) {
  return neighbours(node).filter((other) => passes(other) && !isShown(other));
}

function expand(node) {
  const others = hiddenNeighbours(node).slice(0, FEW);
  show([node, ...others]);
  if (isApart()) {
    state.centres.add(node);
    arrange(node, others);
  }
  refresh();
  if (isApart()) fit();
}

// Put nodes around a node, kind by kind, then push apart what lies on each other.
function arrange(node, others) {
  const sorted = others.slice().sort((a, b) => DATA.nodes.group[a] - DATA.nodes.group[b]);
  const start = state.focus !== null && state.focus !== node
    ? Math.atan2(placed.y[node] - placed.y[state.focus], placed.x[node] - placed.x[state.focus]) : 0;
  const before = neighbours(node).filter(isShown).length - others.length;
  const beyond = Math.round(before / FEW) * 1.5; // those that are shown already stand further in
  const ring = Math.max(170, others.length * 9);
  sorted.forEach((other, turn) => {
    const angle = start + (2 * Math.PI * turn) / Math.max(others.length, 3);
    const radius = ring * (1 + beyond + 0.45 * (turn % 3));
    placed.x[other] = Math.round(placed.x[node] + radius * 1.25 * Math.cos(angle));
    placed.y[other] = Math.round(placed.y[node] + radius * Math.sin(angle));
  });
  pushApart([...state.shown], node);
}

function pushApart(nodes, fixed) {
  const [wide, high] = [96, 52];
  for (let round = 0; round < 40; round++) {
    for (let one = 0; one < nodes.length; one++) {
      for (let other = one + 1; other < nodes.length; other++) separate(nodes[one], nodes[other], wide, high, fixed);
    }
  }
}

function separate(one, other, wide, high, fixed) {
  const dx = (placed.x[other] - placed.x[one] || 1) / wide;
  const dy = (placed.y[other] - placed.y[one]) / high;
  const apart = Math.hypot(dx, dy);
  if (apart >= 1) return;
  const push = (1 - apart) / apart / 2;
  if (other !== fixed) {
    placed.x[other] += dx * push * wide;
    placed.y[other] += dy * push * high;
  }
  if (one !== fixed) {
    placed.x[one] -= dx * push * wide;
    placed.y[one] -= dy * push * high;
  }
}

// As many members as a window of this size can show side by side.
const opened = () => (isWide() ? OPENED : 20);

function openCluster(cluster) {
  const members = membersOf[cluster].filter((node) => passes(node) && !isShown(node)).slice(0, opened());
  step(null);
  show(members);
  drawView();
  fit(members);
}

function showEverything() {
  step(state.focus);
  putBack();
  Object.assign(state, { cluster: null, shown: nodeCount() <= MOST_SHOWN ? null : new Set() });
  state.clustered = state.shown !== null;
  drawView();
  fit();
}

function showOverview() {
  step(null);
  putBack();
  Object.assign(state, { focus: null, cluster: null, shown: DATA.large ? new Set() : null, clustered: DATA.large });
  drawView();
  fit();
}
