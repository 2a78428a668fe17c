-- What was sent, what is being sent, what is alerted. One file beside the versions; states only ever go forward.
-- message: period is a month 2023-09 or a day 2023-09-30; several of one name are told apart by their serial, from 0 on.
create table if not exists message (
    id integer primary key,
    what text not null,
    period text not null,
    version text not null,
    channel text not null,
    serial integer not null,
    title text not null,
    edition text not null,
    made_at text not null,
    unique (what, period, version, channel, serial)
);
-- part: state is planned, sending, sent, failed (tried again), refused (a person has to do something), unclear (it may
-- have arrived), dropped (a newer version's message went in its place).
create table if not exists part (
    message integer not null references message (id),
    n integer not null,
    target text not null,
    body text not null,
    state text not null default 'planned',
    tries integer not null default 0,
    at text not null,
    why text not null default '',
    primary key (message, n)
);
-- try: one row a time that something was handed to a channel, for the robots' limit of so many a minute.
create table if not exists try (channel text not null, at real not null);
-- alerted: what a channel has been told and is still so, since when.
create table if not exists alerted (
    channel text not null,
    subject text not null,
    at text not null,
    primary key (channel, subject)
);
