import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../src/nomba/redact';
import { Secret } from '../../../src/profiles/secret';

describe('redaction of server text', () => {
  const secret = new Secret('test-secret with a space=1');

  const cases: Record<string, [string, string]> = {
    'keeps a plain sentence': ['Client record not found', 'Client record not found'],
    'takes a secret out': ['got <test-secret with a space=1>', 'got <[redacted]>'],
    'takes a secret out whatever its case': ['got <TEST-SECRET WITH A SPACE=1>', 'got <[redacted]>'],
    'takes a piece of 12 characters out': ['ends in "with a space"', 'ends in "[redacted]"'],
    'keeps a piece of 11 characters': ['ends in "ith a space"', 'ends in "ith a space"'],
    'takes out what looks like a token': ['token eyJhbGci.eyJ.x refused', 'token [redacted] refused'],
    'takes out long opaque text': ['key 0123456789abcdef0123 refused', 'key [redacted] refused'],
    'makes one line of many and drops control characters': [
      'one\r\ntwo\u2028three\u001b[31m\u0000four\u202e',
      'one two three [31m four',
    ],
    'cuts long text': ['word '.repeat(100), `${'word '.repeat(60).slice(0, 299)}…`],
  };
  for (const [title, [text, expected]] of Object.entries(cases)) {
    it(title, () => {
      assert.equal(redact(text, [secret]), expected);
    });
  }

  const awkward = 'q"7\\/%+ & \'<=>';
  const forms: Record<string, string> = {
    'escaped for JSON': JSON.stringify(awkward).slice(1, -1),
    'escaped for JSON twice': JSON.stringify(JSON.stringify(awkward)).slice(3, -3),
    'percent-encoded': encodeURIComponent(awkward),
    'encoded as a form': new URLSearchParams({ '': awkward }).toString().slice(1),
    'in base64 that is too short to be opaque': Buffer.from(awkward).toString('base64').replace(/=+$/, ''),
    'escaped for HTML': awkward
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
    'escaped for HTML, then for JSON': JSON.stringify(awkward.replaceAll('"', '&quot;')).slice(1, -1),
    'escaped for HTML in hexadecimal': awkward.replace(
      /./g,
      (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
    ),
    'with its spaces changed': awkward.replaceAll(' ', '\t'),
  };
  for (const [title, form] of Object.entries(forms)) {
    it(`takes a secret out ${title}`, () => {
      assert.equal(redact(`got <${form}>`, [new Secret(awkward)]), 'got <[redacted]>');
    });
  }

  it('takes a secret out that has an escape of HTML in itself', () => {
    const escaped = new Secret('q7%&amp;+&#39;Z<>="/');
    assert.equal(redact(`got <${escaped.reveal()}>`, [escaped]), 'got <[redacted]>');
  });

  it('takes out nothing else for a short secret, and copes with half a surrogate pair', () => {
    const secrets = [new Secret('a'), new Secret('\ud800 and a dozen more')];
    assert.equal(redact('YQ== is no dozen', secrets), 'YQ== is no dozen');
  });

  it('takes short secrets out whole, and ignores an empty one', () => {
    assert.equal(
      redact('pin 4711 is wrong', [new Secret('4711'), new Secret('')]),
      'pin [redacted] is wrong',
    );
  });

  it('leaves no 12 characters of any secret, wherever it stands', () => {
    const secrets = fc.string({ minLength: 12, maxLength: 100 });
    fc.assert(
      fc.property(fc.string(), secrets, secrets, fc.string(), (before, one, other, after) => {
        const shown = redact(`${before}${one}${other}${after}`, [new Secret(one), new Secret(other)]);
        for (const value of [one, other]) {
          for (let start = 0; start + 12 <= value.length; start += 1) {
            assert.ok(!shown.replaceAll('[redacted]', '').includes(value.slice(start, start + 12)));
          }
        }
      }),
    );
  });
});
