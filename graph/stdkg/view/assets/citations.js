// Who says so: numbers beside a statement, and what they stand for below.

function citeBook() {
  const numbers = new Map();
  const items = make("ol");
  return {
    // The marks of the citations of one statement.
    marks(cites) {
      if (!cites.length) return [];
      return make("span", { class: "cites" }, cites.slice(0, 12).map((cite) => {
        if (!numbers.has(cite)) {
          numbers.set(cite, numbers.size + 1);
          fill(items, make("li", { id: "cite-" + numbers.size, tabindex: -1 }, citation(DATA.citations[cite])));
        }
        const number = numbers.get(cite);
        const text = citationText(DATA.citations[cite]);
        const go = () => byId("cite-" + number)?.focus();
        return button(String(number), go, { class: "cite", title: text, "aria-label": `${say("sources")} ${number}: ${text}` });
      }));
    },
    // The list of all citations that are marked, those of rows that are shown later too.
    list() {
      if (!numbers.size) return null;
      return make("section", { class: "sources" }, make("h3", { text: say("sources") }), items);
    },
  };
}

function citationText(cite) {
  if (cite.kind === "reference" || cite.kind === "derived") return say(cite.kind);
  if (cite.kind === "graph") return cite.id;
  const source = DATA.sources[cite.source];
  const parts = [named(source.title), source.publisher, source.issued, say("passage", cite.number)];
  if (cite.locator) parts.push(cite.locator);
  if (cite.at) parts.push(say("characters", ...cite.at));
  if (cite.speaker !== undefined) parts.push(say("speaker", term(cite.speaker)));
  return parts.filter(Boolean).map((part) => shorten(String(part), 300)).join(say("comma"));
}

function citation(cite) {
  const text = isolated(citationText(cite));
  const source = DATA.sources[cite.source];
  if (!source) return text;
  const id = make("code", { text: cite.id ?? `${source.id.replace(/^source:/, "passage:")}/${cite.number}` });
  return isWebAddress(source.url ?? "") ? [text, " ", link(source.url, say("open")), " ", id] : [text, " ", id];
}
