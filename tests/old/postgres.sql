CREATE TABLE public.addresses (
    address text NOT NULL,
    account text NOT NULL,
    own integer NOT NULL
);
CREATE SEQUENCE public.case_numbers
    START WITH 1001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.cases (
    number integer NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    team text NOT NULL,
    owner text,
    priority integer NOT NULL,
    due_at text,
    opened_at text NOT NULL,
    answered_at text,
    resolved_at text,
    body text NOT NULL
);
CREATE TABLE public.commits (
    writer text NOT NULL,
    number bigint NOT NULL,
    closed integer NOT NULL
);
CREATE TABLE public.corrections (
    key text NOT NULL,
    text text NOT NULL,
    label text NOT NULL,
    said_by text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.cursors (
    source text NOT NULL,
    cursor text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.customers (
    account text NOT NULL,
    case_number integer NOT NULL
);
CREATE TABLE public.events (
    case_number integer NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    at text NOT NULL,
    request text NOT NULL,
    data text NOT NULL
);
CREATE TABLE public.gates (
    key text NOT NULL,
    next_at text NOT NULL,
    slow real DEFAULT 1 NOT NULL
);
CREATE TABLE public.holders (
    person text NOT NULL,
    times bigint NOT NULL
);
CREATE TABLE public.holds (
    key text NOT NULL,
    since text NOT NULL,
    why text NOT NULL,
    nudged_at text NOT NULL,
    shut_until text,
    announced integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.idempotency_keys (
    key text NOT NULL,
    at text NOT NULL,
    answer text NOT NULL,
    refused integer NOT NULL
);
CREATE TABLE public.jobs (
    lane text NOT NULL,
    "position" bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    gate text NOT NULL,
    urgency integer NOT NULL,
    run_at text NOT NULL,
    data text NOT NULL,
    attempts integer NOT NULL,
    asked integer NOT NULL,
    leased_until text,
    again_at text,
    buried integer DEFAULT 0 NOT NULL,
    trouble text,
    told integer DEFAULT 0 NOT NULL,
    held text
);
CREATE TABLE public.learned (
    version integer NOT NULL,
    body text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.loans (
    team text NOT NULL,
    person text NOT NULL,
    lender text NOT NULL,
    until text NOT NULL
);
CREATE TABLE public.mentions (
    key text NOT NULL,
    outcome text NOT NULL,
    case_number integer,
    why text NOT NULL,
    at text NOT NULL,
    body text,
    edited_at text
);
CREATE TABLE public.missing (
    key text NOT NULL,
    since text NOT NULL,
    state text NOT NULL
);
CREATE TABLE public.moved_channels (
    old text NOT NULL,
    new text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.notices (
    key text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.pairs (
    one text NOT NULL,
    other text NOT NULL,
    said text NOT NULL,
    case_number integer NOT NULL
);
CREATE TABLE public.people (
    account text NOT NULL,
    person text NOT NULL
);
CREATE TABLE public.pulses (
    name text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.receipts (
    key text NOT NULL,
    native_id text NOT NULL,
    url text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.rule_drafts (
    id text NOT NULL,
    author text NOT NULL,
    at text NOT NULL,
    base_number integer NOT NULL,
    base_version text NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.rule_versions (
    number integer NOT NULL,
    author text NOT NULL,
    at text NOT NULL,
    note text NOT NULL,
    version text NOT NULL,
    text text
);
CREATE TABLE public.spending (
    month text NOT NULL,
    network text NOT NULL,
    reads bigint NOT NULL,
    replies bigint NOT NULL,
    micros bigint NOT NULL
);
CREATE TABLE public.steps (
    number integer NOT NULL,
    name text NOT NULL,
    at text NOT NULL
);
CREATE TABLE public.threads (
    channel text NOT NULL,
    ts text NOT NULL,
    case_number integer NOT NULL
);
CREATE TABLE public.toggles (
    team text NOT NULL,
    person text NOT NULL,
    is_on integer NOT NULL,
    until text NOT NULL
);
CREATE TABLE public.topics (
    topic text NOT NULL,
    at text NOT NULL,
    key text NOT NULL
);
CREATE TABLE public.trails (
    key text NOT NULL,
    case_number integer NOT NULL
);
CREATE TABLE public.turns (
    team text NOT NULL,
    person text NOT NULL,
    given_at text NOT NULL
);
CREATE TABLE public.warnings (
    team text NOT NULL,
    case_number integer NOT NULL,
    clock text NOT NULL,
    rung integer NOT NULL,
    at text NOT NULL
);
INSERT INTO public.addresses VALUES ('x.com/flo', 'x/7000000017', 1);
INSERT INTO public.addresses VALUES ('x.com/ana', 'x/7000000018', 1);
INSERT INTO public.addresses VALUES ('x.com/bob', 'x/7000000019', 1);
INSERT INTO public.addresses VALUES ('x.com/cleo', 'x/7000000020', 1);
INSERT INTO public.addresses VALUES ('x.com/dan', 'x/7000000021', 1);
INSERT INTO public.addresses VALUES ('x.com/eve', 'x/7000000022', 1);
INSERT INTO public.addresses VALUES ('x.com/fay', 'x/7000000023', 1);
INSERT INTO public.addresses VALUES ('x.com/hal', 'x/7000000024', 1);
INSERT INTO public.addresses VALUES ('x.com/ida', 'x/7000000025', 1);
INSERT INTO public.addresses VALUES ('x.com/jan', 'x/7000000026', 1);
INSERT INTO public.addresses VALUES ('x.com/kim', 'x/7000000027', 1);
INSERT INTO public.addresses VALUES ('x.com/max', 'x/7000000028', 1);
INSERT INTO public.addresses VALUES ('x.com/ned', 'x/7000000029', 1);
INSERT INTO public.addresses VALUES ('x.com/oda', 'x/7000000030', 1);
INSERT INTO public.addresses VALUES ('x.com/pia', 'x/7000000031', 1);
INSERT INTO public.addresses VALUES ('x.com/quin', 'x/7000000032', 1);
INSERT INTO public.addresses VALUES ('x.com/rob', 'x/7000000033', 1);
INSERT INTO public.addresses VALUES ('x.com/rob0', 'x/7000000034', 1);
INSERT INTO public.addresses VALUES ('x.com/rob1', 'x/7000000035', 1);
INSERT INTO public.addresses VALUES ('x.com/rob2', 'x/7000000036', 1);
INSERT INTO public.addresses VALUES ('x.com/rob3', 'x/7000000037', 1);
INSERT INTO public.addresses VALUES ('x.com/sam', 'x/7000000038', 1);
INSERT INTO public.addresses VALUES ('x.com/tess', 'x/7000000039', 1);
INSERT INTO public.addresses VALUES ('x.com/vic', 'x/7000000040', 1);
INSERT INTO public.addresses VALUES ('x.com/wim', 'x/7000000041', 1);
INSERT INTO public.addresses VALUES ('x.com/xia', 'x/7000000042', 1);
INSERT INTO public.addresses VALUES ('x.com/yan', 'x/7000000043', 1);
INSERT INTO public.addresses VALUES ('x.com/zoe', 'x/7000000044', 1);
INSERT INTO public.addresses VALUES ('x.com/abe', 'x/7000000045', 1);
INSERT INTO public.addresses VALUES ('x.com/bea', 'x/7000000047', 1);
INSERT INTO public.addresses VALUES ('x.com/dora', 'x/7000000048', 1);
INSERT INTO public.addresses VALUES ('x.com/finn', 'x/7000000049', 1);
INSERT INTO public.addresses VALUES ('x.com/gus', 'x/7000000050', 1);
INSERT INTO public.cases VALUES (1002, 6, 'waiting', 'billing', NULL, 2, '2026-11-30T14:19:32.913000+00:00', '2026-11-30T13:19:32.989254+00:00', NULL, NULL, '{"number":1002,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:32.989254Z","mentions":[{"network":"x","native_id":"2127392001778253824","conversation":"2127392001778253824","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill has a fee for a blue lamp","url":"https://x.com/ana/status/2127392001778253824","posted_at":"2026-11-30T13:19:32.913000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127392237280034816","conversation":"2127392237280034816","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill still has the lamp","url":"https://x.com/ana/status/2127392237280034816","posted_at":"2026-11-30T14:25:29.061000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":2,"turn":2,"thread":{"channel":"C0BILLING","ts":"1796044773.018545","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773018545","name":"#billing"},"asked_at":"2026-11-30T13:19:32.913000Z","question":[{"number":1,"key":"x/2127392001778253824","since":"2026-11-30T13:19:32.913000Z"},{"number":6,"key":"x/2127392237280034816","since":"2026-11-30T14:25:29.061000Z","taken":"2026-11-30T14:25:29.077779Z","target":5400}],"due_at":"2026-11-30T14:19:32.913000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:32.913000Z","run":1,"since":"2026-11-30T13:19:32.913000Z","due_at":"2026-11-30T14:19:32.913000Z","told":100}],"mood":"negative","mood_by":"U0AINO","version":6}');
INSERT INTO public.cases VALUES (1004, 8, 'claimed', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:19:33.362047+00:00', '2026-11-30T13:19:33.541435+00:00', NULL, '{"number":1004,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:33.362047Z","mentions":[{"network":"x","native_id":"2127392003405643776","conversation":"2127392003405643776","author":{"handle":"cleo","name":"cleo","followers":120,"native_id":"7000000020"},"text":"@larkspur_help my bill came twice","url":"https://x.com/cleo/status/2127392003405643776","posted_at":"2026-11-30T13:19:33.301000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044773.382110","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773382110","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127392003405643776","state":"sent","at":"2026-11-30T13:19:33.505975Z","turn":1,"url":"https://x.com/larkspur_help/status/2127392004387110912","native_id":"2127392004387110912","network":"x","cost":10000,"sent_at":"2026-11-30T13:19:33.541435Z","correction":{"number":8,"by":"U0AINO"}}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:19:33.301000Z","ended_at":"2026-11-30T13:19:33.541435Z","spent":0.240435}],"answered_at":"2026-11-30T13:19:33.541435Z","version":8}');
INSERT INTO public.cases VALUES (1005, 8, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:19:33.634000+00:00', '2026-11-30T13:19:33.646343+00:00', NULL, NULL, '{"number":1005,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:33.646343Z","mentions":[{"network":"x","native_id":"2127392004802347008","conversation":"2127392004802347008","author":{"handle":"dan","name":"dan","followers":120,"native_id":"7000000021"},"text":"@larkspur_help my bill is for a green kettle","url":"https://x.com/dan/status/2127392004802347008","posted_at":"2026-11-30T13:19:33.634000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044773.683076","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773683076","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127392004802347008","state":"not sent","at":"2026-11-30T13:19:33.839468Z","turn":1,"why":"X asks us to wait: our limit of calls is used up.","network":"x","cost":10000}],"asked_at":"2026-11-30T13:19:33.634000Z","question":[{"number":1,"key":"x/2127392004802347008","since":"2026-11-30T13:19:33.634000Z"}],"due_at":"2026-11-30T14:19:33.634000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:33.634000Z","run":1,"since":"2026-11-30T13:19:33.634000Z","due_at":"2026-11-30T14:19:33.634000Z","told":100}],"version":8}');
INSERT INTO public.cases VALUES (1019, 8, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:20:01.528000+00:00', '2026-11-30T13:20:01.568161+00:00', NULL, NULL, '{"number":1019,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:01.568161Z","mentions":[{"network":"x","native_id":"2127392121798262784","conversation":"2127392121798262784","author":{"handle":"quin","name":"quin","followers":120,"native_id":"7000000032"},"text":"@larkspur_help my bill has a silver fork","url":"https://x.com/quin/status/2127392121798262784","posted_at":"2026-11-30T13:20:01.528000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044801.633025","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044801633025","name":"#billing"},"asked_at":"2026-11-30T13:20:01.528000Z","question":[{"number":1,"key":"x/2127392121798262784","since":"2026-11-30T13:20:01.528000Z"}],"due_at":"2026-11-30T14:20:01.528000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:01.528000Z","run":1,"since":"2026-11-30T13:20:01.528000Z","due_at":"2026-11-30T14:20:01.528000Z","told":100}],"version":8}');
INSERT INTO public.cases VALUES (1007, 8, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:19:35.900000+00:00', '2026-11-30T13:19:35.974420+00:00', NULL, NULL, '{"number":1007,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:35.974420Z","mentions":[{"network":"x","native_id":"2127392014306639872","conversation":"2127392014306639872","author":{"handle":"fay","name":"fay","followers":120,"native_id":"7000000023"},"text":"@larkspur_help my bill is in francs","url":"https://x.com/fay/status/2127392014306639872","posted_at":"2026-11-30T13:19:35.900000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044776.059564","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044776059564","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127392014306639872","state":"nobody can tell","at":"2026-11-30T13:19:36.432239Z","turn":1,"why":"X answered with an error (500).","network":"x","cost":10000}],"asked_at":"2026-11-30T13:19:35.900000Z","question":[{"number":1,"key":"x/2127392014306639872","since":"2026-11-30T13:19:35.900000Z"}],"due_at":"2026-11-30T14:19:35.900000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:35.900000Z","run":1,"since":"2026-11-30T13:19:35.900000Z","due_at":"2026-11-30T14:19:35.900000Z","told":100}],"version":8}');
INSERT INTO public.cases VALUES (1023, 10, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:20:03.625000+00:00', '2026-11-30T13:20:04.073902+00:00', NULL, NULL, '{"number":1023,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:04.073902Z","mentions":[{"network":"x","native_id":"2127392130593718272","conversation":"2127392130593718272","author":{"handle":"rob2","name":"rob2","followers":120,"native_id":"7000000036"},"text":"@larkspur_help my bill again, number 2","url":"https://x.com/rob2/status/2127392130593718272","posted_at":"2026-11-30T13:20:03.625000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044804.171322","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044804171322","name":"#billing"},"asked_at":"2026-11-30T13:20:03.625000Z","question":[{"number":1,"key":"x/2127392130593718272","since":"2026-11-30T13:20:03.625000Z"}],"due_at":"2026-11-30T14:20:03.625000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:03.625000Z","run":1,"since":"2026-11-30T13:20:03.625000Z","due_at":"2026-11-30T14:20:03.625000Z","told":100}],"matches":[{"number":4,"by":"U0RUTH","account":"x/7000000036","other":"x/7000000033","names":["rob2","rob"],"of_case":1020}],"version":10}');
INSERT INTO public.cases VALUES (1022, 10, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:20:03.143000+00:00', '2026-11-30T13:20:03.182529+00:00', NULL, NULL, '{"number":1022,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:03.182529Z","mentions":[{"network":"x","native_id":"2127392128572063744","conversation":"2127392128572063744","author":{"handle":"rob1","name":"rob1","followers":120,"native_id":"7000000035"},"text":"@larkspur_help my bill again, number 1","url":"https://x.com/rob1/status/2127392128572063744","posted_at":"2026-11-30T13:20:03.143000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044803.211361","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044803211361","name":"#billing"},"asked_at":"2026-11-30T13:20:03.143000Z","question":[{"number":1,"key":"x/2127392128572063744","since":"2026-11-30T13:20:03.143000Z"}],"due_at":"2026-11-30T14:20:03.143000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:03.143000Z","run":1,"since":"2026-11-30T13:20:03.143000Z","due_at":"2026-11-30T14:20:03.143000Z","told":100}],"accounts":["x/7000000033"],"matches":[{"number":4,"by":"U0RUTH","account":"x/7000000035","other":"x/7000000033","names":["rob1","rob"],"of_case":1020,"said":"same"}],"version":10}');
INSERT INTO public.cases VALUES (1008, 13, 'claimed', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:19:37.361263+00:00', '2026-11-30T13:19:38.128358+00:00', NULL, '{"number":1008,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:37.361263Z","mentions":[{"network":"discord","native_id":"1576950728176435211-1576950750750179328","conversation":"1576950728176435211-1576950750750179328","author":{"handle":"gia_moss","name":"Gia Moss","native_id":"1576950728176435207"},"text":"refund for the red sofa, please","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950750750179328","posted_at":"2026-11-30T13:19:37.307876Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044777.473189","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044777473189","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sorry!","to":"1576950728176435211-1576950750750179328","state":"sent","at":"2026-11-30T13:19:37.959243Z","turn":1,"url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950754084651008","native_id":"1576950728176435211-1576950754084651008","network":"discord","sent_at":"2026-11-30T13:19:38.128358Z","correction":{"number":13,"by":"U0AINO","text":"Sorry, and thanks!"},"corrected_at":"2026-11-30T13:19:39.230319Z"}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:19:37.307876Z","ended_at":"2026-11-30T13:19:38.128358Z","spent":0.820482}],"answered_at":"2026-11-30T13:19:38.128358Z","version":13}');
INSERT INTO public.cases VALUES (1020, 7, 'waiting', 'billing', NULL, 2, '2026-11-30T14:20:02.511000+00:00', '2026-11-30T13:20:02.539280+00:00', NULL, NULL, '{"number":1020,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:02.539280Z","mentions":[{"network":"x","native_id":"2127392125921263616","conversation":"2127392125921263616","author":{"handle":"rob","name":"rob","followers":120,"native_id":"7000000033"},"text":"@larkspur_help my bill, first time","url":"https://x.com/rob/status/2127392125921263616","posted_at":"2026-11-30T13:20:02.511000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044802.658304","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044802658304","name":"#billing"},"asked_at":"2026-11-30T13:20:02.511000Z","question":[{"number":1,"key":"x/2127392125921263616","since":"2026-11-30T13:20:02.511000Z"}],"due_at":"2026-11-30T14:20:02.511000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:02.511000Z","run":1,"since":"2026-11-30T13:20:02.511000Z","due_at":"2026-11-30T14:20:02.511000Z","told":100}],"accounts":["x/7000000035"],"version":7}');
INSERT INTO public.cases VALUES (1025, 9, 'claimed', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:20:06.976123+00:00', '2026-11-30T13:20:07.490146+00:00', NULL, '{"number":1025,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:06.976123Z","mentions":[{"network":"x","native_id":"2127392143524757504","conversation":"2127392143524757504","author":{"handle":"sam","name":"sam","followers":120,"native_id":"7000000038"},"text":"@larkspur_help my bill has a secret of sam","url":"https://x.com/sam/status/2127392143524757504","posted_at":"2026-11-30T13:20:06.708000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"page","native_id":"1025-5tjmunzvfrzrvsk3unfo7yu5ei-7bffff104fb84f29","conversation":"1025-5tjmunzvfrzrvsk3unfo7yu5ei","author":{"handle":"sam","name":"sam","native_id":"1025-5tjmunzvfrzrvsk3unfo7yu5ei"},"text":"My number is sam-4711.","url":"","posted_at":"2026-11-30T13:19:47.620077Z","may_reply":{"answer":"yes"},"private":true,"case":1025,"to_account":"our private page","link_made_at":"2026-11-30T13:20:07.376000Z","unverified":true}],"mention_count":2,"turn":2,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044807.078057","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044807078057","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1025.mx3apeq8.mjh5yymsjinsn77wt35trz2qeu","to":"2127392143524757504","state":"sent","at":"2026-11-30T13:20:07.428969Z","turn":1,"url":"https://x.com/larkspur_help/status/2127392146800508928","native_id":"2127392146800508928","network":"x","cost":10000,"sent_at":"2026-11-30T13:20:07.490146Z"}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:20:06.708000Z","ended_at":"2026-11-30T13:20:07.490146Z","spent":0.782146}],"answered_at":"2026-11-30T13:20:07.490146Z","accounts":["page/1025-5tjmunzvfrzrvsk3unfo7yu5ei"],"accepted":["page/1025-5tjmunzvfrzrvsk3unfo7yu5ei"],"version":9}');
INSERT INTO public.cases VALUES (1011, 9, 'waiting', 'service', NULL, 2, '2026-11-30T14:19:56.902000+00:00', '2026-11-30T13:19:57.130898+00:00', NULL, NULL, '{"number":1011,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"opened_at":"2026-11-30T13:19:57.130898Z","mentions":[{"network":"x","native_id":"2127392102395412480","conversation":"2127392102395412480","author":{"handle":"hal","name":"hal","followers":120,"native_id":"7000000024"},"text":"@larkspur_help my bill has a router on loan","url":"https://x.com/hal/status/2127392102395412480","posted_at":"2026-11-30T13:19:56.902000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0SERVICE","ts":"1796044797.169814","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044797169814","name":"#service"},"asked_at":"2026-11-30T13:19:56.902000Z","question":[{"number":1,"key":"x/2127392102395412480","since":"2026-11-30T13:19:56.902000Z"}],"due_at":"2026-11-30T14:19:56.902000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:56.902000Z","run":1,"since":"2026-11-30T13:19:56.902000Z","due_at":"2026-11-30T14:19:56.902000Z","told":100},{"kind":"claim","target":900,"hours":"","started_at":"2026-11-30T13:19:57.474276Z","run":5,"since":"2026-11-30T13:19:57.474276Z","due_at":"2026-11-30T13:34:57.474276Z","told":100}],"kept":[{"kind":"claim","target":900,"started_at":"2026-11-30T13:19:57.130898Z","ended_at":"2026-11-30T13:19:57.349983Z","spent":0.219085}],"tried":["U0RUTH"],"version":9}');
INSERT INTO public.cases VALUES (1028, 5, 'claimed', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:20:09.776794+00:00', NULL, NULL, '{"number":1028,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:09.776794Z","mentions":[{"network":"x","native_id":"2127392156002811904","conversation":"2127392156002811904","author":{"handle":"","name":"","native_id":"7000000041"},"text":"","url":"","posted_at":"2026-11-30T13:20:09.683000Z","may_reply":{"answer":"no","why":"The author took this post away."},"gone":true,"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044810.001337","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044810001337","name":"#billing"},"version":5}');
INSERT INTO public.cases VALUES (1010, 12, 'claimed', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:19:41.644184+00:00', '2026-11-30T13:19:42.441943+00:00', NULL, '{"number":1010,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:41.644184Z","mentions":[{"network":"discord","native_id":"1576950728176435211-1576950768680828928","conversation":"1576950728176435211-1576950768680828928","author":{"handle":"dora_bakes","name":"Dora Okafor","native_id":"1576950728176435209"},"text":"refund for the gold sofa, please","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950768680828928","posted_at":"2026-11-30T13:19:41.582871Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044781.750170","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044781750170","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sory!","to":"1576950728176435211-1576950768680828928","state":"sent","at":"2026-11-30T13:19:42.092142Z","turn":1,"url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950772266958848","native_id":"1576950728176435211-1576950772266958848","network":"discord","sent_at":"2026-11-30T13:19:42.441943Z","trouble":"Discord refused: it gives no reason (no code)."}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:19:41.582871Z","ended_at":"2026-11-30T13:19:42.441943Z","spent":0.859072}],"answered_at":"2026-11-30T13:19:42.441943Z","version":12}');
INSERT INTO public.cases VALUES (1016, 4, 'resolved', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:20:00.224918+00:00', NULL, '2026-11-30T13:20:00.457915+00:00', '{"number":1016,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:00.224918Z","mentions":[{"network":"x","native_id":"2127392116110786560","conversation":"2127392116110786560","author":{"handle":"ned","name":"ned","followers":120,"native_id":"7000000029"},"text":"@larkspur_help my bill is wrong, says ned","url":"https://x.com/ned/status/2127392116110786560","posted_at":"2026-11-30T13:20:00.172000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"resolved","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044800.351865","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044800351865","name":"#billing"},"resolution":"spam","resolved_at":"2026-11-30T13:20:00.457915Z","version":4}');
INSERT INTO public.cases VALUES (1015, 7, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:19:59.777000+00:00', '2026-11-30T13:19:59.835970+00:00', NULL, NULL, '{"number":1015,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:59.835970Z","mentions":[{"network":"x","native_id":"2127392114454036480","conversation":"2127392114454036480","author":{"handle":"max","name":"max","followers":120,"native_id":"7000000028"},"text":"@larkspur_help my bill is wrong, says max","url":"https://x.com/max/status/2127392114454036480","posted_at":"2026-11-30T13:19:59.777000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044799.871344","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044799871344","name":"#billing"},"asked_at":"2026-11-30T13:19:59.777000Z","question":[{"number":1,"key":"x/2127392114454036480","since":"2026-11-30T13:19:59.777000Z"}],"due_at":"2026-11-30T14:19:59.777000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:59.777000Z","run":1,"since":"2026-11-30T13:19:59.777000Z","due_at":"2026-11-30T14:19:59.777000Z","told":100}],"version":7}');
INSERT INTO public.cases VALUES (1017, 6, 'waiting', 'billing', NULL, 2, NULL, '2026-11-30T13:20:00.510221+00:00', NULL, NULL, '{"number":1017,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:00.510221Z","mentions":[{"network":"x","native_id":"2127392117436186624","conversation":"2127392117436186624","author":{"handle":"oda","name":"oda","followers":120,"native_id":"7000000030"},"text":"@larkspur_help my bill is wrong, says oda","url":"https://x.com/oda/status/2127392117436186624","posted_at":"2026-11-30T13:20:00.488000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044800.536290","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044800536290","name":"#billing"},"recalled":true,"version":6}');
INSERT INTO public.cases VALUES (1031, 7, 'claimed', 'outage', 'U0RUTH', 1, '2026-11-30T21:20:13.590000+00:00', '2026-11-30T13:20:13.741376+00:00', NULL, NULL, '{"number":1031,"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"opened_at":"2026-11-30T13:20:13.741376Z","mentions":[{"network":"x","native_id":"2127392172389957632","conversation":"2127392172389957632","author":{"handle":"zoe","name":"zoe","followers":120,"native_id":"7000000044"},"text":"@larkspur_help an outage in Oak Street","url":"https://x.com/zoe/status/2127392172389957632","posted_at":"2026-11-30T13:20:13.590000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0RUTH","thread":{"channel":"C0OUTAGE","ts":"1796044813.889134","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044813889134","name":"#outage"},"asked_at":"2026-11-30T13:20:13.590000Z","question":[{"number":1,"key":"x/2127392172389957632","since":"2026-11-30T13:20:13.590000Z"}],"due_at":"2026-11-30T21:20:13.590000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T13:20:13.590000Z","run":1,"since":"2026-11-30T13:20:13.590000Z","due_at":"2026-11-30T21:20:13.590000Z"}],"assignment":{"number":7,"until":"2026-11-30T14:35:17.712901Z"},"version":7}');
INSERT INTO public.cases VALUES (1026, 11, 'claimed', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:20:08.070752+00:00', '2026-11-30T13:20:08.523557+00:00', NULL, '{"number":1026,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:08.070752Z","mentions":[{"network":"x","native_id":"2127392149015101440","conversation":"2127392149015101440","author":{"handle":"tess","name":"tess","followers":120,"native_id":"7000000039"},"text":"@larkspur_help my bill has a secret of tess","url":"https://x.com/tess/status/2127392149015101440","posted_at":"2026-11-30T13:20:08.017000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"page","native_id":"1026-kd57y5nvyxohjqbammgrevh76i-2f8a78e8c162c66d","conversation":"1026-kd57y5nvyxohjqbammgrevh76i","author":{"handle":"tess","name":"tess","native_id":"1026-kd57y5nvyxohjqbammgrevh76i"},"text":"My number is tess-4711.","url":"","posted_at":"2026-11-30T13:19:48.734885Z","may_reply":{"answer":"yes"},"private":true,"case":1026,"to_account":"our private page","link_made_at":"2026-11-30T13:20:08.403000Z","unverified":true}],"mention_count":2,"turn":3,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044808.160226","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044808160226","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1026.mx3apfir.qz2ruzhtjjjnolyd6r76lhgye4","to":"2127392149015101440","state":"sent","at":"2026-11-30T13:20:08.443283Z","turn":1,"url":"https://x.com/larkspur_help/status/2127392151133224960","native_id":"2127392151133224960","network":"x","cost":10000,"sent_at":"2026-11-30T13:20:08.523557Z"}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:20:08.017000Z","ended_at":"2026-11-30T13:20:08.523557Z","spent":0.506557}],"answered_at":"2026-11-30T13:20:08.523557Z","links_revoked_at":"2026-11-30T13:20:08.973081Z","version":11}');
INSERT INTO public.cases VALUES (1027, 6, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:20:09.371000+00:00', '2026-11-30T13:20:09.385593+00:00', NULL, NULL, '{"number":1027,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:09.385593Z","mentions":[{"network":"x","native_id":"2127392154694189056","conversation":"2127392154694189056","author":{"handle":"vic","name":"vic","followers":120,"native_id":"7000000040"},"text":"@larkspur_help my bill is right after all","url":"https://x.com/vic/status/2127392154694189056","posted_at":"2026-11-30T13:20:09.371000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":2,"changed_turn":2,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044809.403407","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044809403407","name":"#billing"},"asked_at":"2026-11-30T13:20:09.371000Z","question":[{"number":1,"key":"x/2127392154694189056","since":"2026-11-30T13:20:09.371000Z"}],"due_at":"2026-11-30T14:20:09.371000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:09.371000Z","run":1,"since":"2026-11-30T13:20:09.371000Z","due_at":"2026-11-30T14:20:09.371000Z","told":100}],"version":6}');
INSERT INTO public.cases VALUES (1030, 4, 'claimed', 'outage', 'U0FEMI', 1, '2026-11-30T21:20:13.109000+00:00', '2026-11-30T13:20:13.133422+00:00', NULL, NULL, '{"number":1030,"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"opened_at":"2026-11-30T13:20:13.133422Z","mentions":[{"network":"x","native_id":"2127392170372497408","conversation":"2127392170372497408","author":{"handle":"yan","name":"yan","followers":120,"native_id":"7000000043"},"text":"@larkspur_help an outage in Elm Street","url":"https://x.com/yan/status/2127392170372497408","posted_at":"2026-11-30T13:20:13.109000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0FEMI","thread":{"channel":"C0OUTAGE","ts":"1796044813.196013","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044813196013","name":"#outage"},"asked_at":"2026-11-30T13:20:13.109000Z","question":[{"number":1,"key":"x/2127392170372497408","since":"2026-11-30T13:20:13.109000Z"}],"due_at":"2026-11-30T21:20:13.109000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T13:20:13.109000Z","run":1,"since":"2026-11-30T13:20:13.109000Z","due_at":"2026-11-30T21:20:13.109000Z"}],"version":4}');
INSERT INTO public.cases VALUES (1001, 4, 'waiting', 'billing', NULL, 2, '2026-11-30T14:19:12.714000+00:00', '2026-11-30T13:19:12.808915+00:00', NULL, NULL, '{"number":1001,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:12.808915Z","mentions":[{"network":"x","native_id":"2127392000943587328","conversation":"2127392000943587328","author":{"handle":"flo","name":"flo","followers":120,"native_id":"7000000017"},"text":"larkspur sent me a bill for a boat","url":"https://x.com/flo/status/2127392000943587328","posted_at":"2026-11-30T13:19:12.714000Z","may_reply":{"answer":"no","why":"X takes a reply by its API only when the author mentioned our account or quoted one of our posts. Answer this one on X itself."},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044752.845164","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044752845164","name":"#billing"},"asked_at":"2026-11-30T13:19:12.714000Z","question":[{"number":1,"key":"x/2127392000943587328","since":"2026-11-30T13:19:12.714000Z"}],"due_at":"2026-11-30T14:19:12.714000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:12.714000Z","run":1,"since":"2026-11-30T13:19:12.714000Z","due_at":"2026-11-30T14:19:12.714000Z","told":100}],"version":4}');
INSERT INTO public.cases VALUES (1003, 10, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:19:33.103000+00:00', '2026-11-30T13:19:33.110221+00:00', NULL, NULL, '{"number":1003,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:33.110221Z","mentions":[{"network":"x","native_id":"2127392002575171584","conversation":"2127392002575171584","author":{"handle":"bob","name":"bob","followers":120,"native_id":"7000000019"},"text":"@larkspur_help my bill has a violet teapot on it","url":"https://x.com/bob/status/2127392002575171584","posted_at":"2026-11-30T13:19:33.103000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044773.136262","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773136262","name":"#billing"},"drafts":[{"number":8,"by":"U0AINO","text":"Sorry Bob, the teapot was ours.","to":"2127392002575171584","turn":1,"network":"x","cost":10000}],"asked_at":"2026-11-30T13:19:33.103000Z","question":[{"number":1,"key":"x/2127392002575171584","since":"2026-11-30T13:19:33.103000Z"}],"due_at":"2026-11-30T14:19:33.103000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:33.103000Z","run":1,"since":"2026-11-30T13:19:33.103000Z","due_at":"2026-11-30T14:19:33.103000Z","told":100}],"version":10}');
INSERT INTO public.cases VALUES (1013, 9, 'waiting', 'service', NULL, 2, '2026-11-30T14:19:58.855000+00:00', '2026-11-30T13:19:58.960801+00:00', NULL, NULL, '{"number":1013,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:58.960801Z","mentions":[{"network":"x","native_id":"2127392110586888192","conversation":"2127392110586888192","author":{"handle":"jan","name":"jan","followers":120,"native_id":"7000000026"},"text":"@larkspur_help my bill is for a pink hat","url":"https://x.com/jan/status/2127392110586888192","posted_at":"2026-11-30T13:19:58.855000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0SERVICE","ts":"1796044799.095686","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044799095686","name":"#service"},"earlier_threads":[{"channel":"C0BILLING","ts":"1796044798.980950","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044798980950","name":"#billing"}],"hand_off":{"by":"U0AINO","team_from":"billing","reason":"it is the modem","at":"2026-11-30T13:19:59.061994Z","number":4},"brought":{"by":"U0AINO","team_from":"billing","reason":"it is the modem","at":"2026-11-30T13:19:59.061994Z","number":4},"asked_at":"2026-11-30T13:19:58.855000Z","question":[{"number":1,"key":"x/2127392110586888192","since":"2026-11-30T13:19:58.855000Z"}],"due_at":"2026-11-30T14:19:58.855000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:58.855000Z","run":1,"since":"2026-11-30T13:19:58.855000Z","due_at":"2026-11-30T14:19:58.855000Z","told":100},{"kind":"hand_off","target":1800,"hours":"","started_at":"2026-11-30T13:19:59.061994Z","run":4,"since":"2026-11-30T13:19:59.061994Z","due_at":"2026-11-30T13:49:59.061994Z","told":100}],"version":9}');
INSERT INTO public.cases VALUES (1024, 7, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:20:05.141000+00:00', '2026-11-30T13:20:05.340300+00:00', NULL, NULL, '{"number":1024,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:05.340300Z","mentions":[{"network":"x","native_id":"2127392136952283136","conversation":"2127392136952283136","author":{"handle":"rob3","name":"rob3","followers":120,"native_id":"7000000037"},"text":"@larkspur_help my bill again, number 3","url":"https://x.com/rob3/status/2127392136952283136","posted_at":"2026-11-30T13:20:05.141000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044805.528473","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044805528473","name":"#billing"},"asked_at":"2026-11-30T13:20:05.141000Z","question":[{"number":1,"key":"x/2127392136952283136","since":"2026-11-30T13:20:05.141000Z"}],"due_at":"2026-11-30T14:20:05.141000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:05.141000Z","run":1,"since":"2026-11-30T13:20:05.141000Z","due_at":"2026-11-30T14:20:05.141000Z","told":100}],"matches":[{"number":4,"by":"U0RUTH","account":"x/7000000037","other":"x/7000000033","names":["rob3","rob"],"of_case":1020,"said":"not"}],"version":7}');
INSERT INTO public.cases VALUES (1032, 6, 'waiting', 'service', NULL, 2, '2026-11-30T14:31:15.131000+00:00', '2026-11-30T13:31:15.190920+00:00', NULL, NULL, '{"number":1032,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"opened_at":"2026-11-30T13:31:15.190920Z","mentions":[{"network":"x","native_id":"2127392178853380096","conversation":"2127392178853380096","author":{"handle":"abe","name":"abe","followers":120,"native_id":"7000000045"},"text":"@larkspur_help my router is slow to claim","url":"https://x.com/abe/status/2127392178853380096","posted_at":"2026-11-30T13:31:15.131000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0SERVICE","ts":"1796045475.273970","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796045475273970","name":"#service"},"asked_at":"2026-11-30T13:31:15.131000Z","question":[{"number":1,"key":"x/2127392178853380096","since":"2026-11-30T13:31:15.131000Z"}],"due_at":"2026-11-30T14:31:15.131000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:31:15.131000Z","run":1,"since":"2026-11-30T13:31:15.131000Z","due_at":"2026-11-30T14:31:15.131000Z","told":80},{"kind":"claim","target":900,"hours":"","started_at":"2026-11-30T13:31:15.190920Z","run":1,"since":"2026-11-30T13:31:15.190920Z","due_at":"2026-11-30T13:46:15.190920Z","told":100}],"version":6}');
INSERT INTO public.cases VALUES (1029, 10, 'claimed', 'billing', 'U0AINO', 2, NULL, '2026-11-30T13:20:11.424336+00:00', '2026-11-30T13:20:13.023952+00:00', NULL, '{"number":1029,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:11.424336Z","mentions":[{"network":"x","native_id":"2127392161992278016","conversation":"2127392161992278016","author":{"handle":"xia","name":"xia","followers":120,"native_id":"7000000042"},"text":"@larkspur_help my bill is long","url":"https://x.com/xia/status/2127392161992278016","posted_at":"2026-11-30T13:20:11.111000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044811.556095","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044811556095","name":"#billing"},"drafts":[{"number":10,"by":"U0AINO","text":"It goes back today.","to":"2127392161992278016","turn":1,"network":"x","cost":10000}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:20:11.111000Z","ended_at":"2026-11-30T13:20:13.023952Z","spent":1.912952}],"answered_at":"2026-11-30T13:20:13.023952Z","longer":true,"version":10}');
INSERT INTO public.cases VALUES (1006, 8, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:19:34.719000+00:00', '2026-11-30T13:19:34.789133+00:00', NULL, NULL, '{"number":1006,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:34.789133Z","mentions":[{"network":"x","native_id":"2127392009353166848","conversation":"2127392009353166848","author":{"handle":"eve","name":"eve","followers":120,"native_id":"7000000022"},"text":"@larkspur_help my bill is in pounds","url":"https://x.com/eve/status/2127392009353166848","posted_at":"2026-11-30T13:19:34.719000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044774.838483","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044774838483","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127392009353166848","state":"nobody can tell","at":"2026-11-30T13:19:35.026278Z","turn":1,"why":"X answered with an error (500).","network":"x","cost":10000}],"asked_at":"2026-11-30T13:19:34.719000Z","question":[{"number":1,"key":"x/2127392009353166848","since":"2026-11-30T13:19:34.719000Z"}],"due_at":"2026-11-30T14:19:34.719000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:34.719000Z","run":1,"since":"2026-11-30T13:19:34.719000Z","due_at":"2026-11-30T14:19:34.719000Z","told":100}],"version":8}');
INSERT INTO public.cases VALUES (1009, 10, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:19:39.438691+00:00', '2026-11-30T13:19:39.525775+00:00', NULL, NULL, '{"number":1009,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:39.525775Z","mentions":[{"network":"discord","native_id":"1576950728176435211-1576950759688241152","conversation":"1576950728176435211-1576950759688241152","author":{"handle":"pixel_pim","name":"Pim","native_id":"1576950728176435208"},"text":"refund for the grey sofa, please","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950759688241152","posted_at":"2026-11-30T13:19:39.438691Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044779.887880","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044779887880","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sory!","to":"1576950728176435211-1576950759688241152","state":"deleted","at":"2026-11-30T13:19:40.272968Z","turn":1,"url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950763538612224","native_id":"1576950728176435211-1576950763538612224","network":"discord","sent_at":"2026-11-30T13:19:40.357775Z"}],"asked_at":"2026-11-30T13:19:39.438691Z","question":[{"number":1,"key":"discord/1576950728176435211-1576950759688241152","since":"2026-11-30T13:19:39.438691Z"}],"due_at":"2026-11-30T14:19:39.438691Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:39.438691Z","run":8,"since":"2026-11-30T13:19:39.438691Z","due_at":"2026-11-30T14:19:39.438691Z","told":100}],"version":10}');
INSERT INTO public.cases VALUES (1012, 13, 'waiting', 'billing', NULL, 2, '2026-11-30T14:19:57.607000+00:00', '2026-11-30T13:19:57.751413+00:00', NULL, NULL, '{"number":1012,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:57.751413Z","mentions":[{"network":"x","native_id":"2127392105352396800","conversation":"2127392105352396800","author":{"handle":"ida","name":"ida","followers":120,"native_id":"7000000025"},"text":"@larkspur_help my bill is for an orange hat","url":"https://x.com/ida/status/2127392105352396800","posted_at":"2026-11-30T13:19:57.607000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044798.697533","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044798697533","name":"#billing"},"earlier_threads":[{"channel":"C0BILLING","ts":"1796044797.839110","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044797839110","name":"#billing"},{"channel":"C0SERVICE","ts":"1796044798.076457","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044798076457","name":"#service"},{"channel":"C0BILLING","ts":"1796044798.292586","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044798292586","name":"#billing"},{"channel":"C0SERVICE","ts":"1796044798.458601","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044798458601","name":"#service"}],"hand_off":{"by":"U0LEON","team_from":"service","reason":"not ours","at":"2026-11-30T13:19:58.592575Z","sent_back":true,"number":10},"brought":{"by":"U0LEON","team_from":"service","reason":"not ours","at":"2026-11-30T13:19:58.592575Z","sent_back":true,"number":10},"sent_back":2,"asked_at":"2026-11-30T13:19:57.607000Z","question":[{"number":1,"key":"x/2127392105352396800","since":"2026-11-30T13:19:57.607000Z"}],"due_at":"2026-11-30T14:19:57.607000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:57.607000Z","run":1,"since":"2026-11-30T13:19:57.607000Z","due_at":"2026-11-30T14:19:57.607000Z","told":100}],"version":13}');
INSERT INTO public.cases VALUES (1014, 6, 'snoozed', 'billing', 'U0AINO', 2, '2026-11-30T14:19:59.202000+00:00', '2026-11-30T13:19:59.330284+00:00', NULL, NULL, '{"number":1014,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:59.330284Z","mentions":[{"network":"x","native_id":"2127392112042311680","conversation":"2127392112042311680","author":{"handle":"kim","name":"kim","followers":120,"native_id":"7000000027"},"text":"@larkspur_help my bill is wrong, says kim","url":"https://x.com/kim/status/2127392112042311680","posted_at":"2026-11-30T13:19:59.202000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044799.582562","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044799582562","name":"#billing"},"snooze":{"number":4,"by":"U0AINO","until":"2026-11-30T15:19:59.708155Z"},"asked_at":"2026-11-30T13:19:59.202000Z","question":[{"number":1,"key":"x/2127392112042311680","since":"2026-11-30T13:19:59.202000Z"}],"due_at":"2026-11-30T14:19:59.202000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:59.202000Z","run":1,"since":"2026-11-30T13:19:59.202000Z","due_at":"2026-11-30T14:19:59.202000Z","told":100}],"version":6}');
INSERT INTO public.cases VALUES (1018, 6, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:20:00.720000+00:00', '2026-11-30T13:20:00.969260+00:00', NULL, NULL, '{"number":1018,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:00.969260Z","mentions":[{"network":"x","native_id":"2127392118409265152","conversation":"2127392118409265152","author":{"handle":"pia","name":"pia","followers":120,"native_id":"7000000031"},"text":"@larkspur_help my bill has a silver spoon","url":"https://x.com/pia/status/2127392118409265152","posted_at":"2026-11-30T13:20:00.720000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044801.001287","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044801001287","name":"#billing"},"guidance":[{"number":4,"by":"U0AINO","question":"is it the router?","at":"2026-11-30T13:20:01.271179Z","team":"service","title":"Customer service"}],"asked_at":"2026-11-30T13:20:00.720000Z","question":[{"number":1,"key":"x/2127392118409265152","since":"2026-11-30T13:20:00.720000Z"}],"due_at":"2026-11-30T14:20:00.720000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:00.720000Z","run":1,"since":"2026-11-30T13:20:00.720000Z","due_at":"2026-11-30T14:20:00.720000Z","told":100}],"version":6}');
INSERT INTO public.cases VALUES (1033, 3, 'waiting', 'press', NULL, 2, '2026-11-30T22:25:24.581000+00:00', '2026-11-30T14:25:24.620263+00:00', NULL, NULL, '{"number":1033,"route":{"team":"press","channel":"#press","notify":["@marketing"],"priority":2,"tags":[],"first_response":28800,"why":"press","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:25:24.620263Z","mentions":[{"network":"x","native_id":"2127392218489552896","conversation":"2127392218489552896","author":{"handle":"bea","name":"bea","followers":120,"native_id":"7000000047"},"text":"@larkspur_help a journalist asks about tariffs","url":"https://x.com/bea/status/2127392218489552896","posted_at":"2026-11-30T14:25:24.581000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0PRESSSHARED","ts":"1796048724.636950","url":"https://larkspur.slack.com/archives/C0PRESSSHARED/p1796048724636950","name":"#press"},"asked_at":"2026-11-30T14:25:24.581000Z","question":[{"number":1,"key":"x/2127392218489552896","since":"2026-11-30T14:25:24.581000Z"}],"due_at":"2026-11-30T22:25:24.581000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T14:25:24.581000Z","run":1,"since":"2026-11-30T14:25:24.581000Z","due_at":"2026-11-30T22:25:24.581000Z"}],"version":3}');
INSERT INTO public.cases VALUES (1034, 8, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T15:55:24.967000+00:00', '2026-11-30T14:25:25.100264+00:00', NULL, NULL, '{"number":1034,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:25:25.100264Z","mentions":[{"network":"x","native_id":"2127392220108554240","conversation":"2127392220108554240","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help my bill is stuck","url":"https://x.com/dora/status/2127392220108554240","posted_at":"2026-11-30T14:25:24.967000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127392222662885376","conversation":"2127392222662885376","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help hello?","url":"https://x.com/dora/status/2127392222662885376","posted_at":"2026-11-30T14:25:25.576000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127392226056077312","conversation":"2127392226056077312","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help anybody there?","url":"https://x.com/dora/status/2127392226056077312","posted_at":"2026-11-30T14:25:26.385000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":3,"turn":3,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796048725.317848","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048725317848","name":"#billing"},"asked_at":"2026-11-30T14:25:24.967000Z","question":[{"number":1,"key":"x/2127392220108554240","since":"2026-11-30T14:25:24.967000Z"},{"number":4,"key":"x/2127392222662885376","since":"2026-11-30T14:25:25.576000Z","taken":"2026-11-30T14:25:25.709145Z","target":5400},{"number":7,"key":"x/2127392226056077312","since":"2026-11-30T14:25:26.385000Z","taken":"2026-11-30T14:25:26.553739Z","target":5400}],"due_at":"2026-11-30T15:55:24.967000Z","clocks":[{"kind":"first_response","target":5400,"hours":"","started_at":"2026-11-30T14:25:24.967000Z","run":1,"since":"2026-11-30T14:25:24.967000Z","due_at":"2026-11-30T15:55:24.967000Z"}],"stuck":"Slack refused: invalid_blocks.","version":8}');
INSERT INTO public.cases VALUES (1035, 6, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T15:55:27.394000+00:00', '2026-11-30T14:25:27.514888+00:00', NULL, NULL, '{"number":1035,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:25:27.514888Z","mentions":[{"network":"x","native_id":"2127392230288130048","conversation":"2127392230288130048","author":{"handle":"finn","name":"finn","followers":120,"native_id":"7000000049"},"text":"@larkspur_help my bill waits for its answer","url":"https://x.com/finn/status/2127392230288130048","posted_at":"2026-11-30T14:25:27.394000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796048727.760055","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048727760055","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sorry Finn, it goes back today.","to":"2127392230288130048","state":"sending","at":"2026-11-30T14:25:28.031890Z","turn":1,"network":"x","cost":10000,"waits_until":"2026-11-30T15:25:28.000075Z","waits_for":"X asks us to wait: our limit of calls is used up."}],"asked_at":"2026-11-30T14:25:27.394000Z","question":[{"number":1,"key":"x/2127392230288130048","since":"2026-11-30T14:25:27.394000Z"}],"due_at":"2026-11-30T15:55:27.394000Z","clocks":[{"kind":"first_response","target":5400,"hours":"","started_at":"2026-11-30T14:25:27.394000Z","run":1,"since":"2026-11-30T14:25:27.394000Z","due_at":"2026-11-30T15:55:27.394000Z"}],"version":6}');
INSERT INTO public.cases VALUES (1036, 3, 'waiting', 'marketing', NULL, 2, '2026-11-30T22:25:28.140000+00:00', '2026-11-30T14:25:28.271546+00:00', NULL, NULL, '{"number":1036,"route":{"team":"marketing","channel":"#social","notify":[],"priority":2,"tags":[],"first_response":28800,"why":"default","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:25:28.271546Z","mentions":[{"network":"x","native_id":"2127392233412886528","conversation":"2127392233412886528","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help hello from Mill Lane","url":"https://x.com/gus/status/2127392233412886528","posted_at":"2026-11-30T14:25:28.140000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127392235241603072","conversation":"2127392235241603072","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help The card of this case waits for its channel","url":"https://x.com/gus/status/2127392235241603072","posted_at":"2026-11-30T14:25:28.575000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":2,"turn":2,"thread":{"channel":"C0SOCIAL","ts":"1796048728.448609","url":"https://larkspur.slack.com/archives/C0SOCIAL/p1796048728448609","name":"#social"},"asked_at":"2026-11-30T14:25:28.140000Z","question":[{"number":1,"key":"x/2127392233412886528","since":"2026-11-30T14:25:28.140000Z"},{"number":3,"key":"x/2127392235241603072","since":"2026-11-30T14:25:28.575000Z","taken":"2026-11-30T14:25:28.843970Z","target":28800}],"due_at":"2026-11-30T22:25:28.140000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T14:25:28.140000Z","run":1,"since":"2026-11-30T14:25:28.140000Z","due_at":"2026-11-30T22:25:28.140000Z"}],"version":3}');
INSERT INTO public.cases VALUES (1037, 1, 'waiting', 'billing', NULL, 2, '2026-11-30T15:55:29.059000+00:00', '2026-11-30T14:25:29.077779+00:00', NULL, NULL, '{"number":1037,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:25:29.077779Z","mentions":[{"network":"x","native_id":"2127392237271646208","conversation":"2127392237271646208","author":{"handle":"ivy","name":"ivy","followers":120,"native_id":"7000000051"},"text":"@larkspur_help my bill: This card waits in the file","url":"https://x.com/ivy/status/2127392237271646208","posted_at":"2026-11-30T14:25:29.059000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"asked_at":"2026-11-30T14:25:29.059000Z","question":[{"number":1,"key":"x/2127392237271646208","since":"2026-11-30T14:25:29.059000Z"}],"due_at":"2026-11-30T15:55:29.059000Z","clocks":[{"kind":"first_response","target":5400,"hours":"","started_at":"2026-11-30T14:25:29.059000Z","run":1,"since":"2026-11-30T14:25:29.059000Z","due_at":"2026-11-30T15:55:29.059000Z"}],"version":1}');
INSERT INTO public.cases VALUES (1021, 8, 'claimed', 'billing', 'U0AINO', 2, '2026-11-30T14:20:02.822000+00:00', '2026-11-30T13:20:02.918333+00:00', NULL, NULL, '{"number":1021,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:20:02.918333Z","mentions":[{"network":"x","native_id":"2127392127225692160","conversation":"2127392127225692160","author":{"handle":"rob0","name":"rob0","followers":120,"native_id":"7000000034"},"text":"@larkspur_help my bill again, number 0","url":"https://x.com/rob0/status/2127392127225692160","posted_at":"2026-11-30T13:20:02.822000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044802.988844","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044802988844","name":"#billing"},"replies":[{"number":8,"by":"U0AINO","text":"This reply waits in the file.","to":"2127392127225692160","state":"sending","at":"2026-11-30T14:25:29.215470Z","turn":1,"network":"x","cost":10000}],"asked_at":"2026-11-30T13:20:02.822000Z","question":[{"number":1,"key":"x/2127392127225692160","since":"2026-11-30T13:20:02.822000Z"}],"due_at":"2026-11-30T14:20:02.822000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:20:02.822000Z","run":1,"since":"2026-11-30T13:20:02.822000Z","due_at":"2026-11-30T14:20:02.822000Z","told":100}],"matches":[{"number":4,"by":"U0AINO","account":"x/7000000034","other":"x/7000000033","names":["rob0","rob"],"of_case":1020}],"version":8}');
INSERT INTO public.commits VALUES ('aa9a1fd29b844ebd87b51aab10677e90', 1796044809050889, 0);
INSERT INTO public.commits VALUES ('ac125c74034c49f8be5e9a649c650791', 1796044809614742, 0);
INSERT INTO public.corrections VALUES ('x/2127392001778253824', 'my bill has a fee for a blue lamp', 'negative', 'U0AINO', '2026-11-30T13:19:33.064992+00:00');
INSERT INTO public.cursors VALUES ('discord/1576950728176435211', '1576950768680828928', '2026-11-30T14:25:15.638439+00:00');
INSERT INTO public.cursors VALUES ('discord/mentions', '1576950731443798015', '2026-11-30T14:25:15.645419+00:00');
INSERT INTO public.cursors VALUES ('x/review', '', '2026-11-30T13:20:10.515318+00:00');
INSERT INTO public.cursors VALUES ('x/mentions', '2127392237280034816', '2026-11-30T14:25:29.077779+00:00');
INSERT INTO public.cursors VALUES ('x/search', '2127392151133224960', '2026-11-30T14:25:29.098828+00:00');
INSERT INTO public.customers VALUES ('x/7000000017', 1001);
INSERT INTO public.customers VALUES ('x/7000000018', 1002);
INSERT INTO public.customers VALUES ('x/7000000019', 1003);
INSERT INTO public.customers VALUES ('x/7000000020', 1004);
INSERT INTO public.customers VALUES ('x/7000000021', 1005);
INSERT INTO public.customers VALUES ('x/7000000022', 1006);
INSERT INTO public.customers VALUES ('x/7000000023', 1007);
INSERT INTO public.customers VALUES ('discord/1576950728176435207', 1008);
INSERT INTO public.customers VALUES ('discord/1576950728176435208', 1009);
INSERT INTO public.customers VALUES ('discord/1576950728176435209', 1010);
INSERT INTO public.customers VALUES ('x/7000000024', 1011);
INSERT INTO public.customers VALUES ('x/7000000025', 1012);
INSERT INTO public.customers VALUES ('x/7000000026', 1013);
INSERT INTO public.customers VALUES ('x/7000000027', 1014);
INSERT INTO public.customers VALUES ('x/7000000028', 1015);
INSERT INTO public.customers VALUES ('x/7000000029', 1016);
INSERT INTO public.customers VALUES ('x/7000000030', 1017);
INSERT INTO public.customers VALUES ('x/7000000031', 1018);
INSERT INTO public.customers VALUES ('x/7000000032', 1019);
INSERT INTO public.customers VALUES ('x/7000000033', 1020);
INSERT INTO public.customers VALUES ('x/7000000034', 1021);
INSERT INTO public.customers VALUES ('x/7000000035', 1022);
INSERT INTO public.customers VALUES ('x/7000000036', 1023);
INSERT INTO public.customers VALUES ('x/7000000037', 1024);
INSERT INTO public.customers VALUES ('x/7000000038', 1025);
INSERT INTO public.customers VALUES ('page/1025-5tjmunzvfrzrvsk3unfo7yu5ei', 1025);
INSERT INTO public.customers VALUES ('x/7000000039', 1026);
INSERT INTO public.customers VALUES ('page/1026-kd57y5nvyxohjqbammgrevh76i', 1026);
INSERT INTO public.customers VALUES ('x/7000000040', 1027);
INSERT INTO public.customers VALUES ('x/7000000041', 1028);
INSERT INTO public.customers VALUES ('x/7000000042', 1029);
INSERT INTO public.customers VALUES ('x/7000000043', 1030);
INSERT INTO public.customers VALUES ('x/7000000044', 1031);
INSERT INTO public.customers VALUES ('x/7000000045', 1032);
INSERT INTO public.customers VALUES ('x/7000000047', 1033);
INSERT INTO public.customers VALUES ('x/7000000048', 1034);
INSERT INTO public.customers VALUES ('x/7000000049', 1035);
INSERT INTO public.customers VALUES ('x/7000000050', 1036);
INSERT INTO public.events VALUES (1001, 1, 'opened', 'x', '2026-11-30T13:19:12.808915+00:00', 'x/2127392000943587328', '{"mention":{"network":"x","native_id":"2127392000943587328","conversation":"2127392000943587328","author":{"handle":"flo","name":"flo","followers":120,"native_id":"7000000017"},"text":"larkspur sent me a bill for a boat","url":"https://x.com/flo/status/2127392000943587328","posted_at":"2026-11-30T13:19:12.714000Z","may_reply":{"answer":"no","why":"X takes a reply by its API only when the author mentioned our account or quoted one of our posts. Answer this one on X itself."},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1001, 2, 'shown', 'baton', '2026-11-30T13:19:12.848639+00:00', '1001@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044752.845164","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044752845164","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1002, 1, 'opened', 'x', '2026-11-30T13:19:32.989254+00:00', 'x/2127392001778253824', '{"mention":{"network":"x","native_id":"2127392001778253824","conversation":"2127392001778253824","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill has a fee for a blue lamp","url":"https://x.com/ana/status/2127392001778253824","posted_at":"2026-11-30T13:19:32.913000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1002, 2, 'shown', 'baton', '2026-11-30T13:19:33.021816+00:00', '1002@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044773.018545","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773018545","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1002, 3, 'mood_corrected', 'U0AINO', '2026-11-30T13:19:33.064992+00:00', 'action/mood_negative/trigger.000031', '{"mood":"negative","network":"x","native_id":"2127392001778253824"}');
INSERT INTO public.events VALUES (1003, 1, 'opened', 'x', '2026-11-30T13:19:33.110221+00:00', 'x/2127392002575171584', '{"mention":{"network":"x","native_id":"2127392002575171584","conversation":"2127392002575171584","author":{"handle":"bob","name":"bob","followers":120,"native_id":"7000000019"},"text":"@larkspur_help my bill has a violet teapot on it","url":"https://x.com/bob/status/2127392002575171584","posted_at":"2026-11-30T13:19:33.103000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1003, 2, 'shown', 'baton', '2026-11-30T13:19:33.139159+00:00', '1003@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044773.136262","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773136262","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1003, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:33.181229+00:00', 'action/claim/trigger.000061', '{}');
INSERT INTO public.events VALUES (1003, 4, 'noted', 'U0AINO', '2026-11-30T13:19:33.219430+00:00', 'C0BILLING/1796044773.215799', '{"channel":"C0BILLING","ts":"1796044773.215799","text":"Looks like the May batch."}');
INSERT INTO public.events VALUES (1003, 5, 'noted', 'U0AINO', '2026-11-30T13:19:33.224502+00:00', 'C0BILLING/1796044773.217675', '{"channel":"C0BILLING","ts":"1796044773.217675","text":"Wrong thread, sorry."}');
INSERT INTO public.events VALUES (1003, 6, 'note_deleted', 'U0AINO', '2026-11-30T13:19:33.260892+00:00', 'C0BILLING/1796044773.217675/deleted', '{"channel":"C0BILLING","ts":"1796044773.217675"}');
INSERT INTO public.events VALUES (1003, 7, 'note_edited', 'U0AINO', '2026-11-30T13:19:33.259336+00:00', 'C0BILLING/1796044773.215799/edited/1796044773.243703', '{"channel":"C0BILLING","ts":"1796044773.215799","text":"The June batch."}');
INSERT INTO public.events VALUES (1003, 8, 'drafted', 'U0AINO', '2026-11-30T13:19:33.283920+00:00', 'view/V000084/reply/ca51ccd7293a4ce6', '{"text":"Sorry Bob, the teapot was ours.","to":"2127392002575171584","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1004, 1, 'opened', 'x', '2026-11-30T13:19:33.362047+00:00', 'x/2127392003405643776', '{"mention":{"network":"x","native_id":"2127392003405643776","conversation":"2127392003405643776","author":{"handle":"cleo","name":"cleo","followers":120,"native_id":"7000000020"},"text":"@larkspur_help my bill came twice","url":"https://x.com/cleo/status/2127392003405643776","posted_at":"2026-11-30T13:19:33.301000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1004, 2, 'shown', 'baton', '2026-11-30T13:19:33.385385+00:00', '1004@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044773.382110","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773382110","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1004, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:33.422562+00:00', 'action/claim/trigger.000112', '{}');
INSERT INTO public.events VALUES (1004, 4, 'drafted', 'U0AINO', '2026-11-30T13:19:33.475978+00:00', 'view/V000131/reply/6b141f799b4c80b5', '{"text":"It goes back today.","to":"2127392003405643776","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1004, 5, 'sending', 'U0AINO', '2026-11-30T13:19:33.505975+00:00', 'view/V000139/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"It goes back today.","to":"2127392003405643776","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1004, 6, 'sent', 'baton', '2026-11-30T13:19:33.541435+00:00', '1004@x/5/reply', '{"reply":5,"native_id":"2127392004387110912","url":"https://x.com/larkspur_help/status/2127392004387110912"}');
INSERT INTO public.events VALUES (1005, 1, 'opened', 'x', '2026-11-30T13:19:33.646343+00:00', 'x/2127392004802347008', '{"mention":{"network":"x","native_id":"2127392004802347008","conversation":"2127392004802347008","author":{"handle":"dan","name":"dan","followers":120,"native_id":"7000000021"},"text":"@larkspur_help my bill is for a green kettle","url":"https://x.com/dan/status/2127392004802347008","posted_at":"2026-11-30T13:19:33.634000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1005, 2, 'shown', 'baton', '2026-11-30T13:19:33.688117+00:00', '1005@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044773.683076","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044773683076","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1005, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:33.737663+00:00', 'action/claim/trigger.000196', '{}');
INSERT INTO public.events VALUES (1005, 4, 'drafted', 'U0AINO', '2026-11-30T13:19:33.826824+00:00', 'view/V000215/reply/6b141f799b4c80b5', '{"text":"It goes back today.","to":"2127392004802347008","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1005, 5, 'sending', 'U0AINO', '2026-11-30T13:19:33.839468+00:00', 'view/V000223/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"It goes back today.","to":"2127392004802347008","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1005, 6, 'not_sent', 'baton', '2026-11-30T13:19:34.569019+00:00', '1005@x/5/reply', '{"reply":5,"why":"X asks us to wait: our limit of calls is used up."}');
INSERT INTO public.events VALUES (1006, 1, 'opened', 'x', '2026-11-30T13:19:34.789133+00:00', 'x/2127392009353166848', '{"mention":{"network":"x","native_id":"2127392009353166848","conversation":"2127392009353166848","author":{"handle":"eve","name":"eve","followers":120,"native_id":"7000000022"},"text":"@larkspur_help my bill is in pounds","url":"https://x.com/eve/status/2127392009353166848","posted_at":"2026-11-30T13:19:34.719000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1006, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:34.945298+00:00', 'action/claim/trigger.000282', '{}');
INSERT INTO public.events VALUES (1006, 4, 'drafted', 'U0AINO', '2026-11-30T13:19:35.013110+00:00', 'view/V000301/reply/6b141f799b4c80b5', '{"text":"It goes back today.","to":"2127392009353166848","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1006, 6, 'unsure', 'baton', '2026-11-30T13:19:35.759769+00:00', '1006@x/5/reply', '{"reply":5,"why":"X answered with an error (500)."}');
INSERT INTO public.events VALUES (1007, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:36.188559+00:00', 'action/claim/trigger.000369', '{}');
INSERT INTO public.events VALUES (1007, 6, 'unsure', 'baton', '2026-11-30T13:19:36.965555+00:00', '1007@x/5/reply', '{"reply":5,"why":"X answered with an error (500)."}');
INSERT INTO public.events VALUES (1008, 6, 'sent', 'baton', '2026-11-30T13:19:38.128358+00:00', '1008@discord/5/reply', '{"reply":5,"native_id":"1576950728176435211-1576950754084651008","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950754084651008"}');
INSERT INTO public.events VALUES (1009, 2, 'shown', 'baton', '2026-11-30T13:19:39.906917+00:00', '1009@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044779.887880","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044779887880","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1010, 2, 'shown', 'baton', '2026-11-30T13:19:41.762308+00:00', '1010@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044781.750170","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044781750170","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1010, 6, 'sent', 'baton', '2026-11-30T13:19:42.441943+00:00', '1010@discord/5/reply', '{"reply":5,"native_id":"1576950728176435211-1576950772266958848","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950772266958848"}');
INSERT INTO public.events VALUES (1010, 10, 'deleting', 'U0AINO', '2026-11-30T13:19:43.854677+00:00', 'action/delete_reply/trigger.000734', '{"reply":5}');
INSERT INTO public.events VALUES (1011, 2, 'shown', 'baton', '2026-11-30T13:19:57.257622+00:00', '1011@slack/1/show', '{"thread":{"channel":"C0SERVICE","ts":"1796044797.169814","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044797169814","name":"#service"},"drawn":1}');
INSERT INTO public.events VALUES (1011, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:57.349983+00:00', 'action/claim/trigger.000915', '{}');
INSERT INTO public.events VALUES (1011, 4, 'taken_over', 'U0RUTH', '2026-11-30T13:19:57.465849+00:00', 'view/V000934/take_over/ac217e498fe38ae6', '{"from":"U0AINO"}');
INSERT INTO public.events VALUES (1011, 5, 'released', 'U0RUTH', '2026-11-30T13:19:57.474276+00:00', 'command/trigger.000941', '{"because":"lunch"}');
INSERT INTO public.events VALUES (1012, 1, 'opened', 'x', '2026-11-30T13:19:57.751413+00:00', 'x/2127392105352396800', '{"mention":{"network":"x","native_id":"2127392105352396800","conversation":"2127392105352396800","author":{"handle":"ida","name":"ida","followers":120,"native_id":"7000000025"},"text":"@larkspur_help my bill is for an orange hat","url":"https://x.com/ida/status/2127392105352396800","posted_at":"2026-11-30T13:19:57.607000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1012, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:57.932441+00:00', 'action/claim/trigger.000974', '{}');
INSERT INTO public.events VALUES (1012, 4, 'handed_over', 'U0AINO', '2026-11-30T13:19:57.997635+00:00', 'command/trigger.000992', '{"team_from":"billing","team_to":"service","reason":"it is the line","owner":"U0AINO","route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"refused":false,"brought_by":null}');
INSERT INTO public.events VALUES (1012, 7, 'shown', 'baton', '2026-11-30T13:19:58.295507+00:00', '1012@slack/6/show', '{"thread":{"channel":"C0BILLING","ts":"1796044798.292586","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044798292586","name":"#billing"},"drawn":6}');
INSERT INTO public.events VALUES (1012, 10, 'handed_over', 'U0LEON', '2026-11-30T13:19:58.592575+00:00', 'command/trigger.001116', '{"team_from":"service","team_to":"billing","reason":"not ours","owner":null,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"},"refused":true,"brought_by":"U0AINO"}');
INSERT INTO public.events VALUES (1012, 11, 'shown', 'baton', '2026-11-30T13:19:58.713862+00:00', '1012@slack/10/show', '{"thread":{"channel":"C0BILLING","ts":"1796044798.697533","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044798697533","name":"#billing"},"drawn":10}');
INSERT INTO public.events VALUES (1013, 4, 'handed_over', 'U0AINO', '2026-11-30T13:19:59.061994+00:00', 'command/trigger.001195', '{"team_from":"billing","team_to":"service","reason":"it is the modem","owner":"U0AINO","route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"refused":false,"brought_by":null}');
INSERT INTO public.events VALUES (1013, 5, 'shown', 'baton', '2026-11-30T13:19:59.098594+00:00', '1013@slack/4/show', '{"thread":{"channel":"C0SERVICE","ts":"1796044799.095686","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044799095686","name":"#service"},"drawn":4}');
INSERT INTO public.events VALUES (1014, 1, 'opened', 'x', '2026-11-30T13:19:59.330284+00:00', 'x/2127392112042311680', '{"mention":{"network":"x","native_id":"2127392112042311680","conversation":"2127392112042311680","author":{"handle":"kim","name":"kim","followers":120,"native_id":"7000000027"},"text":"@larkspur_help my bill is wrong, says kim","url":"https://x.com/kim/status/2127392112042311680","posted_at":"2026-11-30T13:19:59.202000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1014, 2, 'shown', 'baton', '2026-11-30T13:19:59.591605+00:00', '1014@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044799.582562","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044799582562","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1015, 2, 'shown', 'baton', '2026-11-30T13:19:59.890843+00:00', '1015@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044799.871344","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044799871344","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1015, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:59.954511+00:00', 'action/claim/trigger.001297', '{}');
INSERT INTO public.events VALUES (1028, 2, 'shown', 'baton', '2026-11-30T13:20:10.031415+00:00', '1028@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044810.001337","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044810001337","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1028, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:10.113152+00:00', 'action/claim/trigger.002229', '{}');
INSERT INTO public.events VALUES (1006, 2, 'shown', 'baton', '2026-11-30T13:19:34.868742+00:00', '1006@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044774.838483","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044774838483","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1006, 5, 'sending', 'U0AINO', '2026-11-30T13:19:35.026278+00:00', 'view/V000309/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"It goes back today.","to":"2127392009353166848","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1007, 1, 'opened', 'x', '2026-11-30T13:19:35.974420+00:00', 'x/2127392014306639872', '{"mention":{"network":"x","native_id":"2127392014306639872","conversation":"2127392014306639872","author":{"handle":"fay","name":"fay","followers":120,"native_id":"7000000023"},"text":"@larkspur_help my bill is in francs","url":"https://x.com/fay/status/2127392014306639872","posted_at":"2026-11-30T13:19:35.900000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1007, 2, 'shown', 'baton', '2026-11-30T13:19:36.071600+00:00', '1007@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044776.059564","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044776059564","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1007, 4, 'drafted', 'U0AINO', '2026-11-30T13:19:36.375176+00:00', 'view/V000388/reply/6b141f799b4c80b5', '{"text":"It goes back today.","to":"2127392014306639872","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1007, 5, 'sending', 'U0AINO', '2026-11-30T13:19:36.432239+00:00', 'view/V000396/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"It goes back today.","to":"2127392014306639872","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1008, 1, 'opened', 'discord', '2026-11-30T13:19:37.361263+00:00', 'discord/1576950728176435211-1576950750750179328', '{"mention":{"network":"discord","native_id":"1576950728176435211-1576950750750179328","conversation":"1576950728176435211-1576950750750179328","author":{"handle":"gia_moss","name":"Gia Moss","native_id":"1576950728176435207"},"text":"refund for the red sofa, please","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950750750179328","posted_at":"2026-11-30T13:19:37.307876Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1008, 2, 'shown', 'baton', '2026-11-30T13:19:37.485657+00:00', '1008@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044777.473189","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044777473189","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO public.events VALUES (1008, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:37.848782+00:00', 'action/claim/trigger.000456', '{}');
INSERT INTO public.events VALUES (1008, 4, 'drafted', 'U0AINO', '2026-11-30T13:19:37.900428+00:00', 'view/V000475/reply/e736f1bf1dee41c9', '{"text":"Sory!","to":"1576950728176435211-1576950750750179328","network":"discord","cost":0,"over_budget":false}');
INSERT INTO public.events VALUES (1008, 5, 'sending', 'U0AINO', '2026-11-30T13:19:37.959243+00:00', 'view/V000483/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"Sory!","to":"1576950728176435211-1576950750750179328","network":"discord","cost":0,"over_budget":false}');
INSERT INTO public.events VALUES (1008, 7, 'redrafted', 'U0AINO', '2026-11-30T13:19:38.598709+00:00', 'view/V000512/correct/abde96bf3bef99e2', '{"text":"Sorry!","to":"1576950728176435211-1576950750750179328","network":"discord","corrects":5}');
INSERT INTO public.events VALUES (1008, 8, 'correcting', 'U0AINO', '2026-11-30T13:19:38.646889+00:00', 'view/V000519/confirm_correct/ac217e498fe38ae6', '{"reply":5,"draft":7,"text":"Sorry!"}');
INSERT INTO public.events VALUES (1008, 9, 'corrected', 'baton', '2026-11-30T13:19:39.230319+00:00', '1008@discord/8/correct', '{"reply":5,"text":"Sorry!"}');
INSERT INTO public.events VALUES (1009, 1, 'opened', 'discord', '2026-11-30T13:19:39.525775+00:00', 'discord/1576950728176435211-1576950759688241152', '{"mention":{"network":"discord","native_id":"1576950728176435211-1576950759688241152","conversation":"1576950728176435211-1576950759688241152","author":{"handle":"pixel_pim","name":"Pim","native_id":"1576950728176435208"},"text":"refund for the grey sofa, please","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950759688241152","posted_at":"2026-11-30T13:19:39.438691Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1009, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:40.005331+00:00', 'action/claim/trigger.000548', '{}');
INSERT INTO public.events VALUES (1009, 4, 'drafted', 'U0AINO', '2026-11-30T13:19:40.244397+00:00', 'view/V000567/reply/e736f1bf1dee41c9', '{"text":"Sory!","to":"1576950728176435211-1576950759688241152","network":"discord","cost":0,"over_budget":false}');
INSERT INTO public.events VALUES (1009, 5, 'sending', 'U0AINO', '2026-11-30T13:19:40.272968+00:00', 'view/V000575/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"Sory!","to":"1576950728176435211-1576950759688241152","network":"discord","cost":0,"over_budget":false}');
INSERT INTO public.events VALUES (1009, 6, 'sent', 'baton', '2026-11-30T13:19:40.357775+00:00', '1009@discord/5/reply', '{"reply":5,"native_id":"1576950728176435211-1576950763538612224","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950763538612224"}');
INSERT INTO public.events VALUES (1009, 7, 'deleting', 'U0AINO', '2026-11-30T13:19:40.659097+00:00', 'action/delete_reply/trigger.000602', '{"reply":5}');
INSERT INTO public.events VALUES (1009, 8, 'deleted', 'baton', '2026-11-30T13:19:41.424351+00:00', '1009@discord/7/delete', '{"reply":5,"unanswered":{"question":[{"number":1,"key":"discord/1576950728176435211-1576950759688241152","since":"2026-11-30T13:19:39.438691Z"}],"recalled":false,"answered_at":null,"clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:39.438691Z","run":1,"since":"2026-11-30T13:19:39.438691Z","due_at":"2026-11-30T14:19:39.438691Z"}],"kept":[]}}');
INSERT INTO public.events VALUES (1010, 1, 'opened', 'discord', '2026-11-30T13:19:41.644184+00:00', 'discord/1576950728176435211-1576950768680828928', '{"mention":{"network":"discord","native_id":"1576950728176435211-1576950768680828928","conversation":"1576950728176435211-1576950768680828928","author":{"handle":"dora_bakes","name":"Dora Okafor","native_id":"1576950728176435209"},"text":"refund for the gold sofa, please","url":"https://discord.com/channels/1576950728176435200/1576950728176435211/1576950768680828928","posted_at":"2026-11-30T13:19:41.582871Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1010, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:41.893442+00:00', 'action/claim/trigger.000637', '{}');
INSERT INTO public.events VALUES (1010, 4, 'drafted', 'U0AINO', '2026-11-30T13:19:42.029895+00:00', 'view/V000656/reply/e736f1bf1dee41c9', '{"text":"Sory!","to":"1576950728176435211-1576950768680828928","network":"discord","cost":0,"over_budget":false}');
INSERT INTO public.events VALUES (1010, 5, 'sending', 'U0AINO', '2026-11-30T13:19:42.092142+00:00', 'view/V000664/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"Sory!","to":"1576950728176435211-1576950768680828928","network":"discord","cost":0,"over_budget":false}');
INSERT INTO public.events VALUES (1010, 7, 'redrafted', 'U0AINO', '2026-11-30T13:19:42.711496+00:00', 'view/V000710/correct/abde96bf3bef99e2', '{"text":"Sorry!","to":"1576950728176435211-1576950768680828928","network":"discord","corrects":5}');
INSERT INTO public.events VALUES (1010, 8, 'correcting', 'U0AINO', '2026-11-30T13:19:42.721665+00:00', 'view/V000717/confirm_correct/ac217e498fe38ae6', '{"reply":5,"draft":7,"text":"Sorry!"}');
INSERT INTO public.events VALUES (1010, 9, 'not_corrected', 'baton', '2026-11-30T13:19:43.481915+00:00', '1010@discord/8/correct', '{"reply":5,"why":"The post is gone from Discord, with its thread or alone."}');
INSERT INTO public.events VALUES (1010, 11, 'not_deleted', 'baton', '2026-11-30T13:19:44.518692+00:00', '1010@discord/10/delete', '{"reply":5,"why":"Discord refused: it gives no reason (no code)."}');
INSERT INTO public.events VALUES (1011, 1, 'opened', 'x', '2026-11-30T13:19:57.130898+00:00', 'x/2127392102395412480', '{"mention":{"network":"x","native_id":"2127392102395412480","conversation":"2127392102395412480","author":{"handle":"hal","name":"hal","followers":120,"native_id":"7000000024"},"text":"@larkspur_help my bill has a router on loan","url":"https://x.com/hal/status/2127392102395412480","posted_at":"2026-11-30T13:19:56.902000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":3600,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"origin":null}');
INSERT INTO public.events VALUES (1012, 2, 'shown', 'baton', '2026-11-30T13:19:57.852817+00:00', '1012@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044797.839110","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044797839110","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1012, 5, 'shown', 'baton', '2026-11-30T13:19:58.080577+00:00', '1012@slack/4/show', '{"thread":{"channel":"C0SERVICE","ts":"1796044798.076457","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044798076457","name":"#service"},"drawn":4}');
INSERT INTO public.events VALUES (1012, 6, 'handed_over', 'U0LEON', '2026-11-30T13:19:58.223092+00:00', 'command/trigger.001031', '{"team_from":"service","team_to":"billing","reason":"not ours","owner":null,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"},"refused":true,"brought_by":"U0AINO"}');
INSERT INTO public.events VALUES (1012, 8, 'handed_over', 'U0AINO', '2026-11-30T13:19:58.401409+00:00', 'command/trigger.001071', '{"team_from":"billing","team_to":"service","reason":"it is the line","owner":null,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"refused":false,"brought_by":"U0LEON"}');
INSERT INTO public.events VALUES (1012, 9, 'shown', 'baton', '2026-11-30T13:19:58.462549+00:00', '1012@slack/8/show', '{"thread":{"channel":"C0SERVICE","ts":"1796044798.458601","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044798458601","name":"#service"},"drawn":8}');
INSERT INTO public.events VALUES (1013, 1, 'opened', 'x', '2026-11-30T13:19:58.960801+00:00', 'x/2127392110586888192', '{"mention":{"network":"x","native_id":"2127392110586888192","conversation":"2127392110586888192","author":{"handle":"jan","name":"jan","followers":120,"native_id":"7000000026"},"text":"@larkspur_help my bill is for a pink hat","url":"https://x.com/jan/status/2127392110586888192","posted_at":"2026-11-30T13:19:58.855000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1013, 2, 'shown', 'baton', '2026-11-30T13:19:58.983549+00:00', '1013@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044798.980950","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044798980950","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1013, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:59.027527+00:00', 'action/claim/trigger.001177', '{}');
INSERT INTO public.events VALUES (1014, 3, 'claimed', 'U0AINO', '2026-11-30T13:19:59.646733+00:00', 'action/claim/trigger.001247', '{}');
INSERT INTO public.events VALUES (1014, 4, 'snoozed', 'U0AINO', '2026-11-30T13:19:59.708259+00:00', 'command/trigger.001265', '{"until":"2026-11-30T15:19:59.708155+00:00"}');
INSERT INTO public.events VALUES (1015, 1, 'opened', 'x', '2026-11-30T13:19:59.835970+00:00', 'x/2127392114454036480', '{"mention":{"network":"x","native_id":"2127392114454036480","conversation":"2127392114454036480","author":{"handle":"max","name":"max","followers":120,"native_id":"7000000028"},"text":"@larkspur_help my bill is wrong, says max","url":"https://x.com/max/status/2127392114454036480","posted_at":"2026-11-30T13:19:59.777000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1015, 4, 'snoozed', 'U0AINO', '2026-11-30T13:20:00.034250+00:00', 'command/trigger.001315', '{"until":"2026-11-30T15:20:00.034168+00:00"}');
INSERT INTO public.events VALUES (1015, 5, 'woken', 'U0AINO', '2026-11-30T13:20:00.109791+00:00', 'command/trigger.001334', '{"why":"asked"}');
INSERT INTO public.events VALUES (1016, 2, 'shown', 'baton', '2026-11-30T13:20:00.360498+00:00', '1016@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044800.351865","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044800351865","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1016, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:00.417770+00:00', 'action/claim/trigger.001364', '{}');
INSERT INTO public.events VALUES (1016, 4, 'resolved', 'U0AINO', '2026-11-30T13:20:00.457915+00:00', 'command/trigger.001382', '{"resolution":"spam","because":""}');
INSERT INTO public.events VALUES (1017, 4, 'resolved', 'U0AINO', '2026-11-30T13:20:00.615431+00:00', 'command/trigger.001422', '{"resolution":"spam","because":""}');
INSERT INTO public.events VALUES (1018, 1, 'opened', 'x', '2026-11-30T13:20:00.969260+00:00', 'x/2127392118409265152', '{"mention":{"network":"x","native_id":"2127392118409265152","conversation":"2127392118409265152","author":{"handle":"pia","name":"pia","followers":120,"native_id":"7000000031"},"text":"@larkspur_help my bill has a silver spoon","url":"https://x.com/pia/status/2127392118409265152","posted_at":"2026-11-30T13:20:00.720000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1018, 2, 'shown', 'baton', '2026-11-30T13:20:01.012457+00:00', '1018@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044801.001287","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044801001287","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1018, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:01.075442+00:00', 'action/claim/trigger.001462', '{}');
INSERT INTO public.events VALUES (1018, 4, 'guidance_asked', 'U0AINO', '2026-11-30T13:20:01.271179+00:00', 'C0BILLING/1796044801.255468', '{"question":"is it the router?","team":"service","title":"Customer service","person":""}');
INSERT INTO public.events VALUES (1019, 2, 'shown', 'baton', '2026-11-30T13:20:01.638336+00:00', '1019@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044801.633025","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044801633025","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1019, 5, 'noted', 'U0LEON', '2026-11-30T13:20:02.115882+00:00', 'C0BILLING/1796044802.071920', '{"channel":"C0BILLING","ts":"1796044802.071920","text":"Within thirty days, yes."}');
INSERT INTO public.events VALUES (1027, 4, 'edited', 'x', '2026-11-30T13:20:10.215360+00:00', 'x/2127392154694189056/edited/3', '{"network":"x","native_id":"2127392154694189056","own":true,"text":"@larkspur_help my bill is right after all","title":""}');
INSERT INTO public.events VALUES (1029, 5, 'unhidden', 'x', '2026-11-30T13:20:12.610915+00:00', 'unhide 1796044811.556095', '{"network":"x","native_id":"2127392161992278016"}');
INSERT INTO public.events VALUES (1016, 1, 'opened', 'x', '2026-11-30T13:20:00.224918+00:00', 'x/2127392116110786560', '{"mention":{"network":"x","native_id":"2127392116110786560","conversation":"2127392116110786560","author":{"handle":"ned","name":"ned","followers":120,"native_id":"7000000029"},"text":"@larkspur_help my bill is wrong, says ned","url":"https://x.com/ned/status/2127392116110786560","posted_at":"2026-11-30T13:20:00.172000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1017, 1, 'opened', 'x', '2026-11-30T13:20:00.510221+00:00', 'x/2127392117436186624', '{"mention":{"network":"x","native_id":"2127392117436186624","conversation":"2127392117436186624","author":{"handle":"oda","name":"oda","followers":120,"native_id":"7000000030"},"text":"@larkspur_help my bill is wrong, says oda","url":"https://x.com/oda/status/2127392117436186624","posted_at":"2026-11-30T13:20:00.488000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1017, 2, 'shown', 'baton', '2026-11-30T13:20:00.542890+00:00', '1017@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044800.536290","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044800536290","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1017, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:00.577326+00:00', 'action/claim/trigger.001404', '{}');
INSERT INTO public.events VALUES (1017, 5, 'reopened', 'U0AINO', '2026-11-30T13:20:00.659619+00:00', 'command/trigger.001431', '{"why":"<@U0AINO> reopened it","because":"she called"}');
INSERT INTO public.events VALUES (1019, 1, 'opened', 'x', '2026-11-30T13:20:01.568161+00:00', 'x/2127392121798262784', '{"mention":{"network":"x","native_id":"2127392121798262784","conversation":"2127392121798262784","author":{"handle":"quin","name":"quin","followers":120,"native_id":"7000000032"},"text":"@larkspur_help my bill has a silver fork","url":"https://x.com/quin/status/2127392121798262784","posted_at":"2026-11-30T13:20:01.528000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1019, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:01.702998+00:00', 'action/claim/trigger.001515', '{}');
INSERT INTO public.events VALUES (1019, 4, 'guidance_asked', 'U0AINO', '2026-11-30T13:20:01.989617+00:00', 'C0BILLING/1796044801.972975', '{"question":"is it the router?","team":"service","title":"Customer service","person":""}');
INSERT INTO public.events VALUES (1019, 6, 'guidance_given', 'U0LEON', '2026-11-30T13:20:02.265939+00:00', 'C0BILLING/1796044802.071920/guidance/4', '{"guidance":4,"asked_by":"U0AINO"}');
INSERT INTO public.events VALUES (1020, 2, 'shown', 'baton', '2026-11-30T13:20:02.663168+00:00', '1020@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044802.658304","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044802658304","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1021, 1, 'opened', 'x', '2026-11-30T13:20:02.918333+00:00', 'x/2127392127225692160', '{"mention":{"network":"x","native_id":"2127392127225692160","conversation":"2127392127225692160","author":{"handle":"rob0","name":"rob0","followers":120,"native_id":"7000000034"},"text":"@larkspur_help my bill again, number 0","url":"https://x.com/rob0/status/2127392127225692160","posted_at":"2026-11-30T13:20:02.822000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1021, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:03.033992+00:00', 'action/claim/trigger.001602', '{}');
INSERT INTO public.events VALUES (1021, 4, 'same_person_proposed', 'U0AINO', '2026-11-30T13:20:03.079457+00:00', 'C0BILLING/1796044803.065784', '{"account":"x/7000000034","other":"x/7000000033","names":["rob0","rob"],"of_case":1020,"why":""}');
INSERT INTO public.events VALUES (1022, 4, 'same_person_proposed', 'U0AINO', '2026-11-30T13:20:03.351735+00:00', 'C0BILLING/1796044803.336292', '{"account":"x/7000000035","other":"x/7000000033","names":["rob1","rob"],"of_case":1020,"why":""}');
INSERT INTO public.events VALUES (1022, 5, 'same_person', 'U0RUTH', '2026-11-30T13:20:03.422996+00:00', 'action/same_yes/trigger.001662', '{"match":4}');
INSERT INTO public.events VALUES (1020, 3, 'recognised', 'U0RUTH', '2026-11-30T13:20:03.422996+00:00', 'action/same_yes/trigger.001662/1020/known', '{"accounts":["x/7000000035"]}');
INSERT INTO public.events VALUES (1022, 6, 'recognised', 'U0RUTH', '2026-11-30T13:20:03.422996+00:00', 'action/same_yes/trigger.001662/1022/known', '{"accounts":["x/7000000033"]}');
INSERT INTO public.events VALUES (1023, 1, 'opened', 'x', '2026-11-30T13:20:04.073902+00:00', 'x/2127392130593718272', '{"mention":{"network":"x","native_id":"2127392130593718272","conversation":"2127392130593718272","author":{"handle":"rob2","name":"rob2","followers":120,"native_id":"7000000036"},"text":"@larkspur_help my bill again, number 2","url":"https://x.com/rob2/status/2127392130593718272","posted_at":"2026-11-30T13:20:03.625000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1023, 2, 'shown', 'baton', '2026-11-30T13:20:04.195259+00:00', '1023@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044804.171322","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044804171322","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1023, 4, 'same_person_proposed', 'U0AINO', '2026-11-30T13:20:04.431457+00:00', 'C0BILLING/1796044804.396993', '{"account":"x/7000000036","other":"x/7000000033","names":["rob2","rob"],"of_case":1020,"why":""}');
INSERT INTO public.events VALUES (1023, 7, 'same_person_undone', 'U0RUTH', '2026-11-30T13:20:04.907022+00:00', 'action/same_undo/trigger.001784', '{"match":4}');
INSERT INTO public.events VALUES (1022, 8, 'parted', 'U0RUTH', '2026-11-30T13:20:04.907022+00:00', 'action/same_undo/trigger.001784/1022/parted', '{"accounts":["x/7000000036"]}');
INSERT INTO public.events VALUES (1023, 8, 'parted', 'U0RUTH', '2026-11-30T13:20:04.907022+00:00', 'action/same_undo/trigger.001784/1023/parted', '{"accounts":["x/7000000033","x/7000000035"]}');
INSERT INTO public.events VALUES (1020, 5, 'parted', 'U0RUTH', '2026-11-30T13:20:04.907022+00:00', 'action/same_undo/trigger.001784/1020/parted', '{"accounts":["x/7000000036"]}');
INSERT INTO public.events VALUES (1024, 2, 'shown', 'baton', '2026-11-30T13:20:05.546651+00:00', '1024@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044805.528473","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044805528473","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1025, 2, 'shown', 'baton', '2026-11-30T13:20:07.093807+00:00', '1025@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044807.078057","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044807078057","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1025, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:07.224825+00:00', 'action/claim/trigger.001907', '{}');
INSERT INTO public.events VALUES (1025, 4, 'drafted', 'U0AINO', '2026-11-30T13:20:07.403052+00:00', 'view/V001932/reply/2f0b74ba057b1db3', '{"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1025.mx3apeq8.mjh5yymsjinsn77wt35trz2qeu","to":"2127392143524757504","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1029, 2, 'shown', 'baton', '2026-11-30T13:20:11.847567+00:00', '1029@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044811.556095","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044811556095","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1020, 1, 'opened', 'x', '2026-11-30T13:20:02.539280+00:00', 'x/2127392125921263616', '{"mention":{"network":"x","native_id":"2127392125921263616","conversation":"2127392125921263616","author":{"handle":"rob","name":"rob","followers":120,"native_id":"7000000033"},"text":"@larkspur_help my bill, first time","url":"https://x.com/rob/status/2127392125921263616","posted_at":"2026-11-30T13:20:02.511000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1021, 2, 'shown', 'baton', '2026-11-30T13:20:02.994024+00:00', '1021@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044802.988844","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044802988844","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1022, 1, 'opened', 'x', '2026-11-30T13:20:03.182529+00:00', 'x/2127392128572063744', '{"mention":{"network":"x","native_id":"2127392128572063744","conversation":"2127392128572063744","author":{"handle":"rob1","name":"rob1","followers":120,"native_id":"7000000035"},"text":"@larkspur_help my bill again, number 1","url":"https://x.com/rob1/status/2127392128572063744","posted_at":"2026-11-30T13:20:03.143000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1022, 2, 'shown', 'baton', '2026-11-30T13:20:03.214022+00:00', '1022@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044803.211361","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044803211361","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1022, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:03.272734+00:00', 'action/claim/trigger.001639', '{}');
INSERT INTO public.events VALUES (1023, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:04.307482+00:00', 'action/claim/trigger.001711', '{}');
INSERT INTO public.events VALUES (1023, 5, 'same_person', 'U0RUTH', '2026-11-30T13:20:04.556106+00:00', 'action/same_yes/trigger.001734', '{"match":4}');
INSERT INTO public.events VALUES (1020, 4, 'recognised', 'U0RUTH', '2026-11-30T13:20:04.556106+00:00', 'action/same_yes/trigger.001734/1020/known', '{"accounts":["x/7000000036"]}');
INSERT INTO public.events VALUES (1022, 7, 'recognised', 'U0RUTH', '2026-11-30T13:20:04.556106+00:00', 'action/same_yes/trigger.001734/1022/known', '{"accounts":["x/7000000036"]}');
INSERT INTO public.events VALUES (1023, 6, 'recognised', 'U0RUTH', '2026-11-30T13:20:04.556106+00:00', 'action/same_yes/trigger.001734/1023/known', '{"accounts":["x/7000000033","x/7000000035"]}');
INSERT INTO public.events VALUES (1024, 1, 'opened', 'x', '2026-11-30T13:20:05.340300+00:00', 'x/2127392136952283136', '{"mention":{"network":"x","native_id":"2127392136952283136","conversation":"2127392136952283136","author":{"handle":"rob3","name":"rob3","followers":120,"native_id":"7000000037"},"text":"@larkspur_help my bill again, number 3","url":"https://x.com/rob3/status/2127392136952283136","posted_at":"2026-11-30T13:20:05.141000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1024, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:05.698665+00:00', 'action/claim/trigger.001849', '{}');
INSERT INTO public.events VALUES (1024, 4, 'same_person_proposed', 'U0AINO', '2026-11-30T13:20:05.877972+00:00', 'C0BILLING/1796044805.828126', '{"account":"x/7000000037","other":"x/7000000033","names":["rob3","rob"],"of_case":1020,"why":""}');
INSERT INTO public.events VALUES (1024, 5, 'not_same_person', 'U0RUTH', '2026-11-30T13:20:06.144622+00:00', 'action/same_no/trigger.001872', '{"match":4}');
INSERT INTO public.events VALUES (1025, 1, 'opened', 'x', '2026-11-30T13:20:06.976123+00:00', 'x/2127392143524757504', '{"mention":{"network":"x","native_id":"2127392143524757504","conversation":"2127392143524757504","author":{"handle":"sam","name":"sam","followers":120,"native_id":"7000000038"},"text":"@larkspur_help my bill has a secret of sam","url":"https://x.com/sam/status/2127392143524757504","posted_at":"2026-11-30T13:20:06.708000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1025, 5, 'sending', 'U0AINO', '2026-11-30T13:20:07.428969+00:00', 'view/V001940/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1025.mx3apeq8.mjh5yymsjinsn77wt35trz2qeu","to":"2127392143524757504","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1025, 6, 'sent', 'baton', '2026-11-30T13:20:07.490146+00:00', '1025@x/5/reply', '{"reply":5,"native_id":"2127392146800508928","url":"https://x.com/larkspur_help/status/2127392146800508928"}');
INSERT INTO public.events VALUES (1026, 2, 'shown', 'baton', '2026-11-30T13:20:08.176526+00:00', '1026@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044808.160226","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044808160226","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1026, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:08.343485+00:00', 'action/claim/trigger.002024', '{}');
INSERT INTO public.events VALUES (1026, 5, 'sending', 'U0AINO', '2026-11-30T13:20:08.443283+00:00', 'view/V002057/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1026.mx3apfir.qz2ruzhtjjjnolyd6r76lhgye4","to":"2127392149015101440","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1026, 6, 'sent', 'baton', '2026-11-30T13:20:08.523557+00:00', '1026@x/5/reply', '{"reply":5,"native_id":"2127392151133224960","url":"https://x.com/larkspur_help/status/2127392151133224960"}');
INSERT INTO public.events VALUES (1026, 7, 'joined', 'page', '2026-11-30T13:20:08.734933+00:00', 'page/1026-kd57y5nvyxohjqbammgrevh76i-2f8a78e8c162c66d', '{"mention":{"network":"page","native_id":"1026-kd57y5nvyxohjqbammgrevh76i-2f8a78e8c162c66d","conversation":"1026-kd57y5nvyxohjqbammgrevh76i","author":{"handle":"tess","name":"tess","native_id":"1026-kd57y5nvyxohjqbammgrevh76i"},"text":"My number is tess-4711.","url":"","posted_at":"2026-11-30T13:19:48.734885Z","may_reply":{"answer":"yes"},"private":true,"case":1026,"to_account":"our private page","link_made_at":"2026-11-30T13:20:08.403000Z","unverified":true}}');
INSERT INTO public.events VALUES (1026, 8, 'sender_accepted', 'U0AINO', '2026-11-30T13:20:08.819299+00:00', 'action/accept_sender/trigger.002120', '{"account":"page/1026-kd57y5nvyxohjqbammgrevh76i","shown":[7]}');
INSERT INTO public.events VALUES (1026, 9, 'sender_undone', 'U0AINO', '2026-11-30T13:20:08.937972+00:00', 'action/undo_sender/trigger.002142', '{"account":"page/1026-kd57y5nvyxohjqbammgrevh76i","shown":[7]}');
INSERT INTO public.events VALUES (1027, 1, 'opened', 'x', '2026-11-30T13:20:09.385593+00:00', 'x/2127392154694189056', '{"mention":{"network":"x","native_id":"2127392154694189056","conversation":"2127392154694189056","author":{"handle":"vic","name":"vic","followers":120,"native_id":"7000000040"},"text":"@larkspur_help my bill is vic''s","url":"https://x.com/vic/status/2127392154694189056","posted_at":"2026-11-30T13:20:09.371000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1027, 2, 'shown', 'baton', '2026-11-30T13:20:09.412345+00:00', '1027@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796044809.403407","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044809403407","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1027, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:09.549568+00:00', 'action/claim/trigger.002198', '{}');
INSERT INTO public.events VALUES (1025, 7, 'joined', 'page', '2026-11-30T13:20:07.620118+00:00', 'page/1025-5tjmunzvfrzrvsk3unfo7yu5ei-7bffff104fb84f29', '{"mention":{"network":"page","native_id":"1025-5tjmunzvfrzrvsk3unfo7yu5ei-7bffff104fb84f29","conversation":"1025-5tjmunzvfrzrvsk3unfo7yu5ei","author":{"handle":"sam","name":"sam","native_id":"1025-5tjmunzvfrzrvsk3unfo7yu5ei"},"text":"My number is sam-4711.","url":"","posted_at":"2026-11-30T13:19:47.620077Z","may_reply":{"answer":"yes"},"private":true,"case":1025,"to_account":"our private page","link_made_at":"2026-11-30T13:20:07.376000Z","unverified":true}}');
INSERT INTO public.events VALUES (1025, 8, 'sender_accepted', 'U0AINO', '2026-11-30T13:20:07.844968+00:00', 'action/accept_sender/trigger.001988', '{"account":"page/1025-5tjmunzvfrzrvsk3unfo7yu5ei","shown":[7]}');
INSERT INTO public.events VALUES (1026, 1, 'opened', 'x', '2026-11-30T13:20:08.070752+00:00', 'x/2127392149015101440', '{"mention":{"network":"x","native_id":"2127392149015101440","conversation":"2127392149015101440","author":{"handle":"tess","name":"tess","followers":120,"native_id":"7000000039"},"text":"@larkspur_help my bill has a secret of tess","url":"https://x.com/tess/status/2127392149015101440","posted_at":"2026-11-30T13:20:08.017000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1026, 4, 'drafted', 'U0AINO', '2026-11-30T13:20:08.417117+00:00', 'view/V002049/reply/afff4b92868a087a', '{"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1026.mx3apfir.qz2ruzhtjjjnolyd6r76lhgye4","to":"2127392149015101440","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1026, 10, 'links_revoked', 'U0AINO', '2026-11-30T13:20:08.973081+00:00', 'action/revoke_links/trigger.002144', '{}');
INSERT INTO public.events VALUES (1028, 4, 'withdrawn', 'x', '2026-11-30T13:20:10.667960+00:00', 'x/2127392156002811904/withdrawn', '{"network":"x","native_id":"2127392156002811904","quoted_in":[],"struck":[]}');
INSERT INTO public.events VALUES (1028, 1, 'opened', 'x', '2026-11-30T13:20:09.776794+00:00', 'x/2127392156002811904', '{"mention":{"network":"x","native_id":"2127392156002811904","conversation":"2127392156002811904","author":{"handle":"","name":"","native_id":"7000000041"},"text":"","url":"","posted_at":"2026-11-30T13:20:09.683000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1029, 1, 'opened', 'x', '2026-11-30T13:20:11.424336+00:00', 'x/2127392161992278016', '{"mention":{"network":"x","native_id":"2127392161992278016","conversation":"2127392161992278016","author":{"handle":"xia","name":"xia","followers":120,"native_id":"7000000042"},"text":"@larkspur_help my bill is long","url":"https://x.com/xia/status/2127392161992278016","posted_at":"2026-11-30T13:20:11.111000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO public.events VALUES (1029, 3, 'claimed', 'U0AINO', '2026-11-30T13:20:12.160285+00:00', 'action/claim/trigger.002287', '{}');
INSERT INTO public.events VALUES (1029, 4, 'hidden', 'x', '2026-11-30T13:20:12.282832+00:00', 'hide 1796044811.556095', '{"network":"x","native_id":"2127392161992278016","why":"its author is protected now","shows_words":false}');
INSERT INTO public.events VALUES (1029, 6, 'longer', 'x', '2026-11-30T13:20:12.950639+00:00', 'record_longer 1796044811.556095', '{}');
INSERT INTO public.events VALUES (1030, 1, 'opened', 'x', '2026-11-30T13:20:13.133422+00:00', 'x/2127392170372497408', '{"mention":{"network":"x","native_id":"2127392170372497408","conversation":"2127392170372497408","author":{"handle":"yan","name":"yan","followers":120,"native_id":"7000000043"},"text":"@larkspur_help an outage in Elm Street","url":"https://x.com/yan/status/2127392170372497408","posted_at":"2026-11-30T13:20:13.109000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"origin":null}');
INSERT INTO public.events VALUES (1030, 3, 'assigned', 'baton', '2026-11-30T13:20:13.255584+00:00', 'assign/outage/1030/1', '{"to":"U0FEMI","until":"2026-11-30T13:30:13.255584+00:00","anew":false}');
INSERT INTO public.events VALUES (1030, 4, 'accepted', 'U0FEMI', '2026-11-30T13:20:14.347035+00:00', 'action/claim/trigger.002442', '{"assignment":3}');
INSERT INTO public.events VALUES (1031, 5, 'assigned', 'baton', '2026-11-30T13:31:14.818268+00:00', 'assign/outage/1031/4', '{"to":"U0FEMI","until":"2026-11-30T13:41:14.818268+00:00","anew":false}');
INSERT INTO public.events VALUES (1032, 2, 'shown', 'baton', '2026-11-30T13:31:15.283613+00:00', '1032@slack/1/show', '{"thread":{"channel":"C0SERVICE","ts":"1796045475.273970","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796045475273970","name":"#service"},"drawn":1}');
INSERT INTO public.events VALUES (1032, 4, 'warned', 'baton', '2026-11-30T14:25:15.615641+00:00', '1032@clock/first_response/1/80', '{"clock":"first_response","rung":80,"away":false}');
INSERT INTO public.events VALUES (1032, 5, 'warned', 'baton', '2026-11-30T14:25:15.615641+00:00', '1032@clock/claim/1/100', '{"clock":"claim","rung":100,"away":false}');
INSERT INTO public.events VALUES (1001, 3, 'warned', 'baton', '2026-11-30T14:25:15.651492+00:00', '1001@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1002, 4, 'warned', 'baton', '2026-11-30T14:25:15.658845+00:00', '1002@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1003, 9, 'warned', 'baton', '2026-11-30T14:25:15.713200+00:00', '1003@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1006, 7, 'warned', 'baton', '2026-11-30T14:25:15.749042+00:00', '1006@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1007, 7, 'warned', 'baton', '2026-11-30T14:25:15.763270+00:00', '1007@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1009, 9, 'warned', 'baton', '2026-11-30T14:25:15.788471+00:00', '1009@clock/first_response/8/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1011, 8, 'warned', 'baton', '2026-11-30T14:25:15.809755+00:00', '1011@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1012, 12, 'warned', 'baton', '2026-11-30T14:25:15.821558+00:00', '1012@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1018, 5, 'warned', 'baton', '2026-11-30T14:25:15.921116+00:00', '1018@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1019, 7, 'warned', 'baton', '2026-11-30T14:25:15.928354+00:00', '1019@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1022, 9, 'warned', 'baton', '2026-11-30T14:25:16.018717+00:00', '1022@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1031, 7, 'assigned', 'baton', '2026-11-30T14:25:17.712901+00:00', 'assign/outage/1031/6', '{"to":"U0RUTH","until":"2026-11-30T14:35:17.712901+00:00","anew":true}');
INSERT INTO public.events VALUES (1001, 4, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/3', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1034, 6, 'unstuck', 'U0AINO', '2026-11-30T14:25:26.121358+00:00', 'action/unstick/trigger.003371', '{}');
INSERT INTO public.events VALUES (1029, 7, 'answered_elsewhere', 'U0AINO', '2026-11-30T13:20:13.023952+00:00', 'command/trigger.002354', '{"because":"by phone"}');
INSERT INTO public.events VALUES (1030, 2, 'shown', 'baton', '2026-11-30T13:20:13.243960+00:00', '1030@slack/1/show', '{"thread":{"channel":"C0OUTAGE","ts":"1796044813.196013","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044813196013","name":"#outage"},"drawn":1}');
INSERT INTO public.events VALUES (1031, 1, 'opened', 'x', '2026-11-30T13:20:13.741376+00:00', 'x/2127392172389957632', '{"mention":{"network":"x","native_id":"2127392172389957632","conversation":"2127392172389957632","author":{"handle":"zoe","name":"zoe","followers":120,"native_id":"7000000044"},"text":"@larkspur_help an outage in Oak Street","url":"https://x.com/zoe/status/2127392172389957632","posted_at":"2026-11-30T13:20:13.590000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"origin":null}');
INSERT INTO public.events VALUES (1031, 2, 'shown', 'baton', '2026-11-30T13:20:13.956261+00:00', '1031@slack/1/show', '{"thread":{"channel":"C0OUTAGE","ts":"1796044813.889134","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044813889134","name":"#outage"},"drawn":1}');
INSERT INTO public.events VALUES (1031, 3, 'assigned', 'baton', '2026-11-30T13:20:14.046622+00:00', 'assign/outage/1031/1', '{"to":"U0RUTH","until":"2026-11-30T13:30:14.046622+00:00","anew":false}');
INSERT INTO public.events VALUES (1011, 6, 'warned', 'baton', '2026-11-30T13:31:14.646069+00:00', '1011@clock/claim/5/50', '{"clock":"claim","rung":50,"away":false}');
INSERT INTO public.events VALUES (1031, 4, 'unassigned', 'baton', '2026-11-30T13:31:14.687829+00:00', '1031@assignment/3/0/take_back', '{"assignment":3,"to":"U0RUTH"}');
INSERT INTO public.events VALUES (1032, 1, 'opened', 'x', '2026-11-30T13:31:15.190920+00:00', 'x/2127392178853380096', '{"mention":{"network":"x","native_id":"2127392178853380096","conversation":"2127392178853380096","author":{"handle":"abe","name":"abe","followers":120,"native_id":"7000000045"},"text":"@larkspur_help my router is slow to claim","url":"https://x.com/abe/status/2127392178853380096","posted_at":"2026-11-30T13:31:15.131000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":3600,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"origin":null}');
INSERT INTO public.events VALUES (1011, 7, 'warned', 'baton', '2026-11-30T13:45:15.414317+00:00', '1011@clock/claim/5/100', '{"clock":"claim","rung":100,"away":false}');
INSERT INTO public.events VALUES (1013, 6, 'warned', 'baton', '2026-11-30T13:45:15.497225+00:00', '1013@clock/hand_off/4/80', '{"clock":"hand_off","rung":80,"away":false}');
INSERT INTO public.events VALUES (1032, 3, 'warned', 'baton', '2026-11-30T13:45:15.509616+00:00', '1032@clock/claim/1/80', '{"clock":"claim","rung":80,"away":false}');
INSERT INTO public.events VALUES (1005, 7, 'warned', 'baton', '2026-11-30T14:25:15.734178+00:00', '1005@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1013, 7, 'warned', 'baton', '2026-11-30T14:25:15.828142+00:00', '1013@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1013, 8, 'warned', 'baton', '2026-11-30T14:25:15.828142+00:00', '1013@clock/hand_off/4/100', '{"clock":"hand_off","rung":100,"away":false}');
INSERT INTO public.events VALUES (1014, 5, 'warned', 'baton', '2026-11-30T14:25:15.841815+00:00', '1014@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1015, 6, 'warned', 'baton', '2026-11-30T14:25:15.856992+00:00', '1015@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1020, 6, 'warned', 'baton', '2026-11-30T14:25:15.942304+00:00', '1020@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1021, 5, 'warned', 'baton', '2026-11-30T14:25:15.983384+00:00', '1021@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1023, 9, 'warned', 'baton', '2026-11-30T14:25:16.043094+00:00', '1023@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1024, 6, 'warned', 'baton', '2026-11-30T14:25:16.105501+00:00', '1024@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1027, 5, 'warned', 'baton', '2026-11-30T14:25:16.218645+00:00', '1027@clock/first_response/1/100', '{"clock":"first_response","rung":100,"away":false}');
INSERT INTO public.events VALUES (1031, 6, 'unassigned', 'baton', '2026-11-30T14:25:17.609063+00:00', '1031@assignment/5/0/take_back', '{"assignment":5,"to":"U0FEMI"}');
INSERT INTO public.events VALUES (1011, 9, 'retimed', 'baton', '2026-11-30T14:25:21.765767+00:00', 'retime/service/0/retime/8', '{"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]}}');
INSERT INTO public.events VALUES (1013, 9, 'retimed', 'baton', '2026-11-30T14:25:21.765767+00:00', 'retime/service/0/retime/8', '{"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1032, 6, 'retimed', 'baton', '2026-11-30T14:25:21.765767+00:00', 'retime/service/0/retime/5', '{"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]}}');
INSERT INTO public.events VALUES (1033, 1, 'opened', 'x', '2026-11-30T14:25:24.620263+00:00', 'x/2127392218489552896', '{"mention":{"network":"x","native_id":"2127392218489552896","conversation":"2127392218489552896","author":{"handle":"bea","name":"bea","followers":120,"native_id":"7000000047"},"text":"@larkspur_help a journalist asks about tariffs","url":"https://x.com/bea/status/2127392218489552896","posted_at":"2026-11-30T14:25:24.581000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"press","channel":"#press","notify":["@marketing"],"priority":2,"tags":[],"first_response":28800,"why":"press","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO public.events VALUES (1033, 2, 'shown', 'baton', '2026-11-30T14:25:24.640406+00:00', '1033@slack/1/show', '{"thread":{"channel":"C0PRESS","ts":"1796048724.636950","url":"https://larkspur.slack.com/archives/C0PRESS/p1796048724636950","name":"#press"},"drawn":1}');
INSERT INTO public.events VALUES (1033, 3, 'channel_changed', 'baton', '2026-11-30T14:25:24.885671+00:00', 'channel/C0PRESS/C0PRESSSHARED/0/follow_channel', '{"old":"C0PRESS","new":"C0PRESSSHARED"}');
INSERT INTO public.events VALUES (1034, 1, 'opened', 'x', '2026-11-30T14:25:25.100264+00:00', 'x/2127392220108554240', '{"mention":{"network":"x","native_id":"2127392220108554240","conversation":"2127392220108554240","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help my bill is stuck","url":"https://x.com/dora/status/2127392220108554240","posted_at":"2026-11-30T14:25:24.967000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO public.events VALUES (1034, 3, 'claimed', 'U0AINO', '2026-11-30T14:25:25.468300+00:00', 'action/claim/trigger.003337', '{}');
INSERT INTO public.events VALUES (1034, 5, 'stuck', 'baton', '2026-11-30T14:25:25.871070+00:00', '1034@slack/4/say/buried/2026-11-30T14:25:25.871089+00:00', '{"job":"1034@slack/4/say","why":"Slack refused: invalid_blocks."}');
INSERT INTO public.events VALUES (1002, 5, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/4', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1003, 10, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/9', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1004, 7, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/6', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1005, 8, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/7', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1006, 8, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/7', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1007, 8, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/7', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1008, 10, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/9', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1009, 10, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/9', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1010, 12, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/11', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1012, 13, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/12', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1014, 6, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/5', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1015, 7, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/6', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1017, 6, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/5', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1018, 6, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/5', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1019, 8, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/7', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1020, 7, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/6', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1021, 6, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/5', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1022, 10, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/9', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1023, 10, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/9', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1024, 7, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/6', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1025, 9, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/8', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1026, 11, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/10', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1027, 6, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/5', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1028, 5, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/4', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1029, 8, 'retimed', 'baton', '2026-11-30T14:25:21.655177+00:00', 'retime/billing/0/retime/7', '{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO public.events VALUES (1034, 2, 'shown', 'baton', '2026-11-30T14:25:25.322556+00:00', '1034@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796048725.317848","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048725317848","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1034, 4, 'joined', 'x', '2026-11-30T14:25:25.709145+00:00', 'x/2127392222662885376', '{"mention":{"network":"x","native_id":"2127392222662885376","conversation":"2127392222662885376","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help hello?","url":"https://x.com/dora/status/2127392222662885376","posted_at":"2026-11-30T14:25:25.576000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO public.events VALUES (1034, 8, 'stuck', 'baton', '2026-11-30T14:25:26.811399+00:00', '1034@slack/7/say/buried/2026-11-30T14:25:26.811411+00:00', '{"job":"1034@slack/7/say","why":"Slack refused: invalid_blocks."}');
INSERT INTO public.events VALUES (1034, 7, 'joined', 'x', '2026-11-30T14:25:26.553739+00:00', 'x/2127392226056077312', '{"mention":{"network":"x","native_id":"2127392226056077312","conversation":"2127392226056077312","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help anybody there?","url":"https://x.com/dora/status/2127392226056077312","posted_at":"2026-11-30T14:25:26.385000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO public.events VALUES (1008, 11, 'redrafted', 'U0AINO', '2026-11-30T14:25:27.292446+00:00', 'C0BILLING/1796048727.202072', '{"text":"Sorry again, Gia!","to":"1576950728176435211-1576950750750179328","network":"discord","corrects":5}');
INSERT INTO public.events VALUES (1035, 1, 'opened', 'x', '2026-11-30T14:25:27.514888+00:00', 'x/2127392230288130048', '{"mention":{"network":"x","native_id":"2127392230288130048","conversation":"2127392230288130048","author":{"handle":"finn","name":"finn","followers":120,"native_id":"7000000049"},"text":"@larkspur_help my bill waits for its answer","url":"https://x.com/finn/status/2127392230288130048","posted_at":"2026-11-30T14:25:27.394000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO public.events VALUES (1035, 3, 'claimed', 'U0AINO', '2026-11-30T14:25:27.853319+00:00', 'action/claim/trigger.003530', '{}');
INSERT INTO public.events VALUES (1035, 5, 'sending', 'U0AINO', '2026-11-30T14:25:28.031890+00:00', 'view/V003557/confirm_reply/ac217e498fe38ae6', '{"draft":4,"text":"Sorry Finn, it goes back today.","to":"2127392230288130048","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1035, 6, 'delayed', 'baton', '2026-11-30T14:25:28.093457+00:00', '1035@x/5/reply/delayed/2026-11-30T15:25:28.000075+00:00', '{"reply":5,"until":"2026-11-30T15:25:28.000075+00:00","why":"X asks us to wait: our limit of calls is used up."}');
INSERT INTO public.events VALUES (1036, 2, 'shown', 'baton', '2026-11-30T14:25:28.481570+00:00', '1036@slack/1/show', '{"thread":{"channel":"C0SOCIAL","ts":"1796048728.448609","url":"https://larkspur.slack.com/archives/C0SOCIAL/p1796048728448609","name":"#social"},"drawn":1}');
INSERT INTO public.events VALUES (1036, 3, 'joined', 'x', '2026-11-30T14:25:28.843970+00:00', 'x/2127392235241603072', '{"mention":{"network":"x","native_id":"2127392235241603072","conversation":"2127392235241603072","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help The card of this case waits for its channel","url":"https://x.com/gus/status/2127392235241603072","posted_at":"2026-11-30T14:25:28.575000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO public.events VALUES (1002, 6, 'joined', 'x', '2026-11-30T14:25:29.077779+00:00', 'x/2127392237280034816', '{"mention":{"network":"x","native_id":"2127392237280034816","conversation":"2127392237280034816","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill still has the lamp","url":"https://x.com/ana/status/2127392237280034816","posted_at":"2026-11-30T14:25:29.061000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO public.events VALUES (1037, 1, 'opened', 'x', '2026-11-30T14:25:29.077779+00:00', 'x/2127392237271646208', '{"mention":{"network":"x","native_id":"2127392237271646208","conversation":"2127392237271646208","author":{"handle":"ivy","name":"ivy","followers":120,"native_id":"7000000051"},"text":"@larkspur_help my bill: This card waits in the file","url":"https://x.com/ivy/status/2127392237271646208","posted_at":"2026-11-30T14:25:29.059000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO public.events VALUES (1021, 7, 'drafted', 'U0AINO', '2026-11-30T14:25:29.185660+00:00', 'command/trigger.003614', '{"text":"This reply waits in the file.","to":"2127392127225692160","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1008, 12, 'redrafted', 'U0AINO', '2026-11-30T14:25:29.369967+00:00', 'view/V003624/correct/53d3b9e3c2da781a', '{"text":"Sorry, and thanks!","to":"1576950728176435211-1576950750750179328","network":"discord","corrects":5}');
INSERT INTO public.events VALUES (1029, 9, 'noted', 'U0AINO', '2026-11-30T14:25:27.097036+00:00', 'C0BILLING/1796048726.994026', '{"channel":"C0BILLING","ts":"1796048726.994026","text":"A note, so that the thread is open."}');
INSERT INTO public.events VALUES (1029, 10, 'drafted', 'U0AINO', '2026-11-30T14:25:27.106619+00:00', 'C0BILLING/1796048726.996581', '{"text":"It goes back today.","to":"2127392161992278016","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1035, 2, 'shown', 'baton', '2026-11-30T14:25:27.790162+00:00', '1035@slack/1/show', '{"thread":{"channel":"C0BILLING","ts":"1796048727.760055","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048727760055","name":"#billing"},"drawn":1}');
INSERT INTO public.events VALUES (1035, 4, 'drafted', 'U0AINO', '2026-11-30T14:25:28.015044+00:00', 'view/V003549/reply/d944c6b069910c7a', '{"text":"Sorry Finn, it goes back today.","to":"2127392230288130048","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1036, 1, 'opened', 'x', '2026-11-30T14:25:28.271546+00:00', 'x/2127392233412886528', '{"mention":{"network":"x","native_id":"2127392233412886528","conversation":"2127392233412886528","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help hello from Mill Lane","url":"https://x.com/gus/status/2127392233412886528","posted_at":"2026-11-30T14:25:28.140000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"marketing","channel":"#social","notify":[],"priority":2,"tags":[],"first_response":28800,"why":"default","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO public.events VALUES (1021, 8, 'sending', 'U0AINO', '2026-11-30T14:25:29.215470+00:00', 'view/V003615/confirm_reply/ac217e498fe38ae6', '{"draft":7,"text":"This reply waits in the file.","to":"2127392127225692160","network":"x","cost":10000,"over_budget":false}');
INSERT INTO public.events VALUES (1008, 13, 'correcting', 'U0AINO', '2026-11-30T14:25:29.412932+00:00', 'view/V003631/confirm_correct/ac217e498fe38ae6', '{"reply":5,"draft":12,"text":"Sorry, and thanks!"}');
INSERT INTO public.events VALUES (1004, 8, 'deleting', 'U0AINO', '2026-11-30T14:25:29.450761+00:00', 'action/delete_reply/trigger.003639', '{"reply":5}');
INSERT INTO public.gates VALUES ('slack:#social', '2026-11-30T14:25:28.560866+00:00', 1);
INSERT INTO public.gates VALUES ('slack-update', '2026-11-30T14:25:27.954929+00:00', 1);
INSERT INTO public.gates VALUES ('slack:*', '2026-11-30T14:25:28.065387+00:00', 1);
INSERT INTO public.gates VALUES ('slack:#press', '2026-11-30T14:25:24.697297+00:00', 1);
INSERT INTO public.gates VALUES ('slack:#service', '2026-11-30T14:25:17.187296+00:00', 1);
INSERT INTO public.gates VALUES ('slack:#baton-alerts', '2026-11-30T14:25:26.892724+00:00', 1);
INSERT INTO public.gates VALUES ('slack:#outage', '2026-11-30T14:25:17.903942+00:00', 1);
INSERT INTO public.gates VALUES ('discord-reply', '2026-11-30T13:19:45.539601+00:00', 1);
INSERT INTO public.gates VALUES ('slack:#billing', '2026-11-30T14:25:28.133763+00:00', 1);
INSERT INTO public.gates VALUES ('x-reply', '2026-11-30T14:25:29.115004+00:00', 1);
INSERT INTO public.holds VALUES ('slack:C0SOCIAL', '2026-11-30T14:25:29.010174+00:00', 'Baton is not in the channel. Invite it there with /invite @Baton.', '2026-11-30T14:25:29.010174+00:00', NULL, 1);
INSERT INTO public.idempotency_keys VALUES ('command/trigger.002871', '2026-11-30T14:25:21.616096+00:00', '', 0);
INSERT INTO public.idempotency_keys VALUES ('command/trigger.002873', '2026-11-30T14:25:21.642642+00:00', '', 0);
INSERT INTO public.idempotency_keys VALUES ('command/trigger.003642', '2026-11-30T14:25:29.480814+00:00', '', 0);
INSERT INTO public.jobs VALUES ('sweep/marketing', 0, 'sweep', 'sweep/marketing/0/sweep', '', 3, '2026-12-01T09:00:00.000000+00:00', '{"team":"marketing"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('sweep/outage', 0, 'sweep', 'sweep/outage/0/sweep', '', 3, '2026-12-01T09:00:00.000000+00:00', '{"team":"outage"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('sweep/press', 0, 'sweep', 'sweep/press/0/sweep', '', 3, '2026-12-01T09:00:00.000000+00:00', '{"team":"press"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('sweep/service', 0, 'sweep', 'sweep/service/0/sweep', '', 3, '2026-12-01T09:00:00.000000+00:00', '{"team":"service"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('review/discord', 0, 'review', 'review/discord/0/review', '', 3, '2026-12-01T01:19:12.679248+00:00', '{"network":"discord"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1014@snooze/4', 0, 'wake', '1014@snooze/4/0/wake', '', 2, '2026-11-30T15:19:59.708155+00:00', '{"case":1014,"event":4}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1015@snooze/4', 0, 'wake', '1015@snooze/4/0/wake', '', 2, '2026-11-30T15:20:00.034168+00:00', '{"case":1015,"event":4}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('review/x', 0, 'review', 'review/x/0/review', '', 3, '2026-12-01T12:20:10.537052+00:00', '{"network":"x"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('watch/discord/mentions', 0, 'look', 'watch/discord/mentions/0/look', '', 1, '2026-11-30T14:26:15.651093+00:00', '{"network":"discord","source":"mentions"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('watch/discord/1576950728176435211', 0, 'look', 'watch/discord/1576950728176435211/0/look', '', 1, '2026-11-30T14:26:15.644940+00:00', '{"network":"discord","source":"1576950728176435211"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1031@assignment/7', 0, 'take_back', '1031@assignment/7/0/take_back', '', 2, '2026-11-30T14:35:17.712901+00:00', '{"case":1031,"event":7}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1030@clock', 0, 'tick', '1030@clock/0/tick', '', 1, '2026-11-30T17:20:13.109000+00:00', '{"case":1030}', 0, 5, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1031@clock', 0, 'tick', '1031@clock/0/tick', '', 1, '2026-11-30T17:20:13.590000+00:00', '{"case":1031}', 0, 5, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1032@clock', 0, 'tick', '1032@clock/0/tick', '', 1, '2026-11-30T14:31:15.131000+00:00', '{"case":1032}', 0, 5, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('watch/x/mentions', 0, 'look', 'watch/x/mentions/0/look', '', 1, '2026-11-30T14:25:29.066750+00:00', '{"network":"x","source":"mentions"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('recheck/x', 0, 'recheck', 'recheck/x/0/recheck', '', 3, '2026-11-30T14:25:29.512588+00:00', '{"network":"x"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('retime/billing', 0, 'retime', 'retime/billing/0/retime', '', 2, '2026-11-30T14:25:29.512588+00:00', '{"team":"billing","version":"a50b8e718fcf"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('sample/#social/1796048719.816807/1', 0, 'resample', 'sample/#social/1796048719.816807/1/0/resample', 'slack-update', 3, '2026-11-30T14:25:29.512588+00:00', '{"place":"#social/1796048719.816807/1"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('sample', 0, 'sample', 'sample/0/sample', '', 3, '2026-12-07T09:00:00.000000+00:00', '{}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('sweep/billing', 0, 'sweep', 'sweep/billing/0/sweep', '', 3, '2026-11-30T09:00:00.000000+00:00', '{"team":"billing"}', 0, 2, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('tell/old', 0, 'tell', 'tell/old/0/tell', '', 1, '2026-11-30T14:25:29.512588+00:00', '{"channel":"C0BILLING","user":"U0AINO","text":"This was to be shown to you."}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('watch/x/search', 0, 'look', 'watch/x/search/0/look', '', 1, '2026-11-30T14:25:29.118693+00:00', '{"network":"x","source":"search"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1033@clock', 0, 'tick', '1033@clock/0/tick', '', 1, '2026-11-30T18:25:24.581000+00:00', '{"case":1033}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1034@clock', 0, 'tick', '1034@clock/0/tick', '', 1, '2026-11-30T15:10:24.967000+00:00', '{"case":1034}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1034@slack', 7, 'say', '1034@slack/7/say', 'slack:#billing', 0, '2026-11-30T14:25:26.553739+00:00', '{"case":1034,"event":7}', 1, 1, NULL, NULL, 1, 'Slack refused: invalid_blocks.', 0, NULL);
INSERT INTO public.jobs VALUES ('1035@x', 5, 'reply', '1035@x/5/reply', 'x-reply', 0, '2026-11-30T15:25:28.000075+00:00', '{"case":1035,"event":5}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1035@clock', 0, 'tick', '1035@clock/0/tick', '', 1, '2026-11-30T15:10:27.394000+00:00', '{"case":1035}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1036@slack', 3, 'say', '1036@slack/3/say', 'slack:#social', 2, '2026-11-30T15:25:29.010174+00:00', '{"case":1036,"event":3}', 1, 1, NULL, NULL, 2, 'Baton is not in the channel. Invite it there with /invite @Baton.', 1, 'slack:C0SOCIAL');
INSERT INTO public.jobs VALUES ('1002@card', 0, 'redraw', '1002@card/0/redraw', 'slack-update', 5, '2026-11-30T14:25:29.077779+00:00', '{"case":1002}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1002@slack', 6, 'say', '1002@slack/6/say', 'slack:#billing', 2, '2026-11-30T14:25:29.077779+00:00', '{"case":1002,"event":6}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1037@clock', 0, 'tick', '1037@clock/0/tick', '', 1, '2026-11-30T15:10:29.059000+00:00', '{"case":1037}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1037@slack', 1, 'show', '1037@slack/1/show', 'slack:#billing', 2, '2026-11-30T14:25:29.077779+00:00', '{"case":1037,"event":1}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('fetch/command/trigger.003642', 0, 'fetch', 'fetch/command/trigger.003642/0/fetch', 'x-fetch', 1, '2026-11-30T14:25:29.480801+00:00', '{"network":"x","native_id":"2127392238999699456","team":"service","reason":"please look at 2127392237271646208","by":"U0MIRA","channel":"C0SOCIAL","request":"command/trigger.003642","url":"https://x.com/jo/status/2127392238999699456"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('preview/d1', 0, 'preview', 'preview/d1/0/preview', '', 0, '2026-11-30T14:25:29.507549+00:00', '{"draft":"d1"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('tell/unreadable', 0, 'tell', 'tell/unreadable/0/tell', '', 1, '2026-11-30T14:25:29.614801+00:00', '{', 0, 1, NULL, NULL, 3, 'no JSON', 0, NULL);
INSERT INTO public.jobs VALUES ('channel/C0PRESS/C0PRESSSHARED', 1, 'follow_channel', 'channel/C0PRESS/C0PRESSSHARED/1/follow_channel', '', 0, '2026-11-30T14:27:24.716534+00:00', '{"old":"C0PRESS","new":"C0PRESSSHARED"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1036@clock', 0, 'tick', '1036@clock/0/tick', '', 1, '2026-11-30T18:25:28.140000+00:00', '{"case":1036}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1027@slack', 4, 'retell', '1027@slack/4/retell', 'slack-update', 0, '2026-11-30T13:20:10.215360+00:00', '{"case":1027,"event":4}', 1, 1, '2026-11-30T14:25:30.614801+00:00', NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('alert/channel/slack:C0SOCIAL/2026-11-30', 0, 'alert', 'alert/channel/slack:C0SOCIAL/2026-11-30/0/alert', 'slack:#baton-alerts', 0, '2026-11-30T14:25:29.018165+00:00', '{"text":"Baton cannot post in <#C0SOCIAL>: Baton is not in the channel. Invite it there with /invite @Baton. Messages for that channel are on hold."}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1021@card', 0, 'redraw', '1021@card/0/redraw', 'slack-update', 3, '2026-11-30T14:25:29.215470+00:00', '{"case":1021}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1021@slack', 8, 'say', '1021@slack/8/say', 'slack:#billing', 0, '2026-11-30T14:25:29.215470+00:00', '{"case":1021,"event":8}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1021@x', 8, 'reply', '1021@x/8/reply', 'x-reply', 0, '2026-11-30T14:25:29.215470+00:00', '{"case":1021,"event":8}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1008@discord', 13, 'correct', '1008@discord/13/correct', 'discord-reply', 0, '2026-11-30T14:25:29.412932+00:00', '{"case":1008,"event":13}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1008@slack', 13, 'say_again', '1008@slack/13/say_again', 'slack-update', 0, '2026-11-30T14:25:29.412932+00:00', '{"case":1008,"event":5}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1004@slack', 8, 'say_again', '1004@slack/8/say_again', 'slack-update', 0, '2026-11-30T14:25:29.450761+00:00', '{"case":1004,"event":5}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1004@x', 8, 'delete', '1004@x/8/delete', 'x-reply', 0, '2026-11-30T14:25:29.450761+00:00', '{"case":1004,"event":8}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1001@notify/2', 0, 'notify', '1001@notify/2/0/notify', 'slack:#billing', 2, '2026-11-30T13:19:27.848639+00:00', '{"case":1001,"event":2}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1001@people', 2, 'acquaint', '1001@people/2/acquaint', '', 2, '2026-11-30T13:19:12.848639+00:00', '{"case":1001}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1001@slack/tidy', 1, 'tidy', '1001@slack/tidy/1/tidy', 'slack-update', 3, '2026-11-30T14:25:29.596265+00:00', '{"case":1001,"channel":"C0BILLING","ts":"1796044752.845164","key":"1001@slack/1/show"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1001@thread', 99, 'thread', '1001@thread/99/thread', '', 2, '2026-11-30T14:25:29.512588+00:00', '{"case":1001}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1001@window/1', 0, 'window', '1001@window/1/0/window', '', 2, '2026-11-30T14:25:29.596265+00:00', '{"case":1001}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1005@slack', 99, 'settle', '1005@slack/99/settle', 'slack-update', 0, '2026-11-30T14:25:29.512588+00:00', '{"case":1005,"messages":[5]}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1011@inform/press', 0, 'inform', '1011@inform/press/0/inform', 'slack:#press', 2, '2026-11-30T13:19:57.257622+00:00', '{"case":1011,"channel":"#press"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1012@contested', 6, 'contested', '1012@contested/6/contested', '', 2, '2026-11-30T13:19:58.223092+00:00', '{"case":1012,"event":6}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1012@slack', 2, 'story', '1012@slack/2/story', 'slack:#billing', 2, '2026-11-30T13:19:57.852817+00:00', '{"case":1012,"event":2}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('1018@guidance/4', 0, 'guide', '1018@guidance/4/0/guide', '', 2, '2026-11-30T13:20:01.271179+00:00', '{"case":1018,"event":4}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('alarm/webhook', 1796048729596265, 'alarm', 'alarm/webhook/1796048729596265/alarm', '', 2, '2026-11-30T14:25:29.596265+00:00', '{"way":"webhook","subject":"An old alarm","text":"An old alarm that waited."}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('alert/old', 0, 'alert', 'alert/old/0/alert', 'slack:#baton-alerts', 0, '2026-11-30T14:25:29.596265+00:00', '{"text":"An old alert that waited."}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('alert/old', 1, 'amend_alert', 'alert/old/1/amend_alert', 'slack-update', 2, '2026-11-30T14:25:29.596265+00:00', '{"text":"The old alert, amended.","blocks":[],"alert":"alert/old/0/alert"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('assign/outage', 0, 'assign', 'assign/outage/0/assign', '', 2, '2026-11-30T14:25:29.512588+00:00', '{"team":"outage"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('channel/C0OLDPRESS/C0PRESSSHARED', 0, 'follow_channel', 'channel/C0OLDPRESS/C0PRESSSHARED/0/follow_channel', '', 0, '2026-11-30T14:25:29.512588+00:00', '{"old":"C0OLDPRESS","new":"C0PRESSSHARED"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('channel/C0OLDPRESS/C0PRESSSHARED', 1, 'follow_channel', 'channel/C0OLDPRESS/C0PRESSSHARED/1/follow_channel', '', 0, '2026-11-30T14:27:29.512588+00:00', '{"old":"C0OLDPRESS","new":"C0PRESSSHARED"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('hold/slack:C0SOCIAL', 0, 'probe', 'hold/slack:C0SOCIAL/0/probe', '', 0, '2026-11-30T14:25:29.512588+00:00', '{"hold":"slack:C0SOCIAL"}', 0, 2, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('ladder/billing/said', 1796048729596265, 'warn_team', 'ladder/billing/said/1796048729596265/warn_team', 'slack:#billing', 1, '2026-11-30T14:25:29.596265+00:00', '{"team":"billing","late":[[1001,"first_response",80]]}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('ladder/service', 0, 'gather', 'ladder/service/0/gather', '', 1, '2026-11-30T14:25:29.512588+00:00', '{"team":"service"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('loan/billing/U0LEON', 1796048729596265, 'lent', 'loan/billing/U0LEON/1796048729596265/lent', 'slack:#billing', 2, '2026-11-30T14:25:29.596265+00:00', '{"team":"billing","person":"U0LEON","by":"U0AINO","until":"2026-11-30T15:25:29.596265+00:00"}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.jobs VALUES ('moods', 0, 'learn', 'moods/0/learn', '', 2, '2026-11-30T14:25:29.512588+00:00', '{}', 0, 1, NULL, NULL, 0, NULL, 0, NULL);
INSERT INTO public.learned VALUES (1, '', '2026-11-30T13:31:14.672151+00:00');
INSERT INTO public.loans VALUES ('billing', 'U0LEON', 'U0AINO', '2026-11-30T22:25:21.615961+00:00');
INSERT INTO public.mentions VALUES ('x/2127392000943587328', 'opened', 1001, 'bill', '2026-11-30T13:19:12.808915+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392001778253824', 'opened', 1002, 'bill', '2026-11-30T13:19:32.989254+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392002575171584', 'opened', 1003, 'bill', '2026-11-30T13:19:33.110221+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392003405643776', 'opened', 1004, 'bill', '2026-11-30T13:19:33.362047+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392004802347008', 'opened', 1005, 'bill', '2026-11-30T13:19:33.646343+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392009353166848', 'opened', 1006, 'bill', '2026-11-30T13:19:34.789133+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392014306639872', 'opened', 1007, 'bill', '2026-11-30T13:19:35.974420+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('discord/1576950728176435211-1576950750750179328', 'opened', 1008, 'bill', '2026-11-30T13:19:37.361263+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('discord/1576950728176435211-1576950759688241152', 'opened', 1009, 'bill', '2026-11-30T13:19:39.525775+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('discord/1576950728176435211-1576950768680828928', 'opened', 1010, 'bill', '2026-11-30T13:19:41.644184+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392102395412480', 'opened', 1011, 'router', '2026-11-30T13:19:57.130898+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392105352396800', 'opened', 1012, 'bill', '2026-11-30T13:19:57.751413+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392110586888192', 'opened', 1013, 'bill', '2026-11-30T13:19:58.960801+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392112042311680', 'opened', 1014, 'bill', '2026-11-30T13:19:59.330284+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392114454036480', 'opened', 1015, 'bill', '2026-11-30T13:19:59.835970+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392116110786560', 'opened', 1016, 'bill', '2026-11-30T13:20:00.224918+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392117436186624', 'opened', 1017, 'bill', '2026-11-30T13:20:00.510221+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392118409265152', 'opened', 1018, 'bill', '2026-11-30T13:20:00.969260+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392121798262784', 'opened', 1019, 'bill', '2026-11-30T13:20:01.568161+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392125921263616', 'opened', 1020, 'bill', '2026-11-30T13:20:02.539280+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392127225692160', 'opened', 1021, 'bill', '2026-11-30T13:20:02.918333+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392128572063744', 'opened', 1022, 'bill', '2026-11-30T13:20:03.182529+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392130593718272', 'opened', 1023, 'bill', '2026-11-30T13:20:04.073902+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392136952283136', 'opened', 1024, 'bill', '2026-11-30T13:20:05.340300+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392143524757504', 'opened', 1025, 'bill', '2026-11-30T13:20:06.976123+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('page/1025-5tjmunzvfrzrvsk3unfo7yu5ei-7bffff104fb84f29', 'joined', 1025, 'continues the case', '2026-11-30T13:20:07.620118+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392149015101440', 'opened', 1026, 'bill', '2026-11-30T13:20:08.070752+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('page/1026-kd57y5nvyxohjqbammgrevh76i-2f8a78e8c162c66d', 'joined', 1026, 'continues the case', '2026-11-30T13:20:08.734933+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392154694189056', 'opened', 1027, 'bill', '2026-11-30T13:20:09.385593+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392156002811904', 'opened', 1028, 'bill', '2026-11-30T13:20:09.776794+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392161992278016', 'opened', 1029, 'bill', '2026-11-30T13:20:11.424336+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392170372497408', 'opened', 1030, 'outage', '2026-11-30T13:20:13.133422+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392172389957632', 'opened', 1031, 'outage', '2026-11-30T13:20:13.741376+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392178853380096', 'opened', 1032, 'router', '2026-11-30T13:31:15.190920+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392196771446784', 'ignored', NULL, 'advertising', '2026-11-30T14:25:19.528343+00:00', '{"network":"x","native_id":"2127392196771446784","conversation":"2127392196771446784","author":{"handle":"winner","name":"winner","followers":120,"native_id":"7000000046"},"text":"@larkspur_help FREE FOLLOWERS click here https://win.example/now","url":"https://x.com/winner/status/2127392196771446784","posted_at":"2026-11-30T14:25:19.403000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}', NULL);
INSERT INTO public.mentions VALUES ('x/2127392218489552896', 'opened', 1033, 'press', '2026-11-30T14:25:24.620263+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392220108554240', 'opened', 1034, 'bill', '2026-11-30T14:25:25.100264+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392222662885376', 'joined', 1034, 'continues the case', '2026-11-30T14:25:25.709145+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392226056077312', 'joined', 1034, 'continues the case', '2026-11-30T14:25:26.553739+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392230288130048', 'opened', 1035, 'bill', '2026-11-30T14:25:27.514888+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392233412886528', 'opened', 1036, 'default', '2026-11-30T14:25:28.271546+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392235241603072', 'joined', 1036, 'continues the case', '2026-11-30T14:25:28.843970+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392237271646208', 'opened', 1037, 'bill', '2026-11-30T14:25:29.077779+00:00', NULL, NULL);
INSERT INTO public.mentions VALUES ('x/2127392237280034816', 'joined', 1002, 'continues the case', '2026-11-30T14:25:29.077779+00:00', NULL, NULL);
INSERT INTO public.moved_channels VALUES ('C0PRESS', 'C0PRESSSHARED', '2026-11-30T14:25:24.716534+00:00');
INSERT INTO public.notices VALUES ('rules/saved/1', '2026-11-30T14:25:19.911920+00:00');
INSERT INTO public.notices VALUES ('rules/saved/2', '2026-11-30T14:25:20.351004+00:00');
INSERT INTO public.notices VALUES ('rules/saved/3', '2026-11-30T14:25:21.149997+00:00');
INSERT INTO public.notices VALUES ('rules/saved/4', '2026-11-30T14:25:21.523795+00:00');
INSERT INTO public.notices VALUES ('buried/1034@slack/4/say/2026-11-30', '2026-11-30T14:25:25.872177+00:00');
INSERT INTO public.notices VALUES ('buried/1034@slack/7/say/2026-11-30', '2026-11-30T14:25:26.815955+00:00');
INSERT INTO public.notices VALUES ('channel/slack:C0SOCIAL/2026-11-30', '2026-11-30T14:25:29.018165+00:00');
INSERT INTO public.pairs VALUES ('x/7000000033', 'x/7000000034', 'asked', 1021);
INSERT INTO public.pairs VALUES ('x/7000000033', 'x/7000000035', 'same', 1022);
INSERT INTO public.pairs VALUES ('x/7000000033', 'x/7000000036', 'asked', 1023);
INSERT INTO public.pairs VALUES ('x/7000000033', 'x/7000000037', 'not', 1024);
INSERT INTO public.people VALUES ('x/7000000033', 'x/7000000033');
INSERT INTO public.people VALUES ('x/7000000035', 'x/7000000033');
INSERT INTO public.pulses VALUES ('store', '2026-11-30T13:20:02.842264+00:00');
INSERT INTO public.receipts VALUES ('1004@slack/5/say', 'C0BILLING/1796044773.526601', 'https://larkspur.slack.com/archives/C0BILLING/p1796044773526601?thread_ts=1796044773.382110&cid=C0BILLING', '2026-11-30T13:19:33.526601+00:00');
INSERT INTO public.receipts VALUES ('1004@slack/5/say/drawn', '24c745266c952d0ba245520d04657a32b49f44abe0ec07108bc5e114fe1b2a49', '', '2026-11-30T13:19:33.583520+00:00');
INSERT INTO public.receipts VALUES ('1005@slack/5/say', 'C0BILLING/1796044773.853723', 'https://larkspur.slack.com/archives/C0BILLING/p1796044773853723?thread_ts=1796044773.683076&cid=C0BILLING', '2026-11-30T13:19:33.853723+00:00');
INSERT INTO public.receipts VALUES ('1005@slack/6/say', 'C0BILLING/1796044774.586411', 'https://larkspur.slack.com/archives/C0BILLING/p1796044774586411?thread_ts=1796044773.683076&cid=C0BILLING', '2026-11-30T13:19:34.586411+00:00');
INSERT INTO public.receipts VALUES ('1005@slack/5/say/drawn', '4b859f63f550eff6230e2009685681adb0856182223b7c64e0828f2919699cdd', '', '2026-11-30T13:19:34.677943+00:00');
INSERT INTO public.receipts VALUES ('1006@slack/5/say', 'C0BILLING/1796044775.059387', 'https://larkspur.slack.com/archives/C0BILLING/p1796044775059387?thread_ts=1796044774.838483&cid=C0BILLING', '2026-11-30T13:19:35.059387+00:00');
INSERT INTO public.receipts VALUES ('1006@slack/6/say', 'C0BILLING/1796044775.783361', 'https://larkspur.slack.com/archives/C0BILLING/p1796044775783361?thread_ts=1796044774.838483&cid=C0BILLING', '2026-11-30T13:19:35.783361+00:00');
INSERT INTO public.receipts VALUES ('1006@slack/5/say/drawn', '997486bd907abf67b2e2082e8dd1ad00248fddd9ce2bbf0508e741f6b2faaa4f', '', '2026-11-30T13:19:35.848647+00:00');
INSERT INTO public.receipts VALUES ('1007@slack/5/say', 'C0BILLING/1796044776.486003', 'https://larkspur.slack.com/archives/C0BILLING/p1796044776486003?thread_ts=1796044776.059564&cid=C0BILLING', '2026-11-30T13:19:36.486003+00:00');
INSERT INTO public.receipts VALUES ('1007@slack/6/say', 'C0BILLING/1796044777.076271', 'https://larkspur.slack.com/archives/C0BILLING/p1796044777076271?thread_ts=1796044776.059564&cid=C0BILLING', '2026-11-30T13:19:37.076271+00:00');
INSERT INTO public.receipts VALUES ('1007@slack/5/say/drawn', '2b2073f23b543baefc11245d4672948c1250972227d745b8ee8369304c07f95a', '', '2026-11-30T13:19:37.279430+00:00');
INSERT INTO public.receipts VALUES ('1008@slack/5/say', 'C0BILLING/1796044778.204891', 'https://larkspur.slack.com/archives/C0BILLING/p1796044778204891?thread_ts=1796044777.473189&cid=C0BILLING', '2026-11-30T13:19:38.204891+00:00');
INSERT INTO public.receipts VALUES ('1008@slack/5/say/drawn', 'ff10f536fad90a303ec2e7c07a11788c21d09374e4da922bf451a1548cae60fc', '', '2026-11-30T13:19:39.376322+00:00');
INSERT INTO public.receipts VALUES ('1009@slack/5/say', 'C0BILLING/1796044780.432952', 'https://larkspur.slack.com/archives/C0BILLING/p1796044780432952?thread_ts=1796044779.887880&cid=C0BILLING', '2026-11-30T13:19:40.432952+00:00');
INSERT INTO public.receipts VALUES ('1009@slack/5/say/drawn', '0a2d5b06f225453ed2f0dd6483a32ab66ee6bf6557a04afba0f4472c793918ac', '', '2026-11-30T13:19:41.439926+00:00');
INSERT INTO public.receipts VALUES ('1010@slack/5/say', 'C0BILLING/1796044782.156562', 'https://larkspur.slack.com/archives/C0BILLING/p1796044782156562?thread_ts=1796044781.750170&cid=C0BILLING', '2026-11-30T13:19:42.156562+00:00');
INSERT INTO public.receipts VALUES ('1010@slack/9/say', 'C0BILLING/1796044783.588595', 'https://larkspur.slack.com/archives/C0BILLING/p1796044783588595?thread_ts=1796044781.750170&cid=C0BILLING', '2026-11-30T13:19:43.588595+00:00');
INSERT INTO public.receipts VALUES ('1010@slack/11/say', 'C0BILLING/1796044784.559719', 'https://larkspur.slack.com/archives/C0BILLING/p1796044784559719?thread_ts=1796044781.750170&cid=C0BILLING', '2026-11-30T13:19:44.559719+00:00');
INSERT INTO public.receipts VALUES ('1010@slack/5/say/drawn', 'fe53dc853756e1d3174ef4258d768ebf800381ee94bf457ed7fe5b0a8cafe21b', '', '2026-11-30T13:19:44.690579+00:00');
INSERT INTO public.receipts VALUES ('1011@inform/press/0/inform', '#press/1796044797.297516', 'https://larkspur.slack.com/archives/C0PRESS/p1796044797297516', '2026-11-30T13:19:57.297516+00:00');
INSERT INTO public.receipts VALUES ('1011@slack/4/say', 'C0SERVICE/1796044797.497043', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044797497043?thread_ts=1796044797.169814&cid=C0SERVICE', '2026-11-30T13:19:57.497043+00:00');
INSERT INTO public.receipts VALUES ('1011@slack/5/say', 'C0SERVICE/1796044797.582689', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044797582689?thread_ts=1796044797.169814&cid=C0SERVICE', '2026-11-30T13:19:57.582689+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/4/say', 'C0BILLING/1796044798.029481', 'https://larkspur.slack.com/archives/C0BILLING/p1796044798029481?thread_ts=1796044797.839110&cid=C0BILLING', '2026-11-30T13:19:58.029481+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/5/story/0', 'C0SERVICE/1796044798.202261', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044798202261?thread_ts=1796044798.076457&cid=C0SERVICE', '2026-11-30T13:19:58.202261+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/6/say', 'C0SERVICE/1796044798.274902', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044798274902?thread_ts=1796044798.076457&cid=C0SERVICE', '2026-11-30T13:19:58.274902+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/7/story/0', 'C0BILLING/1796044798.368054', 'https://larkspur.slack.com/archives/C0BILLING/p1796044798368054?thread_ts=1796044798.292586&cid=C0BILLING', '2026-11-30T13:19:58.368054+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/8/say', 'C0BILLING/1796044798.441379', 'https://larkspur.slack.com/archives/C0BILLING/p1796044798441379?thread_ts=1796044798.292586&cid=C0BILLING', '2026-11-30T13:19:58.441379+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/9/story/0', 'C0SERVICE/1796044798.574727', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044798574727?thread_ts=1796044798.458601&cid=C0SERVICE', '2026-11-30T13:19:58.574727+00:00');
INSERT INTO public.receipts VALUES ('1012@contested/10/contested', '#baton-alerts/1796044798.606298', 'https://larkspur.slack.com/archives/C0ALERTS/p1796044798606298', '2026-11-30T13:19:58.606298+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/10/say', 'C0SERVICE/1796044798.651534', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044798651534?thread_ts=1796044798.458601&cid=C0SERVICE', '2026-11-30T13:19:58.651534+00:00');
INSERT INTO public.receipts VALUES ('1012@slack/11/story/0', 'C0BILLING/1796044798.820824', 'https://larkspur.slack.com/archives/C0BILLING/p1796044798820824?thread_ts=1796044798.697533&cid=C0BILLING', '2026-11-30T13:19:58.820824+00:00');
INSERT INTO public.receipts VALUES ('1018@guidance/4/0/guide', '#service/1796044801.453190', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044801453190', '2026-11-30T13:20:01.453190+00:00');
INSERT INTO public.receipts VALUES ('1019@slack/4/say', 'C0BILLING/1796044802.037889', 'https://larkspur.slack.com/archives/C0BILLING/p1796044802037889?thread_ts=1796044801.633025&cid=C0BILLING', '2026-11-30T13:20:02.037889+00:00');
INSERT INTO public.receipts VALUES ('1021@slack/4/say', 'C0BILLING/1796044803.120081', 'https://larkspur.slack.com/archives/C0BILLING/p1796044803120081?thread_ts=1796044802.988844&cid=C0BILLING', '2026-11-30T13:20:03.120081+00:00');
INSERT INTO public.receipts VALUES ('1022@slack/4/say/drawn', 'b60b0b7773caadba97fb87262450de540028220f7d2ef282fc561517d69001da', '', '2026-11-30T13:20:03.490343+00:00');
INSERT INTO public.receipts VALUES ('1023@slack/4/say', 'C0BILLING/1796044804.502697', 'https://larkspur.slack.com/archives/C0BILLING/p1796044804502697?thread_ts=1796044804.171322&cid=C0BILLING', '2026-11-30T13:20:04.502697+00:00');
INSERT INTO public.receipts VALUES ('1023@slack/4/say/drawn', 'c297353476fcefbdf757c4dbd91290cdff42d542cf9cfd86cb8f19cc058d3fe7', '', '2026-11-30T13:20:05.014919+00:00');
INSERT INTO public.receipts VALUES ('1024@slack/4/say', 'C0BILLING/1796044806.004350', 'https://larkspur.slack.com/archives/C0BILLING/p1796044806004350?thread_ts=1796044805.528473&cid=C0BILLING', '2026-11-30T13:20:06.004350+00:00');
INSERT INTO public.receipts VALUES ('1024@slack/4/say/drawn', '282d954aeba8ee4f9025649a430b692445a2dcd772f3c3fba870554341419fc6', '', '2026-11-30T13:20:06.290136+00:00');
INSERT INTO public.receipts VALUES ('1025@slack/5/say', 'C0BILLING/1796044807.461748', 'https://larkspur.slack.com/archives/C0BILLING/p1796044807461748?thread_ts=1796044807.078057&cid=C0BILLING', '2026-11-30T13:20:07.461748+00:00');
INSERT INTO public.receipts VALUES ('1025@slack/5/say/drawn', '253397825377621c79803048a4380c793cd2668dbb27a931d8e0b45b6c1c2ec5', '', '2026-11-30T13:20:07.552900+00:00');
INSERT INTO public.receipts VALUES ('1025@slack/7/say', 'C0BILLING/1796044807.663778', 'https://larkspur.slack.com/archives/C0BILLING/p1796044807663778?thread_ts=1796044807.078057&cid=C0BILLING', '2026-11-30T13:20:07.663778+00:00');
INSERT INTO public.receipts VALUES ('1026@slack/5/say/drawn', 'a8e1431f07960938e5de6c7ee459116ca97bd95144cb6bf420ecc6edd4026ccf', '', '2026-11-30T13:20:08.560606+00:00');
INSERT INTO public.receipts VALUES ('1026@slack/7/say/drawn', '19cf8ea10fef71917990efcdd217fc08d0fd7722dd9227d28f32e5e0bc4c29e7', '', '2026-11-30T13:20:09.170993+00:00');
INSERT INTO public.receipts VALUES ('1027@slack/4/say', 'C0BILLING/1796044810.348098', 'https://larkspur.slack.com/archives/C0BILLING/p1796044810348098?thread_ts=1796044809.403407&cid=C0BILLING', '2026-11-30T13:20:10.348098+00:00');
INSERT INTO public.receipts VALUES ('1028@slack/4/say', 'C0BILLING/1796044811.050842', 'https://larkspur.slack.com/archives/C0BILLING/p1796044811050842?thread_ts=1796044810.001337&cid=C0BILLING', '2026-11-30T13:20:11.050842+00:00');
INSERT INTO public.receipts VALUES ('1029@slack/7/say', 'C0BILLING/1796044813.084439', 'https://larkspur.slack.com/archives/C0BILLING/p1796044813084439?thread_ts=1796044811.556095&cid=C0BILLING', '2026-11-30T13:20:13.084439+00:00');
INSERT INTO public.receipts VALUES ('1030@slack/3/say', 'C0OUTAGE/1796044813.382063', 'https://larkspur.slack.com/archives/C0OUTAGE/p1796044813382063?thread_ts=1796044813.196013&cid=C0OUTAGE', '2026-11-30T13:20:13.382063+00:00');
INSERT INTO public.receipts VALUES ('1031@slack/3/say', 'C0OUTAGE/1796044814.131448', 'https://larkspur.slack.com/archives/C0OUTAGE/p1796044814131448?thread_ts=1796044813.889134&cid=C0OUTAGE', '2026-11-30T13:20:14.131448+00:00');
INSERT INTO public.receipts VALUES ('1031@slack/3/say/drawn', '54d99a43706609160b7eeca6332517879f778a58198308fe92499a2d6aed11e7', '', '2026-11-30T13:31:14.742649+00:00');
INSERT INTO public.receipts VALUES ('1032@inform/press/0/inform', '#press/1796045475.309095', 'https://larkspur.slack.com/archives/C0PRESS/p1796045475309095', '2026-11-30T13:31:15.309095+00:00');
INSERT INTO public.receipts VALUES ('ladder/service/said/1796048715589489/warn_team', '1796048716.599197', 'https://larkspur.slack.com/archives/C0SERVICE/p1796048716599197', '2026-11-30T14:25:16.599197+00:00');
INSERT INTO public.receipts VALUES ('ladder/billing/said/1796048716947912/warn_team', '1796048717.227715', 'https://larkspur.slack.com/archives/C0BILLING/p1796048717227715', '2026-11-30T14:25:17.227715+00:00');
INSERT INTO public.receipts VALUES ('1031@slack/5/say/drawn', '453ac72f3f73fe3e0df382766afc2977d268e23978dc97c81e44a69664009ac0', '', '2026-11-30T14:25:17.783131+00:00');
INSERT INTO public.receipts VALUES ('alert/rules/saved/1/0/alert', '1796048719.963805', 'https://larkspur.slack.com/archives/C0ALERTS/p1796048719963805', '2026-11-30T14:25:19.963805+00:00');
INSERT INTO public.receipts VALUES ('loan/billing/U0LEON/1796048721616/lent', '1796048721.772401', 'https://larkspur.slack.com/archives/C0BILLING/p1796048721772401', '2026-11-30T14:25:21.772401+00:00');
INSERT INTO public.receipts VALUES ('alert/buried/1034@slack/7/say/2026-11-30/0/alert', '1796048726.840076', 'https://larkspur.slack.com/archives/C0ALERTS/p1796048726840076', '2026-11-30T14:25:26.840076+00:00');
INSERT INTO public.receipts VALUES ('1035@slack/5/say/drawn', 'c8be9c724237afc4652880c3677ef0c5416b39b32b4e2274e82f87942296b8e9', '', '2026-11-30T14:25:28.230048+00:00');
INSERT INTO public.receipts VALUES ('1013@slack/4/say', 'C0BILLING/1796044799.078175', 'https://larkspur.slack.com/archives/C0BILLING/p1796044799078175?thread_ts=1796044798.980950&cid=C0BILLING', '2026-11-30T13:19:59.078175+00:00');
INSERT INTO public.receipts VALUES ('1013@slack/5/story/0', 'C0SERVICE/1796044799.172989', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044799172989?thread_ts=1796044799.095686&cid=C0SERVICE', '2026-11-30T13:19:59.172989+00:00');
INSERT INTO public.receipts VALUES ('1017@slack/5/say', 'C0BILLING/1796044800.679574', 'https://larkspur.slack.com/archives/C0BILLING/p1796044800679574?thread_ts=1796044800.536290&cid=C0BILLING', '2026-11-30T13:20:00.679574+00:00');
INSERT INTO public.receipts VALUES ('1018@slack/4/say', 'C0BILLING/1796044801.290603', 'https://larkspur.slack.com/archives/C0BILLING/p1796044801290603?thread_ts=1796044801.001287&cid=C0BILLING', '2026-11-30T13:20:01.290603+00:00');
INSERT INTO public.receipts VALUES ('1019@guidance/4/0/guide', '#service/1796044802.270662', 'https://larkspur.slack.com/archives/C0SERVICE/p1796044802270662', '2026-11-30T13:20:02.270662+00:00');
INSERT INTO public.receipts VALUES ('1019@slack/6/say', 'C0BILLING/1796044802.313802', 'https://larkspur.slack.com/archives/C0BILLING/p1796044802313802?thread_ts=1796044801.633025&cid=C0BILLING', '2026-11-30T13:20:02.313802+00:00');
INSERT INTO public.receipts VALUES ('1019@slack/4/say/drawn', '18c586297ea425ac7953ead20f547bdb7711befd09bb39a4c99d6327b4aef56b', '', '2026-11-30T13:20:02.409866+00:00');
INSERT INTO public.receipts VALUES ('1022@slack/4/say', 'C0BILLING/1796044803.392539', 'https://larkspur.slack.com/archives/C0BILLING/p1796044803392539?thread_ts=1796044803.211361&cid=C0BILLING', '2026-11-30T13:20:03.392539+00:00');
INSERT INTO public.receipts VALUES ('1025@slack/7/say/drawn', '34a01987fd71d2cca68b59ae88dc5e2276f42c54d7745584ad7c29d80310a90d', '', '2026-11-30T13:20:07.917634+00:00');
INSERT INTO public.receipts VALUES ('1026@slack/5/say', 'C0BILLING/1796044808.500902', 'https://larkspur.slack.com/archives/C0BILLING/p1796044808500902?thread_ts=1796044808.160226&cid=C0BILLING', '2026-11-30T13:20:08.500902+00:00');
INSERT INTO public.receipts VALUES ('1026@slack/7/say', 'C0BILLING/1796044808.779596', 'https://larkspur.slack.com/archives/C0BILLING/p1796044808779596?thread_ts=1796044808.160226&cid=C0BILLING', '2026-11-30T13:20:08.779596+00:00');
INSERT INTO public.receipts VALUES ('1026@slack/10/say', 'C0BILLING/1796044809.250687', 'https://larkspur.slack.com/archives/C0BILLING/p1796044809250687?thread_ts=1796044808.160226&cid=C0BILLING', '2026-11-30T13:20:09.250687+00:00');
INSERT INTO public.receipts VALUES ('1029@slack/4/say', 'C0BILLING/1796044812.518072', 'https://larkspur.slack.com/archives/C0BILLING/p1796044812518072?thread_ts=1796044811.556095&cid=C0BILLING', '2026-11-30T13:20:12.518072+00:00');
INSERT INTO public.receipts VALUES ('1029@slack/5/say', 'C0BILLING/1796044812.760428', 'https://larkspur.slack.com/archives/C0BILLING/p1796044812760428?thread_ts=1796044811.556095&cid=C0BILLING', '2026-11-30T13:20:12.760428+00:00');
INSERT INTO public.receipts VALUES ('1030@slack/3/say/drawn', '073527aa553dbabcca2b1aed13abaf1539f2b37dae8f16a307d2c4adf1833806', '', '2026-11-30T13:31:14.416221+00:00');
INSERT INTO public.receipts VALUES ('1011@slack/6/say', 'C0SERVICE/1796045474.845456', 'https://larkspur.slack.com/archives/C0SERVICE/p1796045474845456?thread_ts=1796044797.169814&cid=C0SERVICE', '2026-11-30T13:31:14.845456+00:00');
INSERT INTO public.receipts VALUES ('1031@slack/5/say', 'C0OUTAGE/1796045474.917405', 'https://larkspur.slack.com/archives/C0OUTAGE/p1796045474917405?thread_ts=1796044813.889134&cid=C0OUTAGE', '2026-11-30T13:31:14.917405+00:00');
INSERT INTO public.receipts VALUES ('ladder/service/said/1796048716908893/warn_team', '1796048717.132018', 'https://larkspur.slack.com/archives/C0SERVICE/p1796048717132018', '2026-11-30T14:25:17.132018+00:00');
INSERT INTO public.receipts VALUES ('1031@slack/7/say', 'C0OUTAGE/1796048717.844944', 'https://larkspur.slack.com/archives/C0OUTAGE/p1796048717844944?thread_ts=1796044813.889134&cid=C0OUTAGE', '2026-11-30T14:25:17.844944+00:00');
INSERT INTO public.receipts VALUES ('sample/0/sample/2026-W49', '1796048719.816807', 'https://larkspur.slack.com/archives/C0SOCIAL/p1796048719816807', '2026-11-30T14:25:19.816807+00:00');
INSERT INTO public.receipts VALUES ('sampled/x/2127392196771446784', '#social/1796048719.816807/1', 'https://larkspur.slack.com/archives/C0SOCIAL/p1796048719816807', '2026-11-30T14:25:19.816807+00:00');
INSERT INTO public.receipts VALUES ('alert/rules/saved/2/0/alert', '1796048720.378177', 'https://larkspur.slack.com/archives/C0ALERTS/p1796048720378177', '2026-11-30T14:25:20.378177+00:00');
INSERT INTO public.receipts VALUES ('alert/rules/saved/3/0/alert', '1796048721.169567', 'https://larkspur.slack.com/archives/C0ALERTS/p1796048721169567', '2026-11-30T14:25:21.169567+00:00');
INSERT INTO public.receipts VALUES ('alert/rules/saved/4/0/alert', '1796048721.597550', 'https://larkspur.slack.com/archives/C0ALERTS/p1796048721597550', '2026-11-30T14:25:21.597550+00:00');
INSERT INTO public.receipts VALUES ('alert/buried/1034@slack/4/say/2026-11-30/0/alert', '1796048725.945969', 'https://larkspur.slack.com/archives/C0ALERTS/p1796048725945969', '2026-11-30T14:25:25.945969+00:00');
INSERT INTO public.receipts VALUES ('1034@slack/4/say', 'C0BILLING/1796048726.186017', 'https://larkspur.slack.com/archives/C0BILLING/p1796048726186017?thread_ts=1796048725.317848&cid=C0BILLING', '2026-11-30T14:25:26.186017+00:00');
INSERT INTO public.receipts VALUES ('1035@slack/5/say', 'C0BILLING/1796048728.068237', 'https://larkspur.slack.com/archives/C0BILLING/p1796048728068237?thread_ts=1796048727.760055&cid=C0BILLING', '2026-11-30T14:25:28.068237+00:00');
INSERT INTO public.rule_drafts VALUES ('d1', 'U0AINO', '2026-11-30T14:25:29.507549+00:00', 4, 'a50b8e718fcf', '# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
teams:
  billing:
    title: Billing
    channel: "#billing"
    notify: ["@billing-team"]
    members: ["@billing-team"]
    first_response: 60m
  service:
    title: Customer service
    channel: "#service"
    notify: ["@service-team"]
    first_response: 60m
    targets: {claim: 15m, next_response: 30m, hand_off: 30m}
    lead: [U0RUTH]
  outage:
    title: Network operations
    channel: "#outage"
    notify: []
    members: [U0FEMI, U0RUTH]
    assign: round robin
    accept_within: 10m
    first_response: 8h
  press:
    title: Press office
    channel: "#press"
    notify: ["@marketing"]
    first_response: 8h
  marketing:
    title: Marketing
    channel: "#social"
    notify: []
    first_response: 8h

marketing: marketing
default: {team: marketing, priority: normal}

rules:
  - name: follower spam
    when: {phrases: [free followers]}
    then: {ignore: advertising}
  - name: outage
    when: {words: [outage]}
    then: {team: outage, priority: high, tags: [outage]}
  - name: press
    when: {words: [journalist]}
    then: {team: press}
  - name: router
    when: {words: [router]}
    then: {team: service, inform: [press]}
  - name: bill
    when: {words: [bill, refund]}
    then: {team: billing, tags: [billing]}
');
INSERT INTO public.rule_versions VALUES (1, 'U0AINO', '2026-11-30T14:25:19.911710+00:00', 'a new note', '1a127b279d93', '# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
teams:
  billing:
    title: Billing
    channel: "#billing"
    notify: ["@billing-team"]
    members: ["@billing-team"]
    first_response: 60m
  service:
    title: Customer service
    channel: "#service"
    notify: ["@service-team"]
    first_response: 60m
    targets: {claim: 15m, next_response: 30m, hand_off: 30m}
    lead: [U0RUTH]
  outage:
    title: Network operations
    channel: "#outage"
    notify: []
    members: [U0FEMI, U0RUTH]
    assign: round robin
    accept_within: 10m
    first_response: 8h
  press:
    title: Press office
    channel: "#press"
    notify: ["@marketing"]
    first_response: 8h
  marketing:
    title: Marketing
    channel: "#social"
    notify: []
    first_response: 8h

marketing: marketing
default: {team: marketing, priority: normal}

rules:
  - name: follower spam
    when: {phrases: [free followers]}
    then: {ignore: advertising}
  - name: outage
    when: {words: [outage]}
    then: {team: outage, priority: high, tags: [outage]}
  - name: press
    when: {words: [journalist]}
    then: {team: press}
  - name: router
    when: {words: [router]}
    then: {team: service, inform: [press]}
  - name: bill
    when: {words: [bill, refund]}
    then: {team: billing, tags: [billing]}

# a new note
');
INSERT INTO public.rule_versions VALUES (2, 'U0AINO', '2026-11-30T14:25:20.350811+00:00', 'a second note', '50ee067f420f', '# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
teams:
  billing:
    title: Billing
    channel: "#billing"
    notify: ["@billing-team"]
    members: ["@billing-team"]
    first_response: 60m
  service:
    title: Customer service
    channel: "#service"
    notify: ["@service-team"]
    first_response: 60m
    targets: {claim: 15m, next_response: 30m, hand_off: 30m}
    lead: [U0RUTH]
  outage:
    title: Network operations
    channel: "#outage"
    notify: []
    members: [U0FEMI, U0RUTH]
    assign: round robin
    accept_within: 10m
    first_response: 8h
  press:
    title: Press office
    channel: "#press"
    notify: ["@marketing"]
    first_response: 8h
  marketing:
    title: Marketing
    channel: "#social"
    notify: []
    first_response: 8h

marketing: marketing
default: {team: marketing, priority: normal}

rules:
  - name: follower spam
    when: {phrases: [free followers]}
    then: {ignore: advertising}
  - name: outage
    when: {words: [outage]}
    then: {team: outage, priority: high, tags: [outage]}
  - name: press
    when: {words: [journalist]}
    then: {team: press}
  - name: router
    when: {words: [router]}
    then: {team: service, inform: [press]}
  - name: bill
    when: {words: [bill, refund]}
    then: {team: billing, tags: [billing]}

# a second note
');
INSERT INTO public.rule_versions VALUES (3, 'U0AINO', '2026-11-30T14:25:21.149812+00:00', 'back to version 1', '1a127b279d93', '# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
teams:
  billing:
    title: Billing
    channel: "#billing"
    notify: ["@billing-team"]
    members: ["@billing-team"]
    first_response: 60m
  service:
    title: Customer service
    channel: "#service"
    notify: ["@service-team"]
    first_response: 60m
    targets: {claim: 15m, next_response: 30m, hand_off: 30m}
    lead: [U0RUTH]
  outage:
    title: Network operations
    channel: "#outage"
    notify: []
    members: [U0FEMI, U0RUTH]
    assign: round robin
    accept_within: 10m
    first_response: 8h
  press:
    title: Press office
    channel: "#press"
    notify: ["@marketing"]
    first_response: 8h
  marketing:
    title: Marketing
    channel: "#social"
    notify: []
    first_response: 8h

marketing: marketing
default: {team: marketing, priority: normal}

rules:
  - name: follower spam
    when: {phrases: [free followers]}
    then: {ignore: advertising}
  - name: outage
    when: {words: [outage]}
    then: {team: outage, priority: high, tags: [outage]}
  - name: press
    when: {words: [journalist]}
    then: {team: press}
  - name: router
    when: {words: [router]}
    then: {team: service, inform: [press]}
  - name: bill
    when: {words: [bill, refund]}
    then: {team: billing, tags: [billing]}

# a new note
');
INSERT INTO public.rule_versions VALUES (4, 'U0AINO', '2026-11-30T14:25:21.523606+00:00', 'a third note', 'a50b8e718fcf', '# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
teams:
  billing:
    title: Billing
    channel: "#billing"
    notify: ["@billing-team"]
    members: ["@billing-team"]
    first_response: 90m
  service:
    title: Customer service
    channel: "#service"
    notify: ["@service-team"]
    first_response: 90m
    targets: {claim: 15m, next_response: 30m, hand_off: 30m}
    lead: [U0RUTH]
  outage:
    title: Network operations
    channel: "#outage"
    notify: []
    members: [U0FEMI, U0RUTH]
    assign: round robin
    accept_within: 10m
    first_response: 8h
  press:
    title: Press office
    channel: "#press"
    notify: ["@marketing"]
    first_response: 8h
  marketing:
    title: Marketing
    channel: "#social"
    notify: []
    first_response: 8h

marketing: marketing
default: {team: marketing, priority: normal}

rules:
  - name: follower spam
    when: {phrases: [free followers]}
    then: {ignore: advertising}
  - name: outage
    when: {words: [outage]}
    then: {team: outage, priority: high, tags: [outage]}
  - name: press
    when: {words: [journalist]}
    then: {team: press}
  - name: router
    when: {words: [router]}
    then: {team: service, inform: [press]}
  - name: bill
    when: {words: [bill, refund]}
    then: {team: billing, tags: [billing]}

# a third note
');
INSERT INTO public.spending VALUES ('2026-11', 'x', 97, 3, 359000);
INSERT INTO public.steps VALUES (1, 'cases and their journal', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (2, 'mentions and where they lead', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (3, 'the outbox', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (4, 'what the networks cost', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (5, 'posts that went to a case, in order', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (6, 'who is the same person', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (7, 'rules saved in the store', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (8, 'drafts of rules, and what was ignored in order', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (9, 'how posts sound, as agents said', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (10, 'snoozed cases, found quickly', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (11, 'shifts, loans and turns', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (12, 'cases are looked for by team', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (13, 'ignored posts that were shown', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (14, 'topics in which rules look for a spike', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (15, 'what teams must still hear of their clocks', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (16, 'jobs that were told to wait', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (17, 'what jobs wait for while it is in trouble', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (18, 'what was committed, and when', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (19, 'channels whose id changed', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (20, 'how often platforms refuse calls', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (21, 'requests that were heard', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (22, 'when posts were edited', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.steps VALUES (23, 'posts that networks said are gone', '2026-11-30T13:19:12.236166+00:00');
INSERT INTO public.threads VALUES ('C0BILLING', '1796044752.845164', 1001);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044773.018545', 1002);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044773.136262', 1003);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044773.382110', 1004);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044773.683076', 1005);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044774.838483', 1006);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044776.059564', 1007);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044777.473189', 1008);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044779.887880', 1009);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044781.750170', 1010);
INSERT INTO public.threads VALUES ('C0SERVICE', '1796044797.169814', 1011);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044797.839110', 1012);
INSERT INTO public.threads VALUES ('C0SERVICE', '1796044798.076457', 1012);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044798.292586', 1012);
INSERT INTO public.threads VALUES ('C0SERVICE', '1796044798.458601', 1012);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044798.697533', 1012);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044798.980950', 1013);
INSERT INTO public.threads VALUES ('C0SERVICE', '1796044799.095686', 1013);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044799.582562', 1014);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044799.871344', 1015);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044800.351865', 1016);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044800.536290', 1017);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044801.001287', 1018);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044801.633025', 1019);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044802.658304', 1020);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044802.988844', 1021);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044803.211361', 1022);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044804.171322', 1023);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044805.528473', 1024);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044807.078057', 1025);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044808.160226', 1026);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044809.403407', 1027);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044810.001337', 1028);
INSERT INTO public.threads VALUES ('C0BILLING', '1796044811.556095', 1029);
INSERT INTO public.threads VALUES ('C0OUTAGE', '1796044813.196013', 1030);
INSERT INTO public.threads VALUES ('C0OUTAGE', '1796044813.889134', 1031);
INSERT INTO public.threads VALUES ('C0SERVICE', '1796045475.273970', 1032);
INSERT INTO public.threads VALUES ('C0PRESS', '1796048724.636950', 1033);
INSERT INTO public.threads VALUES ('C0PRESSSHARED', '1796048724.636950', 1033);
INSERT INTO public.threads VALUES ('C0BILLING', '1796048725.317848', 1034);
INSERT INTO public.threads VALUES ('C0BILLING', '1796048727.760055', 1035);
INSERT INTO public.threads VALUES ('C0SOCIAL', '1796048728.448609', 1036);
INSERT INTO public.toggles VALUES ('billing', 'U0RUTH', 0, '2026-11-30T22:25:21.642572+00:00');
INSERT INTO public.trails VALUES ('x/author/7000000017', 1001);
INSERT INTO public.trails VALUES ('x/conversation/2127392000943587328', 1001);
INSERT INTO public.trails VALUES ('x/author/7000000018', 1002);
INSERT INTO public.trails VALUES ('x/conversation/2127392001778253824', 1002);
INSERT INTO public.trails VALUES ('x/author/7000000019', 1003);
INSERT INTO public.trails VALUES ('x/conversation/2127392002575171584', 1003);
INSERT INTO public.trails VALUES ('x/author/7000000020', 1004);
INSERT INTO public.trails VALUES ('x/conversation/2127392003405643776', 1004);
INSERT INTO public.trails VALUES ('x/author/7000000021', 1005);
INSERT INTO public.trails VALUES ('x/conversation/2127392004802347008', 1005);
INSERT INTO public.trails VALUES ('x/author/7000000022', 1006);
INSERT INTO public.trails VALUES ('x/conversation/2127392009353166848', 1006);
INSERT INTO public.trails VALUES ('x/author/7000000023', 1007);
INSERT INTO public.trails VALUES ('x/conversation/2127392014306639872', 1007);
INSERT INTO public.trails VALUES ('discord/author/1576950728176435207', 1008);
INSERT INTO public.trails VALUES ('discord/conversation/1576950728176435211-1576950750750179328', 1008);
INSERT INTO public.trails VALUES ('discord/author/1576950728176435208', 1009);
INSERT INTO public.trails VALUES ('discord/conversation/1576950728176435211-1576950759688241152', 1009);
INSERT INTO public.trails VALUES ('discord/author/1576950728176435209', 1010);
INSERT INTO public.trails VALUES ('discord/conversation/1576950728176435211-1576950768680828928', 1010);
INSERT INTO public.trails VALUES ('x/author/7000000024', 1011);
INSERT INTO public.trails VALUES ('x/conversation/2127392102395412480', 1011);
INSERT INTO public.trails VALUES ('x/author/7000000025', 1012);
INSERT INTO public.trails VALUES ('x/conversation/2127392105352396800', 1012);
INSERT INTO public.trails VALUES ('x/author/7000000026', 1013);
INSERT INTO public.trails VALUES ('x/conversation/2127392110586888192', 1013);
INSERT INTO public.trails VALUES ('x/author/7000000027', 1014);
INSERT INTO public.trails VALUES ('x/conversation/2127392112042311680', 1014);
INSERT INTO public.trails VALUES ('x/author/7000000028', 1015);
INSERT INTO public.trails VALUES ('x/conversation/2127392114454036480', 1015);
INSERT INTO public.trails VALUES ('x/author/7000000029', 1016);
INSERT INTO public.trails VALUES ('x/conversation/2127392116110786560', 1016);
INSERT INTO public.trails VALUES ('x/author/7000000030', 1017);
INSERT INTO public.trails VALUES ('x/conversation/2127392117436186624', 1017);
INSERT INTO public.trails VALUES ('x/author/7000000031', 1018);
INSERT INTO public.trails VALUES ('x/conversation/2127392118409265152', 1018);
INSERT INTO public.trails VALUES ('x/author/7000000032', 1019);
INSERT INTO public.trails VALUES ('x/conversation/2127392121798262784', 1019);
INSERT INTO public.trails VALUES ('x/author/7000000033', 1020);
INSERT INTO public.trails VALUES ('x/conversation/2127392125921263616', 1020);
INSERT INTO public.trails VALUES ('x/author/7000000034', 1021);
INSERT INTO public.trails VALUES ('x/conversation/2127392127225692160', 1021);
INSERT INTO public.trails VALUES ('x/author/7000000035', 1022);
INSERT INTO public.trails VALUES ('x/conversation/2127392128572063744', 1022);
INSERT INTO public.trails VALUES ('x/author/7000000036', 1023);
INSERT INTO public.trails VALUES ('x/conversation/2127392130593718272', 1023);
INSERT INTO public.trails VALUES ('x/author/7000000037', 1024);
INSERT INTO public.trails VALUES ('x/conversation/2127392136952283136', 1024);
INSERT INTO public.trails VALUES ('x/author/7000000038', 1025);
INSERT INTO public.trails VALUES ('x/conversation/2127392143524757504', 1025);
INSERT INTO public.trails VALUES ('page/author/1025-5tjmunzvfrzrvsk3unfo7yu5ei', 1025);
INSERT INTO public.trails VALUES ('page/conversation/1025-5tjmunzvfrzrvsk3unfo7yu5ei', 1025);
INSERT INTO public.trails VALUES ('x/author/7000000039', 1026);
INSERT INTO public.trails VALUES ('x/conversation/2127392149015101440', 1026);
INSERT INTO public.trails VALUES ('page/author/1026-kd57y5nvyxohjqbammgrevh76i', 1026);
INSERT INTO public.trails VALUES ('page/conversation/1026-kd57y5nvyxohjqbammgrevh76i', 1026);
INSERT INTO public.trails VALUES ('x/author/7000000040', 1027);
INSERT INTO public.trails VALUES ('x/conversation/2127392154694189056', 1027);
INSERT INTO public.trails VALUES ('x/author/7000000041', 1028);
INSERT INTO public.trails VALUES ('x/conversation/2127392156002811904', 1028);
INSERT INTO public.trails VALUES ('x/author/7000000042', 1029);
INSERT INTO public.trails VALUES ('x/conversation/2127392161992278016', 1029);
INSERT INTO public.trails VALUES ('x/author/7000000043', 1030);
INSERT INTO public.trails VALUES ('x/conversation/2127392170372497408', 1030);
INSERT INTO public.trails VALUES ('x/author/7000000044', 1031);
INSERT INTO public.trails VALUES ('x/conversation/2127392172389957632', 1031);
INSERT INTO public.trails VALUES ('x/author/7000000045', 1032);
INSERT INTO public.trails VALUES ('x/conversation/2127392178853380096', 1032);
INSERT INTO public.trails VALUES ('x/author/7000000047', 1033);
INSERT INTO public.trails VALUES ('x/conversation/2127392218489552896', 1033);
INSERT INTO public.trails VALUES ('x/author/7000000048', 1034);
INSERT INTO public.trails VALUES ('x/conversation/2127392220108554240', 1034);
INSERT INTO public.trails VALUES ('x/conversation/2127392222662885376', 1034);
INSERT INTO public.trails VALUES ('x/conversation/2127392226056077312', 1034);
INSERT INTO public.trails VALUES ('x/author/7000000049', 1035);
INSERT INTO public.trails VALUES ('x/conversation/2127392230288130048', 1035);
INSERT INTO public.trails VALUES ('x/author/7000000050', 1036);
INSERT INTO public.trails VALUES ('x/conversation/2127392233412886528', 1036);
INSERT INTO public.trails VALUES ('x/conversation/2127392235241603072', 1036);
INSERT INTO public.trails VALUES ('x/author/7000000051', 1037);
INSERT INTO public.trails VALUES ('x/conversation/2127392237271646208', 1037);
INSERT INTO public.trails VALUES ('x/conversation/2127392237280034816', 1002);
INSERT INTO public.turns VALUES ('outage', 'U0FEMI', '2026-11-30T13:31:14.818268+00:00');
INSERT INTO public.turns VALUES ('outage', 'U0RUTH', '2026-11-30T14:25:17.712901+00:00');
SELECT pg_catalog.setval('public.case_numbers', 1037, true);
ALTER TABLE ONLY public.addresses
    ADD CONSTRAINT addresses_pkey PRIMARY KEY (address, account);
ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.commits
    ADD CONSTRAINT commits_pkey PRIMARY KEY (writer);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.cursors
    ADD CONSTRAINT cursors_pkey PRIMARY KEY (source);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (account, case_number);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (case_number, number);
ALTER TABLE ONLY public.gates
    ADD CONSTRAINT gates_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.holders
    ADD CONSTRAINT holders_pkey PRIMARY KEY (person);
ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (lane, "position", kind);
ALTER TABLE ONLY public.learned
    ADD CONSTRAINT learned_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.loans
    ADD CONSTRAINT loans_pkey PRIMARY KEY (team, person);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT mentions_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.missing
    ADD CONSTRAINT missing_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.moved_channels
    ADD CONSTRAINT moved_channels_pkey PRIMARY KEY (old);
ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.pairs
    ADD CONSTRAINT pairs_pkey PRIMARY KEY (one, other);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (account);
ALTER TABLE ONLY public.pulses
    ADD CONSTRAINT pulses_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.rule_drafts
    ADD CONSTRAINT rule_drafts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_versions
    ADD CONSTRAINT rule_versions_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.spending
    ADD CONSTRAINT spending_pkey PRIMARY KEY (month, network);
ALTER TABLE ONLY public.steps
    ADD CONSTRAINT steps_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.threads
    ADD CONSTRAINT threads_pkey PRIMARY KEY (channel, ts);
ALTER TABLE ONLY public.toggles
    ADD CONSTRAINT toggles_pkey PRIMARY KEY (team, person);
ALTER TABLE ONLY public.topics
    ADD CONSTRAINT topics_pkey PRIMARY KEY (topic, at, key);
ALTER TABLE ONLY public.trails
    ADD CONSTRAINT trails_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.turns
    ADD CONSTRAINT turns_pkey PRIMARY KEY (team, person);
ALTER TABLE ONLY public.warnings
    ADD CONSTRAINT warnings_pkey PRIMARY KEY (team, case_number, clock);
CREATE INDEX cases_late_of_team ON public.cases USING btree (team, due_at, number) WHERE (status <> 'resolved'::text);
CREATE INDEX cases_owned ON public.cases USING btree (owner, priority, COALESCE(due_at, '9'::text), number) WHERE (status = 'claimed'::text);
CREATE INDEX cases_snoozed ON public.cases USING btree (number) WHERE (status = 'snoozed'::text);
CREATE INDEX cases_waiting ON public.cases USING btree (team, priority, COALESCE(due_at, '9'::text), number) WHERE (status = 'waiting'::text);
CREATE INDEX corrections_latest ON public.corrections USING btree (at, key);
CREATE UNIQUE INDEX events_heard_once ON public.events USING btree (case_number, request, kind);
CREATE INDEX jobs_buried ON public.jobs USING btree (lane) WHERE (buried = 1);
CREATE INDEX jobs_held ON public.jobs USING btree (held) WHERE (held IS NOT NULL);
CREATE UNIQUE INDEX jobs_key ON public.jobs USING btree (key);
CREATE INDEX jobs_leased ON public.jobs USING btree (leased_until) WHERE (leased_until IS NOT NULL);
CREATE INDEX jobs_pending ON public.jobs USING btree (gate, urgency, run_at, lane) WHERE (buried = 0);
CREATE INDEX mentions_ignored ON public.mentions USING btree (at, key) WHERE (outcome = 'ignored'::text);
CREATE INDEX mentions_taken ON public.mentions USING btree (at, key) WHERE (case_number IS NOT NULL);
CREATE INDEX people_person ON public.people USING btree (person);
CREATE INDEX receipts_sampled ON public.receipts USING btree (native_id) WHERE (key ~~ 'sampled/%'::text);
