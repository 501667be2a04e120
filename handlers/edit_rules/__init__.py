"""Edit the routing rules: a list, a form for each rule, YAML; each with a preview before it is published."""

from bot.roles import Level
from handlers.edit_rules.as_yaml import check_yaml, open_yaml
from handlers.edit_rules.form import add_rule, check_form, edit_rule, try_form
from handlers.edit_rules.listing import open_list, preview_list, show_page, step
from handlers.edit_rules.publishing import list_versions, open_history, publish, restore_rules, undo_rules
from handlers.edit_rules.replies import check_reply, edit_reply, list_replies
from handlers.edit_rules.teams import check_team, edit_team, list_teams
from handlers.request import Answer, Handler, Request, Routes

WORDS: dict[str, Handler] = {"": open_list, "add": add_rule, "yaml": open_yaml, "history": list_versions}


async def open_rules(request: Request) -> Answer:
    """Open the list of rules. `rules add` opens an empty form, `rules yaml` the file, `rules history` the versions."""
    return await WORDS.get(request.text.lower().partition(" ")[0], open_list)(request)


# MEMBER and not AGENT: the rules have editors of their own, who need not be agents.
ROUTES = Routes(
    words={"rules": open_rules},
    buttons={
        "edit_rules": open_list,
        "rule_add": add_rule,
        "rule_edit": edit_rule,
        "rule_up": step("up"),
        "rule_down": step("down"),
        "rule_pause": step("pause"),
        "rule_duplicate": step("duplicate"),
        "rule_try": try_form,
        "rules_previous": show_page,
        "rules_next": show_page,
        "rules_yaml": open_yaml,
        "rules_history": open_history,
        "rules_back": show_page,
        "rules_teams": list_teams,
        "rules_team_add": edit_team,
        "rules_team_edit": edit_team,
        "rules_replies": list_replies,
        "rules_replies_of": list_replies,
        "rules_replies_previous": list_replies,
        "rules_replies_next": list_replies,
        "rules_reply_add": edit_reply,
        "rules_reply_edit": edit_reply,
        "undo_rules": undo_rules,
        "restore_rules": restore_rules,
    },
    views={
        "rules_list": preview_list,
        "rule_form": check_form,
        "rules_team": check_team,
        "rules_reply": check_reply,
        "rules": check_yaml,
        "rules_save": publish,
    },
    level=Level.MEMBER,
)
