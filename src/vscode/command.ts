import type { CommandId, Commands } from '../contributions';
import type { Services } from './services';

/** A command: the services it works with, then whatever it is called with. */
export type Command<Id extends CommandId> = (
  services: Services,
) => (argument: unknown) => Promise<Commands[Id]['result']>;
