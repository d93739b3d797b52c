import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  proxyAddress,
  proxyFacts,
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
