"""Tasks of running text: headings that name a body, bullets and paragraphs below them, sentences that make a body responsible."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import replace

import regex

from extract.relations import label_tasks, parts
from extract.relations.actors import Actors, ids
from extract.relations.clauses import clause_of, heading_of, opens_duty, orders, subject_at, verbs
from extract.relations.coreference import refer
from extract.relations.deliverables import deliverable_of
from extract.relations.drafts import Context, Draft
from extract.relations.implied import add_implied
from extract.relations.labels import Label, blocks_of, labels_of
from extract.relations.outline import Node, outline
from extract.relations.roles import directors, inner_roles, marked_roles, reported_to, supports
from extract.state import Plan
from extract.text.sentences import sentences

_UNKNOWN_BODY = regex.compile(  # somebody, though no unit was found: "Giao tổ công tác …", "Đội xung kích có trách nhiệm …", "Các bộ phận, tổ dân phố khẩn trương …"
    r"(?:giao(?:\s+cho)?|yêu\s+cầu|đề\s+nghị|phân\s+công)\s+(?!(?:nhiệm|chỉ|kế|quyền|đất|rừng|biên|xem|bổ|tặng|khen|phê|thông|thực))\p{L}[^,.;:]{3,80}"
    r"|[^.;:]{5,90}?\s(?:có|chịu)\s+trách\s+nhiệm\s(?!của|cao|và|trong\s+việc\s+để)",
    regex.I,
)
_PLURAL_BODY = regex.compile(
    r"(?:căn\s+cứ\s[^.;:]{3,60}?\s)?(?:các|mỗi|từng|toàn\s+thể)\s+(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|phòng|ban|ngành|cấp\s+ủy|tổ\b|đoàn\s+thể|hội|trường|xã|phường|thôn|khu|địa\s+phương|cá\s+nhân|tập\s+thể|chi\s+bộ|"
    r"đồng\s+chí|thành\s+viên|cán\s+bộ|lớp|khối|cụm|chủ|doanh\s+nghiệp|hộ|cơ\s+sở|giáo\s+viên|đội|nhóm|tổ\s+chức)\b[^.;:]{0,90}?(?=\s\p{Ll})",
    regex.I,
)
_ASKS = regex.compile(
    r"[-+*•\s]*(?:(?:trân\s+trọng|kính)\s+)?(?:đề\s+nghị|yêu\s+cầu|phân\s+công|mời|chỉ\s+định|ủy\s+quyền|cử)\b", regex.I
)
#: the part of a body that speaks for it: "Ban Thường vụ Tỉnh đoàn" issues what "Tỉnh đoàn" issues
_CORE = regex.compile(
    r"^(?:Ban\s+(?:Thường\s+vụ|Chấp\s+hành|Thường\s+trực|Giám\s+(?:đốc|hiệu)|Lãnh\s+đạo)|Thường\s+trực|Lãnh\s+đạo)\s+(?:Đảng\s+bộ\s+)?"
)
_COMMA = regex.compile(r"\s*[,;]\s*(?:(?:và|còn|riêng)\s+)?")
_HELPS = regex.compile(r"\s*(?:cùng\s+)?(?:phối\s+hợp|hỗ\s+trợ|tham\s+gia)\b", regex.I)
_IS_MADE = regex.compile(
    r"[^.;:\n]{0,120}?\blàm\s+(?:Phó|Tổ\s+phó|Đội\s+phó|Nhóm\s+phó|Ủy\s+viên|Thành\s+viên|Thư\s+ký)\b", regex.I
)
_OVERALL = regex.compile(r"\s*[:,]?\s*chỉ\s+đạo\s+(?:chung|toàn\s+diện)\b", regex.I)
_ISSUES_PLAN = regex.compile(r"\s*(?:ban\s+hành|xây\s+dựng)\s+[Kk]ế\s+hoạch\s", regex.I)
_DAY = regex.compile(  # "15/11: Phát động …", "Tuần 3 (29/11-05/12): …", "Sáng ngày 20/11/2024: …"
    r"(?:(?:từ\s+)?(?:ngày\s+|sáng\s+|chiều\s+|tối\s+|thứ\s+\w+,?\s+)*\d{1,2}\s?/\s?\d{1,2}(?:/\d{2,4})?(?:\s*(?:-|đến|và)\s*(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{2,4})?)?|tuần\s+(?:thứ\s+)?\d{1,2}\s*\([^()]{5,40}\))\s*(?:\([^()]{1,30}\)\s*)?:\s+\S",
    regex.I,
)
_NEGATED = regex.compile(r"\b(?:được|đã|là|gồm|bao\s+gồm|do)\s", regex.I)
_BRACKETS = regex.compile(r"[();]")


class TextTasks:
    """Tasks of a plan's running text: headings, bullets, paragraphs, label lines."""

    def __init__(self, plan: Plan, actors: Actors) -> None:
        self.plan = plan
        self.t = plan.folded
        self.actors = actors
        self.everybody = frozenset(a.id for a in self.actors.all)
        own = _CORE.sub("", plan.header.issuer or "").strip()
        self.issuer = frozenset(
            u.id for u in plan.units if own and (u.name == plan.header.issuer or _CORE.sub("", u.name).strip() == own)
        )
        self.starts = [d.start for d in plan.deadlines]
        self.last: list[str] = []
        self.contexts: list[Context] = []

    def drafts(self) -> list[Draft]:
        self.nodes = outline(self.plan)
        if add_implied(self.plan, self.actors, self.nodes):
            self.actors = Actors(self.plan)
        labels = {
            i: found
            for i, n in enumerate(self.nodes)
            if (found := labels_of(self.t, n.body, n.end, n.children > 0 and n.minor))
        }
        blocks, of = blocks_of(self.t, self.nodes, labels)
        contexts = self.contexts
        after: dict[int, Context] = {}
        drafts: list[Draft] = []
        for i, n in enumerate(self.nodes):
            above = after.get(n.parent) or (contexts[n.parent] if n.parent >= 0 else Context())
            if i in of or n.preamble:
                contexts.append(above)
                continue
            if not n.labelled and n.parent >= 0 and parts.FORM.match(self.t, n.body, n.end):
                after[n.parent] = above = replace(above, lead=[], tells=True, assigns=False)
            context, made = self._node(i, n, above, labels.get(i, []))
            contexts.append(context)
            drafts += made
            if (
                n.labelled
                and not n.children
                and self.t[n.end - 1] == ":"
                and context.lead
                and context.lead != above.lead
            ):
                after[n.parent] = context  # "1. Giao Phòng A thực hiện các việc:" with 2., 3. beside it
        self.in_block = of
        drafts += self._beside(drafts)
        by_node: dict[int, list[Draft]] = {}
        for d in drafts:
            by_node.setdefault(d.node, []).append(d)
        for b in blocks:
            label_tasks.add_block(self, b, contexts, by_node, drafts)
        return [d for d in drafts if d.lead or d.directs or d.fixed]

    def _beside(self, drafts: list[Draft]) -> list[Draft]:
        """Items among assigned ones whose body is not known: "2. Đội xung kích lãnh đạo …" between units' items; days of a schedule."""
        made = {d.node for d in drafts}
        groups: dict[int, list[int]] = {}
        for i, n in enumerate(self.nodes):
            if (n.labelled or n.bullet) and not n.children and not n.preamble and i not in self.in_block:
                groups.setdefault(n.parent, []).append(i)
        out = []
        for group in groups.values():
            days = [i for i in group if _DAY.match(self.t, self.nodes[i].body, self.nodes[i].end)]
            if len(days) > 1:
                out += [self._plain(i, "day of a schedule", 0.7) for i in days if i not in made]
                continue
            have = [i for i in group if i in made]
            if (
                len(have) < 2
                or len(have) * 2 < len(group)
                or not self.nodes[group[0]].labelled
                or not self.contexts[group[0]].assigns
            ):
                continue
            for i in group:
                n = self.nodes[i]
                if i not in made and self._says_duty(n):
                    out.append(self._plain(i, "item among tasks", 0.5))
        return out

    def _says_duty(self, n: Node) -> bool:
        t = self.t
        if (
            n.end - n.body < 30
            or parts.NOTE.match(t, n.body, n.end)
            or not t[n.body].isupper()
            or opens_duty(t, n.body, n.end)
        ):
            return False
        m = verbs()[1].search(t, n.body, min(n.end, n.body + 120))
        return bool(m) and not _NEGATED.search(t, n.body, m.start() + 1 if m else n.end)

    def _plain(self, i: int, evidence: str, confidence: float) -> Draft:
        n = self.nodes[i]
        d = Draft(n.body, self.trim(n.body, n.end), [], evidence, confidence, node=i, fixed=True)
        self.fill(d, self.contexts[i])
        return d

    # -- one line ------------------------------------------------------------------------------------------------

    def _node(self, i: int, n: Node, above: Context, labels: list[Label]) -> tuple[Context, list[Draft]]:
        t = self.t
        context = replace(above, deadlines=list(above.deadlines))
        end = n.end
        if n.closing:
            context = Context(assigns=True)
        final = t[end - 1]
        text = t[n.body : end]
        headlike = (n.children > 0 or n.bold) and final not in ".;" and len(text) < 260
        if n.labelled and headlike:
            if parts.ASSIGNS.search(text):
                context.assigns, context.tells = True, False
            elif parts.TELLS.match(text):
                context.tells = True
            elif not above.assigns and parts.QUIET.search(text):
                context.quiet = True
        if (n.labelled and headlike) or final == ":":
            context.deadlines += self._deadlines(n.body, end)
        head = heading_of(self.actors, n.body, end) if not n.closing else None
        if head:
            found, q = head
            rest = t[q:end].strip()
            generic = bool(parts.GENERIC.fullmatch(rest))
            if (generic or (headlike and final != ":" and not self._ordered(n) and (n.labelled or n.bold))) and (
                n.children or n.labelled or n.bold or final == ":"
            ):
                if (context.quiet or context.tells) and not orders(t, n.body):
                    return context, []
                context.lead, context.support, context.directs = self._resolve(found, above), [], []
                leads, helps, _ = marked_roles(self.actors, n.body, q)
                if leads and helps:  # "3. Phòng A (chủ trì), Phòng B (phối hợp)"
                    context.support = ids(helps)
                    context.lead = [x for x in context.lead if x not in context.support]
                context.assigns, context.headed, self.last = True, True, context.lead
                return context, []
        elif headlike and not above.lead and (n.labelled or final == ":" or n.bold):
            hit = clause_of(self.actors, n.body, end, True, self.issuer)
            if not hit:
                return context, []
        duty = opens_duty(t, n.body, end)
        if above.lead and headlike and n.children and not head and ((len(text) < 100 and final != ":") or not duty):
            return context, []  # a topic under the unit's heading: "a) Công tác tuyên truyền"
        if above.within and not duty and not clause_of(self.actors, n.body, end, True, self.issuer):
            return context, []  # a part of the work that the line above announces
        if context.tells and not above.lead:
            return context, []
        cut = min((x.at for x in labels), default=end)
        made = self._duties(i, n, context, cut)
        label_tasks.add_inline(self, made, labels, n)
        if not made and cut < end and cut > n.body + 12:
            made = [Draft(n.body, end, [], "inline labels", 0.85, node=i)]
            label_tasks.add_inline(self, made, labels, n)
        if made and (n.children or final == ":"):
            first = made[0]
            context.lead = first.lead or context.lead
            context.headed = context.headed or context.assigns
            context.assigns = context.assigns or final == ":"
            context.within = True
            if final == ":":
                context.support = first.support
            if final == ":" and parts.GENERIC.fullmatch(t[self._predicate : end]):
                made = []
        return context, made

    def _ordered(self, n: Node) -> bool:
        hit = clause_of(self.actors, n.body, n.end, True, self.issuer)
        return bool(hit and not hit.heading and hit.strong and self.t[n.end - 1] == ":")

    def _resolve(self, found: list, above: Context) -> list[str]:
        back = refer(self.t, found, above.lead, self.last)
        return back if back is not None else ids(found)

    def _deadlines(self, a: int, b: int) -> list[str]:
        i = bisect_left(self.starts, a)
        out = []
        while i < len(self.starts) and self.starts[i] < b:
            out.append(self.plan.deadlines[i].id)
            i += 1
        return out

    def _duties(self, i: int, n: Node, context: Context, cut: int) -> list[Draft]:
        """The tasks of one line, without its inline labels."""
        t, out = self.t, []
        self._predicate = n.body
        strict = bool(context.lead) or not context.assigns
        issuer = self.everybody if n.closing else self.issuer
        current: Draft | None = None
        if parts.NOTE.match(t, n.body, n.end) and not context.lead:
            return []
        pieces = [(n.body if k == 0 else a, b) for k, (a, b) in enumerate(sentences(self.plan.text, n.body, cut))]
        for k, (a, b) in enumerate(pieces):
            for first, (x, y) in self.segments(a, b):
                hit = clause_of(self.actors, x, y, strict or k > 0 or not first, issuer)
                if hit is None and first and k and (context.assigns or context.lead):
                    # "… . Trung tâm Văn hóa huyện treo băng rôn": one body that opens a sentence needs no known verb
                    hit = clause_of(self.actors, x, y, False, issuer)
                    hit = (
                        hit
                        if hit and len(hit.subject) == 1 and not hit.subject[0].collective and hit.start == x
                        else None
                    )
                if (
                    hit
                    and hit.order
                    and context.headed
                    and not hit.directs
                    and not n.closing
                    and _ASKS.match(t, hit.start)
                ):
                    hit = None  # under a unit's heading, what is asked of others is that unit's own work
                if hit and n.closing and not (hit.order or hit.strong) and not current:
                    hit = None
                if (
                    hit
                    and not context.lead
                    and not context.assigns
                    and not hit.strong
                    and _ISSUES_PLAN.match(t, hit.predicate)
                ):
                    hit = None
                if hit and context.quiet and not hit.strong:
                    hit = None
                if hit and current and _IS_MADE.match(t, hit.predicate):
                    hit = None  # "…; đồng chí B làm Phó Trưởng đoàn"
                if hit and hit.directs and context.headed and _OVERALL.match(t, hit.predicate):
                    hit.directs = False  # "1. Ban Giám hiệu: - Hiệu trưởng chỉ đạo chung": that is the duty given
                # the first duty of a bullet is the bullet; in the closing words it is the sentence
                start = n.body if (k == 0 and first) or (current is None and not n.closing) else x
                if hit is None:
                    exhorts = parts.EXHORTS.match(t, n.body, n.end) and not context.headed
                    stray = (
                        not (n.bullet or n.labelled)
                        and t[n.end - 1] not in ".;:,/"
                        and not opens_duty(t, n.body, n.end)
                    )
                    if current is None and context.lead and not n.closing and not exhorts and not stray:
                        current = Draft(start, y, list(context.lead), "heading", 0.95, node=i)
                        out.append(current)
                    elif current is None and not n.closing:
                        leads, helps = inner_roles(self.actors, x, y)
                        if leads:
                            current = Draft(start, y, ids(leads), "giao … chủ trì", 0.8, support=ids(helps), node=i)
                            out.append(current)
                        elif context.assigns and not context.tells and first and self._somebody(start, y):
                            current = Draft(start, y, [], "order to a body that is not known", 0.6, node=i, fixed=True)
                            out.append(current)
                    else:
                        self._extend(current, y)
                    continue
                lead = self._resolve(hit.subject, replace(context, lead=current.lead if current else context.lead))
                if current is not None and lead and set(lead) == set(current.lead) and not hit.directs:
                    self._extend(current, y)
                    continue
                if not hit.subject:
                    draft = Draft(start, y, [], "order to a body that is not known", 0.6, node=i, fixed=True)
                elif hit.directs:
                    draft = Draft(start, y, [], "trực tiếp chỉ đạo", 0.95, directs=lead, node=i)
                else:
                    evidence = "order" if hit.order else "run-in heading" if hit.heading else "subject"
                    draft = Draft(start, y, lead, evidence, 0.9 if hit.strong else 0.8, node=i)
                    self._predicate = hit.predicate
                    self.last = lead
                out.append(draft)
                current = draft
        for d in out:
            self.fill(d, context)
        if out:
            out[-1].end = max(out[-1].end, self.trim(out[-1].start, n.end))
        return out

    def _somebody(self, start: int, end: int) -> bool:
        """Whether words name somebody responsible whom no list knows."""
        if _UNKNOWN_BODY.match(self.t, start, end):
            return True
        m = _PLURAL_BODY.match(self.t, start, end)
        if not m:
            return False
        verb = verbs()[1].search(self.t, m.start() + 8, min(end, start + 130))
        return bool(verb) and not _NEGATED.search(self.t, start, verb.start() if verb else end)

    def segments(self, a: int, b: int) -> list[tuple[bool, tuple[int, int]]]:
        """A sentence cut at its semicolons outside brackets, and where a second body with its own time follows a comma."""
        t, out, at, depth = self.t, [], a, 0
        for m in _BRACKETS.finditer(t, a, b):
            c = m.group()
            depth += (c == "(") - (c == ")")
            if c == ";" and depth <= 0 and not self._only_bodies(at, m.start()):
                out.append((at, m.start()))
                at = m.end()
                while at < b and t[at] == " ":
                    at += 1
                depth = 0
        out.append((at, b))
        parts = [piece for span in out for piece in self._two_times(*span)]
        return [(k == 0, span) for k, span in enumerate(parts) if span[1] > span[0]]

    def _only_bodies(self, a: int, b: int) -> bool:
        """ "Phòng A; Phòng B: phối hợp …": the semicolon parts members of the subject."""
        found, q = self.actors.list_at(a, b)
        return bool(found) and not self.t[q:b].strip()

    def _two_times(self, a: int, b: int) -> list[tuple[int, int]]:
        """ "Phòng A hoàn thành … trước 15/3, Phòng B thẩm định … trước 30/3" is two duties."""
        i = bisect_left(self.starts, a)
        times = []
        while i < len(self.starts) and self.starts[i] < b:
            times.append(self.plan.deadlines[i])
            i += 1
        cuts = []
        for first, second in itertools.pairwise(times):
            if second.start - first.end < 12:
                continue
            for m in _COMMA.finditer(self.t, first.end, second.start):
                if not self.actors.first(m.end(), m.end() + 12):
                    continue
                hit = subject_at(self.actors, m.end(), min(b, second.end), True, self.issuer)
                if hit and not hit.heading and not _HELPS.match(self.t, hit.predicate):
                    cuts.append((m.start(), m.end()))
                    break
        starts, ends = [a, *(e for _, e in cuts)], [*(c for c, _ in cuts), b]
        return list(zip(starts, ends, strict=True))

    def _extend(self, current: Draft | None, end: int) -> None:
        if current is not None:
            current.end = max(current.end, end)

    def trim(self, start: int, end: int) -> int:
        while end > start and self.plan.text[end - 1] in " \t":
            end -= 1
        return end

    def fill(self, d: Draft, context: Context) -> None:
        """Supports, directors, those reported to, product, inherited deadlines."""
        for _, found in supports(self.actors, d.start, d.end):
            d.support += self._resolve(found, replace(context, lead=d.lead))
        _, helps = inner_roles(self.actors, d.start, d.end, bool(d.lead))
        d.support += ids(helps) + context.support
        d.support = [x for x in d.support if x not in d.lead]
        if not d.directs:
            d.directs = [x for x in ids(directors(self.actors, d.start, d.end)) if x not in d.lead] + context.directs
        d.reports_to += ids(reported_to(self.actors, d.start, d.end))
        d.inherited += context.deadlines
        d.deliverable = d.deliverable or deliverable_of(self.plan.text, self.t, d.start, d.end)
