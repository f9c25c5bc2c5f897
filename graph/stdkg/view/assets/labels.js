// Labels that never lie on each other: the important ones first, the rest as far as there is room.

const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const widths = new Map();
let letters = 1; // how large the reader wants letters, beside the usual size

function drawLabels(context) {
  const wanted = parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
  if (wanted !== letters) widths.clear();
  letters = wanted;
  const scale = network.getScale();
  const taken = inTheWay();
  const size = (13 * letters) / scale;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  const entries = labelsInOrder(scale);
  for (const [turn, entry] of entries.entries()) {
    if (turn === FOREMOST) keepNodesFree(entries, taken);
    context.font = `${entry.bold ? "600 " : ""}${size}px ${FONT}`;
    const width = measure(context, entry) / scale;
    keepInside(entry, width / 2);
    const height = size * (0.15 + LEADING * (entry.lines.length + (entry.note ? 1 : 0)));
    const box = { left: entry.x - width / 2, right: entry.x + width / 2, top: entry.y, bottom: entry.y + height };
    if (!entry.always && taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    write(context, entry, size);
    if (entry.note) note(context, entry, size);
  }
  drawEdgeLabels(context, scale, taken);
}

const LEADING = 1.2;

// What stands above the drawing: how much is shown, and the buttons.
function inTheWay() {
  const { left, top } = byId("graph").getBoundingClientRect();
  return ["hint", "zoom"].map((id) => byId(id).getBoundingClientRect()).filter(({ width }) => width > 0).map((box) => {
    const low = network.DOMtoCanvas({ x: box.left - left, y: box.top - top });
    const high = network.DOMtoCanvas({ x: box.right - left, y: box.bottom - top });
    return { left: low.x, top: low.y, right: high.x, bottom: high.y };
  });
}

// A label whose node is in view stands in it as a whole, where the view is wide enough.
function keepInside(entry, half) {
  const left = network.DOMtoCanvas({ x: 2, y: 0 }).x + half;
  const right = network.DOMtoCanvas({ x: byId("graph").clientWidth - 2, y: 0 }).x - half;
  if (left < right && entry.x > left - half && entry.x < right + half) entry.x = Math.min(Math.max(entry.x, left), right);
}

// The foremost labels may lie on nodes; the others leave those free that one would want to see.
const FOREMOST = 12;

function keepNodesFree(entries, taken) {
  for (const { node, spot } of entries) {
    if (node === undefined || edgesOf[node].length < 4) continue;
    const half = nodeSize(node) * 0.8;
    taken.push({ left: spot.x - half, right: spot.x + half, top: spot.y - half, bottom: spot.y + half });
  }
}

function measure(context, entry) {
  const lines = entry.note ? [...entry.lines, entry.note] : entry.lines;
  const key = `${entry.bold ? 1 : 0}${lines.join("\n")}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    const widest = Math.max(...lines.map((line) => context.measureText(line).width));
    widths.set(key, widest * network.getScale() + 6);
  }
  return widths.get(key);
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function write(context, entry, size) {
  context.lineWidth = size * 0.32;
  context.strokeStyle = palette().halo;
  context.fillStyle = entry.faded ? palette().line : palette().ink;
  entry.lines.forEach((line, turn) => context.strokeText(line, entry.x, entry.y + turn * size * LEADING));
  entry.lines.forEach((line, turn) => context.fillText(line, entry.x, entry.y + turn * size * LEADING));
}

// How many there are, below a name.
function note(context, entry, size) {
  context.font = `${size * 0.92}px ${FONT}`;
  write(context, { ...entry, lines: [entry.note], y: entry.y + entry.lines.length * size * LEADING }, size);
}

const broken = new Map();

// A text in at most so many lines of about so many columns; a Chinese character takes two.
function linesOf(text, columns, most) {
  const key = `${columns} ${most} ${text}`;
  if (!broken.has(key)) {
    if (broken.size > 20000) broken.clear();
    broken.set(key, breakText(shorten(text, columns * most), most, columns));
  }
  return broken.get(key);
}

const columnsOf = (text) => Array.from(text).reduce((sum, character) => sum + (character > "\u2e7f" ? 2 : 1), 0);

// A Chinese character with the marks that may not be parted from it, or a word with the blanks behind it.
const WORD = /[“（《「『【〈]*[\u2e80-\uffdc][”）》」』】〉，。、；：！？]*|[^\s\u2e80-\uffdc]+\s*|\s+/gu;

// Lines of about the same length, so that no character is left alone on the last.
function breakText(text, most, columns) {
  const all = columnsOf(text);
  const even = Math.min(columns, Math.ceil(all / Math.ceil(all / columns)) + 3);
  let lines = fillLines(text, even);
  for (let wide = even + 1; wide <= columns && lines.length > most; wide++) lines = fillLines(text, wide);
  const kept = lines.slice(0, most).map((line) => line.trim());
  if (lines.length > most && !kept[most - 1].endsWith("…")) kept[most - 1] += "…";
  return kept;
}

// A word that is much longer than a line is broken where the line ends.
function pieces(word, columns) {
  if (word.length <= columns + 12) return [word];
  const characters = Array.from(word);
  return Array.from({ length: Math.ceil(characters.length / columns) }, (_, turn) =>
    characters.slice(turn * columns, (turn + 1) * columns).join(""));
}

function fillLines(text, columns) {
  const lines = [""];
  for (const word of (text.match(WORD) ?? []).flatMap((found) => pieces(found, columns))) {
    const line = lines[lines.length - 1];
    if (line && columnsOf(line + word.trimEnd()) > columns) lines.push(word);
    else lines[lines.length - 1] = line + word;
  }
  return lines;
}

// What is in view, in the order of importance: focus, hover, neighbours, then by degree.
function labelsInOrder(scale) {
  const graph = byId("graph");
  const low = network.DOMtoCanvas({ x: -40, y: -40 });
  const high = network.DOMtoCanvas({ x: graph.clientWidth + 40, y: graph.clientHeight + 10 });
  const visible = (x, y) => x > low.x && x < high.x && y > low.y && y < high.y;
  const entries = [];
  const moving = network.heavy ? null : network.getPositions();
  for (const [cluster, size] of scene.inside) {
    const { x, y } = DATA.clusters[cluster];
    if (visible(x, y)) {
      const lines = linesOf(clusterTitle(cluster), 24, 2);
      const note = membersOf[cluster].length > 1 ? say("nodes", count(membersOf[cluster].length)) : "";
      const above = isOpen(cluster) ? clusterRadius(cluster, size) + (20 * letters) / scale : 0;
      const special = cluster === state.cluster || clusterId(cluster) === hovered;
      const top = y - above - (8 * letters * (lines.length + (note ? 1 : 0))) / scale;
      entries.push({ lines, note, x, y: top, rank: (special ? 1e9 : 1e6) + size, bold: true, always: special });
    }
  }
  const tooMany = scene.nodes.length > 4000 && scale < 0.3;
  for (const node of scene.nodes) {
    const special = node === state.focus || node === hovered;
    if (tooMany && !special && edgesOf[node].length < 30) continue;
    const spot = moving?.[node] ?? { x: placed.x[node], y: placed.y[node] };
    if (!visible(spot.x, spot.y)) continue;
    const faded = !isNear(node);
    if (faded && !special && scale < 1) continue;
    const rank = (special ? 1e9 : 0) + (near.has(node) ? 1e7 : 0) + (faded ? -1e5 : 0) + edgesOf[node].length;
    const lines = special ? linesOf(label(node), 30, 4) : linesOf(label(node), 24, edgesOf[node].length < 12 ? 2 : 3);
    const y = spot.y + nodeSize(node) + 4 / scale;
    entries.push({ node, spot, lines, x: spot.x, y, rank, faded, always: special, bold: node === state.focus });
  }
  return entries.sort((a, b) => b.rank - a.rank).slice(0, 900);
}

// Of the node in focus as far as there is room, and of the edge under the pointer in any case.
function drawEdgeLabels(context, scale, taken) {
  const pointed = typeof hovered === "string" && hovered.startsWith("edge ") ? Number(hovered.slice(5)) : NaN;
  const wanted = state.focus === null ? [] : edgesOf[state.focus].slice(0, 60);
  const size = (11.5 * letters) / scale;
  context.textBaseline = "middle";
  context.font = `${state.lang === "zh" ? "" : "italic "}${size}px ${FONT}`; // Chinese has no italics
  for (const edge of Number.isNaN(pointed) ? wanted : [pointed, ...wanted]) {
    const drawn = network.body.edges[edge];
    if (!drawn || !drawn.connected) continue;
    const spot = drawn.edgeType.getPoint(0.5);
    const text = edgeText(edge);
    const width = context.measureText(text).width + 8 / scale;
    const box = { left: spot.x - width / 2, right: spot.x + width / 2, top: spot.y - size, bottom: spot.y + size };
    if (edge !== pointed && !isInside(box)) continue;
    if (edge !== pointed && taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    context.fillStyle = palette().halo;
    context.fillRect(box.left, box.top + size * 0.25, width, size * 1.5);
    context.fillStyle = palette().strong;
    context.fillText(text, spot.x, spot.y);
  }
}

function isInside({ left, right, top, bottom }) {
  const { clientWidth, clientHeight } = byId("graph");
  const [low, high] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: clientWidth, y: clientHeight })];
  return left > low.x && right < high.x && top > low.y && bottom < high.y;
}

function edgeText(edge) {
  const words = wordsOf(edge);
  const role = (state.lang === "zh" && words.role_label_zh) || words.role_label;
  const dates = [words.start, words.end].filter(Boolean).join("–");
  const name = relationName(edge);
  return shorten([name, name.includes(role) ? "" : role, dates].filter(Boolean).join(" · "), 48);
}
