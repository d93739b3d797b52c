import type { Profile } from '../profiles/profile';
import type { Dialect } from './dialect';
import type { NombaContext } from './nombaRequest';
import type { TextSpan } from './requestTarget';
import type { Section } from './section';

export interface CompletionContext extends NombaContext {
  /** Of the whole file. */
  readonly dialect: Dialect;
  /** That of the window. */
  readonly profile?: Pick<Profile, 'accountId'>;
  /** Whether `{{$nombaToken}}` works in the file's client. */
  readonly offersNombaToken: boolean;
}

/** What can be typed at a place of a `.http` file. */
export interface Completion {
  /** `literalToken` changes nothing by itself: its command puts the token into the header. */
  readonly kind:
    'header' | 'value' | 'variable' | 'host' | 'path' | 'query' | 'snippet' | 'method' | 'literalToken';
  readonly label: string;
  readonly detail?: string;
  /** Plain text. */
  readonly documentation?: string;
  /** What the text takes the place of: offsets in the section, on the line of the cursor and around it. */
  readonly replace: TextSpan;
  readonly newText: string;
  /** Whether `newText` is in VS Code's snippet syntax. */
  readonly isSnippet: boolean;
  /** What the replaced text is compared with, where that is not the label. */
  readonly filterText?: string;
  readonly command?: 'literal';
}

/** The line of a section that a cursor is on. */
export interface CursorLine {
  readonly section: Section;
  /** In the section, as all offsets here. */
  readonly offset: number;
  readonly start: number;
  /** Without the line ending. */
  readonly end: number;
  readonly text: string;
  /** Offset of the first character that is no white space, or the end. */
  readonly contentStart: number;
  /** Without the white space around it. */
  readonly content: string;
}
