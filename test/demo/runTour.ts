import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { emulatorCredentials } from '../emulator/clients';
import { startEmulator } from '../emulator/server';
import { bundleForEditor } from '../host/bundleForEditor';
import { chooseHost } from '../host/chooseHost';
import { installVsix } from '../host/installVsix';
import { runInEditor } from '../host/launchEditor';
import type { TestCounts } from '../testCounts';
import { createDemoWorkspace } from './demoWorkspace';
import { demoVariables } from './demoVariables';

const version = '1.139.1';

/** Which extension the tour shows: the one in the checkout, as F5 starts it, or a package that is installed as a user installs it. */
export type TouredExtension =
  { readonly kind: 'checkout'; readonly folder: string } | { readonly kind: 'vsix'; readonly file: string };

/** The main job, unattended, in a real VS Code on the emulator. Prints each step with what was observed, and leaves a picture of each. */
export async function runTour(extension: TouredExtension, picturesDir: string): Promise<TestCounts> {
  const host = await chooseHost(version);
  console.log(host.sentence);
  await rm(picturesDir, { recursive: true, force: true });
  await mkdir(picturesDir, { recursive: true });
  const outside = await mkdtemp(path.join(os.tmpdir(), 'nomba-tour-'));
  const extensionsDir = path.join(outside, 'extensions');
  // Outside of the checkout, so that nothing is found there which a user would not have.
  const bundle = path.join(outside, 'tour.js');
  const countsFile = path.join(outside, 'steps.json');
  const emulator = await startEmulator();
  const workspace = await createDemoWorkspace(emulator);
  console.log(`The emulator answers like Nomba at ${emulator.baseUrl}; the pictures go to ${picturesDir}.\n`);
  let failure: string | undefined;
  try {
    await bundleForEditor(path.join(__dirname, 'tour.ts'), bundle);
    if (extension.kind === 'vsix') {
      await installVsix(host, version, extension.file, extensionsDir);
    }
    await runInEditor({
      version,
      host,
      extensionDevelopmentPath:
        extension.kind === 'checkout' ? extension.folder : await createEmptyExtension(outside),
      extensionsDir,
      extensionTestsPath: bundle,
      workspace: workspace.folder,
      picturesDir,
      userSettings: { 'editor.minimap.enabled': false, 'workbench.reduceMotion': 'on' },
      environment: {
        [demoVariables.controlUrl]: emulator.controlUrl,
        [demoVariables.baseUrl]: emulator.baseUrl,
        [demoVariables.credentials]: JSON.stringify(emulatorCredentials),
        [demoVariables.countsFile]: countsFile,
      },
    });
  } catch (error) {
    failure = error instanceof Error ? error.message : 'The tour failed.';
    console.error(failure);
  } finally {
    await emulator.close();
    await workspace.remove();
  }
  const counts = await readCounts(countsFile);
  await rm(outside, { recursive: true, force: true });
  // An editor that fails after the last step has failed, too.
  return failure === undefined ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** VS Code runs test code only beside an extension from a folder; where ours is installed, that one has nothing in it. */
async function createEmptyExtension(parent: string): Promise<string> {
  const folder = path.join(parent, 'empty-extension');
  await mkdir(folder);
  const manifest = { name: 'empty', publisher: 'nobody', version: '1.0.0', engines: { vscode: '*' } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** A tour that did not come to its first step has failed in it. */
async function readCounts(file: string): Promise<TestCounts> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as TestCounts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}
