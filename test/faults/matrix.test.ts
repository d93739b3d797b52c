import assert from 'node:assert/strict';
import { rows } from './matrix';
import { matrixFigures, outcomeOf, summaryOf, type Scenario } from './matrixOutcome';
import { observe } from './matrixScenarios';
import { MatrixWorld } from './matrixWorld';

// Seen to fail: each of these changes to src, one at a time, made at least the test fail that is named with it (of this folder; the first one is given).
//   failure.ts         a page is recognised before the 403 of an edge       issue, answered 403 with a page
//                      a timeout is no lost answer                          refresh, silence before the work
//                      the server's wait is ignored                         issue, answered 429 and Retry-After: 120
//                      408 · 520 · 524 is no lost answer                    issue, answered 408 · refresh, answered 520 · 524
//                      an untrusted certificate does not pass               issue, the certificate is of an authority
//   renewal.ts         a lost refresh waits for the pause, without an issue refresh, the connection is reset before the work
//                      a lost refresh is sent once more                     refresh, the connection is reset before the work
//                      nothing is forgotten when the issue fails            refresh and the issue after it, the connection is reset
//   axiosTransport.ts  redirects are followed                               issue, answered 301 to another host
//                      an answer may be of any size                         issue, answered with 50 MB
//                      the deadline starts anew with every byte             issue, the answer drips
//                      a deadline while connecting is a lost answer         issue, the connection is never made
//                      TLS is connected before the handshake                issue, the TLS handshake is never answered
//                      a certificate is no reason of its own                issue, the certificate is of an authority
//                      an expired one · another host's is no such reason    issue, the certificate has expired · is for another host
//   nombaTokenEndpoint a 200 is a success, whatever its code                issue, answered 200 with a page · with a list, a string, null, a number
//                      data that are no object · that are one hold a token  issue, answered with data that are a string · that are null
//                      revoke has one form                                  revoke, answered 400
//                      the server's words are logged at info level          issue, answered 400
//                      the offset of the clocks is ignored                  clocks that differ, 90 s behind Nomba’s
//                      a span counts from the answer                        a sleep of 8 h before an answer is read, seconds from now
//                      a token that died in a sleep is stillborn            a sleep of 8 h before an answer is read, a time
//   tokenManager.ts    a failure stays after a success                      issue, the name is not resolved
//                      a failed revoke keeps the token                      revoke, the name is not resolved
//                      a token that is dead on arrival is handed out        a token of any lifetime, 0
//                      consumers are not held to the pause                  the pause does not grow with the calls of consumers
//                      only a failure holds a consumer up                   clocks that go back by two minutes every ten seconds
//                      a dead token that is adopted ends the pause          a token of any lifetime, 0
//   tokenError.ts      errors of the server do not pass                     issue, answered 500
//   retryPause.ts      the pause does not double · has no chance in it      the pause doubles · is up to a fifth longer
//                      the server's wait has no bound                       the pause follows a 429 with a day
//                      no pause after a success                             clocks that go back by two minutes every ten seconds
//   expiry.ts          the lead time may be longer than half the life       a token of any lifetime, 1 s
//                      a moment of life is a life                           0, by a clock that is off by no whole second
//   tokenLife.ts       a token out of the future is believed                clocks that somebody sets 10 min back
//   wireSchemas.ts     an odd refresh token spoils the answer               issue, answered with a refresh token that is a number
//                      a refresh token must be there                        issue, answered without a refresh token
//                      an odd expiry · an odd span spoils the answer        issue, answered with an expiry that is true · a span that is null
//                      an odd access token is made a string · may be empty  issue, answered with an access token that is a list · that is empty
//                      odd data spoil the answer                            revoke, answered with data that are null
//   elapsed.ts         only the wall clock counts · only the uptime counts  clocks that go back · a sleep of 8 h ends the pause
//   renewalScheduler   the timer is as long as the wait                     after a sleep of 16 min, the first tick finds out
// And every cell, where each refusal or each lack of an answer is of another kind, or nothing is a success.

describe('what becomes of a fault', () => {
  let world: MatrixWorld;
  beforeEach(async () => {
    world = await MatrixWorld.start();
  });
  afterEach(async () => {
    await world.close();
  });

  const columns: readonly (readonly [Scenario, string])[] = [
    ['issue', 'issue'],
    ['refresh', 'refresh'],
    ['outage', 'refresh and the issue after it'],
    ['revoke', 'revoke'],
  ];
  for (const row of rows) {
    for (const [scenario, title] of columns) {
      const expected = outcomeOf(row, scenario);
      if (expected !== undefined) {
        it(`${title}, ${row.fault}: ${summaryOf(row, scenario, expected)}`, async () => {
          assert.deepEqual(await observe(world, row, scenario), expected);
        });
      }
    }
  }

  it('in so many cells ends in these ways', () => {
    assert.deepEqual(matrixFigures(), {
      cells: 325,
      results: {
        'a new token': 82,
        revoked: 29,
        network: 33,
        networkGate: 3,
        protocol: 89,
        rateLimited: 15,
        rejected: 26,
        server: 24,
        unknownAccount: 5,
        unknownClient: 3,
        untrusted: 9,
        wrongEnvironment: 3,
        wrongSecret: 4,
      },
    });
  });
});
