import { printable } from '../profiles/printable';

/** Where a token goes, beside the variables of the window, from a yes to sharing it. */
export interface FurtherPlaces {
  /** The names of the env files that are kept current. */
  readonly envFiles: readonly string[];
  /** Whether new terminals get it. */
  readonly terminals: boolean;
}

/** What a yes to sharing a production token means, in sentences. */
export function productionQuestionDetail({ envFiles, terminals }: FurtherPlaces): string {
  const names = new Intl.ListFormat('en').format(envFiles.map((name) => `“${printable(name)}”`));
  const places = [
    ...(envFiles.length > 0 ? [`written into ${names}, with the production address`] : []),
    ...(terminals ? ['given to new terminals'] : []),
  ];
  return [
    'Requests in .http files of this window can then move real money. Other extensions, and programs that they start, can read the token.',
    ...(places.length > 0 ? [`It is then also ${places.join(', and ')}.`] : []),
    'It ends when the window closes.',
  ].join(' ');
}
