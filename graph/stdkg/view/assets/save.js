// The drawing as a picture: what is on the canvas as PNG, everything that is shown as SVG.

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function fileName(extension) {
  const name = state.focus === null ? "graph" : DATA.nodes.id[state.focus];
  return `stdkg-${name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.${extension}`;
}

function savePng() {
  const canvas = byId("graph").querySelector("canvas");
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext("2d");
  context.fillStyle = palette().ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => blob && download(blob, fileName("png")), "image/png");
}

function saveSvg() {
  const text = new XMLSerializer().serializeToString(svgPicture());
  download(new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: "image/svg+xml" }), fileName("svg"));
}

function svgPicture() {
  const shapes = scene.nodes.map((node) => ({ x: placed.x[node], y: placed.y[node], size: DATA.nodes.size[node], node }));
  for (const cluster of scene.inside.keys()) {
    const { x, y, r } = DATA.clusters[cluster];
    shapes.push({ x, y, size: r * 0.8, cluster });
  }
  const span = (read) => [Math.min(...shapes.map(read), 0) - 120, Math.max(...shapes.map(read), 0) + 120];
  const [left, right] = span((shape) => shape.x);
  const [top, bottom] = span((shape) => shape.y);
  const picture = draw("svg", { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, "font-family": "sans-serif", "font-size": 13 });
  picture.append(draw("title", {}, document.title), draw("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: palette().ground }));
  const lines = draw("g", { fill: "none", stroke: palette().line });
  for (const edge of scene.edges) lines.append(svgEdge(edge));
  picture.append(lines);
  for (const shape of shapes) picture.append(svgShape(shape));
  return picture;
}

function svgEdge(edge) {
  const [from, to] = [DATA.edges.from[edge], DATA.edges.to[edge]];
  const [x1, y1, x2, y2] = [placed.x[from], placed.y[from], placed.x[to], placed.y[to]];
  const bend = network.body.edges[edge]?.edgeType?.getPoint?.(0.5);
  const [middleX, middleY] = bend ? [2 * bend.x - (x1 + x2) / 2, 2 * bend.y - (y1 + y2) / 2] : [(x1 + x2) / 2, (y1 + y2) / 2];
  return draw("path", { d: `M${x1},${y1}Q${middleX.toFixed(1)},${middleY.toFixed(1)} ${x2},${y2}` }, draw("title", {}, clean(edgeText(edge))));
}

function svgShape({ x, y, size, node, cluster }) {
  const group = groupOf(node ?? DATA.clusters[cluster].top);
  const text = node === undefined ? clusterName(cluster) : label(node);
  return draw("g", { transform: `translate(${x},${y})` },
    draw("title", {}, clean(text)),
    draw("path", { d: shapePath(node === undefined ? "dot" : group.shape, size), fill: group[state.theme], "fill-opacity": node === undefined ? 0.4 : 1 }),
    draw("text", { y: size + 14, "text-anchor": "middle", fill: palette().ink, stroke: palette().ground, "stroke-width": 3, "paint-order": "stroke" }, clean(shorten(text, 40))));
}

// What XML cannot hold.
function clean(text) {
  return text.toWellFormed?.().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd") ?? text;
}
