import assert from 'node:assert/strict';
import { TerminalVariables } from '../../../src/sharing/terminalVariables';
import { FakeTerminalEnvironment } from '../../fakes/fakeTerminalEnvironment';

// Seen to fail when: everything is set each time, or nothing twice; what is named no more stays; a hidden variable is left out; VS Code may keep them.
describe('terminal variables', () => {
  it('are kept by VS Code in memory only, and described', () => {
    const environment = new FakeTerminalEnvironment();
    new TerminalVariables(environment, () => true).set({ A: '1' });
    assert.deepEqual(
      {
        persistent: environment.persistent,
        described: String(environment.description).includes('shareWithTerminals'),
      },
      { persistent: false, described: true },
    );
  });

  it('are set to nothing where they are to be hidden', () => {
    const environment = new FakeTerminalEnvironment();
    new TerminalVariables(environment, () => true).set({ A: '1', B: undefined });
    assert.deepEqual(environment.variables, { A: '1', B: '' });
  });

  it('are touched only where a value has changed', () => {
    const environment = new FakeTerminalEnvironment();
    const variables = new TerminalVariables(environment, () => true);
    variables.set({ A: '1', B: undefined });
    variables.set({ A: '1', B: undefined });
    variables.set({ A: '2', B: undefined });
    assert.deepEqual(
      { variables: environment.variables, changes: environment.changes },
      { variables: { A: '2', B: '' }, changes: ['A', 'B', 'A'] },
    );
  });

  it('are gone, once, when they are not named any more, and come back', () => {
    const environment = new FakeTerminalEnvironment();
    const variables = new TerminalVariables(environment, () => true);
    variables.set({});
    variables.set({ A: '1' });
    variables.set({});
    variables.set({});
    variables.set({ A: '1' });
    assert.deepEqual(environment.changes, ['A', 'clear', 'A']);
  });

  it('come and go with the user’s wish', () => {
    const environment = new FakeTerminalEnvironment();
    const world = { isEnabled: false };
    const variables = new TerminalVariables(environment, () => world.isEnabled);
    variables.set({ A: '1' });
    world.isEnabled = true;
    variables.set({ A: '1' });
    world.isEnabled = false;
    variables.set({ A: '1' });
    assert.deepEqual(environment.changes, ['A', 'clear']);
  });
});
