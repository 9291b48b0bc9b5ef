"""Addresses of warehouses: what is remembered of them, and that a password never is."""

import pytest

from cxworkshop.domain.tables import short_name
from cxworkshop.errors import UnreadableSourceError
from cxworkshop.inputs.location import absolute


@pytest.mark.parametrize(
    ("source", "remembered", "short"),
    [
        ("postgres://ann@db.firm:5433/sales::orders", None, "sales::orders"),
        ("postgresql://ann@db/base::a.orders", "postgres://ann@db/base::a.orders", "base::a.orders"),
        ("POSTGRES://db/sales::orders", "postgres://db/sales::orders", "sales::orders"),
        ("postgres:///sales::orders", None, "sales::orders"),
        ("postgres://a%40b@[::1]:5432/my%20base::orders", None, "my%20base::orders"),
        ("postgres://ann@%2Fvar%2Frun/sales::orders", None, "sales::orders"),
        ("spark://local::/data/orders.parquet", None, "spark::orders.parquet"),
        ("spark://local[2]::shop.orders", None, "spark::shop.orders"),
        ("spark://node.firm:7077::hdfs:///data/orders.parquet", None, "spark::orders.parquet"),
    ],
)  # fmt: skip
def test_an_address_is_remembered(source, remembered, short):
    assert absolute(source) == (remembered or source)
    assert short_name(source) == short
    assert absolute(absolute(source)) == absolute(source)


def test_a_path_on_spark_here_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert absolute("spark://local::orders.parquet") == f"spark://local::{tmp_path}/orders.parquet"


SECRET = "s3cret"  # noqa: S105 - no password of anybody's


@pytest.mark.parametrize(
    "login",
    [
        "ann:s3cret@", "ann:s3cret@s3cret@", "ann:a::s3cret@", "ann:a/s3cret@", "ann:a?s3cret@",
        "ann:s3cret#x@", "ann:1?s3cret@", "ann:1/x::s3cret@", ":s3cret@", "ann:%73s3cret@",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "rest", ["db/sales::orders", "db:5432/sales::orders", "db/sales", "db:x/sales::orders", "db"]
)
def test_a_password_is_never_told(login, rest):
    source = f"postgres://{login}{rest}"
    try:
        told = absolute(source)
    except UnreadableSourceError as error:
        told = str(error)

    assert SECRET not in told + short_name(source)


@pytest.mark.parametrize(
    "source",
    [
        "postgres://ann@db/sales",
        "postgres://ann@db::orders",
        "postgres://db:port/sales::orders",
        "postgres://db/sales?password=s3cret::orders",
        "postgres://db/sales?options=x@y::orders",
        "spark://local",
        "spark://node::orders",
        "spark://ann:s3cret@node:7077::orders",
        "spark://local::s3a://KEY:s3cret@bucket/orders.parquet",
    ],
)
def test_another_form_is_refused_without_repeating_it(source):
    with pytest.raises(
        UnreadableSourceError, match=r"is written .* but this address has another form"
    ) as refused:
        absolute(source)

    assert SECRET not in str(refused.value)
