import type { FindingContext } from '../../httpFile/finding';
import { nombaRequests, type NombaRequest } from '../../httpFile/nombaRequest';
import type { Section } from '../../httpFile/section';
import { identityOf } from '../../profiles/profile';
import { nombaContext } from '../../sharing/nombaContext';
import type { Services } from '../services';

type FileContextPorts = Pick<Services, 'profiles' | 'tokens' | 'sharing' | 'clock'>;

/**
 * What the requests of open files are judged by, and what came of it. Kept for each section until something changes: after a keystroke only the section
 * under the cursor is read again.
 */
export class FileContexts {
  readonly #services: FileContextPorts;
  #basis = '';
  #contexts = new WeakMap<ReadonlyMap<string, string>, FindingContext>();
  #requests = new WeakMap<Section, { context: FindingContext; requests: readonly NombaRequest[] }>();

  constructor(services: FileContextPorts) {
    this.#services = services;
  }

  /** The same object for the same file variables, as long as nothing has changed. */
  of(values: ReadonlyMap<string, string>): FindingContext {
    this.#forgetOutdated();
    const known = this.#contexts.get(values);
    if (known !== undefined) {
      return known;
    }
    const { profiles, sharing } = this.#services;
    const { active } = profiles;
    const context: FindingContext = {
      ...nombaContext(profiles.all, active, values),
      profile: active,
      token: this.#tokenOfActive(),
      isShared: active !== undefined && sharing.decide(active).share,
    };
    this.#contexts.set(values, context);
    return context;
  }

  /** The requests of a section that go to Nomba. */
  requests(section: Section, context: FindingContext): readonly NombaRequest[] {
    const known = this.#requests.get(section);
    if (known?.context === context) {
      return known.requests;
    }
    const requests = nombaRequests(section, context);
    this.#requests.set(section, { context, requests });
    return requests;
  }

  #tokenOfActive(): FindingContext['token'] {
    const { profiles, tokens, clock } = this.#services;
    const tokenSet = profiles.active && tokens.snapshot(identityOf(profiles.active)).tokenSet;
    if (tokenSet === undefined) {
      return 'none';
    }
    return tokenSet.expiresAt > clock.now() ? 'living' : 'expired';
  }

  #forgetOutdated(): void {
    const { profiles, sharing } = this.#services;
    const { active } = profiles;
    const basis = JSON.stringify([
      profiles.all,
      active,
      this.#tokenOfActive(),
      active !== undefined && sharing.decide(active).share,
    ]);
    if (basis !== this.#basis) {
      this.#basis = basis;
      this.#contexts = new WeakMap();
    }
  }
}
