import assert from 'node:assert/strict';
import { publishedSecretNames } from '../../../../src/httpFile/findings/publishedSecrets';

const published: Readonly<Record<string, string>> = {
  'a file of variables': 'NEXT_PUBLIC_NOMBA_CLIENT_SECRET=test-secret',
  'a variable without a value': 'NEXT_PUBLIC_NOMBA_CLIENT_SECRET=',
  'a variable that is exported': 'export VITE_NOMBA_PRIVATE_KEY = "a"',
  'a variable of Windows': 'set REACT_APP_NOMBA_SECRET=a',
  'a variable of PowerShell': '$env:EXPO_PUBLIC_NOMBA_SECRET_KEY = "a"',
  'an access token': 'NUXT_PUBLIC_NOMBA_ACCESS_TOKEN=a',
  'a refresh token': 'GATSBY_NOMBA_LIVE_REFRESH_TOKEN=a',
  'a token': 'NG_APP_NOMBA_TOKEN=a',
  'a secret of SvelteKit or Astro': 'PUBLIC_NOMBA_CLIENT_SECRET=a',
  'a secret of Vue': 'VUE_APP_NOMBA_CLIENTSECRET=a',
  'another order of the words': 'VITE_SECRET_KEY_NOMBA=a',
  YAML: '      VITE_NOMBA_CLIENT_SECRET: a',
  'a list of YAML': '  - VITE_NOMBA_CLIENT_SECRET=a',
  JSON: '  "VITE_NOMBA_CLIENT_SECRET": "a",',
  Docker: 'ENV VITE_NOMBA_CLIENT_SECRET=a',
  'code for Node': 'const secret = process.env.NEXT_PUBLIC_NOMBA_CLIENT_SECRET;',
  'code with brackets': "a(process.env['NEXT_PUBLIC_NOMBA_CLIENT_SECRET'])",
  'code for Vite': 'client(import.meta.env.VITE_NOMBA_CLIENT_SECRET ?? "")',
  'code that takes variables apart': 'const { VITE_NOMBA_CLIENT_SECRET } = import.meta.env;',
  'code that takes several apart': "const { MODE, VITE_NOMBA_TOKEN: token = '', A } = process.env",
  'code that takes one apart on lines of their own':
    'const {\n  VITE_NOMBA_CLIENT_SECRET,\n} = import.meta.env',
  'code that takes several apart on lines of their own':
    'const {\r\n  MODE,\r\n  VITE_NOMBA_TOKEN: token,\r\n  // for tests\r\n  A,\r\n} =\r\n  process.env;',
  'code for Deno': 'const secret = Deno.env.get("VITE_NOMBA_SECRET");',
  'an environment on one line of YAML': '    env: { CI: 1, VITE_NOMBA_SECRET: "a" }',
  'an environment on one line of JSON': '{"environment": {"VITE_NOMBA_SECRET": "a"}}',
  'an environment on one line of code':
    "run('vite', { env: { ...process.env, VITE_NOMBA_SECRET: secret } });",
  'a script of a package': '    "build": "cross-env CI=1 VITE_NOMBA_SECRET=x vite build",',
  'an argument of Docker': 'docker build --build-arg VITE_NOMBA_SECRET=x .',
  'an argument of Docker without a value': 'docker build --build-arg=VITE_NOMBA_SECRET .',
  'an API key': 'VITE_NOMBA_API_KEY=',
  'a key of an API in one word': 'VITE_NOMBA_APIKEY=a',
  'a build of Docker': 'RUN VITE_NOMBA_TOKEN=x npm run build',
  'a build of Docker with another variable': 'RUN CI=1 VITE_NOMBA_TOKEN=x npm run build',
  'a build of a workflow': '      - run: VITE_NOMBA_TOKEN=x npm run build',
  'a second variable of Docker': 'ENV A="b" VITE_NOMBA_TOKEN=x',
  'code for Vite that is careful': 'import.meta.env?.VITE_NOMBA_CLIENT_SECRET',
};

const harmless: Readonly<Record<string, string>> = {
  'a client id': 'NEXT_PUBLIC_NOMBA_CLIENT_ID=a',
  'a base URL': 'VITE_NOMBA_BASE_URL=https://api.nomba.com',
  'an account id': 'VITE_NOMBA_ACCOUNT_ID=a',
  'a secret on the server': 'NOMBA_CLIENT_SECRET=a',
  'a secret of another service': 'NEXT_PUBLIC_OTHER_CLIENT_SECRET=a',
  'the address for tokens': 'VITE_NOMBA_TOKEN_URL=a',
  'the time of a renewal': 'VITE_NOMBA_REFRESH_INTERVAL=a',
  'a switch': 'VITE_NOMBA_AUTO_REFRESH=true',
  'a word that begins the same': 'VITE_NOMBA_TOKENIZE_CARD=true',
  'a comment': '# NEXT_PUBLIC_NOMBA_CLIENT_SECRET= would be public',
  'a comment in code': '  // process.env.NEXT_PUBLIC_NOMBA_CLIENT_SECRET is public',
  prose: 'Never write NEXT_PUBLIC_NOMBA_CLIENT_SECRET: it is public.',
  'code that takes something else apart': 'const { VITE_NOMBA_TOKEN } = settings;',
  'code that takes something else apart on lines of their own': 'const {\n  VITE_NOMBA_TOKEN,\n} = settings;',
  'a comment in code that takes apart': 'const {\n  // VITE_NOMBA_TOKEN is public\n  A,\n} = import.meta.env',
  'an environment of another kind': 'const names = { VITE_NOMBA_TOKEN: "a" }',
  'what is read from something else': 'headers.get("VITE_NOMBA_TOKEN")',
  'a comment that tells of an argument': '# --build-arg VITE_NOMBA_SECRET=x',
  'prose that tells of a program': 'With cross-env VITE_NOMBA_SECRET would be public.',
  'a block before the environment is read': 'if (VITE_NOMBA_TOKEN) { a(); } = import.meta.env',
  'the address of an API': 'VITE_NOMBA_API_URL=a',
  'a comparison': 'NEXT_PUBLIC_NOMBA_CLIENT_SECRET == a',
  'the end of a longer name': 'MY_VITE_NOMBA_CLIENT_SECRET=a',
};

// Seen to fail when: a name is looked for in any place; a secret word may stand amid another word; what is on other lines is not looked at; the end of a name is not looked at; comments are searched.
describe('publishedSecretNames', () => {
  for (const [what, text] of Object.entries(published)) {
    it(`finds a secret that is published: ${what}`, () => {
      assert.equal(publishedSecretNames(`\n${text}\n`).length, 1);
    });
  }

  for (const [what, text] of Object.entries(harmless)) {
    it(`leaves what is harmless alone: ${what}`, () => {
      assert.deepEqual(publishedSecretNames(`\n${text}\n`), []);
    });
  }

  it('tells the name and where it stands, and not the value', () => {
    assert.deepEqual(publishedSecretNames('A=1\r\nVITE_NOMBA_SECRET=test-secret'), [
      {
        code: 'published-secret',
        start: 5,
        end: 22,
        message:
          'VITE_NOMBA_SECRET is built into the pages that every visitor loads. Keep it on the server, under a name without that prefix; if it was published, replace it in Nomba’s dashboard.',
        fixes: [],
      },
    ]);
  });
});
