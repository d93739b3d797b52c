/** What an editor under test needs to know of this machine. Anything else (proxies, npm's variables, tokens) stays outside. */
const passedOn = /^(?:PATH|LANG|LC_ALL|TZ|USER|LOGNAME|SHELL|TMPDIR)$/;

/** What a desktop must not inherit although it needs most of the environment (display, session bus, profile folders). */
const keptOut = /^(?:(?:https?|all|no)_proxy|npm_.*|init_cwd|node_options|node_path|vscode_.*|electron_.*)$/i;

/** npm's settings that say where packages come from; all its other variables belong to the outer npm command. */
const packageSource =
  /^npm_config_(?:registry|.*:registry|(?:https?_|no)?proxy|noproxy|cafile|ca|strict_ssl|cache|userconfig|globalconfig|(?:prefer_)?offline|.*auth.*)$/i;

function pick(keep: (name: string) => boolean): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && keep(name)) {
      picked[name] = value;
    }
  }
  return picked;
}

/** The environment of the web kind's server and browser: a short list of this process's variables. */
export function bareEnvironment(): Record<string, string> {
  return pick((name) => passedOn.test(name));
}

/** The environment of a desktop: all of this process's variables but those that would change what the tests see. */
export function desktopEnvironment(): Record<string, string> {
  return pick((name) => !keptOut.test(name));
}

/** The environment for an npm inside of another npm's script: without the outer command's options, prefix and package. */
export function npmEnvironment(): Record<string, string> {
  return pick((name) => packageSource.test(name) || !/^(?:npm_.*|init_cwd|node_options)$/i.test(name));
}
