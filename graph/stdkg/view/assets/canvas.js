// The drawing: vis-network with positions that are there already, and movement only when asked for.

const PALETTES = {
  light: { ground: "#ffffff", ink: "#15202b", line: "#8a94a0", strong: "#3c4754", halo: "#ffffffd8" },
  dark: { ground: "#12171d", ink: "#f1f4f7", line: "#66717d", strong: "#b9c3cf", halo: "#12171dd8" },
};
const palette = () => PALETTES[state.theme];

const placed = { x: [], y: [] };
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network = null;
let hovered = null; // a node, an edge or a cluster by its id in the drawing
let picture = null; // what is moved while a heavy scene is panned or zoomed
let drawn = null; // where the scene was last drawn from, and how large

function startCanvas() {
  lieDown();
  putBack();
  network = new vis.Network(byId("graph"), { nodes: nodeSet, edges: edgeSet }, {
    autoResize: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    physics: { enabled: false, solver: "forceAtlas2Based", stabilization: false, minVelocity: 0.6 },
    interaction: { hover: true, hoverConnectedEdges: false, keyboard: false, tooltipDelay: 1e9, multiselect: false },
    nodes: { labelHighlightBold: false, chosen: false },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, chosen: false, selectionWidth: 0, arrowStrikethrough: false },
  });
  byId("graph").querySelector(".vis-network").removeAttribute("tabindex"); // one stop for the keyboard, that of #graph
  startClicks();
  network.body.emitter.on("_dataUpdated", clustersBelow);
  network.on("hoverNode", ({ node }) => setHovered(node));
  network.on("hoverEdge", ({ edge }) => setHovered("edge " + edge));
  network.on("blurNode", () => setHovered(null));
  network.on("blurEdge", () => setHovered(null));
  network.on("dragStart", onDragStart);
  network.on("dragEnd", onDragEnd);
  network.on("stabilized", () => physicsOn() && setPhysics(false));
  network.on("zoom", onZoom);
  new ResizeObserver(resized).observe(byId("graph"));
  network.on("beforeDrawing", drawManyEdges);
  network.on("afterDrawing", afterDrawing);
}

// vis-network draws, and hits, in this order: numbers first, which would be below the disc of the cluster that they stand in.
function clustersBelow() {
  network.body.nodeIndices.sort((one, other) => (typeof one === "number") - (typeof other === "number"));
}

function setHovered(id) {
  hovered = id;
  byId("graph").classList.toggle("pointing", id !== null);
  network.redraw();
}

// What is pressed is heard from the browser, which counts presses as they are made. vis-network would measure them as it comes
// to them, and miss those that a large graph keeps waiting. A double click is for what its first press picked, wherever that is
// by then, be it behind the panel.
let picked = null;

function startClicks() {
  const graph = byId("graph");
  let pressed = { x: 0, y: 0 };
  graph.addEventListener("pointerdown", ({ x, y }) => { pressed = { x, y }; });
  document.addEventListener("click", (event) => {
    if (event.detail < 2) picked = null;
    else if (picked !== null) event.stopPropagation();
  }, true);
  graph.addEventListener("click", (event) => {
    if (event.detail === 1 && Math.hypot(event.x - pressed.x, event.y - pressed.y) < 10) pick(event);
  });
  document.addEventListener("dblclick", () => picked === null || openPicked());
}

function pick({ x, y }) {
  const { left, top } = byId("graph").getBoundingClientRect();
  const spot = { x: x - left, y: y - top };
  picked = network.getNodeAt(spot) ?? null;
  const edge = network.getEdgeAt(spot);
  if (picked !== null) choose(picked);
  else if (edge === undefined) focusOn(null);
  else if (typeof edge === "number") focusOn(DATA.edges.from[edge]);
}

function openPicked() {
  if (typeof picked === "number") {
    expand(picked);
    centre(picked);
  } else {
    openCluster(Number(picked.split(" ")[1]));
  }
}

function choose(id) {
  if (typeof id === "number") focusOn(id);
  else pickCluster(Number(id.split(" ")[1]));
}

// A heavy scene is copied once when a pan or a zoom begins; what moves is the copy, and all is drawn again when it ends.
function makeLight(heavy) {
  lines = null;
  if (network.heavy === heavy) return;
  if (heavy) setPhysics(false);
  network.heavy = heavy;
  network.setOptions({ interaction: { hideEdgesOnDrag: heavy, hideNodesOnDrag: heavy, hover: !heavy } });
}

// The edges of a heavy scene are one path: vis-network needs seconds for as many.
let lines = null;

