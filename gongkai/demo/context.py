"""What the sign-in page of a demonstration shows beside its form."""

from gongkai.demo import accounts as demo_accounts


def accounts(request) -> dict:
    """``demo_accounts`` and ``demo_password`` before sign-in; nothing elsewhere, nor in a real installation."""
    if not request.path.startswith("/staff/accounts/"):
        return {}
    shown = demo_accounts.shown()
    return {"demo_accounts": shown, "demo_password": demo_accounts.PASSWORD} if shown else {}
