-- Who has been here, who may do what, who is here. Times are seconds since 1970 (UTC).
-- A person is issuer + subject: names and e-mail addresses are given anew, subjects are not.
create table if not exists person (
    issuer text not null,
    subject text not null,
    name text not null,
    seen_at real not null,
    primary key (issuer, subject)
) strict;

-- A session is known by the hash of what its cookie holds: who reads this file cannot log in with it.
create table if not exists session (
    id text primary key,
    issuer text not null,
    subject text not null,
    groups text not null,            -- JSON list, as the provider said at log-in
    id_token text not null,          -- what the provider's own log-out asks for; empty without
    address text not null,
    began_at real not null,
    seen_at real not null,
    ended_at real,
    ended_why text check (ended_why in ('logout', 'idle', 'absolute', 'revoked'))
) strict;

create index if not exists session_of_person on session (issuer, subject);

-- Of a person (name is the subject) or of a group (name is the group). What is said of a person holds alone.
create table if not exists role (
    kind text not null check (kind in ('person', 'group')),
    issuer text not null,
    name text not null,
    role text not null check (role in ('none', 'viewer', 'editor', 'admin')),
    units text,                      -- JSON list of departments that a viewer is bound to; null: all
    given_at real not null,
    given_by text not null,
    primary key (kind, issuer, name)
) strict;

-- A wall's key opens the screen and nothing else.
create table if not exists wall_key (
    number integer primary key,
    label text not null,
    hash text not null unique,
    is_display_only integer not null check (is_display_only in (0, 1)),
    units text,
    made_at real not null,
    made_by text not null,
    seen_at real,
    revoked_at real
) strict;

create table if not exists policy (
    name text primary key,
    value text not null
) strict;

-- The audit's last line, kept outside of the audit's own folder: who removes that folder is found.
create table if not exists audit_mark (
    one integer primary key check (one = 1),
    n integer not null,
    hash text not null
) strict;

-- What each person has uploaded, for the quota.
create table if not exists upload (
    issuer text not null,
    subject text not null,
    at real not null,
    bytes integer not null
) strict;
