"""The OpenID provider of the tests: the npm package `oidc-provider`, started on loopback."""
