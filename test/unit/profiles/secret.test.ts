import assert from 'node:assert/strict';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { Secret } from '../../../src/profiles/secret';

const value = 'test-secret-never-printed';
const secret = new Secret(value);

describe('Secret', () => {
  it('gives its value when asked for it by name', () => {
    assert.equal(secret.reveal(), value);
  });

  it('is equal to another object with the same value, and to nothing else', () => {
    assert.deepEqual(
      [
        secret.equals(new Secret(value)),
        secret.equals(new Secret('test-secret-other')),
        secret.equals(undefined),
      ],
      [true, false, false],
    );
  });

  const ways: Readonly<Record<string, () => string>> = {
    'String()': () => String(secret),
    concatenation: () => 'Bearer '.concat(secret as unknown as string),
    join: () => [secret].join(),
    toLocaleString: () => Object.prototype.toLocaleString.call(secret),
    'an error message': () => new Error(secret as unknown as string).stack ?? '',
    'JSON.stringify': () => JSON.stringify({ token: secret, list: [secret] }),
    inspect: () => inspect({ token: secret, deep: { list: [secret], map: new Map([[secret, secret]]) } }),
    'inspect of everything hidden': () => inspect(secret, { showHidden: true, depth: null }),
    'inspect that ignores custom inspection': () =>
      inspect({ secret }, { customInspect: false, showHidden: true, depth: null }),
    'an error with the secret as a property': () => inspect(Object.assign(new Error('failed'), { secret })),
    'format with every placeholder': () =>
      format('%s %d %i %f %j %o %O', secret, secret, secret, secret, secret, secret, secret),
    'the console': () => printed(secret),
    'a copy of its properties': () => JSON.stringify(Object.assign({}, secret)),
    'its entries and property names': () =>
      JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret), Reflect.ownKeys(secret)]),
    'a structured clone': () => inspect(structuredClone({ secret }), { showHidden: true }),
  };
  for (const [way, print] of Object.entries(ways)) {
    it(`is not printed by ${way}`, () => {
      assert.equal(print().includes(value), false);
    });
  }

  it('says that something was left out where it is printed', () => {
    assert.deepEqual(
      [String(secret), JSON.stringify({ secret }), inspect({ secret }), format('%s', secret)],
      ['[secret]', '{"secret":"[secret]"}', '{ secret: [secret] }', '[secret]'],
    );
  });
});

function printed(...values: readonly unknown[]): string {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const output = new Console(stream);
  output.log(...values);
  output.dir(values[0], { showHidden: true });
  output.table(values);
  return text;
}
