"""Pages for tables that people leaf through, cursors for streams that grow while they are read."""

from rest_framework import pagination


class PagePagination(pagination.PageNumberPagination):
    """{count, next, previous, results}; `?page=2&page_size=100`, at most 500 a page."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500


class CursorPagination(pagination.CursorPagination):
    """{next, previous, results}, newest first; rows that arrive meanwhile neither repeat nor hide any."""

    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000
    ordering = "-pk"
