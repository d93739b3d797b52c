import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildExtension } from '../buildExtension';
import { emulatorCredentials } from '../emulator/clients';
import { startEmulator } from '../emulator/server';
import { bundleForEditor } from '../host/bundleForEditor';
import { chooseHost } from '../host/chooseHost';
import { runInEditor } from '../host/launchEditor';
import { describeCounts, type TestCounts } from '../testCounts';
import { createDemoWorkspace } from './demoWorkspace';
import { demoVariables } from './demoVariables';

const root = path.join(__dirname, '../..');

/** The main job, unattended, in a real VS Code on the emulator. Prints each step with what was observed, and keeps a picture of each. */
async function main(): Promise<void> {
  const version = '1.139.1';
  const host = await chooseHost(version);
  console.log(host.sentence);
  await buildExtension();
  const picturesDir = path.join(root, '.pictures/demo');
  await rm(picturesDir, { recursive: true, force: true });
  await mkdir(picturesDir, { recursive: true });
  const bundle = path.join(root, '.host/bundles/tour.js');
  await bundleForEditor(path.join(__dirname, 'tour.ts'), bundle);

  const emulator = await startEmulator();
  const workspace = await createDemoWorkspace(emulator);
  const countsFile = path.join(picturesDir, 'steps.json');
  console.log(`The emulator answers like Nomba at ${emulator.baseUrl}; the pictures go to ${picturesDir}.\n`);
  let failure: unknown;
  try {
    await runInEditor({
      version,
      host,
      extensionDevelopmentPath: root,
      extensionTestsPath: bundle,
      workspace: workspace.folder,
      picturesDir,
      environment: {
        [demoVariables.controlUrl]: emulator.controlUrl,
        [demoVariables.baseUrl]: emulator.baseUrl,
        [demoVariables.credentials]: JSON.stringify(emulatorCredentials),
        [demoVariables.countsFile]: countsFile,
      },
    });
  } catch (error) {
    failure = error;
  } finally {
    await emulator.close();
    await workspace.remove();
  }
  if (failure !== undefined) {
    console.error(failure instanceof Error ? failure.message : failure);
    process.exitCode = 1;
  }
  const counts = JSON.parse(
    await readFile(countsFile, 'utf8').catch(() => '{"passed":0,"failed":1}'),
  ) as TestCounts;
  console.log(`\nSteps: ${describeCounts(counts)}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
