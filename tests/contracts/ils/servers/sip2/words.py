"""What the server shows on the terminal's screen: prose, as in life."""

from catalog.ils import codes

SCREEN = {
    codes.PATRON_EXPIRED: "读者证已过期",
    codes.PATRON_RESTRICTED: "读者证已停用",
    codes.PATRON_CARD_LOST: "读者证已挂失",
    codes.PATRON_DEBT: "有欠款，请先确认",
    codes.LOAN_LIMIT: "已达外借册数上限",
    codes.ITEM_REFERENCE: "馆内阅览，不外借",
    codes.ITEM_RESTRICTED: "该书尚在加工",
    codes.ITEM_ON_LOAN: "该书已借出",
    codes.ITEM_MINE: "您已借此书",
    codes.ITEM_RESERVED: "该书已被他人预约",
    codes.ITEM_LOST: "该书已丢失",
    codes.ITEM_WITHDRAWN: "该书已注销",
    codes.HOLD_DUPLICATE: "您已预约此书",
    codes.HOLD_LIMIT: "已达预约册数上限",
    codes.HOLD_NOT_ALLOWED: "此书不能预约",
    codes.HOLD_PICKUP: "该馆不能取书",
    codes.RENEW_LIMIT: "已达续借次数上限",
    codes.RENEW_RESERVED: "已有人预约，不能续借",
}


def screen(blocks: list[str]) -> tuple[str, ...]:
    return tuple(SCREEN[code] for code in blocks)
