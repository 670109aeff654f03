"""Look over the whole installation, and say in words what to fix."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from config.checkup.examination import examine
from config.checkup.finding import Finding, Verdict

WORDS = {Verdict.OK: "OK", Verdict.LOOK: "Look at this", Verdict.BROKEN: "Broken"}


class Command(BaseCommand):
    help = "Check everything that this installation needs. The exit code is 1 where something is broken."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs: a list of objects")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
        else:
            for finding in findings:
                self.stdout.write(self._line(finding))
        if any(finding.verdict is Verdict.BROKEN for finding in findings):
            raise SystemExit(1)

    def _line(self, finding: Finding) -> str:
        styles = {
            Verdict.OK: self.style.SUCCESS,
            Verdict.LOOK: self.style.WARNING,
            Verdict.BROKEN: self.style.ERROR,
        }
        mark = styles[finding.verdict](f"{WORDS[finding.verdict]:<12}")
        advice = f"\n{'':14}-> {finding.advice}" if finding.advice else ""
        return f"{mark}  {finding.title}: {finding.detail}{advice}"
