BEGIN TRANSACTION;
CREATE TABLE addresses (
        address text not null, account text not null, own integer not null, primary key (address, account));
INSERT INTO "addresses" VALUES('x.com/flo','x/7000000017',1);
INSERT INTO "addresses" VALUES('x.com/ana','x/7000000018',1);
INSERT INTO "addresses" VALUES('x.com/bob','x/7000000019',1);
INSERT INTO "addresses" VALUES('x.com/cleo','x/7000000020',1);
INSERT INTO "addresses" VALUES('x.com/dan','x/7000000021',1);
INSERT INTO "addresses" VALUES('x.com/eve','x/7000000022',1);
INSERT INTO "addresses" VALUES('x.com/fay','x/7000000023',1);
INSERT INTO "addresses" VALUES('x.com/hal','x/7000000024',1);
INSERT INTO "addresses" VALUES('x.com/ida','x/7000000025',1);
INSERT INTO "addresses" VALUES('x.com/jan','x/7000000026',1);
INSERT INTO "addresses" VALUES('x.com/kim','x/7000000027',1);
INSERT INTO "addresses" VALUES('x.com/max','x/7000000028',1);
INSERT INTO "addresses" VALUES('x.com/ned','x/7000000029',1);
INSERT INTO "addresses" VALUES('x.com/oda','x/7000000030',1);
INSERT INTO "addresses" VALUES('x.com/pia','x/7000000031',1);
INSERT INTO "addresses" VALUES('x.com/quin','x/7000000032',1);
INSERT INTO "addresses" VALUES('x.com/rob','x/7000000033',1);
INSERT INTO "addresses" VALUES('x.com/rob0','x/7000000034',1);
INSERT INTO "addresses" VALUES('x.com/rob1','x/7000000035',1);
INSERT INTO "addresses" VALUES('x.com/rob2','x/7000000036',1);
INSERT INTO "addresses" VALUES('x.com/rob3','x/7000000037',1);
INSERT INTO "addresses" VALUES('x.com/sam','x/7000000038',1);
INSERT INTO "addresses" VALUES('x.com/tess','x/7000000039',1);
INSERT INTO "addresses" VALUES('x.com/vic','x/7000000040',1);
INSERT INTO "addresses" VALUES('x.com/wim','x/7000000041',1);
INSERT INTO "addresses" VALUES('x.com/xia','x/7000000042',1);
INSERT INTO "addresses" VALUES('x.com/yan','x/7000000043',1);
INSERT INTO "addresses" VALUES('x.com/zoe','x/7000000044',1);
INSERT INTO "addresses" VALUES('x.com/abe','x/7000000045',1);
INSERT INTO "addresses" VALUES('x.com/bea','x/7000000047',1);
INSERT INTO "addresses" VALUES('x.com/dora','x/7000000048',1);
INSERT INTO "addresses" VALUES('x.com/finn','x/7000000049',1);
INSERT INTO "addresses" VALUES('x.com/gus','x/7000000050',1);
CREATE TABLE case_numbers("last");
INSERT INTO "case_numbers" VALUES(1037);
CREATE TABLE cases (
        number integer primary key, version integer not null, status text not null, team text not null,
        owner text, priority integer not null, due_at text, opened_at text not null, answered_at text,
        resolved_at text, body text not null);
