import { randomBytes, randomInt } from 'node:crypto';
import type { Secret } from '../profiles/secret';
import { largestBase, RollingHash, smallestBase } from './rollingHash';
import { filterSize, hmacOf, RunningSearch, type Group, type SecretLabel } from './runningSearch';

export interface LabelledSecret extends SecretLabel {
  readonly secret: Secret;
}

/** UTF-16 code units. What is shorter is left out: it stands in ordinary texts by chance, and its hash would be easy to guess. */
const shortestSecret = 8;

/** The first UTF-16 code unit after the space: a secret that has none below it, as all do that Nomba makes, gives nothing away by that. */
const firstVisible = 0x21;

/**
 * Finds secrets in texts without holding them: of each there is only its length, its rolling hash, and its HMAC-SHA-256 under a key that exists in this object alone.
 * Each is sought as it is, as a URL has it (`encodeURIComponent`) and as JSON has it, at any position, whatever stands beside it.
 */
export class SecretSearch {
  readonly #key = randomBytes(32);
  readonly #hash: RollingHash;
  readonly #groups = new Map<number, Group>();
  /** No secret has a unit below this one: where there is one in a text, no secret goes across it. */
  #lowestUnit = firstVisible;

  /** @param hash of a base that nobody can guess; a text that collides under it costs time, and is not taken for a secret. */
  constructor(
    secrets: readonly LabelledSecret[],
    hash = new RollingHash(randomInt(smallestBase, largestBase)),
  ) {
    this.#hash = hash;
    for (const { kind, profile, secret } of secrets) {
      for (const form of formsOf(secret.reveal())) {
        this.#add(form, { kind, profile });
      }
    }
  }

  /** Whether there is nothing to look for. */
  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  /** UTF-16 code units of the longest form of a secret. */
  get longest(): number {
    return Math.max(0, ...this.#groups.keys());
  }

  /** For a text that comes in pieces. */
  begin(): RunningSearch {
    return new RunningSearch({
      groups: [...this.#groups.values()],
      hash: this.#hash,
      key: this.#key,
      longest: this.longest,
      lowestUnit: this.#lowestUnit,
    });
  }

  #add(form: string, label: SecretLabel): void {
    const { length } = form;
    const codes = Uint16Array.from(form, (_unit, index) => form.charCodeAt(index));
    let group = this.#groups.get(length);
    if (group === undefined) {
      const weight = this.#hash.weight(length);
      group = { length, weight, filter: new Uint8Array(filterSize), targets: new Map() };
      this.#groups.set(length, group);
    }
    this.#lowestUnit = Math.min(this.#lowestUnit, ...codes);
    const hash = codes.reduce((sum, unit) => this.#hash.next(sum, unit, 0, 0), 0);
    const hmac = hmacOf(this.#key, codes);
    const targets = group.targets.get(hash) ?? [];
    // Two profiles of the same credentials have the same secrets; they are told of under the first name.
    if (!targets.some((target) => target.hmac.equals(hmac))) {
      group.filter[hash & (filterSize - 1)] = 1;
      group.targets.set(hash, [...targets, { ...label, hmac }]);
    }
  }
}

const halfOfPair = /\p{Cs}/u;

function formsOf(secret: string): ReadonlySet<string> {
  if (secret.length < shortestSecret) {
    return new Set();
  }
  // Half of a surrogate pair has no form in a URL.
  const inUrl = halfOfPair.test(secret) ? secret : encodeURIComponent(secret);
  return new Set([secret, inUrl, JSON.stringify(secret).slice(1, -1)]);
}
