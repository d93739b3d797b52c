import type { Dialect } from './dialect';
import type { FileFacts } from './fileFacts';
import type { FindingCode } from './findingCodes';
import type { TextEdit } from './insertHeaders';
import type { Remedy, WithheldReason } from './lackOfToken';
import type { NombaContext } from './nombaRequest';

/** Something wrong or remarkable at a place of a text. Plain data; no part of it holds a secret or a token. */
export interface Finding {
  readonly code: FindingCode;
  /** Offsets in UTF-16 code units from the beginning of the section (or text), `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** For the user: what is wrong, and what to do. */
  readonly message: string;
  /** The best one first. Empty where there is nothing to do, or nothing that a click can do. */
  readonly fixes: readonly Fix[];
}

/** What mends a finding. The title is for the user. */
export type Fix =
  | {
      readonly kind: 'edits';
      readonly title: string;
      /** In the section: ascending, neither overlapping nor touching. */
      readonly edits: readonly TextEdit[];
      /** Set where the same is right for every finding of the code in a file or a workspace; such edits never get in each other's way. */
      readonly everywhere?: true;
    }
  | {
      readonly kind: 'switchProfile';
      readonly title: string;
      /** Of the profiles to choose from. */
      readonly environment: 'production' | 'sandbox';
    }
  | ({ readonly kind: 'command' } & Remedy);

export interface FindingContext extends NombaContext {
  /** Of the whole file: what mends it writes so. */
  readonly dialect: Dialect;
  /** Of the whole file; without them the section is all that is known. */
  readonly file?: FileFacts;
  /** That of the window. */
  readonly profile:
    | {
        readonly name: string;
        readonly environment: 'production' | 'sandbox' | 'custom';
        readonly accountId: string;
        readonly subAccountId?: string;
      }
    | undefined;
  /** That of the profile. */
  readonly token: 'living' | 'expired' | 'none';
  /** Why request clients cannot read the token at this moment; `undefined` when they can. */
  readonly withheld: WithheldReason | undefined;
  /** Whether httpYac is here, and fills in `{{$nombaToken}}`. */
  readonly offersNombaToken: boolean;
}
