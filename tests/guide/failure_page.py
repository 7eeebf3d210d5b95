"""The steps of a failure page: inject the fault, get the refusal, fix the fault, confirm the fix.

Confirm also runs before the fix and must fail there: otherwise it confirms nothing. When Fix has a
tab for each cause, the steps run once per tab.
"""

from __future__ import annotations

from tests.evaluate.environment import Environment, EnvironmentProblem
from tests.evaluate.fence_rule import FenceRule, FenceRules
from tests.evaluate.procedure import StepContext, Steps
from tests.pages.fences import Fence
from tests.pages.page import Page

SEE, FIX, CONFIRM = "You see", "Fix", "Confirm"


class FailurePage(Steps):
    """The steps of one page about a symptom."""

    reusable = False

    def __init__(self, page: Page, rules: FenceRules) -> None:
        self._page, self._rules = page, rules
        self._seen = [fence for fence in page.fences if fence.heading == SEE]
        self._confirming = self._running(CONFIRM)
        self._tabs = _tabs(self._running(FIX)) if self._causes else {}
        #: The failure of the precheck. The first fence under Confirm reports it.
        self._prechecked: str | None = None

    def problem(self) -> str | None:
        """The reason why the page cannot be reproduced, as the end of a sentence."""
        symptom = self._page.front.symptom
        if self._page.front.silent:
            if not any(fence.language == "console" for fence in self._seen):
                return f'nothing under "{SEE}" is a `console` that shows it'
        elif not any(fence.attributes.get("refused") == symptom for fence in self._seen):
            return f'nothing under "{SEE}" is a `console {{refused="{symptom}"}}`'
        if not self._confirming:
            return f'nothing under "{CONFIRM}" runs, so nothing shows that the fix works'
        causes, tabs = self._causes, list(self._tabs)
        if causes != tabs:
            return (
                f'`breakage` names the tabs {causes}, but those that run under "{FIX}" are {tabs}'
            )
        return None

    def prepare(self, environment: Environment) -> None:
        """Inject the fault of the page, or of its first tab."""
        self._inject(environment, next(iter(self._causes), ""))

    def before(self, fence: Fence, context: StepContext) -> str | None:
        """At the start of a further tab, inject its fault; before each fix, run the precheck."""
        if fence in list(self._tabs.values())[1:] and (failure := self._next_cause(fence, context)):
            return failure
        if self._begins_fix(fence):
            with context.second_shell():
                self._prechecked = self._precheck(context)
        return None

    def after(self, fence: Fence) -> str | None:
        """The failure of the precheck, after the first fence under Confirm."""
        return self._prechecked if fence is next(iter(self._confirming), None) else None

    def _begins_fix(self, fence: Fence) -> bool:
        """True for the first fence that runs under Fix, or in each of its tabs."""
        if self._tabs:
            return fence in self._tabs.values()
        return fence is next(iter(self._running(FIX) or self._confirming), None)

    def _precheck(self, context: StepContext) -> str | None:
        """Run Confirm before the fix; return the end of a sentence when all of it passes."""
        for fence in self._confirming:
            if self._failure(fence, context):
                context.environment.refusals()  # discard those of the precheck
                return None
        return "passes before the fix, so it confirms nothing"

    def _next_cause(self, fence: Fence, context: StepContext) -> str | None:
        """Confirm the fix of the previous tab; then inject the next fault and run "You see".

        Raises EnvironmentProblem.
        """
        if self._prechecked:
            return f"Confirm, run in the previous tab, {self._prechecked}"
        for confirm in self._confirming:
            if failure := self._failure(confirm, context):
                return f"the fix in the previous tab does not make {confirm.place} pass: {failure}"
        context.renew()
        self._inject(context.environment, fence.tab)
        for seen in self._seen:
            if self._rules.mutates(seen) and (failure := self._failure(seen, context)):
                return f"this tab's fault does not produce {seen.place}: {failure}"
        return None

    def _inject(self, environment: Environment, tab: str) -> None:
        """Inject the fault that the front matter names, for a tab. Raises EnvironmentProblem."""
        fault = self._page.front.breakage
        name = fault.get(tab) if isinstance(fault, dict) else fault
        if not name:
            return
        try:
            environment.inject_fault(name)
        except ValueError as problem:
            raise EnvironmentProblem(f"{self._page.place('breakage')}: {problem}") from None

    def _failure(self, fence: Fence, context: StepContext) -> str | None:
        rule = self._rules.rule_for(fence)
        return rule.evaluate(fence, context) if isinstance(rule, FenceRule) else rule

    @property
    def _causes(self) -> list[str]:
        """The tabs for which the front matter names a fault."""
        fault = self._page.front.breakage
        return list(fault) if isinstance(fault, dict) else []

    def _running(self, heading: str) -> list[Fence]:
        """The fences under a heading that change the environment."""
        fences = self._page.fences
        return [each for each in fences if each.heading == heading and self._rules.mutates(each)]


def _tabs(fences: list[Fence]) -> dict[str, Fence]:
    """The first fence of each tab."""
    first: dict[str, Fence] = {}
    for fence in fences:
        if fence.tab:
            first.setdefault(fence.tab, fence)
    return first


def steps(page: Page, rules: FenceRules) -> Steps:
    """The steps of a page of the guide; only a page about a reproduced symptom has any."""
    if page.front.symptom is None:
        return Steps()
    return FailurePage(page, rules) if page.front.acted else UnreproducedPage()


class UnreproducedPage(Steps):
    """A page about a failure that the sandbox cannot reproduce: its fences run in order."""

    reusable = False
