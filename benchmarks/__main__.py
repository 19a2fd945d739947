"""Measures the gateway beside its peers on the same data: loads it, measures, writes the table, the JSON and the plot."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import uvloop

from benchmarks import command, deep_pages, in_process, measure, report
from benchmarks.cluster import Cluster
from benchmarks.contenders import CONTENDERS, CONTENDERS_BY_NAME, Contender
from benchmarks.data import FULL, QUICK, Sizes
from benchmarks.load import load_postgresql, load_sqlite
from benchmarks.operations import BY_NAME, OVER_HTTP
from benchmarks.ours import can_answer
from benchmarks.serving import HERE, install, install_packages, is_installed


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what the command line asks for."""
    options = _parser().parse_args(arguments)
    operations = _operations(options)
    contenders = _chosen(options.only, installing=options.install) if not options.in_process else []
    sizes = QUICK if options.quick else FULL
    _, core = measure.cores()
    with (
        command.place(options.keep) as folder,
        command.cluster_in(folder, options.database_url, core=core) as cluster,
    ):
        uvloop.run(_run(options, contenders, operations, sizes, cluster, folder))


async def _run(
    options: argparse.Namespace,
    contenders: Sequence[Contender],
    operations: Sequence[str],
    sizes: Sizes,
    cluster: Cluster,
    folder: Path,
) -> None:
    print(f"data: {sizes.mark}", flush=True)
    await load_postgresql(cluster.url, sizes)
    sqlite = folder / "benchmark.sqlite"
    if not options.http or any(contender.driver == "sqlite" for contender in contenders):
        load_sqlite(sqlite, sizes)
    results = report.Results(sizes.mark)
    if not options.http:
        timing = in_process.QUICK if options.quick else in_process.Timing()
        results.in_process = await in_process.compare_on_postgresql(cluster.url, sizes, timing)
        results.in_process += await in_process.compare_on_sqlite(sqlite, sizes, timing)
        in_process.print_compared(results.in_process)
        results.deep = await deep_pages.compare_pages(cluster.url, sizes, timing)
        deep_pages.print_deep(results.deep)
    if not options.in_process:
        urls = {"postgresql": cluster.url, "sqlite": f"sqlite:///{sqlite}"}
        effort = measure.QUICK if options.quick else measure.Effort()
        results.http, results.memory = await measure.measure(contenders, operations, urls, cluster, sizes, effort)
        report.print_http(results.http, results.memory)
    report.write(results, options.output)


def _chosen(only: str | None, *, installing: bool) -> list[Contender]:
    names = _named("contender", only, list(CONTENDERS_BY_NAME))
    chosen = [contender for contender in CONTENDERS if contender.name in names]
    if installing:
        for contender in chosen:
            install(contender)
        install_packages(report.PLOT_ENVIRONMENT, HERE / "contenders" / "plot" / "requirements.txt")
    missing = [contender for contender in chosen if not is_installed(contender)]
    for contender in missing:
        print(f"left out: {contender.title} is not installed, or in other versions; run with --install")
    return [contender for contender in chosen if contender not in missing]


def _operations(options: argparse.Namespace) -> list[str]:
    """What is measured over HTTP: what was named or everything, without what the gateway's schema does not have."""
    names = _named("operation", options.operations, OVER_HTTP)
    able = [name for name in names if can_answer(BY_NAME[name].query)]
    for name in names:
        if name not in able and not options.all_operations:
            print(f"left out: the gateway has no {name} yet; measure the others on it with --all-operations")
    return list(names if options.all_operations else able)


def _named(kind: str, given: str | None, known: Sequence[str]) -> Sequence[str]:
    names = given.split(",") if given else known
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"There is no {kind} {unknown[0]}; choose from {', '.join(known)}.")
    return names


def _parser() -> argparse.ArgumentParser:
    parser = command.parser("benchmarks", __doc__)
    parser.add_argument("--install", action="store_true", help="make or renew the contenders' environments first")
    parser.add_argument("--only", metavar="NAMES", help=f"contenders, by commas: {','.join(CONTENDERS_BY_NAME)}")
    parser.add_argument("--operations", metavar="NAMES", help=f"operations over HTTP, by commas: {','.join(OVER_HTTP)}")
    parser.add_argument(
        "--all-operations",
        action="store_true",
        help="measure the peers on operations that the gateway cannot answer, too",
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--in-process", action="store_true", help="only the part without HTTP")
    part.add_argument("--http", action="store_true", help="only the servers")
    return parser


if __name__ == "__main__":
    main()
