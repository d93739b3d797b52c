import assert from 'node:assert/strict';
import { EnvironmentVariables, type ProcessEnvironment } from '../../../src/sharing/environmentVariables';

describe('environment variables', () => {
  it('are set beside what is there', () => {
    const environment: ProcessEnvironment = { PATH: '/bin' };
    new EnvironmentVariables(environment).set({ A: '1', B: '2' });
    assert.deepEqual(environment, { PATH: '/bin', A: '1', B: '2' });
  });

  it('are gone, not empty, once they are not named any more', () => {
    const environment: ProcessEnvironment = {};
    const variables = new EnvironmentVariables(environment);
    variables.set({ A: '1', B: '2' });
    variables.set({ B: '3' });
    assert.deepEqual(environment, { B: '3' });
  });

  it('are what the user’s own environment had once they are withdrawn, however often they were set', () => {
    const environment: ProcessEnvironment = { A: 'own' };
    const variables = new EnvironmentVariables(environment);
    variables.set({ A: '1' });
    variables.set({ A: '2' });
    variables.clear();
    assert.deepEqual(environment, { A: 'own' });
  });

  it('are given back as empty where the user’s own was empty', () => {
    const environment: ProcessEnvironment = { A: '' };
    const variables = new EnvironmentVariables(environment);
    variables.set({ A: '1' });
    variables.clear();
    assert.deepEqual(environment, { A: '' });
  });

  it('remember anew what was there after they were withdrawn', () => {
    const environment: ProcessEnvironment = {};
    const variables = new EnvironmentVariables(environment);
    variables.set({ A: '1' });
    variables.clear();
    environment['A'] = 'set by the user since';
    variables.set({ A: '2' });
    variables.clear();
    assert.deepEqual(environment, { A: 'set by the user since' });
  });

  it('hide what the user’s own environment has where they have no value', () => {
    const environment: ProcessEnvironment = { A: 'own', B: 'own' };
    const variables = new EnvironmentVariables(environment);
    variables.set({ A: '1', B: undefined });
    const hidden = { ...environment };
    variables.clear();
    assert.deepEqual([hidden, environment], [{ A: '1' }, { A: 'own', B: 'own' }]);
  });

  it('leave alone what was never set', () => {
    const environment: ProcessEnvironment = { A: 'own' };
    new EnvironmentVariables(environment).clear();
    assert.deepEqual(environment, { A: 'own' });
  });
});
