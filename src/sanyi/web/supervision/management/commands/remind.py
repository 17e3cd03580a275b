"""``python -m django remind``: today's reminders at every place; meant for a daily timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sanyi.web.base.clock import today
from sanyi.web.papers.models import PaperState
from sanyi.web.supervision import mail, reminding
from sanyi.web.units.models import Place


class Command(BaseCommand):
    """Safe to run twice: a reminder is given once."""

    help = "按规则催办提醒（每个工作日运行一次）。"

    def handle(self, *args: Any, **options: Any) -> None:
        places = Place.objects.filter(papers__state=PaperState.ISSUED).distinct()
        for place in places:
            written = reminding.remind(None, place, today())
            self.stdout.write(f"{place.name}：写给{written}个单位。")
        mail.send_messages.enqueue()
