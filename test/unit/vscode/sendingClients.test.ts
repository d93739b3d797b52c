import assert from 'node:assert/strict';
import type { HttpClientFacts } from '../../../src/vscode/doctor/httpClients';
import { isRefusal } from '../../../src/vscode/refusal';
import { sendingClients } from '../../../src/vscode/sendingClients';

type Presence = HttpClientFacts['presence'];

function clients(restClient: Presence, httpYac: Presence): readonly HttpClientFacts[] {
  return [
    { name: 'REST Client', presence: restClient, version: '', active: false },
    { name: 'httpYac', presence: httpYac, version: '', active: false },
  ];
}

/** What the user is told, and the command of the button. */
function refusal(restClient: Presence, httpYac: Presence): unknown {
  try {
    return sendingClients(clients(restClient, httpYac), true);
  } catch (error) {
    return isRefusal(error) ? [error.message, error.button?.title, error.button?.command] : error;
  }
}

// Seen to fail when: whatever is installed counts as able to read the token.
describe('the clients that a request can be handed to', () => {
  it('are those of this extension host where the token is wanted', () => {
    assert.deepEqual(
      [
        sendingClients(clients('here', 'here'), true),
        sendingClients(clients('otherHost', 'here'), true),
        sendingClients(clients('here', 'otherHost'), true),
        sendingClients(clients('absent', 'absent'), true),
      ],
      [['REST Client', 'httpYac'], ['httpYac'], ['REST Client'], []],
    );
  });

  it('are all where it is not, those of this extension host first', () => {
    assert.deepEqual(
      [
        sendingClients(clients('otherHost', 'here'), false),
        sendingClients(clients('otherHost', 'absent'), false),
        sendingClients(clients('absent', 'absent'), false),
      ],
      [['httpYac', 'REST Client'], ['REST Client'], []],
    );
  });

  it('are refused where the token is wanted and none can read it', () => {
    const button = ['Run Doctor', 'nomba.doctor'];
    assert.deepEqual(
      [refusal('otherHost', 'absent'), refusal('otherHost', 'otherHost')],
      [
        ['REST Client runs in another extension host, which cannot read the token.', ...button],
        ['REST Client and httpYac run in another extension host, which cannot read the token.', ...button],
      ],
    );
  });
});
