import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gitStatesOf } from '../../src/vscode/secretScan/gitStates';
import { runGit } from '../../src/vscode/secretScan/runGit';
import { addSubmodule, addWorkTree } from './gitRepository';

/** Names that mean something to git, or to a shell, if they are not taken as they are. */
const strangeNames = ['*.txt', '[a].txt', ':(top)a', '-z', 'ä ö.txt', "it's $(x).txt"];

// Seen to fail when: names are handed to git without a `./` before them; the outermost repository is asked; files are asked about in one call however many they are; no answer is taken for one; git gets
// the token of the environment, or looks where the environment says; a program that the repository has set is run; a command that is too long is thrown.
describe('gitStatesOf', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'nomba-')));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  function git(...parts: readonly string[]): void {
    execFileSync('git', ['-C', folder, ...parts], { stdio: 'ignore' });
  }

  async function write(name: string, text = ''): Promise<void> {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }

  /** By name within the folder. */
  async function states(...names: readonly string[]): Promise<unknown> {
    const found = await gitStatesOf(
      names.map((name) => path.join(folder, name)),
      runGit,
    );
    return Object.fromEntries([...found].map(([file, state]) => [path.relative(folder, file), state]));
  }

  it('tells what is tracked, ignored and neither', async () => {
    git('init', '--quiet');
    await write('.gitignore', '.env\nlogs/\n');
    for (const name of ['.env', 'logs/a', 'src/a.ts', 'notes.md', 'logs/tracked']) {
      await write(name);
    }
    git('add', '--force', 'src/a.ts', 'logs/tracked');
    assert.deepEqual(await states('.env', 'logs/a', 'src/a.ts', 'notes.md', 'logs/tracked', 'gone'), {
      '.env': 'ignored',
      'logs/a': 'ignored',
      'src/a.ts': 'tracked',
      'notes.md': 'notIgnored',
      'logs/tracked': 'tracked',
      gone: 'notIgnored',
    });
  });

  if (process.platform !== 'win32') {
    it('takes names as they are', async () => {
      git('init', '--quiet');
      await write('.gitignore', '/b.txt\n/:(top)b\n');
      await write('b.txt');
      git('add', '.gitignore');
      const untracked = Object.fromEntries(strangeNames.map((name) => [name, 'notIgnored']));
      const before = await states('b.txt', ':(top)b', ...strangeNames);
      for (const name of strangeNames) {
        await write(name);
      }
      git('add', '--all');
      const tracked = Object.fromEntries(strangeNames.map((name) => [name, 'tracked']));
      assert.deepEqual(
        [before, await states('b.txt', ':(top)b', ...strangeNames)],
        [
          { 'b.txt': 'ignored', ':(top)b': 'ignored', ...untracked },
          { 'b.txt': 'ignored', ':(top)b': 'ignored', ...tracked },
        ],
      );
    });

    it('does not know of a path through a link, and knows of the others that it was asked about with it', async () => {
      git('init', '--quiet');
      await write('.gitignore', '.env\n');
      await write('folder/a');
      await symlink('folder', path.join(folder, 'link'));
      const others = Array.from({ length: 150 }, (_none, number) => String(number));
      assert.deepEqual(await states('.env', 'link/a', ...others), {
        '.env': 'ignored',
        'link/a': 'unknown',
        ...Object.fromEntries(others.map((name) => [name, 'notIgnored'])),
      });
    });

    it('runs no program that the repository has set', async () => {
      git('init', '--quiet');
      await write('a');
      await write('monitor', `#!/bin/sh\ntouch '${path.join(folder, 'was-run')}'\n`);
      execFileSync('chmod', ['+x', path.join(folder, 'monitor')]);
      git('config', 'core.fsmonitor', path.join(folder, 'monitor'));
      await states('a');
      assert.throws(() => execFileSync('ls', [path.join(folder, 'was-run')], { stdio: 'ignore' }));
    });
  }

  it('asks the nearest repository, and as many as there are', async () => {
    git('init', '--quiet');
    await write('inner/a');
    git('init', '--quiet', 'inner');
    git('-C', 'inner', 'add', 'a');
    await write('a');
    assert.deepEqual(await states('a', 'inner/a'), { a: 'notIgnored', 'inner/a': 'tracked' });
  });

  it('asks the outer repositories as well, which may have taken a file before there was an inner one', async () => {
    git('init', '--quiet');
    await write('inner/tracked');
    await write('inner/taken');
    await write('deep/free/.env');
    git('add', 'inner/tracked');
    for (const inner of ['inner', 'deep', 'deep/free']) {
      git('init', '--quiet', inner);
      // Not in a .gitignore, which the outer ones would read as well.
      await write(`${inner}/.git/info/exclude`, '*\n');
    }
    assert.deepEqual(await states('inner/tracked', 'inner/taken', 'deep/free/.env'), {
      'inner/tracked': 'tracked',
      'inner/taken': 'notIgnored',
      'deep/free/.env': 'ignored',
    });
  });

  for (const [what, make] of [
    ['work tree', addWorkTree],
    ['submodule', addSubmodule],
  ] as const) {
    it(`asks the ${what} that a file lies in`, async () => {
      const inner = path.relative(folder, await make(folder));
      for (const name of ['a', 'b', 'c']) {
        await write(`${inner}/${name}`);
      }
      await write(`${inner}/.gitignore`, 'b\n');
      git('-C', inner, 'add', 'a');
      assert.deepEqual(await states(`${inner}/a`, `${inner}/b`, `${inner}/c`), {
        [`${inner}/a`]: 'tracked',
        [`${inner}/b`]: 'ignored',
        [`${inner}/c`]: 'notIgnored',
      });
    });
  }

  it('asks the repository of the file, whatever the environment names', async () => {
    git('init', '--quiet');
    await write('a');
    process.env['GIT_DIR'] = os.tmpdir();
    try {
      assert.deepEqual(await states('a'), { a: 'notIgnored' });
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('tells that there is no repository', async () => {
    await write('a');
    assert.deepEqual(await states('a'), { a: 'noRepository' });
  });

  it('does not know where git does not answer', async () => {
    git('init', '--quiet');
    await write('a');
    const file = path.join(folder, 'a');
    const found = await gitStatesOf([file], async () => Promise.resolve(undefined));
    assert.deepEqual([...found], [[file, 'unknown']]);
  });

  it('asks a git that never answers a limited number of times', async () => {
    git('init', '--quiet');
    const files = Array.from({ length: 2_000 }, (_none, number) => path.join(folder, String(number)));
    let calls = 0;
    await gitStatesOf(files, async () => {
      calls += 1;
      return Promise.resolve(undefined);
    });
    assert.equal(calls, 32);
  });

  it('knows of the others when a path is too long to be handed to a program', async () => {
    git('init', '--quiet');
    const long = 'a'.repeat(200_000);
    assert.deepEqual(await states('b', long, 'c'), { b: 'notIgnored', [long]: 'unknown', c: 'notIgnored' });
  });

  it('asks about many files in a few calls', async () => {
    git('init', '--quiet');
    const files = Array.from({ length: 250 }, (_none, number) => path.join(folder, String(number)));
    const calls: number[] = [];
    const found = await gitStatesOf(files, async (root, parts, input) => {
      calls.push(parts.length + input.split('\0').length);
      return runGit(root, parts, input);
    });
    assert.deepEqual(
      { calls: calls.length, states: [...new Set(found.values())] },
      { calls: 6, states: ['notIgnored'] },
    );
  });
});

describe('runGit', () => {
  it('does not hand on the token that is shared with this process', async () => {
    process.env['NOMBA_ACCESS_TOKEN'] = 'test-token';
    try {
      // An alias that begins with “!” is run by a shell.
      const output = await runGit(
        os.tmpdir(),
        ['-c', 'alias.show-token=!echo "<$NOMBA_ACCESS_TOKEN>"', 'show-token'],
        '',
      );
      assert.equal(String(output).trim(), '<>');
    } finally {
      delete process.env['NOMBA_ACCESS_TOKEN'];
    }
  });

  it('gives nothing when git fails', async () => {
    assert.equal(await runGit(os.tmpdir(), ['ls-files'], ''), undefined);
  });
});
