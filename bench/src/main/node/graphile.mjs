// One server of graphile-worker for ./bench/run peers: node graphile.mjs DATABASE SLOTS
import { Logger, run } from 'graphile-worker';

const [connectionString, slots] = process.argv.slice(2);
const concurrentJobs = Number(slots);

await run({
  taskList: { noop: async () => {} },
  preset: {
    worker: {
      connectionString,
      logger: new Logger(() => () => {}),
      concurrentJobs,
      maxPoolSize: concurrentJobs + 1,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
});
console.log('ready');
