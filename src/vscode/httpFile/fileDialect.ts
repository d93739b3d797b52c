import { dialectOf, sectionsThatTell, type Dialect } from '../../httpFile/dialect';
import type { PlacedInDocument } from './sectionAt';

/** The dialect of the file that a section is in. It shows where the file is edited, too. */
export function fileDialect({ section, region }: PlacedInDocument): Dialect {
  return dialectOf([section, ...region.text.leadingSections(sectionsThatTell)]);
}
