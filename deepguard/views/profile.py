"""One's own profile: name, units, time zone, theme, shortcuts; and the switches of the shell."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from deepguard.forms import ProfileForm
from deepguard.htmx import render_page
from deepguard.models import Theme, User
from deepguard.services import people


def edit(request):
    own = User.objects.get(pk=request.user.pk)  # not request.user, which a refused form would leave changed
    form = ProfileForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        people.save_profile(form, by=request.user)
        messages.success(request, "Your profile is saved.")
        return redirect("profile")
    facts = {
        "form": form,
        "second_factor": is_mfa_enabled(request.user),
        "memberships": request.user.memberships.select_related("operator"),
    }
    status = 422 if form.errors else 200
    return render_page(
        request, "deepguard/profile_page.html", "deepguard/_profile.html", facts, status=status
    )


@require_POST
def theme(request):
    """Set the theme from the switch in the shell."""
    if request.POST.get("theme") not in Theme.values:
        raise Http404
    people.set_theme(request.user, request.POST["theme"])
    return HttpResponse(status=204) if request.htmx else redirect(_back(request))


@require_POST
def operator(request):
    """Work for another operator one is a member of."""
    chosen = next((o for o in request.user.operators if str(o.pk) == request.POST.get("operator")), None)
    if chosen is None:
        raise Http404
    request.session["operator"] = chosen.pk
    return redirect("home")


def _back(request) -> str:
    came_from = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if safe else "/"
