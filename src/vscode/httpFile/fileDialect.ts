import { dialectOf, type Dialect } from '../../httpFile/dialect';
import type { PlacedInDocument } from './sectionAt';

/** The dialect of a file shows at its beginning, and where it is edited. */
const sectionsThatTell = 50;

/** The dialect of the file that a section is in. */
export function fileDialect({ section, region }: PlacedInDocument): Dialect {
  return dialectOf([section, ...region.text.leadingSections(sectionsThatTell)]);
}
