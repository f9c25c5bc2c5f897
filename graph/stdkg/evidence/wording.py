"""What verify and coverage say, in English and Chinese: one place for the words.

Example:
    >>> say("number-missing", "en", value="35")
    ('no number 35 stands in the passage', "write the number that the passage prints, or move the passage's edges")
"""

from __future__ import annotations

from typing import Final

__all__ = ["KINDS", "LANGUAGES", "label", "say"]

LANGUAGES: Final = ("en", "zh")

_FAULTS: dict[str, tuple[str, str, str, str]] = {
    "text-changed": (
        "the text is not the one that was cited: {change}",
        "give the text as it was retrieved{hint}, or read the changed passages again",
        "文本与所引文本不一致：{change}",
        "请提供取得时的原始文本{hint}，或重新核读有变动的引文",
    ),
    "passage-changed": (
        "rests on the first passage that differs; it says {claims}",
        "read the passage again and write what it says now",
        "所依据的引文是第一处有变动的引文；其内容为 {claims}",
        "请重新核读该引文并按现文填写",
    ),
    "context-changed": (
        "rests on passage {context} as its context, the first passage that differs; it says {claims}",
        "read both passages again and write what they say now",
        "以引文 {context} 为上下文，该引文是第一处有变动的引文；其内容为 {claims}",
        "请重新核读两处引文并按现文填写",
    ),
    "text-length": (
        "the text has {found} characters, the table says {wanted}",
        "write length {found} in sources.csv",
        "文本共 {found} 个字符，表中为 {wanted}",
        "请在 sources.csv 中将 length 改为 {found}",
    ),
    "text-unsealed": (
        "the source has positions but no hash of its text",
        "write text_sha256 {found} in sources.csv",
        "来源有引文位置但没有全文哈希值",
        "请在 sources.csv 中将 text_sha256 填为 {found}",
    ),
    "passage-hash": (
        "the stretch has another hash than the table",
        "move the passage's edges, or write sha256 {found} in passages.csv",
        "该段文字的哈希值与表中不同",
        "请调整引文起止位置，或在 passages.csv 中将 sha256 改为 {found}",
    ),
    "passed-over-hash": (
        "the stretch passed over has another hash than the table",
        "move its edges, or write sha256 {found} in passed_over.csv",
        "略过的文字的哈希值与表中不同",
        "请调整其起止位置，或在 passed_over.csv 中将 sha256 改为 {found}",
    ),
    "outside-text": (
        "lies outside the text of {length} characters",
        "write a start and an end between 0 and {length}, the end above the start",
        "超出全文 {length} 个字符的范围",
        "请填写 0 至 {length} 之间的起止位置，且止大于起",
    ),
    "number-missing": (
        "no number {value} stands in the passage",
        "write the number that the passage prints, or move the passage's edges",
        "引文中没有数字 {value}",
        "请按引文所印数字填写，或调整引文起止位置",
    ),
    "no-number": (
        "{value} is no number",
        "write digits with a point for decimals",
        "{value} 不是数字",
        "请用数字填写，小数用点",
    ),
    "year-missing": (
        "the year {year} stands neither in the passage nor in its context",
        "write the period that the source gives, or name the passage that gives it as context",
        "引文及其上下文中均没有年份 {year}",
        "请按来源填写时期，或将给出该时期的引文列为上下文",
    ),
    "name-missing": (
        "{name} stands neither in the passage nor in its context under any of its names",
        "add the name that the text uses to names.csv, or name the passage that holds it as context",
        "引文及其上下文中均未出现 {name} 的任何名称",
        "请将文中所用名称加入 names.csv，或将出现该名称的引文列为上下文",
    ),
    "unnamed": (
        "{name} has no name in this graph, so nothing can be looked for",
        "add the name that the text uses to names.csv",
        "{name} 在图谱中没有名称，无从核对",
        "请将文中所用名称加入 names.csv",
    ),
    "wording-missing": (
        "the passage is cited for the name {wording!r}, which stands neither in it nor in its context",
        "write the name as the text spells it, or leave its passage empty",
        "引文被引作名称“{wording}”的依据，但引文及其上下文中均无此名称",
        "请按原文写法填写名称，或不填其引文",
    ),
    "comparator-missing": (
        "no word for {name} stands at the number, nor anywhere in the passage or its context away from a number",
        (
            "write the comparator that the passage shows (std:exactly for a number that stands alone), "
            "or add the word as skos:hiddenLabel of {name}"
        ),
        "数字旁没有表示 {name} 的词，引文及其上下文的其他位置也没有",
        "请按引文填写限定词（数字单独出现时为 std:exactly），或将该词加为 {name} 的 skos:hiddenLabel",
    ),
    "comparator-differs": (
        "the passage hedges the number {number} with a word for {hedges}",
        "write comparator {hedges}",
        "引文中数字 {number} 带有表示 {hedges} 的限定词",
        "请将限定词改为 {hedges}",
    ),
    "unit-differs": (
        "the passage prints {number} with a percent sign, the unit is {name}",
        "write unit percent",
        "引文中 {number} 后有百分号，而单位为 {name}",
        "请将单位改为 percent",
    ),
    "unit-missing": (
        "no word for the unit {name} stands in the passage or its context",
        "write the unit that the passage shows, or add the word as skos:hiddenLabel of {name}",
        "引文及其上下文中没有表示单位 {name} 的词",
        "请按引文填写单位，或将该词加为 {name} 的 skos:hiddenLabel",
    ),
}

