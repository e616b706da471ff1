"""`plan_tasks`: from sections, lines, units, officials and deadlines to who does what by when."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass, field, replace

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extract import record as r
from extract.relations.actors import Actors, ids
from extract.relations.clauses import (
    clause_of,
    directors,
    heading_of,
    inner_roles,
    marked_roles,
    opens_duty,
    orders,
    reported_to,
    subject_at,
    supports,
    verbs,
)
from extract.relations.coreference import refer
from extract.relations.deliverables import deliverable_of
from extract.relations.drafts import Draft
from extract.relations.labels import Block, Label, blocks_of, labels_of
from extract.relations.outline import Node, outline
from extract.relations.table_tasks import table_tasks
from extract.relations.tables import GRIDS
from extract.state import Plan, add_spans, plan_of
from extract.text.sentences import sentences

#: headings of the parts that assign work
_ASSIGNS = regex.compile(
    r"tổ\s+chức\s+(?:triển\s+khai\s+)?thực\s+hiện|tổ\s+chức\s+triển\s+khai|phân\s+công|trách\s+nhiệm|nhiệm\s+vụ\s+(?:của|các|cụ\s+thể\s+của)|giao\s+nhiệm\s+vụ|"
    r"chế\s+độ\s+(?:thông\s+tin,?\s*)?báo\s+cáo|công\s+tác\s+phối\s+hợp|cơ\s+quan\s+thực\s+hiện|kinh\s+phí",
    regex.I,
)
#: headings of the parts that tell aims or what was done: nothing in them makes a task
_TELLS = regex.compile(
    r"\s*(?:[\p{L}\d.)]+\s+)?(?:mục\s+(?:đích|tiêu)|quan\s+điểm|căn\s+cứ|cơ\s+sở\s+pháp\s+lý|yêu\s+cầu\s*$|yêu\s+cầu,\s|(?:đặc\s+điểm|đánh\s+giá|khái\s+quát|tóm\s+tắt)?,?\s*tình\s+hình|thực\s+trạng|kết\s+quả\s+(?:thực\s+hiện|đạt\s+được)|"
    r"tồn\s+tại|hạn\s+chế|nguyên\s+nhân|ưu\s+điểm|khuyết\s+điểm|bối\s+cảnh|đề\s+cương|bài\s+học|dự\s+báo|thuận\s+lợi|khó\s+khăn|phạm\s+vi|đối\s+tượng|tiêu\s+chuẩn|tiêu\s+chí)",
    regex.I,
)
_GENERIC = regex.compile(  # a lead-in that gives no work of its own: "có trách nhiệm:", "thực hiện các nhiệm vụ sau:"
    r"(?:[\s,]*(?:có|chịu|làm|thực\s+hiện|triển\s+khai|tập\s+trung|tổ\s+chức|tốt|nghiêm\s+túc|chủ\s+động|cụ\s+thể|và|đầy\s+đủ|trách\s+nhiệm|nhiệm\s+vụ|nội\s+dung|công\s+việc|công\s+tác|việc|một\s+số|các|những|"
    r"sau\s+đây|như\s+sau|sau|trọng\s+tâm|chủ\s+yếu|chính|được\s+giao|dưới\s+đây|gồm|là|theo|phân\s+công|hiện|này|tiếp\s+tục|giải\s+pháp|căn\s+cứ|chức\s+năng|quyền\s+hạn))*[\s:;,.]*",
    regex.I,
)
#: headings of parts that tell who is rewarded and by what measure: only a plain assignment in them makes a task
_QUIET = regex.compile(
    r"khen\s+thưởng|tiêu\s+chuẩn|tiêu\s+chí|điều\s+kiện|danh\s+hiệu|giải\s+thưởng|thể\s+lệ|đối\s+tượng|thành\s+phần|đại\s+biểu",
    regex.I,
)
#: the title of a form that others are to fill in: what stands below it is no work of this plan
_FORM = regex.compile(
    r"(?-i:ĐỀ\s+CƯƠNG|MẪU\b|BIỂU\s+MẪU|PHIẾU|BIÊN\s+BẢN|BÁO\s+CÁO|DANH\s+SÁCH|TỜ\s+TRÌNH)[^.]{0,160}$|(?:mẫu|biểu|phiếu)\s+(?:số\s+)?\d",
    regex.I,
)
_EXHORTS = regex.compile(
    r"\s*(?:(?:đẩy\s+mạnh\s+)?(?:phong\s+trào\s+)?thi\s+đua|không\s+ngừng|phấn\s+đấu|nêu\s+cao|nhiệt\s+liệt|kính\s+chào)\b",
    regex.I,
)
_UNKNOWN_BODY = regex.compile(  # "Giao tổ công tác …", "Ban tổ chức hội thi có trách nhiệm …": somebody, though no unit was found
    r"(?:giao(?:\s+cho)?|yêu\s+cầu|đề\s+nghị|phân\s+công)\s+(?!(?:nhiệm|chỉ|kế|quyền|đất|rừng|biên|xem|bổ|tặng|khen|phê|thông|thực))\p{L}[^,.;:]{3,80}|[^,.;:]{5,90}?\s(?:có|chịu)\s+trách\s+nhiệm\s(?!của|cao|và|trong\s+việc\s+để)",
    regex.I,
)
_LIST_OF_BODIES = regex.compile(
    r"(?:thành\s+phần|gồm\s+(?:có|các)?|bao\s+gồm|danh\s+sách|thành\s+viên|đại\s+biểu|mời)\b[^.;]{0,80}:?\s*$", regex.I
)
_NOTE = regex.compile(
    r"\s*\(|\s*(?:ghi\s+chú|lưu\s+ý|điện\s+thoại|email|ví\s+dụ|nguồn\s+kinh\s+phí|kinh\s+phí)\b", regex.I
)
_ASKS = regex.compile(
    r"[-+*•\s]*(?:(?:trân\s+trọng|kính)\s+)?(?:đề\s+nghị|yêu\s+cầu|phân\s+công|mời|chỉ\s+định|ủy\s+quyền)\b", regex.I
)
#: the part of a body that speaks for it: "Ban Thường vụ Tỉnh đoàn" issues what "Tỉnh đoàn" issues
_CORE = regex.compile(
    r"^(?:Ban\s+(?:Thường\s+vụ|Chấp\s+hành|Thường\s+trực|Giám\s+(?:đốc|hiệu)|Lãnh\s+đạo)|Thường\s+trực|Lãnh\s+đạo)\s+(?:Đảng\s+bộ\s+)?"
)
_COMMA = regex.compile(r"\s*[,;]\s*(?:(?:và|còn|riêng)\s+)?")
_HELPS = regex.compile(r"\s*(?:cùng\s+)?(?:phối\s+hợp|hỗ\s+trợ|tham\s+gia)\b", regex.I)
_DIFFICULTY = regex.compile(r"(?:nếu|có)\s[^.;]{0,40}(?:khó\s+khăn|vướng\s+mắc|phát\s+sinh)", regex.I)
_ISSUES_PLAN = regex.compile(r"\s*(?:ban\s+hành|xây\s+dựng)\s+[Kk]ế\s+hoạch\s", regex.I)


@dataclass(slots=True)
class _Context:
    """What a heading or lead-in sets for all below it."""

    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    directs: list[str] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    assigns: bool = False
    tells: bool = False
    quiet: bool = False
    within: bool = False
    """Below a line that is a task itself."""
    headed: bool = False
    """The lead stands in a heading, not in a running sentence."""


@Language.factory("plan_tasks")
def make_tasks(nlp: Language, name: str) -> PlanTasks:
    return PlanTasks()


class PlanTasks:
    """Adds tasks to the plan, from text and from task tables, and links deadlines back to them."""

    def __call__(self, doc: Doc) -> Doc:
        plan = plan_of(doc)
        drafts = TextTasks(plan).drafts() + table_tasks(plan, doc.user_data.get(GRIDS, []))
        drafts.sort(key=lambda d: (d.start, d.end))
        add_tasks(plan, drafts)
        add_spans(doc, "tasks", [(t.start, t.end, "TASK", t.id) for t in plan.tasks])
        return doc


def add_tasks(plan: Plan, drafts: list[Draft]) -> None:
    """Drafts as the record's tasks, numbered in document order, deadlines linked both ways."""
    starts = [d.start for d in plan.deadlines]
    by_id = {d.id: d for d in plan.deadlines}

    def within(a: int, b: int) -> list[str]:
        i = bisect_left(starts, a)
        out = []
        while i < len(starts) and starts[i] < b:
            out.append(plan.deadlines[i].id)
            i += 1
        return out

    for n, d in enumerate(drafts, len(plan.tasks) + 1):
        own = within(d.start, d.end)
        for a, b in d.extra_deadlines:
            own += [x for x in within(a, b) if x not in own]
        lead = list(dict.fromkeys(d.lead))
        task = r.Task(
            id=f"k{n}",
            section=plan.section_id(d.start),
            text=plan.text[d.start : d.end],
            start=d.start,
            end=d.end,
            lead=lead,
            support=[x for x in dict.fromkeys(d.support) if x not in lead],
            directs=list(dict.fromkeys(d.directs)),
            deadlines=own,
            inherited_deadlines=[x for x in dict.fromkeys(d.inherited) if x not in own],
            deliverable=d.deliverable,
            reports_to=list(dict.fromkeys(d.reports_to)),
            evidence=d.evidence,
            confidence=d.confidence,
        )
        plan.tasks.append(task)
        for x in [*task.deadlines, *task.inherited_deadlines]:
            if task.id not in by_id[x].tasks:
                by_id[x].tasks.append(task.id)


