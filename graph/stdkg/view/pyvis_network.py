"""The one module that touches pyvis.

`PageNetwork` is a pyvis `Network` whose page is ours: `generate_html`, `write_html`, `save_graph`, `show` give one file
that works offline, in UTF-8, and writes nothing beside it. Nodes and edges added to it with pyvis's own methods are on
the page too. What pyvis does otherwise, and why it is not used, stands in `assets/README.md`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from stdkg.view.document import assets_dir, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stdkg.view.payload import Payload

__all__ = ["PageNetwork", "vis_network"]

_HEIGHT = "640px"


def vis_network() -> str:
    """Return vis-network as pyvis bundles it, its licence before it, without the address of its source map."""
    from pyvis import network

    folder = Path(network.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    text = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    licence = (assets_dir() / "LICENSE.vis-network").read_text(encoding="utf-8")
    return f"/*!\n{licence}*/\n" + text.partition("//# sourceMappingURL=")[0]


class PageNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A network that shows itself as the page of stdkg.

    Args:
        payload: what the page knows.
        lang: the language it opens in, "en" or "zh"; None for that of the reader's browser.
        title: its heading in English and in Chinese; one text where they are the same.
        focus: the CURIE of the node that it opens on.
    """

    def __init__(
        self, payload: Payload, *, lang: str | None, title: Sequence[str], focus: str | None
    ) -> None:
        super().__init__(height=_HEIGHT, directed=True, cdn_resources="in_line")
        self.templateEnv = _environment()
        self.path = "page.html"
        self.payload = payload
        self.page_settings: dict[str, Any] = {"lang": lang, "title": list(title), "focus": focus}
        self._fill(payload.data)
        self.toggle_physics(False)

    def _fill(self, data: Mapping[str, Any]) -> None:
        """Put nodes and edges in; pyvis's own `add_node` searches a list for each, which takes minutes for many."""
        nodes, groups = data["nodes"], data["groups"]
        for number, name in enumerate(nodes["id"]):
            group = groups[nodes["group"][number]]
            self.nodes.append(
                {
                    "id": name,
                    "label": nodes["en"][number] or name,
                    "shape": group["shape"],
                    "color": group["light"],
                    "size": nodes["size"][number],
                    "x": nodes["x"][number],
                    "y": nodes["y"][number],
                }
            )
        self.node_ids = list(nodes["id"])
        self.node_map = {node["id"]: node for node in self.nodes}
        edges, relations = data["edges"], data["relations"]
        for source, target, relation in zip(edges["from"], edges["to"], edges["relation"], strict=True):
            ends = {"from": nodes["id"][source], "to": nodes["id"][target]}
            self.edges.append({**ends, "arrows": "to", "label": relations[relation]["name"][0]})
        self._own = len(self.nodes), len(self.edges)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """Return the page; the arguments are pyvis's and change nothing."""
        del local, notebook
        data = {**self.payload.data, **self.page_settings, "added": self._added()}
        self.templateEnv.globals["page"] = render(data, vis_network())
        return str(super().generate_html(name))

    def _added(self) -> dict[str, list[dict[str, Any]]]:
        """What was added with pyvis's methods."""
        nodes, edges = self._own
        return {"nodes": self.nodes[nodes:], "edges": self.edges[edges:]}

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to the file `name`, and open it in a browser if asked to.

        Raises:
            AccessError: the file cannot be written.
        """
        from stdkg.files import atomic_writer

        del local, notebook
        path = Path(name)
        with atomic_writer(path, force=True) as out:
            out.write(self.generate_html().encode())
        if open_browser:
            import webbrowser

            webbrowser.open(path.resolve().as_uri())

    def save_graph(self, name: str) -> None:
        """Write the page to the file `name`."""
        self.write_html(name)

    def show(self, name: str, local: bool = True, notebook: bool = False) -> PageNetwork:
        """Write the page to the file `name` and return the network, which shows itself in a notebook."""
        self.write_html(name, local, open_browser=not notebook)
        return self

    def _repr_html_(self) -> str:
        """The page inline, for Jupyter: a frame that may run scripts and save files, and nothing else."""
        from html import escape

        source = escape(self.generate_html(), quote=True)
        style = f"width:100%;height:{_HEIGHT};border:1px solid #8888"
        return (
            f'<iframe title="{escape(self.page_settings["title"][0], quote=True)}" style="{style}" '
            f'sandbox="allow-scripts allow-downloads allow-popups" srcdoc="{source}"></iframe>'
        )


def _environment() -> Any:  # noqa: ANN401  jinja2's Environment, which pyvis brings
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(assets_dir()), autoescape=True)
