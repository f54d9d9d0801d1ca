"""Trees as RFC 6962 has them: its own vectors, and paths that lead to the root and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.provenance import merkle

# Known answers of the certificate-transparency project for its eight test leaves.
LEAVES = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
hashes = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


def test_the_known_answers() -> None:
    tree = merkle.Frontier()
    assert tree.root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for size, data in enumerate(LEAVES, 1):
        tree.add(merkle.leaf(data))
        if size in ROOTS:
            assert tree.root().hex() == ROOTS[size]


@given(hashes, st.data())
def test_a_path_leads_to_the_root_from_its_own_leaf_alone(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, beside = merkle.Frontier(leaves).root(), merkle.path(leaves, index)
    assert merkle.root_of(leaves[index], index, len(leaves), beside) == root
    other = bytes([leaves[index][0] ^ 1]) + leaves[index][1:]
    assert merkle.root_of(other, index, len(leaves), beside) != root
    assert merkle.root_of(leaves[index], index, len(leaves), (*beside, bytes(32))) is None
    if beside:
        assert merkle.root_of(leaves[index], index, len(leaves), beside[:-1]) is None
    assert merkle.root_of(leaves[index], len(leaves), len(leaves), beside) is None
