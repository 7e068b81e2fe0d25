"""What a person decides is honoured on the next run, whatever else has changed."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.cli import main
from dedup.comparison.regroup import Regrouped, regroup
from dedup.decisions import (
    Decision,
    Reviewed,
    apply_decisions,
    read_decisions,
    still_unmatched,
)
from dedup.errors import ArticleFormatError, InputError
from dedup.keys import keys_of, words_of
from dedup.model import Article, Comparison, Fact, Finding
from dedup.options import CompareOptions
from dedup.pipeline import compare, story_context
from dedup.report import ReportOptions, render, render_decisions
from tests.conftest import make_article

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."
HERALD = "It carries 41,000 vehicles a day.\n\nThe repair will cost about 12 million crowns."
LEDGER = "It carries 14,000 vehicles a day.\n\nThe repair will cost 19 million crowns."
COURIER = "It carries 41,000 vehicles a day.\n\nFerries will sail every hour."


def outlet(name: str, text: str) -> Article:
    return make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}")


def story(*more: Article) -> Comparison:
    return compare(outlet("herald", HERALD), outlet("ledger", LEDGER), *more)


def fact_with(comparison: Comparison, words: str, kind: str = "quantity") -> Fact:
    found = [
        fact
        for fact in comparison.facts
        if fact.kind == kind and any(words in text for text in words_of(comparison, [fact]))
    ]
    assert len(found) == 1, (words, found)
    return found[0]


def finding_on(comparison: Comparison, rule: str, words: str) -> Finding:
    fact = fact_with(comparison, words)
    (found,) = [f for f in comparison.findings if f.rule == rule and fact.id in f.facts]
    return found


def key_of(comparison: Comparison, words: str, kind: str = "quantity") -> str:
    return keys_of(comparison).fact(fact_with(comparison, words, kind))


def mention_key(comparison: Comparison, words: str, article_id: str) -> str:
    fact = fact_with(comparison, words)
    keys = keys_of(comparison)
    (key,) = [keys.of[m] for m in fact.mentions if m.article_id == article_id]
    return key


def decide(comparison: Comparison, kind: str, key: str, **more: object) -> Reviewed:
    return apply_decisions(comparison, [decision(kind, key, **more)])


def decision(kind: str, key: str, **more: object) -> Decision:
    return Decision(decision=kind, keys=tuple(key.split("+")), **more)  # type: ignore[arg-type]


def printed(comparison: Comparison) -> Counter[tuple[str, str]]:
    texts = {parsed.article.id: parsed.article.text for parsed in comparison.articles}
    return Counter(
        (mention.article_id, texts[mention.article_id][span.start : span.end])
        for fact in comparison.facts
        for mention in fact.mentions
        for span in mention.spans
    )


# --- keys -----------------------------------------------------------------------------------


def test_a_key_names_one_mention() -> None:
    keys = keys_of(story())
    assert all(re.fullmatch(r"[a-z2-7]{8}", key) for key in keys.of.values())
    assert all(len(mentions) == 1 for mentions in keys.holders.values())


def test_keys_stay_when_articles_are_added_and_in_another_order() -> None:
    alone = keys_of(story())
    articles = [outlet("courier", COURIER), outlet("ledger", LEDGER), outlet("herald", HERALD)]
    assert set(alone.holders) < set(keys_of(compare(articles)).holders)


def test_keys_stay_when_other_sentences_change_and_ids_do() -> None:
    before = keys_of(story())
    herald = Article(
        id="renamed",
        source=outlet("herald", "").source,
        headline=outlet("herald", "").headline,
        text=f"{LEAD}\n\nA new first paragraph came in overnight.\n\n{HERALD}\n\n{TAIL}",
    )
    after = keys_of(compare(herald, outlet("ledger", LEDGER)))
    key = mention_key(story(), "41,000", "herald")
    assert key in before.holders
    assert key in after.holders


def test_every_mention_of_a_fact_names_it() -> None:
    comparison = story()
    for article_id in ("herald", "ledger"):
        key = mention_key(comparison, "41,000", article_id)
        reviewed = decide(comparison, "reject", key, rule="number-conflict")
        assert [finding.rule for finding, _ in reviewed.rejected] == ["number-conflict"]


# --- accept and reject ----------------------------------------------------------------------


def test_what_is_accepted_stays_and_says_so() -> None:
    comparison = story()
    finding = finding_on(comparison, "number-conflict", "41,000")
    key = key_of(comparison, "41,000")
    reviewed = decide(comparison, "accept", key, rule=finding.rule, who="R. Malik", note="called")
    assert reviewed.comparison == comparison
    assert reviewed.marks[finding.id].said() == "accepted by R. Malik: called"
    assert "[accepted by R. Malik: called]" in render(reviewed)


def test_what_is_rejected_leaves_the_list_and_nothing_else() -> None:
    comparison = story()
    finding = finding_on(comparison, "number-conflict", "41,000")
    key = key_of(comparison, "41,000")
    reviewed = decide(comparison, "reject", key, rule=finding.rule, note="a slip")
    left = reviewed.comparison
    assert [f.facts for f in left.findings] == [
        f.facts for f in comparison.findings if f is not finding
    ]
    assert [f.id for f in left.findings] == [str(n + 1) for n in range(len(left.findings))]
    assert left.facts == comparison.facts
    assert fact_with(left, "41,000").status == "conflicting"
    text = render(reviewed)
    assert "1 rejected by decisions" in text
    assert "1 rejected" not in render(comparison)
    facts = render(reviewed, options=ReportOptions(facts=True, width=200))
    assert "[number-conflict rejected: a slip]" in facts


def test_without_a_rule_every_finding_on_the_fact_is_meant() -> None:
    comparison = story()
    fact = fact_with(comparison, "41,000")
    reviewed = decide(comparison, "reject", key_of(comparison, "41,000"))
    about = [f for f in comparison.findings if fact.id in f.facts]
    assert [finding.rule for finding, _ in reviewed.rejected] == [f.rule for f in about]


def test_when_all_is_rejected_the_report_does_not_say_that_nothing_was_found() -> None:
    comparison = story()
    keys = keys_of(comparison)
    facts = {fact.id: fact for fact in comparison.facts}
    decisions = [
        decision("reject", keys.finding(facts[i] for i in finding.facts), rule=finding.rule)
        for finding in comparison.findings
    ]
    reviewed = apply_decisions(comparison, decisions)
    assert reviewed.comparison.findings == ()
    assert f"was found but {len(decisions)} rejected by decisions" in render(
        reviewed, options=ReportOptions(width=200)
    )


def test_of_two_decisions_the_later_counts() -> None:
    comparison = story()
    key = key_of(comparison, "41,000")
    both = [decision(kind, key, rule="number-conflict") for kind in ("reject", "accept")]
    assert not apply_decisions(comparison, both).rejected
    assert apply_decisions(comparison, both[::-1]).rejected
    assert not apply_decisions(comparison, both).unmatched


@pytest.mark.parametrize(
    ("text", "n_rejected"),
    [
        ("It carries 41,000 vehicles a day.", 1),  # nothing new
        ("It carries 52,000 vehicles a day.", 0),
    ],
)
def test_a_rejected_finding_comes_back_with_words_it_was_not_rejected_on(
    text: str, n_rejected: int
) -> None:
    before = story()
    words = words_of(before, [fact_with(before, "41,000")])
    rejected = decision(
        "reject", key_of(before, "41,000"), rule="number-conflict", words=words, note="a slip"
    )
    after = apply_decisions(story(outlet("courier", text)), [rejected])
    assert len(after.rejected) == n_rejected
    assert [item.decision for item in after.unmatched] == [rejected] * (1 - n_rejected)
    if not n_rejected:
        assert "52,000" in after.unmatched[0].reason


def test_an_undecided_line_says_nothing_and_its_note_is_shown() -> None:
    comparison = story()
    key = key_of(comparison, "41,000")
    assert decide(comparison, "undecided", key) == Reviewed(comparison)
    assert "[noted: ask the harbour master]" in render(
        decide(comparison, "undecided", key, note="ask the harbour master")
    )


# --- merge and split ------------------------------------------------------------------------


def test_merged_facts_are_one_and_judged_again() -> None:
    left = outlet("herald", "The crossing carries 41,000 vehicles a day, the council says.")
    right = outlet("ledger", "Hauliers count 52,000 lorries and cars there between dawn and dusk.")
    comparison = compare(left, right)
    keys = "+".join(key_of(comparison, words) for words in ("41,000", "52,000"))
    reviewed = decide(comparison, "merge", keys, who="R. Malik")
    fact = fact_with(reviewed.comparison, "41,000")
    assert fact == fact_with(reviewed.comparison, "52,000")
    assert len(reviewed.comparison.facts) == len(comparison.facts) - 1
    assert fact.status == "conflicting"
    assert fact.reasons[0].value == "merged by R. Malik"
    assert {p.state for p in fact.presence} == {"found"}
    assert reviewed.comparison.findings[0].facts == (fact.id,)


def test_merged_facts_that_agree_are_shared() -> None:
    left = outlet("herald", "The crossing carries 40 lorries an hour, the council says.")
    right = outlet("ledger", "Hauliers send forty trucks over it in every sixty minutes.")
    comparison = compare(left, right)
    keys = "+".join(key_of(comparison, words) for words in ("40 lorries", "forty"))
    reviewed = decide(comparison, "merge", keys)
    assert fact_with(reviewed.comparison, "40 lorries").status == "shared"


def test_what_is_split_off_is_a_fact_of_its_own() -> None:
    comparison = story()
    key = mention_key(comparison, "14,000", "ledger")
    reviewed = decide(comparison, "split", key, note="lorries only")
    left, right = (fact_with(reviewed.comparison, words) for words in ("41,000", "14,000"))
    assert left != right
    assert [left.status, right.status] == ["unique", "unique"]
    assert left.n_found == right.n_found == 1
    rules = {f.rule for f in reviewed.comparison.findings if {left.id, right.id} & set(f.facts)}
    # 41 and 14 are the same digits in another order: without the split a possible conflict.
    assert rules == {"only-in"}


def test_what_is_split_off_is_not_found_again_by_its_sentence() -> None:
    clause = "Divers inspected every pier of the harbour bridge by torchlight"
    comparison = compare(
        outlet("herald", f"{clause}, the mayor said."), outlet("ledger", f"{clause}, she said.")
    )
    fact = next(
        fact
        for fact in comparison.facts
        if fact.kind == "event" and "Divers" in str(words_of(comparison, [fact]))
    )
    assert fact.status == "shared"
    keys = keys_of(comparison)
    leaving = [keys.of[m] for m in fact.mentions if m.article_id == "ledger"]
    reviewed = decide(comparison, "split", "+".join(leaving))
    apart = [
        fact
        for fact in reviewed.comparison.facts
        if fact.kind == "event" and "Divers" in str(words_of(comparison, [fact]))
    ]
    assert [fact.status for fact in apart] == ["unique", "unique"]
    assert all(sorted(p.state for p in f.presence) == ["found", "not_found"] for f in apart)


def test_a_merge_takes_a_split_back() -> None:
    comparison = story()
    key = mention_key(comparison, "14,000", "ledger")
    other = mention_key(comparison, "14,000", "herald")
    reviewed = apply_decisions(
        comparison, [decision("split", key), decision("merge", f"{key}+{other}")]
    )
    fact = fact_with(reviewed.comparison, "14,000")
    assert fact.mentions == fact_with(comparison, "14,000").mentions
    assert fact.status == "conflicting"


def test_a_merge_that_the_tool_made_itself_is_no_change() -> None:
    comparison = story()
    keys = [mention_key(comparison, "41,000", name) for name in ("herald", "ledger")]
    assert decide(comparison, "merge", "+".join(keys)) == Reviewed(comparison)


def test_judging_a_fact_again_judges_it_the_same() -> None:
    comparison = story(outlet("courier", COURIER))
    same = [Regrouped(frozenset(fact.mentions)) for fact in comparison.facts]
    context = story_context(comparison.story, comparison.articles)
    assert regroup(comparison, same, context, CompareOptions()) == comparison


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_decisions_neither_lose_nor_change_a_word(data: st.DataObject) -> None:
    comparison = story(outlet("courier", COURIER))
    known = sorted(keys_of(comparison).holders)
    keys = st.lists(st.sampled_from([*known, "aaaaaaaa"]), min_size=2, max_size=3, unique=True)
    kinds = st.sampled_from(["accept", "reject", "merge", "split", "undecided"])
    decisions = [
        decision(kind, "+".join(chosen))
        for kind, chosen in data.draw(st.lists(st.tuples(kinds, keys), max_size=5))
    ]
    reviewed = apply_decisions(comparison, decisions)
    assert printed(reviewed.comparison) == printed(comparison)
    assert apply_decisions(comparison, decisions) == reviewed
    ids = [fact.id for fact in reviewed.comparison.facts]
    assert ids == [f"F{n + 1}" for n in range(len(ids))]
    assert {i for f in reviewed.comparison.findings for i in f.facts} <= set(ids)
    for width in (60, 100):
        render(reviewed, options=ReportOptions(width=width, facts=True))


def test_decisions_hold_in_a_story_with_one_article_more_and_in_another_order() -> None:
    before = story()
    decisions = [
        decision("split", mention_key(before, "19 million", "ledger")),
        decision("accept", key_of(before, "41,000"), rule="number-conflict"),
    ]
    grown = compare(outlet("courier", COURIER), outlet("ledger", LEDGER), outlet("herald", HERALD))
    reviewed = apply_decisions(grown, decisions)
    assert not reviewed.unmatched
    assert fact_with(reviewed.comparison, "19 million").status == "unique"
    (number,) = reviewed.marks
    assert reviewed.comparison.findings[int(number) - 1].rule == "number-conflict"


# --- what no longer matches -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "key", "rule", "reason"),
    [
        ("accept", "aaaaaaaa", "", "no sentence here has the key aaaaaaaa"),
        ("accept", "41,000", "quote-wording", "its fact has no finding 'quote-wording' now"),
        ("split", "aaaaaaaa", "", "no sentence here has the key aaaaaaaa"),
        ("merge", "41,000+aaaaaaaa", "", "no sentence here has the key aaaaaaaa"),
        ("merge", "41,000+Aldon", "", "a name and a quantity cannot be one fact"),
    ],
)
def test_a_decision_without_effect_says_why(kind: str, key: str, rule: str, reason: str) -> None:
    comparison = story()
    place = next(f for f in comparison.facts if f.kind == "place")
    key = key.replace("41,000", key_of(comparison, "41,000"))
    key = key.replace("Aldon", keys_of(comparison).fact(place))
    reviewed = decide(comparison, kind, key, rule=rule)
    assert reviewed.comparison == comparison
    (item,) = reviewed.unmatched
    assert item.reason.startswith(reason)


def test_a_decision_is_unmatched_only_if_no_story_has_it() -> None:
    first, second = story(), compare(outlet("a", "Ferries sail."), outlet("b", "Ferries sail."))
    known = decision("accept", key_of(first, "41,000"), rule="number-conflict")
    lost = decision("accept", "aaaaaaaa")
    reviewed = [apply_decisions(item, [known, lost]) for item in (first, second)]
    assert [item.decision for item in still_unmatched(reviewed)] == [lost]


def test_no_decisions_change_nothing() -> None:
    comparison = story()
    assert apply_decisions(comparison, []) == Reviewed(comparison)
    assert render(Reviewed(comparison)) == render(comparison)
    assert still_unmatched([]) == ()


# --- the file -------------------------------------------------------------------------------


def read(tmp_path: Path, text: str) -> tuple[Decision | ArticleFormatError, ...]:
    path = tmp_path / "review.jsonl"
    path.write_text(text, "utf-8")
    return read_decisions(path)


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    text = (
        '\ufeff# a comment\n\n{"decision": "merge", "key": "AAAAAAAA + bbbbbbbb", "who": "R"}\r\n'
        '  {"decision": "reject", "key": "cccccccc", "words": ["61"], "when": "today"}'
    )
    source = str(tmp_path / "review.jsonl")
    assert read(tmp_path, text) == (
        Decision(
            decision="merge", keys=("aaaaaaaa", "bbbbbbbb"), who="R", source=source, line=3
        ),
        Decision(
            decision="reject", keys=("cccccccc",), words=("61",), when="today", source=source,
            line=4,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON (Expecting property name"),
        ("[1]", "no decision; wanted"),
        ("{}", "decision ''; wanted accept, reject, merge, split, undecided"),
        ('{"decision": "acept", "key": "aaaaaaaa"}', "decision 'acept'; wanted"),
        ('{"decision": "accept"}', "key ''; wanted eight letters or digits"),
        ('{"decision": "accept", "key": "F1"}', "key 'f1'; wanted eight letters or digits"),
        ('{"decision": "accept", "key": 12}', "key is not text"),
        ('{"decision": "accept", "key": "aaaaaaaa", "rul": "x"}', "unknown field 'rul'"),
        ('{"decision": "accept", "key": "aaaaaaaa", "line": 2}', "unknown field 'line'"),
        ('{"decision": "accept", "key": "aaaaaaaa", "words": "x"}', "words is not a list"),
        ('{"decision": "merge", "key": "aaaaaaaa"}', "too few keys to merge; wanted two"),
        ('{"decision": "merge", "key": "aaaaaaaa+aaaaaaaa"}', "too few keys to merge"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_malformed_line_is_located_and_harms_no_other(
    tmp_path: Path, line: str, reason: str
) -> None:
    good = '{"decision": "accept", "key": "aaaaaaaa"}'
    first, bad, last = read(tmp_path, f"{good}\n{line}\n{good}\n")
    assert isinstance(bad, ArticleFormatError)
    assert bad.line == 2
    assert bad.reason.startswith(reason)
    assert isinstance(first, Decision)
    assert isinstance(last, Decision)


def test_a_file_that_is_no_text_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "x", tmp_path / "nothing", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_decisions(path)


def test_the_example_of_the_readme_is_read(tmp_path: Path) -> None:
    example = re.search(r"```json\n(\{\"decision.*?)```", README, re.DOTALL)
    assert example
    decisions = read(tmp_path, example[1])
    assert [d.decision for d in decisions if isinstance(d, Decision)] == [
        "accept",
        "reject",
        "merge",
        "split",
    ]


def test_the_file_to_fill_in_has_a_line_for_each_alert_and_notice(tmp_path: Path) -> None:
    comparison = story()
    text = render_decisions([comparison])
    lines = read(tmp_path, text)
    loud = [f for f in comparison.findings if f.level != "info"]
    assert [d.rule for d in lines if isinstance(d, Decision)] == [f.rule for f in loud]
    assert loud
    filled = read(tmp_path, text.replace('"undecided"', '"reject"'))
    reviewed = apply_decisions(comparison, [d for d in filled if isinstance(d, Decision)])
    assert len(reviewed.rejected) == len(loud)
    assert not reviewed.unmatched
    # What is decided is not asked again.
    accepted = read(tmp_path, text.replace('"undecided"', '"accept"'))
    again = apply_decisions(comparison, [d for d in accepted if isinstance(d, Decision)])
    assert read(tmp_path, render_decisions([again])) == ()


# --- reports --------------------------------------------------------------------------------


def test_json_holds_keys_decisions_and_what_was_rejected() -> None:
    comparison = story()
    key = key_of(comparison, "41,000")
    reviewed = decide(comparison, "reject", key, rule="number-conflict", who="R. Malik")
    (document,) = json.loads(render(reviewed, format="json"))["stories"]
    (rejected,) = document["rejected"]
    assert rejected["key"] == key
    assert rejected["decision"] == {
        "decision": "reject",
        "note": "",
        "who": "R. Malik",
        "when": "",
    }
    facts = {fact["id"]: fact for fact in document["facts"]}
    for finding in document["findings"]:
        assert finding["decision"] is None
        assert finding["key"] == "+".join(sorted(facts[i]["key"] for i in finding["facts"]))
    for fact in facts.values():
        assert fact["key"] == min(mention["key"] for mention in fact["mentions"])


@pytest.mark.parametrize("width", [80, 100])
def test_explain_prints_lines_that_can_be_pasted(tmp_path: Path, width: int) -> None:
    comparison = story()
    for finding in comparison.findings:
        options = ReportOptions(width=width, explain=int(finding.id))
        text = render(comparison, options=options)
        lines = re.findall(r"^ (\{\"decision.*\})$", text, re.MULTILINE)
        accept, reject, *_ = read(tmp_path, "\n".join(lines))
        assert isinstance(accept, Decision)
        assert isinstance(reject, Decision)
        assert apply_decisions(comparison, [accept]).marks.keys() == {finding.id}
        ((found, _),) = apply_decisions(comparison, [reject]).rejected
        assert (found.rule, found.facts) == (finding.rule, finding.facts)


@pytest.mark.parametrize("format", ["table", "md"])
def test_hostile_notes_do_not_steer_the_terminal(format: str) -> None:
    comparison = story()
    key = key_of(comparison, "41,000")
    note = "\x1b[31mred\x1b[0m \u202eback"
    text = render(
        decide(comparison, "accept", key, rule="number-conflict", note=note), format=format
    )
    assert "\x1b" not in text
    assert "\u202e" not in text


# --- the command line -----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("herald", HERALD), ("ledger", LEDGER)):
        Path(f"{name}.txt").write_text(
            f"Source: {name}\nHeadline: Harbour bridge closed\n\n{LEAD}\n\n{text}\n\n{TAIL}\n"
        )
    return tmp_path


DIFF = ["diff", "--as-one", "herald.txt", "ledger.txt"]


def test_decisions_are_written_filled_in_and_honoured(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*DIFF, "--write-decisions", "review.jsonl"]) == 0
    plain = capsys.readouterr()
    assert "! 1 NUMBERS CONFLICT" in plain.out
    file = Path("review.jsonl")
    file.write_text(file.read_text("utf-8").replace("undecided", "reject"), "utf-8")
    assert main([*DIFF, "--decisions", "review.jsonl"]) == 0
    decided = capsys.readouterr()
    assert decided.err == "note: 2 records read: 2 articles, 2 clustered in 1 story\n"
    assert "rejected by decisions" in decided.out
    assert "NUMBERS CONFLICT" not in decided.out
    assert "! " in decided.out, "the status of the fact stays"


def test_a_file_with_decisions_is_never_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("review.jsonl").write_text("# mine\n")
    assert main([*DIFF, "--write-decisions", "review.jsonl"]) == 2
    assert "review.jsonl exists" in capsys.readouterr().err
    assert Path("review.jsonl").read_text() == "# mine\n"


def test_rejected_findings_do_not_count_for_the_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comparison = json.loads(_run([*DIFF, "--json"], capsys))["stories"][0]
    lines = [
        json.dumps({"decision": "reject", "key": f["key"], "rule": f["rule"]})
        for f in comparison["findings"]
    ]
    Path("all.jsonl").write_text("\n".join(lines))
    assert main([*DIFF, "--exit-code"]) == 1
    assert main([*DIFF, "--exit-code", "--decisions", "all.jsonl"]) == 0


def _run(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{broken", "d.jsonl:2: not JSON"),
        ('{"decision": "accept", "key": "aaaaaaaa"}', "d.jsonl:2: accept has no effect"),
    ],
)
def test_a_line_that_does_nothing_is_named_and_the_rest_honoured(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    story = json.loads(_run([*DIFF, "--json"], capsys))["stories"][0]
    key = story["findings"][0]["key"]
    good = json.dumps({"decision": "accept", "key": key, "rule": "number-conflict"})
    Path("d.jsonl").write_text(f"{good}\n{line}\n")
    assert main([*DIFF, "--decisions", "d.jsonl"]) == 0
    loud = capsys.readouterr()
    assert message in loud.err
    assert "[accepted]" in loud.out
    assert main([*DIFF, "--decisions", "d.jsonl", "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert main([*DIFF, "--decisions", "d.jsonl", "--strict"]) == 3
    strict = capsys.readouterr()
    assert message in strict.err
    assert strict.out == ""