function drawManyEdges(context) {
  if (!network.heavy || picture) return;
  if (!lines) lines = edgePath(scene.edges);
  context.lineWidth = 0.7 / network.getScale();
  const strength = Math.min(0.5, 2500 / scene.edges.length) * (state.focus === null ? 1 : 0.5);
  context.strokeStyle = palette().line + Math.round(255 * Math.max(0.08, strength)).toString(16).padStart(2, "0");
  context.stroke(lines);
  if (state.focus === null) return;
  context.lineWidth = boldness(2) / network.getScale();
  context.strokeStyle = palette().strong;
  context.stroke(edgePath(edgesOf[state.focus].filter((edge) => edgePasses(edge) && isShown(otherEnd(edge, state.focus)))));
}

function edgePath(edges) {
  const path = new Path2D();
  for (const edge of edges) {
    const [from, to] = [DATA.edges.from[edge], DATA.edges.to[edge]];
    path.moveTo(placed.x[from], placed.y[from]);
    path.lineTo(placed.x[to], placed.y[to]);
  }
  return path;
}

function onDragStart({ nodes }) {
  if (!nodes.length) fitted = null;
  if (network.heavy && !nodes.length) takePicture(true);
}

function takePicture(dragged) {
  clearTimeout(zoomEnds);
  const canvas = byId("graph").querySelector("canvas");
  const copy = picture?.copy ?? document.createElement("canvas");
  if (!picture) {
    copy.width = canvas.width;
    copy.height = canvas.height;
    copy.getContext("2d").drawImage(canvas, 0, 0);
  }
  picture = { ...drawn, copy, dragged };
  network.renderer.dragging = true; // nodes and edges stay hidden, as while a pan lasts
}

function dropPicture() {
  picture = null;
  network.renderer.dragging = false;
  network.redraw();
}

function onDragEnd({ nodes }) {
  if (picture) dropPicture();
  const moved = nodes.filter((id) => typeof id === "number");
  if (moved.length) savePlaces(moved);
}

function afterDrawing(context) {
  const here = { at: network.getViewPosition(), scale: network.getScale() };
  if (!picture) {
    drawn = here;
    drawLabels(context);
    return;
  }
  const { copy, at, scale } = picture;
  const ratio = copy.width / byId("graph").clientWidth;
  const larger = here.scale / scale;
  const left = (at.x - here.at.x) * here.scale * ratio + (copy.width * (1 - larger)) / 2;
  const top = (at.y - here.at.y) * here.scale * ratio + (copy.height * (1 - larger)) / 2;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(copy, left, top, copy.width * larger, copy.height * larger);
  context.restore();
}

function savePlaces(nodes) {
  const spots = network.getPositions(nodes);
  const saved = recall(keptAs) ?? {};
  for (const node of nodes) {
    placed.x[node] = Math.round(spots[node].x);
    placed.y[node] = Math.round(spots[node].y);
    if (state.clustered || state.shown === null) saved[DATA.nodes.id[node]] = [placed.x[node], placed.y[node]];
  }
  lines = null;
  if (remember(keptAs, saved)) announce(say("moved"));
}

// The layout is wider than high. On a window that is higher than wide it lies on its side, with places of its own.
let keptAs = "places";

function lieDown() {
  const { clientWidth, clientHeight } = byId("graph");
  if (clientHeight < clientWidth * 1.1) return;
  keptAs = "places-tall";
  [DATA.nodes.x, DATA.nodes.y] = [DATA.nodes.y, DATA.nodes.x];
  for (const cluster of DATA.clusters) [cluster.x, cluster.y] = [cluster.y, cluster.x];
  if (!DATA.large) layAlone();
}

// Nodes without relations stand in rows below the others, as wide as these: a high window has room there.
function layAlone() {
  const { x, y, id } = DATA.nodes;
  const [alone, others] = [[], []];
  id.forEach((_, node) => (edgesOf[node].length ? others : alone).push(node));
  if (!others.length) return;
  const [wide, high] = [220, 130];
  const [left, right] = [Math.min(...others.map((node) => x[node])), Math.max(...others.map((node) => x[node]))];
  const below = Math.max(...others.map((node) => y[node])) + 2 * high;
  const columns = Math.max(3, Math.floor((right - left) / wide));
  alone.forEach((node, turn) => {
    x[node] = left + wide * (turn % columns);
    y[node] = below + high * Math.floor(turn / columns);
  });
}

// Places as computed, or as the reader left them.
function putBack() {
  placed.x = DATA.nodes.x.slice();
  placed.y = DATA.nodes.y.slice();
  looks.clear(); // nodes that were moved in the drawing are told their places again
  for (const [id, spot] of Object.entries(recall(keptAs) ?? {})) {
    const node = indexOf.get(id);
    if (node !== undefined && Array.isArray(spot)) [placed.x[node], placed.y[node]] = spot.map(Number);
  }
}

