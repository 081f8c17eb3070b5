"""Health, accounts, and what everybody has."""

from __future__ import annotations

from fajian.web.policy.doors import ADMIN, EVERYBODY, NOBODY, PUBLIC, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    # health
    Door("alive", PUBLIC, NOBODY, "没有数据"),
    Door("ready", PUBLIC, NOBODY, "没有业务数据"),
    # accounts
    Door("account_login", PUBLIC, PUBLIC, "没有数据；登录失败由 axes 计数"),
    Door("account_logout", PUBLIC, EVERYBODY, "本人"),
    Door("demo_login", NOBODY, PUBLIC, "演示系统之外一律 404"),
    Door("account", EVERYBODY, EVERYBODY, "本人"),
    Door("account_change_password", EVERYBODY, EVERYBODY, "本人"),
    Door("account_reauthenticate", EVERYBODY, EVERYBODY, "本人"),
    Door("account_inactive", PUBLIC, NOBODY, "没有数据"),
    Door("mfa_index", EVERYBODY, NOBODY, "本人"),
    Door("mfa_authenticate", PUBLIC, PUBLIC, "密码已通过的人"),
    Door("mfa_reauthenticate", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_activate_totp", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_deactivate_totp", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_view_recovery_codes", EVERYBODY, NOBODY, "本人"),
    Door("mfa_generate_recovery_codes", EVERYBODY, EVERYBODY, "本人"),
    Door("mfa_download_recovery_codes", EVERYBODY, NOBODY, "本人"),
    # the shell
    Door("home", EVERYBODY, NOBODY, "本人的待办，每一项各按其范围"),
    Door("notices", EVERYBODY, EVERYBODY, "本人的提醒"),
    Door("jobs", EVERYBODY, NOBODY, "本人提交的任务"),
    Door("job", EVERYBODY, NOBODY, "本人提交的任务"),
    Door("hooks", frozenset({ADMIN}), frozenset({ADMIN}), "Hook.visible_to；只能为本单位登记"),
    Door("stop_hook", NOBODY, frozenset({ADMIN}), "Hook.visible_to"),
    Door("dispatches", frozenset({ADMIN}), NOBODY, "Dispatch.visible_to；不显示内容"),
    Door("resend", NOBODY, frozenset({ADMIN}), "Dispatch.visible_to"),
    Door("help", PUBLIC, NOBODY, "没有数据"),
    Door("help_index", PUBLIC, NOBODY, "没有数据"),
    Door("clock", PUBLIC, NOBODY, "没有数据"),
    Door("laws", PUBLIC, NOBODY, "没有数据"),
    Door("law", PUBLIC, NOBODY, "没有数据"),
    Door("check_citations", EVERYBODY, EVERYBODY, "没有数据；粘贴的文字不保存"),
    Door("rules", EVERYBODY, NOBODY, "规则没有数据；结果只计 Finding.visible_to，只给能看疑点的人"),
    Door("rule", EVERYBODY, NOBODY, "同上"),
)
