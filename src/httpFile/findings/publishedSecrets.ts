import type { Finding } from '../finding';
import { textLines } from '../textLines';

/**
 * Names of variables that build tools put into the pages that every visitor loads, by their documentation: Next.js, Vite, Create React App, Expo, Nuxt, Gatsby, Angular
 * (`NG_APP_`), Vue CLI, SvelteKit and Astro (`PUBLIC_`).
 */
const publishedName =
  /(?<!\w)(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|GATSBY|NG_APP|VUE_APP|PUBLIC)_\w{1,100}(?!\w)/g;
const secretWord = /(?:SECRET(?:_?KEY)?|(?:PRIVATE|API)_?KEY|TOKEN|(?<!AUTO_)REFRESH)(?=_|$)/;
/** A name that ends so is that of something about the secret, not of the secret. */
const harmlessEnd =
  /_(?:URL|URI|ENDPOINT|PATH|HOST|NAME|HEADER|PREFIX|TYPE|COOKIE|EXPIRY|EXPIRES|EXPIRES_AT|EXPIRES_IN|TTL|LIFETIME|INTERVAL|TIMEOUT|SECONDS|MINUTES|MS|ENABLED)$/;

/** `process.env.`, `import.meta.env.`, `env['`, `Deno.env.get('`: how code reads a variable. */
const readsBefore = /\benv\??(?:\.|(?:\?\.)?\[['"`]|\.get\(['"`])$/;
/** `const { NAME } = import.meta.env`, on one line or on several: what stands on both sides of the name. */
const takesBefore = /\{[^{}]*$/;
const takesAfter = /^[^{}]*\}\s{0,50}=\s{0,50}(?:import\.meta|process)\.env\b/;
/** How a variable is set: in a `.env` file, in a shell, in YAML, in JSON, in a Dockerfile; there, and in a shell, after others. */
const setsBefore =
  /^\s{0,50}(?:-\s{1,10})?(?:(?:(?:export|set|ENV|ARG|RUN|run:)\s{1,10})?(?:\w{1,50}=\S{0,50}\s{1,10}){0,5}|\$env:)["']?$/i;
/** `cross-env NAME=`: in a script of a package. */
const setsForCommand = /\bcross-env(?:-shell)?\s{1,10}(?:\w{1,50}=\S{0,50}\s{1,10}){0,5}$/;
/** `env: { NAME: … }`: in YAML, JSON and code. */
const setsInEnvironment = /\benv(?:ironment)?["']?\s{0,10}[:=]\s{0,10}\{(?:[^{}]{1,200},)?\s{0,50}["']?$/;
/** `--build-arg NAME`: the value may be the one that the variable has. */
const passesToBuild = /--build-arg(?:=|\s{1,10})["']?$/;
const setsAfter = /^["']?\s{0,50}(?:=(?!=)|:(?!:))/;

/** Characters. */
const longestContext = 60;
/** Characters: how far before and behind a name anything decides about it, the line that it stands in aside. */
export const longestPattern = 300;

/**
 * Secrets and tokens of Nomba under names that are published, in a file of any kind: where such a variable is set or read, not where a comment tells of it. Client ids and
 * base URLs are no secrets. Takes time in proportion to the text and never throws.
 */
export function publishedSecretNames(text: string): readonly Finding[] {
  return [...textLines(text)].flatMap((line) => {
    const content = text.slice(line.start, line.end);
    return [...content.matchAll(publishedName)].flatMap(({ index, 0: name }) => {
      const before = content.slice(Math.max(0, index - longestContext), index);
      const after = content.slice(index + name.length, index + name.length + longestContext);
      const isSet =
        (index <= longestContext && setsBefore.test(before)) ||
        setsForCommand.test(content.slice(Math.max(0, index - longestPattern), index)) ||
        setsInEnvironment.test(content.slice(Math.max(0, index - longestPattern), index));
      const isUsed =
        readsBefore.test(before) ||
        passesToBuild.test(before) ||
        isTaken(text, line.start + index, line.start + index + name.length) ||
        (isSet && setsAfter.test(after));
      return isSecret(name) && isUsed && !isCommentLine(content) ? [published(name, line.start + index)] : [];
    });
  });
}

function isSecret(name: string): boolean {
  return name.includes('NOMBA') && secretWord.test(name) && !harmlessEnd.test(name);
}

function isTaken(text: string, start: number, end: number): boolean {
  return (
    takesBefore.test(text.slice(Math.max(0, start - longestPattern), start)) &&
    takesAfter.test(text.slice(end, end + longestPattern))
  );
}

function isCommentLine(content: string): boolean {
  return /^\s{0,1000}(?:#|\/\/|\/\*|\*|<!--|--|;)/.test(content);
}

function published(name: string, start: number): Finding {
  return {
    code: 'published-secret',
    start,
    end: start + name.length,
    message: `${name} is built into the pages that every visitor loads. Keep it on the server, under a name without that prefix; if it was published, replace it in Nomba’s dashboard.`,
    fixes: [],
  };
}
