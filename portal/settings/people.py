"""Settings of accounts: sign-in, second factor, lock-out, sessions."""

from .environment import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "portal.accounts.backends.ReaderBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:me"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# With a mandatory code sign-up tells nobody whether an address has an account.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,3/15m/key"}
ACCOUNT_FORMS = {
    "add_email": "portal.accounts.forms.plain.AddEmailForm",
    "change_password": "portal.accounts.forms.plain.ChangePasswordForm",
    "confirm_email_verification_code": "portal.accounts.forms.plain.ConfirmEmailCodeForm",
    "login": "portal.accounts.forms.entrance.LoginForm",
    "reauthenticate": "portal.accounts.forms.plain.PasswordAgainForm",
    "reset_password": "portal.accounts.forms.plain.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.plain.ResetPasswordKeyForm",
    "set_password": "portal.accounts.forms.plain.SetPasswordForm",
    "signup": "portal.accounts.forms.entrance.SignupForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.notify.adapter.OutboxAccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Shuxiang"
MFA_ADAPTER = "portal.accounts.secrets.EncryptingMFAAdapter"
MFA_FORMS = {
    "activate_totp": "portal.accounts.forms.plain.ActivateForm",
    "authenticate": "portal.accounts.forms.plain.SecondStepForm",
    "reauthenticate": "portal.accounts.forms.plain.SecondStepAgainForm",
}
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
# Trying on while locked out does not make the wait longer for the owner of the name.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_USERNAME_CALLABLE = "portal.accounts.throttle.login_name"
AXES_LOCKOUT_CALLABLE = "portal.accounts.throttle.lockout_response"
AXES_CLIENT_IP_CALLABLE = "portal.accounts.throttle.client_address"
# How many proxies of ours stand before the portal; their X-Forwarded-For is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PORTAL_PROXY_COUNT", default=0)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Hashes card numbers for look-up; kept apart from SECRET_KEY so that that one can be changed.
PORTAL_CARD_KEY = env("PORTAL_CARD_KEY", default="")
# "required" locks /admin/ for staff who have no second factor yet.
PORTAL_STAFF_MFA = env("PORTAL_STAFF_MFA", default="optional")
