// Figures about a node: a table, and bars where several of them can be compared.

const SIGNS = {
  "std:moreThan": ">", "std:atLeast": "≥", "std:fewerThan": "<", "std:atMost": "≤", "std:nearly": "≲", "std:approximately": "≈",
};
function amount(figure) {
  if (figure.rank !== undefined) return say("rank", figure.rank);
  const sign = SIGNS[DATA.termIds[figure.comparator]] ?? "";
  const value = typeof figure.value === "number" ? count(figure.value) : String(figure.value ?? "–");
  if (DATA.termIds[figure.unit] === "std:percent") return `${sign}${value}%`;
  return sign + value;
}

function figureScope(figure, node) {
  const self = DATA.nodes.id[node];
  const parts = [];
  for (const name of ["sector", "level", "about", "area", "status"]) {
    if (figure[name] !== undefined && DATA.termIds[figure[name]] !== self) parts.push(term(figure[name]));
  }
  if (figure.by !== undefined && DATA.termIds[figure.by] !== self) parts.push(say("by", term(figure.by)));
  return parts.join(say("comma"));
}

function figureSection(node, book) {
  const figures = told(DATA.details[node][1].map((number) => DATA.figures[number]).filter((figure) => inYears(figure.years)), node);
  if (!figures.length) return null;
  figures.sort((a, b) => term(a.measure ?? "").localeCompare(term(b.measure ?? ""))
    || String(b.period ?? "").localeCompare(String(a.period ?? "")) || (b.value ?? 0) - (a.value ?? 0));
  const head = make("tr", {}, ["measure", "value", "period"].map((name) =>
    make("th", { scope: "col", class: name === "value" ? "number" : null, text: say(name) })));
  return make("section", { class: "figures" }, make("h3", { text: say("figures") }), charts(figures, node),
    figureTable(head, figures, (figure) => figureRow(figure, node, book)));
}

// Figures that several sources state alike are one, with the citations of all.
function told(figures, node) {
  const found = new Map();
  for (const figure of figures) {
    const key = JSON.stringify([figure.measure, amount(figure), figure.unit, figure.period, figureScope(figure, node)]);
    const known = found.get(key);
    if (known) known.cites = [...new Set([...known.cites, ...figure.cites])];
    else found.set(key, { ...figure });
  }
  return [...found.values()];
}

const FIRST_ROWS = 10;
const IN_A_CELL = 120; // characters

function figureTable(head, figures, draw) {
  const body = make("tbody", {}, figures.slice(0, FIRST_ROWS).map(draw));
  const table = make("table", {}, make("thead", {}, head), body);
  const rest = figures.length - FIRST_ROWS;
  if (rest <= 0) return table;
  const more = button(say("more", count(rest)), () => {
    more.remove();
    const rows = figures.slice(FIRST_ROWS).map(draw);
    fill(body, rows);
    goOnAt(rows[0]);
  });
  return [table, more];
}

function figureRow(figure, node, book) {
  const scope = figureScope(figure, node);
  const unit = DATA.termIds[figure.unit] === "std:percent" || figure.unit === undefined ? "" : term(figure.unit);
  const period = shorten(String(figure.period ?? ""), IN_A_CELL);
  return make("tr", {},
    make("th", { scope: "row" }, isolated(term(figure.measure ?? "–")), scope ? make("small", {}, isolated(scope)) : null),
    make("td", { class: typeof figure.value === "string" ? "words" : "number" }, isolated(shorten(amount(figure), IN_A_CELL)), unit ? make("small", { text: unit }) : null),
    make("td", { class: period.length > 24 ? "words" : "year" }, isolated(period), " ", book.marks(figure.cites)));
}

// One chart for a measure and unit of which several figures differ by year, level, sector, region or agency: the three
// that compare most. Figures about different documents are no series.
function charts(figures, node) {
  const kinds = new Map();
  for (const figure of figures) {
    if (typeof figure.value !== "number" || figure.measure === undefined) continue;
    const key = `${figure.measure} ${figure.unit}`;
    if (!kinds.has(key)) kinds.set(key, []);
    kinds.get(key).push(figure);
  }
  const series = [...kinds.values()].filter((kind) => kind.length > 1 && isSeries(kind));
  series.sort((a, b) => b.length - a.length);
  return series.slice(0, 3).map((kind) => barChart(firstBars(kind), node));
}

function isSeries(figures) {
  const about = new Set(figures.map((figure) => figure.about));
  return about.size === 1 || about.size * 2 <= figures.length || figures.some((figure) => figure.about === undefined);
}

const BARS = 10;

// The latest years in their order where there are several, else the largest first.
function firstBars(figures) {
  const inTime = new Set(figures.map((figure) => figure.period)).size > 1;
  figures.sort((a, b) => (inTime ? String(a.period).localeCompare(String(b.period)) : 0) || b.value - a.value);
  return inTime ? figures.slice(-BARS) : figures.slice(0, BARS);
}

function barChart(figures, node) {
  const [width, row] = [320, 30];
  const most = Math.max(...figures.map((figure) => Math.abs(figure.value)), 1e-9);
  const title = term(figures[0].measure);
  const described = figures.map((figure) => `${figureScope(figure, node) || figure.period}: ${amount(figure)}`).join("; ");
  const chart = draw("svg", {
    viewBox: `0 0 ${width} ${figures.length * row}`, role: "img", "aria-label": `${title}: ${described}`, class: "chart",
  });
  figures.forEach((figure, turn) => {
    const y = turn * row;
    const scope = [figureScope(figure, node), figure.period].filter(Boolean).join(say("comma"));
    const length = Math.max(1.5, (Math.abs(figure.value) / most) * (width - 70));
    chart.append(
      draw("text", { x: 0, y: y + 11, class: "bar-name" }, shorten(scope, 46)),
      draw("rect", { x: 0, y: y + 15, width: length.toFixed(1), height: 10, rx: 2, class: "bar" }),
      draw("text", { x: (length + 5).toFixed(1), y: y + 24, class: "bar-value" }, amount(figure)),
    );
  });
  return make("figure", {}, make("figcaption", {}, isolated(title)), chart);
}
