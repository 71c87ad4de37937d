"""Plans, goals, strategies and actions in the admin."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from catalog.widgets import AdminRecordChooser
from reports.plan.models import Action, Goal, Plan, Strategy
from reports.plan.panels import LogPanel


def _title() -> Column:
    """In the language of whoever looks."""
    return Column("title", label=capfirst(_("title")), accessor="label")


class SavedByHandMixin:
    """No saving by itself while somebody writes: what is saved here is public at once."""

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = False


class ActionCreateView(SavedByHandMixin, CreateView):
    pass


class ActionEditView(SavedByHandMixin, EditView):
    pass


class _PlanViewSet(SnippetViewSet):
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 100


class ActionViewSet(_PlanViewSet):
    model = Action
    icon = "tasks"
    menu_label = pgettext_lazy("plan", "Actions")
    add_view_class = ActionCreateView
    edit_view_class = ActionEditView
    list_display = [
        "number",
        _title(),
        Column("strategy", label=capfirst(pgettext_lazy("plan", "strategy"))),
        Column("owner", label=capfirst(_("in charge")), accessor="owner_label", sort_key="owner"),
        Column(
            "state",
            label=capfirst(pgettext_lazy("action", "state")),
            accessor="get_state_display",
        ),
        "changed_on",
    ]
    list_filter = ["plan", "state"]
    search_fields = ["title", "title_en", "text", "owner"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["strategy", "number"]),
                    FieldRowPanel(["title", "title_en"]),
                    FieldRowPanel(["text", "text_en"]),
                    FieldRowPanel(["owner", "owner_en"]),
                    FieldRowPanel(["partners", "partners_en"]),
                ],
                heading=pgettext_lazy("plan", "Action"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "tasks",
                        [
                            "year",
                            FieldRowPanel(["task", "task_en"]),
                            FieldRowPanel(["target", "target_en"]),
                            FieldRowPanel(["result", "result_en"]),
                        ],
                        label=_("task of a year"),
                    )
                ],
                heading=_("Year by year"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "evidence",
                        [
                            MultiFieldPanel(
                                [
                                    FieldPanel("page"),
                                    FieldPanel("record", widget=AdminRecordChooser),
                                    FieldPanel("url"),
                                ]
                            ),
                            FieldRowPanel(["label", "label_en"]),
                        ],
                        label=_("evidence"),
                    )
                ],
                heading=_("Evidence"),
            ),
            ObjectList([LogPanel()], heading=_("Log")),
        ]
    )


class PlanViewSet(_PlanViewSet):
    model = Plan
    icon = "clipboard-list"
    menu_label = _("Plans")
    list_display = [
        "__str__",
        "first_year",
        "last_year",
        BooleanColumn("is_published", label=capfirst(_("public"))),
    ]
    panels = [
        FieldRowPanel(["title", "title_en"]),
        FieldRowPanel(["summary", "summary_en"]),
        FieldRowPanel(["first_year", "last_year"]),
        MultiFieldPanel([FieldRowPanel(["law", "law_en"]), "law_url"], heading=_("Basis")),
        FieldRowPanel(["slug", "is_published"]),
    ]


class GoalViewSet(_PlanViewSet):
    model = Goal
    icon = "pick"
    menu_label = _("Goals")
    list_display = ["number", _title(), "plan"]
    list_filter = ["plan"]
    panels = [FieldRowPanel(["plan", "number"]), FieldRowPanel(["title", "title_en"])]


class StrategyViewSet(_PlanViewSet):
    model = Strategy
    icon = "list-ul"
    menu_label = pgettext_lazy("plan", "Strategies")
    list_display = ["number", _title(), "goal"]
    list_filter = ["goal"]
    panels = [FieldRowPanel(["goal", "number"]), FieldRowPanel(["title", "title_en"])]


class PlanGroup(SnippetViewSetGroup):
    menu_label = _("Development plan")
    menu_icon = "clipboard-list"
    menu_order = 240
    items = (ActionViewSet, GoalViewSet, StrategyViewSet, PlanViewSet)
