import assert from 'node:assert/strict';
import {
  chmod,
  chown,
  mkdtemp,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SharedVariables } from '../../src/sharing/environmentVariables';
import type { EnvFile } from '../../src/vscode/envFile';
import { EnvFileKeeper } from '../../src/vscode/envFileKeeper';
import { temporaryName, temporaryNameOf } from '../../src/vscode/temporaryName';
import { bearerFingerprint } from '../emulator/calls';
import { FakeClock } from '../fakes/fakeClock';
import { RecordingLogger } from '../fakes/recordingLogger';
import { git } from './gitRepository';

const one: SharedVariables = {
  NOMBA_ACCESS_TOKEN: 'test-access-token-one',
  NOMBA_ACCOUNT_ID: '9-9',
  NOMBA_SUB_ACCOUNT_ID: undefined,
  NOMBA_BASE_URL: 'https://sandbox.nomba.com',
};
const two: SharedVariables = { ...one, NOMBA_ACCESS_TOKEN: 'test-access-token-two' };

const comment = '# Kept current by the Nomba extension. Do not commit.';
const ids = 'NOMBA_ACCOUNT_ID=9-9\nNOMBA_BASE_URL=https://sandbox.nomba.com\n';

/** As the file would be with the variables, its tokens by their fingerprints. */
function block({ NOMBA_ACCESS_TOKEN: token }: SharedVariables): string {
  return `${comment}\nNOMBA_ACCESS_TOKEN=${bearerFingerprint(token ?? '')}\n${ids}`;
}

const emptied = `${comment}\nNOMBA_ACCESS_TOKEN=\n${ids}`;

