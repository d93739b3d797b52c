import type { Command } from '../command';

export const showLog: Command<'nomba.showLog'> =
  ({ log }) =>
  async () => {
    log.show();
    return Promise.resolve(undefined);
  };
