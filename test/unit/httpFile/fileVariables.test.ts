import assert from 'node:assert/strict';
import { fileVariables, fillIn, valuesByName } from '../../../src/httpFile/fileVariables';
import { requestAddress } from '../../../src/httpFile/requestAddress';

// Seen to fail when the indentation is not counted.
describe('fileVariables', () => {
  it('finds each with the places of its name and its value', () => {
    const text =
      '### a name\r\n@host = sandbox.nomba.com\r\n  @empty=\r\n@no-value\r\n@ = no\r\nGET {{host}}\r\n@url=https://{{host}}  ';
    const found = fileVariables(text).map(({ name, value, nameSpan, valueSpan }) => [
      name,
      value,
      text.slice(nameSpan.start, nameSpan.end),
      text.slice(valueSpan.start, valueSpan.end),
    ]);
    assert.deepEqual(found, [
      ['host', 'sandbox.nomba.com', 'host', 'sandbox.nomba.com'],
      ['empty', '', 'empty', ''],
      ['url', 'https://{{host}}', 'url', 'https://{{host}}'],
    ]);
  });
});

/** The names and values that a line defines. */
const definitions: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  '@base := https://a.example': [['base', 'https://a.example']],
  '@base:=https://a.example:80/b': [['base', 'https://a.example:80/b']],
  '@base : = a': [['base', '= a']],
  '@base: a': [['base', 'a']],
  '@base == a=b': [['base', 'a=b']],
  '@base https://a.example': [['base', 'https://a.example']],
  '@base "a"': [['base', '"a"']],
  '@global.base = a': [
    ['global.base', 'a'],
    ['$global.base', 'a'],
  ],
  '@global.base:=a': [
    ['global.base', 'a'],
    ['$global.base', 'a'],
  ],
  '@base': [],
  '@base :': [],
  '@:= a': [],
  '# @base = a': [],
};

// Seen to fail when: only `=` is known; a global variable has one name only; a name without a value counts.
describe('definitions of file variables, as httpYac reads them', () => {
  for (const [line, expected] of Object.entries(definitions)) {
    it(`are ${expected.length === 0 ? 'not ' : ''}in ${line}`, () => {
      assert.deepEqual([...valuesByName(fileVariables(line))], expected);
    });
  }
});

// Seen to fail when: there is no limit of references, or of the result; a dialect's form is not known.
describe('fillIn', () => {
  const environment = { NOMBA_BASE_URL: 'https://sandbox.nomba.com' };

  for (const [title, text, filled] of [
    ['fills in a file variable', '{{host}}/v1', 'api.nomba.com/v1'],
    ['fills in a variable that refers to another', '{{ url }}/v1', 'https://api.nomba.com/v1'],
    ['takes the last definition of a name', '{{twice}}', 'second'],
    [
      'reads the environment as REST Client, httpYac and Visual Studio do',
      '{{$processEnv NOMBA_BASE_URL}}',
      'https://sandbox.nomba.com',
    ],
    ['reads the environment as JetBrains does', '{{$env.NOMBA_BASE_URL}}', 'https://sandbox.nomba.com'],
    [
      'reads the environment as a script of httpYac does',
      '{{process.env.NOMBA_BASE_URL}}',
      'https://sandbox.nomba.com',
    ],
    ['reads the environment as Kulala does', '{{NOMBA_BASE_URL}}', 'https://sandbox.nomba.com'],
    [
      'leaves what it does not know as it is',
      '{{unknown}} {{$guid}} {{$processEnv OTHER}} {{$processEnv constructor}} {{toString}}',
      '{{unknown}} {{$guid}} {{$processEnv OTHER}} {{$processEnv constructor}} {{toString}}',
    ],
    ['leaves a reference where variables go round in a circle', '{{circle}}', '{{circle}}'],
  ] as const) {
    it(title, () => {
      const variables = fileVariables(
        '@host = api.nomba.com\n@url = https://{{host}}\n@twice = first\n@twice = second\n@circle = {{back}}\n@back = {{circle}}',
      );
      assert.equal(fillIn(text, valuesByName(variables), environment), filled);
    });
  }

  it('comes to an end, and does not grow without one, where a variable names itself often', () => {
    const variables = fileVariables(`@grow = ${'{{grow}}'.repeat(100)}x`);
    assert.ok(fillIn('{{grow}}', valuesByName(variables), {}).length <= 10_000);
  });
});

// Seen to fail when: a reference that is not known, or another scheme, passes for a host; the user's name and password are taken for a part of it.
describe('requestAddress', () => {
  const variables = fileVariables('@baseUrl = https://sandbox.nomba.com/');
  const environment = { NOMBA_BASE_URL: 'http://127.0.0.1:4000' };

  for (const [url, address] of [
    [
      'https://Sandbox.Nomba.com/v1/accounts/balance?limit=1',
      { host: 'sandbox.nomba.com', path: '/v1/accounts/balance' },
    ],
    ['sandbox.nomba.com/v1', { host: 'sandbox.nomba.com', path: '/v1' }],
    ['https://api.nomba.com', { host: 'api.nomba.com', path: '/' }],
    ['https://api.nomba.com?x=/y', { host: 'api.nomba.com', path: '/' }],
    ['{{baseUrl}}v1/transfers/{{id}}', { host: 'sandbox.nomba.com', path: '/v1/transfers/{{id}}' }],
    ['{{$processEnv NOMBA_BASE_URL}}/v1', { host: '127.0.0.1:4000', path: '/v1' }],
    ['https://ada:secret@api.nomba.com/v1', { host: 'api.nomba.com', path: '/v1' }],
    ['{{unknown}}/v1', undefined],
    ['https://{{unknown}}.nomba.com/v1', undefined],
    ['https://api{{unknown}}/v1', undefined],
    ['/v1/accounts', undefined],
    ['ftp://api.nomba.com/v1', undefined],
    ['', undefined],
  ] as const) {
    it(`${address === undefined ? 'does not know' : 'knows'} where ${url === '' ? 'nothing' : url} goes`, () => {
      assert.deepEqual(requestAddress(url, valuesByName(variables), environment), address);
    });
  }
});