// Seen to fail when: git is not asked; the token is left in a file that git does not ignore any more; a token gets into a file that git was not asked about; a file that is up to
// date is read again; a failure is told of each time, or ends all; what ends is remembered; an untrusted folder is written to.
describe('the keeper of files', () => {
  let folder: string;
  let file: EnvFile;
  let files: readonly EnvFile[];
  let variables: SharedVariables | undefined;
  let folders: readonly string[];
  let isTrusted: boolean;
  let warnings: (readonly [text: string, button: string | undefined])[];
  let clock: FakeClock;
  let keeper: EnvFileKeeper;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'nomba-keeper-')));
    file = { path: path.join(folder, '.env') };
    files = [];
    variables = one;
    folders = [folder];
    isTrusted = true;
    warnings = [];
    clock = new FakeClock();
    keeper = newKeeper();
    await git(folder, 'init');
    await writeFile(path.join(folder, '.gitignore'), '.env\n');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  function newKeeper(ask = (): SharedVariables | undefined => variables): EnvFileKeeper {
    return new EnvFileKeeper({
      variables: ask,
      folders: () => folders,
      isWorkspaceTrusted: () => isTrusted,
      memory: {
        files: () => files,
        remember: async (changed) => {
          files = changed;
          return Promise.resolve();
        },
      },
      warn: (text, button) => {
        warnings.push([text, button?.title]);
      },
      clock,
      logger: new RecordingLogger(),
    });
  }

  async function become(changed: SharedVariables | undefined): Promise<void> {
    variables = changed;
    await keeper.update();
  }

  /** The text of the file, its tokens by their fingerprints. */
  async function content(): Promise<string> {
    const text = await readFile(file.path, 'utf8');
    return text.replace(/test-access-[\w-]+/g, bearerFingerprint);
  }

  it('makes a new file for its owner alone, and remembers it', async () => {
    await keeper.add(file);
    const { mode } = await stat(file.path);
    assert.deepEqual(
      { content: await content(), mode: mode & 0o777, files },
      { content: block(one), mode: 0o600, files: [file] },
    );
  });

  it('writes each token, and takes it out when nothing is shared', async () => {
    await keeper.add(file);
    await become(two);
    const renewed = await content();
    await become(undefined);
    assert.deepEqual([renewed, await content(), warnings], [block(two), emptied, []]);
  });

  it('leaves a file alone while nothing changes', async () => {
    await keeper.add(file);
    await writeFile(file.path, 'A=1\n');
    await keeper.update();
    assert.equal(await content(), 'A=1\n');
  });

  it('keeps what others have written meanwhile', async () => {
    await keeper.add(file);
    await writeFile(file.path, 'A=1\nNOMBA_ACCESS_TOKEN="old" # mine\n');
    await become(two);
    const fingerprint = bearerFingerprint('test-access-token-two');
    assert.equal(await content(), `A=1\nNOMBA_ACCESS_TOKEN="${fingerprint}" # mine\n${comment}\n${ids}`);
  });

  it('takes the files of an earlier window up again', async () => {
    await keeper.add(file);
    await become(undefined);
    keeper = newKeeper();
    await become(two);
    assert.equal(await content(), block(two));
  });

  it('keeps an environment of a JSON file current', async () => {
    const json = { path: path.join(folder, 'http-client.private.env.json'), environment: 'dev' };
    await writeFile(path.join(folder, '.gitignore'), '*.json\n');
    await keeper.add(json);
    await become(undefined);
    assert.deepEqual(JSON.parse(await readFile(json.path, 'utf8')), {
      dev: { NOMBA_ACCESS_TOKEN: '', NOMBA_ACCOUNT_ID: '9-9', NOMBA_BASE_URL: 'https://sandbox.nomba.com' },
    });
  });

  it('takes the token out, and stops, when git does not ignore the file any more', async () => {
    await keeper.add(file);
    await writeFile(path.join(folder, '.gitignore'), '');
    await become(two);
    assert.deepEqual(
      { content: await content(), files, warnings },
      {
        content: emptied,
        files: [],
        warnings: [
          [
            '“.env” is not kept current any more: git does not ignore it, so a commit would publish the token. The token was taken out.',
            'Keep Current Again',
          ],
        ],
      },
    );
  });

  it('stays with a file that it cannot take the token out of, and says so, until it can', async () => {
    await keeper.add(file);
    await writeFile(path.join(folder, '.gitignore'), '');
    await chmod(file.path, 0o444);
    await become(two);
    await keeper.update();
    const failed = { content: await content(), files, warnings: [...warnings] };
    await chmod(file.path, 0o644);
    await become(undefined);
    assert.deepEqual(
      { failed, then: await content() },
      {
        failed: {
          content: block(one),
          files: [file],
          warnings: [
            [
              '“.env” is read-only. The token may still be in it, though git does not ignore it, so a commit would publish the token.',
              'Open File',
            ],
          ],
        },
        then: emptied,
      },
    );
  });

  it('says that a token that was revoked is still in a file that it cannot write to', async () => {
    await keeper.add(file);
    await chmod(file.path, 0o444);
    await become(undefined);
    assert.deepEqual(
      { content: await content(), files, warnings },
      {
        content: block(one),
        files: [file],
        warnings: [['“.env” is read-only. The token may still be in it.', 'Open File']],
      },
    );
  });

  it('does not forget a file on request while the token is in it', async () => {
    await keeper.add(file);
    await chmod(file.path, 0o444);
    await assert.rejects(keeper.remove(file), {
      name: 'Refusal',
      message: '“.env” is read-only. The token may still be in it.',
    });
    assert.deepEqual([await content(), files], [block(one), [file]]);
  });

  it('takes a revoked token out of a file whose folder has left the workspace', async () => {
    await keeper.add(file);
    folders = [os.homedir()];
    await become(undefined);
    assert.deepEqual([await content(), files], [emptied, []]);
  });

  it('takes the token out, and stops, when the folder leaves the workspace', async () => {
    await keeper.add(file);
    folders = [os.homedir()];
    await keeper.lookAgain();
    assert.deepEqual(
      { content: await content(), files, warnings },
      {
        content: emptied,
        files: [],
        warnings: [
          [
            '“.env” is not kept current any more: it lies outside of this workspace now. The token was taken out.',
            undefined,
          ],
        ],
      },
    );
  });

  it('takes the token out, and goes on later, while git does not say what it does with the file', async () => {
    await keeper.add(file);
    const index = path.join(folder, '.git/index');
    await writeFile(index, 'damaged');
    await become(two);
    const unknown = { content: await content(), files, warnings: [...warnings] };
    await rm(index);
    await keeper.update();
    assert.deepEqual(
      { unknown, then: await content() },
      {
        unknown: {
          content: emptied,
          files: [file],
          warnings: [
            [
              'git does not say whether it ignores “.env”. Run “git status” in its folder to see what is wrong. It cannot be kept current like that.',
              undefined,
            ],
          ],
        },
        then: block(two),
      },
    );
  });

  it('takes the token out of the environment of a JSON file that another takes the place of', async () => {
    const json = { path: path.join(folder, 'http-client.private.env.json'), environment: 'dev' };
    await writeFile(path.join(folder, '.gitignore'), '*.json\n');
    await keeper.add(json);
    await keeper.add({ ...json, environment: 'test' });
    const { dev } = JSON.parse(await readFile(json.path, 'utf8')) as { dev: unknown };
    assert.deepEqual(dev, {
      NOMBA_ACCESS_TOKEN: '',
      NOMBA_ACCOUNT_ID: '9-9',
      NOMBA_BASE_URL: 'https://sandbox.nomba.com',
    });
  });

  it('refuses a file that git tracks, and writes nothing into it', async () => {
    await writeFile(file.path, 'A=1\n');
    await git(folder, 'add', '--force', '.env');
    await assert.rejects(keeper.add(file), { name: 'Refusal', message: /git tracks it/ });
    assert.deepEqual([await content(), files], ['A=1\n', []]);
  });

  it('ends on request, and takes the token out', async () => {
    await keeper.add(file);
    await keeper.remove(file);
    await become(two);
    assert.deepEqual([await content(), files], [emptied, []]);
  });

  it('writes a token again that others have taken out', async () => {
    await keeper.add(file);
    const other = newKeeper(() => undefined);
    await other.update();
    const closed = await content();
    await keeper.lookAgain();
    assert.deepEqual([closed, await content()], [emptied, block(one)]);
  });

  it('takes the token out once git does not ignore the file any more, whatever has brought that about', async () => {
    const found: unknown[] = [];
    for (const change of [
      async () => writeFile(path.join(folder, '.gitignore'), ''),
      async () => git(folder, 'add', '--force', '.env'),
    ]) {
      await keeper.add(file);
      await change();
      await keeper.lookAgain();
      found.push([await content(), files, warnings.length]);
      await writeFile(path.join(folder, '.gitignore'), '.env\n');
    }
    assert.deepEqual(found, [
      [emptied, [], 1],
      [emptied, [], 2],
    ]);
  });

  it('does not write back and forth with a window of another profile for ever', async () => {
    const other = newKeeper(() => two);
    await keeper.add(file);
    let writes = 0;
    let last = await content();
    for (const window of Array.from({ length: 20 }, () => [other, keeper]).flat()) {
      await window.lookAgain();
      const now = await content();
      writes += now === last ? 0 : 1;
      last = now;
    }
    const isAtRest = writes <= 11;
    await become({ ...one, NOMBA_ACCESS_TOKEN: 'test-access-token-three' });
    assert.deepEqual(
      { isAtRest, then: await content() },
      { isAtRest: true, then: block({ NOMBA_ACCESS_TOKEN: 'test-access-token-three' }) },
    );
  });

  it('writes nothing when it looks again and all is well', async () => {
    await keeper.add(file);
    const { ino } = await stat(file.path);
    await keeper.lookAgain();
    assert.equal((await stat(file.path)).ino, ino);
  });

  it('looks again each minute while there is a token in a file, and soon after a change that it is told of', async () => {
    await keeper.add(file);
    const waiting = [[...clock.waiting]];
    keeper.lookSoon();
    keeper.lookSoon();
    waiting.push([...clock.waiting]);
    await writeFile(path.join(folder, '.gitignore'), '');
    await clock.advance(1_000);
    await keeper.update();
    waiting.push([...clock.waiting]);
    assert.deepEqual([waiting, await content()], [[[60_000], [1_000, 60_000], []], emptied]);
  });

  it('looks no more once it has ended', async () => {
    await keeper.add(file);
    keeper.lookSoon();
    variables = undefined;
    await keeper.end();
    keeper.lookSoon();
    assert.deepEqual([clock.waiting, await content()], [[], emptied]);
  });

  it('does not make a file again that is gone, and goes on once it is back', async () => {
    await keeper.add(file);
    await rm(file.path);
    await become(two);
    await assert.rejects(stat(file.path), { code: 'ENOENT' });
    await writeFile(file.path, '');
    await keeper.update();
    assert.deepEqual([await content(), warnings], [block(two), []]);
  });

  it('tells of a failure once, leaves the file as it is, and tries again', async () => {
    await keeper.add(file);
    await chmod(file.path, 0o444);
    await become(two);
    await keeper.update();
    const failed = await content();
    await chmod(file.path, 0o644);
    await keeper.update();
    assert.deepEqual(
      { failed, then: await content(), warnings },
      {
        failed: block(one),
        then: block(two),
        warnings: [['“.env” is read-only. It cannot be kept current like that.', 'Open File']],
      },
    );
  });

  const broken = `KEY='it\nNOMBA_ACCESS_TOKEN=test-access-token-one\nB='x'\n`;
  const tokenStays =
    '“.env” has a quote that never ends, or a value does not fit into it. The token may still be in it.';

  it('says that the token may still be in a file when it cannot be taken out', async () => {
    await keeper.add(file);
    await writeFile(file.path, broken);
    await become(undefined);
    assert.deepEqual(
      { content: await content(), warnings },
      {
        content: broken.replace(/test-access-[\w-]+/, bearerFingerprint),
        warnings: [[tokenStays, 'Open File']],
      },
    );
  });

  it('says so too, and why, when git does not ignore the file any more', async () => {
    await keeper.add(file);
    await writeFile(file.path, broken);
    await writeFile(path.join(folder, '.gitignore'), '');
    await become(two);
    const though = ', though git does not ignore it, so a commit would publish the token.';
    assert.deepEqual(
      { warnings, files },
      { warnings: [[tokenStays.replace(/\.$/, though), 'Open File']], files: [file] },
    );
  });

  it('goes on with the other files after a failure', async () => {
    const other = { path: path.join(folder, 'other.env') };
    files = [{ path: path.join(folder, 'http-client.private.env.json') }, file];
    await writeFile(path.join(folder, '.gitignore'), '*\n');
    await writeFile(path.join(folder, 'http-client.private.env.json'), '{');
    await writeFile(file.path, '');
    await keeper.add(other);
    await become(two);
    assert.deepEqual(
      { content: await content(), warnings },
      {
        content: block(two),
        warnings: [
          [
            '“http-client.private.env.json” is not a JSON object of environments. It cannot be kept current like that.',
            'Open File',
          ],
        ],
      },
    );
  });

  for (const [what, bytes] of [
    ['is not text in UTF-8', Buffer.from('A=\xE4\n', 'latin1')],
    ['is not text in UTF-8', Buffer.from('A=1\n', 'utf16le')],
    ['is larger than 1 MB', Buffer.alloc(1_000_001, 'x')],
  ] as const) {
    it(`refuses a file of ${bytes.length} bytes that ${what}, and leaves it as it is`, async () => {
      await writeFile(file.path, bytes);
      await assert.rejects(keeper.add(file), { name: 'Refusal', message: `“.env” ${what}.` });
      assert.deepEqual([(await readFile(file.path)).equals(bytes), files], [true, []]);
    });
  }

  it('refuses a link, a file elsewhere, and one that is meant to be committed', async () => {
    const elsewhere = path.join(os.tmpdir(), '.env');
    const link = path.join(folder, '.env.link');
    await symlink(elsewhere, link);
    for (const [refused, message] of [
      [link, /is a link/],
      [elsewhere, /lies outside of this workspace/],
      [path.join(folder, 'http-client.env.json'), /cannot be kept current: choose/],
    ] as const) {
      await assert.rejects(keeper.add({ path: refused }), { name: 'Refusal', message });
    }
    await assert.rejects(stat(elsewhere), { code: 'ENOENT' });
  });

  it('does nothing in a folder that is not trusted', async () => {
    await keeper.add(file);
    isTrusted = false;
    await become(undefined);
    assert.equal(await content(), block(one));
  });

  it('takes the token out at once when it is revoked while git is asked', async () => {
    await keeper.add(file);
    const renewed = become(two);
    variables = undefined;
    await renewed;
    assert.equal(await content(), emptied);
  });

  it('gets no token that comes when git was not asked', async () => {
    await writeFile(path.join(folder, '.gitignore'), '');
    await writeFile(file.path, 'NOMBA_ACCESS_TOKEN=old\n');
    files = [file];
    let looks = 0;
    // Nothing is shared when the update begins.
    const late = newKeeper(() => {
      looks += 1;
      return looks < 3 ? undefined : one;
    });
    await late.update();
    assert.equal(await content(), 'NOMBA_ACCESS_TOKEN=\n');
  });

  for (const [ignored, where] of [
    ['.env\n', ['.git']],
    ['.env\n.env.nomba-tokens-*.tmp\n', ['']],
    [undefined, ['']],
  ] as const) {
    it(`prepares what it writes where no commit takes it, with ${ignored?.trim().replace('\n', ' and ') ?? 'no repository'}`, async () => {
      await (ignored === undefined
        ? rm(path.join(folder, '.git'), { recursive: true })
        : writeFile(path.join(folder, '.gitignore'), ignored));
      const seen = new Set<string>();
      const watching = newKeeper(() => {
        for (const place of ['', '.git']) {
          const names = existsSync(path.join(folder, place)) ? readdirSync(path.join(folder, place)) : [];
          if (names.some((name) => temporaryNameOf(name) === '.env')) {
            seen.add(place);
          }
        }
        return variables;
      });
      await watching.add(file);
      assert.deepEqual({ seen: [...seen], content: await content() }, { seen: where, content: block(one) });
    });
  }

  it('removes what was left behind when a window was killed, also when all is well', async () => {
    await keeper.add(file);
    const left = path.join(folder, temporaryName(file.path));
    await writeFile(left, '');
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(left, longAgo, longAgo);
    await keeper.lookAgain();
    await assert.rejects(stat(left), { code: 'ENOENT' });
  });

  for (const [what, prepare] of [
    ['git does not ignore what lies beside the file', async () => Promise.resolve()],
    [
      'no git answers any more',
      async () => {
        await writeFile(path.join(folder, '.git/config'), '[damaged');
      },
    ],
  ] as const) {
    it(`is emptied from where no commit takes what is prepared, when ${what}`, async () => {
      await keeper.add(file);
      await prepare();
      // What was left behind is removed from where the next is prepared.
      const left = path.join(folder, '.git', temporaryName(file.path));
      await writeFile(left, '');
      const longAgo = new Date(Date.now() - 120_000);
      await utimes(left, longAgo, longAgo);
      keeper = newKeeper();
      await become(undefined);
      assert.deepEqual(
        { content: await content(), isLeft: existsSync(left), warnings },
        { content: emptied, isLeft: false, warnings: [] },
      );
    });
  }

  if (process.platform !== 'win32') {
    it('is emptied also where nothing can be written there', async () => {
      await keeper.add(file);
      await chmod(path.join(folder, '.git'), 0o555);
      const isRoot = process.geteuid?.() === 0;
      if (isRoot) {
        await chown(folder, 12_345, 12_345);
        await chown(file.path, 12_345, 12_345);
        process.setegid?.(12_345);
        process.seteuid?.(12_345);
      }
      await become(undefined).finally(async () => {
        if (isRoot) {
          process.seteuid?.(0);
          process.setegid?.(0);
        }
        await chmod(path.join(folder, '.git'), 0o755);
      });
      assert.deepEqual([await content(), warnings], [emptied, []]);
    });
  }

  it('leaves a whole file behind when two windows write at the same time', async () => {
    await keeper.add(file);
    const other = newKeeper();
    variables = two;
    await Promise.all([keeper.update(), other.update()]);
    assert.deepEqual([await content(), warnings], [block(two), []]);
  });
});
