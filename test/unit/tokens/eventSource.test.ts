import assert from 'node:assert/strict';
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
