import assert from 'node:assert/strict';
import { dialects } from '../../../src/httpFile/dialect';
import { findRequest } from '../../../src/httpFile/findRequest';
import { nombaCatalogue } from '../../../src/httpFile/nombaCatalogue';
import { readSection } from '../../../src/httpFile/section';
import { requestTarget } from '../../../src/httpFile/requestTarget';
import { completed } from './completionAt';

// Seen to fail when: a `$` or a brace is not escaped; a sample is no place to type over; the references stay in the form of another dialect; a block with a separator gets a second one.
describe('snippets of whole requests', () => {
  it('have each sample to type over', () => {
    const snippet = completed('### mine\nnomba|').find(
      ({ completion }) => completion.label === 'nomba-transfer-to-wallet',
    );
    assert.deepEqual(snippet?.completion, {
      kind: 'snippet',
      label: 'nomba-transfer-to-wallet',
      detail: '$ moves money · Transfers · Transfer to a Nomba account',
      documentation: 'Sends money from the parent account to another account at Nomba.',
      replace: { start: 9, end: 14 },
      newText: `# Moves money.
POST {{\\$processEnv NOMBA_BASE_URL\\}\\}/v2/transfers/wallet
Authorization: Bearer {{\\$processEnv NOMBA_ACCESS_TOKEN\\}\\}
accountId: {{\\$processEnv NOMBA_ACCOUNT_ID\\}\\}
X-Idempotent-key: {{\\$guid\\}\\}
Content-Type: application/json

{
  "amount": \${1:3500},
  "receiverAccountId": "\${2:11111111-2222-4333-8444-555555555555}",
  "merchantTxRef": "\${3:wallet-transfer-0001}",
  "narration": "\${4:Test}"
\\}`,
      isSnippet: true,
      filterText: 'nomba-transfer-to-wallet Transfer to a Nomba account',
    });
  });

  for (const dialect of dialects) {
    it(`are requests of the catalogue, in the dialect ${dialect}`, () => {
      const found = completed('|', { dialect })
        .filter(({ completion }) => completion.kind === 'snippet')
        .map(({ text }) => {
          const section = readSection(text);
          const [block, ...others] = section.blocks;
          assert.ok(block?.request !== undefined && others.length === 0);
          const { method, url } = requestTarget(text, block.request.requestLine);
          const body = block.request.body && text.slice(block.request.body.start, block.request.body.end);
          return {
            request: findRequest(method, url),
            title: block.separator?.name,
            hasBody: typeof JSON.parse(body ?? 'null') === 'object' && body !== undefined,
            foreign: text.includes('$processEnv') !== (dialect === 'processEnv'),
          };
        });
      assert.deepEqual(
        found,
        nombaCatalogue.map((request) => ({
          request,
          title: request.title,
          hasBody: request.body !== undefined,
          foreign: false,
        })),
      );
    });
  }
});
