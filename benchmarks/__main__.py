"""Measures the gateway beside its peers on the same data: loads it, measures, writes the table, the JSON and the plot."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvloop

from benchmarks import deep_pages, in_process, measure, report
from benchmarks.cluster import Cluster, own_cluster
from benchmarks.contenders import CONTENDERS, CONTENDERS_BY_NAME, Contender
from benchmarks.data import FULL, QUICK, Sizes
from benchmarks.load import load_postgresql, load_sqlite, plain_url
from benchmarks.operations import OVER_HTTP
from benchmarks.serving import HERE, install, install_packages, is_installed


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what the command line asks for."""
    options = _parser().parse_args(arguments)
    _named("operation", options.operations, OVER_HTTP)
    contenders = _chosen(options.only, installing=options.install) if not options.in_process else []
    sizes = QUICK if options.quick else FULL
    with _folder(options.keep) as folder, _cluster(options, folder) as cluster:
        uvloop.run(_run(options, contenders, sizes, cluster, folder))


async def _run(
    options: argparse.Namespace, contenders: Sequence[Contender], sizes: Sizes, cluster: Cluster, folder: Path
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
        operations = _named("operation", options.operations, OVER_HTTP)
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


def _named(kind: str, given: str | None, known: Sequence[str]) -> Sequence[str]:
    names = given.split(",") if given else known
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"There is no {kind} {unknown[0]}; choose from {', '.join(known)}.")
    return names


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="gql-benchmark-") as name:
        Path(name).chmod(0o711)  # the database server runs as another user
        yield Path(name)


@contextmanager
def _cluster(options: argparse.Namespace, folder: Path) -> Iterator[Cluster]:
    if options.database_url:
        yield Cluster(plain_url(options.database_url))
        return
    _, core = measure.cores()
    with own_cluster(folder / "postgresql", core=core) as cluster:
        yield cluster


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, short rounds: to see that it works")
    parser.add_argument("--install", action="store_true", help="make or renew the contenders' environments first")
    parser.add_argument("--only", metavar="NAMES", help=f"contenders, by commas: {','.join(CONTENDERS_BY_NAME)}")
    parser.add_argument("--operations", metavar="NAMES", help=f"operations over HTTP, by commas: {','.join(OVER_HTTP)}")
    parser.add_argument(
        "--database-url", metavar="URL", help="an empty or loaded PostgreSQL database to use; the tables are replaced"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the databases there for the next run")
    parser.add_argument("--output", type=Path, default=HERE / ".results", help="where results.json and results.png go")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--in-process", action="store_true", help="only the part without HTTP")
    part.add_argument("--http", action="store_true", help="only the servers")
    return parser


if __name__ == "__main__":
    main()
