"""Hosted mode on real parts: an OpenID provider, nginx with TLS, the dashboard's own processes, one store.

Fixtures (conftest.py; Chromium's `new_page`, `watch` and `browser` of tests/browser are here too):

- `provider`: the OpenID provider (provider/running.py); ACCOUNTS says who there is: viewer, editor, admin, bound
  (to 责任单位一), stranger (no role), namesake (the admin's name, another subject).
- `hosted`: a dashboard that all tests share: one replica behind nginx, demonstration data, roles as
  `dashboards.ROLES` gives them. Nobody may publish there or change roles.
- `own_hosted`: a factory for a dashboard of the test's own: `own_hosted(replicas=2)`; keyword arguments are entries of
  hosting.toml, `roles={…}` what is given at the start.

How to use a dashboard (dashboards.Hosted):

    reader = hosted.log_in("viewer", "/targets?year=2022")   # tests.raw.client.RawClient with the session's cookies
    reader.request("/media/…"); reader.open("targets"); reader.put_file(…); dict(reader.cookies)
    hosted.client()                                           # a stranger's client through the proxy
    hosted.direct()                                           # round the proxy, straight to a replica
    page = new_page(); hosted.log_in_with(page, "viewer", "/targets?lang=EN"); driving.drawn(page)
    hosted.give("viewer", "none"); hosted.done("data", "demo", "--force"); hosted.audit("login")
    hosted.replicas[0].process.kill(); hosted.proxy.log_text()
"""
