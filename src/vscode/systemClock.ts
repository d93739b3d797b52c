import type { Clock } from '../tokens/ports';

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (callback, delay) => {
    const timer = setTimeout(callback, delay);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
