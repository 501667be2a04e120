"""Which job is next, in one statement: gate by gate, so that ten thousand jobs behind a closed gate cost nothing."""

# pairs: each (gate, urgency) that has jobs, found by jumping along the index jobs_pending, without the gates that
# are closed or at work. firsts: of each pair the first job whose lane is free and has no earlier job.
_FIRSTS = """
with recursive
names(gate) as (
    select min(gate) from jobs where buried = 0
    union all
    select (select min(j.gate) from jobs j where j.gate > n.gate and j.buried = 0) from names n
    where n.gate is not null),
free(gate, next_at) as materialized (
    select n.gate, coalesce(g.next_at, '') from names n left join gates g on g.key = n.gate
    where n.gate is not null and coalesce(g.next_at, '') <= :open_by
      and (n.gate = '' or not exists (select 1 from jobs l where l.gate = n.gate and l.leased_until > :now))),
pairs(gate, next_at, urgency) as (
    select f.gate, f.next_at, (select min(j.urgency) from jobs j where j.gate = f.gate and j.buried = 0) from free f
    union all
    select p.gate, p.next_at,
        (select min(j.urgency) from jobs j where j.gate = p.gate and j.urgency > p.urgency and j.buried = 0)
    from pairs p where p.urgency is not null),
firsts(key, next_at) as materialized (
    select (
        select j.key from jobs j
        where j.gate = p.gate and j.urgency = p.urgency and j.buried = 0
          and not exists (select 1 from jobs l where l.lane = j.lane and l.leased_until > :now)
          and not exists (
            select 1 from jobs e
            where e.lane = j.lane and e.buried = 0 and (e.position, e.kind) < (j.position, j.kind))
        order by j.run_at, j.lane limit 1),
        p.next_at
    from pairs p where p.urgency is not null)"""

LEASE = (
    _FIRSTS
    + """,
chosen as materialized (
    select j.key from firsts f join jobs j on j.key = f.key
    where j.buried = 0 and j.run_at <= :now and (j.leased_until is null or j.leased_until <= :now)
    order by j.urgency, j.run_at, j.lane limit 1 {skip_locked})
update jobs set leased_until = :until, attempts = attempts + 1
where key = (select key from chosen)
returning *"""
)

NEXT_RUN = (
    _FIRSTS
    + """
select min(case when j.run_at < f.next_at then f.next_at else j.run_at end) as at
from firsts f join jobs j on j.key = f.key
union all
select min(leased_until) from jobs where leased_until > :now"""
)
