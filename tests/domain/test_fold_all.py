from functools import reduce

from hypothesis import given, settings
from strategies_room import sessions

from cxworkshop.domain.fold import fold, fold_all
from cxworkshop.domain.workshop import Workshop


@settings(max_examples=60)
@given(log=sessions())
def test_a_whole_log_at_once_is_one_event_after_the_other(log):
    assert fold_all(Workshop(), log) == reduce(fold, log, Workshop())
