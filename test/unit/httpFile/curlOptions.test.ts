import assert from 'node:assert/strict';
import { curlOptions } from '../../../src/httpFile/curlOptions';

describe('curlOptions', () => {
  for (const name of [
    'abstract-unix-socket',
    'krb',
    'preproxy',
    'proxy',
    'proxy1.0',
    'socks5-hostname',
    'tls-max',
    'write-out',
  ]) {
    it(`takes the word after --${name} for its value`, () => {
      assert.deepEqual(curlOptions([`--${name}`, '-x', 'y']), [
        { name, value: '-x', word: 1 },
        { name: 'url', value: 'y', word: 2 },
      ]);
    });
  }
});
