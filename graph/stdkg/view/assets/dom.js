// Elements built node by node: text is only ever text, an address only ever http or https.

const SVG = "http://www.w3.org/2000/svg";

function byId(id) {
  return document.getElementById(id);
}

// Whether legend, drawing and panel stand side by side, by the width of the window in letters.
function isWide() {
  return window.matchMedia("(min-width: 50em)").matches;
}

function fill(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "") {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, action] of Object.entries(value)) element.addEventListener(event, action);
    } else if (name === "text") {
      element.textContent = value;
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  return fill(element, children);
}

function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return fill(element, children);
}

function button(label, action, attributes = {}) {
  return make("button", { type: "button", ...attributes, on: { click: action } }, label);
}

function isWebAddress(text) {
  return /^https?:\/\/[^\s]+$/i.test(text);
}

function link(address, label) {
  if (!isWebAddress(address)) return make("span", { text: label });
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label);
}

function replace(element, ...children) {
  element.replaceChildren();
  return fill(element, children);
}

// A text whose direction is its own, whatever stands around it.
function isolated(text, language) {
  return make("bdi", { lang: language || null, text: balanced(String(text)) });
}

// The name of a class or relation, which may be one long word: it breaks where StandardOrganization has its second capital.
function isolatedTerm(text) {
  const element = isolated(text);
  const parts = element.textContent.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return replace(element, parts.map((part, place) => [place ? make("wbr") : null, part]));
}

// Who works by keyboard goes on at an element that is new.
function goOnAt(element) {
  const next = element.querySelector("button, a, input");
  if (!next) element.tabIndex = -1;
  (next ?? element).focus();
}

function shapeIcon(group) {
  const icon = draw("svg", { viewBox: "-9 -9 18 18", width: 16, height: 16, "aria-hidden": "true", class: "icon" });
  icon.append(draw("path", { d: shapePath(group.shape, 7) }));
  for (const theme of ["light", "dark"]) icon.style.setProperty("--" + theme, group[theme]);
  return icon;
}

// The outline of a shape around 0,0, for the legend, for SVG and for the picture that is panned.
function shapePath(shape, size) {
  const ring = (corners, start, radius = size) =>
    "M" + Array.from({ length: corners }, (_, corner) => {
      const angle = start + (corner * 2 * Math.PI) / corners;
      return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
    }).join("L") + "Z";
  switch (shape) {
    case "square": return `M${-size},${-size}H${size}V${size}H${-size}Z`;
    case "diamond": return ring(4, 0);
    case "triangle": return ring(3, -Math.PI / 2, size * 1.15);
    case "triangleDown": return ring(3, Math.PI / 2, size * 1.15);
    case "hexagon": return ring(6, 0);
    case "star": {
      const points = Array.from({ length: 10 }, (_, corner) => {
        const angle = -Math.PI / 2 + (corner * Math.PI) / 5;
        const radius = corner % 2 ? size * 0.5 : size * 1.25;
        return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
      });
      return "M" + points.join("L") + "Z";
    }
    default: return `M${-size},0A${size},${size} 0 1 0 ${size},0A${size},${size} 0 1 0 ${-size},0Z`;
  }
}