KINDS: Final = tuple(_FAULTS)
"""The kinds of failure."""

_LABELS: dict[str, tuple[str, str]] = {
    "where": ("{source}: passage {passage} [{start}-{end}]", "{source}：引文 {passage} [{start}-{end}]"),
    "located": ("{source}: passage {passage} [located]", "{source}：引文 {passage} [仅定位]"),
    "stretch": ("{source}: [{start}-{end}]", "{source}：[{start}-{end}]"),
    "source": ("{source}", "{source}"),
    "join": ("{where}: {claim}{message}; {repair}", "{where}：{claim}{message}；{repair}"),
    "claim": ("{subject} {predicate} {value}: ", "{subject} {predicate} {value}："),
    "more": (
        "{message} (so do {count} more claims of the passage)",
        "{message}（该引文另有 {count} 条陈述同此）",
    ),
    "first-differs": (
        "passage {passage} [{start}-{end}] is the first of {count} that differ",
        "共 {count} 处引文有变动，第一处为引文 {passage} [{start}-{end}]",
    ),
    "outside-passages": (
        "the change lies outside every passage, so each citation still stands",
        "变动位于所有引文之外，各条引文仍成立",
    ),
    "hint-bom": (" (a byte order mark was added or taken away)", "（字节顺序标记被增删）"),
    "hint-newlines": (" (its newlines were changed)", "（换行符被更改）"),
    "hint-edges": (" (blanks at its edge were added or taken away)", "（首尾空白被增删）"),
    "sealed": (
        "{source}: {seal}; {passages} sealed, {located} located",
        "{source}：{seal}；已封存引文 {passages} 处，仅定位引文 {located} 处",
    ),
    "seal-unchanged": ("the text is the one that was cited", "文本与所引文本一致"),
    "seal-changed": ("the text was changed", "文本有变动"),
    "seal-none": ("no hash to hold the text against", "没有可供核对的全文哈希值"),
    "passages": ("{count} passage{s}", "{count}"),
    "claims": (
        (
            "{source}: {total} claim{s}: {letters} matched by letters, {sealed} by the passage's hash only, "
            "{located} by nothing but the passage's place, {assumed} with an assumed area, {unchecked} not checked, {failed} failed"
        ),
        (
            "{source}：陈述 {total} 条：文字相符 {letters} 条，仅由引文哈希值封存 {sealed} 条，仅有定位 {located} 条，"
            "地区为推定 {assumed} 条，未核对 {unchecked} 条，不符 {failed} 条"
        ),
    ),
    "assumed": (
        "{source}: {area} is assumed for {count} claims, as the scope of the source: {subjects}",
        "{source}：{count} 条陈述的地区 {area} 系按来源范围推定：{subjects}",
    ),
    "not-checked": (
        "not checked, no text at hand: {total} source{s}, whose passages are {sealed} sealed, {located} located, {neither} neither: {sources}",
        "未核对（无文本）：来源 {total} 个，其引文已封存 {sealed} 处，仅定位 {located} 处，两者皆无 {neither} 处：{sources}",
    ),
    "verdict-ok": ("verified: {sources}", "核对通过：{sources}"),
    "verdict-failed": ("{count} failure{s}", "不符 {count} 处"),
    "nothing": ("no text was given, nothing was checked", "未提供文本，未作核对"),
    "unread": (
        "{source}: line {line}, offset {offset}: unread {what} {text!r}",
        "{source}：第 {line} 行，位置 {offset}：未读{what} “{text}”",
    ),
    "what-number": ("number", "数字"),
    "what-date": ("date", "日期"),
    "what-name": ("name", "名称"),
    "share": (
        "{source}: {cited} of the text lies in cited passages, {context} in their context, {passed} is passed over, {unread} is left",
        "{source}：全文 {cited} 在所引引文中，{context} 在其上下文中，{passed} 已略过，其余 {unread}",
    ),
    "share-of": (
        "{source}: {what}s: {cited} of {total} cited ({share}), {context} in context, {passed} passed over, {unread} unread",
        "{source}：{what} {total} 处：已引 {cited}（{share}），上下文 {context}，略过 {passed}，未读 {unread}",
    ),
    "not-measured-changed": (
        "{source}: the text was changed, its coverage cannot be measured",
        "{source}：文本有变动，无法统计覆盖率",
    ),
    "not-measured-located": (
        "{source}: its passages have no positions, its coverage cannot be measured",
        "{source}：引文没有起止位置，无法统计覆盖率",
    ),
}


def say(kind: str, lang: str, **values: object) -> tuple[str, str]:
    """Return what is wrong and what to write instead, for a kind of failure."""
    english, english_repair, chinese, chinese_repair = _FAULTS[kind]
    message, repair = (chinese, chinese_repair) if lang == "zh" else (english, english_repair)
    return message.format(**values), repair.format(**values)


def label(name: str, lang: str, **values: object) -> str:
    """Return a line or part of a line of the reports."""
    return _LABELS[name][lang == "zh"].format(**values)
