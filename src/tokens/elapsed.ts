import type { Clock } from './ports';

/** A moment by both clocks of the machine. */
export interface Moment {
  /** Epoch ms. */
  readonly wall: number;
  /** ms */
  readonly uptime: number;
}

export function momentOf(clock: Pick<Clock, 'now' | 'uptime'>): Moment {
  return { wall: clock.now(), uptime: clock.uptime() };
}

/**
 * The ms that have passed since, by whichever clock says more: the uptime stands still while the machine sleeps, and the wall clock can be put back. So
 * nothing that has an end lasts for longer than it should, whatever happens to the clocks.
 */
export function elapsedSince(moment: Moment, clock: Pick<Clock, 'now' | 'uptime'>): number {
  return Math.max(clock.now() - moment.wall, clock.uptime() - moment.uptime);
}
