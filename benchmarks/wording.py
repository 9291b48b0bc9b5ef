"""The review of wording against statements labelled by somebody who hadn't seen its rules, and its time.

Run: python benchmarks/wording.py [--half tune --verbose]
Rules may be tuned on the half `tune`; of the half `test` only totals are printed, and both its precision and
its recall must be 0.85. The set `fresh`, by another author and written after the rules, gates nothing: it
says what to expect of statements that nobody tuned for. A statement counts as faulted when any rule faults
it; a rule named counts once per statement.
The time is that of a text of 2,000 characters, beside bare scans of it with the same patterns.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from time import perf_counter

import yaml

from cxworkshop.analysis.wording import review
from cxworkshop.analysis.wording_phrases import phrases_of, plain_text
from cxworkshop.inputs.statement_rules import statement_rules

FOLDER = Path(__file__).parent / "statements"
AT_LEAST = 0.85
WITHIN = 20.0
LENGTH = 2_000
FIELDS = ("baseline", "target", "history")
SETS = ("tune", "test", "fresh")

Counts = Counter[tuple[str, str]]


def counts_of(statements: list[dict], *, verbose: bool = False) -> Counts:
    """Return how often each rule, and any of them ("any"), was rightly named, wrongly named and missed."""
    rules = statement_rules()
    counts: Counts = Counter()
    for one in statements:
        stated = {name: one[name] for name in FIELDS if one.get(name) is not None}
        findings = review(one["text"], one["kind"], rules=rules, **stated)
        found, due = {finding.rule for finding in findings}, set(one["faults"])
        counts[("any", _outcome(bool(found), bool(due)))] += 1
        for name in found | due:
            counts[(name, _outcome(name in found, name in due))] += 1
        if verbose and found != due:
            quotes = [(finding.rule, finding.quote[:40]) for finding in findings if finding.rule not in due]
            print(f"  {one['text'][:90]!r}\n    wrongly {quotes}\n    missed {sorted(due - found)}")
    return counts


def scores(counts: Counts, names: set[str]) -> tuple[float, float]:
    """Return precision and recall over some rules together."""
    right, wrong, missed = (
        sum(counts[(name, outcome)] for name in names) for outcome in ("right", "wrong", "missed")
    )
    return right / max(right + wrong, 1), right / max(right + missed, 1)


def _outcome(found: bool, due: bool) -> str:  # noqa: FBT001 - a table of two by two
    return {(True, True): "right", (True, False): "wrong", (False, True): "missed"}.get(
        (found, due), "passed"
    )


def half(name: str) -> list[dict]:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


def time_of(run) -> float:  # noqa: ANN001 - any call
    taken = []
    for _ in range(60):
        start = perf_counter()
        run()
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=SETS, help="one set only, without the time")
    parser.add_argument("--verbose", action="store_true", help="what was wrongly named or missed (tune only)")
    options = parser.parse_args()

    low = []
    for name in (options.half,) if options.half else SETS:
        statements = half(name)
        counts = counts_of(statements, verbose=options.verbose and name == "tune")
        each = {rule for rule, _ in counts} - {"any"}
        print(
            f"{name}: {len(statements)} statements, {sum(bool(one['faults']) for one in statements)} faulted"
        )
        for told, names in (("faulted or not", {"any"}), ("rule named", each)):
            precision, recall = scores(counts, names)
            print(f"  {told:16} precision {precision:.3f}   recall {recall:.3f}")
            if name == "test" and min(precision, recall) < AT_LEAST:
                low.append(told)
        if name == "tune":
            for rule in sorted(each):
                precision, recall = scores(counts, {rule})
                print(f"    {rule:18} precision {precision:.2f}   recall {recall:.2f}")

    if not options.half:
        texts = (
            " ".join(one["text"] for one in half("tune") if one["kind"] == kind)
            for kind in ("mission", "success")
        )
        rules = statement_rules()
        for kind, text in zip(("mission", "success"), (text[:LENGTH] for text in texts), strict=True):
            plain = plain_text(text)
            patterns = [p for rule in rules.rules if kind in rule.kinds for p in phrases_of(rule).patterns]
            ours = time_of(lambda: review(text, kind, rules=rules))  # noqa: B023 - called at once
            bare = time_of(lambda: [list(p.finditer(plain)) for p in patterns])  # noqa: B023 - called at once
            print(
                f"{kind}, {len(text):,} characters: {ours:.1f} ms, bare scan with its patterns {bare:.1f} ms"
            )
            if ours >= WITHIN:
                sys.exit(f"A review takes {WITHIN:.0f} ms or more.")
    if low:
        sys.exit(f"On the test half precision or recall is below {AT_LEAST} ({', '.join(low)}).")


if __name__ == "__main__":
    main()
