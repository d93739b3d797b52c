import assert from 'node:assert/strict';
import { rows } from './matrix';
import { matrixFigures, outcomeOf, summaryOf, type Scenario } from './matrixOutcome';
import { observe } from './matrixScenarios';
import { MatrixWorld } from './matrixWorld';

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
      cells: 230,
      results: {
        'a new token': 46,
        revoked: 12,
        network: 36,
        networkGate: 3,
        protocol: 62,
        rateLimited: 15,
        rejected: 26,
        server: 15,
        unknownAccount: 5,
        unknownClient: 3,
        wrongEnvironment: 3,
        wrongSecret: 4,
      },
    });
  });
});
