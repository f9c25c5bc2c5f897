// Start.

function drawAll() {
  drawAround();
  drawWithin();
}

function drawAround() {
  document.documentElement.lang = state.lang;
  replace(byId("title"), isolated(named(DATA.title)));
  byId("skip").textContent = say("skip");
  byId("skip-graph").textContent = say("skipGraph");
  drawSearch();
  drawTools();
  drawLegend();
  drawZoom();
}

function drawWithin() {
  refresh();
  drawPanel();
  drawList();
}

function drawZoom() {
  const tools = [["+", "zoomIn", () => zoom(1.25)], ["−", "zoomOut", () => zoom(0.8)], ["⤢", "fit", () => fit()]];
  replace(byId("zoom"), tools.map(([sign, name, action]) => button(sign, action, { id: name, "aria-label": say(name), title: say(name) })));
  byId("zoom").setAttribute("aria-label", say("fit"));
}

// On paper the ground is white, whatever the theme.
let themeOnScreen = "light";

function onPaper(on) {
  if (on) themeOnScreen = state.theme;
  setTheme(on ? "light" : themeOnScreen);
  refresh();
}

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

function start() {
  state.lang = firstLanguage();
  const chosen = window.matchMedia("(forced-colors: active)").matches ? null : recall("theme");
  setTheme(chosen ?? (prefersDark.matches ? "dark" : "light"));
  prefersDark.addEventListener("change", () => {
    if (recall("theme")) return;
    setTheme(prefersDark.matches ? "dark" : "light");
    drawAll();
  });
  startCanvas();
  drawAround();
  scene = computeScene();
  takeSize(); // what is around the drawing has its size now
  fit(); // before anything is drawn, as what is seen from afar is drawn larger
  drawWithin();
  byId("graph").addEventListener("keydown", graphKeys);
  byId("skip").addEventListener("click", () => {
    setListed(true);
    goOnAt(byId("list"));
  });
  byId("skip-graph").addEventListener("click", () => {
    setListed(false);
    byId("graph").focus();
  });
  document.addEventListener("pointerdown", ({ target }) => target.closest?.(".menu") ?? closeMenu());
  document.addEventListener("keydown", leave);
  window.addEventListener("beforeprint", () => onPaper(true));
  window.addEventListener("afterprint", () => onPaper(false));
  window.addEventListener("popstate", (event) => {
    if (event.state) arrive(event.state.at);
    else if (nodeInAddress() !== null) focusOn(nodeInAddress());
    else arrive(0);
  });
  keepView();
  const named = nodeInAddress();
  const first = named ?? indexOf.get(DATA.focus) ?? null;
  if (first !== null) focusOn(first);
  if (named !== null || (first !== null && !isWide())) centre(first);
  else if (first !== null) fit(); // a page made around a node shows all of it, where there is room
  document.body.dataset.ready = "true";
}

start();
