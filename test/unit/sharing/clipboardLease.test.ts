import assert from 'node:assert/strict';
import { Secret } from '../../../src/profiles/secret';
import { ClipboardLease, type Clipboard } from '../../../src/sharing/clipboardLease';
import { FakeClock } from '../../fakes/fakeClock';

class FakeClipboard implements Clipboard {
  text = '';

  async readText(): Promise<string> {
    return Promise.resolve(this.text);
  }

  async writeText(text: string): Promise<void> {
    this.text = text;
    return Promise.resolve();
  }
}

function setUp(): { clipboard: FakeClipboard; clock: FakeClock; lease: ClipboardLease } {
  const clipboard = new FakeClipboard();
  const clock = new FakeClock();
  return { clipboard, clock, lease: new ClipboardLease(clipboard, clock) };
}

const minute = 60_000;

describe('a secret on the clipboard', () => {
  it('stays for the set time', async () => {
    const { clipboard, clock, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), minute);
    await clock.advance(minute - 1);
    assert.equal(clipboard.text, 'test-secret-1');
  });

  it('is gone after the set time', async () => {
    const { clipboard, clock, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), minute);
    await clock.advance(minute);
    assert.deepEqual({ text: clipboard.text, timers: clock.waiting }, { text: '', timers: [] });
  });

  it('stays when the time is 0', async () => {
    const { clipboard, clock, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), 0);
    await clock.advance(60 * minute);
    assert.deepEqual({ text: clipboard.text, timers: clock.waiting }, { text: 'test-secret-1', timers: [] });
  });

  it('is not taken for what the user has copied since', async () => {
    const { clipboard, clock, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), minute);
    await clipboard.writeText('of the user');
    await clock.advance(minute);
    assert.equal(clipboard.text, 'of the user');
  });

  it('has the whole time for itself after another one', async () => {
    const { clipboard, clock, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), minute);
    await clock.advance(minute / 2);
    await lease.write(new Secret('test-secret-2'), minute);
    await clock.advance(minute / 2);
    assert.deepEqual(
      { text: clipboard.text, timers: clock.waiting },
      { text: 'test-secret-2', timers: [minute / 2] },
    );
  });

  it('can be cleared before its time', async () => {
    const { clipboard, clock, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), minute);
    await lease.clear();
    assert.deepEqual({ text: clipboard.text, timers: clock.waiting }, { text: '', timers: [] });
  });

  it('can be cleared when it has no time set', async () => {
    const { clipboard, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), 0);
    await lease.clear();
    assert.equal(clipboard.text, '');
  });

  it('is cleared once only: the same text copied by the user afterwards is theirs', async () => {
    const { clipboard, clock, lease } = setUp();
    await lease.write(new Secret('test-secret-1'), minute);
    await clock.advance(minute);
    await clipboard.writeText('test-secret-1');
    await lease.clear();
    assert.equal(clipboard.text, 'test-secret-1');
  });
});
