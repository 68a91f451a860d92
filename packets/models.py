"""Packets: an order for one reader, and the edition that it became."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.text import slugify

from audit.models import AppendOnly
from core.leases import Leased
from documents.models import Document
from packets.choices import PacketState, Reader
from packets.rules.dossier import About
from packets.rules.stages import BUSY_STATES
from students.models import Student


class PacketQuerySet(models.QuerySet["Packet"]):
    def ready(self) -> "PacketQuerySet":
        return self.filter(state=PacketState.READY)

    def frozen(self) -> "PacketQuerySet":
        """Editions whose facts are fixed: those that are ready, and those that are being drawn."""
        states = [PacketState.READY, *BUSY_STATES]
        return self.filter(frozen_at__isnull=False, state__in=states)

    def busy(self) -> "PacketQuerySet":
        return self.filter(state__in=BUSY_STATES)

    def about(self, about: About) -> "PacketQuerySet":
        return self.filter(about_kind=about.kind, about_id=about.id)


class Packet(Leased):
    """An order for one packet, and the edition it became. The row is the queue.

    `about_kind` and `about_id` name what it is about: a row of a higher room, which alone knows
    what that is. The worker first freezes `facts` and the edition's number, then draws the file.
    A ready edition is never changed: a new build is a new edition whose `previous` is the one
    before. An order that finds the facts of the last edition ends as `unchanged`, and `previous`
    is that edition.
    """

    student_path = "student"

    student = models.ForeignKey(Student, models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    reader = models.CharField(max_length=10, choices=Reader)
    edition = models.PositiveSmallIntegerField(null=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=PacketState, default=PacketState.WAITING)
    asked_by_id = models.CharField(max_length=40, blank=True)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(db_default=Now())
    facts = models.JSONField(null=True)
    facts_sha256 = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)
    missing = models.JSONField(default=list)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    built_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    objects = PacketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PacketState.values), name="packet_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reader__in=Reader.values), name="packet_reader_is_known"
            ),
            models.UniqueConstraint(
                fields=["about_kind", "about_id", "reader"],
                condition=Q(state__in=["waiting", "building"]),
                name="packet_one_order_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["about_kind", "about_id", "reader", "edition"],
                condition=~Q(state="failed"),
                name="packet_edition_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | (
                    Q(edition__isnull=False, document__isnull=False, built_at__isnull=False)
                    & ~Q(facts_sha256="")
                ),
                name="packet_ready_has_its_file",
            ),
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="packet_by_what_it_is_about"),
            models.Index(
                fields=["asked_at"],
                name="packet_waiting",
                condition=Q(state__in=["waiting", "building"]),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="ready_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state IN ('ready', 'unchanged')"),
            ),
            pgtrigger.Protect(
                name="facts_are_frozen_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.facts_sha256 <> '' AND (OLD.facts IS DISTINCT FROM NEW.facts"
                    " OR OLD.facts_sha256 <> NEW.facts_sha256"
                    " OR OLD.edition IS DISTINCT FROM NEW.edition"
                    " OR OLD.previous_id IS DISTINCT FROM NEW.previous_id"
                    " OR OLD.reader <> NEW.reader OR OLD.student_id <> NEW.student_id"
                    " OR OLD.about_kind <> NEW.about_kind OR OLD.about_id <> NEW.about_id)"
                ),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Packet {self.pk}"

    @property
    def is_busy(self) -> bool:
        return self.state in BUSY_STATES

    @property
    def about(self) -> About:
        return About(self.about_kind, self.about_id, self.student_id)

    @property
    def title(self) -> str:
        """What the file of the edition is called, without the student's name."""
        return slugify(f"packet-{self.about_id}-{self.reader}-edition-{self.edition}")


class PacketStamp(AppendOnly):
    """An edition is superseded: what it tells changed since, and why. The edition stays as it is."""

    student_path = "packet__student"

    packet = models.ForeignKey(Packet, models.PROTECT, related_name="stamps")
    reason = models.CharField(max_length=600)
    stamped_at = models.DateTimeField(db_default=Now())
    stamped_by = models.CharField(max_length=200)

    class Meta(AppendOnly.Meta):
        indexes = [models.Index(fields=["packet"], name="packet_stamp_by_packet")]