class TextTasks:
    """Tasks of a plan's running text: headings, bullets, paragraphs, label lines."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.t = plan.folded
        self.actors = Actors(plan)
        self.everybody = frozenset(a.id for a in self.actors.all)
        own = _CORE.sub("", plan.header.issuer or "").strip()
        self.issuer = frozenset(
            u.id for u in plan.units if own and (u.name == plan.header.issuer or _CORE.sub("", u.name).strip() == own)
        )
        self.starts = [d.start for d in plan.deadlines]
        self.last: list[str] = []

    def drafts(self) -> list[Draft]:
        if not self.actors.all:
            return []
        self.nodes = outline(self.plan)
        labels = {
            i: found
            for i, n in enumerate(self.nodes)
            if (found := labels_of(self.t, n.body, n.end, n.children > 0 and n.minor))
        }
        blocks, of = blocks_of(self.t, self.nodes, labels)
        contexts: list[_Context] = []
        after: dict[int, _Context] = {}
        drafts: list[Draft] = []
        for i, n in enumerate(self.nodes):
            above = after.get(n.parent) or (contexts[n.parent] if n.parent >= 0 else _Context())
            if i in of or n.preamble:
                contexts.append(above)
                continue
            if not n.labelled and n.parent >= 0 and _FORM.match(self.t, n.body, n.end):
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
        for b in blocks:
            self._block(b, contexts, drafts)
        return [d for d in drafts if d.lead or d.directs or d.fixed]

    # -- one line ------------------------------------------------------------------------------------------------

    def _node(self, i: int, n: Node, above: _Context, labels: list[Label]) -> tuple[_Context, list[Draft]]:
        t = self.t
        context = replace(above, deadlines=list(above.deadlines))
        end = n.end
        if n.closing:
            context = _Context(assigns=True)
        final = t[end - 1]
        text = t[n.body : end]
        headlike = (n.children > 0 or n.bold) and final not in ".;" and len(text) < 260
        if n.labelled and headlike:
            if _ASSIGNS.search(text):
                context.assigns, context.tells = True, False
            elif _TELLS.match(text):
                context.tells = True
            elif not above.assigns and _QUIET.search(text):
                context.quiet = True
        if (n.labelled and headlike) or final == ":":
            context.deadlines += self._deadlines(n.body, end)
        head = heading_of(self.actors, n.body, end) if not n.closing else None
        if head:
            found, q = head
            rest = t[q:end].strip()
            generic = bool(_GENERIC.fullmatch(rest))
            if (generic or (headlike and final != ":" and not self._ordered(n) and (n.labelled or n.bold))) and (
                n.children or n.labelled or n.bold or final == ":"
            ):
                if (context.quiet or context.tells) and not orders(t, n.body):
                    return context, []
                context.lead, context.support, context.directs = self._resolve(found, above), [], []
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
        self._inline_labels(made, labels, n)
        if not made and cut < end and cut > n.body + 12:
            made = [Draft(n.body, end, [], "inline labels", 0.85, node=i)]
            self._inline_labels(made, labels, n)
        if made and (n.children or final == ":"):
            first = made[0]
            context.lead = first.lead or context.lead
            context.headed = context.headed or context.assigns
            context.assigns = context.assigns or final == ":"
            context.within = True
            if final == ":":
                context.support = first.support
            if final == ":" and _GENERIC.fullmatch(t[self._predicate : end]):
                made = []
        return context, made

    def _ordered(self, n: Node) -> bool:
        hit = clause_of(self.actors, n.body, n.end, True, self.issuer)
        return bool(hit and not hit.heading and hit.strong and self.t[n.end - 1] == ":")

    def _resolve(self, found: list, above: _Context) -> list[str]:
        back = refer(self.t, found, above.lead, self.last)
        return back if back is not None else ids(found)

    def _deadlines(self, a: int, b: int) -> list[str]:
        i = bisect_left(self.starts, a)
        out = []
        while i < len(self.starts) and self.starts[i] < b:
            out.append(self.plan.deadlines[i].id)
            i += 1
        return out

    def _duties(self, i: int, n: Node, context: _Context, cut: int) -> list[Draft]:
        """The tasks of one line, without its inline labels."""
        t, out = self.t, []
        self._predicate = n.body
        strict = bool(context.lead) or not context.assigns
        issuer = self.everybody if n.closing else self.issuer
        current: Draft | None = None
        if _NOTE.match(t, n.body, n.end) and not context.lead:
            return []
        pieces = [(n.body if k == 0 else a, b) for k, (a, b) in enumerate(sentences(self.plan.text, n.body, cut))]
        for k, (a, b) in enumerate(pieces):
            for first, (x, y) in self._segments(a, b):
                hit = clause_of(self.actors, x, y, strict or k > 0 or not first, issuer)
                if hit and hit.order and context.headed and not n.closing and _ASKS.match(t, hit.start):
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
                # the first duty of a bullet is the bullet; in the closing words it is the sentence
                start = n.body if (k == 0 and first) or (current is None and not n.closing) else x
                if hit is None:
                    exhorts = _EXHORTS.match(t, n.body, n.end) and not context.headed
                    if current is None and context.lead and not n.closing and not exhorts:
                        current = Draft(start, y, list(context.lead), "heading", 0.95, node=i)
                        out.append(current)
                    elif current is None and not n.closing:
                        leads, helps = inner_roles(self.actors, x, y)
                        if leads:
                            current = Draft(start, y, ids(leads), "giao … chủ trì", 0.8, support=ids(helps), node=i)
                            out.append(current)
                        elif context.assigns and not context.tells and first and _UNKNOWN_BODY.match(t, start, y):
                            current = Draft(start, y, [], "order to a body that is not known", 0.6, node=i, fixed=True)
                            out.append(current)
                    else:
                        self._extend(current, y)
                    continue
                lead = self._resolve(hit.subject, replace(context, lead=current.lead if current else context.lead))
                if current is not None and set(lead) == set(current.lead) and not hit.directs:
                    self._extend(current, y)
                    continue
                if hit.directs:
                    draft = Draft(start, y, [], "trực tiếp chỉ đạo", 0.95, directs=lead, node=i)
                else:
                    evidence = "order" if hit.order else "run-in heading" if hit.heading else "subject"
                    draft = Draft(start, y, lead, evidence, 0.9 if hit.strong else 0.8, node=i)
                    self._predicate = hit.predicate
                    self.last = lead
                out.append(draft)
                current = draft
        for d in out:
            self._fill(d, context)
        if out:
            out[-1].end = max(out[-1].end, self._trim(out[-1].start, n.end))
        return out

    def _segments(self, a: int, b: int) -> list[tuple[bool, tuple[int, int]]]:
        """A sentence cut at its semicolons outside brackets, and where a second body with its own time follows a comma."""
        t, out, at, depth = self.t, [], a, 0
        for m in regex.compile(r"[();]").finditer(t, a, b):
            c = m.group()
            depth += (c == "(") - (c == ")")
            if c == ";" and depth <= 0:
                out.append((at, m.start()))
                at = m.end()
                while at < b and t[at] == " ":
                    at += 1
                depth = 0
        out.append((at, b))
        parts = [piece for span in out for piece in self._two_times(*span)]
        return [(k == 0, span) for k, span in enumerate(parts) if span[1] > span[0]]

    def _two_times(self, a: int, b: int) -> list[tuple[int, int]]:
        """ "Phòng A hoàn thành … trước 15/3, Phòng B thẩm định … trước 30/3" is two duties."""
        i = bisect_left(self.starts, a)
        times = []
        while i < len(self.starts) and self.starts[i] < b:
            times.append(self.plan.deadlines[i])
            i += 1
        for first, second in itertools.pairwise(times):
            if second.start - first.end < 12:
                continue
            for m in _COMMA.finditer(self.t, first.end, second.start):
                if not self.actors.first(m.end(), m.end() + 12):
                    continue
                hit = subject_at(self.actors, m.end(), b, True, self.issuer)
                if hit and not hit.heading and not _HELPS.match(self.t, hit.predicate):
                    return [(a, m.start()), *self._two_times(m.end(), b)]
        return [(a, b)]

    def _extend(self, current: Draft | None, end: int) -> None:
        if current is not None:
            current.end = max(current.end, end)

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.plan.text[end - 1] in " \t":
            end -= 1
        return end

    def _fill(self, d: Draft, context: _Context) -> None:
        """Supports, directors, those reported to, product, inherited deadlines."""
        for _, found in supports(self.actors, d.start, d.end):
            d.support += self._resolve(found, replace(context, lead=d.lead))
        _, helps = inner_roles(self.actors, d.start, d.end)
        d.support += ids(helps) + context.support
        d.support = [x for x in d.support if x not in d.lead]
        if not d.directs:
            d.directs = [x for x in ids(directors(self.actors, d.start, d.end)) if x not in d.lead] + context.directs
        d.reports_to += ids(reported_to(self.actors, d.start, d.end))
        d.inherited += context.deadlines
        d.deliverable = d.deliverable or deliverable_of(self.plan.text, self.t, d.start, d.end)

    # -- label lines ---------------------------------------------------------------------------------------------

    def _inline_labels(self, made: list[Draft], labels: list[Label], n: Node) -> None:
        for d in made[-1:]:
            for x in labels:
                self._apply(d, x)
            if labels:
                d.end = n.end

    def _apply(self, d: Draft, x: Label) -> None:
        """Put what a label says on a task."""
        leads, helps, rest = marked_roles(self.actors, x.start, x.end)
        if x.role in ("lead", "actors"):
            d.lead = list(dict.fromkeys([*(d.lead if d.evidence != "heading" else []), *ids(leads), *ids(rest)]))
            d.support += ids(helps)
        elif x.role == "support":
            d.support += ids(leads) + ids(helps) + ids(rest)
        elif x.role == "directs":
            d.directs += ids(self.actors.between(x.start, x.end))
        elif x.role == "deadline":
            d.extra_deadlines.append((x.start, x.end))
        elif x.role == "deliverable":
            d.deliverable = self.plan.text[x.start : x.end].strip(" .;") or d.deliverable
        elif x.role == "report":
            d.reports_to += ids(self.actors.between(x.start, x.end))
        d.support = [s for s in dict.fromkeys(d.support) if s not in d.lead]

    def _block(self, b: Block, contexts: list[_Context], drafts: list[Draft]) -> None:
        """One task for each piece of work of a block of label lines, with the block's bodies and times."""
        roles = {x.role for x in b.labels}
        if not roles & {"lead", "support", "actors", "deadline", "directs"} or roles <= {"deadline", "deliverable"}:
            return
        context = contexts[b.owner] if b.owner >= 0 else _Context()
        clauses = [d for x in b.labels if x.role in ("lead", "actors") for d in self._clauses_in(x, b)]
        targets: list[Draft] = []
        if clauses:
            targets = clauses
        elif b.texts:
            for node, start, end in b.texts:
                targets.append(Draft(start, self._trim(start, end), [], "block of labels", 0.95, node=node))
        else:
            first = min(b.nodes)
            before = [
                k
                for k in range(b.owner + 1, first)
                if self.nodes[k].parent == b.owner and not any(k in o for o in (b.nodes,))
            ]
            before = [k for k in before if self.nodes[k].end - self.nodes[k].body > 15]
            have = {d.node: d for d in drafts if d.node in before}
            for k in before:
                n = self.nodes[k]
                targets.append(
                    have.get(k) or Draft(n.body, self._trim(n.body, n.end), [], "block of labels", 0.9, node=k)
                )
            if not before and b.owner >= 0:
                n = self.nodes[b.owner]
                if labels_of(self.t, n.body, n.end) or regex.search(
                    r"đơn\s+vị\s+tổ\s+chức|ban\s+tổ\s+chức|thời\s+gian", self.t[n.body : n.end], regex.I
                ):
                    return
                if b.owner in {d.node for d in drafts}:
                    targets += [d for d in drafts if d.node == b.owner]
                else:
                    targets.append(Draft(n.body, self._trim(n.body, n.end), [], "block of labels", 0.85, node=b.owner))
        for d in targets:
            for x in b.labels:
                if not (clauses and x.role in ("lead", "actors", "task")):
                    self._apply(d, x)
            if d not in drafts:
                if not d.lead and not d.directs:
                    d.lead = list(context.lead)
                self._fill(d, replace(context, lead=[], directs=[]))
                drafts.append(d)

    def _clauses_in(self, x: Label, b: Block) -> list[Draft]:
        """Duties that stand in the value of a label: "Sở A chủ trì tham mưu …; Sở B và các xã tổ chức …"."""
        out = []
        for a, e in sentences(self.plan.text, x.start, x.end):
            for _, (p, q) in self._segments(a, e):
                hit = clause_of(self.actors, p, q, True, self.issuer)
                words = self.t[hit.predicate : q] if hit else ""
                words = regex.sub(
                    r"\(.*?\)|(?:chủ\s+trì|phối\s+hợp|tham\s+mưu|thực\s+hiện|triển\s+khai|tổ\s+chức|chịu\s+trách\s+nhiệm|theo\s+dõi|cùng|với|và|các)\b|[,.;]",
                    " ",
                    words,
                    flags=regex.I,
                )
                if hit and not hit.heading:
                    inside = sum(k.end - k.start for k in self.actors.between(hit.predicate, q))
                    if len(words.split()) - inside // 5 >= 4 and verbs()[1].match(self.t, hit.predicate, q):
                        out.append(Draft(p, q, ids(hit.subject), "label with a clause", 0.85, node=min(b.nodes)))
        return out
