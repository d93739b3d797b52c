import assert from 'node:assert/strict';
import { canPublish } from '../../../../src/vscode/secretScan/publishingTexts';

describe('canPublish', () => {
  for (const [what, paths] of Object.entries({
    'files of variables': [
      '/a/.env',
      '/a/.env.local',
      '/a/.env.production.example',
      '/a/web.env',
      '/a/.envrc',
    ],
    code: ['/a/b.ts', '/a/b.test.tsx', '/a/b.mjs', '/a/b.CJS', '/a/App.vue', '/a/b.svelte', '/a/b.astro'],
    configurations: ['/a/vercel.json', '/a/netlify.toml', '/a/compose.yml', '/a/b.yaml', '/a/app.json5'],
    'files of Docker': ['/a/Dockerfile', '/a/Dockerfile.web', '/a/web.dockerfile', '/a/Containerfile'],
    scripts: ['/a/build.sh', '/a/build.ps1', '/a/build.cmd'],
  })) {
    it(`is so of ${what}`, () => {
      assert.deepEqual(
        paths.filter((path) => !canPublish({ path })),
        [],
      );
    });
  }

  it('is not so of prose, requests and other texts', () => {
    const paths = [
      '/a/README.md',
      '/a/b.mdx',
      '/a/b.txt',
      '/a/b.http',
      '/a/b.py',
      '/a/environment',
      '/.env/b',
    ];
    assert.deepEqual(
      paths.filter((path) => canPublish({ path })),
      [],
    );
  });

  it('goes by the language of what has no file', () => {
    const languages = ['typescriptreact', 'dotenv', 'jsonc', 'plaintext', 'markdown', 'http'];
    assert.deepEqual(
      languages.filter((language) => canPublish({ path: 'Untitled-1' }, language)),
      ['typescriptreact', 'dotenv', 'jsonc'],
    );
  });
});
