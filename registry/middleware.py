"""What no page should ever have to think about."""

from django.core.exceptions import SuspiciousOperation


class RefuseNul:
    """Answers 400 to an address that holds a NUL: PostgreSQL would answer with an error page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            raise SuspiciousOperation("A NUL in the address.")
        return self.get_response(request)
