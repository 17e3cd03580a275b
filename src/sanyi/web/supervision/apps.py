from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "sanyi.web.supervision"
    label = "supervision"
    verbose_name = "督办与通报"

    def ready(self) -> None:
        from sanyi.web.base import seams
        from sanyi.web.supervision import published, schedule

        seams.ISSUED_BULLETINS.append(published.issued_bulletins)
        seams.TIMED.append(schedule.remind_when_due)
        seams.ISSUED_FIGURES.update(
            bulletin=published.issued_figure, letter=published.letter_figure
        )
