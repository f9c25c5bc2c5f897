// The words of the page in its two languages.

const WORDS = {
  en: {
    search: "Search for a name", noMatch: "Nothing is called that", results: "{0} name{0:s} found",
    classes: "Classes", relations: "Relations", years: "Years", from: "from", to: "to", all: "all", none: "none",
    anyYear: "any", legend: "Legend and filters", list: "List", graph: "Graph", theme: "Light or dark",
    language: "中文", back: "Back", forward: "Forward", overview: "Overview", showAll: "Show all",
    png: "Save as PNG", svg: "Save as SVG", reset: "Positions as computed", physics: "Let nodes move",
    print: "Print", menu: "More", fit: "Whole graph", whole: "All", zoomIn: "Closer", zoomOut: "Farther", close: "Close",
    centre: "Centre", only: "Only this neighbourhood", expand: "Show {0} more neighbour{0:s}", everything: "Show everything",
    facts: "What is stated", figures: "Figures", sources: "Sources", links: "Relations",
    measure: "Measure", value: "Value", period: "Year", by: "by {0}", comma: ", ", rank: "rank {0}",
    passage: "passage {0}", characters: "characters {0}–{1}", speaker: "said by {0}",
    reference: "Reference data: codes and established names", derived: "Computed from other statements",
    open: "Open the source", unnamed: "no name",
    stated: "{0} node{0:s}, {1} relation{1:s} shown", leftOut: "; {0} among the neighbours left out",
    allBetween: "Draw {0} relations among the neighbours", fewerBetween: "Hide {0} relations among the neighbours", selected: "{0}: {1}, {2} relation{2:s}",
    cluster: "{0} and {1} more", classCluster: "{0}: {1}", otherClasses: "Other classes", nodes: "{0} node{0:s}", members: "Members", openCluster: "Show the {0} best connected",
    remaining: "{0} member{0:s} not shown yet",
    hintLarge: "{0} node{0:s} in {1} cluster{1:s}. Click a cluster to see who is in it, or search for a name.",
    noDetails: "The graph is too large for statements on this page. Make a page around this node to see them.",
    tooMany: "There are too many nodes to let them move. Show fewer of them.",
    nothing: "Nothing is left to show. Take a filter away.", empty: "This graph has no nodes.",
    more: "Show {0} more", name: "Name", kind: "Class", degree: "Relations", year: "Years",
    keys: "Arrow keys go to the next node, Enter centres, + and − zoom, 0 shows everything, Escape leaves.",
    skip: "Skip to the list", skipGraph: "Skip to the graph", moved: "Positions are kept in this browser.",
  },
  zh: {
    search: "按名称搜索", noMatch: "没有这个名称", results: "找到{0}个",
    classes: "类别", relations: "关系", years: "年份", from: "从", to: "到", all: "全选", none: "全不选",
    anyYear: "不限", legend: "图例与筛选", list: "列表", graph: "图谱", theme: "浅色或深色",
    language: "English", back: "后退", forward: "前进", overview: "概览", showAll: "全部显示",
    png: "保存为 PNG", svg: "保存为 SVG", reset: "恢复原有位置", physics: "允许节点移动",
    print: "打印", menu: "更多", fit: "整个图谱", whole: "全部", zoomIn: "放大", zoomOut: "缩小", close: "关闭",
    centre: "居中", only: "只看相邻节点", expand: "再显示{0}个相邻节点", everything: "显示全部",
    facts: "陈述", figures: "数据", sources: "来源", links: "关系",
    measure: "指标", value: "数值", period: "年份", by: "由{0}", comma: "，", rank: "第{0}位",
    passage: "第{0}段", characters: "字符{0}–{1}", speaker: "{0}所述",
    reference: "参考数据：代码与通用名称", derived: "由其他陈述推算",
    open: "打开来源", unnamed: "无名称",
    stated: "显示{0}个节点、{1}条关系", leftOut: "；略去相邻节点之间的{0}条",
    allBetween: "画出相邻节点之间的{0}条关系", fewerBetween: "隐去相邻节点之间的{0}条关系", selected: "{0}：{1}，{2}条关系",
    cluster: "{0}等{2}个", classCluster: "{0}：{1}个", otherClasses: "其他类别", nodes: "{0}个节点", members: "成员", openCluster: "显示联系最多的{0}个",
    remaining: "还有{0}个成员未显示",
    hintLarge: "{0}个节点，分为{1}组。点击一组查看其成员，或按名称搜索。",
    noDetails: "图谱过大，本页不含陈述。请以此节点为中心另制一页。",
    tooMany: "节点过多，无法移动。请减少显示的节点。",
    nothing: "没有可显示的内容，请减少筛选条件。", empty: "图谱中没有节点。",
    more: "再显示{0}个", name: "名称", kind: "类别", degree: "关系数", year: "年份",
    keys: "方向键移到相邻节点，回车居中，+ 和 − 缩放，0 显示全部，Esc 退出。",
    skip: "跳到列表", skipGraph: "跳到图谱", moved: "位置保存在本浏览器中。",
  },
};

// `{0}` stands for a value, `{0:s}` for the ending of what there are so many of, which one alone has not.
function say(key, ...values) {
  return WORDS[state.lang][key].replace(/\{(\d)(?::(\w+))?\}/g, (_, number, ending) =>
    ending === undefined ? String(values[number]) : String(values[number]) === "1" ? "" : ending);
}

// Names of classes and relations come as each vocabulary writes them; in a list they begin alike.
function sentence(text) {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}

function count(number) {
  return number.toLocaleString(state.lang === "zh" ? "zh-CN" : "en-GB");
}

// Whether there is anything to see.
function isVisible(text) {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

// A text that closes each isolate that it opens and no other: it would reach beyond the element that it stands in.
function balanced(text) {
  let open = 0;
  const kept = text.replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark !== "\u2069") open += 1;
    else if (open) open -= 1;
    else return "";
    return mark;
  });
  return kept + "\u2069".repeat(open);
}

// A text for where no element can isolate it, as in the title of the window.
function withoutDirections(text) {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}

function shorten(text, length) {
  const characters = Array.from(text);
  return characters.length <= length ? text : characters.slice(0, length - 1).join("") + "…";
}
