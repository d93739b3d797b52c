/**
 * Adds a file to the text of a `.gitignore`, in a line of its own with the line ending of the others.
 *
 * @param file relative to the folder of the `.gitignore`, with `/` between its parts.
 * @param end `*` for all files whose paths begin so, with how they are to end.
 */
export function addToGitIgnore(text: string, file: string, end: '' | `*${string}` = ''): string {
  const lineEnding = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  // From the folder on, and with nothing in it that stands for something else; a space at the end would be left out.
  const pattern = `/${file.replace(/[\\*?[]/g, '\\$&').replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length))}${end}`;
  const isLineOpen = text !== '' && !text.endsWith('\n');
  return `${text}${isLineOpen ? lineEnding : ''}${pattern}${lineEnding}`;
}
