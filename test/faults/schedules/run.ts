// Runnable alone: `node --import tsx test/faults/schedules/run.ts [--seed 1] [--count 200] [--schedule '<the line that a failure prints>']`
import { parseArgs } from 'node:util';
import { describeCounts } from '../../testCounts';
import { parseSeed } from '../seed';
import { runSchedules } from './runSchedules';
import type { Schedule } from './schedule';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, count: { type: 'string' }, schedule: { type: 'string' } },
  });
  const { passed, failed, figures } = await runSchedules({
    ...(values.seed !== undefined && { seed: parseSeed(values.seed) }),
    ...(values.count !== undefined && { count: Number(values.count) }),
    ...(values.schedule !== undefined && { only: JSON.parse(values.schedule) as Schedule }),
  });
  console.log(figures);
  console.log(describeCounts({ passed, failed }));
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
