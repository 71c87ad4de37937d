"""The closed vocabularies of the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClcClass(models.TextChoices):
    """The 22 main classes of the Chinese Library Classification (中图法), 5th edition.

    Only the one-letter classes are named: the full schedules are a copyrighted work.
    """

    A = "A", _("Marxism–Leninism, Mao Zedong Thought, Deng Xiaoping Theory")
    B = "B", _("Philosophy, religion")
    C = "C", _("Social sciences")
    D = "D", _("Politics, law")
    E = "E", _("Military science")
    F = "F", _("Economics")
    G = "G", _("Culture, science, education, sports")
    H = "H", _("Language, linguistics")
    I = "I", _("Literature")  # noqa: E741
    J = "J", _("Art")
    K = "K", _("History, geography")
    N = "N", _("Natural sciences")
    O = "O", _("Mathematics, physics, chemistry")  # noqa: E741
    P = "P", _("Astronomy, earth sciences")
    Q = "Q", _("Biology")
    R = "R", _("Medicine, health")
    S = "S", _("Agriculture")
    T = "T", _("Technology")
    U = "U", _("Transport")
    V = "V", _("Aviation, space")
    X = "X", _("Environment, safety")
    Z = "Z", _("General works")


class ClcSubclass(models.TextChoices):
    """Second steps of the classification whose subject is common knowledge, in words of our own.

    Technology goes on by a second letter, all else by a digit. A step that is not named here is
    shown by its sign.
    """

    B2 = "B2", _("Chinese philosophy")
    B8 = "B8", _("Logic, ethics, psychology")
    B9 = "B9", _("Religion")
    D9 = "D9", _("Law")
    G2 = "G2", _("Information, libraries, media")
    G4 = "G4", _("Education")
    G6 = "G6", _("Schools of all levels")
    G8 = "G8", _("Sports")
    H1 = "H1", pgettext_lazy("class", "Chinese")
    H3 = "H3", _("Foreign languages")
    I0 = "I0", _("Theory of literature")
    I1 = "I1", _("World literature")
    I2 = "I2", _("Chinese literature")
    I3 = "I3", _("Literature of Asia")
    I5 = "I5", _("Literature of Europe")
    I7 = "I7", _("Literature of the Americas")
    J2 = "J2", _("Painting, calligraphy")
    J6 = "J6", _("Music")
    J9 = "J9", _("Film, television")
    K1 = "K1", _("World history")
    K2 = "K2", _("Chinese history")
    K8 = "K8", _("Biographies, archaeology, customs")
    K9 = "K9", _("Geography, travel")
    O1 = "O1", _("Mathematics")
    O4 = "O4", _("Physics")
    O6 = "O6", _("Chemistry")
    P1 = "P1", _("Astronomy")
    Q9 = "Q9", _("Plants, animals, people")
    R2 = "R2", _("Traditional Chinese medicine")
    S6 = "S6", _("Gardening")
    TB = "TB", _("General engineering")
    TD = "TD", _("Mining")
    TE = "TE", _("Oil and gas")
    TF = "TF", _("Metals: smelting")
    TG = "TG", _("Metals: working")
    TH = "TH", _("Machines and instruments")
    TJ = "TJ", _("Weapons")
    TK = "TK", _("Energy and power")
    TL = "TL", _("Nuclear energy")
    TM = "TM", _("Electrical engineering")
    TN = "TN", _("Electronics, telecommunication")
    TP = "TP", _("Automation, computers")
    TQ = "TQ", _("Chemical industry")
    TS = "TS", _("Light industry, crafts, household")
    TU = "TU", _("Building, architecture")
    TV = "TV", _("Water engineering")


class ReaderGroup(models.TextChoices):
    """For whom a book was made, as far as the record says so."""

    INFANTS = "0-3", _("0–3 years")
    PRESCHOOL = "3-6", _("3–6 years")
    CHILDREN = "7-12", _("7–12 years")
    TEENS = "13-18", _("13–18 years")
    ADULTS = "adults", _("adults")


class HoldingStatus(models.TextChoices):
    """Where a copy is. A MARC file seldom knows, and unknown is never shown as on the shelf."""

    UNKNOWN = "unknown", pgettext_lazy("copy", "ask at the desk")
    AVAILABLE = "available", pgettext_lazy("copy", "on the shelf")
    ON_LOAN = "on_loan", pgettext_lazy("copy", "on loan")
    ON_HOLD = "on_hold", pgettext_lazy("copy", "waiting for a reader")
    IN_TRANSIT = "in_transit", pgettext_lazy("copy", "on its way")
    REFERENCE = "reference", pgettext_lazy("copy", "to be read in the library")
    PROCESSING = "processing", pgettext_lazy("copy", "being made ready")
    LOST = "lost", pgettext_lazy("copy", "missing")


class MarcFormat(models.TextChoices):
    ISO2709 = "iso2709", "ISO 2709"
    MARCXML = "marcxml", "MARCXML"


class Dialect(models.TextChoices):
    CNMARC = "cnmarc", "CNMARC"
    MARC21 = "marc21", "MARC 21"


class ImportStatus(models.TextChoices):
    RUNNING = "running", pgettext_lazy("import", "running or interrupted")
    FINISHED = "finished", pgettext_lazy("import", "finished")
    FAILED = "failed", pgettext_lazy("import", "failed")


class CommandKind(models.TextChoices):
    HOLD = "hold", pgettext_lazy("ILS command", "place a hold")
    CANCEL = "cancel", pgettext_lazy("ILS command", "cancel a hold")
    RENEW = "renew", pgettext_lazy("ILS command", "renew")
    CHECKOUT = "checkout", pgettext_lazy("ILS command", "borrow")


class CommandState(models.TextChoices):
    """From "sent" to one of the others; "unknown" until reading back tells."""

    SENT = "sent", pgettext_lazy("ILS command", "sent")
    UNKNOWN = "unknown", pgettext_lazy("ILS command", "being confirmed")
    DONE = "done", pgettext_lazy("ILS command", "done")
    REFUSED = "refused", pgettext_lazy("ILS command", "refused")
    NOTHING = "nothing", pgettext_lazy("ILS command", "not carried out")


class UploadState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("import", "waiting for its turn")
    READING = "reading", pgettext_lazy("import", "being read")
    STOPPING = "stopping", pgettext_lazy("import", "stopping")
    STOPPED = "stopped", pgettext_lazy("import", "stopped")
    DONE = "done", pgettext_lazy("import", "finished")
    FAILED = "failed", pgettext_lazy("import", "failed")
