import { dialectOf, sectionsThatTell, type Dialect } from '../../httpFile/dialect';
import { factsOf, isSameFacts, joinedFacts, type FileFacts } from '../../httpFile/fileFacts';
import type { FindingContext } from '../../httpFile/finding';
import type { HttpText } from '../../httpFile/httpText';
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
  readonly #offersNombaToken: () => boolean;
  #basis = '';
  #contexts = new WeakMap<ReadonlyMap<string, string>, { basis: FindingContext; context: FindingContext }>();
  readonly #dialects = new WeakMap<HttpText, { sections: readonly Section[]; dialect: Dialect }>();
  readonly #facts = new WeakMap<Section, { basis: FindingContext; facts: FileFacts }>();
  readonly #bases = new WeakMap<FindingContext, FindingContext>();
  readonly #requests = new WeakMap<Section, { basis: FindingContext; requests: readonly NombaRequest[] }>();

  /** @param offersNombaToken whether httpYac fills in `{{$nombaToken}}` in this window. */
  constructor(services: FileContextPorts, offersNombaToken: () => boolean) {
    this.#services = services;
    this.#offersNombaToken = offersNombaToken;
  }

  /** The same object for the same file variables, dialect and facts of the file, as long as nothing has changed. */
  of(text: HttpText): FindingContext {
    this.#forgetOutdated();
    const { values } = text;
    const dialect = this.#dialectOf(text);
    const known = this.#contexts.get(values);
    const basis = known?.basis.dialect === dialect ? known.basis : this.#basisOf(values, dialect);
    const file = joinedFacts(text.leadingSections().map((section) => this.#factsOf(section, basis)));
    if (known?.basis === basis && known.context.file && isSameFacts(known.context.file, file)) {
      return known.context;
    }
    const context = { ...basis, file };
    this.#contexts.set(values, { basis, context });
    this.#bases.set(context, basis);
    return context;
  }

  /** The requests of a section that go to Nomba. */
  requests(section: Section, context: FindingContext): readonly NombaRequest[] {
    const basis = this.#bases.get(context) ?? context;
    const known = this.#requests.get(section);
    if (known?.basis === basis) {
      return known.requests;
    }
    const requests = nombaRequests(section, basis);
    this.#requests.set(section, { basis, requests });
    return requests;
  }

  /** All but what the requests of the file tell. */
  #basisOf(values: ReadonlyMap<string, string>, dialect: Dialect): FindingContext {
    const { profiles } = this.#services;
    const { active } = profiles;
    return {
      ...nombaContext(profiles.all, active, values),
      dialect,
      profile: active,
      token: this.#tokenOfActive(),
      withheld: this.#whyWithheld(),
      offersNombaToken: this.#offersNombaToken(),
    };
  }

  #factsOf(section: Section, basis: FindingContext): FileFacts {
    const known = this.#facts.get(section);
    if (known?.basis === basis) {
      return known.facts;
    }
    const facts = factsOf(section, basis, () => this.requests(section, basis));
    this.#facts.set(section, { basis, facts });
    return facts;
  }

  #dialectOf(text: HttpText): Dialect {
    const sections = text.leadingSections(sectionsThatTell);
    const known = this.#dialects.get(text);
    if (
      known?.sections.length === sections.length &&
      known.sections.every((section, index) => section === sections[index])
    ) {
      return known.dialect;
    }
    const dialect = dialectOf(sections);
    this.#dialects.set(text, { sections, dialect });
    return dialect;
  }

  #tokenOfActive(): FindingContext['token'] {
    const { profiles, tokens, clock } = this.#services;
    const tokenSet = profiles.active && tokens.snapshot(identityOf(profiles.active)).tokenSet;
    if (tokenSet === undefined) {
      return 'none';
    }
    return tokenSet.expiresAt > clock.now() ? 'living' : 'expired';
  }

  #whyWithheld(): FindingContext['withheld'] {
    const { profiles, sharing } = this.#services;
    const decision = profiles.active && sharing.decide(profiles.active);
    return decision?.share === false ? decision.reason : undefined;
  }

  #forgetOutdated(): void {
    const { profiles } = this.#services;
    const { active } = profiles;
    const basis = JSON.stringify([
      profiles.all,
      active,
      this.#tokenOfActive(),
      this.#whyWithheld(),
      this.#offersNombaToken(),
    ]);
    if (basis !== this.#basis) {
      this.#basis = basis;
      this.#contexts = new WeakMap();
    }
  }
}
