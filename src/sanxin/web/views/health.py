"""For a watchdog: the process answers and the database does too. Says nothing else."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from sanxin.kernel.http.policy import open_to_all


@open_to_all("GET")
def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
