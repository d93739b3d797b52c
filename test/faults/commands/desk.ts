import type { FakeClock } from '../../fakes/fakeClock';
import type { RandomSource } from '../schedules/randomSource';
import type { Sightings } from '../sightings';
import type { ClientId } from './standInClients';
import type { WorkspaceFolder } from './workspaceFolder';

/** What the editor that stands in for VS Code does wrong, each time with an error that tells all the secrets. */
export type EditorFault = 'settings' | 'clipboard' | 'state' | 'documents' | 'edits' | 'clients';

/** One user with one editor: what is in it, what they answer, and all that gets to be seen. */
export interface Desk {
  readonly clock: FakeClock;
  readonly random: RandomSource;
  /** Nobody asked for a secret here. */
  readonly seen: Sightings;
  /** Where the user asked for a secret, or where it has to be. */
  readonly given: Sightings;
  readonly settings: Map<string, unknown>;
  /** `undefined` for none. */
  readonly fault: EditorFault | undefined;
  /** What the errors of a fault tell. */
  readonly tale: string;
  /** What the user enters for a client secret. */
  readonly clientSecret: string;
  readonly baseUrl: string;
  readonly folder: WorkspaceFolder;
  /** Those that are installed. */
  readonly clients: readonly ClientId[];
  /** How many buttons of toasts the user still clicks. */
  clicks: number;
  /** Commands of the extension that ran, in order: some of them ask for a secret. */
  readonly commands: string[];
  /** The argument of the last `insertBearerToken` asks for the token itself. */
  wantsLiteral: boolean;
}
