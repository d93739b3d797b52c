import assert from 'node:assert/strict';
import type { StatedLife } from './simulatedNomba';
import { SimulatedWindow, type Figures, type SimulationOptions } from './simulatedWindow';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

type State = (expiresAt: number, issuedAt: number) => StatedLife;

const iso = (moment: number): string => new Date(moment).toISOString();

// Seen to fail when: the lead time has no bound, is none, or half of every life; a moment is a life; the scheduler looks without a rest, or never again; a token
// is always fresh, or always due; consumers are not held to the pause, or the scheduler is not; the pause does not double, or without end; a token that is dead on
// arrival is a success; each form of the end is not read; 60 minutes are assumed.
describe('a token of any lifetime', () => {
  let window: SimulatedWindow;
  afterEach(() => {
    window.dispose();
  });

  async function open(options: SimulationOptions): Promise<void> {
    window = new SimulatedWindow(options);
    await window.signIn();
  }

  interface Lifetime {
    readonly title: string;
    readonly lifetime: number;
    readonly leadTime?: number;
    /** In 20 lifetimes or a day, whichever ends first; in 20 minutes for a token that is dead on arrival. The first call is the user's. */
    readonly calls: number;
    /** ms between two calls. */
    readonly gap: number;
    /** How many calls when a consumer asks ten times a second, for ten minutes and, if the token lives longer, for ten around its renewal. */
    readonly askedCalls: number;
  }

  /** Never more than one call in 30 s, or half a lifetime if that is shorter. */
  const lifetimes: readonly Lifetime[] = [
    // Dead on arrival: a failure each time, so the pause doubles from 30 s to 5 minutes.
    { title: '0', lifetime: 0, calls: 7, gap: 30 * second, askedCalls: 5 },
    { title: 'a minute less than nothing', lifetime: -minute, calls: 7, gap: 30 * second, askedCalls: 5 },
    // Once renewed, the scheduler looks once a second; a consumer finds the token due in the middle of its life.
    { title: '1 s', lifetime: second, calls: 21, gap: 500, askedCalls: 1201 },
    { title: '30 s', lifetime: 30 * second, calls: 41, gap: 15 * second, askedCalls: 41 },
    { title: '30 min', lifetime: 30 * minute, calls: 25, gap: 25 * minute, askedCalls: 2 },
    { title: '3 h', lifetime: 3 * hour, calls: 9, gap: 175 * minute, askedCalls: 2 },
    { title: '400 days', lifetime: 400 * day, calls: 1, gap: Infinity, askedCalls: 2 },
    {
      title: '30 min, with a lead time of two hours',
      lifetime: 30 * minute,
      leadTime: 2 * hour,
      calls: 41,
      gap: 15 * minute,
      askedCalls: 2,
    },
    {
      title: '30 min, without a lead time',
      lifetime: 30 * minute,
      leadTime: 0,
      calls: 21,
      gap: 30 * minute,
      askedCalls: 2,
    },
  ];

  for (const { title, lifetime, leadTime = 5 * minute, calls, gap, askedCalls } of lifetimes) {
    const isBornDead = lifetime <= 0;

    it(`${title}: the scheduler makes ${calls} calls in all`, async () => {
      await open({ lifetime, leadTime });
      await window.run(Math.min(day, 20 * (isBornDead ? minute : lifetime)));
      assert.deepEqual(window.figures, {
        calls,
        shortestGap: gap,
        deadTokensHandedOut: 0,
        refusals: 0,
      } satisfies Figures);
    });

    it(`${title}: a consumer who asks ten times a second causes ${askedCalls} calls in all`, async () => {
      await open({ lifetime, leadTime });
      await window.run(10 * minute, 100);
      if (lifetime > 20 * minute) {
        window.nomba.sleep(lifetime - Math.min(leadTime, lifetime / 2) - 11 * minute);
        await window.run(10 * minute, 100);
      }
      const { calls: made, shortestGap, deadTokensHandedOut, refusals } = window.figures;
      assert.deepEqual(
        { made, isStorm: shortestGap < Math.min(30 * second, gap / 2), deadTokensHandedOut, refusals },
        { made: askedCalls, isStorm: false, deadTokensHandedOut: 0, refusals: isBornDead ? 6000 : 0 },
      );
    });
  }

  it('0, by a clock that is off by no whole second: the scheduler makes 7 calls in all', async () => {
    // Nomba's clock is known to half a second, so such a token seems to live for a moment.
    await open({ lifetime: 0, offset: -7_200_300 });
    await window.run(20 * minute);
    assert.deepEqual(window.figures, {
      calls: 7,
      shortestGap: 30 * second,
      deadTokensHandedOut: 0,
      refusals: 0,
    } satisfies Figures);
  });

  /** Of 40 minutes: 30 is what is assumed of an end that cannot be read. */
  const forms: Readonly<Record<string, State>> = {
    'ISO 8601 with ms': (expiresAt) => ({ expiresAt: iso(expiresAt) }),
    'ISO 8601 without ms': (expiresAt) => ({ expiresAt: iso(expiresAt).replace('.000Z', 'Z') }),
    'ISO 8601 with six digits': (expiresAt) => ({ expiresAt: iso(expiresAt).replace('Z', '000Z') }),
    'ISO 8601 with +00:00': (expiresAt) => ({ expiresAt: iso(expiresAt).replace('Z', '+00:00') }),
    'ISO 8601 in Lagos': (expiresAt) => ({ expiresAt: iso(expiresAt + hour).replace('Z', '+01:00') }),
    'ISO 8601 without a zone': (expiresAt) => ({ expiresAt: iso(expiresAt).replace('Z', '') }),
    'date and time with a space': (expiresAt) => ({
      expiresAt: iso(expiresAt).slice(0, 19).replace('T', ' '),
    }),
    'epoch seconds': (expiresAt) => ({ expiresAt: expiresAt / second }),
    'epoch ms': (expiresAt) => ({ expiresAt }),
    'epoch ms as text': (expiresAt) => ({ expiresAt: String(expiresAt) }),
    'the claim of the token alone': (expiresAt) => ({ claims: { exp: expiresAt / second } }),
    'a text that is no time, and the claim': (expiresAt) => ({
      expiresAt: 'soon',
      claims: { exp: expiresAt / second },
    }),
    'seconds from now alone': () => ({ expires_in: 2400 }),
  };
  const unreadable: Readonly<Record<string, State>> = {
    nothing: () => ({}),
    'a text that is no time': () => ({ expiresAt: 'soon' }),
    null: () => ({ expiresAt: null, expires_in: null }),
    zero: () => ({ expiresAt: 0 }),
  };

  for (const [lifetime, states, calls] of [
    [40 * minute, forms, 18],
    [30 * minute, unreadable, 25],
  ] as const) {
    for (const [title, state] of Object.entries(states)) {
      const gap = lifetime - 5 * minute;
      it(`of ${lifetime / minute} minutes is renewed after ${gap / minute}, its end being given as ${title}`, async () => {
        await open({ lifetime, state });
        await window.run(10 * hour, 10 * second);
        assert.deepEqual(window.figures, {
          calls,
          shortestGap: gap,
          deadTokensHandedOut: 0,
          refusals: 0,
        } satisfies Figures);
      });
    }
  }
});
