"""The figures as Markdown, between two marks of docs/evaluation.md; what people wrote around them stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .figures import Band, Figures

BEGIN, END = "<!-- figures: `make eval` writes what stands below -->", "<!-- end of figures -->"


def page(old: str, figures: Figures) -> str:
    """The page with the new figures in the place of the old ones."""
    before, _, rest = old.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + "\n".join([BEGIN, *_corpora(figures), *_reliability(figures), END]) + (after or "\n")


def _corpora(figures: Figures) -> Iterator[str]:
    yield "\n## Corpora and languages\n"
    yield "| corpus | | core facts | statements | F1 | precision | recall | forbidden stated | grounded |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for corpus, found in sorted(figures.items()):
        for name, shares in (("**all**", found["all"]), *sorted(found["languages"].items())):
            yield f"| {corpus} | {name} {_row(shares)}"
    for corpus, found in sorted(figures.items()):
        yield f"\n## Predicates: {corpus}\n"
        yield "| predicate | core found | stated right |\n|---|---|---|"
        yield from (
            f"| `{name}` | {counts['found']} of {counts['core']} | {counts['right']} of {counts['stated']} |"
            for name, counts in found["predicates"].items()
        )


def _row(shares: Mapping[str, float]) -> str:
    told = [f"{shares[key]:.3f}" for key in ("f1", "precision", "recall")]
    forbidden = f"{shares['forbidden']} of {shares['traps']}"
    return f"| {shares['core']} | {shares['stated']} | {' | '.join(told)} | {forbidden} | {shares['grounded']:.3f} |"


def _reliability(figures: Figures) -> Iterator[str]:
    for corpus, found in sorted(figures.items()):
        for name, bands in found["reliability"].items():
            yield f"\n## Reliability: {corpus}, {name}\n"
            yield "| stated confidence | statements | mean confidence | right | 95 % of such samples |\n|---|---|---|---|---|"
            yield from map(_band, bands)


def _band(band: Band) -> str:
    right, total = int(band["right"]), int(band["statements"])
    low, high = interval(right, total)
    share = f"{right / total:.3f} | {low:.2f} to {high:.2f}"
    return f"| {band['from']:.2f} to {band['up_to']:.2f} | {total} | {band['mean']:.3f} | {share} |"


def interval(right: int, total: int) -> tuple[float, float]:
    """Wilson's interval at 95 %: between which shares the true one lies, as far as so many examples can tell."""
    z = 1.96
    share, weight = right / total, z * z / total
    middle = (share + weight / 2) / (1 + weight)
    half = z * ((share * (1 - share) + weight / 4) / total) ** 0.5 / (1 + weight)
    return middle - half, middle + half
