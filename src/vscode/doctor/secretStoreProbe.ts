import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { EditorSecrets } from '../editorSecrets';
import { find, type Finding } from './finding';

/** How long each step took, in ms. */
export interface SecretStoreFacts {
  readonly write: Finding<number>;
  readonly read: Finding<number>;
  readonly delete: Finding<number>;
}

/**
 * Writes a value that is no secret under a key that nobody else has, reads it back and deletes it. It is deleted even if the storage does not answer in time:
 * as soon as it does.
 *
 * @param signal ends the waiting, not the cleaning up.
 */
export async function probeSecretStore(
  secrets: Pick<EditorSecrets, 'get' | 'store' | 'delete'>,
  signal: AbortSignal,
): Promise<SecretStoreFacts> {
  const key = `nomba.probe:${randomUUID()}`;
  const canary = randomUUID();
  const progress = { writeEnded: false };
  const stored = timed(async () => secrets.store(key, canary)).finally(() => {
    progress.writeEnded = true;
  });
  const write = await find(async () => stored, signal);
  const read =
    'found' in write ? within(await find(async () => readBack(secrets, key, canary), signal)) : notTried;
  // After the write has ended, however late: it would leave the value behind.
  const deleted = stored.catch(() => undefined).then(async () => timed(async () => secrets.delete(key)));
  deleted.catch(() => undefined);
  return { write, read, delete: progress.writeEnded ? await find(async () => deleted, signal) : notTried };
}

/** For as long as somebody waits: a write that ends later is still followed by its deletion. */
const notTried = { problem: 'not tried' } as const;

async function readBack(
  secrets: Pick<EditorSecrets, 'get'>,
  key: string,
  canary: string,
): Promise<Finding<number>> {
  let value: string | undefined;
  const time = await timed(async () => {
    value = await secrets.get(key);
  });
  if (value === canary) {
    return { found: time };
  }
  return {
    problem: value === undefined ? 'what was written is not there' : 'something else than what was written',
  };
}

/** A finding of a finding, as one. */
function within<Value>(finding: Finding<Finding<Value>>): Finding<Value> {
  return 'found' in finding ? finding.found : finding;
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}
