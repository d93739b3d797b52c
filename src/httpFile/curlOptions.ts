import { longNames, optionsWithValue, switches } from './curlOptionNames';

/** One option by its long name, or a URL: `url`. A switch has the value `''`. */
export interface CurlOption {
  readonly name: string;
  readonly value: string;
  /** Index of the word that ends with the value, or has the switch. */
  readonly word: number;
}

/** @returns the options in order, `undefined` where a value is missing, and where one is no option of curl: nobody can tell whether a value follows, or what it changes. */
export function curlOptions(words: readonly string[]): readonly CurlOption[] | undefined {
  const options: CurlOption[] = [];
  let index = 0;
  let endsOptions = false;
  while (index < words.length) {
    const word = words[index] ?? '';
    index++;
    if (endsOptions || !word.startsWith('-') || word === '-') {
      options.push({ name: 'url', value: word, word: index - 1 });
    } else if (word === '--') {
      endsOptions = true;
    } else {
      const read = word.startsWith('--') ? longOption(word.slice(2)) : shortOptions(word);
      if (read === undefined) {
        return undefined;
      }
      const own = index - 1;
      options.push(...read.switches.map((name) => ({ name, value: '', word: own })));
      if (read.last !== undefined) {
        const value = read.value ?? words[index++];
        if (value === undefined) {
          return undefined;
        }
        options.push({ name: read.last, value, word: index - 1 });
      }
    }
  }
  return options;
}

interface ReadWord {
  readonly switches: readonly string[];
  /** The option that has a value. */
  readonly last?: string;
  /** That value, where it is in the same word. */
  readonly value?: string;
}

/** `--request POST`, and `--request=POST`, which curl takes since version 8.16. */
function longOption(option: string): ReadWord | undefined {
  const equals = option.indexOf('=');
  const name = equals === -1 ? option : option.slice(0, equals);
  if (optionsWithValue.has(name) || name.startsWith('expand-')) {
    return equals === -1
      ? { switches: [], last: name }
      : { switches: [], last: name, value: option.slice(equals + 1) };
  }
  return isSwitch(option) ? { switches: [option] } : undefined;
}

function isSwitch(name: string): boolean {
  return switches.has(name) || (name.startsWith('no-') && switches.has(name.slice('no-'.length)));
}

/** `-sSL`, `-XPOST`, `-sXPOST`. */
function shortOptions(word: string): ReadWord | undefined {
  const names: string[] = [];
  for (let index = 1; index < word.length; index++) {
    const name = longNames.get(word[index] ?? '');
    if (name === undefined) {
      return undefined;
    }
    if (optionsWithValue.has(name)) {
      const value = word.slice(index + 1);
      return value === '' ? { switches: names, last: name } : { switches: names, last: name, value };
    }
    names.push(name);
  }
  return { switches: names };
}
