"""Many machines: a real two-node Ray cluster of node processes on this one."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from extract.batch import Options, run
from extract.ingest.limits import DEFAULT
from tests.batch import faulty
from tests.batch.plans import PLAN

ray = pytest.importorskip("ray", reason="Ray is not installed (pip install 'kehoach[ray]')")
pytestmark = [pytest.mark.ray, pytest.mark.slow]


@pytest.fixture
def cluster():
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    nodes = [made.add_node(num_cpus=1) for _ in range(2)]
    ray.init(address=made.address, log_to_driver=False, include_dashboard=False)
    yield made, nodes
    ray.shutdown()
    made.shutdown()


def test_a_node_killed_in_the_middle_loses_and_doubles_nothing(cluster, tmp_path: Path) -> None:
    made, nodes = cluster
    (tmp_path / "in").mkdir()
    for i in range(96):
        (tmp_path / f"in/{i:02d}.txt").write_text("SLOW\n" + PLAN.format(number=i + 1, day=1 + i % 28), "utf-8")
    (tmp_path / "in/crash.txt").write_bytes(b"CRASH")

    seen: list[int] = []

    def kill_one() -> None:
        end = time.monotonic() + 120
        while time.monotonic() < end and not seen:
            time.sleep(0.2)
        made.remove_node(nodes[0], allow_graceful=False)

    killer = threading.Thread(target=kill_one)
    killer.start()
    options = Options(jobs=2, engine="ray", work=faulty.work, limits=DEFAULT.replace(seconds=30))
    summary = run([str(tmp_path / "in")], tmp_path / "out", options, listen=lambda p, e: seen.append(p.finished))
    killer.join()

    assert len([n for n in ray.nodes() if n["Alive"]]) == 2, "the head and one node are left"
    assert summary["outcomes"] == {"done": 96, "partial": 0, "quarantined": 1}
    lines = (tmp_path / "out/records.jsonl").read_text("utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == 96
    import pyarrow.dataset as ds

    table = ds.dataset(tmp_path / "out/parquet").to_table(columns=["id", "uri"])
    assert len(set(table["id"].to_pylist())) == table.num_rows == 96
    from extract.store import Store

    with Store.open(tmp_path / "out") as store:
        assert len(store.ids()) == 96

    again = run([str(tmp_path / "in")], tmp_path / "out", options)
    assert (again["run"]["unchanged"], again["run"]["finished"]) == (97, 0)
