// Runs a load soon and once for a burst of calls; one that proves slow is run less often.

const GATHER_MS = 60;
const REST = 4; // a load rests this many times as long as it took

const loads = new Map(); // key -> {waiting, took}

// `key` tells loads apart; a load without one is its own.
export function soon(load, key = load) {
  const pace = loads.get(key) ?? { waiting: false, took: 0 };
  loads.set(key, pace);
  if (pace.waiting) return;
  pace.waiting = true;
  setTimeout(() => run(pace, load), Math.max(GATHER_MS, pace.took * REST));
}

async function run(pace, load) {
  pace.waiting = false;
  const started = performance.now();
  await load();
  pace.took = performance.now() - started;
}