INSERT INTO "cases" VALUES(1001,4,'waiting','billing',NULL,2,'2026-11-30T14:18:14.609000+00:00','2026-11-30T13:18:14.685614+00:00',NULL,NULL,'{"number":1001,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:14.685614Z","mentions":[{"network":"x","native_id":"2127391757233553408","conversation":"2127391757233553408","author":{"handle":"flo","name":"flo","followers":120,"native_id":"7000000017"},"text":"larkspur sent me a bill for a boat","url":"https://x.com/flo/status/2127391757233553408","posted_at":"2026-11-30T13:18:14.609000Z","may_reply":{"answer":"no","why":"X takes a reply by its API only when the author mentioned our account or quoted one of our posts. Answer this one on X itself."},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044694.744228","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044694744228","name":"#billing"},"asked_at":"2026-11-30T13:18:14.609000Z","question":[{"number":1,"key":"x/2127391757233553408","since":"2026-11-30T13:18:14.609000Z"}],"due_at":"2026-11-30T14:18:14.609000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:14.609000Z","run":1,"since":"2026-11-30T13:18:14.609000Z","due_at":"2026-11-30T14:18:14.609000Z","told":100}],"version":4}');
INSERT INTO "cases" VALUES(1002,6,'waiting','billing',NULL,2,'2026-11-30T14:18:34.825000+00:00','2026-11-30T13:18:34.922076+00:00',NULL,NULL,'{"number":1002,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:34.922076Z","mentions":[{"network":"x","native_id":"2127391758139523072","conversation":"2127391758139523072","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill has a fee for a blue lamp","url":"https://x.com/ana/status/2127391758139523072","posted_at":"2026-11-30T13:18:34.825000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127391983608528896","conversation":"2127391983608528896","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill still has the lamp","url":"https://x.com/ana/status/2127391983608528896","posted_at":"2026-11-30T14:24:28.581000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":2,"turn":2,"thread":{"channel":"C0BILLING","ts":"1796044714.950733","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044714950733","name":"#billing"},"asked_at":"2026-11-30T13:18:34.825000Z","question":[{"number":1,"key":"x/2127391758139523072","since":"2026-11-30T13:18:34.825000Z"},{"number":6,"key":"x/2127391983608528896","since":"2026-11-30T14:24:28.581000Z","taken":"2026-11-30T14:24:28.588586Z","target":5400}],"due_at":"2026-11-30T14:18:34.825000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:34.825000Z","run":1,"since":"2026-11-30T13:18:34.825000Z","due_at":"2026-11-30T14:18:34.825000Z","told":100}],"mood":"negative","mood_by":"U0AINO","version":6}');
INSERT INTO "cases" VALUES(1003,10,'claimed','billing','U0AINO',2,'2026-11-30T14:18:35.030000+00:00','2026-11-30T13:18:35.045352+00:00',NULL,NULL,'{"number":1003,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:35.045352Z","mentions":[{"network":"x","native_id":"2127391758999355392","conversation":"2127391758999355392","author":{"handle":"bob","name":"bob","followers":120,"native_id":"7000000019"},"text":"@larkspur_help my bill has a violet teapot on it","url":"https://x.com/bob/status/2127391758999355392","posted_at":"2026-11-30T13:18:35.030000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044715.069526","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044715069526","name":"#billing"},"drafts":[{"number":8,"by":"U0AINO","text":"Sorry Bob, the teapot was ours.","to":"2127391758999355392","turn":1,"network":"x","cost":10000}],"asked_at":"2026-11-30T13:18:35.030000Z","question":[{"number":1,"key":"x/2127391758999355392","since":"2026-11-30T13:18:35.030000Z"}],"due_at":"2026-11-30T14:18:35.030000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:35.030000Z","run":1,"since":"2026-11-30T13:18:35.030000Z","due_at":"2026-11-30T14:18:35.030000Z","told":100}],"version":10}');
INSERT INTO "cases" VALUES(1004,8,'claimed','billing','U0AINO',2,NULL,'2026-11-30T13:18:35.277003+00:00','2026-11-30T13:18:35.450005+00:00',NULL,'{"number":1004,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:35.277003Z","mentions":[{"network":"x","native_id":"2127391759762718720","conversation":"2127391759762718720","author":{"handle":"cleo","name":"cleo","followers":120,"native_id":"7000000020"},"text":"@larkspur_help my bill came twice","url":"https://x.com/cleo/status/2127391759762718720","posted_at":"2026-11-30T13:18:35.212000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044715.309490","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044715309490","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127391759762718720","state":"sent","at":"2026-11-30T13:18:35.405017Z","turn":1,"url":"https://x.com/larkspur_help/status/2127391760748380160","native_id":"2127391760748380160","network":"x","cost":10000,"sent_at":"2026-11-30T13:18:35.450005Z","correction":{"number":8,"by":"U0AINO"}}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:18:35.212000Z","ended_at":"2026-11-30T13:18:35.450005Z","spent":0.238005}],"answered_at":"2026-11-30T13:18:35.450005Z","version":8}');
INSERT INTO "cases" VALUES(1005,8,'claimed','billing','U0AINO',2,'2026-11-30T14:18:35.499000+00:00','2026-11-30T13:18:35.528984+00:00',NULL,NULL,'{"number":1005,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:35.528984Z","mentions":[{"network":"x","native_id":"2127391760966483968","conversation":"2127391760966483968","author":{"handle":"dan","name":"dan","followers":120,"native_id":"7000000021"},"text":"@larkspur_help my bill is for a green kettle","url":"https://x.com/dan/status/2127391760966483968","posted_at":"2026-11-30T13:18:35.499000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044715.547157","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044715547157","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127391760966483968","state":"not sent","at":"2026-11-30T13:18:35.626160Z","turn":1,"why":"X asks us to wait: our limit of calls is used up.","network":"x","cost":10000}],"asked_at":"2026-11-30T13:18:35.499000Z","question":[{"number":1,"key":"x/2127391760966483968","since":"2026-11-30T13:18:35.499000Z"}],"due_at":"2026-11-30T14:18:35.499000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:35.499000Z","run":1,"since":"2026-11-30T13:18:35.499000Z","due_at":"2026-11-30T14:18:35.499000Z","told":100}],"version":8}');
INSERT INTO "cases" VALUES(1006,8,'claimed','billing','U0AINO',2,'2026-11-30T14:18:36.749000+00:00','2026-11-30T13:18:36.786803+00:00',NULL,NULL,'{"number":1006,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:36.786803Z","mentions":[{"network":"x","native_id":"2127391766209363968","conversation":"2127391766209363968","author":{"handle":"eve","name":"eve","followers":120,"native_id":"7000000022"},"text":"@larkspur_help my bill is in pounds","url":"https://x.com/eve/status/2127391766209363968","posted_at":"2026-11-30T13:18:36.749000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044716.835920","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044716835920","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127391766209363968","state":"nobody can tell","at":"2026-11-30T13:18:37.233581Z","turn":1,"why":"X answered with an error (500).","network":"x","cost":10000}],"asked_at":"2026-11-30T13:18:36.749000Z","question":[{"number":1,"key":"x/2127391766209363968","since":"2026-11-30T13:18:36.749000Z"}],"due_at":"2026-11-30T14:18:36.749000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:36.749000Z","run":1,"since":"2026-11-30T13:18:36.749000Z","due_at":"2026-11-30T14:18:36.749000Z","told":100}],"version":8}');
INSERT INTO "cases" VALUES(1007,8,'claimed','billing','U0AINO',2,'2026-11-30T14:18:38.084000+00:00','2026-11-30T13:18:38.205796+00:00',NULL,NULL,'{"number":1007,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:38.205796Z","mentions":[{"network":"x","native_id":"2127391771808759808","conversation":"2127391771808759808","author":{"handle":"fay","name":"fay","followers":120,"native_id":"7000000023"},"text":"@larkspur_help my bill is in francs","url":"https://x.com/fay/status/2127391771808759808","posted_at":"2026-11-30T13:18:38.084000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044718.230012","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044718230012","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"It goes back today.","to":"2127391771808759808","state":"nobody can tell","at":"2026-11-30T13:18:38.488841Z","turn":1,"why":"X answered with an error (500).","network":"x","cost":10000}],"asked_at":"2026-11-30T13:18:38.084000Z","question":[{"number":1,"key":"x/2127391771808759808","since":"2026-11-30T13:18:38.084000Z"}],"due_at":"2026-11-30T14:18:38.084000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:38.084000Z","run":1,"since":"2026-11-30T13:18:38.084000Z","due_at":"2026-11-30T14:18:38.084000Z","told":100}],"version":8}');
INSERT INTO "cases" VALUES(1008,13,'claimed','billing','U0AINO',2,NULL,'2026-11-30T13:18:39.146809+00:00','2026-11-30T13:18:39.561083+00:00',NULL,'{"number":1008,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:39.146809Z","mentions":[{"network":"discord","native_id":"1576950482331500555-1576950506683629568","conversation":"1576950482331500555-1576950506683629568","author":{"handle":"gia_moss","name":"Gia Moss","native_id":"1576950482331500551"},"text":"refund for the red sofa, please","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950506683629568","posted_at":"2026-11-30T13:18:39.118048Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044719.204132","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044719204132","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sorry!","to":"1576950482331500555-1576950506683629568","state":"sent","at":"2026-11-30T13:18:39.533211Z","turn":1,"url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950508541706240","native_id":"1576950482331500555-1576950508541706240","network":"discord","sent_at":"2026-11-30T13:18:39.561083Z","correction":{"number":13,"by":"U0AINO","text":"Sorry, and thanks!"},"corrected_at":"2026-11-30T13:18:40.608537Z"}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:18:39.118048Z","ended_at":"2026-11-30T13:18:39.561083Z","spent":0.443035}],"answered_at":"2026-11-30T13:18:39.561083Z","version":13}');
INSERT INTO "cases" VALUES(1009,10,'claimed','billing','U0AINO',2,'2026-11-30T14:18:40.658761+00:00','2026-11-30T13:18:40.697231+00:00',NULL,NULL,'{"number":1009,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:40.697231Z","mentions":[{"network":"discord","native_id":"1576950482331500555-1576950513147052032","conversation":"1576950482331500555-1576950513147052032","author":{"handle":"pixel_pim","name":"Pim","native_id":"1576950482331500552"},"text":"refund for the grey sofa, please","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950513147052032","posted_at":"2026-11-30T13:18:40.658761Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044720.780171","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044720780171","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sory!","to":"1576950482331500555-1576950513147052032","state":"deleted","at":"2026-11-30T13:18:40.959456Z","turn":1,"url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950517244887040","native_id":"1576950482331500555-1576950517244887040","network":"discord","sent_at":"2026-11-30T13:18:41.636343Z"}],"asked_at":"2026-11-30T13:18:40.658761Z","question":[{"number":1,"key":"discord/1576950482331500555-1576950513147052032","since":"2026-11-30T13:18:40.658761Z"}],"due_at":"2026-11-30T14:18:40.658761Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:40.658761Z","run":8,"since":"2026-11-30T13:18:40.658761Z","due_at":"2026-11-30T14:18:40.658761Z","told":100}],"version":10}');
INSERT INTO "cases" VALUES(1010,12,'claimed','billing','U0AINO',2,NULL,'2026-11-30T13:18:42.873998+00:00','2026-11-30T13:18:43.704999+00:00',NULL,'{"number":1010,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:42.873998Z","mentions":[{"network":"discord","native_id":"1576950482331500555-1576950522173194240","conversation":"1576950482331500555-1576950522173194240","author":{"handle":"dora_bakes","name":"Dora Okafor","native_id":"1576950482331500553"},"text":"refund for the gold sofa, please","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950522173194240","posted_at":"2026-11-30T13:18:42.811074Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044722.967632","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044722967632","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sory!","to":"1576950482331500555-1576950522173194240","state":"sent","at":"2026-11-30T13:18:43.242263Z","turn":1,"url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950525922902016","native_id":"1576950482331500555-1576950525922902016","network":"discord","sent_at":"2026-11-30T13:18:43.704999Z","trouble":"Discord refused: it gives no reason (no code)."}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:18:42.811074Z","ended_at":"2026-11-30T13:18:43.704999Z","spent":0.893925}],"answered_at":"2026-11-30T13:18:43.704999Z","version":12}');
INSERT INTO "cases" VALUES(1011,9,'waiting','service',NULL,2,'2026-11-30T14:18:58.051000+00:00','2026-11-30T13:18:58.208535+00:00',NULL,NULL,'{"number":1011,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"opened_at":"2026-11-30T13:18:58.208535Z","mentions":[{"network":"x","native_id":"2127391855556427776","conversation":"2127391855556427776","author":{"handle":"hal","name":"hal","followers":120,"native_id":"7000000024"},"text":"@larkspur_help my bill has a router on loan","url":"https://x.com/hal/status/2127391855556427776","posted_at":"2026-11-30T13:18:58.051000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0SERVICE","ts":"1796044738.268910","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044738268910","name":"#service"},"asked_at":"2026-11-30T13:18:58.051000Z","question":[{"number":1,"key":"x/2127391855556427776","since":"2026-11-30T13:18:58.051000Z"}],"due_at":"2026-11-30T14:18:58.051000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:58.051000Z","run":1,"since":"2026-11-30T13:18:58.051000Z","due_at":"2026-11-30T14:18:58.051000Z","told":100},{"kind":"claim","target":900,"hours":"","started_at":"2026-11-30T13:18:58.588578Z","run":5,"since":"2026-11-30T13:18:58.588578Z","due_at":"2026-11-30T13:33:58.588578Z","told":100}],"kept":[{"kind":"claim","target":900,"started_at":"2026-11-30T13:18:58.208535Z","ended_at":"2026-11-30T13:18:58.448308Z","spent":0.239773}],"tried":["U0RUTH"],"version":9}');
INSERT INTO "cases" VALUES(1012,13,'waiting','billing',NULL,2,'2026-11-30T14:18:58.979000+00:00','2026-11-30T13:18:58.982694+00:00',NULL,NULL,'{"number":1012,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"},"opened_at":"2026-11-30T13:18:58.982694Z","mentions":[{"network":"x","native_id":"2127391859448741888","conversation":"2127391859448741888","author":{"handle":"ida","name":"ida","followers":120,"native_id":"7000000025"},"text":"@larkspur_help my bill is for an orange hat","url":"https://x.com/ida/status/2127391859448741888","posted_at":"2026-11-30T13:18:58.979000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044741.828112","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044741828112","name":"#billing"},"earlier_threads":[{"channel":"C0BILLING","ts":"1796044739.056844","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044739056844","name":"#billing"},{"channel":"C0SERVICE","ts":"1796044739.601939","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044739601939","name":"#service"},{"channel":"C0BILLING","ts":"1796044740.242007","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044740242007","name":"#billing"},{"channel":"C0SERVICE","ts":"1796044741.301291","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044741301291","name":"#service"}],"hand_off":{"by":"U0LEON","team_from":"service","reason":"not ours","at":"2026-11-30T13:19:01.619206Z","sent_back":true,"number":10},"brought":{"by":"U0LEON","team_from":"service","reason":"not ours","at":"2026-11-30T13:19:01.619206Z","sent_back":true,"number":10},"sent_back":2,"asked_at":"2026-11-30T13:18:58.979000Z","question":[{"number":1,"key":"x/2127391859448741888","since":"2026-11-30T13:18:58.979000Z"}],"due_at":"2026-11-30T14:18:58.979000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:58.979000Z","run":1,"since":"2026-11-30T13:18:58.979000Z","due_at":"2026-11-30T14:18:58.979000Z","told":100}],"version":13}');
INSERT INTO "cases" VALUES(1013,9,'waiting','service',NULL,2,'2026-11-30T14:19:02.119000+00:00','2026-11-30T13:19:02.202185+00:00',NULL,NULL,'{"number":1013,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:02.202185Z","mentions":[{"network":"x","native_id":"2127391872618856448","conversation":"2127391872618856448","author":{"handle":"jan","name":"jan","followers":120,"native_id":"7000000026"},"text":"@larkspur_help my bill is for a pink hat","url":"https://x.com/jan/status/2127391872618856448","posted_at":"2026-11-30T13:19:02.119000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0SERVICE","ts":"1796044742.658343","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044742658343","name":"#service"},"earlier_threads":[{"channel":"C0BILLING","ts":"1796044742.239152","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044742239152","name":"#billing"}],"hand_off":{"by":"U0AINO","team_from":"billing","reason":"it is the modem","at":"2026-11-30T13:19:02.414218Z","number":4},"brought":{"by":"U0AINO","team_from":"billing","reason":"it is the modem","at":"2026-11-30T13:19:02.414218Z","number":4},"asked_at":"2026-11-30T13:19:02.119000Z","question":[{"number":1,"key":"x/2127391872618856448","since":"2026-11-30T13:19:02.119000Z"}],"due_at":"2026-11-30T14:19:02.119000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:02.119000Z","run":1,"since":"2026-11-30T13:19:02.119000Z","due_at":"2026-11-30T14:19:02.119000Z","told":100},{"kind":"hand_off","target":1800,"hours":"","started_at":"2026-11-30T13:19:02.414218Z","run":4,"since":"2026-11-30T13:19:02.414218Z","due_at":"2026-11-30T13:49:02.414218Z","told":100}],"version":9}');
INSERT INTO "cases" VALUES(1014,6,'snoozed','billing','U0AINO',2,'2026-11-30T14:19:02.987000+00:00','2026-11-30T13:19:03.121126+00:00',NULL,NULL,'{"number":1014,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:03.121126Z","mentions":[{"network":"x","native_id":"2127391876259512320","conversation":"2127391876259512320","author":{"handle":"kim","name":"kim","followers":120,"native_id":"7000000027"},"text":"@larkspur_help my bill is wrong, says kim","url":"https://x.com/kim/status/2127391876259512320","posted_at":"2026-11-30T13:19:02.987000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044743.136398","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044743136398","name":"#billing"},"snooze":{"number":4,"by":"U0AINO","until":"2026-11-30T15:19:03.706784Z"},"asked_at":"2026-11-30T13:19:02.987000Z","question":[{"number":1,"key":"x/2127391876259512320","since":"2026-11-30T13:19:02.987000Z"}],"due_at":"2026-11-30T14:19:02.987000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:02.987000Z","run":1,"since":"2026-11-30T13:19:02.987000Z","due_at":"2026-11-30T14:19:02.987000Z","told":100}],"version":6}');
INSERT INTO "cases" VALUES(1015,7,'claimed','billing','U0AINO',2,'2026-11-30T14:19:03.793000+00:00','2026-11-30T13:19:03.844328+00:00',NULL,NULL,'{"number":1015,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:03.844328Z","mentions":[{"network":"x","native_id":"2127391879640121344","conversation":"2127391879640121344","author":{"handle":"max","name":"max","followers":120,"native_id":"7000000028"},"text":"@larkspur_help my bill is wrong, says max","url":"https://x.com/max/status/2127391879640121344","posted_at":"2026-11-30T13:19:03.793000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044743.899917","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044743899917","name":"#billing"},"asked_at":"2026-11-30T13:19:03.793000Z","question":[{"number":1,"key":"x/2127391879640121344","since":"2026-11-30T13:19:03.793000Z"}],"due_at":"2026-11-30T14:19:03.793000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:03.793000Z","run":1,"since":"2026-11-30T13:19:03.793000Z","due_at":"2026-11-30T14:19:03.793000Z","told":100}],"version":7}');
INSERT INTO "cases" VALUES(1016,4,'resolved','billing','U0AINO',2,NULL,'2026-11-30T13:19:04.821808+00:00',NULL,'2026-11-30T13:19:05.947269+00:00','{"number":1016,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:04.821808Z","mentions":[{"network":"x","native_id":"2127391883251417088","conversation":"2127391883251417088","author":{"handle":"ned","name":"ned","followers":120,"native_id":"7000000029"},"text":"@larkspur_help my bill is wrong, says ned","url":"https://x.com/ned/status/2127391883251417088","posted_at":"2026-11-30T13:19:04.654000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"resolved","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044745.372997","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044745372997","name":"#billing"},"resolution":"spam","resolved_at":"2026-11-30T13:19:05.947269Z","version":4}');
INSERT INTO "cases" VALUES(1017,6,'waiting','billing',NULL,2,NULL,'2026-11-30T13:19:06.149568+00:00',NULL,NULL,'{"number":1017,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:06.149568Z","mentions":[{"network":"x","native_id":"2127391889102471168","conversation":"2127391889102471168","author":{"handle":"oda","name":"oda","followers":120,"native_id":"7000000030"},"text":"@larkspur_help my bill is wrong, says oda","url":"https://x.com/oda/status/2127391889102471168","posted_at":"2026-11-30T13:19:06.049000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044746.238057","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044746238057","name":"#billing"},"recalled":true,"version":6}');
INSERT INTO "cases" VALUES(1018,6,'claimed','billing','U0AINO',2,'2026-11-30T14:19:06.754000+00:00','2026-11-30T13:19:06.819104+00:00',NULL,NULL,'{"number":1018,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:06.819104Z","mentions":[{"network":"x","native_id":"2127391892059455488","conversation":"2127391892059455488","author":{"handle":"pia","name":"pia","followers":120,"native_id":"7000000031"},"text":"@larkspur_help my bill has a silver spoon","url":"https://x.com/pia/status/2127391892059455488","posted_at":"2026-11-30T13:19:06.754000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044746.888345","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044746888345","name":"#billing"},"guidance":[{"number":4,"by":"U0AINO","question":"is it the router?","at":"2026-11-30T13:19:07.274581Z","team":"service","title":"Customer service"}],"asked_at":"2026-11-30T13:19:06.754000Z","question":[{"number":1,"key":"x/2127391892059455488","since":"2026-11-30T13:19:06.754000Z"}],"due_at":"2026-11-30T14:19:06.754000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:06.754000Z","run":1,"since":"2026-11-30T13:19:06.754000Z","due_at":"2026-11-30T14:19:06.754000Z","told":100}],"version":6}');
INSERT INTO "cases" VALUES(1019,8,'claimed','billing','U0AINO',2,'2026-11-30T14:19:07.668000+00:00','2026-11-30T13:19:07.949489+00:00',NULL,NULL,'{"number":1019,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:07.949489Z","mentions":[{"network":"x","native_id":"2127391895893049344","conversation":"2127391895893049344","author":{"handle":"quin","name":"quin","followers":120,"native_id":"7000000032"},"text":"@larkspur_help my bill has a silver fork","url":"https://x.com/quin/status/2127391895893049344","posted_at":"2026-11-30T13:19:07.668000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044747.992062","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044747992062","name":"#billing"},"asked_at":"2026-11-30T13:19:07.668000Z","question":[{"number":1,"key":"x/2127391895893049344","since":"2026-11-30T13:19:07.668000Z"}],"due_at":"2026-11-30T14:19:07.668000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:07.668000Z","run":1,"since":"2026-11-30T13:19:07.668000Z","due_at":"2026-11-30T14:19:07.668000Z","told":100}],"version":8}');
INSERT INTO "cases" VALUES(1020,7,'waiting','billing',NULL,2,'2026-11-30T14:19:08.784000+00:00','2026-11-30T13:19:08.925495+00:00',NULL,NULL,'{"number":1020,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:08.925495Z","mentions":[{"network":"x","native_id":"2127391900573892608","conversation":"2127391900573892608","author":{"handle":"rob","name":"rob","followers":120,"native_id":"7000000033"},"text":"@larkspur_help my bill, first time","url":"https://x.com/rob/status/2127391900573892608","posted_at":"2026-11-30T13:19:08.784000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0BILLING","ts":"1796044749.059461","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044749059461","name":"#billing"},"asked_at":"2026-11-30T13:19:08.784000Z","question":[{"number":1,"key":"x/2127391900573892608","since":"2026-11-30T13:19:08.784000Z"}],"due_at":"2026-11-30T14:19:08.784000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:08.784000Z","run":1,"since":"2026-11-30T13:19:08.784000Z","due_at":"2026-11-30T14:19:08.784000Z","told":100}],"accounts":["x/7000000035"],"version":7}');
INSERT INTO "cases" VALUES(1021,8,'claimed','billing','U0AINO',2,'2026-11-30T14:19:09.181000+00:00','2026-11-30T13:19:09.282096+00:00',NULL,NULL,'{"number":1021,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:09.282096Z","mentions":[{"network":"x","native_id":"2127391902239031296","conversation":"2127391902239031296","author":{"handle":"rob0","name":"rob0","followers":120,"native_id":"7000000034"},"text":"@larkspur_help my bill again, number 0","url":"https://x.com/rob0/status/2127391902239031296","posted_at":"2026-11-30T13:19:09.181000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044749.651956","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044749651956","name":"#billing"},"replies":[{"number":8,"by":"U0AINO","text":"This reply waits in the file.","to":"2127391902239031296","state":"sending","at":"2026-11-30T14:24:28.633769Z","turn":1,"network":"x","cost":10000}],"asked_at":"2026-11-30T13:19:09.181000Z","question":[{"number":1,"key":"x/2127391902239031296","since":"2026-11-30T13:19:09.181000Z"}],"due_at":"2026-11-30T14:19:09.181000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:09.181000Z","run":1,"since":"2026-11-30T13:19:09.181000Z","due_at":"2026-11-30T14:19:09.181000Z","told":100}],"matches":[{"number":4,"by":"U0AINO","account":"x/7000000034","other":"x/7000000033","names":["rob0","rob"],"of_case":1020}],"version":8}');
INSERT INTO "cases" VALUES(1022,10,'claimed','billing','U0AINO',2,'2026-11-30T14:19:10.351000+00:00','2026-11-30T13:19:10.405319+00:00',NULL,NULL,'{"number":1022,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:10.405319Z","mentions":[{"network":"x","native_id":"2127391907146366976","conversation":"2127391907146366976","author":{"handle":"rob1","name":"rob1","followers":120,"native_id":"7000000035"},"text":"@larkspur_help my bill again, number 1","url":"https://x.com/rob1/status/2127391907146366976","posted_at":"2026-11-30T13:19:10.351000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044750.465364","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044750465364","name":"#billing"},"asked_at":"2026-11-30T13:19:10.351000Z","question":[{"number":1,"key":"x/2127391907146366976","since":"2026-11-30T13:19:10.351000Z"}],"due_at":"2026-11-30T14:19:10.351000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:10.351000Z","run":1,"since":"2026-11-30T13:19:10.351000Z","due_at":"2026-11-30T14:19:10.351000Z","told":100}],"accounts":["x/7000000033"],"matches":[{"number":4,"by":"U0RUTH","account":"x/7000000035","other":"x/7000000033","names":["rob1","rob"],"of_case":1020,"said":"same"}],"version":10}');
INSERT INTO "cases" VALUES(1023,10,'claimed','billing','U0AINO',2,'2026-11-30T14:19:11.263000+00:00','2026-11-30T13:19:11.517058+00:00',NULL,NULL,'{"number":1023,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:11.517058Z","mentions":[{"network":"x","native_id":"2127391910971572224","conversation":"2127391910971572224","author":{"handle":"rob2","name":"rob2","followers":120,"native_id":"7000000036"},"text":"@larkspur_help my bill again, number 2","url":"https://x.com/rob2/status/2127391910971572224","posted_at":"2026-11-30T13:19:11.263000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044751.579334","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044751579334","name":"#billing"},"asked_at":"2026-11-30T13:19:11.263000Z","question":[{"number":1,"key":"x/2127391910971572224","since":"2026-11-30T13:19:11.263000Z"}],"due_at":"2026-11-30T14:19:11.263000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:11.263000Z","run":1,"since":"2026-11-30T13:19:11.263000Z","due_at":"2026-11-30T14:19:11.263000Z","told":100}],"matches":[{"number":4,"by":"U0RUTH","account":"x/7000000036","other":"x/7000000033","names":["rob2","rob"],"of_case":1020}],"version":10}');
INSERT INTO "cases" VALUES(1024,7,'claimed','billing','U0AINO',2,'2026-11-30T14:19:12.371000+00:00','2026-11-30T13:19:12.405778+00:00',NULL,NULL,'{"number":1024,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:12.405778Z","mentions":[{"network":"x","native_id":"2127391915618861056","conversation":"2127391915618861056","author":{"handle":"rob3","name":"rob3","followers":120,"native_id":"7000000037"},"text":"@larkspur_help my bill again, number 3","url":"https://x.com/rob3/status/2127391915618861056","posted_at":"2026-11-30T13:19:12.371000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044752.449069","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044752449069","name":"#billing"},"asked_at":"2026-11-30T13:19:12.371000Z","question":[{"number":1,"key":"x/2127391915618861056","since":"2026-11-30T13:19:12.371000Z"}],"due_at":"2026-11-30T14:19:12.371000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:12.371000Z","run":1,"since":"2026-11-30T13:19:12.371000Z","due_at":"2026-11-30T14:19:12.371000Z","told":100}],"matches":[{"number":4,"by":"U0RUTH","account":"x/7000000037","other":"x/7000000033","names":["rob3","rob"],"of_case":1020,"said":"not"}],"version":7}');
INSERT INTO "cases" VALUES(1025,9,'claimed','billing','U0AINO',2,NULL,'2026-11-30T13:19:13.040868+00:00','2026-11-30T13:19:13.460663+00:00',NULL,'{"number":1025,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:13.040868Z","mentions":[{"network":"x","native_id":"2127391917917339648","conversation":"2127391917917339648","author":{"handle":"sam","name":"sam","followers":120,"native_id":"7000000038"},"text":"@larkspur_help my bill has a secret of sam","url":"https://x.com/sam/status/2127391917917339648","posted_at":"2026-11-30T13:19:12.919000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"page","native_id":"1025-oinusinvwmtdnwa35bf5qy4k5m-da63f7ace11f5f3a","conversation":"1025-oinusinvwmtdnwa35bf5qy4k5m","author":{"handle":"sam","name":"sam","native_id":"1025-oinusinvwmtdnwa35bf5qy4k5m"},"text":"My number is sam-4711.","url":"","posted_at":"2026-11-30T13:18:53.584047Z","may_reply":{"answer":"yes"},"private":true,"case":1025,"to_account":"our private page","link_made_at":"2026-11-30T13:19:13.417000Z","unverified":true}],"mention_count":2,"turn":2,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044753.073190","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044753073190","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1025.mx3ao93d.f7sxdz4ys6cpsy3j5ik2qhyrme","to":"2127391917917339648","state":"sent","at":"2026-11-30T13:19:13.442821Z","turn":1,"url":"https://x.com/larkspur_help/status/2127391920186458112","native_id":"2127391920186458112","network":"x","cost":10000,"sent_at":"2026-11-30T13:19:13.460663Z"}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:19:12.919000Z","ended_at":"2026-11-30T13:19:13.460663Z","spent":0.541663}],"answered_at":"2026-11-30T13:19:13.460663Z","accounts":["page/1025-oinusinvwmtdnwa35bf5qy4k5m"],"accepted":["page/1025-oinusinvwmtdnwa35bf5qy4k5m"],"version":9}');
INSERT INTO "cases" VALUES(1026,11,'claimed','billing','U0AINO',2,NULL,'2026-11-30T13:19:13.849791+00:00','2026-11-30T13:19:14.485812+00:00',NULL,'{"number":1026,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:13.849791Z","mentions":[{"network":"x","native_id":"2127391921348280320","conversation":"2127391921348280320","author":{"handle":"tess","name":"tess","followers":120,"native_id":"7000000039"},"text":"@larkspur_help my bill has a secret of tess","url":"https://x.com/tess/status/2127391921348280320","posted_at":"2026-11-30T13:19:13.737000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"page","native_id":"1026-szabb6mic2n6o46bwkqdfatok4-e928b9c69f2b0a40","conversation":"1026-szabb6mic2n6o46bwkqdfatok4","author":{"handle":"tess","name":"tess","native_id":"1026-szabb6mic2n6o46bwkqdfatok4"},"text":"My number is tess-4711.","url":"","posted_at":"2026-11-30T13:18:54.757276Z","may_reply":{"answer":"yes"},"private":true,"case":1026,"to_account":"our private page","link_made_at":"2026-11-30T13:19:14.337000Z","unverified":true}],"mention_count":2,"turn":3,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044753.996747","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044753996747","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1026.mx3ao9sx.o4w26l4sai24lslqutmfjxfora","to":"2127391921348280320","state":"sent","at":"2026-11-30T13:19:14.350184Z","turn":1,"url":"https://x.com/larkspur_help/status/2127391924481425408","native_id":"2127391924481425408","network":"x","cost":10000,"sent_at":"2026-11-30T13:19:14.485812Z"}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:19:13.737000Z","ended_at":"2026-11-30T13:19:14.485812Z","spent":0.748812}],"answered_at":"2026-11-30T13:19:14.485812Z","links_revoked_at":"2026-11-30T13:19:15.144495Z","version":11}');
INSERT INTO "cases" VALUES(1027,6,'claimed','billing','U0AINO',2,'2026-11-30T14:19:15.494000+00:00','2026-11-30T13:19:15.618167+00:00',NULL,NULL,'{"number":1027,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:15.618167Z","mentions":[{"network":"x","native_id":"2127391928717672448","conversation":"2127391928717672448","author":{"handle":"vic","name":"vic","followers":120,"native_id":"7000000040"},"text":"@larkspur_help my bill is right after all","url":"https://x.com/vic/status/2127391928717672448","posted_at":"2026-11-30T13:19:15.494000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":2,"changed_turn":2,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044755.782227","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044755782227","name":"#billing"},"asked_at":"2026-11-30T13:19:15.494000Z","question":[{"number":1,"key":"x/2127391928717672448","since":"2026-11-30T13:19:15.494000Z"}],"due_at":"2026-11-30T14:19:15.494000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:19:15.494000Z","run":1,"since":"2026-11-30T13:19:15.494000Z","due_at":"2026-11-30T14:19:15.494000Z","told":100}],"version":6}');
INSERT INTO "cases" VALUES(1028,5,'claimed','billing','U0AINO',2,NULL,'2026-11-30T13:19:15.936468+00:00',NULL,NULL,'{"number":1028,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:15.936468Z","mentions":[{"network":"x","native_id":"2127391930491863040","conversation":"2127391930491863040","author":{"handle":"","name":"","native_id":"7000000041"},"text":"","url":"","posted_at":"2026-11-30T13:19:15.917000Z","may_reply":{"answer":"no","why":"The author took this post away."},"gone":true,"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044756.015677","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044756015677","name":"#billing"},"version":5}');
INSERT INTO "cases" VALUES(1029,10,'claimed','billing','U0AINO',2,NULL,'2026-11-30T13:19:18.113089+00:00','2026-11-30T13:19:19.124740+00:00',NULL,'{"number":1029,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"},"opened_at":"2026-11-30T13:19:18.113089Z","mentions":[{"network":"x","native_id":"2127391938423291904","conversation":"2127391938423291904","author":{"handle":"xia","name":"xia","followers":120,"native_id":"7000000042"},"text":"@larkspur_help my bill is long","url":"https://x.com/xia/status/2127391938423291904","posted_at":"2026-11-30T13:19:17.808000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796044758.265376","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044758265376","name":"#billing"},"drafts":[{"number":10,"by":"U0AINO","text":"It goes back today.","to":"2127391938423291904","turn":1,"network":"x","cost":10000}],"kept":[{"kind":"first_response","target":3600,"started_at":"2026-11-30T13:19:17.808000Z","ended_at":"2026-11-30T13:19:19.124740Z","spent":1.31674}],"answered_at":"2026-11-30T13:19:19.124740Z","longer":true,"version":10}');
INSERT INTO "cases" VALUES(1030,4,'claimed','outage','U0FEMI',1,'2026-11-30T21:19:19.236000+00:00','2026-11-30T13:19:19.369924+00:00',NULL,NULL,'{"number":1030,"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"opened_at":"2026-11-30T13:19:19.369924Z","mentions":[{"network":"x","native_id":"2127391944412758016","conversation":"2127391944412758016","author":{"handle":"yan","name":"yan","followers":120,"native_id":"7000000043"},"text":"@larkspur_help an outage in Elm Street","url":"https://x.com/yan/status/2127391944412758016","posted_at":"2026-11-30T13:19:19.236000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0FEMI","thread":{"channel":"C0OUTAGE","ts":"1796044759.452380","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044759452380","name":"#outage"},"asked_at":"2026-11-30T13:19:19.236000Z","question":[{"number":1,"key":"x/2127391944412758016","since":"2026-11-30T13:19:19.236000Z"}],"due_at":"2026-11-30T21:19:19.236000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T13:19:19.236000Z","run":1,"since":"2026-11-30T13:19:19.236000Z","due_at":"2026-11-30T21:19:19.236000Z"}],"version":4}');
INSERT INTO "cases" VALUES(1031,7,'claimed','outage','U0RUTH',1,'2026-11-30T21:19:19.801000+00:00','2026-11-30T13:19:19.957207+00:00',NULL,NULL,'{"number":1031,"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"opened_at":"2026-11-30T13:19:19.957207Z","mentions":[{"network":"x","native_id":"2127391946782539776","conversation":"2127391946782539776","author":{"handle":"zoe","name":"zoe","followers":120,"native_id":"7000000044"},"text":"@larkspur_help an outage in Oak Street","url":"https://x.com/zoe/status/2127391946782539776","posted_at":"2026-11-30T13:19:19.801000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0RUTH","thread":{"channel":"C0OUTAGE","ts":"1796044760.045959","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044760045959","name":"#outage"},"asked_at":"2026-11-30T13:19:19.801000Z","question":[{"number":1,"key":"x/2127391946782539776","since":"2026-11-30T13:19:19.801000Z"}],"due_at":"2026-11-30T21:19:19.801000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T13:19:19.801000Z","run":1,"since":"2026-11-30T13:19:19.801000Z","due_at":"2026-11-30T21:19:19.801000Z"}],"assignment":{"number":7,"until":"2026-11-30T14:34:22.814814Z"},"version":7}');
INSERT INTO "cases" VALUES(1032,6,'waiting','service',NULL,2,'2026-11-30T14:30:20.863000+00:00','2026-11-30T13:30:21.079439+00:00',NULL,NULL,'{"number":1032,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"opened_at":"2026-11-30T13:30:21.079439Z","mentions":[{"network":"x","native_id":"2127391951236890624","conversation":"2127391951236890624","author":{"handle":"abe","name":"abe","followers":120,"native_id":"7000000045"},"text":"@larkspur_help my router is slow to claim","url":"https://x.com/abe/status/2127391951236890624","posted_at":"2026-11-30T13:30:20.863000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0SERVICE","ts":"1796045421.287293","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796045421287293","name":"#service"},"asked_at":"2026-11-30T13:30:20.863000Z","question":[{"number":1,"key":"x/2127391951236890624","since":"2026-11-30T13:30:20.863000Z"}],"due_at":"2026-11-30T14:30:20.863000Z","clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:30:20.863000Z","run":1,"since":"2026-11-30T13:30:20.863000Z","due_at":"2026-11-30T14:30:20.863000Z","told":80},{"kind":"claim","target":900,"hours":"","started_at":"2026-11-30T13:30:21.079439Z","run":1,"since":"2026-11-30T13:30:21.079439Z","due_at":"2026-11-30T13:45:21.079439Z","told":100}],"version":6}');
INSERT INTO "cases" VALUES(1033,3,'waiting','press',NULL,2,'2026-11-30T22:24:26.597000+00:00','2026-11-30T14:24:26.615592+00:00',NULL,NULL,'{"number":1033,"route":{"team":"press","channel":"#press","notify":["@marketing"],"priority":2,"tags":[],"first_response":28800,"why":"press","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:24:26.615592Z","mentions":[{"network":"x","native_id":"2127391975287029760","conversation":"2127391975287029760","author":{"handle":"bea","name":"bea","followers":120,"native_id":"7000000047"},"text":"@larkspur_help a journalist asks about tariffs","url":"https://x.com/bea/status/2127391975287029760","posted_at":"2026-11-30T14:24:26.597000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"thread":{"channel":"C0PRESSSHARED","ts":"1796048666.630905","url":"https://larkspur.slack.com/archives/C0PRESSSHARED/p1796048666630905","name":"#press"},"asked_at":"2026-11-30T14:24:26.597000Z","question":[{"number":1,"key":"x/2127391975287029760","since":"2026-11-30T14:24:26.597000Z"}],"due_at":"2026-11-30T22:24:26.597000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T14:24:26.597000Z","run":1,"since":"2026-11-30T14:24:26.597000Z","due_at":"2026-11-30T22:24:26.597000Z"}],"version":3}');
INSERT INTO "cases" VALUES(1034,8,'claimed','billing','U0AINO',2,'2026-11-30T15:54:26.704000+00:00','2026-11-30T14:24:26.745813+00:00',NULL,NULL,'{"number":1034,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:24:26.745813Z","mentions":[{"network":"x","native_id":"2127391975735820288","conversation":"2127391975735820288","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help my bill is stuck","url":"https://x.com/dora/status/2127391975735820288","posted_at":"2026-11-30T14:24:26.704000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127391976654372864","conversation":"2127391976654372864","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help hello?","url":"https://x.com/dora/status/2127391976654372864","posted_at":"2026-11-30T14:24:26.923000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127391978554392576","conversation":"2127391978554392576","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help anybody there?","url":"https://x.com/dora/status/2127391978554392576","posted_at":"2026-11-30T14:24:27.376000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":3,"turn":3,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796048666.765653","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048666765653","name":"#billing"},"asked_at":"2026-11-30T14:24:26.704000Z","question":[{"number":1,"key":"x/2127391975735820288","since":"2026-11-30T14:24:26.704000Z"},{"number":4,"key":"x/2127391976654372864","since":"2026-11-30T14:24:26.923000Z","taken":"2026-11-30T14:24:27.056258Z","target":5400},{"number":7,"key":"x/2127391978554392576","since":"2026-11-30T14:24:27.376000Z","taken":"2026-11-30T14:24:27.407200Z","target":5400}],"due_at":"2026-11-30T15:54:26.704000Z","clocks":[{"kind":"first_response","target":5400,"hours":"","started_at":"2026-11-30T14:24:26.704000Z","run":1,"since":"2026-11-30T14:24:26.704000Z","due_at":"2026-11-30T15:54:26.704000Z"}],"stuck":"Slack refused: invalid_blocks.","version":8}');
INSERT INTO "cases" VALUES(1035,6,'claimed','billing','U0AINO',2,'2026-11-30T15:54:27.954000+00:00','2026-11-30T14:24:28.124859+00:00',NULL,NULL,'{"number":1035,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:24:28.124859Z","mentions":[{"network":"x","native_id":"2127391980978700288","conversation":"2127391980978700288","author":{"handle":"finn","name":"finn","followers":120,"native_id":"7000000049"},"text":"@larkspur_help my bill waits for its answer","url":"https://x.com/finn/status/2127391980978700288","posted_at":"2026-11-30T14:24:27.954000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"status":"claimed","owner":"U0AINO","thread":{"channel":"C0BILLING","ts":"1796048668.156917","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048668156917","name":"#billing"},"replies":[{"number":5,"by":"U0AINO","text":"Sorry Finn, it goes back today.","to":"2127391980978700288","state":"sending","at":"2026-11-30T14:24:28.317103Z","turn":1,"network":"x","cost":10000,"waits_until":"2026-11-30T15:24:28.000074Z","waits_for":"X asks us to wait: our limit of calls is used up."}],"asked_at":"2026-11-30T14:24:27.954000Z","question":[{"number":1,"key":"x/2127391980978700288","since":"2026-11-30T14:24:27.954000Z"}],"due_at":"2026-11-30T15:54:27.954000Z","clocks":[{"kind":"first_response","target":5400,"hours":"","started_at":"2026-11-30T14:24:27.954000Z","run":1,"since":"2026-11-30T14:24:27.954000Z","due_at":"2026-11-30T15:54:27.954000Z"}],"version":6}');
INSERT INTO "cases" VALUES(1036,3,'waiting','marketing',NULL,2,'2026-11-30T22:24:28.364000+00:00','2026-11-30T14:24:28.389938+00:00',NULL,NULL,'{"number":1036,"route":{"team":"marketing","channel":"#social","notify":[],"priority":2,"tags":[],"first_response":28800,"why":"default","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:24:28.389938Z","mentions":[{"network":"x","native_id":"2127391982698364928","conversation":"2127391982698364928","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help hello from Mill Lane","url":"https://x.com/gus/status/2127391982698364928","posted_at":"2026-11-30T14:24:28.364000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},{"network":"x","native_id":"2127391983243624448","conversation":"2127391983243624448","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help The card of this case waits for its channel","url":"https://x.com/gus/status/2127391983243624448","posted_at":"2026-11-30T14:24:28.494000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":2,"turn":2,"thread":{"channel":"C0SOCIAL","ts":"1796048668.440902","url":"https://larkspur.slack.com/archives/C0SOCIAL/p1796048668440902","name":"#social"},"asked_at":"2026-11-30T14:24:28.364000Z","question":[{"number":1,"key":"x/2127391982698364928","since":"2026-11-30T14:24:28.364000Z"},{"number":3,"key":"x/2127391983243624448","since":"2026-11-30T14:24:28.494000Z","taken":"2026-11-30T14:24:28.516939Z","target":28800}],"due_at":"2026-11-30T22:24:28.364000Z","clocks":[{"kind":"first_response","target":28800,"hours":"","started_at":"2026-11-30T14:24:28.364000Z","run":1,"since":"2026-11-30T14:24:28.364000Z","due_at":"2026-11-30T22:24:28.364000Z"}],"version":3}');
INSERT INTO "cases" VALUES(1037,1,'waiting','billing',NULL,2,'2026-11-30T15:54:28.580000+00:00','2026-11-30T14:24:28.588586+00:00',NULL,NULL,'{"number":1037,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"opened_at":"2026-11-30T14:24:28.588586Z","mentions":[{"network":"x","native_id":"2127391983604334592","conversation":"2127391983604334592","author":{"handle":"ivy","name":"ivy","followers":120,"native_id":"7000000051"},"text":"@larkspur_help my bill: This card waits in the file","url":"https://x.com/ivy/status/2127391983604334592","posted_at":"2026-11-30T14:24:28.580000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}],"mention_count":1,"turn":1,"asked_at":"2026-11-30T14:24:28.580000Z","question":[{"number":1,"key":"x/2127391983604334592","since":"2026-11-30T14:24:28.580000Z"}],"due_at":"2026-11-30T15:54:28.580000Z","clocks":[{"kind":"first_response","target":5400,"hours":"","started_at":"2026-11-30T14:24:28.580000Z","run":1,"since":"2026-11-30T14:24:28.580000Z","due_at":"2026-11-30T15:54:28.580000Z"}],"version":1}');
CREATE TABLE commits (writer text primary key, number bigint not null, closed integer not null);
CREATE TABLE corrections (
        key text primary key, text text not null, label text not null, said_by text not null, at text not null);
