// Run alone: `node --import tsx test/faults/commands/run.ts [--seed 1] [--rounds 3] [--only "an answer 400"]`
import { parseArgs } from 'node:util';
import { parseSeed } from '../seed';
import { runCommands } from './runCommands';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' } },
  });
  const { passed, failed, figures } = await runCommands({
    ...(values.seed !== undefined && { seed: parseSeed(values.seed) }),
    ...(values.rounds !== undefined && { rounds: Number(values.rounds) }),
    ...(values.only !== undefined && { only: values.only }),
  });
  console.table(figures);

  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
