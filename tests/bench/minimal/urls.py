"""One address."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.urls import path
from django.views.generic import ListView

from kernespor.domains.strategy.models import UnitPlan


class Plans(LoginRequiredMixin, ListView):
    """All plans in force."""

    queryset = UnitPlan.objects.exclude(status="draft").order_by("unit_name")
    template_name = "plans.html"


urlpatterns = [path("", Plans.as_view())]