INSERT INTO "corrections" VALUES('x/2127391758139523072','my bill has a fee for a blue lamp','negative','U0AINO','2026-11-30T13:18:35.003331+00:00');
CREATE TABLE cursors (source text primary key, cursor text not null, at text not null);
INSERT INTO "cursors" VALUES('x/mentions','2127391983608528896','2026-11-30T14:24:28.588586+00:00');
INSERT INTO "cursors" VALUES('x/search','2127391924481425408','2026-11-30T14:24:28.593928+00:00');
INSERT INTO "cursors" VALUES('discord/1576950482331500555','1576950522173194240','2026-11-30T14:24:21.766883+00:00');
INSERT INTO "cursors" VALUES('discord/mentions','1576950487675043839','2026-11-30T14:24:21.767010+00:00');
INSERT INTO "cursors" VALUES('x/review','','2026-11-30T13:19:17.194570+00:00');
CREATE TABLE customers (account text, case_number integer, primary key (account, case_number));
INSERT INTO "customers" VALUES('x/7000000017',1001);
INSERT INTO "customers" VALUES('x/7000000018',1002);
INSERT INTO "customers" VALUES('x/7000000019',1003);
INSERT INTO "customers" VALUES('x/7000000020',1004);
INSERT INTO "customers" VALUES('x/7000000021',1005);
INSERT INTO "customers" VALUES('x/7000000022',1006);
INSERT INTO "customers" VALUES('x/7000000023',1007);
INSERT INTO "customers" VALUES('discord/1576950482331500551',1008);
INSERT INTO "customers" VALUES('discord/1576950482331500552',1009);
INSERT INTO "customers" VALUES('discord/1576950482331500553',1010);
INSERT INTO "customers" VALUES('x/7000000024',1011);
INSERT INTO "customers" VALUES('x/7000000025',1012);
INSERT INTO "customers" VALUES('x/7000000026',1013);
INSERT INTO "customers" VALUES('x/7000000027',1014);
INSERT INTO "customers" VALUES('x/7000000028',1015);
INSERT INTO "customers" VALUES('x/7000000029',1016);
INSERT INTO "customers" VALUES('x/7000000030',1017);
INSERT INTO "customers" VALUES('x/7000000031',1018);
INSERT INTO "customers" VALUES('x/7000000032',1019);
INSERT INTO "customers" VALUES('x/7000000033',1020);
INSERT INTO "customers" VALUES('x/7000000034',1021);
INSERT INTO "customers" VALUES('x/7000000035',1022);
INSERT INTO "customers" VALUES('x/7000000036',1023);
INSERT INTO "customers" VALUES('x/7000000037',1024);
INSERT INTO "customers" VALUES('x/7000000038',1025);
INSERT INTO "customers" VALUES('page/1025-oinusinvwmtdnwa35bf5qy4k5m',1025);
INSERT INTO "customers" VALUES('x/7000000039',1026);
INSERT INTO "customers" VALUES('page/1026-szabb6mic2n6o46bwkqdfatok4',1026);
INSERT INTO "customers" VALUES('x/7000000040',1027);
INSERT INTO "customers" VALUES('x/7000000041',1028);
INSERT INTO "customers" VALUES('x/7000000042',1029);
INSERT INTO "customers" VALUES('x/7000000043',1030);
INSERT INTO "customers" VALUES('x/7000000044',1031);
INSERT INTO "customers" VALUES('x/7000000045',1032);
INSERT INTO "customers" VALUES('x/7000000047',1033);
INSERT INTO "customers" VALUES('x/7000000048',1034);
INSERT INTO "customers" VALUES('x/7000000049',1035);
INSERT INTO "customers" VALUES('x/7000000050',1036);
CREATE TABLE events (
        case_number integer not null, number integer not null, kind text not null, actor text not null,
        at text not null, request text not null, data text not null, primary key (case_number, number));
