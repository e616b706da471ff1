"""Many machines: the same guarded function through Ray Data.

Each actor holds one guarded worker with the pipeline loaded. Input lies on shared or object storage that every machine reads
under the same name; results stream back to the machine that began the run, the only one that writes journal, records,
database and Parquet partitions, so a node that dies loses or doubles nothing: its blocks are done again elsewhere.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.batch.guard import Guard
from extract.batch.worker import Job, Result

if TYPE_CHECKING:
    from extract.batch.journal import Journal
    from extract.batch.run import Options

BLOCK = 16
"""Files a task: few enough that a lost node costs little, enough that Ray's own work does not count."""
PARTITION = 500
"""Records a Parquet partition."""


class Converter:
    """The actor: bytes of jobs in, bytes of results out."""

    def __init__(self, options: bytes) -> None:
        self.options: Options = pickle.loads(options)
        self.guard = Guard(1, self.options.limits, self.options.work, self.options.start_method)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        out = []
        for job in batch["job"]:
            out.append(pickle.dumps(self.guard.one(pickle.loads(job))))
        return {"result": out}


def ray_engine(jobs: Iterator[Job], options: Options) -> Iterator[list[Result]]:
    """An engine for extract.batch.run: jobs in, results in any order.

    `options.engine` is "ray" for the cluster that RAY_ADDRESS names, else one of this machine alone, or "ray://HOST:PORT".
    Raises RuntimeError with the remedy where Ray is not installed.
    """
    try:
        import ray
    except ImportError:
        raise RuntimeError("Ray is not installed. Install it with: pip install 'kehoach[ray]'") from None

    address = options.engine if options.engine.startswith("ray://") else os.environ.get("RAY_ADDRESS")
    own = not ray.is_initialized()
    if own:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    for noisy in ("ray", "ray.data"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    actors = options.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    try:
        for chunk in _chunks(jobs, BLOCK * actors * 64):
            # a job names where its file lies; records come back with the result, the driver writes them
            packed = [{"job": pickle.dumps(_without_folder(job))} for job in chunk]
            data = ray.data.from_items(packed, override_num_blocks=max(1, -(-len(packed) // BLOCK)))
            done = data.map_batches(
                Converter,
                fn_constructor_args=(pickle.dumps(options),),
                batch_size=BLOCK,
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=actors),
                num_cpus=1,
                max_restarts=-1,
                max_task_retries=-1,
            )
            for batch in done.iter_batches(batch_size=None, batch_format="numpy"):
                for result in batch["result"]:
                    yield pickle.loads(result)
    finally:
        if own:
            ray.shutdown()


def _without_folder(job: Job) -> Job:
    from dataclasses import replace

    return replace(job, folder=None)


def _chunks(jobs: Iterator[Job], size: int) -> Iterator[list[Job]]:
    """Jobs in groups, so that a listing of millions is never held whole."""
    chunk: list[Job] = []
    for job in jobs:
        chunk.append(job)
        if len(chunk) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def write_partitions(journal: Journal, folder: Path) -> None:
    """Records as Parquet, `PARTITION` a file, beside the JSON: what a cluster's next job reads.

    Holds what was read since the last run that came this far, so a run that was killed is made good by the next one. A record
    that was read again stands in a later partition; the highest run counts.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = journal.db.execute("select value from meta where key = 'parquet_run'").fetchone()
    last = int(row[0]) if row else 0
    target = folder / "parquet"
    target.mkdir(exist_ok=True)
    rows: list[dict[str, Any]] = []
    part = 0

    def flush() -> None:
        nonlocal part
        path = target / f"run-{journal.run:05d}-part-{part:05d}.parquet"
        aside = path.with_suffix(".tmp")
        pq.write_table(pa.Table.from_pylist(rows), aside, compression="zstd")
        os.replace(aside, path)
        part += 1
        rows.clear()

    new = journal.db.execute(
        "select uri, record, sha256, program, outcome, output, run from files where run > ? and output is not null order by uri",
        (last,),
    )
    for uri, record, sha256, program, outcome, output, run in new:
        path = folder / "records" / output
        if path.exists():
            text = path.read_text("utf-8")
            rows.append(
                {
                    "id": record,
                    "uri": uri,
                    "sha256": sha256,
                    "program": program,
                    "outcome": outcome,
                    "run": run,
                    "record": text,
                }
            )
        if len(rows) >= PARTITION:
            flush()
    if rows:
        flush()
    journal.db.execute("insert or replace into meta values ('parquet_run', ?)", (str(journal.run),))
