"""The steps of a failure page: inject the fault, get the refusal, fix the fault, confirm the fix.

Confirm also runs before the fix and must fail there: otherwise it confirms nothing. What is refused
must be printed by the program that `who` names. After Confirm, the harness itself judges that the
fault is mended. When Fix has a tab for each cause, the steps run once per tab.
"""

from __future__ import annotations

from tests.evaluate.environment import Environment, InjectedFault
from tests.evaluate.fence_rule import FenceRule, FenceRules
from tests.evaluate.procedure import StepContext, Steps
from tests.guide import injection, page_shape, precheck, speaker, tabs
from tests.guide.page_shape import CONFIRM, FIX
from tests.pages.fences import Fence
from tests.pages.page import Page


class FailurePage(Steps):
    """The steps of one page about a symptom."""

    reusable = False

    def __init__(self, page: Page, rules: FenceRules) -> None:
        self._page, self._rules = page, rules
        self._seen = page_shape.seen(page)
        self._confirming = self._running(CONFIRM)
        fault = page.front.breakage
        #: The faults by tab; none on a page with one fault.
        self._causes = fault if isinstance(fault, dict) else {}
        self._tabs = tabs.first_fences(self._running(FIX)) if self._causes else {}
        self._fault: InjectedFault | None = None
        #: The failure of the precheck. The first fence under Confirm reports it.
        self._prechecked: str | None = None

    def problem(self) -> str | None:
        """The reason why the page cannot be reproduced, as the end of a sentence."""
        return (
            page_shape.without_refusal(self._page, self._seen)
            or page_shape.without_confirmation(self._confirming)
            or tabs.problem(tabs.tabs_of(self._page, FIX), self._causes, list(self._tabs))
        )

    def prepare(self, environment: Environment) -> None:
        """Inject the fault of the page, or of its first tab."""
        self._inject(environment, next(iter(self._causes), ""))

    def before(self, fence: Fence, context: StepContext) -> str | None:
        """At the start of a further tab, inject its fault; before each fix, run the precheck."""
        if fence in list(self._tabs.values())[1:] and (failure := self._next_cause(fence, context)):
            return failure
        if self._begins_fix(fence):
            refused = context.environment.refusals()
            if failure := page_shape.refused_in_silence(self._page, self._seen, refused):
                return failure
            with context.second_shell():
                self._prechecked = self._precheck(context)
        if fence in self._confirming[:1]:
            context.environment.requested_hosts()  # Discard those of the page so far.
        return None

    def after(self, fence: Fence, context: StepContext) -> str | None:
        """The failure that the page itself does not show, after a refusal or after Confirm."""
        symptom = fence.attributes.get("refused")
        if symptom and (failure := speaker.problem(symptom, context)):
            return failure
        if fence in self._confirming[:1] and self._prechecked:
            return self._prechecked
        return self._judgement(context) if fence in self._confirming[-1:] else None

    def _begins_fix(self, fence: Fence) -> bool:
        """True for the first fence that runs under Fix, or in each of its tabs."""
        if self._tabs:
            return fence in self._tabs.values()
        return fence is next(iter(self._running(FIX) or self._confirming), None)

    def _precheck(self, context: StepContext) -> str | None:
        """Run Confirm before the fix; return the end of a sentence unless the fault fails it."""
        failure = None
        for fence in self._confirming:
            if failure := self._failure(fence, context):
                context.environment.refusals()  # discard those of the precheck
                break
        if failure is None:
            return "passes before the fix, so it confirms nothing"
        if self._fault and self._fault.unmended() is None:
            return "comes too late: what was refused has succeeded before the fix"
        return precheck.mistake(failure, self._fault.places if self._fault else ())

    def _judgement(self, context: StepContext) -> str | None:
        """The end of a sentence when the fault is not mended, or Confirm has not looked at it."""
        if self._fault is None:
            return None
        if reason := self._fault.unmended():
            return f"passes, but the fault is not mended: {reason}"
        requested = set(context.environment.requested_hosts())
        text = "".join(fence.text for fence in self._confirming)
        return precheck.looks_elsewhere(self._fault.places, requested, text)

    def _next_cause(self, fence: Fence, context: StepContext) -> str | None:
        """Confirm the fix of the previous tab; then inject the next fault and produce the failure.

        Raises EnvironmentProblem.
        """
        if self._prechecked:
            return f"Confirm, run in the previous tab, {self._prechecked}"
        context.environment.requested_hosts()
        for confirm in self._confirming:
            if failure := self._failure(confirm, context):
                return f"the fix in the previous tab does not make {confirm.place} pass: {failure}"
        if failure := self._judgement(context):
            return f"Confirm, run in the previous tab, {failure}"
        context.renew()
        self._inject(context.environment, fence.tab)
        for seen in self._seen:
            context.begin(seen)
            if self._rules.mutates(seen) and (failure := self._failure(seen, context)):
                return f"this tab's fault does not produce {seen.place}: {failure}"
        return None

    def _inject(self, environment: Environment, tab: str) -> None:
        """Inject the fault that the front matter names, for a tab. Raises EnvironmentProblem."""
        if name := self._causes.get(tab) or self._page.front.breakage:
            self._fault = injection.inject(self._page, environment, str(name))
            if self._causes:
                injection.check_tab(self._page, tabs.tabs_of(self._page, FIX), tab, self._fault)

    def _failure(self, fence: Fence, context: StepContext) -> str | None:
        rule = self._rules.rule_for(fence)
        return rule.evaluate(fence, context) if isinstance(rule, FenceRule) else rule

    def _running(self, heading: str) -> list[Fence]:
        """The fences under a heading that change the environment."""
        fences = self._page.fences
        return [each for each in fences if each.heading == heading and self._rules.mutates(each)]


def steps(page: Page, rules: FenceRules) -> Steps:
    """The steps of a page of the guide; only a page about a reproduced symptom has any."""
    if page.front.symptom is None:
        return Steps()
    return FailurePage(page, rules) if page.front.acted else UnreproducedPage()


class UnreproducedPage(Steps):
    """A page about a failure that the sandbox cannot reproduce: its fences run in order."""

    reusable = False
