import type { Command } from '../registerCommands';

export const showLog: Command<'nomba.showLog'> =
  ({ log }) =>
  async () => {
    log.show();
    return Promise.resolve(undefined);
  };
