import { performance } from 'node:perf_hooks';
import type { Clock } from '../tokens/ports';

export const systemClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  setTimer: (callback, delay) => {
    const timer = setTimeout(callback, delay);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
