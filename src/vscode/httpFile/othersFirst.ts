import { setImmediate } from 'node:timers/promises';
import type { PacerPorts } from '../secretScan/pacer';

/** Long work in the extension host, which all extensions share, gives way to what they have to do. */
export const othersFirst: PacerPorts = {
  uptime: () => performance.now(),
  pause: async () => setImmediate(),
};
