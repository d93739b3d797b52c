import assert from 'node:assert/strict';
import { EnvironmentVariables } from '../../../../src/sharing/environmentVariables';
import { sharingFacts } from '../../../../src/vscode/doctor/sharingFacts';

// Seen to fail when: the values are told; a hidden variable is one that is not set; the user’s own is ours.
describe('the facts about sharing', () => {
  it('tell whose each variable is, and not what it holds', () => {
    const environment: Record<string, string | undefined> = {
      NOMBA_SUB_ACCOUNT_ID: 'own-sub-account',
      NOMBA_BASE_URL: 'https://own.example',
    };
    const variables = new EnvironmentVariables(environment);
    const facts = (): unknown =>
      sharingFacts({ decision: { share: true }, variableNames: variables.names }, 'always', environment, {
        terminals: true,
        envFiles: 3,
      });
    const before = facts();
    variables.set({ NOMBA_ACCESS_TOKEN: 'test-token', NOMBA_SUB_ACCOUNT_ID: undefined });
    assert.deepEqual(
      [before, facts()],
      [
        {
          setting: 'always',
          decision: { share: true },
          variables: [
            ['NOMBA_ACCESS_TOKEN', 'none'],
            ['NOMBA_ACCOUNT_ID', 'none'],
            ['NOMBA_SUB_ACCOUNT_ID', 'own'],
            ['NOMBA_BASE_URL', 'own'],
          ],
          terminals: true,
          envFiles: 3,
        },
        {
          setting: 'always',
          decision: { share: true },
          variables: [
            ['NOMBA_ACCESS_TOKEN', 'nomba'],
            ['NOMBA_ACCOUNT_ID', 'none'],
            ['NOMBA_SUB_ACCOUNT_ID', 'hidden'],
            ['NOMBA_BASE_URL', 'own'],
          ],
          terminals: true,
          envFiles: 3,
        },
      ],
    );
  });
});
