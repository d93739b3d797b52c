import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  proxyAddress,
  proxyFacts,
  proxyPasswords,
  type ProxyAddress,
  type ProxySettings,
} from '../../../../src/vscode/doctor/proxyFacts';

const unclear: ProxyAddress = { kind: 'unclear' };

function address(host: string, hasCredentials = false): ProxyAddress {
  return { kind: 'address', host, hasCredentials };
}

const unset: ProxySettings = {
  proxy: '',
  proxySupport: 'override',
  noProxy: [],
  proxyStrictSSL: true,
  systemCertificates: true,
};

// Seen to fail when: the credentials stay in the address; a path makes no difference; a missing scheme is not added; a user’s name is no credential; an empty
// value is unclear; what is unclear is shown.
describe('the address of a proxy', () => {
  const cases: readonly (readonly [value: unknown, expected: ProxyAddress])[] = [
    ['', { kind: 'none' }],
    [undefined, { kind: 'none' }],
    ['http://proxy.example:3128', address('proxy.example:3128')],
    ['https://proxy.example/', address('proxy.example')],
    ['proxy.example:3128', address('proxy.example:3128')],
    ['http://ada:test-password@proxy.example:3128', address('proxy.example:3128', true)],
    ['ada:test-password@proxy.example:3128', address('proxy.example:3128', true)],
    ['http://ada@proxy.example', address('proxy.example', true)],
    ['http://ada:test/password@proxy.example', unclear],
    ['http://ada:1234/password@proxy.example', unclear],
    ['http://test-password?x@proxy.example', unclear],
    ['http://test-password#x@proxy.example', unclear],
    ['http://test-password\\@proxy.example', unclear],
    ['http://proxy.example/wpad.dat', unclear],
    ['http://', unclear],
    [42, unclear],
  ];
  for (const [value, expected] of cases) {
    it(`of ${inspect(value)} is shown without its credentials, or not at all`, () => {
      assert.deepEqual(proxyAddress(value), expected);
    });
  }
});

