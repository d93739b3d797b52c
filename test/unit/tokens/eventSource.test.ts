import assert from 'node:assert/strict';
import { once } from 'node:events';
import { EventSource } from '../../../src/tokens/eventSource';

describe('EventSource', () => {
  it('tells every listener, one that listens twice also twice, until each registration is disposed of', () => {
    const source = new EventSource<string>();
    const heard: string[] = [];
    const listener = (event: string): void => {
      heard.push(event);
    };
    source.listen(listener);
    const second = source.listen(listener);
    source.fire('one');
    second.dispose();
    second.dispose();
    source.fire('two');
    assert.deepEqual(heard, ['one', 'one', 'two']);
  });

  it('tells the others also when a listener throws, whose error shows all the same', async () => {
    const source = new EventSource<string>();
    const heard: string[] = [];
    const defect = new Error('A defect of a listener.');
    source.listen(() => {
      throw defect;
    });
    source.listen((event) => heard.push(event));
    const mochas = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const uncaught = once(process, 'uncaughtException');
    source.fire('one');
    const [shown] = (await uncaught) as unknown[];
    for (const listener of mochas) {
      process.on('uncaughtException', listener);
    }
    assert.deepEqual([heard, shown], [['one'], defect]);
  });

  it('lets a listener stop listening, or others begin, while it is told', () => {
    const source = new EventSource<string>();
    const heard: string[] = [];
    const first = source.listen((event) => {
      heard.push(`first ${event}`);
      first.dispose();
      source.listen((later) => heard.push(`new ${later}`));
    });
    source.listen((event) => heard.push(`last ${event}`));
    source.fire('one');
    source.fire('two');
    assert.deepEqual(heard, ['first one', 'last one', 'last two', 'new two']);
  });
});
