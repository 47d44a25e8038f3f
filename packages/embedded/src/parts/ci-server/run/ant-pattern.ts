/**
 * An Ant pattern as a regular expression: `*` and `?` within a name, `**` for any number of
 * folders, and a `/` at the end for all below it.
 */
export function antPattern(pattern: string, ignoreCase = false): RegExp {
  const whole = pattern.replace(/^\.\//, '').replace(/\/$/, '/**');
  const names = whole.split('/').map((name, index, all) => {
    const last = index === all.length - 1;
    if (name === '**') return last ? '.*' : '(?:[^/]+/)*';
    const escaped = name
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]');
    // `a/**` also means `a` itself.
    if (all[index + 1] === '**' && index === all.length - 2)
      return `${escaped}(?:/|$)`;
    return last ? escaped : `${escaped}/`;
  });
  return new RegExp(`^${names.join('')}$`, ignoreCase ? 'i' : '');
}

/** Whether one of the patterns, divided by commas, matches the path. */
export function antMatcher(patterns: string): (path: string) => boolean {
  const expressions = patterns
    .split(',')
    .map(each => each.trim())
    .filter(Boolean)
    .map(each => antPattern(each));
  return path => expressions.some(expression => expression.test(path));
}
