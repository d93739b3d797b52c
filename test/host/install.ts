import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { run } from './childProcesses';
import { npmEnvironment } from './environment';

/** The folder of the checkout that holds what is installed on first use. Git ignores it; deleting it is always safe. */
export const cacheFolder = path.resolve(__dirname, '../../.host');

/** What is installed, and what takes the place of the native parts that are not compiled. */
export const installerFolder = path.join(__dirname, 'installer');

/** The folders below `installer/`: each has a lock file of its own, so that a run installs only what it needs. */
export type InstallerName = 'browser' | 'vscode-1.139.1' | 'vscode-1.100.3';

const npmTimeoutMs = 5 * 60_000;

/**
 * Installs one of the `installer/` folders into the cache, unless it is there already.
 *
 * Everything is done in a folder beside the final one, which is renamed as the last step: a folder with the final name is complete,
 * whatever XX
 *
 * @param finish what remains to be done after `npm ci`, in the folder given to it
 * @returns the absolute path of the complete folder
 * @throws Error with one sentence when npm fails
 */
export async function ensureInstalled(
  name: InstallerName,
  finish: (folder: string) => Promise<void>,
  log: (line: string) => void,
): Promise<string> {
  const complete = path.join(cacheFolder, `${name}-${await hashOfInstaller()}`);
  if (existsSync(complete)) {
    return complete;
  }
  await mkdir(cacheFolder, { recursive: true });
  // Locks `<name>.lock`; nothing of that name without the ending exists, hence no real path.
  const release = await lock(path.join(cacheFolder, name), {
    realpath: false,
    stale: 20_000,
    retries: { retries: 2 * (npmTimeoutMs / 500), factor: 1, minTimeout: 500, maxTimeout: 500 },
  });
  try {
    // Another process may have finished while this one waited for the lock.
    if (!existsSync(complete)) {
      log(`Installing ${name} into ${cacheFolder} (first use only) …`);
      const startedAt = Date.now();
      await removeHalfFinished(name);
      const staging = await mkdtemp(path.join(cacheFolder, `installing-${name}-`));
      try {
        await cp(path.join(installerFolder, name), staging, { recursive: true });
        await npm('ci', staging);
        await finish(staging);
        await rename(staging, complete);
      } finally {
        await rm(staging, { recursive: true, force: true });
      }
      log(`Installed ${name} in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
    }
  } finally {
    await release();
  }
  return complete;
}

/** Removes what a killed process left behind; only the holder of the lock may, or it would remove work in progress. */
async function removeHalfFinished(name: InstallerName): Promise<void> {
  for (const entry of await readdir(cacheFolder)) {
    if (entry.startsWith(`installing-${name}-`)) {
      await rm(path.join(cacheFolder, entry), { recursive: true, force: true });
    }
  }
}

async function hashOfInstaller(): Promise<string> {
  const hash = createHash('sha256');
  const files = await readdir(installerFolder, { recursive: true, withFileTypes: true });
  for (const file of files
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()) {
    hash.update(path.relative(installerFolder, file)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * Runs npm without install scripts in a folder.
 *
 * @throws Error with one sentence and npm's last words when npm fails
 */
export async function npm(command: 'ci' | 'install', folder: string): Promise<void> {
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await run('npm', [command, ...flags], {
    cwd: folder,
    env: npmEnvironment(),
    timeoutMs: npmTimeoutMs,
  });
  if (result.exitCode !== 0) {
    const lastWords = result.output.trim().slice(-1500);
    throw new Error(`npm ${command} failed in ${folder} (${result.ending}). Its last words: ${lastWords}`);
  }
}
