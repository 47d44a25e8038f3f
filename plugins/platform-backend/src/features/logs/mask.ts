import { InputError } from '@backstage/errors';
import { RE2JS } from 're2js';

/** What must not be shown, by a pattern in the syntax of RE2. */
export interface MaskRule {
  readonly name: string;
  /** Its groups named `keep` and `keep2` stay; the rest of a match is replaced. */
  readonly pattern: string;
}

/** Begins what is secret by its name, as in `password=`, `"api_key": ` and `\\"token\\":`. */
const secretName =
  '(?i:passw(?:or)?ds?|secret|token|credentials?|(?:api|access|private)[_-]?key)\\\\?["\']?\\s*[:=]\\s*';

/** What is masked unless the configuration says otherwise. */
export const defaultMasks: readonly MaskRule[] = [
  {
    name: 'authorization',
    pattern: '(?i)(?P<keep>\\b(?:bearer|basic)\\s+)[a-z0-9._~+/-]{8,}={0,2}',
  },
  {
    name: 'url-password',
    pattern:
      '(?i)(?P<keep>\\b[a-z][a-z0-9+.-]*://[^/\\s:@"]*:)[^/\\s@"]+(?P<keep2>@)',
  },
  {
    name: 'quoted-secret',
    pattern: `(?P<keep>${secretName}")(?:[^"\\\\]|\\\\.)+`,
  },
  {
    name: 'secret',
    pattern: `(?P<keep>${secretName}(?:\\\\"|')?)[^\\s"'\\\\,;&}]+`,
  },
  {
    name: 'json-web-token',
    pattern: '\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*',
  },
];

const masked = '••••••';

/**
 * Makes a function that replaces in a line what the rules say. RE2 takes time in
 * proportion to the line, whatever the pattern: one that somebody configured cannot hold
 * up the portal.
 *
 * @throws InputError naming the rule whose pattern cannot be used
 */
export function maskerOf(rules: readonly MaskRule[]): (text: string) => string {
  const compiled = rules.map(compile);
  return text =>
    compiled.reduce(
      (line, { pattern, replacement }) =>
        pattern.test(line)
          ? pattern.matcher(line).replaceAll(replacement)
          : line,
      text,
    );
}

function compile({ name, pattern: source }: MaskRule) {
  try {
    const pattern = RE2JS.compile(source);
    if (pattern.test('')) {
      throw new Error('it matches what is empty');
    }
    return { pattern, replacement: replacementOf(pattern.namedGroups()) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(
      `The pattern "${name}" in pilothouse.logs.mask cannot be used: ${why}`,
    );
  }
}

function replacementOf({ keep, keep2 }: Record<string, number>): string {
  const kept = (group?: number) => (group === undefined ? '' : `$${group}`);
  return `${kept(keep)}${masked}${kept(keep2)}`;
}
