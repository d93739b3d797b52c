import assert from 'node:assert/strict';
import { WorkQueue } from '../../../src/vscode/workQueue';

describe('WorkQueue', () => {
  it('begins a piece of work when the one before has ended', async () => {
    const queue = new WorkQueue();
    const heard: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      heard.push(`${name} begins`);
      await Promise.resolve();
      heard.push(`${name} ends`);
    };
    await Promise.all([queue.run(work('one')), queue.run(work('two'))]);
    assert.deepEqual(heard, ['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('gives each caller what their work came to, and goes on after one that failed', async () => {
    const queue = new WorkQueue();
    const results = await Promise.allSettled([
      queue.run(async () => Promise.reject(new Error('It failed.'))),
      queue.run(async () => Promise.resolve('well')),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
  });
});
