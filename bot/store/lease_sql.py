"""The next job in one statement: gate by gate, so that ten thousand jobs behind a closed gate cost nothing."""

from datetime import timedelta

# No lease is longer: one that ends later (:far) was taken before a clock went back, and counts as expired.
LONGEST_LEASE = timedelta(hours=1)

# busy: running leases. names: all gates with jobs, found by jumping along the index jobs_pending. gaps, free: those
# that are open and without a running job. pairs: each (gate, urgency) of these that has jobs. firsts: of each pair,
# the first job that is also the first of its lane, if no job of the lane runs.
# Scalar subqueries and `not in` keep Postgres on the indexes; it turns `not exists` into joins of whole tables.
# found: the job's time (always 32 characters) and its key in one text, because such a subquery has one column.
_FIRSTS = """
with recursive
busy(lane, gate, leased_until) as materialized (
    select lane, gate, leased_until from jobs where leased_until > :now and leased_until <= :far),
names(gate) as (
    select min(gate) from jobs where buried = 0
    union all
    select (select min(j.gate) from jobs j where j.gate > n.gate and j.buried = 0) from names n
    where n.gate is not null),
gaps(gate, own, shared) as (
    select n.gate, coalesce(g.next_at, ''), coalesce(s.next_at, '') from names n
    left join gates g on g.key = n.gate left join gates s on s.key = :shared and n.gate like :behind
    where n.gate is not null),
free(gate, next_at) as materialized (
    select gate, case when own < shared then shared else own end from gaps
    where own <= :open_by and shared <= :open_by
      and (gate = '' or gate not in (select b.gate from busy b))),
pairs(gate, next_at, urgency) as (
    select f.gate, f.next_at, (select min(j.urgency) from jobs j where j.gate = f.gate and j.buried = 0) from free f
    union all
    select p.gate, p.next_at,
        (select min(j.urgency) from jobs j where j.gate = p.gate and j.urgency > p.urgency and j.buried = 0)
    from pairs p where p.urgency is not null),
firsts(urgency, next_at, found) as materialized (
    select p.urgency, p.next_at, (
        select j.run_at || j.key from jobs j
        where j.gate = p.gate and j.urgency = p.urgency and j.buried = 0
          and j.lane not in (select b.lane from busy b)
          and j.key = (
            select e.key from jobs e where e.lane = j.lane and e.buried = 0 order by e.position, e.kind limit 1)
        order by j.run_at, j.lane limit 1)
    from pairs p where p.urgency is not null)"""

# Two leases may find the same job. The row lock in `chosen` (Postgres) and the conditions of the update let only one
# have it; `limit 4` in `best` leaves others for a process that finds the first ones locked.
LEASE = (
    _FIRSTS
    + """,
best(key) as materialized (
    select substr(found, 33) from firsts where substr(found, 1, 32) <= :now order by urgency, found limit 4),
chosen as materialized (
    select j.key from best b join jobs j on j.key = b.key
    where coalesce(j.leased_until, '') <= :now or j.leased_until > :far
    order by j.urgency, j.run_at, j.key limit 1 {skip_locked})
update jobs set leased_until = :until, attempts = attempts + 1
where key = (select key from chosen) and buried = 0 and run_at <= :now
returning *"""
)

NEXT_RUN = (
    _FIRSTS
    + """
select min(case when substr(found, 1, 32) < next_at then next_at else substr(found, 1, 32) end) as at from firsts
union all
select min(leased_until) from busy"""
)
