import assert from 'node:assert/strict';
import { productionQuestionDetail } from '../../../src/sharing/productionQuestion';

const begins =
  'Requests in .http files of this window can then move real money. Other extensions, and programs that they start, can read the token.';

// Seen to fail when: a place is left out, or named where the token does not go.
describe('what a yes to sharing a production token means', () => {
  for (const [what, places, expected] of [
    ['this window', { envFiles: [], terminals: false }, `${begins} It ends when the window closes.`],
    [
      'a file that is kept current',
      { envFiles: ['.env'], terminals: false },
      `${begins} It is then also written into “.env”, with the production address. It ends when the window closes.`,
    ],
    [
      'terminals',
      { envFiles: [], terminals: true },
      `${begins} It is then also given to new terminals. It ends when the window closes.`,
    ],
    [
      'several files, and terminals',
      { envFiles: ['.env', 'b\n.env', 'http-client.private.env.json'], terminals: true },
      `${begins} It is then also written into “.env”, “b\uFFFD.env”, and “http-client.private.env.json”, with the production address, and given to new terminals. It ends when the window closes.`,
    ],
  ] as const) {
    it(`names ${what}`, () => {
      assert.equal(productionQuestionDetail(places), expected);
    });
  }
});
