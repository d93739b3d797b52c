import { getEventListeners, once } from 'node:events';
import fs from 'node:fs';
import type { Logger } from '../../src/tokens/ports';
import type { ContenderReport, ContenderSetup } from './lockContenders';

const key = 'an identity';

function report(message: ContenderReport): void {
  process.send?.(message);
}

/** What all modules of a process share, by name: functions of Node, and the listeners for each event of the process. */
function surroundings(): ReadonlyMap<string, readonly unknown[]> {
  return new Map<string, readonly unknown[]>([
    ...Object.entries(fs).map(([name, value]) => [`fs.${name}`, [value]] as const),
    ...Object.entries(fs.promises).map(([name, value]) => [`fs.promises.${name}`, [value]] as const),
    ['process.emit', [Reflect.get(process, 'emit')]],
    ['process.reallyExit', [Reflect.get(process, 'reallyExit')]],
    ...process.eventNames().map((name) => [`on ${String(name)}`, getEventListeners(process, name)] as const),
  ]);
}

/** What is new. Their number would not tell: Node removes a listener of its own as soon as a program has been read. */
function changesSince(before: ReadonlyMap<string, readonly unknown[]>): string[] {
  return [...surroundings()]
    .filter(([name, values]) => values.some((value) => before.get(name)?.includes(value) !== true))
    .map(([name]) => name);
}

async function increment(counter: string): Promise<void> {
  const count = Number(await fs.promises.readFile(counter, 'utf8'));
  await fs.promises.writeFile(counter, String(count + 1));
}

async function contend({ folder, patience, stale, counter, times }: ContenderSetup): Promise<void> {
  // Before anything is compared: the listener of this process's own orders stays for as long as it runs.
  process.on('message', () => undefined);
  const before = surroundings();
  const { RenewalLockFile } = await import('../../src/vscode/renewalLockFile');
  const log = (message: string): void => {
    report({ kind: 'logged', message });
  };
  const logger: Logger = { debug: log, info: log, warn: log };
  const lock = new RenewalLockFile(folder, logger, () => patience, { stale });
  report({ kind: 'ready', changes: changesSince(before) });
  await once(process, 'message');
  for (let time = 0; time < times; time += 1) {
    await lock.run(key, async () => increment(counter));
  }
  if (times === 0) {
    await lock.run(key, async () => {
      report({ kind: 'working' });
      await once(process, 'message');
    });
  }
  report({ kind: 'done', changes: changesSince(before) });
  process.disconnect();
}

void contend(JSON.parse(process.argv[2] ?? '') as ContenderSetup);
