import assert from 'node:assert/strict';
import { baseUrlProblem, meantByInventedHost, normaliseBaseUrl } from '../../../src/profiles/baseUrl';
import { fastestOf } from '../fastestOf';

describe('normaliseBaseUrl', () => {
  const cases: readonly (readonly [text: string, normalised: string])[] = [
    ['https://gateway.example.com', 'https://gateway.example.com'],
    ['https://gateway.example.com/', 'https://gateway.example.com'],
    ['https://gateway.example.com/v1', 'https://gateway.example.com'],
    ['https://gateway.example.com/v1/', 'https://gateway.example.com'],
    ['https://gateway.example.com//v1//', 'https://gateway.example.com'],
    ['https://gateway.example.com/v1/v1', 'https://gateway.example.com'],
    ['https://gateway.example.com/V1', 'https://gateway.example.com'],
    ['  https://gateway.example.com/v1 \n', 'https://gateway.example.com'],
    ['HTTPS://Gateway.Example.COM', 'https://gateway.example.com'],
    ['https://gateway.example.com:443', 'https://gateway.example.com'],
    ['https://gateway.example.com:8443/v1', 'https://gateway.example.com:8443'],
    ['https://gateway.example.com/nomba/v1', 'https://gateway.example.com/nomba'],
    ['https://gateway.example.com/nomba/', 'https://gateway.example.com/nomba'],
    ['https://gateway.example.com/v10', 'https://gateway.example.com/v10'],
    ['https://gateway.example.com/nombav1', 'https://gateway.example.com/nombav1'],
    ['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
    ['http://[::1]:4010/v1', 'http://[::1]:4010'],
    [' not a URL ', 'not a URL'],
    ['', ''],
  ];
  for (const [text, normalised] of cases) {
    it(`turns ${JSON.stringify(text)} into ${JSON.stringify(normalised)}`, () => {
      assert.equal(normaliseBaseUrl(text), normalised);
    });

    it(`leaves what it made of ${JSON.stringify(text)} as it is`, () => {
      assert.equal(normaliseBaseUrl(normaliseBaseUrl(text)), normalised);
    });
  }

  it('takes time in proportion to the length of the text', () => {
    const text = `https://gateway.example.com${'/v1'.repeat(70_000)}/x`;
    const parsing = fastestOf(3, () => new URL(text));
    const normalising = fastestOf(1, () => normaliseBaseUrl(text));
    assert.ok(normalising < 500 + 100 * parsing, `${normalising} ms; parsing takes ${parsing} ms`);
  });

  it('takes as much off the end of a text as there is', () => {
    assert.equal(
      normaliseBaseUrl(`https://gateway.example.com${'/v1/'.repeat(70_000)}`),
      'https://gateway.example.com',
    );
  });
});

describe('baseUrlProblem', () => {
  for (const text of [
    'https://gateway.example.com',
    ' https://gateway.example.com/v1/ ',
    'https://gateway.example.com:8443/nomba',
    'http://localhost:4010',
    'http://127.0.0.1:4010',
    'http://[::1]:4010',
    // Ends like Nomba's domain, but is somebody else's.
    'https://mynomba.com',
    // A name that every JavaScript object has as a member.
    'https://constructor',
  ]) {
    it(`accepts ${JSON.stringify(text)}`, () => {
      assert.equal(baseUrlProblem(text), undefined);
    });
  }

  const httpsOnly =
    'Use https://. Plain http:// is allowed for localhost and 127.0.0.1 only, because the client secret travels over it.';
  const problems: Readonly<Record<string, string>> = {
    '': 'Enter the base URL, for example https://gateway.example.com.',
    '  ': 'Enter the base URL, for example https://gateway.example.com.',
    [`https://${'a'.repeat(244)}.nomba.com`]: 'The host name is too long.',
    'gateway.example.com': 'This is not a URL. Start it with https://.',
    'http://gateway.example.com': httpsOnly,
    'http://localhost.example.com': httpsOnly,
    'http://127.0.0.1.example.com': httpsOnly,
    'http://192.168.1.10': httpsOnly,
    'ftp://localhost': httpsOnly,
    'file:///etc/passwd': httpsOnly,
    'https://ada@gateway.example.com': 'The base URL must not contain a user name or a password.',
    'https://:hunter2@gateway.example.com': 'The base URL must not contain a user name or a password.',
    'https://api.nomba.com@gateway.example.com': 'The base URL must not contain a user name or a password.',
    // A password with a slash that is not encoded ends up in the path.
    'https://ada:7/hunter2@gateway.example.com': 'The base URL must not contain a user name or a password.',
    'https://gateway.example.com/?key=1': 'The base URL must end before “?” and “#”.',
    'https://gateway.example.com/#part': 'The base URL must end before “?” and “#”.',
    'https://api.nomba.com':
      'This is Nomba’s production host: choose the environment “production” instead of “custom”.',
    'https://SANDBOX.nomba.com/v1':
      'This is Nomba’s sandbox host: choose the environment “sandbox” instead of “custom”.',
    'https://dashboard.nomba.com':
      'dashboard.nomba.com is not a Nomba API host. Production is https://api.nomba.com, the sandbox is https://sandbox.nomba.com.',
    'https://nomba.com':
      'nomba.com is not a Nomba API host. Production is https://api.nomba.com, the sandbox is https://sandbox.nomba.com.',
  };
  for (const [text, problem] of Object.entries(problems)) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(baseUrlProblem(text), problem);
    });
  }

  for (const host of [
    'sandbox.api.nomba.com',
    'api.sandbox.nomba.com',
    'api-sandbox.nomba.com',
    'api.nomba-sandbox.com',
  ]) {
    it(`names the right host to somebody who writes ${host}, which does not exist`, () => {
      assert.equal(
        baseUrlProblem(`https://${host}/v1`),
        `${host} is none of Nomba’s hosts. Nomba’s sandbox is https://sandbox.nomba.com: choose the environment “sandbox”.`,
      );
    });
  }

  it('names production to somebody who writes a host that could be it', () => {
    const hosts = ['api.nomba.co', 'api.nomba.com.ng', 'api-v1.nomba.com', 'nomba.com.ng', 'api.nomba.test'];
    assert.deepEqual(hosts.map(meantByInventedHost), [
      'https://api.nomba.com',
      'https://api.nomba.com',
      'https://api.nomba.com',
      undefined,
      undefined,
    ]);
  });

  it('never takes a host of Nomba’s own, or somebody else’s, for an invented one', () => {
    const hosts = ['api.nomba.com', 'sandbox.nomba.com', 'api.mynomba.com', 'api.nomba.com.example.com'];
    assert.deepEqual(hosts.map(meantByInventedHost), [undefined, undefined, undefined, undefined]);
  });

  it('never repeats a password', () => {
    assert.equal(baseUrlProblem('http://ada:hunter2@sandbox.api.nomba.com?x#y')?.includes('hunter2'), false);
  });
});
