import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gitStatesOf, noAnswer } from '../../src/vscode/secretScan/gitStates';
import { runGit } from '../../src/vscode/secretScan/runGit';

/** A git that heeds no request to end, and tells that it runs. */
const stubborn = (file: string): string => `#!${process.execPath}
process.on('SIGTERM', () => undefined);
setInterval(() => undefined, 1_000);
require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid));
`;

// Seen to fail when: no answer is taken for a failure, for which the files are halved and asked about again; git is asked to end, and not made to.
describe('a git that hangs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'nomba-')));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is asked once in each repository, and nothing is known of its files', async () => {
    const files = ['one/a', 'one/b', 'two/a'].map((name) => path.join(folder, name));
    await mkdir(path.join(folder, 'one/.git'), { recursive: true });
    await mkdir(path.join(folder, 'two/.git'), { recursive: true });
    const asked: string[] = [];
    const states = await gitStatesOf(files, async (root) => {
      asked.push(path.relative(folder, root));
      return Promise.resolve(noAnswer);
    });
    assert.deepEqual(
      { asked, states: [...states.values()] },
      { asked: ['one', 'two'], states: ['unknown', 'unknown', 'unknown'] },
    );
  });

  it('is not begun for nobody', async () => {
    assert.equal(await runGit(folder, ['--version'], '', AbortSignal.abort()), noAnswer);
  });

  if (process.platform !== 'win32') {
    it('is ended once nobody wants its answer, whatever it does about that', async () => {
      const program = path.join(folder, 'git');
      const started = path.join(folder, 'started');
      await writeFile(program, stubborn(started));
      await chmod(program, 0o755);
      const before = process.env['PATH'] ?? '';
      process.env['PATH'] = `${folder}${path.delimiter}${before}`;
      try {
        const abort = new AbortController();
        const answer = runGit(folder, ['ls-files'], '', abort.signal);
        const pid = Number(await eventually(async () => readFile(started, 'utf8')));
        abort.abort();
        assert.equal(await answer, noAnswer);
        const end = await eventually(async () => Promise.resolve(isRunning(pid) ? '' : 'ended'));
        if (end === '') {
          process.kill(pid, 'SIGKILL');
        }
        assert.equal(end, 'ended');
      } finally {
        process.env['PATH'] = before;
      }
    });
  }
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What a reading gives, once it does; nothing if it does not for seconds. */
async function eventually(read: () => Promise<string>): Promise<string> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const text = await read().catch(() => '');
    if (text !== '') {
      return text;
    }
    await setTimeout(10);
  }
  return '';
}
