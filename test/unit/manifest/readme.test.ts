import assert from 'node:assert/strict';
import { withCurrentTables } from './contributionTables';
import { readReadme } from './manifest';

describe('README.md', () => {
  it('has the commands and settings of package.json (npm run readme makes them anew)', async () => {
    const readme = readReadme();
    assert.equal(readme, await withCurrentTables(readme));
  });

  it('names the two commands that show and test everything', () => {
    const readme = readReadme();
    const missing = ['npm ci && npm run demo', 'npm ci && npm test'].filter(
      (command) => !readme.includes(command),
    );
    assert.deepEqual(missing, []);
  });
});
