import { createHmac } from 'node:crypto';
import type { RollingHash } from './rollingHash';

export type SecretKind = 'client secret' | 'access token' | 'refresh token';

/** What a secret is called where it must not be shown. */
export interface SecretLabel {
  readonly kind: SecretKind;
  /** The name of the profile. */
  readonly profile: string;
}

/** Where which secret is: offsets in UTF-16 code units. */
export interface SecretHit extends SecretLabel {
  readonly start: number;
  readonly end: number;
}

/** In one text. Nobody reads more, and a text that consists of secrets is not to cost a keyed hash for each of its characters. */
export const mostHits = 200;

/** UTF-16 code units that are looked at in one go. */
const pieceLength = 65_536;

/** A power of two. */
export const filterSize = 4_096;

export interface Target extends SecretLabel {
  readonly hmac: Buffer;
}

/** The secrets of one length. */
export interface Group {
  readonly length: number;
  readonly weight: number;
  /** Not 0 where the last bits of a hash are those of a secret: most hashes need no look into the map. */
  readonly filter: Uint8Array;
  /** By rolling hash. */
  readonly targets: Map<number, Target[]>;
}

export interface RunningSearchParts {
  readonly groups: readonly Group[];
  readonly hash: RollingHash;
  readonly key: Buffer;
  /** How much of what went before is kept, because a secret may have begun in it. */
  readonly longest: number;
  readonly lowestUnit: number;
}

/** One way through one text. */
export class RunningSearch {
  readonly #parts: RunningSearchParts;
  /** What is kept of what went before, and then the piece. */
  readonly #codes: Uint16Array;
  /** By group. */
  readonly #hashes: number[];
  /** How many units in a row, up to here, can be of a secret. */
  #runLength = 0;
  #seen = 0;
  #hits = 0;

  constructor(parts: RunningSearchParts) {
    this.#parts = parts;
    this.#codes = new Uint16Array(parts.longest + pieceLength);
    this.#hashes = parts.groups.map(() => 0);
  }

  /** @returns what is complete with this piece of the text; the offsets are those of the whole text. */
  push(text: string): SecretHit[] {
    const { groups, longest } = this.#parts;
    const hits: SecretHit[] = [];
    for (let start = 0; start < text.length && groups.length > 0; start += pieceLength) {
      const length = Math.min(pieceLength, text.length - start);
      for (let index = 0; index < length; index += 1) {
        this.#codes[longest + index] = text.charCodeAt(start + index);
      }
      this.#searchPiece(longest + length, hits);
      this.#codes.copyWithin(0, length, length + longest);
      this.#seen += length;
    }
    return hits;
  }

  /** Goes from run to run. Most runs of a text, its words, are shorter than any secret, and cost nothing more. */
  #searchPiece(end: number, hits: SecretHit[]): void {
    const codes = this.#codes;
    const { groups, longest, lowestUnit } = this.#parts;
    for (let index = longest; index < end; index += 1) {
      const start = index;
      while (index < end && (codes[index] ?? 0) >= lowestUnit) {
        index += 1;
      }
      // A run that goes on in the next piece has to be hashed now, however short it is yet.
      const length = index === end ? Infinity : this.#runLength + index - start;
      for (const [number, group] of groups.entries()) {
        if (length >= group.length) {
          this.#roll(number, group, start, index, hits);
        }
      }
      this.#runLength = index === end ? this.#runLength + index - start : 0;
    }
  }

  #roll(number: number, group: Group, start: number, end: number, hits: SecretHit[]): void {
    const codes = this.#codes;
    const { hash: rolling } = this.#parts;
    const { filter, weight, length } = group;
    let hash = this.#runLength === 0 ? 0 : (this.#hashes[number] ?? 0);
    // What is before the run was not hashed, so it does not leave the window either.
    const firstFull = start + length - this.#runLength;
    for (let index = start; index < end; index += 1) {
      const leaving = index >= firstFull ? (codes[index - length] ?? 0) : 0;
      hash = rolling.next(hash, codes[index] ?? 0, leaving, weight);
      if (filter[hash & (filterSize - 1)] === 1) {
        this.#confirm(group, hash, index + 1, hits);
      }
    }
    this.#hashes[number] = hash;
  }

  /** @param end within the codes. */
  #confirm(group: Group, hash: number, end: number, hits: SecretHit[]): void {
    const targets = this.#hits < mostHits ? group.targets.get(hash) : undefined;
    const start = end - group.length;
    const offset = this.#seen + start - this.#parts.longest;
    if (targets === undefined || offset < 0) {
      return;
    }
    const hmac = hmacOf(this.#parts.key, this.#codes.subarray(start, end));
    for (const target of targets) {
      if (target.hmac.equals(hmac)) {
        this.#hits += 1;
        hits.push({ start: offset, end: offset + group.length, kind: target.kind, profile: target.profile });
      }
    }
  }
}

/** Of a piece of text, by which it is recognised. */
export function hmacOf(key: Buffer, codes: Uint16Array): Buffer {
  return createHmac('sha256', key)
    .update(new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength))
    .digest();
}
