"""What watches over the portal asks here: no language, no account, nothing kept."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports import readiness


@never_cache
@require_safe
def alive(request):
    """The process answers.  Whether the database does is asked elsewhere."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(request):
    """200 where visitors may come; else 503 and the names of what is missing."""
    missing = readiness.missing()
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)