INSERT INTO "events" VALUES(1001,1,'opened','x','2026-11-30T13:18:14.685614+00:00','x/2127391757233553408','{"mention":{"network":"x","native_id":"2127391757233553408","conversation":"2127391757233553408","author":{"handle":"flo","name":"flo","followers":120,"native_id":"7000000017"},"text":"larkspur sent me a bill for a boat","url":"https://x.com/flo/status/2127391757233553408","posted_at":"2026-11-30T13:18:14.609000Z","may_reply":{"answer":"no","why":"X takes a reply by its API only when the author mentioned our account or quoted one of our posts. Answer this one on X itself."},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1001,2,'shown','baton','2026-11-30T13:18:14.750521+00:00','1001@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044694.744228","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044694744228","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1002,1,'opened','x','2026-11-30T13:18:34.922076+00:00','x/2127391758139523072','{"mention":{"network":"x","native_id":"2127391758139523072","conversation":"2127391758139523072","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill has a fee for a blue lamp","url":"https://x.com/ana/status/2127391758139523072","posted_at":"2026-11-30T13:18:34.825000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1002,2,'shown','baton','2026-11-30T13:18:34.953507+00:00','1002@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044714.950733","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044714950733","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1002,3,'mood_corrected','U0AINO','2026-11-30T13:18:35.003331+00:00','action/mood_negative/trigger.000031','{"mood":"negative","network":"x","native_id":"2127391758139523072"}');
INSERT INTO "events" VALUES(1003,1,'opened','x','2026-11-30T13:18:35.045352+00:00','x/2127391758999355392','{"mention":{"network":"x","native_id":"2127391758999355392","conversation":"2127391758999355392","author":{"handle":"bob","name":"bob","followers":120,"native_id":"7000000019"},"text":"@larkspur_help my bill has a violet teapot on it","url":"https://x.com/bob/status/2127391758999355392","posted_at":"2026-11-30T13:18:35.030000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1003,2,'shown','baton','2026-11-30T13:18:35.083433+00:00','1003@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044715.069526","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044715069526","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1003,3,'claimed','U0AINO','2026-11-30T13:18:35.116694+00:00','action/claim/trigger.000061','{}');
INSERT INTO "events" VALUES(1003,4,'noted','U0AINO','2026-11-30T13:18:35.150456+00:00','C0BILLING/1796044715.147886','{"channel":"C0BILLING","ts":"1796044715.147886","text":"Looks like the May batch."}');
INSERT INTO "events" VALUES(1003,5,'noted','U0AINO','2026-11-30T13:18:35.155426+00:00','C0BILLING/1796044715.149336','{"channel":"C0BILLING","ts":"1796044715.149336","text":"Wrong thread, sorry."}');
INSERT INTO "events" VALUES(1003,6,'note_edited','U0AINO','2026-11-30T13:18:35.175140+00:00','C0BILLING/1796044715.147886/edited/1796044715.168576','{"channel":"C0BILLING","ts":"1796044715.147886","text":"The June batch."}');
INSERT INTO "events" VALUES(1003,7,'note_deleted','U0AINO','2026-11-30T13:18:35.187846+00:00','C0BILLING/1796044715.149336/deleted','{"channel":"C0BILLING","ts":"1796044715.149336"}');
INSERT INTO "events" VALUES(1003,8,'drafted','U0AINO','2026-11-30T13:18:35.201118+00:00','view/V000084/reply/ca51ccd7293a4ce6','{"text":"Sorry Bob, the teapot was ours.","to":"2127391758999355392","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1004,1,'opened','x','2026-11-30T13:18:35.277003+00:00','x/2127391759762718720','{"mention":{"network":"x","native_id":"2127391759762718720","conversation":"2127391759762718720","author":{"handle":"cleo","name":"cleo","followers":120,"native_id":"7000000020"},"text":"@larkspur_help my bill came twice","url":"https://x.com/cleo/status/2127391759762718720","posted_at":"2026-11-30T13:18:35.212000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1004,2,'shown','baton','2026-11-30T13:18:35.313802+00:00','1004@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044715.309490","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044715309490","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1004,3,'claimed','U0AINO','2026-11-30T13:18:35.346512+00:00','action/claim/trigger.000112','{}');
INSERT INTO "events" VALUES(1004,4,'drafted','U0AINO','2026-11-30T13:18:35.394813+00:00','view/V000131/reply/6b141f799b4c80b5','{"text":"It goes back today.","to":"2127391759762718720","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1004,5,'sending','U0AINO','2026-11-30T13:18:35.405017+00:00','view/V000139/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"It goes back today.","to":"2127391759762718720","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1004,6,'sent','baton','2026-11-30T13:18:35.450005+00:00','1004@x/5/reply','{"reply":5,"native_id":"2127391760748380160","url":"https://x.com/larkspur_help/status/2127391760748380160"}');
INSERT INTO "events" VALUES(1005,1,'opened','x','2026-11-30T13:18:35.528984+00:00','x/2127391760966483968','{"mention":{"network":"x","native_id":"2127391760966483968","conversation":"2127391760966483968","author":{"handle":"dan","name":"dan","followers":120,"native_id":"7000000021"},"text":"@larkspur_help my bill is for a green kettle","url":"https://x.com/dan/status/2127391760966483968","posted_at":"2026-11-30T13:18:35.499000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1005,2,'shown','baton','2026-11-30T13:18:35.550051+00:00','1005@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044715.547157","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044715547157","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1005,3,'claimed','U0AINO','2026-11-30T13:18:35.581569+00:00','action/claim/trigger.000196','{}');
INSERT INTO "events" VALUES(1005,4,'drafted','U0AINO','2026-11-30T13:18:35.620855+00:00','view/V000215/reply/6b141f799b4c80b5','{"text":"It goes back today.","to":"2127391760966483968","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1005,5,'sending','U0AINO','2026-11-30T13:18:35.626160+00:00','view/V000223/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"It goes back today.","to":"2127391760966483968","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1005,6,'not_sent','baton','2026-11-30T13:18:36.503955+00:00','1005@x/5/reply','{"reply":5,"why":"X asks us to wait: our limit of calls is used up."}');
INSERT INTO "events" VALUES(1006,1,'opened','x','2026-11-30T13:18:36.786803+00:00','x/2127391766209363968','{"mention":{"network":"x","native_id":"2127391766209363968","conversation":"2127391766209363968","author":{"handle":"eve","name":"eve","followers":120,"native_id":"7000000022"},"text":"@larkspur_help my bill is in pounds","url":"https://x.com/eve/status/2127391766209363968","posted_at":"2026-11-30T13:18:36.749000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1006,2,'shown','baton','2026-11-30T13:18:36.843571+00:00','1006@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044716.835920","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044716835920","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1006,3,'claimed','U0AINO','2026-11-30T13:18:36.916086+00:00','action/claim/trigger.000282','{}');
INSERT INTO "events" VALUES(1006,4,'drafted','U0AINO','2026-11-30T13:18:37.191172+00:00','view/V000301/reply/6b141f799b4c80b5','{"text":"It goes back today.","to":"2127391766209363968","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1006,5,'sending','U0AINO','2026-11-30T13:18:37.233581+00:00','view/V000309/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"It goes back today.","to":"2127391766209363968","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1006,6,'unsure','baton','2026-11-30T13:18:37.774084+00:00','1006@x/5/reply','{"reply":5,"why":"X answered with an error (500)."}');
INSERT INTO "events" VALUES(1007,1,'opened','x','2026-11-30T13:18:38.205796+00:00','x/2127391771808759808','{"mention":{"network":"x","native_id":"2127391771808759808","conversation":"2127391771808759808","author":{"handle":"fay","name":"fay","followers":120,"native_id":"7000000023"},"text":"@larkspur_help my bill is in francs","url":"https://x.com/fay/status/2127391771808759808","posted_at":"2026-11-30T13:18:38.084000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1007,2,'shown','baton','2026-11-30T13:18:38.246795+00:00','1007@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044718.230012","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044718230012","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1007,3,'claimed','U0AINO','2026-11-30T13:18:38.313233+00:00','action/claim/trigger.000369','{}');
INSERT INTO "events" VALUES(1007,4,'drafted','U0AINO','2026-11-30T13:18:38.459509+00:00','view/V000388/reply/6b141f799b4c80b5','{"text":"It goes back today.","to":"2127391771808759808","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1007,5,'sending','U0AINO','2026-11-30T13:18:38.488841+00:00','view/V000396/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"It goes back today.","to":"2127391771808759808","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1007,6,'unsure','baton','2026-11-30T13:18:38.987012+00:00','1007@x/5/reply','{"reply":5,"why":"X answered with an error (500)."}');
INSERT INTO "events" VALUES(1008,1,'opened','discord','2026-11-30T13:18:39.146809+00:00','discord/1576950482331500555-1576950506683629568','{"mention":{"network":"discord","native_id":"1576950482331500555-1576950506683629568","conversation":"1576950482331500555-1576950506683629568","author":{"handle":"gia_moss","name":"Gia Moss","native_id":"1576950482331500551"},"text":"refund for the red sofa, please","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950506683629568","posted_at":"2026-11-30T13:18:39.118048Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1008,2,'shown','baton','2026-11-30T13:18:39.236606+00:00','1008@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044719.204132","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044719204132","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1008,3,'claimed','U0AINO','2026-11-30T13:18:39.331385+00:00','action/claim/trigger.000456','{}');
INSERT INTO "events" VALUES(1008,4,'drafted','U0AINO','2026-11-30T13:18:39.515407+00:00','view/V000475/reply/e736f1bf1dee41c9','{"text":"Sory!","to":"1576950482331500555-1576950506683629568","network":"discord","cost":0,"over_budget":false}');
INSERT INTO "events" VALUES(1008,5,'sending','U0AINO','2026-11-30T13:18:39.533211+00:00','view/V000483/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"Sory!","to":"1576950482331500555-1576950506683629568","network":"discord","cost":0,"over_budget":false}');
INSERT INTO "events" VALUES(1008,6,'sent','baton','2026-11-30T13:18:39.561083+00:00','1008@discord/5/reply','{"reply":5,"native_id":"1576950482331500555-1576950508541706240","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950508541706240"}');
INSERT INTO "events" VALUES(1008,7,'redrafted','U0AINO','2026-11-30T13:18:39.857649+00:00','view/V000514/correct/abde96bf3bef99e2','{"text":"Sorry!","to":"1576950482331500555-1576950506683629568","network":"discord","corrects":5}');
INSERT INTO "events" VALUES(1008,8,'correcting','U0AINO','2026-11-30T13:18:39.887713+00:00','view/V000521/confirm_correct/ac217e498fe38ae6','{"reply":5,"draft":7,"text":"Sorry!"}');
INSERT INTO "events" VALUES(1008,9,'corrected','baton','2026-11-30T13:18:40.608537+00:00','1008@discord/8/correct','{"reply":5,"text":"Sorry!"}');
INSERT INTO "events" VALUES(1009,1,'opened','discord','2026-11-30T13:18:40.697231+00:00','discord/1576950482331500555-1576950513147052032','{"mention":{"network":"discord","native_id":"1576950482331500555-1576950513147052032","conversation":"1576950482331500555-1576950513147052032","author":{"handle":"pixel_pim","name":"Pim","native_id":"1576950482331500552"},"text":"refund for the grey sofa, please","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950513147052032","posted_at":"2026-11-30T13:18:40.658761Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1009,2,'shown','baton','2026-11-30T13:18:40.793076+00:00','1009@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044720.780171","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044720780171","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1009,3,'claimed','U0AINO','2026-11-30T13:18:40.884147+00:00','action/claim/trigger.000550','{}');
INSERT INTO "events" VALUES(1009,4,'drafted','U0AINO','2026-11-30T13:18:40.945735+00:00','view/V000569/reply/e736f1bf1dee41c9','{"text":"Sory!","to":"1576950482331500555-1576950513147052032","network":"discord","cost":0,"over_budget":false}');
INSERT INTO "events" VALUES(1009,5,'sending','U0AINO','2026-11-30T13:18:40.959456+00:00','view/V000577/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"Sory!","to":"1576950482331500555-1576950513147052032","network":"discord","cost":0,"over_budget":false}');
INSERT INTO "events" VALUES(1009,6,'sent','baton','2026-11-30T13:18:41.636343+00:00','1009@discord/5/reply','{"reply":5,"native_id":"1576950482331500555-1576950517244887040","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950517244887040"}');
INSERT INTO "events" VALUES(1009,7,'deleting','U0AINO','2026-11-30T13:18:41.778700+00:00','action/delete_reply/trigger.000621','{"reply":5}');
INSERT INTO "events" VALUES(1009,8,'deleted','baton','2026-11-30T13:18:42.673402+00:00','1009@discord/7/delete','{"reply":5,"unanswered":{"question":[{"number":1,"key":"discord/1576950482331500555-1576950513147052032","since":"2026-11-30T13:18:40.658761Z"}],"recalled":false,"answered_at":null,"clocks":[{"kind":"first_response","target":3600,"hours":"","started_at":"2026-11-30T13:18:40.658761Z","run":1,"since":"2026-11-30T13:18:40.658761Z","due_at":"2026-11-30T14:18:40.658761Z"}],"kept":[]}}');
INSERT INTO "events" VALUES(1010,1,'opened','discord','2026-11-30T13:18:42.873998+00:00','discord/1576950482331500555-1576950522173194240','{"mention":{"network":"discord","native_id":"1576950482331500555-1576950522173194240","conversation":"1576950482331500555-1576950522173194240","author":{"handle":"dora_bakes","name":"Dora Okafor","native_id":"1576950482331500553"},"text":"refund for the gold sofa, please","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950522173194240","posted_at":"2026-11-30T13:18:42.811074Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1010,2,'shown','baton','2026-11-30T13:18:42.976658+00:00','1010@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044722.967632","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044722967632","name":"#billing"},"drawn":1,"unnotified":["@billing-team"]}');
INSERT INTO "events" VALUES(1010,3,'claimed','U0AINO','2026-11-30T13:18:43.079424+00:00','action/claim/trigger.000656','{}');
INSERT INTO "events" VALUES(1010,4,'drafted','U0AINO','2026-11-30T13:18:43.204537+00:00','view/V000675/reply/e736f1bf1dee41c9','{"text":"Sory!","to":"1576950482331500555-1576950522173194240","network":"discord","cost":0,"over_budget":false}');
INSERT INTO "events" VALUES(1010,5,'sending','U0AINO','2026-11-30T13:18:43.242263+00:00','view/V000683/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"Sory!","to":"1576950482331500555-1576950522173194240","network":"discord","cost":0,"over_budget":false}');
INSERT INTO "events" VALUES(1010,6,'sent','baton','2026-11-30T13:18:43.704999+00:00','1010@discord/5/reply','{"reply":5,"native_id":"1576950482331500555-1576950525922902016","url":"https://discord.com/channels/1576950482331500544/1576950482331500555/1576950525922902016"}');
INSERT INTO "events" VALUES(1010,7,'redrafted','U0AINO','2026-11-30T13:18:43.892397+00:00','view/V000729/correct/abde96bf3bef99e2','{"text":"Sorry!","to":"1576950482331500555-1576950522173194240","network":"discord","corrects":5}');
INSERT INTO "events" VALUES(1010,8,'correcting','U0AINO','2026-11-30T13:18:43.941928+00:00','view/V000736/confirm_correct/ac217e498fe38ae6','{"reply":5,"draft":7,"text":"Sorry!"}');
INSERT INTO "events" VALUES(1010,9,'not_corrected','baton','2026-11-30T13:18:44.741532+00:00','1010@discord/8/correct','{"reply":5,"why":"The post is gone from Discord, with its thread or alone."}');
INSERT INTO "events" VALUES(1010,10,'deleting','U0AINO','2026-11-30T13:18:44.914545+00:00','action/delete_reply/trigger.000753','{"reply":5}');
INSERT INTO "events" VALUES(1010,11,'not_deleted','baton','2026-11-30T13:18:45.904191+00:00','1010@discord/10/delete','{"reply":5,"why":"Discord refused: it gives no reason (no code)."}');
INSERT INTO "events" VALUES(1011,1,'opened','x','2026-11-30T13:18:58.208535+00:00','x/2127391855556427776','{"mention":{"network":"x","native_id":"2127391855556427776","conversation":"2127391855556427776","author":{"handle":"hal","name":"hal","followers":120,"native_id":"7000000024"},"text":"@larkspur_help my bill has a router on loan","url":"https://x.com/hal/status/2127391855556427776","posted_at":"2026-11-30T13:18:58.051000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":3600,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"origin":null}');
INSERT INTO "events" VALUES(1011,2,'shown','baton','2026-11-30T13:18:58.283219+00:00','1011@slack/1/show','{"thread":{"channel":"C0SERVICE","ts":"1796044738.268910","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044738268910","name":"#service"},"drawn":1}');
INSERT INTO "events" VALUES(1011,3,'claimed','U0AINO','2026-11-30T13:18:58.448308+00:00','action/claim/trigger.000934','{}');
INSERT INTO "events" VALUES(1011,4,'taken_over','U0RUTH','2026-11-30T13:18:58.555871+00:00','view/V000953/take_over/ac217e498fe38ae6','{"from":"U0AINO"}');
INSERT INTO "events" VALUES(1011,5,'released','U0RUTH','2026-11-30T13:18:58.588578+00:00','command/trigger.000960','{"because":"lunch"}');
INSERT INTO "events" VALUES(1012,1,'opened','x','2026-11-30T13:18:58.982694+00:00','x/2127391859448741888','{"mention":{"network":"x","native_id":"2127391859448741888","conversation":"2127391859448741888","author":{"handle":"ida","name":"ida","followers":120,"native_id":"7000000025"},"text":"@larkspur_help my bill is for an orange hat","url":"https://x.com/ida/status/2127391859448741888","posted_at":"2026-11-30T13:18:58.979000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1012,2,'shown','baton','2026-11-30T13:18:59.077954+00:00','1012@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044739.056844","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044739056844","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1012,3,'claimed','U0AINO','2026-11-30T13:18:59.120098+00:00','action/claim/trigger.001007','{}');
INSERT INTO "events" VALUES(1012,4,'handed_over','U0AINO','2026-11-30T13:18:59.466578+00:00','command/trigger.001025','{"team_from":"billing","team_to":"service","reason":"it is the line","owner":"U0AINO","route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"refused":false,"brought_by":null}');
INSERT INTO "events" VALUES(1012,5,'shown','baton','2026-11-30T13:18:59.626729+00:00','1012@slack/4/show','{"thread":{"channel":"C0SERVICE","ts":"1796044739.601939","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044739601939","name":"#service"},"drawn":4}');
INSERT INTO "events" VALUES(1012,6,'handed_over','U0LEON','2026-11-30T13:18:59.982706+00:00','command/trigger.001064','{"team_from":"service","team_to":"billing","reason":"not ours","owner":null,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"},"refused":true,"brought_by":"U0AINO"}');
INSERT INTO "events" VALUES(1012,7,'shown','baton','2026-11-30T13:19:00.373220+00:00','1012@slack/6/show','{"thread":{"channel":"C0BILLING","ts":"1796044740.242007","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044740242007","name":"#billing"},"drawn":6}');
INSERT INTO "events" VALUES(1012,8,'handed_over','U0AINO','2026-11-30T13:19:01.120701+00:00','command/trigger.001104','{"team_from":"billing","team_to":"service","reason":"it is the line","owner":null,"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"refused":false,"brought_by":"U0LEON"}');
INSERT INTO "events" VALUES(1012,9,'shown','baton','2026-11-30T13:19:01.314078+00:00','1012@slack/8/show','{"thread":{"channel":"C0SERVICE","ts":"1796044741.301291","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044741301291","name":"#service"},"drawn":8}');
INSERT INTO "events" VALUES(1012,10,'handed_over','U0LEON','2026-11-30T13:19:01.619206+00:00','command/trigger.001149','{"team_from":"service","team_to":"billing","reason":"not ours","owner":null,"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"},"refused":true,"brought_by":"U0AINO"}');
INSERT INTO "events" VALUES(1012,11,'shown','baton','2026-11-30T13:19:01.847249+00:00','1012@slack/10/show','{"thread":{"channel":"C0BILLING","ts":"1796044741.828112","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044741828112","name":"#billing"},"drawn":10}');
INSERT INTO "events" VALUES(1013,1,'opened','x','2026-11-30T13:19:02.202185+00:00','x/2127391872618856448','{"mention":{"network":"x","native_id":"2127391872618856448","conversation":"2127391872618856448","author":{"handle":"jan","name":"jan","followers":120,"native_id":"7000000026"},"text":"@larkspur_help my bill is for a pink hat","url":"https://x.com/jan/status/2127391872618856448","posted_at":"2026-11-30T13:19:02.119000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1013,2,'shown','baton','2026-11-30T13:19:02.250639+00:00','1013@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044742.239152","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044742239152","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1013,3,'claimed','U0AINO','2026-11-30T13:19:02.302174+00:00','action/claim/trigger.001210','{}');
INSERT INTO "events" VALUES(1013,4,'handed_over','U0AINO','2026-11-30T13:19:02.414218+00:00','command/trigger.001228','{"team_from":"billing","team_to":"service","reason":"it is the modem","owner":"U0AINO","route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"},"refused":false,"brought_by":null}');
INSERT INTO "events" VALUES(1013,5,'shown','baton','2026-11-30T13:19:02.669944+00:00','1013@slack/4/show','{"thread":{"channel":"C0SERVICE","ts":"1796044742.658343","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796044742658343","name":"#service"},"drawn":4}');
INSERT INTO "events" VALUES(1014,1,'opened','x','2026-11-30T13:19:03.121126+00:00','x/2127391876259512320','{"mention":{"network":"x","native_id":"2127391876259512320","conversation":"2127391876259512320","author":{"handle":"kim","name":"kim","followers":120,"native_id":"7000000027"},"text":"@larkspur_help my bill is wrong, says kim","url":"https://x.com/kim/status/2127391876259512320","posted_at":"2026-11-30T13:19:02.987000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1014,2,'shown','baton','2026-11-30T13:19:03.142323+00:00','1014@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044743.136398","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044743136398","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1014,3,'claimed','U0AINO','2026-11-30T13:19:03.559785+00:00','action/claim/trigger.001280','{}');
INSERT INTO "events" VALUES(1014,4,'snoozed','U0AINO','2026-11-30T13:19:03.707141+00:00','command/trigger.001298','{"until":"2026-11-30T15:19:03.706784+00:00"}');
INSERT INTO "events" VALUES(1015,1,'opened','x','2026-11-30T13:19:03.844328+00:00','x/2127391879640121344','{"mention":{"network":"x","native_id":"2127391879640121344","conversation":"2127391879640121344","author":{"handle":"max","name":"max","followers":120,"native_id":"7000000028"},"text":"@larkspur_help my bill is wrong, says max","url":"https://x.com/max/status/2127391879640121344","posted_at":"2026-11-30T13:19:03.793000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1015,2,'shown','baton','2026-11-30T13:19:03.909709+00:00','1015@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044743.899917","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044743899917","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1015,3,'claimed','U0AINO','2026-11-30T13:19:04.071802+00:00','action/claim/trigger.001330','{}');
INSERT INTO "events" VALUES(1015,4,'snoozed','U0AINO','2026-11-30T13:19:04.219623+00:00','command/trigger.001348','{"until":"2026-11-30T15:19:04.219502+00:00"}');
INSERT INTO "events" VALUES(1015,5,'woken','U0AINO','2026-11-30T13:19:04.448212+00:00','command/trigger.001367','{"why":"asked"}');
INSERT INTO "events" VALUES(1016,1,'opened','x','2026-11-30T13:19:04.821808+00:00','x/2127391883251417088','{"mention":{"network":"x","native_id":"2127391883251417088","conversation":"2127391883251417088","author":{"handle":"ned","name":"ned","followers":120,"native_id":"7000000029"},"text":"@larkspur_help my bill is wrong, says ned","url":"https://x.com/ned/status/2127391883251417088","posted_at":"2026-11-30T13:19:04.654000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1016,2,'shown','baton','2026-11-30T13:19:05.412639+00:00','1016@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044745.372997","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044745372997","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1016,3,'claimed','U0AINO','2026-11-30T13:19:05.752919+00:00','action/claim/trigger.001397','{}');
INSERT INTO "events" VALUES(1016,4,'resolved','U0AINO','2026-11-30T13:19:05.947269+00:00','command/trigger.001415','{"resolution":"spam","because":""}');
INSERT INTO "events" VALUES(1017,1,'opened','x','2026-11-30T13:19:06.149568+00:00','x/2127391889102471168','{"mention":{"network":"x","native_id":"2127391889102471168","conversation":"2127391889102471168","author":{"handle":"oda","name":"oda","followers":120,"native_id":"7000000030"},"text":"@larkspur_help my bill is wrong, says oda","url":"https://x.com/oda/status/2127391889102471168","posted_at":"2026-11-30T13:19:06.049000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1017,2,'shown','baton','2026-11-30T13:19:06.256664+00:00','1017@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044746.238057","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044746238057","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1017,3,'claimed','U0AINO','2026-11-30T13:19:06.347284+00:00','action/claim/trigger.001437','{}');
INSERT INTO "events" VALUES(1017,4,'resolved','U0AINO','2026-11-30T13:19:06.532481+00:00','command/trigger.001455','{"resolution":"spam","because":""}');
INSERT INTO "events" VALUES(1017,5,'reopened','U0AINO','2026-11-30T13:19:06.632883+00:00','command/trigger.001464','{"why":"<@U0AINO> reopened it","because":"she called"}');
INSERT INTO "events" VALUES(1018,1,'opened','x','2026-11-30T13:19:06.819104+00:00','x/2127391892059455488','{"mention":{"network":"x","native_id":"2127391892059455488","conversation":"2127391892059455488","author":{"handle":"pia","name":"pia","followers":120,"native_id":"7000000031"},"text":"@larkspur_help my bill has a silver spoon","url":"https://x.com/pia/status/2127391892059455488","posted_at":"2026-11-30T13:19:06.754000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1018,2,'shown','baton','2026-11-30T13:19:06.928745+00:00','1018@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044746.888345","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044746888345","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1018,3,'claimed','U0AINO','2026-11-30T13:19:07.104244+00:00','action/claim/trigger.001495','{}');
INSERT INTO "events" VALUES(1018,4,'guidance_asked','U0AINO','2026-11-30T13:19:07.274581+00:00','C0BILLING/1796044747.220163','{"question":"is it the router?","team":"service","title":"Customer service","person":""}');
INSERT INTO "events" VALUES(1019,1,'opened','x','2026-11-30T13:19:07.949489+00:00','x/2127391895893049344','{"mention":{"network":"x","native_id":"2127391895893049344","conversation":"2127391895893049344","author":{"handle":"quin","name":"quin","followers":120,"native_id":"7000000032"},"text":"@larkspur_help my bill has a silver fork","url":"https://x.com/quin/status/2127391895893049344","posted_at":"2026-11-30T13:19:07.668000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1019,2,'shown','baton','2026-11-30T13:19:08.013031+00:00','1019@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044747.992062","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044747992062","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1019,3,'claimed','U0AINO','2026-11-30T13:19:08.113836+00:00','action/claim/trigger.001548','{}');
INSERT INTO "events" VALUES(1019,4,'guidance_asked','U0AINO','2026-11-30T13:19:08.477172+00:00','C0BILLING/1796044748.467666','{"question":"is it the router?","team":"service","title":"Customer service","person":""}');
INSERT INTO "events" VALUES(1019,5,'noted','U0LEON','2026-11-30T13:19:08.563610+00:00','C0BILLING/1796044748.533511','{"channel":"C0BILLING","ts":"1796044748.533511","text":"Within thirty days, yes."}');
INSERT INTO "events" VALUES(1019,6,'guidance_given','U0LEON','2026-11-30T13:19:08.616777+00:00','C0BILLING/1796044748.533511/guidance/4','{"guidance":4,"asked_by":"U0AINO"}');
INSERT INTO "events" VALUES(1020,1,'opened','x','2026-11-30T13:19:08.925495+00:00','x/2127391900573892608','{"mention":{"network":"x","native_id":"2127391900573892608","conversation":"2127391900573892608","author":{"handle":"rob","name":"rob","followers":120,"native_id":"7000000033"},"text":"@larkspur_help my bill, first time","url":"https://x.com/rob/status/2127391900573892608","posted_at":"2026-11-30T13:19:08.784000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1020,2,'shown','baton','2026-11-30T13:19:09.087428+00:00','1020@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044749.059461","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044749059461","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1021,1,'opened','x','2026-11-30T13:19:09.282096+00:00','x/2127391902239031296','{"mention":{"network":"x","native_id":"2127391902239031296","conversation":"2127391902239031296","author":{"handle":"rob0","name":"rob0","followers":120,"native_id":"7000000034"},"text":"@larkspur_help my bill again, number 0","url":"https://x.com/rob0/status/2127391902239031296","posted_at":"2026-11-30T13:19:09.181000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1021,2,'shown','baton','2026-11-30T13:19:09.693523+00:00','1021@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044749.651956","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044749651956","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1021,3,'claimed','U0AINO','2026-11-30T13:19:10.000711+00:00','action/claim/trigger.001635','{}');
INSERT INTO "events" VALUES(1021,4,'same_person_proposed','U0AINO','2026-11-30T13:19:10.292886+00:00','C0BILLING/1796044750.270484','{"account":"x/7000000034","other":"x/7000000033","names":["rob0","rob"],"of_case":1020,"why":""}');
INSERT INTO "events" VALUES(1022,1,'opened','x','2026-11-30T13:19:10.405319+00:00','x/2127391907146366976','{"mention":{"network":"x","native_id":"2127391907146366976","conversation":"2127391907146366976","author":{"handle":"rob1","name":"rob1","followers":120,"native_id":"7000000035"},"text":"@larkspur_help my bill again, number 1","url":"https://x.com/rob1/status/2127391907146366976","posted_at":"2026-11-30T13:19:10.351000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1022,2,'shown','baton','2026-11-30T13:19:10.546958+00:00','1022@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044750.465364","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044750465364","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1022,3,'claimed','U0AINO','2026-11-30T13:19:10.735941+00:00','action/claim/trigger.001672','{}');
INSERT INTO "events" VALUES(1022,4,'same_person_proposed','U0AINO','2026-11-30T13:19:10.941228+00:00','C0BILLING/1796044750.873307','{"account":"x/7000000035","other":"x/7000000033","names":["rob1","rob"],"of_case":1020,"why":""}');
INSERT INTO "events" VALUES(1022,5,'same_person','U0RUTH','2026-11-30T13:19:11.067232+00:00','action/same_yes/trigger.001695','{"match":4}');
INSERT INTO "events" VALUES(1020,3,'recognised','U0RUTH','2026-11-30T13:19:11.067232+00:00','action/same_yes/trigger.001695/1020/known','{"accounts":["x/7000000035"]}');
INSERT INTO "events" VALUES(1022,6,'recognised','U0RUTH','2026-11-30T13:19:11.067232+00:00','action/same_yes/trigger.001695/1022/known','{"accounts":["x/7000000033"]}');
INSERT INTO "events" VALUES(1023,1,'opened','x','2026-11-30T13:19:11.517058+00:00','x/2127391910971572224','{"mention":{"network":"x","native_id":"2127391910971572224","conversation":"2127391910971572224","author":{"handle":"rob2","name":"rob2","followers":120,"native_id":"7000000036"},"text":"@larkspur_help my bill again, number 2","url":"https://x.com/rob2/status/2127391910971572224","posted_at":"2026-11-30T13:19:11.263000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1023,2,'shown','baton','2026-11-30T13:19:11.582302+00:00','1023@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044751.579334","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044751579334","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1023,3,'claimed','U0AINO','2026-11-30T13:19:11.679440+00:00','action/claim/trigger.001744','{}');
INSERT INTO "events" VALUES(1023,4,'same_person_proposed','U0AINO','2026-11-30T13:19:11.742431+00:00','C0BILLING/1796044751.736858','{"account":"x/7000000036","other":"x/7000000033","names":["rob2","rob"],"of_case":1020,"why":""}');
INSERT INTO "events" VALUES(1023,5,'same_person','U0RUTH','2026-11-30T13:19:11.839360+00:00','action/same_yes/trigger.001767','{"match":4}');
INSERT INTO "events" VALUES(1020,4,'recognised','U0RUTH','2026-11-30T13:19:11.839360+00:00','action/same_yes/trigger.001767/1020/known','{"accounts":["x/7000000036"]}');
INSERT INTO "events" VALUES(1022,7,'recognised','U0RUTH','2026-11-30T13:19:11.839360+00:00','action/same_yes/trigger.001767/1022/known','{"accounts":["x/7000000036"]}');
INSERT INTO "events" VALUES(1023,6,'recognised','U0RUTH','2026-11-30T13:19:11.839360+00:00','action/same_yes/trigger.001767/1023/known','{"accounts":["x/7000000033","x/7000000035"]}');
INSERT INTO "events" VALUES(1023,7,'same_person_undone','U0RUTH','2026-11-30T13:19:12.104836+00:00','action/same_undo/trigger.001817','{"match":4}');
INSERT INTO "events" VALUES(1020,5,'parted','U0RUTH','2026-11-30T13:19:12.104836+00:00','action/same_undo/trigger.001817/1020/parted','{"accounts":["x/7000000036"]}');
INSERT INTO "events" VALUES(1022,8,'parted','U0RUTH','2026-11-30T13:19:12.104836+00:00','action/same_undo/trigger.001817/1022/parted','{"accounts":["x/7000000036"]}');
INSERT INTO "events" VALUES(1023,8,'parted','U0RUTH','2026-11-30T13:19:12.104836+00:00','action/same_undo/trigger.001817/1023/parted','{"accounts":["x/7000000033","x/7000000035"]}');
INSERT INTO "events" VALUES(1024,1,'opened','x','2026-11-30T13:19:12.405778+00:00','x/2127391915618861056','{"mention":{"network":"x","native_id":"2127391915618861056","conversation":"2127391915618861056","author":{"handle":"rob3","name":"rob3","followers":120,"native_id":"7000000037"},"text":"@larkspur_help my bill again, number 3","url":"https://x.com/rob3/status/2127391915618861056","posted_at":"2026-11-30T13:19:12.371000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1024,2,'shown','baton','2026-11-30T13:19:12.484610+00:00','1024@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044752.449069","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044752449069","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1024,3,'claimed','U0AINO','2026-11-30T13:19:12.618039+00:00','action/claim/trigger.001882','{}');
INSERT INTO "events" VALUES(1024,4,'same_person_proposed','U0AINO','2026-11-30T13:19:12.714951+00:00','C0BILLING/1796044752.685351','{"account":"x/7000000037","other":"x/7000000033","names":["rob3","rob"],"of_case":1020,"why":""}');
INSERT INTO "events" VALUES(1024,5,'not_same_person','U0RUTH','2026-11-30T13:19:12.789019+00:00','action/same_no/trigger.001905','{"match":4}');
INSERT INTO "events" VALUES(1025,1,'opened','x','2026-11-30T13:19:13.040868+00:00','x/2127391917917339648','{"mention":{"network":"x","native_id":"2127391917917339648","conversation":"2127391917917339648","author":{"handle":"sam","name":"sam","followers":120,"native_id":"7000000038"},"text":"@larkspur_help my bill has a secret of sam","url":"https://x.com/sam/status/2127391917917339648","posted_at":"2026-11-30T13:19:12.919000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1025,2,'shown','baton','2026-11-30T13:19:13.095238+00:00','1025@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044753.073190","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044753073190","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1025,3,'claimed','U0AINO','2026-11-30T13:19:13.238880+00:00','action/claim/trigger.001940','{}');
INSERT INTO "events" VALUES(1025,4,'drafted','U0AINO','2026-11-30T13:19:13.432415+00:00','view/V001965/reply/f8f825dba9c5f775','{"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1025.mx3ao93d.f7sxdz4ys6cpsy3j5ik2qhyrme","to":"2127391917917339648","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1025,5,'sending','U0AINO','2026-11-30T13:19:13.442821+00:00','view/V001973/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1025.mx3ao93d.f7sxdz4ys6cpsy3j5ik2qhyrme","to":"2127391917917339648","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1025,6,'sent','baton','2026-11-30T13:19:13.460663+00:00','1025@x/5/reply','{"reply":5,"native_id":"2127391920186458112","url":"https://x.com/larkspur_help/status/2127391920186458112"}');
INSERT INTO "events" VALUES(1025,7,'joined','page','2026-11-30T13:19:13.584089+00:00','page/1025-oinusinvwmtdnwa35bf5qy4k5m-da63f7ace11f5f3a','{"mention":{"network":"page","native_id":"1025-oinusinvwmtdnwa35bf5qy4k5m-da63f7ace11f5f3a","conversation":"1025-oinusinvwmtdnwa35bf5qy4k5m","author":{"handle":"sam","name":"sam","native_id":"1025-oinusinvwmtdnwa35bf5qy4k5m"},"text":"My number is sam-4711.","url":"","posted_at":"2026-11-30T13:18:53.584047Z","may_reply":{"answer":"yes"},"private":true,"case":1025,"to_account":"our private page","link_made_at":"2026-11-30T13:19:13.417000Z","unverified":true}}');
INSERT INTO "events" VALUES(1025,8,'sender_accepted','U0AINO','2026-11-30T13:19:13.636975+00:00','action/accept_sender/trigger.002036','{"account":"page/1025-oinusinvwmtdnwa35bf5qy4k5m","shown":[7]}');
INSERT INTO "events" VALUES(1026,1,'opened','x','2026-11-30T13:19:13.849791+00:00','x/2127391921348280320','{"mention":{"network":"x","native_id":"2127391921348280320","conversation":"2127391921348280320","author":{"handle":"tess","name":"tess","followers":120,"native_id":"7000000039"},"text":"@larkspur_help my bill has a secret of tess","url":"https://x.com/tess/status/2127391921348280320","posted_at":"2026-11-30T13:19:13.737000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1026,2,'shown','baton','2026-11-30T13:19:14.050345+00:00','1026@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044753.996747","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044753996747","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1026,3,'claimed','U0AINO','2026-11-30T13:19:14.178160+00:00','action/claim/trigger.002072','{}');
INSERT INTO "events" VALUES(1026,4,'drafted','U0AINO','2026-11-30T13:19:14.343852+00:00','view/V002097/reply/98cabade06a11eff','{"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1026.mx3ao9sx.o4w26l4sai24lslqutmfjxfora","to":"2127391921348280320","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1026,5,'sending','U0AINO','2026-11-30T13:19:14.350184+00:00','view/V002105/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"So that nobody else reads your details, please go on with us here: https://help.larkspur.example/private/1026.mx3ao9sx.o4w26l4sai24lslqutmfjxfora","to":"2127391921348280320","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1026,6,'sent','baton','2026-11-30T13:19:14.485812+00:00','1026@x/5/reply','{"reply":5,"native_id":"2127391924481425408","url":"https://x.com/larkspur_help/status/2127391924481425408"}');
INSERT INTO "events" VALUES(1026,7,'joined','page','2026-11-30T13:19:14.757316+00:00','page/1026-szabb6mic2n6o46bwkqdfatok4-e928b9c69f2b0a40','{"mention":{"network":"page","native_id":"1026-szabb6mic2n6o46bwkqdfatok4-e928b9c69f2b0a40","conversation":"1026-szabb6mic2n6o46bwkqdfatok4","author":{"handle":"tess","name":"tess","native_id":"1026-szabb6mic2n6o46bwkqdfatok4"},"text":"My number is tess-4711.","url":"","posted_at":"2026-11-30T13:18:54.757276Z","may_reply":{"answer":"yes"},"private":true,"case":1026,"to_account":"our private page","link_made_at":"2026-11-30T13:19:14.337000Z","unverified":true}}');
INSERT INTO "events" VALUES(1026,8,'sender_accepted','U0AINO','2026-11-30T13:19:14.936356+00:00','action/accept_sender/trigger.002168','{"account":"page/1026-szabb6mic2n6o46bwkqdfatok4","shown":[7]}');
INSERT INTO "events" VALUES(1026,9,'sender_undone','U0AINO','2026-11-30T13:19:15.077900+00:00','action/undo_sender/trigger.002190','{"account":"page/1026-szabb6mic2n6o46bwkqdfatok4","shown":[7]}');
INSERT INTO "events" VALUES(1026,10,'links_revoked','U0AINO','2026-11-30T13:19:15.144495+00:00','action/revoke_links/trigger.002192','{}');
INSERT INTO "events" VALUES(1027,1,'opened','x','2026-11-30T13:19:15.618167+00:00','x/2127391928717672448','{"mention":{"network":"x","native_id":"2127391928717672448","conversation":"2127391928717672448","author":{"handle":"vic","name":"vic","followers":120,"native_id":"7000000040"},"text":"@larkspur_help my bill is vic''s","url":"https://x.com/vic/status/2127391928717672448","posted_at":"2026-11-30T13:19:15.494000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1027,2,'shown','baton','2026-11-30T13:19:15.817655+00:00','1027@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044755.782227","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044755782227","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1027,3,'claimed','U0AINO','2026-11-30T13:19:15.883238+00:00','action/claim/trigger.002246','{}');
INSERT INTO "events" VALUES(1028,1,'opened','x','2026-11-30T13:19:15.936468+00:00','x/2127391930491863040','{"mention":{"network":"x","native_id":"2127391930491863040","conversation":"2127391930491863040","author":{"handle":"","name":"","native_id":"7000000041"},"text":"","url":"","posted_at":"2026-11-30T13:19:15.917000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1028,2,'shown','baton','2026-11-30T13:19:16.065383+00:00','1028@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044756.015677","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044756015677","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1028,3,'claimed','U0AINO','2026-11-30T13:19:16.293270+00:00','action/claim/trigger.002277','{}');
INSERT INTO "events" VALUES(1027,4,'edited','x','2026-11-30T13:19:16.475872+00:00','x/2127391928717672448/edited/3','{"network":"x","native_id":"2127391928717672448","own":true,"text":"@larkspur_help my bill is right after all","title":""}');
INSERT INTO "events" VALUES(1028,4,'withdrawn','x','2026-11-30T13:19:17.372991+00:00','x/2127391930491863040/withdrawn','{"network":"x","native_id":"2127391930491863040","quoted_in":[],"struck":[]}');
INSERT INTO "events" VALUES(1029,1,'opened','x','2026-11-30T13:19:18.113089+00:00','x/2127391938423291904','{"mention":{"network":"x","native_id":"2127391938423291904","conversation":"2127391938423291904","author":{"handle":"xia","name":"xia","followers":120,"native_id":"7000000042"},"text":"@larkspur_help my bill is long","url":"https://x.com/xia/status/2127391938423291904","posted_at":"2026-11-30T13:19:17.808000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":3600,"why":"bill","version":"e56a3e69339f"},"origin":null}');
INSERT INTO "events" VALUES(1029,2,'shown','baton','2026-11-30T13:19:18.299511+00:00','1029@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796044758.265376","url":"https://larkspur.slack.com/archives/C0BILLING/p1796044758265376","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1029,3,'claimed','U0AINO','2026-11-30T13:19:18.478885+00:00','action/claim/trigger.002335','{}');
INSERT INTO "events" VALUES(1029,4,'hidden','x','2026-11-30T13:19:18.664242+00:00','hide 1796044758.265376','{"network":"x","native_id":"2127391938423291904","why":"its author is protected now","shows_words":false}');
INSERT INTO "events" VALUES(1029,5,'unhidden','x','2026-11-30T13:19:18.897875+00:00','unhide 1796044758.265376','{"network":"x","native_id":"2127391938423291904"}');
INSERT INTO "events" VALUES(1029,6,'longer','x','2026-11-30T13:19:19.070544+00:00','record_longer 1796044758.265376','{}');
INSERT INTO "events" VALUES(1029,7,'answered_elsewhere','U0AINO','2026-11-30T13:19:19.124740+00:00','command/trigger.002402','{"because":"by phone"}');
INSERT INTO "events" VALUES(1030,1,'opened','x','2026-11-30T13:19:19.369924+00:00','x/2127391944412758016','{"mention":{"network":"x","native_id":"2127391944412758016","conversation":"2127391944412758016","author":{"handle":"yan","name":"yan","followers":120,"native_id":"7000000043"},"text":"@larkspur_help an outage in Elm Street","url":"https://x.com/yan/status/2127391944412758016","posted_at":"2026-11-30T13:19:19.236000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"origin":null}');
INSERT INTO "events" VALUES(1030,2,'assigned','baton','2026-11-30T13:19:19.473631+00:00','assign/outage/1030/1','{"to":"U0FEMI","until":"2026-11-30T13:29:19.473631+00:00","anew":false}');
INSERT INTO "events" VALUES(1030,3,'shown','baton','2026-11-30T13:19:19.496902+00:00','1030@slack/1/show','{"thread":{"channel":"C0OUTAGE","ts":"1796044759.452380","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044759452380","name":"#outage"},"drawn":1}');
INSERT INTO "events" VALUES(1031,1,'opened','x','2026-11-30T13:19:19.957207+00:00','x/2127391946782539776','{"mention":{"network":"x","native_id":"2127391946782539776","conversation":"2127391946782539776","author":{"handle":"zoe","name":"zoe","followers":120,"native_id":"7000000044"},"text":"@larkspur_help an outage in Oak Street","url":"https://x.com/zoe/status/2127391946782539776","posted_at":"2026-11-30T13:19:19.801000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"outage","channel":"#outage","notify":[],"priority":1,"tags":["outage"],"first_response":28800,"why":"outage","version":"e56a3e69339f","assign":true},"origin":null}');
INSERT INTO "events" VALUES(1031,2,'assigned','baton','2026-11-30T13:19:20.068461+00:00','assign/outage/1031/1','{"to":"U0RUTH","until":"2026-11-30T13:29:20.068461+00:00","anew":false}');
INSERT INTO "events" VALUES(1031,3,'shown','baton','2026-11-30T13:19:20.080584+00:00','1031@slack/1/show','{"thread":{"channel":"C0OUTAGE","ts":"1796044760.045959","url":"https://larkspur.slack.com/archives/C0OUTAGE/p1796044760045959","name":"#outage"},"drawn":1}');
INSERT INTO "events" VALUES(1030,4,'accepted','U0FEMI','2026-11-30T13:19:20.397076+00:00','action/claim/trigger.002490','{"assignment":2}');
INSERT INTO "events" VALUES(1011,6,'warned','baton','2026-11-30T13:30:20.565008+00:00','1011@clock/claim/5/50','{"clock":"claim","rung":50,"away":false}');
INSERT INTO "events" VALUES(1031,4,'unassigned','baton','2026-11-30T13:30:20.731440+00:00','1031@assignment/2/0/take_back','{"assignment":2,"to":"U0RUTH"}');
INSERT INTO "events" VALUES(1031,5,'assigned','baton','2026-11-30T13:30:20.752917+00:00','assign/outage/1031/4','{"to":"U0FEMI","until":"2026-11-30T13:40:20.752917+00:00","anew":false}');
INSERT INTO "events" VALUES(1032,1,'opened','x','2026-11-30T13:30:21.079439+00:00','x/2127391951236890624','{"mention":{"network":"x","native_id":"2127391951236890624","conversation":"2127391951236890624","author":{"handle":"abe","name":"abe","followers":120,"native_id":"7000000045"},"text":"@larkspur_help my router is slow to claim","url":"https://x.com/abe/status/2127391951236890624","posted_at":"2026-11-30T13:30:20.863000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":3600,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]},"origin":null}');
INSERT INTO "events" VALUES(1032,2,'shown','baton','2026-11-30T13:30:21.318255+00:00','1032@slack/1/show','{"thread":{"channel":"C0SERVICE","ts":"1796045421.287293","url":"https://larkspur.slack.com/archives/C0SERVICE/p1796045421287293","name":"#service"},"drawn":1}');
INSERT INTO "events" VALUES(1011,7,'warned','baton','2026-11-30T13:44:21.461200+00:00','1011@clock/claim/5/100','{"clock":"claim","rung":100,"away":false}');
INSERT INTO "events" VALUES(1013,6,'warned','baton','2026-11-30T13:44:21.534863+00:00','1013@clock/hand_off/4/80','{"clock":"hand_off","rung":80,"away":false}');
INSERT INTO "events" VALUES(1032,3,'warned','baton','2026-11-30T13:44:21.540778+00:00','1032@clock/claim/1/80','{"clock":"claim","rung":80,"away":false}');
INSERT INTO "events" VALUES(1031,6,'unassigned','baton','2026-11-30T13:44:21.551421+00:00','1031@assignment/5/0/take_back','{"assignment":5,"to":"U0FEMI"}');
INSERT INTO "events" VALUES(1032,4,'warned','baton','2026-11-30T14:24:21.726733+00:00','1032@clock/first_response/1/80','{"clock":"first_response","rung":80,"away":false}');
INSERT INTO "events" VALUES(1032,5,'warned','baton','2026-11-30T14:24:21.726733+00:00','1032@clock/claim/1/100','{"clock":"claim","rung":100,"away":false}');
INSERT INTO "events" VALUES(1001,3,'warned','baton','2026-11-30T14:24:21.774557+00:00','1001@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1002,4,'warned','baton','2026-11-30T14:24:21.785018+00:00','1002@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1003,9,'warned','baton','2026-11-30T14:24:21.827633+00:00','1003@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1005,7,'warned','baton','2026-11-30T14:24:21.869354+00:00','1005@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1006,7,'warned','baton','2026-11-30T14:24:21.872171+00:00','1006@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1007,7,'warned','baton','2026-11-30T14:24:21.982597+00:00','1007@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1009,9,'warned','baton','2026-11-30T14:24:22.014839+00:00','1009@clock/first_response/8/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1011,8,'warned','baton','2026-11-30T14:24:22.078667+00:00','1011@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1012,12,'warned','baton','2026-11-30T14:24:22.094136+00:00','1012@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1013,7,'warned','baton','2026-11-30T14:24:22.108855+00:00','1013@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1013,8,'warned','baton','2026-11-30T14:24:22.108855+00:00','1013@clock/hand_off/4/100','{"clock":"hand_off","rung":100,"away":false}');
INSERT INTO "events" VALUES(1014,5,'warned','baton','2026-11-30T14:24:22.130949+00:00','1014@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1015,6,'warned','baton','2026-11-30T14:24:22.137706+00:00','1015@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1020,6,'warned','baton','2026-11-30T14:24:22.352787+00:00','1020@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1018,5,'warned','baton','2026-11-30T14:24:22.329357+00:00','1018@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1019,7,'warned','baton','2026-11-30T14:24:22.334558+00:00','1019@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1021,5,'warned','baton','2026-11-30T14:24:22.370910+00:00','1021@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1022,9,'warned','baton','2026-11-30T14:24:22.420881+00:00','1022@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1023,9,'warned','baton','2026-11-30T14:24:22.472472+00:00','1023@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1024,6,'warned','baton','2026-11-30T14:24:22.481949+00:00','1024@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1027,5,'warned','baton','2026-11-30T14:24:22.606926+00:00','1027@clock/first_response/1/100','{"clock":"first_response","rung":100,"away":false}');
INSERT INTO "events" VALUES(1031,7,'assigned','baton','2026-11-30T14:24:22.814814+00:00','assign/outage/1031/6','{"to":"U0RUTH","until":"2026-11-30T14:34:22.814814+00:00","anew":true}');
INSERT INTO "events" VALUES(1001,4,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/3','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1002,5,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/4','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1003,10,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/9','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1004,7,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/6','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1005,8,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/7','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1006,8,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/7','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1007,8,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/7','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1008,10,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/9','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1009,10,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/9','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1010,12,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/11','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1012,13,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/12','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"sent back by <@U0LEON>","targets":{},"version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1014,6,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/5','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1015,7,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/6','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1017,6,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/5','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1018,6,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/5','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1019,8,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/7','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1020,7,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/6','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1021,6,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/5','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1022,10,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/9','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1023,10,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/9','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1024,7,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/6','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1025,9,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/8','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1026,11,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/10','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1027,6,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/5','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1028,5,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/4','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1029,8,'retimed','baton','2026-11-30T14:24:25.881929+00:00','retime/billing/0/retime/7','{"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1011,9,'retimed','baton','2026-11-30T14:24:25.933376+00:00','retime/service/0/retime/8','{"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]}}');
INSERT INTO "events" VALUES(1013,9,'retimed','baton','2026-11-30T14:24:25.933376+00:00','retime/service/0/retime/8','{"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"handed over by <@U0AINO>","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f"}}');
INSERT INTO "events" VALUES(1032,6,'retimed','baton','2026-11-30T14:24:25.933376+00:00','retime/service/0/retime/5','{"route":{"team":"service","channel":"#service","notify":["@service-team"],"priority":2,"tags":[],"first_response":5400,"why":"router","targets":{"claim":900,"next_response":1800,"hand_off":1800},"version":"e56a3e69339f","inform":[["press","#press"]]}}');
INSERT INTO "events" VALUES(1033,1,'opened','x','2026-11-30T14:24:26.615592+00:00','x/2127391975287029760','{"mention":{"network":"x","native_id":"2127391975287029760","conversation":"2127391975287029760","author":{"handle":"bea","name":"bea","followers":120,"native_id":"7000000047"},"text":"@larkspur_help a journalist asks about tariffs","url":"https://x.com/bea/status/2127391975287029760","posted_at":"2026-11-30T14:24:26.597000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"press","channel":"#press","notify":["@marketing"],"priority":2,"tags":[],"first_response":28800,"why":"press","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO "events" VALUES(1033,2,'shown','baton','2026-11-30T14:24:26.633724+00:00','1033@slack/1/show','{"thread":{"channel":"C0PRESS","ts":"1796048666.630905","url":"https://larkspur.slack.com/archives/C0PRESS/p1796048666630905","name":"#press"},"drawn":1}');
INSERT INTO "events" VALUES(1033,3,'channel_changed','baton','2026-11-30T14:24:26.685332+00:00','channel/C0PRESS/C0PRESSSHARED/0/follow_channel','{"old":"C0PRESS","new":"C0PRESSSHARED"}');
INSERT INTO "events" VALUES(1034,1,'opened','x','2026-11-30T14:24:26.745813+00:00','x/2127391975735820288','{"mention":{"network":"x","native_id":"2127391975735820288","conversation":"2127391975735820288","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help my bill is stuck","url":"https://x.com/dora/status/2127391975735820288","posted_at":"2026-11-30T14:24:26.704000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO "events" VALUES(1034,2,'shown','baton','2026-11-30T14:24:26.777681+00:00','1034@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796048666.765653","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048666765653","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1034,3,'claimed','U0AINO','2026-11-30T14:24:26.821996+00:00','action/claim/trigger.003387','{}');
INSERT INTO "events" VALUES(1034,4,'joined','x','2026-11-30T14:24:27.056258+00:00','x/2127391976654372864','{"mention":{"network":"x","native_id":"2127391976654372864","conversation":"2127391976654372864","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help hello?","url":"https://x.com/dora/status/2127391976654372864","posted_at":"2026-11-30T14:24:26.923000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO "events" VALUES(1034,5,'stuck','baton','2026-11-30T14:24:27.091878+00:00','1034@slack/4/say/buried/2026-11-30T14:24:27.091886+00:00','{"job":"1034@slack/4/say","why":"Slack refused: invalid_blocks."}');
INSERT INTO "events" VALUES(1034,6,'unstuck','U0AINO','2026-11-30T14:24:27.251062+00:00','action/unstick/trigger.003436','{}');
INSERT INTO "events" VALUES(1034,7,'joined','x','2026-11-30T14:24:27.407200+00:00','x/2127391978554392576','{"mention":{"network":"x","native_id":"2127391978554392576","conversation":"2127391978554392576","author":{"handle":"dora","name":"dora","followers":120,"native_id":"7000000048"},"text":"@larkspur_help anybody there?","url":"https://x.com/dora/status/2127391978554392576","posted_at":"2026-11-30T14:24:27.376000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO "events" VALUES(1034,8,'stuck','baton','2026-11-30T14:24:27.464759+00:00','1034@slack/7/say/buried/2026-11-30T14:24:27.464770+00:00','{"job":"1034@slack/7/say","why":"Slack refused: invalid_blocks."}');
INSERT INTO "events" VALUES(1029,9,'noted','U0AINO','2026-11-30T14:24:27.771246+00:00','C0BILLING/1796048667.755958','{"channel":"C0BILLING","ts":"1796048667.755958","text":"A note, so that the thread is open."}');
INSERT INTO "events" VALUES(1029,10,'drafted','U0AINO','2026-11-30T14:24:27.776477+00:00','C0BILLING/1796048667.768120','{"text":"It goes back today.","to":"2127391938423291904","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1008,11,'redrafted','U0AINO','2026-11-30T14:24:27.848081+00:00','C0BILLING/1796048667.842181','{"text":"Sorry again, Gia!","to":"1576950482331500555-1576950506683629568","network":"discord","corrects":5}');
INSERT INTO "events" VALUES(1035,1,'opened','x','2026-11-30T14:24:28.124859+00:00','x/2127391980978700288','{"mention":{"network":"x","native_id":"2127391980978700288","conversation":"2127391980978700288","author":{"handle":"finn","name":"finn","followers":120,"native_id":"7000000049"},"text":"@larkspur_help my bill waits for its answer","url":"https://x.com/finn/status/2127391980978700288","posted_at":"2026-11-30T14:24:27.954000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO "events" VALUES(1035,2,'shown','baton','2026-11-30T14:24:28.159671+00:00','1035@slack/1/show','{"thread":{"channel":"C0BILLING","ts":"1796048668.156917","url":"https://larkspur.slack.com/archives/C0BILLING/p1796048668156917","name":"#billing"},"drawn":1}');
INSERT INTO "events" VALUES(1035,3,'claimed','U0AINO','2026-11-30T14:24:28.248099+00:00','action/claim/trigger.003610','{}');
INSERT INTO "events" VALUES(1035,4,'drafted','U0AINO','2026-11-30T14:24:28.311390+00:00','view/V003629/reply/d944c6b069910c7a','{"text":"Sorry Finn, it goes back today.","to":"2127391980978700288","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1035,5,'sending','U0AINO','2026-11-30T14:24:28.317103+00:00','view/V003637/confirm_reply/ac217e498fe38ae6','{"draft":4,"text":"Sorry Finn, it goes back today.","to":"2127391980978700288","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1035,6,'delayed','baton','2026-11-30T14:24:28.355667+00:00','1035@x/5/reply/delayed/2026-11-30T15:24:28.000074+00:00','{"reply":5,"until":"2026-11-30T15:24:28.000074+00:00","why":"X asks us to wait: our limit of calls is used up."}');
INSERT INTO "events" VALUES(1036,1,'opened','x','2026-11-30T14:24:28.389938+00:00','x/2127391982698364928','{"mention":{"network":"x","native_id":"2127391982698364928","conversation":"2127391982698364928","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help hello from Mill Lane","url":"https://x.com/gus/status/2127391982698364928","posted_at":"2026-11-30T14:24:28.364000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"marketing","channel":"#social","notify":[],"priority":2,"tags":[],"first_response":28800,"why":"default","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO "events" VALUES(1036,2,'shown','baton','2026-11-30T14:24:28.457015+00:00','1036@slack/1/show','{"thread":{"channel":"C0SOCIAL","ts":"1796048668.440902","url":"https://larkspur.slack.com/archives/C0SOCIAL/p1796048668440902","name":"#social"},"drawn":1}');
INSERT INTO "events" VALUES(1036,3,'joined','x','2026-11-30T14:24:28.516939+00:00','x/2127391983243624448','{"mention":{"network":"x","native_id":"2127391983243624448","conversation":"2127391983243624448","author":{"handle":"gus","name":"gus","followers":120,"native_id":"7000000050"},"text":"@larkspur_help The card of this case waits for its channel","url":"https://x.com/gus/status/2127391983243624448","posted_at":"2026-11-30T14:24:28.494000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO "events" VALUES(1002,6,'joined','x','2026-11-30T14:24:28.588586+00:00','x/2127391983608528896','{"mention":{"network":"x","native_id":"2127391983608528896","conversation":"2127391983608528896","author":{"handle":"ana","name":"ana","followers":120,"native_id":"7000000018"},"text":"@larkspur_help my bill still has the lamp","url":"https://x.com/ana/status/2127391983608528896","posted_at":"2026-11-30T14:24:28.581000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}}');
INSERT INTO "events" VALUES(1037,1,'opened','x','2026-11-30T14:24:28.588586+00:00','x/2127391983604334592','{"mention":{"network":"x","native_id":"2127391983604334592","conversation":"2127391983604334592","author":{"handle":"ivy","name":"ivy","followers":120,"native_id":"7000000051"},"text":"@larkspur_help my bill: This card waits in the file","url":"https://x.com/ivy/status/2127391983604334592","posted_at":"2026-11-30T14:24:28.580000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"},"route":{"team":"billing","channel":"#billing","notify":["@billing-team"],"priority":2,"tags":["billing"],"first_response":5400,"why":"bill","version":"a50b8e718fcf"},"origin":null}');
INSERT INTO "events" VALUES(1021,7,'drafted','U0AINO','2026-11-30T14:24:28.622888+00:00','command/trigger.003695','{"text":"This reply waits in the file.","to":"2127391902239031296","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1021,8,'sending','U0AINO','2026-11-30T14:24:28.633769+00:00','view/V003696/confirm_reply/ac217e498fe38ae6','{"draft":7,"text":"This reply waits in the file.","to":"2127391902239031296","network":"x","cost":10000,"over_budget":false}');
INSERT INTO "events" VALUES(1008,12,'redrafted','U0AINO','2026-11-30T14:24:28.678340+00:00','view/V003705/correct/53d3b9e3c2da781a','{"text":"Sorry, and thanks!","to":"1576950482331500555-1576950506683629568","network":"discord","corrects":5}');
INSERT INTO "events" VALUES(1008,13,'correcting','U0AINO','2026-11-30T14:24:28.690000+00:00','view/V003712/confirm_correct/ac217e498fe38ae6','{"reply":5,"draft":12,"text":"Sorry, and thanks!"}');
INSERT INTO "events" VALUES(1004,8,'deleting','U0AINO','2026-11-30T14:24:28.712946+00:00','action/delete_reply/trigger.003720','{"reply":5}');
CREATE TABLE gates (key text primary key, next_at text not null, slow real not null default 1);
INSERT INTO "gates" VALUES('slack:*','2026-11-30T14:24:27.583511+00:00',1.0);
INSERT INTO "gates" VALUES('slack:#billing','2026-11-30T14:24:28.402385+00:00',1.0);
INSERT INTO "gates" VALUES('slack-update','2026-11-30T14:24:27.481004+00:00',1.0);
INSERT INTO "gates" VALUES('x-reply','2026-11-30T14:24:29.364630+00:00',1.0);
INSERT INTO "gates" VALUES('discord-reply','2026-11-30T13:18:46.926794+00:00',1.0);
INSERT INTO "gates" VALUES('slack:#service','2026-11-30T14:24:23.156944+00:00',1.0);
INSERT INTO "gates" VALUES('slack:#press','2026-11-30T14:24:26.687145+00:00',1.0);
INSERT INTO "gates" VALUES('slack:#outage','2026-11-30T14:24:23.006462+00:00',1.0);
INSERT INTO "gates" VALUES('slack:#baton-alerts','2026-11-30T14:24:28.625125+00:00',1.0);
INSERT INTO "gates" VALUES('slack:#social','2026-11-30T14:24:28.517437+00:00',1.0);
CREATE TABLE holders (person text primary key, times bigint not null);
CREATE TABLE holds (
        key text primary key, since text not null, why text not null, nudged_at text not null, shut_until text,
        announced integer not null default 0);
INSERT INTO "holds" VALUES('slack:C0SOCIAL','2026-11-30T14:24:28.555959+00:00','Baton is not in the channel. Invite it there with /invite @Baton.','2026-11-30T14:24:28.555959+00:00',NULL,1);
CREATE TABLE idempotency_keys (
        key text primary key, at text not null, answer text not null, refused integer not null);
INSERT INTO "idempotency_keys" VALUES('command/trigger.002923','2026-11-30T14:24:25.910772+00:00','',0);
INSERT INTO "idempotency_keys" VALUES('command/trigger.002925','2026-11-30T14:24:25.932221+00:00','',0);
INSERT INTO "idempotency_keys" VALUES('command/trigger.003723','2026-11-30T14:24:28.728715+00:00','',0);
CREATE TABLE jobs (
        lane text not null, position bigint not null, kind text not null, key text not null,
        gate text not null, urgency integer not null, run_at text not null, data text not null,
        attempts integer not null, asked integer not null, leased_until text, again_at text,
        buried integer not null default 0, trouble text, told integer not null default 0, held text, primary key (lane, position, kind));
INSERT INTO "jobs" VALUES('sweep/billing',0,'sweep','sweep/billing/0/sweep','',3,'2026-11-30T09:00:00.000000+00:00','{"team":"billing"}',0,2,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('sweep/marketing',0,'sweep','sweep/marketing/0/sweep','',3,'2026-12-01T09:00:00.000000+00:00','{"team":"marketing"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('sweep/outage',0,'sweep','sweep/outage/0/sweep','',3,'2026-12-01T09:00:00.000000+00:00','{"team":"outage"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('sweep/press',0,'sweep','sweep/press/0/sweep','',3,'2026-12-01T09:00:00.000000+00:00','{"team":"press"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('sweep/service',0,'sweep','sweep/service/0/sweep','',3,'2026-12-01T09:00:00.000000+00:00','{"team":"service"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('review/x',0,'review','review/x/0/review','',3,'2026-12-01T12:19:17.222987+00:00','{"network":"x"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('watch/x/mentions',0,'look','watch/x/mentions/0/look','',1,'2026-11-30T14:24:28.622931+00:00','{"network":"x","source":"mentions"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('watch/x/search',0,'look','watch/x/search/0/look','',1,'2026-11-30T14:24:28.645659+00:00','{"network":"x","source":"search"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('watch/discord/1576950482331500555',0,'look','watch/discord/1576950482331500555/0/look','',1,'2026-11-30T14:25:21.774220+00:00','{"network":"discord","source":"1576950482331500555"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('review/discord',0,'review','review/discord/0/review','',3,'2026-12-01T01:18:14.566337+00:00','{"network":"discord"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('watch/discord/mentions',0,'look','watch/discord/mentions/0/look','',1,'2026-11-30T14:25:21.774487+00:00','{"network":"discord","source":"mentions"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1014@snooze/4',0,'wake','1014@snooze/4/0/wake','',2,'2026-11-30T15:19:03.706784+00:00','{"case":1014,"event":4}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1015@snooze/4',0,'wake','1015@snooze/4/0/wake','',2,'2026-11-30T15:19:04.219502+00:00','{"case":1015,"event":4}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1030@clock',0,'tick','1030@clock/0/tick','',1,'2026-11-30T17:19:19.236000+00:00','{"case":1030}',0,5,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1031@clock',0,'tick','1031@clock/0/tick','',1,'2026-11-30T17:19:19.801000+00:00','{"case":1031}',0,5,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1032@clock',0,'tick','1032@clock/0/tick','',1,'2026-11-30T14:30:20.863000+00:00','{"case":1032}',0,5,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1031@assignment/7',0,'take_back','1031@assignment/7/0/take_back','',2,'2026-11-30T14:34:22.814814+00:00','{"case":1031,"event":7}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1033@clock',0,'tick','1033@clock/0/tick','',1,'2026-11-30T18:24:26.597000+00:00','{"case":1033}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('channel/C0PRESS/C0PRESSSHARED',1,'follow_channel','channel/C0PRESS/C0PRESSSHARED/1/follow_channel','',0,'2026-11-30T14:26:26.668929+00:00','{"old":"C0PRESS","new":"C0PRESSSHARED"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1034@clock',0,'tick','1034@clock/0/tick','',1,'2026-11-30T15:09:26.704000+00:00','{"case":1034}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1034@slack',7,'say','1034@slack/7/say','slack:#billing',0,'2026-11-30T14:24:27.407200+00:00','{"case":1034,"event":7}',1,1,NULL,NULL,1,'Slack refused: invalid_blocks.',0,NULL);
INSERT INTO "jobs" VALUES('1035@clock',0,'tick','1035@clock/0/tick','',1,'2026-11-30T15:09:27.954000+00:00','{"case":1035}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1035@x',5,'reply','1035@x/5/reply','x-reply',0,'2026-11-30T15:24:28.000074+00:00','{"case":1035,"event":5}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1036@clock',0,'tick','1036@clock/0/tick','',1,'2026-11-30T18:24:28.364000+00:00','{"case":1036}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1036@slack',3,'say','1036@slack/3/say','slack:#social',2,'2026-11-30T15:24:28.555959+00:00','{"case":1036,"event":3}',1,1,NULL,NULL,2,'Baton is not in the channel. Invite it there with /invite @Baton.',1,'slack:C0SOCIAL');
INSERT INTO "jobs" VALUES('hold/slack:C0SOCIAL',0,'probe','hold/slack:C0SOCIAL/0/probe','',0,'2026-11-30T14:24:28.739104+00:00','{"hold":"slack:C0SOCIAL"}',0,2,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1002@card',0,'redraw','1002@card/0/redraw','slack-update',5,'2026-11-30T14:24:28.588586+00:00','{"case":1002}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1002@slack',6,'say','1002@slack/6/say','slack:#billing',2,'2026-11-30T14:24:28.588586+00:00','{"case":1002,"event":6}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1037@clock',0,'tick','1037@clock/0/tick','',1,'2026-11-30T15:09:28.580000+00:00','{"case":1037}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1037@slack',1,'show','1037@slack/1/show','slack:#billing',2,'2026-11-30T14:24:28.588586+00:00','{"case":1037,"event":1}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1021@card',0,'redraw','1021@card/0/redraw','slack-update',3,'2026-11-30T14:24:28.633769+00:00','{"case":1021}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1021@slack',8,'say','1021@slack/8/say','slack:#billing',0,'2026-11-30T14:24:28.633769+00:00','{"case":1021,"event":8}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1021@x',8,'reply','1021@x/8/reply','x-reply',0,'2026-11-30T14:24:28.633769+00:00','{"case":1021,"event":8}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1008@discord',13,'correct','1008@discord/13/correct','discord-reply',0,'2026-11-30T14:24:28.690000+00:00','{"case":1008,"event":13}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1008@slack',13,'say_again','1008@slack/13/say_again','slack-update',0,'2026-11-30T14:24:28.690000+00:00','{"case":1008,"event":5}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1004@slack',8,'say_again','1004@slack/8/say_again','slack-update',0,'2026-11-30T14:24:28.712946+00:00','{"case":1004,"event":5}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1004@x',8,'delete','1004@x/8/delete','x-reply',0,'2026-11-30T14:24:28.712946+00:00','{"case":1004,"event":8}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('fetch/command/trigger.003723',0,'fetch','fetch/command/trigger.003723/0/fetch','x-fetch',1,'2026-11-30T14:24:28.728699+00:00','{"network":"x","native_id":"2127391984204120064","team":"service","reason":"please look at 2127391983604334592","by":"U0MIRA","channel":"C0SOCIAL","request":"command/trigger.003723","url":"https://x.com/jo/status/2127391984204120064"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('preview/d1',0,'preview','preview/d1/0/preview','',0,'2026-11-30T14:24:28.736281+00:00','{"draft":"d1"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1001@notify/2',0,'notify','1001@notify/2/0/notify','slack:#billing',2,'2026-11-30T13:18:29.750521+00:00','{"case":1001,"event":2}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1001@people',2,'acquaint','1001@people/2/acquaint','',2,'2026-11-30T13:18:14.750521+00:00','{"case":1001}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1001@slack/tidy',1,'tidy','1001@slack/tidy/1/tidy','slack-update',3,'2026-11-30T14:24:28.756046+00:00','{"case":1001,"channel":"C0BILLING","ts":"1796044694.744228","key":"1001@slack/1/show"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1001@thread',99,'thread','1001@thread/99/thread','',2,'2026-11-30T14:24:28.739104+00:00','{"case":1001}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1001@window/1',0,'window','1001@window/1/0/window','',2,'2026-11-30T14:24:28.756046+00:00','{"case":1001}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1005@slack',99,'settle','1005@slack/99/settle','slack-update',0,'2026-11-30T14:24:28.739104+00:00','{"case":1005,"messages":[5]}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1011@inform/press',0,'inform','1011@inform/press/0/inform','slack:#press',2,'2026-11-30T13:18:58.283219+00:00','{"case":1011,"channel":"#press"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1012@contested',6,'contested','1012@contested/6/contested','',2,'2026-11-30T13:18:59.982706+00:00','{"case":1012,"event":6}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1012@slack',2,'story','1012@slack/2/story','slack:#billing',2,'2026-11-30T13:18:59.077954+00:00','{"case":1012,"event":2}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1018@guidance/4',0,'guide','1018@guidance/4/0/guide','',2,'2026-11-30T13:19:07.274581+00:00','{"case":1018,"event":4}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('1027@slack',4,'retell','1027@slack/4/retell','slack-update',0,'2026-11-30T13:19:16.475872+00:00','{"case":1027,"event":4}',1,1,'2026-11-30T14:24:29.758303+00:00',NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('alarm/webhook',1796048668756046,'alarm','alarm/webhook/1796048668756046/alarm','',2,'2026-11-30T14:24:28.756046+00:00','{"way":"webhook","subject":"An old alarm","text":"An old alarm that waited."}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('alert/old',0,'alert','alert/old/0/alert','slack:#baton-alerts',0,'2026-11-30T14:24:28.756046+00:00','{"text":"An old alert that waited."}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('alert/old',1,'amend_alert','alert/old/1/amend_alert','slack-update',2,'2026-11-30T14:24:28.756046+00:00','{"text":"The old alert, amended.","blocks":[],"alert":"alert/old/0/alert"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('assign/outage',0,'assign','assign/outage/0/assign','',2,'2026-11-30T14:24:28.739104+00:00','{"team":"outage"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('channel/C0OLDPRESS/C0PRESSSHARED',0,'follow_channel','channel/C0OLDPRESS/C0PRESSSHARED/0/follow_channel','',0,'2026-11-30T14:24:28.739104+00:00','{"old":"C0OLDPRESS","new":"C0PRESSSHARED"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('channel/C0OLDPRESS/C0PRESSSHARED',1,'follow_channel','channel/C0OLDPRESS/C0PRESSSHARED/1/follow_channel','',0,'2026-11-30T14:26:28.739104+00:00','{"old":"C0OLDPRESS","new":"C0PRESSSHARED"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('ladder/billing/said',1796048668756046,'warn_team','ladder/billing/said/1796048668756046/warn_team','slack:#billing',1,'2026-11-30T14:24:28.756046+00:00','{"team":"billing","late":[[1001,"first_response",80]]}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('ladder/service',0,'gather','ladder/service/0/gather','',1,'2026-11-30T14:24:28.739104+00:00','{"team":"service"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('loan/billing/U0LEON',1796048668756046,'lent','loan/billing/U0LEON/1796048668756046/lent','slack:#billing',2,'2026-11-30T14:24:28.756046+00:00','{"team":"billing","person":"U0LEON","by":"U0AINO","until":"2026-11-30T15:24:28.756046+00:00"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('moods',0,'learn','moods/0/learn','',2,'2026-11-30T14:24:28.739104+00:00','{}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('recheck/x',0,'recheck','recheck/x/0/recheck','',3,'2026-11-30T14:24:28.739104+00:00','{"network":"x"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('retime/billing',0,'retime','retime/billing/0/retime','',2,'2026-11-30T14:24:28.739104+00:00','{"team":"billing","version":"a50b8e718fcf"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('sample/#social/1796048665.444592/1',0,'resample','sample/#social/1796048665.444592/1/0/resample','slack-update',3,'2026-11-30T14:24:28.739104+00:00','{"place":"#social/1796048665.444592/1"}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('sample',0,'sample','sample/0/sample','',3,'2026-12-07T09:00:00.000000+00:00','{}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('tell/old',0,'tell','tell/old/0/tell','',1,'2026-11-30T14:24:28.739104+00:00','{"channel":"C0BILLING","user":"U0AINO","text":"This was to be shown to you."}',0,1,NULL,NULL,0,NULL,0,NULL);
INSERT INTO "jobs" VALUES('tell/unreadable',0,'tell','tell/unreadable/0/tell','',1,'2026-11-30T14:24:28.758303+00:00','{',0,1,NULL,NULL,3,'no JSON',0,NULL);
CREATE TABLE learned (version integer primary key, body text not null, at text not null);
INSERT INTO "learned" VALUES(1,'','2026-11-30T13:30:20.711374+00:00');
CREATE TABLE loans (
        team text not null, person text not null, lender text not null, until text not null,
        primary key (team, person));
INSERT INTO "loans" VALUES('billing','U0LEON','U0AINO','2026-11-30T22:24:25.910680+00:00');
CREATE TABLE mentions (
        key text primary key, outcome text not null, case_number integer, why text not null, at text not null,
        body text, edited_at text);
INSERT INTO "mentions" VALUES('x/2127391757233553408','opened',1001,'bill','2026-11-30T13:18:14.685614+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391758139523072','opened',1002,'bill','2026-11-30T13:18:34.922076+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391758999355392','opened',1003,'bill','2026-11-30T13:18:35.045352+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391759762718720','opened',1004,'bill','2026-11-30T13:18:35.277003+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391760966483968','opened',1005,'bill','2026-11-30T13:18:35.528984+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391766209363968','opened',1006,'bill','2026-11-30T13:18:36.786803+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391771808759808','opened',1007,'bill','2026-11-30T13:18:38.205796+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('discord/1576950482331500555-1576950506683629568','opened',1008,'bill','2026-11-30T13:18:39.146809+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('discord/1576950482331500555-1576950513147052032','opened',1009,'bill','2026-11-30T13:18:40.697231+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('discord/1576950482331500555-1576950522173194240','opened',1010,'bill','2026-11-30T13:18:42.873998+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391855556427776','opened',1011,'router','2026-11-30T13:18:58.208535+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391859448741888','opened',1012,'bill','2026-11-30T13:18:58.982694+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391872618856448','opened',1013,'bill','2026-11-30T13:19:02.202185+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391876259512320','opened',1014,'bill','2026-11-30T13:19:03.121126+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391879640121344','opened',1015,'bill','2026-11-30T13:19:03.844328+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391883251417088','opened',1016,'bill','2026-11-30T13:19:04.821808+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391889102471168','opened',1017,'bill','2026-11-30T13:19:06.149568+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391892059455488','opened',1018,'bill','2026-11-30T13:19:06.819104+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391895893049344','opened',1019,'bill','2026-11-30T13:19:07.949489+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391900573892608','opened',1020,'bill','2026-11-30T13:19:08.925495+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391902239031296','opened',1021,'bill','2026-11-30T13:19:09.282096+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391907146366976','opened',1022,'bill','2026-11-30T13:19:10.405319+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391910971572224','opened',1023,'bill','2026-11-30T13:19:11.517058+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391915618861056','opened',1024,'bill','2026-11-30T13:19:12.405778+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391917917339648','opened',1025,'bill','2026-11-30T13:19:13.040868+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('page/1025-oinusinvwmtdnwa35bf5qy4k5m-da63f7ace11f5f3a','joined',1025,'continues the case','2026-11-30T13:19:13.584089+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391921348280320','opened',1026,'bill','2026-11-30T13:19:13.849791+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('page/1026-szabb6mic2n6o46bwkqdfatok4-e928b9c69f2b0a40','joined',1026,'continues the case','2026-11-30T13:19:14.757316+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391928717672448','opened',1027,'bill','2026-11-30T13:19:15.618167+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391930491863040','opened',1028,'bill','2026-11-30T13:19:15.936468+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391938423291904','opened',1029,'bill','2026-11-30T13:19:18.113089+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391944412758016','opened',1030,'outage','2026-11-30T13:19:19.369924+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391946782539776','opened',1031,'outage','2026-11-30T13:19:19.957207+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391951236890624','opened',1032,'router','2026-11-30T13:30:21.079439+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391969658273792','ignored',NULL,'advertising','2026-11-30T14:24:25.372748+00:00','{"network":"x","native_id":"2127391969658273792","conversation":"2127391969658273792","author":{"handle":"winner","name":"winner","followers":120,"native_id":"7000000046"},"text":"@larkspur_help FREE FOLLOWERS click here https://win.example/now","url":"https://x.com/winner/status/2127391969658273792","posted_at":"2026-11-30T14:24:25.255000Z","may_reply":{"answer":"yes"},"to_account":"@larkspur_help"}',NULL);
INSERT INTO "mentions" VALUES('x/2127391975287029760','opened',1033,'press','2026-11-30T14:24:26.615592+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391975735820288','opened',1034,'bill','2026-11-30T14:24:26.745813+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391976654372864','joined',1034,'continues the case','2026-11-30T14:24:27.056258+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391978554392576','joined',1034,'continues the case','2026-11-30T14:24:27.407200+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391980978700288','opened',1035,'bill','2026-11-30T14:24:28.124859+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391982698364928','opened',1036,'default','2026-11-30T14:24:28.389938+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391983243624448','joined',1036,'continues the case','2026-11-30T14:24:28.516939+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391983604334592','opened',1037,'bill','2026-11-30T14:24:28.588586+00:00',NULL,NULL);
INSERT INTO "mentions" VALUES('x/2127391983608528896','joined',1002,'continues the case','2026-11-30T14:24:28.588586+00:00',NULL,NULL);
CREATE TABLE missing (key text primary key, since text not null, state text not null);
CREATE TABLE moved_channels (old text primary key, new text not null, at text not null);
INSERT INTO "moved_channels" VALUES('C0PRESS','C0PRESSSHARED','2026-11-30T14:24:26.668929+00:00');
CREATE TABLE notices (key text primary key, at text not null);
INSERT INTO "notices" VALUES('rules/saved/1','2026-11-30T14:24:25.503926+00:00');
INSERT INTO "notices" VALUES('rules/saved/2','2026-11-30T14:24:25.585847+00:00');
INSERT INTO "notices" VALUES('rules/saved/3','2026-11-30T14:24:25.711397+00:00');
INSERT INTO "notices" VALUES('rules/saved/4','2026-11-30T14:24:25.854299+00:00');
INSERT INTO "notices" VALUES('buried/1034@slack/4/say/2026-11-30','2026-11-30T14:24:27.092224+00:00');
INSERT INTO "notices" VALUES('buried/1034@slack/7/say/2026-11-30','2026-11-30T14:24:27.465378+00:00');
INSERT INTO "notices" VALUES('channel/slack:C0SOCIAL/2026-11-30','2026-11-30T14:24:28.556888+00:00');
CREATE TABLE pairs (
        one text not null, other text not null, said text not null, case_number integer not null,
        primary key (one, other));
INSERT INTO "pairs" VALUES('x/7000000033','x/7000000034','asked',1021);
INSERT INTO "pairs" VALUES('x/7000000033','x/7000000035','same',1022);
INSERT INTO "pairs" VALUES('x/7000000033','x/7000000036','asked',1023);
INSERT INTO "pairs" VALUES('x/7000000033','x/7000000037','not',1024);
CREATE TABLE people (account text primary key, person text not null);
INSERT INTO "people" VALUES('x/7000000033','x/7000000033');
INSERT INTO "people" VALUES('x/7000000035','x/7000000033');
CREATE TABLE pulses (name text primary key, at text not null);
INSERT INTO "pulses" VALUES('store','2026-11-30T13:19:04.690204+00:00');
CREATE TABLE receipts (key text primary key, native_id text not null, url text not null, at text not null);
INSERT INTO "receipts" VALUES('1004@slack/5/say/drawn','df2e4e46803b3a98a2c4a0b2745143695012e5c9c904e75f8618d8f9c4f79688','','2026-11-30T13:18:35.479686+00:00');
INSERT INTO "receipts" VALUES('1004@slack/5/say','C0BILLING/1796044715.427322','https://larkspur.slack.com/archives/C0BILLING/p1796044715427322?thread_ts=1796044715.309490&cid=C0BILLING','2026-11-30T13:18:35.427322+00:00');
INSERT INTO "receipts" VALUES('1005@slack/5/say/drawn','4b859f63f550eff6230e2009685681adb0856182223b7c64e0828f2919699cdd','','2026-11-30T13:18:36.681039+00:00');
INSERT INTO "receipts" VALUES('1005@slack/5/say','C0BILLING/1796044715.639517','https://larkspur.slack.com/archives/C0BILLING/p1796044715639517?thread_ts=1796044715.547157&cid=C0BILLING','2026-11-30T13:18:35.639517+00:00');
INSERT INTO "receipts" VALUES('1005@slack/6/say','C0BILLING/1796044716.576181','https://larkspur.slack.com/archives/C0BILLING/p1796044716576181?thread_ts=1796044715.547157&cid=C0BILLING','2026-11-30T13:18:36.576181+00:00');
INSERT INTO "receipts" VALUES('1006@slack/5/say/drawn','5efbc3a5db4f0e289263e5f5b2f8661f2c7c2c3ac638815e840a79ed8f47b5a4','','2026-11-30T13:18:38.050166+00:00');
INSERT INTO "receipts" VALUES('1006@slack/5/say','C0BILLING/1796044717.294339','https://larkspur.slack.com/archives/C0BILLING/p1796044717294339?thread_ts=1796044716.835920&cid=C0BILLING','2026-11-30T13:18:37.294339+00:00');
INSERT INTO "receipts" VALUES('1006@slack/6/say','C0BILLING/1796044717.900811','https://larkspur.slack.com/archives/C0BILLING/p1796044717900811?thread_ts=1796044716.835920&cid=C0BILLING','2026-11-30T13:18:37.900811+00:00');
INSERT INTO "receipts" VALUES('1007@slack/5/say/drawn','324dba0722fe11be0a5d08f279ec5d178516073c3791eb6a96a5d324ce314ac0','','2026-11-30T13:18:39.110974+00:00');
INSERT INTO "receipts" VALUES('1007@slack/5/say','C0BILLING/1796044718.564674','https://larkspur.slack.com/archives/C0BILLING/p1796044718564674?thread_ts=1796044718.230012&cid=C0BILLING','2026-11-30T13:18:38.564674+00:00');
INSERT INTO "receipts" VALUES('1007@slack/6/say','C0BILLING/1796044719.037088','https://larkspur.slack.com/archives/C0BILLING/p1796044719037088?thread_ts=1796044718.230012&cid=C0BILLING','2026-11-30T13:18:39.037088+00:00');
INSERT INTO "receipts" VALUES('1008@slack/5/say/drawn','c076818cb8b34e251b224a32fa67c6caa890d697e2dafa7f39ac2664713e5235','','2026-11-30T13:18:40.641598+00:00');
INSERT INTO "receipts" VALUES('1008@slack/5/say','C0BILLING/1796044719.603233','https://larkspur.slack.com/archives/C0BILLING/p1796044719603233?thread_ts=1796044719.204132&cid=C0BILLING','2026-11-30T13:18:39.603233+00:00');
INSERT INTO "receipts" VALUES('1009@slack/5/say/drawn','0a2d5b06f225453ed2f0dd6483a32ab66ee6bf6557a04afba0f4472c793918ac','','2026-11-30T13:18:42.735324+00:00');
INSERT INTO "receipts" VALUES('1009@slack/5/say','C0BILLING/1796044720.985434','https://larkspur.slack.com/archives/C0BILLING/p1796044720985434?thread_ts=1796044720.780171&cid=C0BILLING','2026-11-30T13:18:40.985434+00:00');
INSERT INTO "receipts" VALUES('1010@slack/5/say/drawn','36b6a0b45ea41139a18141da6fe49dd169b34029910083b4e4a84c49dd7e60ca','','2026-11-30T13:18:45.966263+00:00');
INSERT INTO "receipts" VALUES('1010@slack/5/say','C0BILLING/1796044723.276466','https://larkspur.slack.com/archives/C0BILLING/p1796044723276466?thread_ts=1796044722.967632&cid=C0BILLING','2026-11-30T13:18:43.276466+00:00');
INSERT INTO "receipts" VALUES('1010@slack/9/say','C0BILLING/1796044724.863643','https://larkspur.slack.com/archives/C0BILLING/p1796044724863643?thread_ts=1796044722.967632&cid=C0BILLING','2026-11-30T13:18:44.863643+00:00');
INSERT INTO "receipts" VALUES('1010@slack/11/say','C0BILLING/1796044725.949540','https://larkspur.slack.com/archives/C0BILLING/p1796044725949540?thread_ts=1796044722.967632&cid=C0BILLING','2026-11-30T13:18:45.949540+00:00');
INSERT INTO "receipts" VALUES('1011@inform/press/0/inform','#press/1796044738.325921','https://larkspur.slack.com/archives/C0PRESS/p1796044738325921','2026-11-30T13:18:58.325921+00:00');
INSERT INTO "receipts" VALUES('1011@slack/4/say','C0SERVICE/1796044738.590319','https://larkspur.slack.com/archives/C0SERVICE/p1796044738590319?thread_ts=1796044738.268910&cid=C0SERVICE','2026-11-30T13:18:58.590319+00:00');
INSERT INTO "receipts" VALUES('1011@slack/5/say','C0SERVICE/1796044738.910736','https://larkspur.slack.com/archives/C0SERVICE/p1796044738910736?thread_ts=1796044738.268910&cid=C0SERVICE','2026-11-30T13:18:58.910736+00:00');
INSERT INTO "receipts" VALUES('1012@slack/4/say','C0BILLING/1796044739.539870','https://larkspur.slack.com/archives/C0BILLING/p1796044739539870?thread_ts=1796044739.056844&cid=C0BILLING','2026-11-30T13:18:59.539870+00:00');
INSERT INTO "receipts" VALUES('1012@slack/5/story/0','C0SERVICE/1796044739.748402','https://larkspur.slack.com/archives/C0SERVICE/p1796044739748402?thread_ts=1796044739.601939&cid=C0SERVICE','2026-11-30T13:18:59.748402+00:00');
INSERT INTO "receipts" VALUES('1012@slack/6/say','C0SERVICE/1796044740.176084','https://larkspur.slack.com/archives/C0SERVICE/p1796044740176084?thread_ts=1796044739.601939&cid=C0SERVICE','2026-11-30T13:19:00.176084+00:00');
INSERT INTO "receipts" VALUES('1012@slack/7/story/0','C0BILLING/1796044740.631977','https://larkspur.slack.com/archives/C0BILLING/p1796044740631977?thread_ts=1796044740.242007&cid=C0BILLING','2026-11-30T13:19:00.631977+00:00');
INSERT INTO "receipts" VALUES('1012@slack/8/say','C0BILLING/1796044741.193569','https://larkspur.slack.com/archives/C0BILLING/p1796044741193569?thread_ts=1796044740.242007&cid=C0BILLING','2026-11-30T13:19:01.193569+00:00');
INSERT INTO "receipts" VALUES('1012@slack/9/story/0','C0SERVICE/1796044741.566580','https://larkspur.slack.com/archives/C0SERVICE/p1796044741566580?thread_ts=1796044741.301291&cid=C0SERVICE','2026-11-30T13:19:01.566580+00:00');
INSERT INTO "receipts" VALUES('1012@contested/10/contested','#baton-alerts/1796044741.672260','https://larkspur.slack.com/archives/C0ALERTS/p1796044741672260','2026-11-30T13:19:01.672260+00:00');
INSERT INTO "receipts" VALUES('1012@slack/10/say','C0SERVICE/1796044741.710302','https://larkspur.slack.com/archives/C0SERVICE/p1796044741710302?thread_ts=1796044741.301291&cid=C0SERVICE','2026-11-30T13:19:01.710302+00:00');
INSERT INTO "receipts" VALUES('1012@slack/11/story/0','C0BILLING/1796044742.073683','https://larkspur.slack.com/archives/C0BILLING/p1796044742073683?thread_ts=1796044741.828112&cid=C0BILLING','2026-11-30T13:19:02.073683+00:00');
INSERT INTO "receipts" VALUES('1013@slack/4/say','C0BILLING/1796044742.442475','https://larkspur.slack.com/archives/C0BILLING/p1796044742442475?thread_ts=1796044742.239152&cid=C0BILLING','2026-11-30T13:19:02.442475+00:00');
INSERT INTO "receipts" VALUES('1013@slack/5/story/0','C0SERVICE/1796044742.898176','https://larkspur.slack.com/archives/C0SERVICE/p1796044742898176?thread_ts=1796044742.658343&cid=C0SERVICE','2026-11-30T13:19:02.898176+00:00');
INSERT INTO "receipts" VALUES('1017@slack/5/say','C0BILLING/1796044746.725151','https://larkspur.slack.com/archives/C0BILLING/p1796044746725151?thread_ts=1796044746.238057&cid=C0BILLING','2026-11-30T13:19:06.725151+00:00');
INSERT INTO "receipts" VALUES('1018@slack/4/say','C0BILLING/1796044747.340268','https://larkspur.slack.com/archives/C0BILLING/p1796044747340268?thread_ts=1796044746.888345&cid=C0BILLING','2026-11-30T13:19:07.340268+00:00');
INSERT INTO "receipts" VALUES('1018@guidance/4/0/guide','#service/1796044747.514413','https://larkspur.slack.com/archives/C0SERVICE/p1796044747514413','2026-11-30T13:19:07.514413+00:00');
INSERT INTO "receipts" VALUES('1019@slack/4/say','C0BILLING/1796044748.504339','https://larkspur.slack.com/archives/C0BILLING/p1796044748504339?thread_ts=1796044747.992062&cid=C0BILLING','2026-11-30T13:19:08.504339+00:00');
INSERT INTO "receipts" VALUES('1019@guidance/4/0/guide','#service/1796044748.551747','https://larkspur.slack.com/archives/C0SERVICE/p1796044748551747','2026-11-30T13:19:08.551747+00:00');
INSERT INTO "receipts" VALUES('1019@slack/6/say','C0BILLING/1796044748.644891','https://larkspur.slack.com/archives/C0BILLING/p1796044748644891?thread_ts=1796044747.992062&cid=C0BILLING','2026-11-30T13:19:08.644891+00:00');
INSERT INTO "receipts" VALUES('1019@slack/4/say/drawn','18c586297ea425ac7953ead20f547bdb7711befd09bb39a4c99d6327b4aef56b','','2026-11-30T13:19:08.720611+00:00');
INSERT INTO "receipts" VALUES('1021@slack/4/say','C0BILLING/1796044750.328791','https://larkspur.slack.com/archives/C0BILLING/p1796044750328791?thread_ts=1796044749.651956&cid=C0BILLING','2026-11-30T13:19:10.328791+00:00');
INSERT INTO "receipts" VALUES('1022@slack/4/say','C0BILLING/1796044751.014961','https://larkspur.slack.com/archives/C0BILLING/p1796044751014961?thread_ts=1796044750.465364&cid=C0BILLING','2026-11-30T13:19:11.014961+00:00');
INSERT INTO "receipts" VALUES('1022@slack/4/say/drawn','b60b0b7773caadba97fb87262450de540028220f7d2ef282fc561517d69001da','','2026-11-30T13:19:11.104252+00:00');
INSERT INTO "receipts" VALUES('1023@slack/4/say','C0BILLING/1796044751.757320','https://larkspur.slack.com/archives/C0BILLING/p1796044751757320?thread_ts=1796044751.579334&cid=C0BILLING','2026-11-30T13:19:11.757320+00:00');
INSERT INTO "receipts" VALUES('1023@slack/4/say/drawn','c297353476fcefbdf757c4dbd91290cdff42d542cf9cfd86cb8f19cc058d3fe7','','2026-11-30T13:19:12.179154+00:00');
INSERT INTO "receipts" VALUES('1024@slack/4/say','C0BILLING/1796044752.753839','https://larkspur.slack.com/archives/C0BILLING/p1796044752753839?thread_ts=1796044752.449069&cid=C0BILLING','2026-11-30T13:19:12.753839+00:00');
INSERT INTO "receipts" VALUES('1024@slack/4/say/drawn','282d954aeba8ee4f9025649a430b692445a2dcd772f3c3fba870554341419fc6','','2026-11-30T13:19:12.827395+00:00');
INSERT INTO "receipts" VALUES('1025@slack/5/say/drawn','cd4dc44dfe95b50aff747dfdae449ef7fabfb16b23adee75fabf289404c11881','','2026-11-30T13:19:13.531085+00:00');
INSERT INTO "receipts" VALUES('1025@slack/5/say','C0BILLING/1796044753.453088','https://larkspur.slack.com/archives/C0BILLING/p1796044753453088?thread_ts=1796044753.073190&cid=C0BILLING','2026-11-30T13:19:13.453088+00:00');
INSERT INTO "receipts" VALUES('1025@slack/7/say','C0BILLING/1796044753.605880','https://larkspur.slack.com/archives/C0BILLING/p1796044753605880?thread_ts=1796044753.073190&cid=C0BILLING','2026-11-30T13:19:13.605880+00:00');
INSERT INTO "receipts" VALUES('1025@slack/7/say/drawn','0202c1b3e5203666e031c85a334219368af80d0298c5104531c97924784f5599','','2026-11-30T13:19:13.729264+00:00');
INSERT INTO "receipts" VALUES('1026@slack/5/say/drawn','edd4297c3fe97ee737721a448e8dc3668bade7dd24e9171f537b6b0b23d8d4e3','','2026-11-30T13:19:14.536758+00:00');
INSERT INTO "receipts" VALUES('1026@slack/5/say','C0BILLING/1796044754.374773','https://larkspur.slack.com/archives/C0BILLING/p1796044754374773?thread_ts=1796044753.996747&cid=C0BILLING','2026-11-30T13:19:14.374773+00:00');
INSERT INTO "receipts" VALUES('1026@slack/7/say','C0BILLING/1796044754.819422','https://larkspur.slack.com/archives/C0BILLING/p1796044754819422?thread_ts=1796044753.996747&cid=C0BILLING','2026-11-30T13:19:14.819422+00:00');
INSERT INTO "receipts" VALUES('1026@slack/7/say/drawn','c23390236c388c2462433b85f4548ea3961f2b44c85a576625e2b208f07f3baf','','2026-11-30T13:19:15.288755+00:00');
INSERT INTO "receipts" VALUES('1026@slack/10/say','C0BILLING/1796044755.354913','https://larkspur.slack.com/archives/C0BILLING/p1796044755354913?thread_ts=1796044753.996747&cid=C0BILLING','2026-11-30T13:19:15.354913+00:00');
INSERT INTO "receipts" VALUES('1027@slack/4/say','C0BILLING/1796044756.753056','https://larkspur.slack.com/archives/C0BILLING/p1796044756753056?thread_ts=1796044755.782227&cid=C0BILLING','2026-11-30T13:19:16.753056+00:00');
INSERT INTO "receipts" VALUES('1028@slack/4/say','C0BILLING/1796044757.619548','https://larkspur.slack.com/archives/C0BILLING/p1796044757619548?thread_ts=1796044756.015677&cid=C0BILLING','2026-11-30T13:19:17.619548+00:00');
INSERT INTO "receipts" VALUES('1029@slack/4/say','C0BILLING/1796044758.785955','https://larkspur.slack.com/archives/C0BILLING/p1796044758785955?thread_ts=1796044758.265376&cid=C0BILLING','2026-11-30T13:19:18.785955+00:00');
INSERT INTO "receipts" VALUES('1029@slack/5/say','C0BILLING/1796044758.971465','https://larkspur.slack.com/archives/C0BILLING/p1796044758971465?thread_ts=1796044758.265376&cid=C0BILLING','2026-11-30T13:19:18.971465+00:00');
INSERT INTO "receipts" VALUES('1029@slack/7/say','C0BILLING/1796044759.156226','https://larkspur.slack.com/archives/C0BILLING/p1796044759156226?thread_ts=1796044758.265376&cid=C0BILLING','2026-11-30T13:19:19.156226+00:00');
INSERT INTO "receipts" VALUES('1030@slack/2/say','C0OUTAGE/1796044759.677888','https://larkspur.slack.com/archives/C0OUTAGE/p1796044759677888?thread_ts=1796044759.452380&cid=C0OUTAGE','2026-11-30T13:19:19.677888+00:00');
INSERT INTO "receipts" VALUES('1031@slack/2/say','C0OUTAGE/1796044760.238856','https://larkspur.slack.com/archives/C0OUTAGE/p1796044760238856?thread_ts=1796044760.045959&cid=C0OUTAGE','2026-11-30T13:19:20.238856+00:00');
INSERT INTO "receipts" VALUES('1030@slack/2/say/drawn','073527aa553dbabcca2b1aed13abaf1539f2b37dae8f16a307d2c4adf1833806','','2026-11-30T13:30:20.457960+00:00');
INSERT INTO "receipts" VALUES('1031@slack/2/say/drawn','54d99a43706609160b7eeca6332517879f778a58198308fe92499a2d6aed11e7','','2026-11-30T13:30:20.768300+00:00');
INSERT INTO "receipts" VALUES('1011@slack/6/say','C0SERVICE/1796045420.777681','https://larkspur.slack.com/archives/C0SERVICE/p1796045420777681?thread_ts=1796044738.268910&cid=C0SERVICE','2026-11-30T13:30:20.777681+00:00');
INSERT INTO "receipts" VALUES('1031@slack/5/say','C0OUTAGE/1796045420.800925','https://larkspur.slack.com/archives/C0OUTAGE/p1796045420800925?thread_ts=1796044760.045959&cid=C0OUTAGE','2026-11-30T13:30:20.800925+00:00');
INSERT INTO "receipts" VALUES('1032@inform/press/0/inform','#press/1796045421.391042','https://larkspur.slack.com/archives/C0PRESS/p1796045421391042','2026-11-30T13:30:21.391042+00:00');
INSERT INTO "receipts" VALUES('1031@slack/5/say/drawn','453ac72f3f73fe3e0df382766afc2977d268e23978dc97c81e44a69664009ac0','','2026-11-30T14:24:21.630784+00:00');
INSERT INTO "receipts" VALUES('ladder/service/said/1796048661693877/warn_team','1796048662.732909','https://larkspur.slack.com/archives/C0SERVICE/p1796048662732909','2026-11-30T14:24:22.732909+00:00');
INSERT INTO "receipts" VALUES('1031@slack/7/say','C0OUTAGE/1796048662.939822','https://larkspur.slack.com/archives/C0OUTAGE/p1796048662939822?thread_ts=1796044760.045959&cid=C0OUTAGE','2026-11-30T14:24:22.939822+00:00');
INSERT INTO "receipts" VALUES('ladder/billing/said/1796048662773161/warn_team','1796048662.930895','https://larkspur.slack.com/archives/C0BILLING/p1796048662930895','2026-11-30T14:24:22.930895+00:00');
INSERT INTO "receipts" VALUES('ladder/service/said/1796048662714000/warn_team','1796048663.064257','https://larkspur.slack.com/archives/C0SERVICE/p1796048663064257','2026-11-30T14:24:23.064257+00:00');
INSERT INTO "receipts" VALUES('sample/0/sample/2026-W49','1796048665.444592','https://larkspur.slack.com/archives/C0SOCIAL/p1796048665444592','2026-11-30T14:24:25.444592+00:00');
INSERT INTO "receipts" VALUES('sampled/x/2127391969658273792','#social/1796048665.444592/1','https://larkspur.slack.com/archives/C0SOCIAL/p1796048665444592','2026-11-30T14:24:25.444592+00:00');
INSERT INTO "receipts" VALUES('alert/rules/saved/1/0/alert','1796048665.520001','https://larkspur.slack.com/archives/C0ALERTS/p1796048665520001','2026-11-30T14:24:25.520001+00:00');
INSERT INTO "receipts" VALUES('alert/rules/saved/2/0/alert','1796048665.600434','https://larkspur.slack.com/archives/C0ALERTS/p1796048665600434','2026-11-30T14:24:25.600434+00:00');
INSERT INTO "receipts" VALUES('alert/rules/saved/3/0/alert','1796048665.720657','https://larkspur.slack.com/archives/C0ALERTS/p1796048665720657','2026-11-30T14:24:25.720657+00:00');
INSERT INTO "receipts" VALUES('alert/rules/saved/4/0/alert','1796048665.864504','https://larkspur.slack.com/archives/C0ALERTS/p1796048665864504','2026-11-30T14:24:25.864504+00:00');
INSERT INTO "receipts" VALUES('loan/billing/U0LEON/1796048665910/lent','1796048665.951057','https://larkspur.slack.com/archives/C0BILLING/p1796048665951057','2026-11-30T14:24:25.951057+00:00');
INSERT INTO "receipts" VALUES('alert/buried/1034@slack/4/say/2026-11-30/0/alert','1796048667.139168','https://larkspur.slack.com/archives/C0ALERTS/p1796048667139168','2026-11-30T14:24:27.139168+00:00');
INSERT INTO "receipts" VALUES('1034@slack/4/say','C0BILLING/1796048667.304563','https://larkspur.slack.com/archives/C0BILLING/p1796048667304563?thread_ts=1796048666.765653&cid=C0BILLING','2026-11-30T14:24:27.304563+00:00');
INSERT INTO "receipts" VALUES('alert/buried/1034@slack/7/say/2026-11-30/0/alert','1796048667.512851','https://larkspur.slack.com/archives/C0ALERTS/p1796048667512851','2026-11-30T14:24:27.512851+00:00');
INSERT INTO "receipts" VALUES('1035@slack/5/say/drawn','69325f4d2d6e30d141d8795ea412bc68f11d195adc8342cfa1e72abf346012f6','','2026-11-30T14:24:28.419199+00:00');
INSERT INTO "receipts" VALUES('1035@slack/5/say','C0BILLING/1796048668.340510','https://larkspur.slack.com/archives/C0BILLING/p1796048668340510?thread_ts=1796048668.156917&cid=C0BILLING','2026-11-30T14:24:28.340510+00:00');
INSERT INTO "receipts" VALUES('alert/channel/slack:C0SOCIAL/2026-11-30/0/alert','1796048668.569886','https://larkspur.slack.com/archives/C0ALERTS/p1796048668569886','2026-11-30T14:24:28.569886+00:00');
CREATE TABLE rule_drafts (
        id text primary key, author text not null, at text not null, base_number integer not null,
        base_version text not null, text text not null);
INSERT INTO "rule_drafts" VALUES('d1','U0AINO','2026-11-30T14:24:28.736281+00:00',4,'a50b8e718fcf','# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
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
CREATE TABLE rule_versions (
        number integer primary key, author text not null, at text not null, note text not null,
        version text not null, text text);
INSERT INTO "rule_versions" VALUES(1,'U0AINO','2026-11-30T14:24:25.503585+00:00','a new note','1a127b279d93','# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
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
INSERT INTO "rule_versions" VALUES(2,'U0AINO','2026-11-30T14:24:25.585697+00:00','a second note','50ee067f420f','# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
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
INSERT INTO "rule_versions" VALUES(3,'U0AINO','2026-11-30T14:24:25.711157+00:00','back to version 1','1a127b279d93','# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
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
INSERT INTO "rule_versions" VALUES(4,'U0AINO','2026-11-30T14:24:25.854123+00:00','a third note','a50b8e718fcf','# The rules of the recorded database. The recording keeps their text, so this file stays as it is.
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
CREATE TABLE spending (
        month text not null, network text not null, reads bigint not null, replies bigint not null,
        micros bigint not null, primary key (month, network));
INSERT INTO "spending" VALUES('2026-11','x',97,3,359000);
CREATE TABLE steps (number integer primary key, name text not null, at text not null);
INSERT INTO "steps" VALUES(1,'cases and their journal','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(2,'mentions and where they lead','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(3,'the outbox','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(4,'what the networks cost','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(5,'posts that went to a case, in order','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(6,'who is the same person','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(7,'rules saved in the store','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(8,'drafts of rules, and what was ignored in order','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(9,'how posts sound, as agents said','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(10,'snoozed cases, found quickly','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(11,'shifts, loans and turns','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(12,'cases are looked for by team','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(13,'ignored posts that were shown','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(14,'topics in which rules look for a spike','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(15,'what teams must still hear of their clocks','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(16,'jobs that were told to wait','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(17,'what jobs wait for while it is in trouble','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(18,'what was committed, and when','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(19,'channels whose id changed','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(20,'how often platforms refuse calls','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(21,'requests that were heard','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(22,'when posts were edited','2026-11-30T13:18:13.477594+00:00');
INSERT INTO "steps" VALUES(23,'posts that networks said are gone','2026-11-30T13:18:13.477594+00:00');
CREATE TABLE threads (channel text, ts text, case_number integer not null, primary key (channel, ts));
INSERT INTO "threads" VALUES('C0BILLING','1796044694.744228',1001);
INSERT INTO "threads" VALUES('C0BILLING','1796044714.950733',1002);
INSERT INTO "threads" VALUES('C0BILLING','1796044715.069526',1003);
INSERT INTO "threads" VALUES('C0BILLING','1796044715.309490',1004);
INSERT INTO "threads" VALUES('C0BILLING','1796044715.547157',1005);
INSERT INTO "threads" VALUES('C0BILLING','1796044716.835920',1006);
INSERT INTO "threads" VALUES('C0BILLING','1796044718.230012',1007);
INSERT INTO "threads" VALUES('C0BILLING','1796044719.204132',1008);
INSERT INTO "threads" VALUES('C0BILLING','1796044720.780171',1009);
INSERT INTO "threads" VALUES('C0BILLING','1796044722.967632',1010);
INSERT INTO "threads" VALUES('C0SERVICE','1796044738.268910',1011);
INSERT INTO "threads" VALUES('C0BILLING','1796044739.056844',1012);
INSERT INTO "threads" VALUES('C0SERVICE','1796044739.601939',1012);
INSERT INTO "threads" VALUES('C0BILLING','1796044740.242007',1012);
INSERT INTO "threads" VALUES('C0SERVICE','1796044741.301291',1012);
INSERT INTO "threads" VALUES('C0BILLING','1796044741.828112',1012);
INSERT INTO "threads" VALUES('C0BILLING','1796044742.239152',1013);
INSERT INTO "threads" VALUES('C0SERVICE','1796044742.658343',1013);
INSERT INTO "threads" VALUES('C0BILLING','1796044743.136398',1014);
INSERT INTO "threads" VALUES('C0BILLING','1796044743.899917',1015);
INSERT INTO "threads" VALUES('C0BILLING','1796044745.372997',1016);
INSERT INTO "threads" VALUES('C0BILLING','1796044746.238057',1017);
INSERT INTO "threads" VALUES('C0BILLING','1796044746.888345',1018);
INSERT INTO "threads" VALUES('C0BILLING','1796044747.992062',1019);
INSERT INTO "threads" VALUES('C0BILLING','1796044749.059461',1020);
INSERT INTO "threads" VALUES('C0BILLING','1796044749.651956',1021);
INSERT INTO "threads" VALUES('C0BILLING','1796044750.465364',1022);
INSERT INTO "threads" VALUES('C0BILLING','1796044751.579334',1023);
INSERT INTO "threads" VALUES('C0BILLING','1796044752.449069',1024);
INSERT INTO "threads" VALUES('C0BILLING','1796044753.073190',1025);
INSERT INTO "threads" VALUES('C0BILLING','1796044753.996747',1026);
INSERT INTO "threads" VALUES('C0BILLING','1796044755.782227',1027);
INSERT INTO "threads" VALUES('C0BILLING','1796044756.015677',1028);
INSERT INTO "threads" VALUES('C0BILLING','1796044758.265376',1029);
INSERT INTO "threads" VALUES('C0OUTAGE','1796044759.452380',1030);
INSERT INTO "threads" VALUES('C0OUTAGE','1796044760.045959',1031);
INSERT INTO "threads" VALUES('C0SERVICE','1796045421.287293',1032);
INSERT INTO "threads" VALUES('C0PRESS','1796048666.630905',1033);
INSERT INTO "threads" VALUES('C0PRESSSHARED','1796048666.630905',1033);
INSERT INTO "threads" VALUES('C0BILLING','1796048666.765653',1034);
INSERT INTO "threads" VALUES('C0BILLING','1796048668.156917',1035);
INSERT INTO "threads" VALUES('C0SOCIAL','1796048668.440902',1036);
CREATE TABLE toggles (
        team text not null, person text not null, is_on integer not null, until text not null,
        primary key (team, person));
INSERT INTO "toggles" VALUES('billing','U0RUTH',0,'2026-11-30T22:24:25.932161+00:00');
CREATE TABLE topics (topic text not null, at text not null, key text not null, primary key (topic, at, key));
CREATE TABLE trails (key text primary key, case_number integer not null);
INSERT INTO "trails" VALUES('x/author/7000000017',1001);
INSERT INTO "trails" VALUES('x/conversation/2127391757233553408',1001);
INSERT INTO "trails" VALUES('x/author/7000000018',1002);
INSERT INTO "trails" VALUES('x/conversation/2127391758139523072',1002);
INSERT INTO "trails" VALUES('x/author/7000000019',1003);
INSERT INTO "trails" VALUES('x/conversation/2127391758999355392',1003);
INSERT INTO "trails" VALUES('x/author/7000000020',1004);
INSERT INTO "trails" VALUES('x/conversation/2127391759762718720',1004);
INSERT INTO "trails" VALUES('x/author/7000000021',1005);
INSERT INTO "trails" VALUES('x/conversation/2127391760966483968',1005);
INSERT INTO "trails" VALUES('x/author/7000000022',1006);
INSERT INTO "trails" VALUES('x/conversation/2127391766209363968',1006);
INSERT INTO "trails" VALUES('x/author/7000000023',1007);
INSERT INTO "trails" VALUES('x/conversation/2127391771808759808',1007);
INSERT INTO "trails" VALUES('discord/author/1576950482331500551',1008);
INSERT INTO "trails" VALUES('discord/conversation/1576950482331500555-1576950506683629568',1008);
INSERT INTO "trails" VALUES('discord/author/1576950482331500552',1009);
INSERT INTO "trails" VALUES('discord/conversation/1576950482331500555-1576950513147052032',1009);
INSERT INTO "trails" VALUES('discord/author/1576950482331500553',1010);
INSERT INTO "trails" VALUES('discord/conversation/1576950482331500555-1576950522173194240',1010);
INSERT INTO "trails" VALUES('x/author/7000000024',1011);
INSERT INTO "trails" VALUES('x/conversation/2127391855556427776',1011);
INSERT INTO "trails" VALUES('x/author/7000000025',1012);
INSERT INTO "trails" VALUES('x/conversation/2127391859448741888',1012);
INSERT INTO "trails" VALUES('x/author/7000000026',1013);
INSERT INTO "trails" VALUES('x/conversation/2127391872618856448',1013);
INSERT INTO "trails" VALUES('x/author/7000000027',1014);
INSERT INTO "trails" VALUES('x/conversation/2127391876259512320',1014);
INSERT INTO "trails" VALUES('x/author/7000000028',1015);
INSERT INTO "trails" VALUES('x/conversation/2127391879640121344',1015);
INSERT INTO "trails" VALUES('x/author/7000000029',1016);
INSERT INTO "trails" VALUES('x/conversation/2127391883251417088',1016);
INSERT INTO "trails" VALUES('x/author/7000000030',1017);
INSERT INTO "trails" VALUES('x/conversation/2127391889102471168',1017);
INSERT INTO "trails" VALUES('x/author/7000000031',1018);
INSERT INTO "trails" VALUES('x/conversation/2127391892059455488',1018);
INSERT INTO "trails" VALUES('x/author/7000000032',1019);
INSERT INTO "trails" VALUES('x/conversation/2127391895893049344',1019);
INSERT INTO "trails" VALUES('x/author/7000000033',1020);
INSERT INTO "trails" VALUES('x/conversation/2127391900573892608',1020);
INSERT INTO "trails" VALUES('x/author/7000000034',1021);
INSERT INTO "trails" VALUES('x/conversation/2127391902239031296',1021);
INSERT INTO "trails" VALUES('x/author/7000000035',1022);
INSERT INTO "trails" VALUES('x/conversation/2127391907146366976',1022);
INSERT INTO "trails" VALUES('x/author/7000000036',1023);
INSERT INTO "trails" VALUES('x/conversation/2127391910971572224',1023);
INSERT INTO "trails" VALUES('x/author/7000000037',1024);
INSERT INTO "trails" VALUES('x/conversation/2127391915618861056',1024);
INSERT INTO "trails" VALUES('x/author/7000000038',1025);
INSERT INTO "trails" VALUES('x/conversation/2127391917917339648',1025);
INSERT INTO "trails" VALUES('page/author/1025-oinusinvwmtdnwa35bf5qy4k5m',1025);
INSERT INTO "trails" VALUES('page/conversation/1025-oinusinvwmtdnwa35bf5qy4k5m',1025);
INSERT INTO "trails" VALUES('x/author/7000000039',1026);
INSERT INTO "trails" VALUES('x/conversation/2127391921348280320',1026);
INSERT INTO "trails" VALUES('page/author/1026-szabb6mic2n6o46bwkqdfatok4',1026);
INSERT INTO "trails" VALUES('page/conversation/1026-szabb6mic2n6o46bwkqdfatok4',1026);
INSERT INTO "trails" VALUES('x/author/7000000040',1027);
INSERT INTO "trails" VALUES('x/conversation/2127391928717672448',1027);
INSERT INTO "trails" VALUES('x/author/7000000041',1028);
INSERT INTO "trails" VALUES('x/conversation/2127391930491863040',1028);
INSERT INTO "trails" VALUES('x/author/7000000042',1029);
INSERT INTO "trails" VALUES('x/conversation/2127391938423291904',1029);
INSERT INTO "trails" VALUES('x/author/7000000043',1030);
INSERT INTO "trails" VALUES('x/conversation/2127391944412758016',1030);
INSERT INTO "trails" VALUES('x/author/7000000044',1031);
INSERT INTO "trails" VALUES('x/conversation/2127391946782539776',1031);
INSERT INTO "trails" VALUES('x/author/7000000045',1032);
INSERT INTO "trails" VALUES('x/conversation/2127391951236890624',1032);
INSERT INTO "trails" VALUES('x/author/7000000047',1033);
INSERT INTO "trails" VALUES('x/conversation/2127391975287029760',1033);
INSERT INTO "trails" VALUES('x/author/7000000048',1034);
INSERT INTO "trails" VALUES('x/conversation/2127391975735820288',1034);
INSERT INTO "trails" VALUES('x/conversation/2127391976654372864',1034);
INSERT INTO "trails" VALUES('x/conversation/2127391978554392576',1034);
INSERT INTO "trails" VALUES('x/author/7000000049',1035);
INSERT INTO "trails" VALUES('x/conversation/2127391980978700288',1035);
INSERT INTO "trails" VALUES('x/author/7000000050',1036);
INSERT INTO "trails" VALUES('x/conversation/2127391982698364928',1036);
INSERT INTO "trails" VALUES('x/conversation/2127391983243624448',1036);
INSERT INTO "trails" VALUES('x/author/7000000051',1037);
INSERT INTO "trails" VALUES('x/conversation/2127391983604334592',1037);
INSERT INTO "trails" VALUES('x/conversation/2127391983608528896',1002);
CREATE TABLE turns (
        team text not null, person text not null, given_at text not null, primary key (team, person));
INSERT INTO "turns" VALUES('outage','U0FEMI','2026-11-30T13:30:20.752917+00:00');
INSERT INTO "turns" VALUES('outage','U0RUTH','2026-11-30T14:24:22.814814+00:00');
CREATE TABLE warnings (
        team text, case_number integer, clock text, rung integer not null, at text not null,
        primary key (team, case_number, clock));
CREATE INDEX cases_waiting on cases (team, priority, coalesce(due_at, '9'), number)
        where status = 'waiting';
CREATE INDEX cases_owned on cases (owner, priority, coalesce(due_at, '9'), number)
        where status = 'claimed';
CREATE INDEX cases_late_of_team on cases (team, due_at, number) where status <> 'resolved';
CREATE UNIQUE INDEX events_heard_once on events (case_number, request, kind);
CREATE UNIQUE INDEX jobs_key on jobs (key);
CREATE INDEX jobs_pending on jobs (gate, urgency, run_at, lane) where buried = 0;
CREATE INDEX jobs_leased on jobs (leased_until) where leased_until is not null;
CREATE INDEX jobs_buried on jobs (lane) where buried = 1;
CREATE INDEX mentions_taken on mentions (at, key) where case_number is not null;
CREATE INDEX people_person on people (person);
CREATE INDEX mentions_ignored on mentions (at, key) where outcome = 'ignored';
CREATE INDEX corrections_latest on corrections (at, key);
CREATE INDEX cases_snoozed on cases (number) where status = 'snoozed';
CREATE INDEX receipts_sampled on receipts (native_id) where key like 'sampled/%';
CREATE INDEX jobs_held on jobs (held) where held is not null;
COMMIT;
