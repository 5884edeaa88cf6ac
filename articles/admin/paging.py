"""Paging that never counts a whole table: beyond a few thousand rows a desk searches, it does not leaf."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property
from unfold.views import ChangeList

MOST = 5_000


class BoundedPaginator(Paginator):
    """Counts at most MOST rows, so a list opens at the same cost with 5,000 stories as with a million."""

    template_name = "admin/articles/_pages.html"

    @cached_property
    def counted(self) -> int:
        """How many rows there are; one more than MOST means: more than that."""
        return self.object_list.order_by()[: MOST + 1].count()

    @property
    def count(self) -> int:
        return min(self.counted, MOST)

    @property
    def words(self) -> str:
        """`12 stories`, `1 photo`, `more than 5,000 stories`."""
        options = self.object_list.model._meta
        if self.counted > MOST:
            return f"more than {MOST:,} {options.verbose_name_plural}"
        name = options.verbose_name if self.counted == 1 else options.verbose_name_plural
        return f"{self.counted:,} {name}"


class DeskChangeList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """How many there are is said once, at the foot of the list."""
        super().get_results(request)
        self.full_result_count = self.result_count
