// The legend, which is the filter as well: classes, relations, years. And the tools in the bar.

function drawLegend() {
  const legend = byId("legend");
  const opened = legend.querySelector("details")?.open ?? isWide();
  const sizes = tally(DATA.nodes.group);
  const uses = tally(DATA.edges.relation);
  const groups = DATA.groups.map((group, number) => [number, sentence(named(group.name)), sizes.get(number) ?? 0, shapeIcon(group)]);
  const relations = DATA.relations.map((relation, number) => [number, sentence(named(relation.name)), uses.get(number) ?? 0, null]);
  const byUse = (a, b) => b[2] - a[2] || a[1].localeCompare(b[1]);
  replace(legend, make("details", { open: opened },
    make("summary", { text: say("legend") }),
    choices("classes", groups.sort(byUse), state.hiddenGroups),
    choices("relations", relations.sort(byUse), state.hiddenRelations),
    yearChoice()));
  legend.setAttribute("aria-label", say("legend"));
}

function tally(column) {
  const found = new Map();
  for (const value of column) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function choices(name, rows, hidden) {
  if (!rows.length) return null;
  const filter = () => { refresh(); drawPanel(); drawList(); };
  const all = (on) => () => {
    hidden.clear();
    if (!on) rows.forEach(([number]) => hidden.add(number));
    drawLegend();
    filter();
    byId(`${name}-${on ? "all" : "none"}`).focus();
  };
  const items = rows.map(([number, text, uses, icon]) => {
    const box = make("input", { type: "checkbox", on: { change: () => {
      if (box.checked) hidden.delete(number);
      else hidden.add(number);
      filter();
    } } });
    box.checked = !hidden.has(number);
    return make("li", {}, make("label", {}, box, icon, isolatedTerm(text), make("small", { text: count(uses) })));
  });
  return make("fieldset", { class: name }, make("legend", { text: say(name) }),
    make("p", { class: "both" },
      button(say("all"), all(true), { id: name + "-all" }), button(say("none"), all(false), { id: name + "-none" })),
    cutList(items, (item) => item, 60));
}

function yearChoice() {
  const years = yearsKnown();
  if (years.length < 2) return null;
  const choice = (end) => {
    const select = make("select", { on: { change: () => {
      state.years[end] = select.value === "" ? null : Number(select.value);
      refresh();
      drawPanel();
      drawList();
    } } }, make("option", { value: "", text: say("anyYear") }), years.map((year) => make("option", { value: year, text: year })));
    select.value = state.years[end] ?? "";
    return make("label", {}, say(end ? "to" : "from"), " ", select);
  };
  return make("fieldset", { class: "years" }, make("legend", { text: say("years") }), choice(0), " ", choice(1));
}

function drawTools() {
  const bar = byId("tools");
  const held = document.activeElement?.id;
  const menuOpen = bar.querySelector("details")?.open ?? false;
  const menu = make("details", { class: "menu", open: menuOpen }, make("summary", { text: say("menu") }), make("div", {},
    button(say("png"), savePng, { id: "png" }),
    button(say("svg"), saveSvg, { id: "svg" }),
    button(say("print"), () => window.print(), { id: "print" }),
    button(say("reset"), resetPlaces, { id: "reset" }),
    button(say("physics"), () => setPhysics(!physicsOn()), { id: "physics", "aria-pressed": String(physicsOn()) }),
    DATA.large && nodeCount() <= MOST_SHOWN ? button(say("showAll"), showEverything, { id: "everything" }) : null));
  replace(bar,
    button("‹", () => walk(-1), { id: "back", "aria-label": say("back"), title: say("back"), disabled: trail.at === 0 }),
    button("›", () => walk(1), { id: "forward", "aria-label": say("forward"), title: say("forward"), disabled: trail.at === trail.max }),
    button(say(DATA.large ? "overview" : "whole"), showOverview, { id: "overview" }),
    button(say(state.listed ? "graph" : "list"), () => setListed(!state.listed), { id: "view" }),
    button(say("language"), switchLanguage, { id: "language", lang: state.lang === "zh" ? "en" : "zh" }),
    button("◐", switchTheme, { id: "theme", "aria-label": say("theme"), title: say("theme") }),
    menu);
  bar.setAttribute("aria-label", say("menu"));
  menu.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !menu.contains(relatedTarget) && closeMenu());
  const again = held && bar.querySelector("#" + CSS.escape(held));
  if (again) (again.disabled ? byId("overview") : again).focus();
}

// Whether it was open.
function closeMenu() {
  const menu = document.querySelector(".menu");
  const wasOpen = menu?.open ?? false;
  if (wasOpen) menu.open = false;
  return wasOpen;
}

function switchLanguage() {
  state.lang = state.lang === "zh" ? "en" : "zh";
  remember("lang", state.lang);
  askInAddress(state.lang);
  drawAll();
}

function switchTheme() {
  setTheme(state.theme === "dark" ? "light" : "dark");
  remember("theme", state.theme);
  drawAll();
}

function setTheme(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
}