// Seen to fail when: exceptions are not sifted, counted or bounded; small letters do not count, or come last; any support is repeated; each reason for no proxy is
// not looked at; ports or the dots of a domain do not count, or `*` does not; the environment comes before the setting, or its exceptions come on top.
describe('the facts about proxies', () => {
  it('are those of the settings and the environment, capitals or not', () => {
    const settings: ProxySettings = {
      proxy: 'http://ada:test-password@proxy.example',
      proxySupport: 'on',
      noProxy: ['.corp.example', 'ada:x@y', 7],
      proxyStrictSSL: false,
      systemCertificates: false,
    };
    const environment = {
      HTTPS_PROXY: 'http://one.example',
      http_proxy: 'two.example:8080',
      HTTP_PROXY: '',
      NO_PROXY: 'localhost, 10.0.0.0/8 ,,<script>',
      NODE_EXTRA_CA_CERTS: '/home/ada/ca.pem',
    };
    assert.deepEqual(proxyFacts(settings, environment, undefined), {
      proxy: address('proxy.example', true),
      support: 'on',
      exceptions: { hosts: ['.corp.example'], notShown: 2 },
      strictSsl: false,
      systemCertificates: false,
      variables: [
        ['HTTPS_PROXY', address('one.example')],
        ['http_proxy', address('two.example:8080')],
      ],
      exceptionVariables: [['NO_PROXY', { hosts: ['localhost', '10.0.0.0/8'], notShown: 1 }]],
      extraCertificates: true,
      route: undefined,
    });
  });

  it('name twenty exceptions, and count the others', () => {
    const noProxy = Array.from({ length: 25 }, (_, index) => `host-${index}.example`);
    const { hosts, notShown } = proxyFacts({ ...unset, noProxy }, {}, undefined).exceptions;
    assert.deepEqual([hosts, notShown], [noProxy.slice(0, 20), 5]);
  });

  it('do not repeat a kind of support that VS Code does not have', () => {
    assert.equal(proxyFacts({ ...unset, proxySupport: 'test-password' }, {}, undefined).support, 'unknown');
  });

  const url = 'https://sandbox.nomba.com';
  const routes: readonly (readonly [
    what: string,
    settings: Partial<ProxySettings>,
    environment: Readonly<Record<string, string>>,
    url: string,
    expected: unknown,
  ])[] = [
    ['without any', {}, {}, url, { kind: 'system' }],
    [
      'with the setting, which comes before the environment',
      { proxy: 'http://one.example' },
      { HTTPS_PROXY: 'http://two.example' },
      url,
      { kind: 'proxy', source: 'http.proxy', address: address('one.example') },
    ],
    [
      'with a variable for http alone',
      {},
      { HTTP_PROXY: 'http://two.example' },
      url,
      { kind: 'proxy', source: 'HTTP_PROXY', address: address('two.example') },
    ],
    [
      'with small letters, which come first',
      {},
      { HTTPS_PROXY: 'http://one.example', https_proxy: 'http://two.example' },
      url,
      { kind: 'proxy', source: 'https_proxy', address: address('two.example') },
    ],
    [
      'with VS Code’s support turned off',
      { proxySupport: 'off', proxy: 'http://one.example' },
      {},
      url,
      { kind: 'direct', because: 'http.proxySupport is off' },
    ],
    [
      'to this machine',
      { proxy: 'http://one.example' },
      {},
      'http://127.0.0.1:8080',
      { kind: 'direct', because: 'the host is this machine' },
    ],
    [
      'to an exception of the setting',
      { proxy: 'http://one.example', noProxy: ['nomba.com:443'] },
      {},
      url,
      { kind: 'direct', because: 'http.noProxy names the host' },
    ],
    [
      'to an exception for another port',
      { proxy: 'http://one.example', noProxy: ['nomba.com:8443'] },
      {},
      url,
      { kind: 'proxy', source: 'http.proxy', address: address('one.example') },
    ],
    [
      'to a host that only ends like an exception',
      { proxy: 'http://one.example', noProxy: ['omba.com'] },
      {},
      url,
      { kind: 'proxy', source: 'http.proxy', address: address('one.example') },
    ],
    [
      'to an exception of the environment',
      { proxy: 'http://one.example' },
      { NO_PROXY: 'localhost,.nomba.com' },
      url,
      { kind: 'direct', because: 'NO_PROXY names the host' },
    ],
    [
      'where every host is an exception',
      { proxy: 'http://one.example' },
      { NO_PROXY: '*' },
      url,
      { kind: 'direct', because: 'NO_PROXY names the host' },
    ],
    [
      'with exceptions of the environment that the setting replaces',
      { proxy: 'http://one.example', noProxy: ['localhost'] },
      { NO_PROXY: '*' },
      url,
      { kind: 'proxy', source: 'http.proxy', address: address('one.example') },
    ],
  ];
  for (const [what, settings, environment, to, expected] of routes) {
    it(`tell how a request goes out ${what}`, () => {
      assert.deepEqual(proxyFacts({ ...unset, ...settings }, environment, to).route, expected);
    });
  }
});

// Seen to fail when: the setting or the environment is not searched; a password is only as it is written, or only as it is meant.
describe('the passwords of proxies', () => {
  it('are found in the setting and in the environment, as they are written and as they are meant', () => {
    const passwords = proxyPasswords(
      { proxy: 'http://ada:test-of-the%2Fsetting@proxy.example' },
      { HTTPS_PROXY: 'bob:test-of-the%2Fenvironment@proxy.example' },
    );
    assert.deepEqual([...new Set(passwords)].sort(), [
      'ada',
      'bob',
      'test-of-the%2Fenvironment',
      'test-of-the%2Fsetting',
      'test-of-the/environment',
      'test-of-the/setting',
    ]);
  });
});
