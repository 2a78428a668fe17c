-- The tables of a published version. Money in 万元 (10⁴ yuan); a month is its first day.
-- The same columns as data/model.py, plus `month` (every month of the data, without holes), `first_report` (one row: from
-- when on money is reported, data/versions/first_report.py), `plan_move` (what a publishing moved in the plans,
-- data/versions/plan_moves.py), `source_row` (where in which file a project stands, data/source_row.py), `month_state` and
-- the columns `project_no` (what the queries would else reckon at every question, data/versions/short_way) and
-- `version` (one row: what this file is).
create table project (
    project_id varchar primary key,
    name varchar not null,
    content varchar,
    industry varchar not null,
    investor varchar,
    origin varchar,
    unit varchar not null,
    lead_official varchar,
    channel varchar,
    agreement varchar not null,
    is_four_new boolean not null,
    planned_investment decimal(18, 2) not null,
    signed_on date,
    approved_on date,
    registered_on date,
    started_on date,
    listed_on date,
    production_on date,
    capacity_on date,
    terminated_on date,
    termination_reason varchar,
    activity_id varchar,
    remarks varchar,
    extra varchar,
    project_no integer not null
);
create table project_kind (
    project_id varchar not null,
    kind varchar not null
);
create table progress (
    project_id varchar not null,
    month date not null,
    funds_arrived decimal(18, 2) not null,
    invested decimal(18, 2) not null,
    reported_on date
);
create table plan (
    project_id varchar not null,
    year integer not null,
    nature varchar not null,
    planned_start_on date,
    amount decimal(18, 2) not null,
    original_amount decimal(18, 2),
    adjusted_on date,
    project_no integer
);
create table target (
    year integer not null,
    indicator varchar not null,
    unit varchar,
    industry varchar,
    amount decimal(18, 2) not null
);
create table activity (
    activity_id varchar primary key,
    held_on date not null,
    title varchar not null,
    channel varchar,
    unit varchar,
    batches integer not null,
    delegations integer not null
);
create table blocker (
    blocker_id varchar primary key,
    project_id varchar not null,
    kind varchar not null,
    raised_on date not null,
    due_on date,
    owner varchar,
    resolved_on date,
    level varchar,
    note varchar
);
create table credit (
    project_id varchar not null,
    unit varchar not null,
    role varchar not null,
    share decimal(18, 2) not null
);
create table exclusion (
    project_id varchar not null,
    indicator varchar,
    reason varchar not null
);
create table exemption (
    project_id varchar not null,
    rule varchar not null,
    reason varchar not null,
    until_on date not null,
    decided_by varchar
);
create table published_fact (
    year integer not null,
    indicator varchar not null,
    zh varchar not null,
    amount decimal(18, 2) not null,
    unit_of_measure varchar not null,
    relation varchar not null,
    standing varchar not null,
    note varchar,
    source varchar not null
);
create table month (
    month date primary key
);
create table first_report (
    first_month date,
    first_funds date,
    first_invested date
);
-- By project_no and month, sorted by month: every month of a year from the first with a report in it to its December, or to
-- the last month reported. The month's own amounts are null where none were reported; all else is of its year so far.
create table month_state (
    project_no integer not null,
    month date not null,
    funds_arrived decimal(18, 2),
    invested decimal(18, 2),
    funds_of_year decimal(18, 2) not null,
    invested_of_year decimal(18, 2) not null,
    funded_from date,
    reported_to date
);
create table plan_move (
    project_id varchar not null,
    year integer not null,
    what varchar not null,
    before varchar,
    after varchar,
    moved_on date not null,
    version varchar not null
);
create table source_row (
    table_name varchar not null,
    project_id varchar not null,
    part varchar,
    first_month date,
    last_month date,
    sheet varchar not null,
    first_row integer not null,
    last_row integer not null,
    file varchar not null,
    version varchar not null
);
create table version (
    version varchar not null,
    created_at timestamp not null,
    source_file varchar not null,
    source_sha256 varchar,
    rows integer not null,
    months_through date not null,
    is_demo boolean not null,
    who varchar not null,
    base_version varchar
);
-- How the version was published, as JSON (data/record.py); no row where there is nothing to tell.
create table record (
    record varchar not null
);
