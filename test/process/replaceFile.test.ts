import assert from 'node:assert/strict';
import {
  appendFile,
  chmod,
  chown,
  link as addLink,
  lutimes,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { appendFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { replaceFile } from '../../src/vscode/replaceFile';
import { temporaryName, temporaryNameOf } from '../../src/vscode/temporaryName';

const text = (content: Uint8Array): string => Buffer.from(content).toString();

// Seen to fail when: what others have written in between is overwritten; what is wanted is asked for once; the mode changes; a read-only file is replaced; what was left
// behind stays, or a user’s own file of a similar name goes, or what another has just begun goes; an unchanged file is written.
describe('replaceFile', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-'));
    file = path.join(folder, '.env');
    await writeFile(file, 'A=1\n');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** Makes a file that was written long ago. */
  async function leave(name: string): Promise<void> {
    const left = path.join(folder, name);
    await writeFile(left, '');
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(left, longAgo, longAgo);
  }

  /** Adds a line. */
  async function replace(): ReturnType<typeof replaceFile> {
    return replaceFile(file, 100, (content) => Buffer.from(`${text(content)}B=2\n`));
  }

  it('puts the new content in the place of the old one, with its mode and nothing beside it', async () => {
    await chmod(file, 0o664);
    const problem = await replace();
    const { mode } = await stat(file);
    assert.deepEqual(
      { problem, content: await readFile(file, 'utf8'), mode: mode & 0o777, beside: await readdir(folder) },
      { problem: undefined, content: 'A=1\nB=2\n', mode: 0o664, beside: ['.env'] },
    );
  });

  it('leaves a file alone that is as it should be', async () => {
    const { ino } = await stat(file);
    await replaceFile(file, 100, (content) => content);
    await replaceFile(file, 100, () => undefined);
    assert.equal((await stat(file)).ino, ino);
  });

  it('keeps what others have written in between', async () => {
    let tries = 0;
    await replaceFile(file, 100, (content) => {
      tries += 1;
      if (tries === 1) {
        appendFileSync(file, 'C=3\n');
      }
      return Buffer.from(`B=2\n${text(content)}`);
    });
    assert.equal(await readFile(file, 'utf8'), 'B=2\nA=1\nC=3\n');
  });

  it('writes what is wanted in the end', async () => {
    let wanted = 'first';
    await replaceFile(file, 100, () => {
      const content = Buffer.from(wanted);
      wanted = 'last';
      return content;
    });
    assert.equal(await readFile(file, 'utf8'), 'last');
  });

  it('gives up where others write all the time', async () => {
    let tries = 0;
    const problem = await replaceFile(file, 100, () => {
      tries += 1;
      return Buffer.from(String(tries));
    });
    assert.deepEqual(
      [problem, await readFile(file, 'utf8'), await readdir(folder)],
      ['busy', 'A=1\n', ['.env']],
    );
  });

  it('says why a file is none to be written', async () => {
    await chmod(file, 0o444);
    const readOnly = await replace();
    await appendFile(file, 'x'.repeat(100)).catch(() => undefined);
    await chmod(file, 0o644);
    await writeFile(file, 'x'.repeat(101));
    const tooLarge = await replace();
    await rm(file);
    await mkdir(file);
    assert.deepEqual([readOnly, tooLarge, await replace()], ['readOnly', 'tooLarge', 'notAFile']);
  });

  it('does not follow a link', async () => {
    const link = path.join(folder, '.env.link');
    await symlink(file, link);
    await assert.rejects(
      replaceFile(link, 100, () => Buffer.from('x')),
      { code: 'ELOOP' },
    );
    assert.equal(await readFile(file, 'utf8'), 'A=1\n');
  });

  it('leaves nothing beside a file that could not be written', async () => {
    await assert.rejects(
      replaceFile(file, 100, (content) => {
        if (text(content) !== 'A=1\n') {
          throw new Error('unwanted');
        }
        appendFileSync(file, 'C=3\n');
        return Buffer.from('x');
      }),
      /unwanted/,
    );
    assert.deepEqual(await readdir(folder), ['.env']);
  });

  it('removes what a process has left behind long ago, and nothing that is being written', async () => {
    const young = temporaryName(file);
    const other = temporaryName('.other');
    await Promise.all([temporaryName(file), other].map(leave));
    await writeFile(path.join(folder, young), '');
    // Also when there is nothing to write.
    await replaceFile(file, 100, () => undefined);
    assert.deepEqual((await readdir(folder)).sort(), ['.env', young, other]);
  });

  it('removes no file of somebody else’s, whatever its name begins with, and no folder', async () => {
    const ofOthers = ['.env.nomba-sandbox', '.env.nomba-tokens-x.tmp', `${temporaryName(file)}.old`];
    await Promise.all(ofOthers.map(leave));
    const named = temporaryName(file);
    await mkdir(path.join(folder, named));
    const link = temporaryName(file);
    await symlink(folder, path.join(folder, link));
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(path.join(folder, named), longAgo, longAgo);
    await lutimes(path.join(folder, link), longAgo, longAgo);
    await replaceFile(file, 100, () => undefined);
    assert.deepEqual((await readdir(folder)).sort(), ['.env', ...ofOthers, named, link].sort());
  });

  it('prepares the new content under the name of the file and an ending, in the folder that it is given', async () => {
    const other = path.join(folder, 'other');
    await mkdir(other);
    const seen: unknown[] = [];
    const rewrite = (): Uint8Array => {
      seen.push(
        readdirSync(folder).length,
        readdirSync(other).map((name) => temporaryNameOf(name)),
      );
      return Buffer.from('B=2\n');
    };
    await replaceFile(file, 100, rewrite, other);
    assert.deepEqual(
      { seen, content: await readFile(file, 'utf8'), left: await readdir(other) },
      { seen: [2, [], 2, ['.env']], content: 'B=2\n', left: [] },
    );
  });

  it('refuses a file that has another name as well, which would keep what it had', async () => {
    await addLink(file, path.join(folder, 'other'));
    assert.deepEqual([await replace(), await readFile(file, 'utf8')], ['linked', 'A=1\n']);
  });

  if (process.geteuid?.() === 0) {
    it('leaves a file to its owner', async () => {
      await chown(file, 12_345, 12_346);
      const problem = await replace();
      const { uid, gid } = await stat(file);
      assert.deepEqual({ problem, uid, gid }, { problem: undefined, uid: 12_345, gid: 12_346 });
    });

    it('refuses a file of somebody else’s, and one that must not be written to', async () => {
      await chmod(folder, 0o777);
      await chmod(file, 0o666);
      await chown(file, 12_345, 12_345);
      const other = path.join(folder, 'other.env');
      await writeFile(other, 'A=1\n', { mode: 0o644 });
      process.seteuid?.(12_346);
      const problems = await Promise.all(
        [file, other].map(async (one) => replaceFile(one, 100, () => Buffer.from('B=2\n'))),
      ).finally(() => process.seteuid?.(0));
      assert.deepEqual(
        [problems, await readFile(file, 'utf8'), (await readdir(folder)).sort()],
        [['foreign', 'readOnly'], 'A=1\n', ['.env', 'other.env']],
      );
    });
  }

  it('leaves a whole file behind whoever writes at the same time, and readers see nothing else', async () => {
    const contents = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(50_000));
    await writeFile(file, contents[0] ?? '');
    const writing = { hasEnded: false };
    const seen = (async () => {
      const partial: number[] = [];
      while (!writing.hasEnded) {
        const content = await readFile(file, 'utf8');
        if (!contents.includes(content)) {
          partial.push(content.length);
        }
      }
      return partial;
    })();
    await Promise.all(
      contents.map(async (content) => replaceFile(file, 100_000, () => Buffer.from(content))),
    );
    writing.hasEnded = true;
    assert.deepEqual(await seen, []);
  });
});
