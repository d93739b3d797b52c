import path from 'node:path';
import { buildExtension } from '../buildExtension';
import { describeCounts } from '../testCounts';
import { runTour } from './runTour';

const root = path.join(__dirname, '../..');

async function main(): Promise<void> {
  await buildExtension();
  const counts = await runTour({ kind: 'checkout', folder: root }, path.join(root, '.pictures/demo'));
  console.log(`\nSteps: ${describeCounts(counts)}`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
