import path from 'node:path';
import { runTour } from '../demo/runTour';
import { addCounts, type TestCounts } from '../testCounts';
import { packageExtension } from './packageExtension';

/** The package is installed into a VS Code that knows nothing of the checkout, and does the main job there. */
export async function testInstalledExtension(): Promise<TestCounts> {
  const { file, ...packaged } = await packageExtension();
  const toured = await runTour({ kind: 'vsix', file }, path.join(__dirname, '../../.pictures/vsix'));
  return addCounts([packaged, toured]);
}
