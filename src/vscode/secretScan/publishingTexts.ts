/** Files that build tools read, or that set variables for them: not prose, which only tells of a name. */
const publishingFile =
  /(?:^|\/)(?:[^/]*\.env(?:\.[^/]*|rc)?|(?:Docker|Container)file(?:\.[^/]*)?|[^/]*\.(?:[cm]?[jt]sx?|vue|svelte|astro|ya?ml|json[c5]?|toml|dockerfile|sh|ps1|bat|cmd))$/i;

/** VS Code's ids of the same, for what has no file yet. */
const publishingLanguage =
  /^(?:(?:java|type)script(?:react)?|vue|svelte|astro|yaml|jsonc?|docker(?:file|compose)|dotenv|properties|shellscript|powershell|bat)$/;

/** Whether a name in a text can make a build tool publish what it stands for, by the URI and VS Code's id of the language. */
export function canPublish({ path }: { readonly path: string }, languageId = ''): boolean {
  return publishingFile.test(path) || publishingLanguage.test(languageId);
}
