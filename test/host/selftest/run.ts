// Proves the test host itself, per version of VS Code: `node --import tsx test/host/selftest/run.ts`. Leaves its pictures in .pictures/selftest.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { bundleForEditor } from '../bundleForEditor';
import { chooseHost } from '../chooseHost';
import type { EditorVersion, TestRunOptions } from '../editorOptions';
import { installVsix } from '../installVsix';
import { openEditor, runInEditor } from '../launchEditor';

const extensionSource = path.join(__dirname, 'extension');
const picturesDir = path.resolve(__dirname, '../../../.pictures/selftest');

async function proveVersion(version: EditorVersion, folder: string): Promise<void> {
  const host = await chooseHost(version);
  console.log(host.sentence);
  const workspace = path.join(folder, 'workspace');
  await mkdir(workspace);
  const extension = path.join(folder, 'extension');
  await bundleForEditor(path.join(extensionSource, 'extension.ts'), path.join(extension, 'extension.js'));
  await cp(path.join(extensionSource, 'package.json'), path.join(extension, 'package.json'));
  await writeFile(path.join(extension, '.vscodeignore'), '');
  const extensionTestsPath = path.join(folder, 'checks.js');
  await bundleForEditor(path.join(__dirname, 'checks.ts'), extensionTestsPath);
  let runs = 0;
  const options = (mode: string): TestRunOptions & { userDataDir: string } => ({
    version,
    host,
    extensionDevelopmentPath: extension,
    extensionTestsPath,
    workspace,
    picturesDir,
    userDataDir: path.join(folder, `user-${++runs}`),
    userSettings: { 'editor.tabSize': 7 },
    environment: { SELFTEST_MODE: mode, SELFTEST_VARIABLE: 'arrived' },
  });

  await step(`${version}: everything an extension needs works in a trusted window`, async () => {
    const trusted = options('trusted');
    await runInEditor(trusted);
    const written = await readdir(trusted.userDataDir, { recursive: true, withFileTypes: true });
    const logFile = written.find((entry) => entry.name === 'Self-test.log');
    assert.ok(logFile, 'the log channel of the extension has a file');
    assert.match(await readFile(path.join(logFile.parentPath, logFile.name), 'utf8'), /self-test activated/);
  });
  await step(`${version}: Restricted Mode`, async () => {
    await runInEditor({ ...options('restricted'), trust: 'restricted' });
  });
  await step(`${version}: a failing test fails the run`, async () => {
    await assert.rejects(runInEditor(options('failing')), /failed with code 1/);
  });
  await step(`${version}: an endless test is ended, with a picture, and nothing stays behind`, async () => {
    const endless = { ...options('endless'), picturesDir: path.join(folder, 'endless') };
    await assert.rejects(runInEditor({ ...endless, timeoutMs: 5000 }), /did not end within 5 s/);
    assert.ok(existsSync(path.join(endless.picturesDir, 'timeout.png')));
    assert.deepEqual(await processesMentioning(endless.userDataDir), []);
  });
  await step(
    `${version}: an installed .vsix keeps its secrets through a second window and a reload`,
    async () => {
      const vsix = path.join(folder, 'selftest.vsix');
      await createVSIX({
        cwd: extension,
        packagePath: vsix,
        allowMissingRepository: true,
        skipLicense: true,
      });
      const extensionsDir = path.join(folder, 'extensions');
      await installVsix(host, version, vsix, extensionsDir);
      const { userDataDir } = options('none');
      const editor = await openEditor({
        version,
        host,
        extensionDevelopmentPath: [],
        extensionsDir,
        workspace,
        picturesDir,
        userDataDir,
      });
      try {
        await editor.page.getByText('self-test ready 1').waitFor();
        const second = await editor.newWindow();
        await second.getByText('self-test ready 2').waitFor();
        await editor.page.reload();
        await editor.page.getByText('self-test ready 3').waitFor();
        await editor.page.keyboard.press('F1');
        await editor.page.keyboard.type('Self-test: Answer');
        await editor.page.locator('.quick-input-list').getByText('Self-test: Answer').first().waitFor();
        await editor.picture(`palette-${version}`);
      } finally {
        await editor.close();
      }
      assert.deepEqual(await processesMentioning(userDataDir), []);
    },
  );
}

async function step(sentence: string, prove: () => Promise<void>): Promise<void> {
  const startedAt = Date.now();
  await prove();
  console.log(`✔ ${sentence} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
}

/** Command lines of running processes that contain a path; Linux only, empty elsewhere. */
async function processesMentioning(text: string): Promise<string[]> {
  if (process.platform !== 'linux') {
    return [];
  }
  const lines: string[] = [];
  for (const entry of await readdir('/proc')) {
    if (/^\d+$/.test(entry)) {
      const line = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
      if (line.includes(text)) {
        lines.push(line.replaceAll('\0', ' '));
      }
    }
  }
  return lines;
}

async function main(): Promise<void> {
  for (const version of ['1.139.1', '1.100.3'] as const) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-selftest-'));
    try {
      await proveVersion(version, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
