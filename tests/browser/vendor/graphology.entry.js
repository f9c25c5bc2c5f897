import { MultiDirectedGraph } from "graphology";
import gexf from "graphology-gexf/browser/parser.js";
import graphml from "graphology-graphml/browser/parser.js";

window.graphology = {
  gexf: (text) => gexf(MultiDirectedGraph, text).export(),
  graphml: (text) => graphml(MultiDirectedGraph, text).export(),
};
