// The graph by keyboard: from node to node by direction, and what the buttons do.

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function graphKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keyAction(event.key);
  if (!act) return;
  event.preventDefault();
  act();
}

function keyAction(key) {
  if (DIRECTIONS[key]) return () => goTo(DIRECTIONS[key]);
  switch (key) {
    case "Enter": return () => enter();
    case "+": case "=": return () => zoom(1.25);
    case "-": case "−": return () => zoom(0.8);
    case "0": return () => fit();
    case "/": return () => byId("query").focus();
    default: return null;
  }
}

// What lies innermost: the menu, else the panel. What is done inside, as in the search, has been done by then.
function leave(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (closeMenu()) document.querySelector(".menu summary").focus();
  else if (!byId("panel").hidden) closePanel();
}

function enter() {
  if (state.cluster !== null) openCluster(state.cluster);
  else if (state.focus !== null) {
    expand(state.focus);
    centre(state.focus);
  }
}

// What lies nearest in a direction, from the node in focus or from the middle; clusters count as well.
function goTo([dx, dy]) {
  const start = here();
  let best = null;
  let least = Infinity;
  for (const spot of spots()) {
    const x = spot.x - start.x;
    const y = spot.y - start.y;
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (spot.id === start.id || (along <= 0 && start.id !== undefined)) continue;
    const cost = start.id === undefined ? x * x + y * y : along + 2.5 * aside;
    if (cost < least) [best, least] = [spot, cost];
  }
  if (best) choose(best.id);
}

function here() {
  if (state.focus !== null) return { id: state.focus, x: placed.x[state.focus], y: placed.y[state.focus] };
  if (state.cluster !== null) return { id: clusterId(state.cluster), ...DATA.clusters[state.cluster] };
  return network.getViewPosition();
}

function spots() {
  const found = scene.nodes.map((node) => ({ id: node, x: placed.x[node], y: placed.y[node], r: DATA.nodes.size[node] }));
  for (const cluster of scene.inside.keys()) {
    const { x, y, r } = DATA.clusters[cluster];
    found.push({ id: clusterId(cluster), x, y, r: r * 0.8 });
  }
  return found;
}