function resetPlaces() {
  setPhysics(false);
  remember(keptAs, {});
  putBack();
  refresh();
  fit();
}

const physicsOn = () => network.physicsOn === true;

// As many as make a heavy scene would never settle.
function setPhysics(on) {
  if (on && network.heavy) {
    byId("hint").textContent = say("tooMany");
    announce(say("tooMany"));
    return;
  }
  if (!on && physicsOn()) savePlaces(scene.nodes);
  network.physicsOn = on;
  network.setOptions({ physics: { enabled: on } });
  const box = byId("physics");
  if (box) box.setAttribute("aria-pressed", String(on));
}

let fitted = null; // the nodes that the view was made for; null once the reader has moved it
let extent = null; // the size of the drawing that it was made for

function fit(nodes = []) {
  const wanted = new Set(nodes);
  const shown = spots().filter(({ id }) => !wanted.size || wanted.has(id));
  if (!shown.length) return;
  const span = (read) => [Math.min(...shown.map((spot) => read(spot, -1))), Math.max(...shown.map((spot) => read(spot, 1)))];
  look(span((spot, side) => spot.x + side * spot.r), span((spot, side) => spot.y + side * spot.r), 1.5);
  fitted = nodes;
}

// Bring a part of the drawing into view, with room for labels around it.
function look([left, right], [top, bottom], closest) {
  const { clientWidth, clientHeight } = byId("graph");
  const wide = Math.max(40, clientWidth - Math.min(140, clientWidth * 0.1)) / Math.max(1, right - left);
  const high = Math.max(40, clientHeight - Math.min(100, clientHeight * 0.4)) / Math.max(1, bottom - top);
  const scale = Math.min(wide, high, closest);
  moveCamera({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 14 / scale }, scale, fitted });
}

function cameraNow() {
  return { position: network.getViewPosition(), scale: network.getScale(), fitted };
}

function moveCamera({ position, scale, fitted: kept }) {
  network.moveTo({ position, scale, animation: false });
  fitted = kept;
  growOrShrink();
}

function takeSize() {
  const { clientWidth, clientHeight } = byId("graph");
  extent = [clientWidth, clientHeight];
  network.setSize("100%", "100%");
}

// The drawing has another size, as the panel opens or closes. What was seen as a whole is again, beside the panel too; above
// it, on a phone, it would be a speck. Else nothing moves under the pointer as long as what is chosen is in view.
function resized() {
  const { clientWidth, clientHeight } = byId("graph");
  if (!clientWidth || !clientHeight || (extent && extent[0] === clientWidth && extent[1] === clientHeight)) return;
  const camera = cameraNow();
  const isSmaller = extent && (clientWidth < extent[0] || clientHeight < extent[1]);
  const isChosen = state.focus !== null || state.cluster !== null;
  takeSize();
  moveCamera(camera);
  if (fitted && (isWide() || !(isSmaller && isChosen))) fit(fitted);
  else bringIntoView();
  network.redraw();
}

// What is chosen, unless it is in view already.
function bringIntoView() {
  if (state.focus !== null) {
    const isInView = inView({ x: placed.x[state.focus], y: placed.y[state.focus] });
    if (!isInView || network.getScale() < 0.35) centre(state.focus);
  } else if (state.cluster !== null && !inView(DATA.clusters[state.cluster])) {
    moveCamera({ ...cameraNow(), position: DATA.clusters[state.cluster] });
  }
}

function inView(place) {
  const { x, y } = network.canvasToDOM(place);
  const { clientWidth, clientHeight } = byId("graph");
  return x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 40;
}

// A node in the middle, and around it as much of its neighbourhood as stays legible.
function centre(node) {
  const around = [node, ...neighbours(node)].filter((other) => nodeSet.get(other));
  network.fit({ nodes: around, maxZoomLevel: 1.2, animation: false });
  const scale = Math.max(0.6, network.getScale());
  moveCamera({ position: { x: placed.x[node], y: placed.y[node] }, scale, fitted: null });
}

function zoom(factor) {
  moveCamera({ ...cameraNow(), scale: network.getScale() * factor, fitted: null });
}

// While the wheel turns nothing changes its size.
let zoomEnds = 0;

function onZoom() {
  fitted = null;
  if (picture?.dragged) return;
  if (network.heavy) takePicture(false);
  clearTimeout(zoomEnds);
  zoomEnds = setTimeout(onZoomEnd, network.heavy ? 200 : 120);
}

function onZoomEnd() {
  if (picture) dropPicture();
  growOrShrink();
}

function growOrShrink() {
  const wanted = network.heavy ? 1 : boostAt(network.getScale());
  if (wanted === boost) return;
  boost = wanted;
  refresh();
}
